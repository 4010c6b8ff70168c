"""While a session rests: until when, what comes then, and how everybody comes back."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from retro.live.errors import NotKept
from retro.session.commands import Command, GoOn, Rest
from retro.session.refusal import Refused
from retro.session.view import SessionView
from retro.ui.invitation import return_line
from retro.ui.registry_around import RESTING
from retro.ui.resting import days_offered, until_said
from retro.ui.screens.commanded import CommandedScreen, bindings_of
from retro.ui.screens.dialogs import Choice, Question
from retro.ui.screens.invite import InvitationScreen
from retro.ui.screens.people import PeopleScreen
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.ui.widgets.heading import TitleLine
from retro.ui.widgets.lines import KeyBar, NoticeLine
from retro.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


class RestingScreen(CommandedScreen):
    """Calm: one sentence that is large, and what there is to know."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(RESTING)
    AUTO_FOCUS = "#words"
    app: "RetroApp"

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self.words = seat.words
        self.view: SessionView = seat.view()

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield TitleLine(self.words)
            yield Static(id="resting")
            with VerticalScroll(id="words", can_focus=True):
                yield Paragraph(id="ahead")
            yield NoticeLine()
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        self.refresh_view()

    @property
    def leads(self) -> bool:
        return self.seat.role.value == "facilitator"

    def refresh_view(self) -> None:
        """Draw how it stands now, or go where the session went on."""
        self.view = self.seat.view()
        session, words = self.view.session, self.words
        if session.rests is None or session.closed:
            self.app.enter_phase()
            return
        heading = self.query_one(TitleLine)
        heading.title, heading.format = session.title, session.format.title
        large = until_said(session.rests, self.seat.room.now().date(), words)
        self.query_one("#resting", Static).update(Content.styled(large, "bold $secondary"))
        self.query_one("#ahead", Paragraph).parts = self._parts()
        self.query_one(NoticeLine).hint = self._hint()
        self.query_one(KeyBar).commands = [c for c in RESTING if self.offers(c.id)]

    def _parts(self) -> tuple[tuple[str, str], ...]:
        words, phase = self.words, self.view.session.phase
        parts = [
            (words("What comes then") + "\n", "bold $secondary"),
            (phase.title, "bold"),
            (f"  {phase.prompt}\n\n", "$text-muted"),
            (words("Until then") + "\n", "bold $secondary"),
            (words("Nothing is lost: all that was written waits here.") + "\n", ""),
            (words("The clock stands still, and you can close this window.") + "\n\n", ""),
            (words("Coming back") + "\n", "bold $secondary"),
        ]
        parts += [(f"{line}\n", style) for line, style in self._ways_back()]
        return tuple(parts)

    def _ways_back(self) -> list[tuple[str, str]]:
        """How whoever looks at this screen is here again on that day."""
        words, seat = self.words, self.seat
        if seat.is_guest or self.app.wish.is_guest:
            line = "" if seat.shared else return_line(seat)
            if line:
                return [
                    (words("Keep this line to yourself; it lets you in again:"), ""),
                    (line, "bold $accent"),
                ]
            return [(words("The facilitator gives you a code again."), "")]
        again = words("On this machine, also after it was switched off: {line}", line="")
        found = [(again.rstrip(), ""), (self.app.wish.attach, "bold $accent")]
        if seat.is_apart:
            found.append((words("The others come in with the line that they have, or i."), ""))
        return found

    def _hint(self) -> str:
        if self.leads:
            return self.words("Enter goes on with it, on that day or sooner. q leaves it to rest.")
        return self.words("The facilitator goes on with it. q leaves; nothing is lost.")

    def offers(self, id: str) -> bool:
        """False for what this viewer cannot do."""
        if id in ("goon", "day"):
            return self.leads
        return id != "invite" or self.seat.is_apart

    # Commands.

    async def do_goon(self) -> None:
        if not self.leads:
            self._say(self.words("The facilitator goes on with it, when everyone is back."))
            return

        async def answered(sure: bool | None) -> None:
            if sure:
                await self._submit(GoOn())

        phase = self.view.session.phase.title
        question = self.words("Go on now, with “{phase}”?", phase=phase)
        detail = self.words("The clock runs from then on, for everybody.")
        self.app.push_screen(Question(self.words, question, detail), answered)

    async def do_day(self) -> None:
        if not self.leads:
            self._say(self.words("That is for the facilitator: ask aloud."))
            return

        async def chosen(day: str | None) -> None:
            if day is not None:
                await self._submit(Rest(date.fromisoformat(day)))

        question = self.words("Let this session rest until when?")
        options = days_offered(self.seat.room.now().date(), self.words)
        self.app.push_screen(Choice(self.words, question, options), chosen)

    async def do_invite(self) -> None:
        if self.seat.is_apart:
            self.app.push_screen(InvitationScreen(self.seat))

    async def do_who(self) -> None:
        self.app.push_screen(PeopleScreen(self.seat))

    async def do_leave(self) -> None:
        self.app.leave()

    async def _submit(self, command: Command) -> None:
        try:
            await self.seat.submit(command)
        except (Refused, NotKept) as error:
            self._say(reason(error, self.words, guest=self.app.wish.is_guest))
        else:
            if self.is_attached:
                self.refresh_view()

    def _say(self, sentence: str) -> None:
        self.query_one(NoticeLine).say(sentence)
