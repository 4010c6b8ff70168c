"""Review: the open actions of earlier sessions, one at a time, big."""

from typing import ClassVar, Final, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from retro.session.commands import Command, Focus, ReviewAction
from retro.session.format import Kind
from retro.session.model import ActionState, EarlierAction, Helped, Id, Session
from retro.ui.places import Place
from retro.ui.registry import translate as _
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.paragraph import Paragraph

Answer: TypeAlias = ActionState | Helped | None

SKIP: Final[tuple[Answer, str]] = (None, _("skip for now"))

#: How an open action stands, in the order of the keys.
STATES: Final[tuple[tuple[Answer, str], ...]] = (
    (ActionState.DONE, _("done")),
    (ActionState.DOING, _("going on")),
    (ActionState.BLOCKED, _("blocked, with an ask")),
    (ActionState.DROPPED, _("dropped")),
    SKIP,
)
#: Whether one that was done before this session helped.
HELP: Final[tuple[tuple[Answer, str], ...]] = (
    (Helped.YES, _("yes, it helped")),
    (Helped.PARTLY, _("partly")),
    (Helped.NO, _("no")),
    (Helped.TOO_EARLY, _("too early to say")),
    SKIP,
)


def answers_for(action: EarlierAction) -> tuple[tuple[Answer, str], ...]:
    """What is asked about an action: how it stands, or, once it was done, whether it helped."""
    was_done = action.state is ActionState.DONE and not action.reviewed
    return HELP if was_done or action.helped else STATES


class ReviewScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.REVIEW)

    at = 0

    def compose_body(self) -> ComposeResult:
        with Vertical():
            yield Paragraph(id="action")
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

    def to_do(self) -> str:
        if not self.actions:
            return self.words("No open actions from earlier sessions.")
        return self.words("How does each of these stand? Say it aloud; it is recorded up front.")

    def barred(self, id: str, key: str = "") -> str:
        if id in ("judge", "turn") and self.apart and not self.leads and not self.watches:
            return self.words("Say how it stands; the facilitator records it, and turns the page.")
        return super().barred(id, key)

    def draw(self, session: Session) -> None:
        actions = self.actions
        text = self.query_one("#action", Paragraph)
        answers = self.query_one("#cards", CardList)
        if not actions:
            text.parts = ((self.words("Nothing was left open. Well done."), ""),)
            answers.show([])
            return
        self.at = min(self._in_focus(session), len(actions) - 1)
        action = actions[self.at]
        place = self.words("Action {at} of {all}", at=self.at + 1, all=len(actions))
        facts = [action.owner or self.words("nobody's name on it")]
        if action.due:
            facts.append(self.words("due {date}", date=action.due.isoformat()))
        if action.origin:
            facts.append(self.words("from {origin}", origin=action.origin))
        asked = answers_for(action)
        if asked is HELP:
            facts.append(self.words("done: did it help?"))
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
        text.parts = tuple(parts)
        given = self._given(action)
        answers.show(
            [
                Row(
                    number,
                    self.words(label),
                    mark=str(number),
                    tail="✓" if (answer, True) == given else "",
                    tone="good",
                )
                for number, (answer, label) in enumerate(asked, 1)
            ]
        )

    def _in_focus(self, session: Session) -> int:
        """The action that is looked at: where all have a screen, the one the room is turned to."""
        places = [action.id for action in self.actions]
        return places.index(session.focus) if self.apart and session.focus in places else self.at

    def _given(self, action: EarlierAction) -> tuple[Answer, bool]:
        """What was answered here, and whether anything was."""
        if action.skipped:
            return None, True
        return action.helped or action.state, action.reviewed

    async def do_judge(self, key: str) -> None:
        if not self.actions:
            return
        action = self.actions[self.at]
        if not key:
            chosen = self.query_one("#cards", CardList).chosen
            key = str(chosen.id) if chosen else "1"
        answer, _label = answers_for(action)[int(key) - 1]
        if answer is ActionState.BLOCKED:
            self.write_at(Place.of("ask", action.id))
        elif await self.submit(_review(action.id, answer)):
            await self._turn(1)

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
            self.call_next(self._turn, 1)

    def draft_places(self) -> list[Place]:
        asks = [Place.of("ask", action.id) for action in self.actions]
        return [*asks, *super().draft_places()]

    async def do_turn(self, key: str) -> None:
        await self._turn(-1 if key == "left" else 1)

    async def _turn(self, by: int) -> None:
        self.at = min(max(self.at + by, 0), max(len(self.actions) - 1, 0))
        if self.apart and self.actions:
            await self.submit(Focus(self.actions[self.at].id))
        else:
            self.refresh_view()

    async def opened(self, message: CardList.Opened) -> None:
        await self.action_command("judge", str(message.row.id))


def _review(id: Id, answer: Answer) -> ReviewAction:
    if isinstance(answer, Helped):
        return ReviewAction(id, ActionState.DONE, helped=answer)
    return ReviewAction(id, answer, skip=answer is None)
