"""A screen on a terminal without a person: type, click, read, with the real driver."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from textual.message_pump import MessagePump
from textual.screen import Screen

from retro.formats.catalogue import Catalogue
from retro.live.room import Room
from retro.session.model import Card, Session
from retro.terminal.protocol import Capabilities
from retro.ui.app import RetroApp
from retro.ui.entrance import Entrance, NotReachable
from retro.ui.invitation import Invitation
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.lines import NoticeLine
from retro.ui.wish import Wish
from tests.live.house import Clock, House, house
from tests.terminal.fakes import TRUE_COLOUR, FakeTerminal, Visit, shown, until
from tests.ui.story import begin

#: Escape as a terminal with the kitty protocol sends it: there is no need to wait for silence.
ESCAPE = "\x1b[27u"
FINGERPRINT = "SHA256:" + "Zm9vYmFy" * 5 + "abc"
KEYS = {
    "enter": "\r",
    "esc": ESCAPE,
    "tab": "\t",
    "s-tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "ctrl+p": "\x10",
    "ctrl+j": "\n",
    "ctrl+s": "\x13",
    "ctrl+o": "\x0f",
}


class Doorway:
    """A door of nothing but its invitation; closed for a reason as long as there is one."""

    def __init__(self, closed_because: str = "") -> None:
        self.closed_because = closed_because
        self.invitation: Invitation | None = None
        self.asked: list[tuple[str, int, str]] = []

    async def open(self, listen: str, port: int, advertise: str) -> Invitation:
        self.asked.append((listen, port, advertise))
        if self.closed_because:
            raise NotReachable(self.closed_because)
        self.invitation = Invitation("192.168.1.20", 2222, FINGERPRINT)
        return self.invitation


async def settled(app: RetroApp) -> None:
    """Wait until everything typed has been obeyed, and the screen shows what came of it."""
    for _ in range(2):
        await _handled(app)
        await app.keys.obeyed()
        for screen in app.screen_stack[1:]:
            await _handled(screen)
    await until(lambda: _is_new(app), "the screen never showed the newest view")
    for _ in range(3):
        await refreshed(app)


def _is_new(app: RetroApp) -> bool:
    """True once the screen of the phase was drawn from the newest view."""
    phases = [screen for screen in app.screen_stack if isinstance(screen, PhaseScreen)]
    return app.seat is None or not phases or phases[-1].view is app.seat.view()


async def refreshed(app: RetroApp) -> None:
    """Wait until the app drew what there is to draw."""
    done = asyncio.Event()
    if app.is_running and app.screen.call_after_refresh(done.set):
        await until(lambda: done.is_set() or not app.is_running)


async def _handled(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.call_later(done.set):
        await until(lambda: done.is_set() or not pump.is_running)


@dataclass
class Stage:
    """One person's screen."""

    house: House
    visit: Visit

    @property
    def app(self) -> RetroApp:
        return cast("RetroApp", self.visit.app)

    @property
    def terminal(self) -> FakeTerminal:
        return self.visit.terminal

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.terminal.lines]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def before_cursor(self) -> str:
        """What stands before the terminal's own cursor, on its line."""
        line = self.terminal.lines[self.terminal._screen.cursor.y]
        return line[: self.terminal._screen.cursor.x]

    @property
    def room(self) -> Room:
        assert self.app.seat is not None, "nobody sits in a session yet"
        return self.app.seat.room

    @property
    def session(self) -> Session:
        return self.room.view(self.room.facilitator).session

    @property
    def notice(self) -> str:
        """What was refused or said last; empty when there is only the hint."""
        return self.app.screen.query_one(NoticeLine).notice

    @property
    def hint(self) -> str:
        return self.app.screen.query_one(NoticeLine).hint

    def at(self, screen: type[Screen[Any]]) -> bool:
        """True while a screen of this kind is in front."""
        return isinstance(self.app.screen, screen)

    def card(self, text: str) -> Card:
        """The card that begins so."""
        return next(c for c in self.session.cards.values() if c.text.startswith(text))

    async def press(self, *keys: str) -> None:
        """Press keys by name, or type a text of several letters, all in one burst."""
        self.terminal.type("".join(KEYS.get(key, key) for key in keys))
        await settled(self.app)

    async def paste(self, text: str) -> None:
        self.terminal.type(f"\x1b[200~{text}\x1b[201~")
        await settled(self.app)

    async def click(self, text: str, *, after: int = 0) -> None:
        """Click on the first letter of a text on the screen, or some cells after it."""
        row, column = next(
            (row, line.index(text)) for row, line in enumerate(self.lines) if text in line
        )
        at = f"{column + 1 + after};{row + 1}"
        self.terminal.type(f"\x1b[<0;{at}M\x1b[<0;{at}m")
        await settled(self.app)

    async def resize(self, columns: int, rows: int) -> None:
        self.terminal.resize(columns, rows)
        shape = self.terminal.size
        await until(lambda: tuple(self.app.size) == shape)
        await settled(self.app)

    async def shows(self, text: str) -> None:
        await self.terminal.shows(text)


@asynccontextmanager
async def stage(
    lobby_house: House,
    wish: Wish,
    *,
    capabilities: Capabilities = TRUE_COLOUR,
    size: tuple[int, int] = (80, 24),
    entrance: Entrance | None = None,
) -> AsyncIterator[Stage]:
    """Show an app on a terminal of this size. Several people are several of these in one house."""

    def make() -> RetroApp:
        return RetroApp(lobby_house.lobby, Catalogue(), wish, entrance)

    async with shown(make, capabilities, size) as visit:
        found = Stage(lobby_house, visit)
        await until(lambda: len(found.app.screen_stack) > 1)
        await settled(found.app)
        yield found


def arriving(lobby_house: House, code: str, **changes: object) -> Wish:
    """What the door wishes for somebody who came with this code or ticket."""
    admission = lobby_house.lobby.admit(code)
    assert admission is not None, f"{code} opens nothing"
    return replace(Wish(), admission=admission, **changes)  # type: ignore[arg-type]


@asynccontextmanager
async def guest(
    lobby_house: House,
    code: str,
    name: str = "",
    *,
    entrance: Entrance | None = None,
    capabilities: Capabilities = TRUE_COLOUR,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Stage]:
    """Somebody who came in with a code or ticket; with a `name`, they have joined under it."""
    wish = arriving(lobby_house, code)
    async with stage(
        lobby_house, wish, entrance=entrance, capabilities=capabilities, size=size
    ) as shown_stage:
        if name:
            await shown_stage.press(name, "enter")
            assert shown_stage.app.seat is not None, shown_stage.notice
        yield shown_stage


@asynccontextmanager
async def at_phase(
    folder: Path,
    phase: str,
    *,
    format: str = "aar",
    language: str = "en",
    clock: Clock | None = None,
    capabilities: Capabilities = TRUE_COLOUR,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Stage]:
    """A session whose earlier phases are written, on somebody's screen at this phase."""
    async with house(folder, clock) as found:
        teller = await begin(found.lobby, format, language)
        await teller.go_to(phase)
        wish = Wish(session=teller.room.key, language=language, folder=folder)
        async with stage(found, wish, capabilities=capabilities, size=size) as shown_stage:
            yield shown_stage
