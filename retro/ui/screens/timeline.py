"""Timeline: what happened, in order, beside what was planned."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from retro.session.commands import LinkCard, WriteCard
from retro.session.format import Kind
from retro.session.model import Card, Id, Session, Verdict
from retro.session.select import cards_of, sources, timeline
from retro.ui.places import NEW, Place
from retro.ui.registry import translate as _
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.links import Links

VERDICTS: Final[tuple[tuple[Verdict, str, str, str], ...]] = (
    (Verdict.AS_PLANNED, "=", _("as planned"), "quiet"),
    (Verdict.BETTER, "▲", _("better than planned"), "good"),
    (Verdict.OTHERWISE, "▼", _("other than planned"), "bad"),
)

#: How a moment felt, from the best to the worst: the card's mood, its word and its colour.
MOODS: Final[tuple[tuple[int, str, str], ...]] = (
    (2, _("very good"), "good"),
    (1, _("good"), "good"),
    (0, _("neither"), "quiet"),
    (-1, _("bad"), "bad"),
    (-2, _("very bad"), "bad"),
)
_NO_MOOD: Final = "none"


def gauge(mood: int) -> str:
    """A mood as a place on a line, so that a list of them reads as a curve: "···●·"."""
    return "".join("●" if place == mood else "·" for place in range(-2, 3))


class TimelineScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.TIMELINE
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.TIMELINE)
    AUTO_FOCUS = "#cards"

    def compose_body(self) -> ComposeResult:
        happened = CardList(id="cards")
        with Horizontal(id="columns"):
            if self.phase.source:
                planned = CardList(id="planned", empty=self.words("Nothing was written down."))
                with Vertical(classes="column aside linked", id="plan"):
                    yield Static(Content.styled(self._plan_title(), "bold $secondary"))
                    yield planned
                yield Links(planned, happened)
            with Vertical(classes="column main"):
                yield Static(Content.styled(self.phase.title, "bold $secondary"))
                yield happened

    def _plan_title(self) -> str:
        return self.view.session.format.phase(self.phase.source[0]).title

    def hint(self) -> str:
        cards = cards_of(self.view.session, self.phase.key)
        if not cards:
            return self.words(
                "Press Enter and type, with a time first if you know it: 09:40 went live"
            )
        if self.phase.source and all(card.parent is None for card in cards):
            return self.words("l links what happened to the plan, and says how it compares.")
        return self.words("What is missing? Who saw it from another spot? Then n.")

    def to_do(self) -> str:
        if self.view.hidden:
            return self.words(
                "Enter and type, with a time first if you know it: 09:40 went live."
                " Nobody sees it yet."
            )
        if self.phase.source:
            return self.words("Read it from the start. l links what happened to the plan.")
        return self.words("Read it from the start. What is missing? Enter adds it.")

    def draw(self, session: Session) -> None:
        cards = self.query_one("#cards", CardList)
        start = self.words("Start before it began: what was the first thing?")
        self.say_empty(cards, start, start)
        rows = self.rows_once("happened", partial(self._rows, session))
        cards.show(rows)
        if not self.phase.source:
            return
        links = self.query_one(Links)
        links.show(
            (parent, int(row.id))
            for row in rows
            if (parent := session.cards[int(row.id)].parent) is not None
        )
        plans = sources(session, self.phase)
        tones = tuple(links.tone_of(plan.id) for plan in plans)
        self.query_one("#planned", CardList).show(
            self.rows_once(("planned", tones), partial(_plan_rows, plans, tones))
        )

    def _rows(self, session: Session) -> list[Row]:
        plans = sources(session, self.phase)
        numbers = {card.id: str(place) for place, card in enumerate(plans, 1)}
        happened = timeline(cards_of(session, self.phase.key))
        return [self._row(card, numbers) for card in happened]

    def _row(self, card: Card, numbers: dict[Id, str]) -> Row:
        label, tone = "", "quiet"
        for verdict, sign, name, colour in VERDICTS:
            if card.verdict is verdict:
                label, tone = f"{sign} {self.words(name)}", colour
        felt = ""
        for mood, name, colour in MOODS:
            if card.mood == mood:
                # Beside a verdict there is no room for its word as well.
                felt = gauge(mood) if label else f"{self.words(name)} {gauge(mood)}"
                tone = tone if label else colour
        number = numbers.get(card.parent, "") if card.parent else ""
        tail = "  ".join(filter(None, (label, f"◂ {number}" if number else "", felt)))
        return Row(card.id, card.text, lead=card.when, tail=tail, tone=tone, number=card.number)

    def on_resize(self) -> None:
        self.call_after_refresh(self._light_up)

    def on_card_list_chosen(self) -> None:
        self._light_up()

    def on_descendant_focus(self) -> None:
        self._light_up()

    def _light_up(self) -> None:
        """Let the line of the chosen happening stand out."""
        if self.is_attached:
            self.draw(self.view.session)
            for links in self.query(Links):
                links.refresh()

    async def do_write(self, key: str) -> None:
        self.write_at(NEW)

    def label_for(self, place: Place) -> str:
        return self.words("What happened") if place == NEW else super().label_for(place)

    def offers(self, id: str) -> bool:
        if id == "mood" and self.query_one("#cards", CardList).chosen is None:
            return False
        if id == "link" and (self.view.hidden or not self.phase.source):
            return False
        return super().offers(id)

    async def do_mood(self, key: str) -> None:
        """Say how good or bad a moment was: whoever wrote it, or the room at one keyboard."""
        chosen = self.query_one("#cards", CardList).chosen
        if chosen is None:
            self.say(self.words("Choose what happened first."))
            return
        card = self.view.session.cards[int(chosen.id)]
        if self.apart and self.view.session.writer_of(card) != self.view.viewer:
            self.say(self.words("How it felt, only whoever wrote it says; or add a card."))
            return

        async def felt(mood: str | None) -> None:
            now = self.view.session.cards.get(card.id)
            if mood is not None and now is not None:
                value = None if mood == _NO_MOOD else int(mood)
                await self.submit(_felt(now, value))

        options = [(str(mood), f"{gauge(mood)}  {self.words(name)}") for mood, name, _c in MOODS]
        options.append((_NO_MOOD, self.words("(not said)")))
        question = self.words("How was that moment?")
        first = str(0 if card.mood is None else card.mood)
        self.app.push_screen(Choice(self.words, question, options, first), felt)

    async def do_link(self, key: str) -> None:
        chosen = self.query_one("#cards", CardList).chosen
        plans = sources(self.view.session, self.phase)
        if self.view.hidden:
            self.say(self.words("Links are drawn together, once everything is on the screen."))
            return
        if not plans:
            self.say(self.words("Nothing was planned that this could be linked to."))
            return
        if chosen is None:
            self.say(self.words("Choose what happened first."))
            return
        card = self.view.session.cards[int(chosen.id)]
        options = [(str(plan.id), plan.text.split("\n")[0]) for plan in plans]
        options.append(("0", self.words("Not part of the plan")))

        async def linked(plan: str | None) -> None:
            if plan == "0":
                await self.submit(LinkCard(card.id, None))
            elif plan is not None:
                self._ask_verdict(card, int(plan))

        question = self.words("Which part of the plan does this meet or miss?")
        self.app.push_screen(Choice(self.words, question, options, str(card.parent or "")), linked)

    def _ask_verdict(self, card: Card, plan: Id) -> None:
        async def judged(verdict: str | None) -> None:
            if verdict is not None:
                await self.submit(LinkCard(card.id, plan, Verdict(verdict)))

        options = [(each.value, f"{sign} {self.words(name)}") for each, sign, name, _t in VERDICTS]
        chosen = card.verdict.value if card.verdict else ""
        question = self.words("How did it compare?")
        self.app.push_screen(Choice(self.words, question, options, chosen), judged)


def _felt(card: Card, mood: int | None) -> WriteCard:
    """The card as it is, with another mood."""
    return WriteCard(
        card.id,
        card.text,
        column=card.column,
        parent=card.parent,
        when=card.when,
        verdict=card.verdict,
        mood=mood,
        phase=card.phase,
    )


def _plan_rows(plans: Sequence[Card], tones: Sequence[str]) -> list[Row]:
    """Plan items by number, each with the beginning of the line that links it."""
    numbered = enumerate(zip(plans, tones, strict=True), 1)
    return [
        Row(plan.id, plan.text, mark=str(place), leader=tone) for place, (plan, tone) in numbered
    ]
