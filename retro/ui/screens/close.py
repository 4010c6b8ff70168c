"""Close: what was agreed is read back, and one takeaway each."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from retro.session.format import Kind
from retro.session.model import Action, Session
from retro.session.select import cards_of
from retro.ui.places import NEW, Place
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.screens.working_agreements import agreement_row, in_order
from retro.ui.widgets.card_list import CardList, Row


class CloseScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.CLOSE
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.CLOSE)
    AUTO_FOCUS = "#cards"

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(classes="column"):
                yield Static(Content.styled(self.words("What we agreed"), "bold $secondary"))
                yield CardList(id="agreed", empty=self.words("No actions this time."))
            with Vertical(classes="column main"):
                yield Static(Content.styled(self.words("What we take with us"), "bold $secondary"))
                yield CardList(id="cards", empty=self.words("One takeaway each."))

    def hint(self) -> str:
        return self.words("Enter writes a takeaway. n ends the session and shows the minutes.")

    def to_do(self) -> str:
        return self.words("Enter writes a takeaway: what do you take with you?")

    def draw(self, session: Session) -> None:
        actions = sorted(session.actions.values(), key=lambda action: action.number)
        rows = [self._row(place, action) for place, action in enumerate(actions, 1)]
        for title, others in (
            (self.words("How we work together, from today"), self._agreements(session)),
            (self.words("Lessons that come along"), self._lessons(session)),
        ):
            if others:
                rows += [Row(title, title, heading=True, gap=True), *others]
        self.query_one("#agreed", CardList).show(rows)
        self.query_one("#cards", CardList).show(
            [Row(card.id, card.text, gap=True) for card in cards_of(session, self.phase.key)]
        )

    def _row(self, place: int, action: Action) -> Row:
        facts = (
            action.owner,
            "✓" if action.accepted else "",
            action.due.isoformat() if action.due else "",
        )
        return Row(
            action.id,
            action.text,
            mark=str(place),
            gap=True,
            tail=" ".join(filter(None, facts)),
            tone="good" if action.accepted else "accent",
        )

    def _agreements(self, session: Session) -> Sequence[Row]:
        """What this session made, reworded or retired; both at once came to nothing."""
        news = [
            each
            for each in in_order(session.agreements.values())
            if each.new != each.retired or each.changed
        ]
        return [agreement_row(each, self.words) for each in news]

    def _lessons(self, session: Session) -> Sequence[Row]:
        lessons = sorted(session.lessons.values(), key=lambda lesson: lesson.number)
        return [
            Row(f"lesson-{lesson.id}", lesson.text, mark="→") for lesson in lessons if lesson.chosen
        ]

    async def do_write(self, key: str) -> None:
        self.write_at(NEW)

    def label_for(self, place: Place) -> str:
        return self.words("Takeaway") if place == NEW else super().label_for(place)
