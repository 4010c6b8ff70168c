"""The frame that every phase is shown in: heading, question, hint and keys, and sending."""

from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from retro.live.errors import NotKept
from retro.session.commands import Command
from retro.session.extension import ASKED_IN
from retro.session.format import Kind
from retro.session.model import Role, Session, Writing
from retro.session.refusal import Refused
from retro.session.view import SessionView
from retro.terminal.textual_internals import paint_now
from retro.ui.invitation import short_invitation
from retro.ui.once import rows_once
from retro.ui.registry import UserCommand, commands_for
from retro.ui.screens.roles import APART_ONLY, Roles
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.cues import CuePanel
from retro.ui.widgets.heading import Agenda, TimerLine, TitleLine
from retro.ui.widgets.lines import KeyBar, NoticeLine, Prompt
from retro.ui.widgets.progress import ProgressLine
from retro.ui.widgets.write_line import WriteLine
from retro.ui.widgets.writing_box import WritingBox

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

#: Columns below which the footer alone says how to be ready.
_NARROW: Final = 70


class FrameScreen(Screen[None]):
    """Draws the newest view of the session. A subclass says what stands in the middle."""

    AUTO_FOCUS = "CardList"

    app: "RetroApp"

    def __init__(self, seat: Seat) -> None:
        super().__init__(classes="apart" if seat.is_apart else None)
        self.seat = seat
        self.words = seat.words
        self.view: SessionView = seat.view()
        self.phase = self.view.session.phase
        self.roles = Roles(self.words)

    # What a subclass gives.

    def compose_body(self) -> ComposeResult:
        """The widgets in the middle."""
        yield CardList(id="cards")

    def draw(self, session: Session) -> None:
        """Bring the middle up to date with what the viewer may see now."""
        raise NotImplementedError

    def hint(self) -> str:
        """What to do next, for whoever leads, or types for the room."""
        return ""

    def to_do(self) -> str:
        """What to do here, for somebody who takes part at their own terminal."""
        return ""

    def prompt(self) -> str:
        """The question of this phase."""
        return self.phase.prompt or self.phase.title

    # Who looks at this screen.

    @property
    def apart(self) -> bool:
        """True where everyone writes at their own terminal."""
        return self.view.session.writing is Writing.APART

    @property
    def leads(self) -> bool:
        return self.view.role is Role.FACILITATOR

    @property
    def watches(self) -> bool:
        """True for somebody who does not take part."""
        return self.view.role is Role.OBSERVER

    @property
    def answers(self) -> bool:
        """True while all answer one question: whoever has answered is ready."""
        return self.view.hidden and self.phase.kind is Kind.POLL

    @property
    def veiled(self) -> bool:
        """True while what is written stays unseen here, the viewer's own as well."""
        return self.view.hidden and (self.seat.shared or self.watches)

    # The frame.

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield TitleLine(self.words)
            with Horizontal(id="where"):
                yield Agenda()
                yield TimerLine(self.words)
            yield Prompt()
            with Horizontal(id="middle"):
                with Vertical(id="body"):
                    yield from self.compose_body()
                yield CuePanel(self.words)
            yield WritingBox()
            yield ProgressLine()
            yield NoticeLine()
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        panel = self.query_one(CuePanel)
        panel.show(self.phase)
        panel.display = False
        self.set_interval(1.0, self._second)
        self.refresh_view()
        self._tick()

    def refresh_view(self) -> None:
        """Draw the newest view. A widget is drawn again only when what it shows has changed."""
        before, self.view = self.view, self.seat.view()
        session = self.view.session
        if session.phase.key != self.phase.key or session.closed:
            self.moved_on()
            self.app.enter_phase()
            return
        self._draw_heading(session)
        self.draw(session)
        if before.hidden and not self.view.hidden:
            for each in self.lists:
                if not each.has_focus:
                    each.choose_first()
            self.say(self.roles.shown(self.phase), good=True)
        if not self.is_writing:
            _put(self.query_one(NoticeLine), hint=self.advice())
        _put(self.query_one(KeyBar), commands=self.available())
        key = self.phase.key
        if session.timer(key) != before.session.timer(key):
            # A second that went by meanwhile can wait for its own moment.
            self._tick()

    def _draw_heading(self, session: Session) -> None:
        right, more = self._company(session)
        _put(
            self.query_one(TitleLine),
            title=session.title,
            format=session.format.title,
            right=right,
            more=more,
        )
        titles = tuple(phase.title for phase in session.format.phases)
        _put(self.query_one(Agenda), titles=titles, at=session.index)
        limits = self.roles.limits(self.view)
        _put(self.query_one(Prompt), prompt=self.prompt(), detail=self.phase.detail, limits=limits)
        if self.apart:
            parts = self.roles.progress(self.view, shared=self.seat.shared)
            _put(self.query_one(ProgressLine), parts=parts)

    def _company(self, session: Session) -> tuple[str, str]:
        """What stands at the right of the title, and what goes before it where there is room."""
        if not self.apart:
            people = len(session.people)
            return self.words.plural("{count} in the room", "{count} in the room", people), ""
        person = session.people.get(self.view.viewer)
        if self.leads:
            here = len(self.seat.room.here)
            count = self.words.plural("{count} here", "{count} here", here)
            line = self.words("locked") if session.locked else short_invitation(self.seat)
            return (line, count) if line else (count, "")
        name = person.name if person else ""
        return (self.words("{name}, watching", name=name) if self.watches else name), ""

    def moved_on(self) -> None:
        """The room is at another phase: keep what has to be kept."""

    def advice(self) -> str:
        """One sentence or two that say what to do next, for whoever looks at this screen."""
        if not self.apart:
            return self.hint()
        if self.watches:
            return self.roles.watching(self.view)
        if self.leads:
            return self._advice_to_lead()
        if self.view.is_ready and not self.answers:
            return self.words("You are ready. Space takes that back.")
        return self.roles.then_ready(self.to_do(), self.phase, short=self.app.size.width < _NARROW)

    def _advice_to_lead(self) -> str:
        if not self.view.hidden:
            return self.hint()
        way_on = self.roles.way_on(self.phase, shared=self.seat.shared)
        return way_on if self.seat.shared else f"{self.to_do()} {way_on}"

    @property
    def is_writing(self) -> bool:
        """True while keys are text."""
        return self.query_one(WriteLine).place is not None

    def available(self) -> list[UserCommand]:
        """The commands that make sense now, for the footer and the help page."""
        found = [c for c in commands_for(self.phase.kind) if self.offers(c.id)]
        return [self.roles.ranked(command, self.view) for command in found]

    def barred(self, id: str, key: str = "") -> str:
        """Why this viewer cannot do this at all just now; empty when they can."""
        return self.roles.barred(id, key, self.view, shared=self.seat.shared)

    def offers(self, id: str) -> bool:
        """False for a command that would be refused at this moment in any case."""
        if self.barred(id):
            return False
        if id in APART_ONLY and not self.apart:
            return False
        if id == "ready":
            # Whoever shows their screen to all is not waited for, but can take back that they are.
            return not self.answers and (not self.seat.shared or self.view.is_ready)
        if id in ("edit", "remove"):
            return any(each.chosen is not None for each in self.lists)
        if id == "moretime":
            return self.phase.kind in ASKED_IN
        if id == "reveal":
            return self.view.hidden
        if id == "columns":
            return len(self.lists) > 1
        if id == "undo":
            return self.view.can_undo
        if id == "back":
            return self.view.session.index > 0
        return True

    @cached_property
    def lists(self) -> tuple[CardList, ...]:
        """The lists that the choice can be in, in the order in which Tab goes through them.

        Looked for once, as that takes long: no phase makes or removes one while it is shown.
        """
        return tuple(self.query(CardList))

    def rows_once(self, key: Hashable, make: Callable[[], Sequence[Row]]) -> Sequence[Row]:
        """Rows that follow from the session and `key` alone, for every screen of this kind."""
        whole = (type(self), self.phase.key, self.words.language, key)
        return rows_once(self.seat.room, self.view.session, whole, make)

    def say_empty(self, card_list: CardList, own: str, shown: str) -> None:
        """What stands in a list without rows: while one's own stand there unseen, and after."""
        text = shown
        if self.veiled:
            text = self.words("Unseen until it is shown.")
        elif self.view.hidden:
            text = own
        if card_list.empty != text:
            card_list.empty = text
            card_list.refresh()

    def _second(self) -> None:
        self._tick()
        paint_now(self.app)

    def _tick(self) -> None:
        timer = self.view.session.timer(self.phase.key)
        if timer is None or not self.is_attached:
            return
        # Whole seconds, so that a line that shows the same is not drawn again.
        left = timedelta(seconds=round(timer.left(self.seat.room.now()).total_seconds()))
        paused = timer.since is None
        _put(self.query_one(TimerLine), left=left, planned=timer.planned, paused=paused)

    # Sending.

    def say(self, sentence: str, *, bad: bool = False, good: bool = False) -> None:
        """Show one sentence until the next key."""
        tone = "$error" if bad else "$success" if good else "$warning"
        self.query_one(NoticeLine).say(sentence, tone)

    async def submit(self, command: Command) -> bool:
        """Send a command. False, with the reason on the screen, when it was not accepted."""
        try:
            await self.seat.submit(command)
        except (Refused, NotKept) as error:
            sentence = reason(error, self.words, guest=self.app.wish.is_guest)
            self.say(sentence, bad=isinstance(error, NotKept))
            return False
        if self.is_attached:
            self.refresh_view()
        return True


def _put(widget: Widget, **values: object) -> None:
    """Set what is another than before: to set the same again costs as much as to draw a line."""
    for name, value in values.items():
        if getattr(widget, name) != value:
            setattr(widget, name, value)
