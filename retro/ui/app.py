"""One person's app: from what they wished for to the screens of a session."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import Any, ClassVar, Final

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.timer import Timer

from retro.formats.catalogue import Catalogue
from retro.live.errors import NotKept
from retro.live.lobby import Lobby
from retro.session.format import Kind
from retro.session.model import Role
from retro.session.refusal import Refused
from retro.terminal.hosting import HostedApp
from retro.terminal.textual_internals import paint_now
from retro.terminal.turns import turns
from retro.ui.attendance import Attendance
from retro.ui.entrance import Entrance
from retro.ui.in_order import InOrder, Typed
from retro.ui.invitation import return_line
from retro.ui.palette import PhaseCommands, palette, system_commands
from retro.ui.screens.close import CloseScreen
from retro.ui.screens.collect import CollectScreen
from retro.ui.screens.commit import CommitScreen
from retro.ui.screens.discuss import DiscussScreen
from retro.ui.screens.ended import EndedScreen
from retro.ui.screens.explain import ExplainScreen
from retro.ui.screens.group import GroupScreen
from retro.ui.screens.health import HealthScreen
from retro.ui.screens.invite import InvitationScreen
from retro.ui.screens.people import PeopleScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.screens.poll import PollScreen
from retro.ui.screens.resting import RestingScreen
from retro.ui.screens.review import ReviewScreen
from retro.ui.screens.rounds import RoundsScreen
from retro.ui.screens.timeline import TimelineScreen
from retro.ui.screens.too_small import SMALLEST, TooSmallScreen
from retro.ui.screens.vote import VoteScreen
from retro.ui.screens.welcome import WelcomeScreen
from retro.ui.seat import Seat
from retro.ui.themes import DARK, LIGHT, THEMES
from retro.ui.ways_in import LOOKS_ON, WaysIn
from retro.ui.wish import Wish
from retro.words import Words, language_names, languages

SCREENS_BY_KIND: Final[dict[Kind, type[PhaseScreen]]] = {
    Kind.WELCOME: WelcomeScreen,
    Kind.POLL: PollScreen,
    Kind.REVIEW: ReviewScreen,
    Kind.COLLECT: CollectScreen,
    Kind.TIMELINE: TimelineScreen,
    Kind.EXPLAIN: ExplainScreen,
    Kind.GROUP: GroupScreen,
    Kind.VOTE: VoteScreen,
    Kind.DISCUSS: DiscussScreen,
    Kind.ROUNDS: RoundsScreen,
    Kind.COMMIT: CommitScreen,
    Kind.CLOSE: CloseScreen,
}

#: Said where a session is facilitated.
WRONG_CODES: Final = (
    "There were too many wrong codes: whoever types one now waits a minute. Whoever is in stays in."
)

#: Says everything in the next language; the other languages stand in the palette as well.
LANGUAGE_KEY: Final = "f2"

#: The least time between two drawings of what others changed, in seconds: 15 a second.
DRAW_EVERY: Final = 1 / 15


class ViewChanged(Message):
    """The session changed. Many of these at once are one."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, ViewChanged)


class Evicted(Message):
    """The same person came in from another terminal."""


class WrongCodes(Message):
    """Somebody typed too many wrong codes at the door."""


class RetroApp(HostedApp[None]):
    """Shows one person a session. It submits commands and draws views; it holds no rules."""

    CSS_PATH = ["app.tcss", "screens/phase.tcss"]  # noqa: RUF012
    TITLE = "retro"
    COMMANDS: ClassVar[set[Any]] = {*HostedApp.COMMANDS, PhaseCommands}
    ENABLE_COMMAND_PALETTE = True
    # Textual declares these as variables of an instance, so they cannot be class variables here.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-medium"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-short"), (30, "-tall")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(LANGUAGE_KEY, "other_language", show=False, priority=True)
    ]

    def __init__(
        self, lobby: Lobby, catalogue: Catalogue, wish: Wish, entrance: Entrance | None = None
    ) -> None:
        super().__init__()
        self.lobby = lobby
        self.catalogue = catalogue
        self.wish = wish
        self.entrance = entrance
        self.speak(wish.language)
        self.seat: Seat | None = None
        self.ways_in = WaysIn(self)
        #: Why nobody can come in; empty where that is not known or not so.
        self.closed_because = ""
        self._attendance = Attendance(self._changed, self._let_go)
        self._role = Role.OBSERVER
        self._hearing: Callable[[], None] = lambda: None
        self._drawing: Timer | None = None
        self._drawn_at = 0.0
        self.keys = InOrder(self, self._obey)

    def speak(self, language: str) -> None:
        """Say everything in this language from now on; also what the terminal's side says."""
        self.words = words = Words(language)
        # One app a person, one language an app: these are no class variables here.
        self.apology = words("This screen met a fault and was closed; connect again to go on.")  # type: ignore[misc]
        self.too_much_input = words("That was too much at once; the end of it was left out.")  # type: ignore[misc]

    async def action_other_language(self) -> None:
        """Go on in the next language."""
        known = languages()
        await self.choose_language(known[(known.index(self.words.language) + 1) % len(known)])

    async def choose_language(self, language: str) -> None:
        """Show one person everything of the program in this language, also when they come back.

        What the format says, and the minutes, stay in the language of the session.
        """
        if language == self.words.language:
            return
        self.wish = replace(self.wish, language=language, asked=language)
        self.speak(language)
        name = language_names()[language]
        said = self.words("This screen speaks {language} now; F2 changes it.", language=name)
        seat = self.seat
        if seat is None:
            again = self.ways_in.respoken()
            if again is not None:
                self.switch_screen(again)
            else:
                said = self.words("From the next screen on: {language}.", language=name)
            self.notify(said)
            return
        seat.words = self.words
        # Where it cannot be kept, it is so until they leave.
        with suppress(NotKept, Refused):
            if seat.room.is_in(seat.person):
                await seat.room.choose_language(seat.person, language)
        self.enter_phase()
        self._tell(said)

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes wait for those before them."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            turns().give_way()
            self.keys.take(event)
        else:
            await super().on_event(event)

    async def _obey(self, typed: Typed) -> None:
        await super().on_event(typed)

    async def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self._hearing = self.lobby.wrong_codes.add(self._wrong_codes)
        self.theme = LIGHT.name if self.capabilities.dark is False else DARK.name
        await self.ways_in.enter()

    async def on_unmount(self) -> None:
        self._hearing()
        self.keys.close()
        turns().forget(self)
        self._attendance.leave()

    def take_seat(self, seat: Seat) -> None:
        """Show a room from this seat."""
        self.seat = seat
        self._role = seat.role
        self._attendance.stay(seat)
        self.enter_phase()
        # They name files of this machine.
        for notice in () if self.wish.is_guest else seat.room.notices:
            self.notify(self.words.retold(self.words(notice)), severity="warning", timeout=12)

    async def share(self, shared: bool) -> None:
        """Make this a screen for all to see, or one person's own."""
        if self.seat is None or self.seat.shared == shared:
            return
        if self.seat.looks_on:
            self.notify(self.words(LOOKS_ON), timeout=12)
        else:
            self.seat.shared = shared
            self._attendance.stay(self.seat)
            self.enter_phase()

    def _mind_the_role(self) -> str:
        """Go along with another role in the session; what there is to say about it.

        Whoever does not facilitate has a screen of their own.
        """
        seat = self.seat
        if seat is None or seat.looks_on or seat.role is self._role:
            return ""
        self._role = seat.role
        if seat.role is Role.FACILITATOR:
            return self.words("You facilitate now: n goes on, ? shows the keys.")
        if seat.shared:
            seat.shared = False
            self._attendance.stay(seat)
            if any(isinstance(each, PhaseScreen) and each.is_writing for each in self.screen_stack):
                self.enter_phase()
            return (
                self.words("You only watch from now on; this screen is yours alone.")
                if seat.role is Role.OBSERVER
                else self.words("You take part from now on; this screen is yours alone.")
            )
        if seat.role is Role.OBSERVER:
            return self.words("You only watch from now on.")
        return self.words("You take part from now on.")

    def _tell(self, sentence: str) -> None:
        """Say it on the screen in front, and where the session is, once these are there."""
        for screen in self.screen_stack:
            if isinstance(screen, PhaseScreen | PeopleScreen):
                screen.call_later(screen.say, sentence, good=True)

    def show_invitation(self) -> None:
        """Show how others come in."""
        if self.seat is not None:
            self.push_screen(InvitationScreen(self.seat))

    def enter_phase(self) -> None:
        """Show the screen of the phase that the session is in."""
        if self.seat is None:
            return
        session = self.seat.view().session
        screen: Screen[Any]
        if session.closed:
            screen = EndedScreen(self.seat)
        elif session.rests is not None:
            screen = RestingScreen(self.seat)
        elif session.phase.arrow:
            screen = HealthScreen(self.seat)
        else:
            screen = SCREENS_BY_KIND[session.phase.kind](self.seat)
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        self._mind_the_size(self.size)

    def _changed(self) -> None:
        turns().ask(self, self._take_turn)

    def _take_turn(self) -> None:
        self.post_message(ViewChanged())

    def _let_go(self) -> None:
        self.post_message(Evicted())

    def _wrong_codes(self) -> None:
        self.post_message(WrongCodes())

    def on_wrong_codes(self) -> None:
        """Tell whoever can ask the room who it was."""
        seat = self.seat
        if seat is not None and (seat.shared or seat.role is Role.FACILITATOR):
            self.notify(self.words(WRONG_CODES), severity="warning", timeout=30)

    def on_view_changed(self) -> None:
        """Draw what others changed: at once after a quiet time, and at most 15 times a second."""
        if self._drawing is not None:
            return
        # A phase that begins is drawn with what comes along with it.
        since = monotonic() - self._drawn_at
        wait = DRAW_EVERY if self._is_elsewhere() else DRAW_EVERY - since
        if wait > 0:
            self._drawing = self.set_timer(wait, self._draw)
        else:
            self._draw()

    def _is_elsewhere(self) -> bool:
        """True while the room is at another phase than this screen."""
        shown = next((s for s in self.screen_stack if isinstance(s, PhaseScreen)), None)
        if self.seat is None or shown is None:
            return True
        session = self.seat.view().session
        return session.closed is not None or session.phase.key != shown.phase.key

    def _draw(self) -> None:
        self._drawing = None
        self._drawn_at = monotonic()
        if self.seat is not None and self.seat.is_lost:
            self.exit(message=self.words("The facilitator took you off the list. Goodbye."))
            return
        news = self._mind_the_role()
        for screen in reversed(self.screen_stack):
            refresh = getattr(screen, "refresh_view", None)
            if refresh is not None and screen.is_mounted:
                refresh()
            if isinstance(screen, PhaseScreen):
                break
        if news:
            self._tell(news)
        paint_now(self)

    def on_evicted(self) -> None:
        self.exit(message=self.words("You came in from another terminal; this one let go."))

    def on_resize(self, event: events.Resize) -> None:
        self._mind_the_size(event.size)

    def _mind_the_size(self, size: Size) -> None:
        """Show a plain message in a window that is too small."""
        columns, rows = SMALLEST
        too_small = size.width < columns or size.height < rows
        shown = isinstance(self.screen, TooSmallScreen)
        if too_small and not shown:
            self.push_screen(TooSmallScreen(self.words))
        elif shown and not too_small:
            self.pop_screen()

    def leave(self) -> None:
        """Leave the screen; a session goes on."""
        if self.seat is None:
            self.ways_in.back()
        else:
            self.exit(message=self._parting(self.seat))

    def way_back(self) -> str:
        seat = self.seat
        line = "" if seat is None or seat.shared else return_line(seat)
        return self.words("Your way back: {line}", line=line) if line else ""

    def _parting(self, seat: Seat) -> str:
        if not seat.is_guest and not self.wish.is_guest:
            line = self.wish.attach
            return self.words("You left; the session goes on. Come back with: {line}", line=line)
        # What others looked at, they look at still: no way back may stand there.
        if not seat.shared and (line := return_line(seat)):
            return self.words("You left; the session goes on. Come back with: {line}", line=line)
        return self.words("You left; the session goes on without you.")

    def action_leave(self) -> None:
        self.leave()

    async def action_quit(self) -> None:
        self.leave()

    def search_themes(self) -> None:
        self.push_screen(palette(self.words, [ThemeProvider]))

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(palette(self.words))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Textual's own commands that fit, the theme and leaving, and the other languages."""
        known = super().get_system_commands(screen)
        yield from system_commands(known, self.words, self.choose_language)
