"""Explain: under every gap the conditions that made it so, at least two of them."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType

from retro.session.commands import Focus
from retro.session.format import Kind
from retro.session.model import Card, Id, Session, Verdict
from retro.session.select import children, gaps
from retro.ui.places import PARKING_LOT, Place
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row

ENOUGH: Final = 2
_START_SHOWN: Final = 40
_SIGNS: Final = {Verdict.BETTER: "▲", Verdict.OTHERWISE: "▼"}


class ExplainScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.EXPLAIN
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.EXPLAIN)

    def compose_body(self) -> ComposeResult:
        yield CardList(id="cards", empty=self._nothing())

    def hint(self) -> str:
        session = self.view.session
        found = gaps(session, self.phase)
        thin = [gap for gap in found if self._count(gap) < ENOUGH]
        if not found:
            return self._nothing()
        if len(thin) == len(found):
            return self.words("Choose a gap with the arrows; Enter writes what made it so.")
        if thin:
            start = thin[0].text.split("\n")[0][:_START_SHOWN]
            return self.words("What else? One cause is rarely enough: “{start}”.", start=start)
        return self.words(
            "At least two conditions everywhere. Does one end at a person? c asks on."
        )

    def to_do(self) -> str:
        if not gaps(self.view.session, self.phase):
            return self._nothing()
        return self.words("Choose a gap with the arrows; Enter writes what made it so.")

    def _nothing(self) -> str:
        if self.leads:
            return self.words("There is nothing to explain yet: b goes back.")
        return self.words("There is nothing to explain yet.")

    def _count(self, gap: Card) -> int:
        return len(children(self.view.session, gap.id, self.phase.key))

    def draw(self, session: Session) -> None:
        rows: list[Row] = []
        for gap in gaps(session, self.phase):
            rows.append(self._gap_row(gap))
            rows += self._under(session, gap.id, 1)
        self.query_one("#cards", CardList).show(rows)

    def _gap_row(self, gap: Card) -> Row:
        missing = ENOUGH - self._count(gap)
        need = self.words.plural(
            "{count} more condition", "{count} more conditions", max(missing, 0)
        )
        return Row(
            gap.id,
            f"{gap.when}  {gap.text}" if gap.when else gap.text,
            mark=_SIGNS.get(gap.verdict or Verdict.AS_PLANNED, "◇"),
            tail=need if missing > 0 else "✓",
            tone="quiet" if missing > 0 else "good",
            gap=True,
        )

    def _under(self, session: Session, parent: Id, level: int) -> list[Row]:
        rows: list[Row] = []
        for card in children(session, parent, self.phase.key):
            rows.append(Row(card.id, card.text, mark="└", level=level))
            rows += self._under(session, card.id, level + 1)
        return rows

    def _gap_of(self, card: Card) -> Card:
        cards = self.view.session.cards
        while card.phase == self.phase.key and card.parent is not None and card.parent in cards:
            card = cards[card.parent]
        return card

    async def do_write(self, key: str) -> None:
        card = self.chosen_card()
        if card is None:
            self.say(self._nothing())
            return
        gap = self._gap_of(card)
        if self.leads:
            await self.submit(Focus(gap.id))
        self.write_at(Place("new", under=gap.id))

    async def do_deeper(self, key: str) -> None:
        card = self.chosen_card()
        if card is None or card.phase != self.phase.key:
            self.say(self.words("Choose a condition first: this asks what made it so."))
        else:
            self.write_at(Place("new", under=card.id))

    async def do_edit(self, key: str) -> None:
        card = self.chosen_card()
        if card is not None and card.phase != self.phase.key:
            self.say(self.words("That was written in an earlier phase: b goes back to it."))
        else:
            await super().do_edit(key)

    def label_for(self, place: Place) -> str:
        return self.words("What made this so?") if place.under else super().label_for(place)

    def about(self, place: Place) -> str:
        card = self.view.session.cards.get(place.under)
        return f"{card.when}  {card.text}".strip() if card else super().about(place)

    def place_without(self, place: Place) -> Place:
        """A condition without its gap has no place here."""
        return PARKING_LOT

    def draft_places(self) -> list[Place]:
        news = [Place("new", under=id) for id in self.view.session.cards]
        return [*news, *super().draft_places()]
