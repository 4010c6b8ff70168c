"""The frame that every phase is shown in: heading, question, hint and keys, and sending."""

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from retro.live.errors import NotKept
from retro.session.commands import Command
from retro.session.model import Role, Session, Writing
from retro.session.refusal import Refused
from retro.session.view import SessionView
from retro.ui.registry import UserCommand, commands_for
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.cues import CuePanel
from retro.ui.widgets.heading import Agenda, TimerLine, TitleLine
from retro.ui.widgets.lines import KeyBar, NoticeLine, Prompt
from retro.ui.widgets.write_line import WriteLine
from retro.ui.widgets.writing_box import WritingBox

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

_STEERING = ("next", "back", "timer", "longer", "shorter", "reveal")


class FrameScreen(Screen[None]):
    """Draws the newest view of the session. A subclass says what stands in the middle."""

    AUTO_FOCUS = "CardList"

    app: "RetroApp"

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self.words = seat.words
        self.view: SessionView = seat.view()
        self.phase = self.view.session.phase

    # What a subclass gives.

    def compose_body(self) -> ComposeResult:
        """The widgets in the middle."""
        yield CardList(id="cards")

    def draw(self, session: Session) -> None:
        """Bring the middle up to date with what the viewer may see now."""
        raise NotImplementedError

    def hint(self) -> str:
        """One sentence that says what to do next."""
        return ""

    def prompt(self) -> str:
        """The question of this phase."""
        return self.phase.prompt or self.phase.title

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
            yield NoticeLine()
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        panel = self.query_one(CuePanel)
        panel.show(self.phase)
        panel.display = False
        self.set_interval(1.0, self._tick)
        self.refresh_view()

    def refresh_view(self) -> None:
        """Draw the newest view."""
        self.view = self.seat.view()
        session = self.view.session
        if session.phase.key != self.phase.key or session.closed:
            self.app.enter_phase()
            return
        self.query_one(TitleLine).view = self.view
        self.query_one(Agenda).view = self.view
        prompt = self.query_one(Prompt)
        prompt.prompt = self.prompt()
        prompt.detail = self.phase.detail
        self.draw(session)
        if not self.is_writing:
            self.query_one(NoticeLine).hint = self.hint()
        self.query_one(KeyBar).commands = self.available()
        self._tick()

    @property
    def is_writing(self) -> bool:
        """True while keys are text."""
        return self.query_one(WriteLine).place is not None

    def available(self) -> list[UserCommand]:
        """The commands that make sense now, for the footer and the help page."""
        return [c for c in commands_for(self.phase.kind) if self.offers(c.id)]

    def offers(self, id: str) -> bool:
        """False for a command that would be refused at this moment in any case."""
        if id in _STEERING and self.view.role is not Role.FACILITATOR:
            return False
        if id == "ready":
            return self.view.session.writing is Writing.APART
        if id == "reveal":
            return self.view.hidden
        if id == "columns":
            return len(self.lists()) > 1
        if id == "undo":
            return self.view.can_undo
        if id == "back":
            return self.view.session.index > 0
        return True

    def lists(self) -> list[CardList]:
        """The lists that the choice can be in, in the order in which Tab goes through them."""
        return list(self.query(CardList))

    def _tick(self) -> None:
        timer = self.view.session.timer(self.phase.key)
        if timer is None or not self.is_attached:
            return
        line = self.query_one(TimerLine)
        # Whole seconds, so that a line that shows the same is not drawn again.
        line.left = timedelta(seconds=round(timer.left(self.seat.room.now()).total_seconds()))
        line.planned = timer.planned
        line.paused = timer.since is None

    # Sending.

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Show one sentence until the next key."""
        self.query_one(NoticeLine).say(sentence, "$error" if bad else "$warning")

    async def submit(self, command: Command) -> bool:
        """Send a command. False, with the reason on the screen, when it was not accepted."""
        try:
            await self.seat.submit(command)
        except (Refused, NotKept) as error:
            self.say(reason(error, self.words), bad=isinstance(error, NotKept))
            return False
        if self.is_attached:
            self.refresh_view()
        return True
