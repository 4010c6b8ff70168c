"""Review: what earlier sessions agreed on, one at a time, big: actions first, then lessons."""

from datetime import date
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from retro.session.agreed import OPEN_STATES
from retro.session.commands import Command, Focus, JudgeLesson, ReviewAction, SplitAction
from retro.session.format import Kind
from retro.session.model import (
    ActionState,
    Applied,
    EarlierAction,
    EarlierLesson,
    Helped,
    Id,
    Session,
)
from retro.session.refusal import Refused
from retro.ui.dates import read_date
from retro.ui.places import Place
from retro.ui.reviewed import Answer, Item, Way, answers_for, given, is_settled, page
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.paragraph import Paragraph
from retro.ui.widgets.write_line import WriteLine

#: What is written about an action, and the key that goes on with it.
WRITTEN: Final = {"ask": "3", "drop": "4", "owner": "h", "day": "d", "split": "s"}
#: What the facilitator alone does where everyone has a terminal.
_RECORDING: Final = frozenset({"judge", "turn", "owner", "day", "split"})
#: Rows of a window from which on lines are left free.
_ROOMY: Final = 22


class OneAtATime(Vertical):
    """What is asked about, and below it the answers; a long text scrolls and leaves them room."""

    def __init__(self) -> None:
        super().__init__()
        self._answers = 0

    def on_resize(self, event: events.Resize) -> None:
        self._share_out(event.size.height)

    def leave_room(self, answers: int) -> None:
        """Have so many lines for the answers, and one above them where there is room for it."""
        if answers != self._answers:
            self._answers = answers
            self._share_out(self.size.height)

    def _share_out(self, height: int) -> None:
        free = 1 if self.app.size.height >= _ROOMY else 0
        text = self.query_one("#reviewed", VerticalScroll)
        text.styles.max_height = max(height - self._answers - free, 3)


class ReviewScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for(Kind.REVIEW),
        # Before the answers, of which there are few.
        Binding("pagedown", "read(1)", show=False, priority=True),
        Binding("pageup", "read(-1)", show=False, priority=True),
    ]
    AUTO_FOCUS = "#cards"

    at = 0

    def compose_body(self) -> ComposeResult:
        with OneAtATime():
            with VerticalScroll(id="reviewed", can_focus=False):
                yield Paragraph(id="action")
            yield CardList(id="cards")

    @property
    def items(self) -> list[Item]:
        """What there is to review: the actions, then the lessons that were taken along."""
        session = self.view.session
        lessons = sorted(session.lessons.values(), key=lambda lesson: lesson.number)
        return [*session.earlier.values(), *(lesson for lesson in lessons if lesson.asked)]

    @property
    def item(self) -> Item | None:
        """The one that is looked at."""
        items = self.items
        return items[min(self.at, len(items) - 1)] if items else None

    def hint(self) -> str:
        items = self.items
        if not items:
            return self.words("No open actions from earlier sessions. n goes on.")
        if all(is_settled(item) for item in items):
            return self.words("That was the last one. n goes on.")
        if isinstance(self.item, EarlierLesson):
            return self.words("A lesson is there to be used: press a number.")
        return self.words("One minute each: press a number. Longer talk becomes a topic.")

    def to_do(self) -> str:
        if not self.items:
            return self.words("No open actions from earlier sessions.")
        if isinstance(self.item, EarlierLesson):
            return self.words("Did you apply it? Say it aloud; it is recorded up front.")
        return self.words("How does each of these stand? Say it aloud; it is recorded up front.")

    def barred(self, id: str, key: str = "") -> str:
        if id in _RECORDING and self.apart and not self.leads and not self.watches:
            return self.words("Say how it stands; the facilitator records it, and turns the page.")
        return super().barred(id, key)

    def offers(self, id: str) -> bool:
        if id in ("owner", "day", "split"):
            item = self.item
            is_open = isinstance(item, EarlierAction) and item.state in OPEN_STATES
            return is_open and super().offers(id)
        if id in ("judge", "turn"):
            return bool(self.items) and super().offers(id)
        return super().offers(id)

    # Drawing.

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_again)

    def _draw_again(self) -> None:
        """Leave as many lines free as the window has room for."""
        if self.is_attached:
            self.draw(self.view.session)

    def draw(self, session: Session) -> None:
        items = self.items
        text = self.query_one("#action", Paragraph)
        answers = self.query_one("#cards", CardList)
        if not items:
            text.parts = ((self.words("Nothing was left open. Well done."), ""),)
            answers.show([])
            return
        self.at = min(self._in_focus(session), len(items) - 1)
        item = items[self.at]
        roomy = self.app.size.height >= _ROOMY
        parts = page(item, self._place(items, item), self._today(), self.words, roomy=roomy)
        if text.parts != tuple(parts):
            text.parts = tuple(parts)
            self.query_one("#reviewed", VerticalScroll).scroll_home(animate=False)
        self.query_one(OneAtATime).leave_room(len(answers_for(item)))
        answers.show(self._rows(item))

    def _place(self, items: list[Item], item: Item) -> str:
        kind = type(item)
        same = [each for each in items if isinstance(each, kind)]
        at, all_of_them = same.index(item) + 1, len(same)
        if kind is EarlierLesson:
            return self.words("Lesson {at} of {all}", at=at, all=all_of_them)
        return self.words("Action {at} of {all}", at=at, all=all_of_them)

    def _rows(self, item: Item) -> list[Row]:
        known = given(item)
        return [
            Row(
                number,
                self.words(label),
                mark=str(number),
                tail="✓" if (answer, True) == known else "",
                tone="good",
            )
            for number, (answer, label) in enumerate(answers_for(item), 1)
        ]

    def _in_focus(self, session: Session) -> int:
        """What is looked at: where all have a screen, what the room is turned to."""
        places = [item.id for item in self.items]
        return places.index(session.focus) if self.apart and session.focus in places else self.at

    def _today(self) -> date:
        return self.seat.room.now().date()

    def action_read(self, pages: int) -> None:
        """Scroll a text that is longer than there is room for."""
        text = self.query_one("#reviewed", VerticalScroll)
        text.scroll_relative(y=pages * max(text.size.height - 1, 1), animate=False)

    # Answers.

    async def do_judge(self, key: str) -> None:
        item = self.item
        if item is None:
            self.say(self.advice())
            return
        if not key.isdigit():
            chosen = self.query_one("#cards", CardList).chosen
            key = str(chosen.id) if chosen else "1"
        asked = answers_for(item)
        if int(key) > len(asked):
            self.say(self.words("Choose one of the numbers on the screen."))
            return
        answer, _label = asked[int(key) - 1]
        verb = _WRITES.get(answer)
        if verb is not None:
            self.write_at(Place.of(verb, item.id))
        elif await self.submit(_judged(item, answer)):
            await self._turn(1)

    async def do_owner(self, key: str) -> None:
        self._write("owner")

    async def do_day(self, key: str) -> None:
        self._write("day")

    async def do_split(self, key: str) -> None:
        self._write("split")

    def _write(self, verb: str) -> None:
        item = self.item
        if isinstance(item, EarlierAction) and item.state in OPEN_STATES:
            self.write_at(Place.of(verb, item.id))
        else:
            self.say(self.words("That is for an action that is still open."))

    async def do_turn(self, key: str) -> None:
        await self._turn(-1 if key == "left" else 1)

    async def _turn(self, by: int) -> None:
        items = self.items
        self.at = min(max(self.at + by, 0), max(len(items) - 1, 0))
        if self.apart and items:
            await self.submit(Focus(items[self.at].id))
        else:
            self.refresh_view()

    async def opened(self, message: CardList.Opened) -> None:
        await self.action_command("judge", str(message.row.id))

    # What is written about an action.

    def _about(self, place: Place) -> EarlierAction | None:
        known = self.view.session.earlier
        return known.get(place.id) if place.verb in WRITTEN else None

    def label_for(self, place: Place) -> str:
        labels = {
            "ask": self.words("Blocked by what, and who can help?"),
            "drop": self.words("Dropped, because"),
            "owner": self.words("Who takes it now?"),
            "day": self.words("By when now?"),
            "split": self.words("Its parts, one a line"),
        }
        return labels.get(place.verb) or super().label_for(place)

    def about(self, place: Place) -> str:
        action = self._about(place)
        if action is None:
            return super().about(place)
        if place.verb == "owner":
            here = ", ".join(person.name for person in self.view.session.people.values())
            return self.words("Here: {names}", names=here)
        return action.text

    def text_at(self, place: Place) -> str:
        action = self._about(place)
        if action is None:
            return super().text_at(place)
        return action.due.isoformat() if place.verb == "day" and action.due else ""

    def instruction(self, place: Place) -> str:
        sentences = {
            "drop": self.words(
                "Letting go openly is as good as doing it. Enter drops it; a reason helps later."
            ),
            "owner": self.words("They say yes aloud · Tab: who is here · Enter keeps it"),
            "day": self.words("2026-12-01, 1-12, +14 or 2w · Enter keeps it · Esc: later"),
            "split": self.words("Ctrl+J begins the next part · Enter splits it · Esc: later"),
        }
        return sentences.get(place.verb) or super().instruction(place)

    def may_be_empty(self, place: Place) -> bool:
        return place.verb == "drop" or super().may_be_empty(place)

    def way_back(self, place: Place) -> str:
        return WRITTEN.get(place.verb) or super().way_back(place)

    def turn_while_writing(self, step: int) -> None:
        """Go through the names of those who are here."""
        line = self.query_one(WriteLine)
        if line.place is None or line.place.verb != "owner":
            return
        names = [person.name for person in self.view.session.people.values()]
        at = names.index(line.text) + step if line.text in names else min(step - 1, 0)
        line.load_text(names[at % len(names)])
        line.move_cursor(line.document.end)

    def command_for(self, place: Place, text: str, id: Id) -> Command:
        action = self._about(place)
        if action is None:
            return super().command_for(place, text, id)
        if place.verb == "owner":
            return self._to_somebody(action, text)
        if place.verb == "day":
            return self._on_a_day(action, text)
        if place.verb == "split":
            parts = [part.lstrip("-*• ").strip() for part in text.splitlines()]
            ids = [id, *(self.seat.room.new_id() for _ in parts)]
            return SplitAction(action.id, tuple(zip(ids, filter(None, parts), strict=False)))
        state = ActionState.BLOCKED if place.verb == "ask" else ActionState.DROPPED
        return ReviewAction(action.id, state, note=text)

    def _to_somebody(self, action: EarlierAction, text: str) -> ReviewAction:
        name = " ".join(text.split())
        if name == action.owner:
            raise Refused("{name} has it already: write another name, or Esc.", name=name)
        return ReviewAction(action.id, owner=name)

    def _on_a_day(self, action: EarlierAction, text: str) -> ReviewAction:
        due = read_date(text, self._today())
        if due is None:
            raise Refused("That is not a day retro knows: write 2026-12-01, 1-12, +14 or 2w.")
        return ReviewAction(action.id, due=due)

    def after_keeping(self, place: Place) -> None:
        action = self._about(place)
        if action is None:
            super().after_keeping(place)
            return
        self.stop_writing()
        if place.verb == "owner":
            self.say(
                self.words("{name} takes it. Does {name} say yes?", name=action.owner), good=True
            )
        elif place.verb == "day" and action.due:
            self.say(self.words("due {date}", date=action.due.isoformat()), good=True)
        else:
            if place.verb == "split":
                self.say(self.words("Split. The parts wait with the new actions."), good=True)
            self.call_next(self._turn, 1)

    def draft_places(self) -> list[Place]:
        actions = self.view.session.earlier
        mine = [Place.of(verb, id) for id in actions for verb in WRITTEN]
        return [*mine, *super().draft_places()]


#: Answers that need a word, and what is written then.
_WRITES: Final[dict[Answer, str]] = {
    ActionState.BLOCKED: "ask",
    ActionState.DROPPED: "drop",
    Way.SPLIT: "split",
    Way.OWNER: "owner",
}


def _judged(item: Item, answer: Answer) -> Command:
    if isinstance(answer, Applied):
        return JudgeLesson(item.id, answer)
    if isinstance(answer, Helped):
        return ReviewAction(item.id, ActionState.DONE, helped=answer)
    state = answer if isinstance(answer, ActionState) else None
    return ReviewAction(item.id, state, skip=answer is None)
