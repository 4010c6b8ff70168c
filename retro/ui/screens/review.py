"""Review: the open actions of earlier sessions, one at a time, big."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from retro.session.commands import Command, ReviewAction
from retro.session.format import Kind
from retro.session.model import ActionState, EarlierAction, Id, Session
from retro.ui.places import Place
from retro.ui.registry import translate as _
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row

#: The answers in the order of their keys; None skips.
ANSWERS: Final[tuple[tuple[ActionState | None, str], ...]] = (
    (ActionState.DONE, _("done")),
    (ActionState.DOING, _("going on")),
    (ActionState.BLOCKED, _("blocked, with an ask")),
    (ActionState.DROPPED, _("dropped")),
    (None, _("skip for now")),
)


class ReviewScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.REVIEW)

    at = 0

    def compose_body(self) -> ComposeResult:
        with Vertical():
            yield Static(id="action")
            yield CardList(id="cards")

    @property
    def actions(self) -> list[EarlierAction]:
        return list(self.view.session.earlier.values())

    def hint(self) -> str:
        if not self.actions:
            return self.words("No open actions from earlier sessions. n goes on.")
        if all(action.reviewed or action.skipped for action in self.actions):
            return self.words("That was the last one. n goes on.")
        return self.words("One minute each: press a number. Longer talk becomes a topic.")

    def draw(self, session: Session) -> None:
        actions = self.actions
        text = self.query_one("#action", Static)
        answers = self.query_one("#cards", CardList)
        if not actions:
            text.update(Content(self.words("Nothing was left open. Well done.")))
            answers.show([])
            return
        self.at = min(self.at, len(actions) - 1)
        action = actions[self.at]
        place = self.words("Action {at} of {all}", at=self.at + 1, all=len(actions))
        facts = [action.owner or self.words("nobody's name on it")]
        if action.due:
            facts.append(self.words("due {date}", date=action.due.isoformat()))
        if action.origin:
            facts.append(self.words("from {origin}", origin=action.origin))
        parts = [
            (place + "\n\n", "$text-muted"),
            (action.text + "\n\n", "bold $accent"),
            (" · ".join(facts) + "\n", ""),
        ]
        if action.done_when:
            done_when = self.words("done when: {test}", test=action.done_when)
            parts.append((done_when + "\n", "$text-muted"))
        if action.note:
            parts.append((action.note + "\n", "$text-muted"))
        text.update(Content.assemble(*parts))
        answers.show([self._answer(action, n) for n in range(1, len(ANSWERS) + 1)])

    def _answer(self, action: EarlierAction, number: int) -> Row:
        state, label = ANSWERS[number - 1]
        is_it = (action.reviewed and action.state is state) or (action.skipped and state is None)
        return Row(
            number,
            self.words(label),
            mark=str(number),
            tail="✓" if is_it else "",
            tone="good",
        )

    async def do_judge(self, key: str) -> None:
        if not self.actions:
            return
        action = self.actions[self.at]
        chosen = self.query_one("#cards", CardList).chosen
        number = int(key) if key.isdigit() else int(chosen.id) if chosen else 0
        state, _label = ANSWERS[number - 1]
        if state is ActionState.BLOCKED:
            self.write_at(Place.of("ask", action.id))
        elif await self.submit(ReviewAction(action.id, state, skip=state is None)):
            self._turn(1)

    def label_for(self, place: Place) -> str:
        if place.verb == "ask":
            return self.words("Blocked by what, and who can help?")
        return super().label_for(place)

    def about(self, place: Place) -> str:
        action = self.view.session.earlier.get(place.id) if place.verb == "ask" else None
        return action.text if action else super().about(place)

    def command_for(self, place: Place, text: str, id: Id) -> Command:
        if place.verb == "ask":
            return ReviewAction(place.id, ActionState.BLOCKED, note=text)
        return super().command_for(place, text, id)

    def after_keeping(self, place: Place) -> None:
        self.stop_writing()
        if place.verb == "ask":
            self._turn(1)

    def draft_places(self) -> list[Place]:
        asks = [Place.of("ask", action.id) for action in self.actions]
        return [*asks, *super().draft_places()]

    async def do_turn(self, key: str) -> None:
        self._turn(-1 if key == "left" else 1)

    def _turn(self, by: int) -> None:
        self.at = min(max(self.at + by, 0), max(len(self.actions) - 1, 0))
        self.refresh_view()

    async def opened(self, message: CardList.Opened) -> None:
        await self.do_judge(str(message.row.id))
