"""A terminal for tests: records what is written, can stop reading, shows it as a screen.

async with shown(MyApp) as visit:
    await visit.terminal.shows("Welcome")
    visit.terminal.type("hello\\r")
    await visit.terminal.shows("hello")
assert visit.status == 0
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pyte

from retro.terminal.hosting import HostedApp, host
from retro.terminal.protocol import Capabilities, ColourDepth, clamp_size
from retro.terminal.restore import parting

TRUE_COLOUR = Capabilities(clipboard=True)
EIGHT_BIT = replace(TRUE_COLOUR, colour=ColourDepth.EIGHT_BIT)
STANDARD = replace(TRUE_COLOUR, term="linux", colour=ColourDepth.STANDARD)
MONOCHROME = replace(TRUE_COLOUR, term="vt100", colour=ColourDepth.NONE, no_color=True)

# pyte prints the last letter of the kitty sequences, and nothing after a joiner or a selector.
_UNKNOWN_TO_PYTE = re.compile("\x1b\\[[<>]1?u|[\u200d\ufe0e\ufe0f]")

PATIENCE = 20.0
"""Seconds after which a condition that was waited for is given up."""


async def until(condition: Callable[[], object], what: str = "") -> None:
    """Wait until `condition()` is true; fail with `what` when it never is."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not condition():
        if asyncio.get_running_loop().time() > deadline:
            raise AssertionError(what or f"never came true: {condition}")
        await asyncio.sleep(0.005)


class FakeTerminal:
    """A `retro.terminal.protocol.Terminal` without another side.

    Attributes:
        sent: All text that was written, in order.
        farewell: The line said at the end.
        status: The exit status, or None before the end.
        is_stalled: Whether the other side stopped reading; see `stall` and `resume`.
    """

    def __init__(
        self, capabilities: Capabilities = TRUE_COLOUR, size: tuple[int, int] = (80, 24)
    ) -> None:
        """Make a terminal that reads everything at once."""
        self.capabilities = capabilities
        self.size = clamp_size(*size)
        self.sent = ""
        self.farewell = ""
        self.status: int | None = None
        self.is_stalled = False
        self.most_pending = 0
        self._pending = 0
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._input: Callable[[bytes], None] | None = None
        self._unread = b""
        self._resize: Callable[[int, int], None] = lambda columns, rows: None
        self._closed: Callable[[], None] = lambda: None
        self._screen = pyte.Screen(*self.size)
        self._stream = pyte.Stream(self._screen)
        self._drawn = 0
        self._lines: list[str] = []

    # What an app's side calls

    def write(self, data: str) -> None:
        """Record output; while stalled, keep it pending as well."""
        if self.status is None:
            self._record(data)

    def pending(self) -> int:
        """Bytes that the other side did not read."""
        return self._pending

    async def drain(self) -> None:
        """Wait until the other side reads again."""
        await self._flowing.wait()

    def on_input(self, receiver: Callable[[bytes], None]) -> None:
        """Give what was typed before to the first receiver."""
        self._input = receiver
        unread, self._unread = self._unread, b""
        if unread:
            receiver(unread)

    def on_resize(self, receiver: Callable[[int, int], None]) -> None:
        """Keep the receiver for `resize`."""
        self._resize = receiver

    def on_close(self, receiver: Callable[[], None]) -> None:
        """Keep the receiver for `hang_up`."""
        self._closed = receiver

    def close(self, farewell: str = "", status: int = 0) -> None:
        """Restore the terminal and keep the farewell and status."""
        if self.status is None:
            self._record(parting(farewell, drawn_on=bool(self.sent)))
            self.farewell, self.status = farewell, status
            self._flowing.set()

    def _record(self, data: str) -> None:
        data.encode("utf-8")  # a door would send bytes; surrogates would not pass
        self.sent += data
        if self.is_stalled:
            self._pending += len(data.encode("utf-8"))
            self.most_pending = max(self.most_pending, self._pending)

    # What a test does, as the person

    def type(self, data: bytes | str) -> None:
        """Send bytes, as one read."""
        data = data.encode("utf-8") if isinstance(data, str) else data
        if self._input is None:
            self._unread += data
        else:
            self._input(data)

    def resize(self, columns: int, rows: int) -> None:
        """Change the window, to any size."""
        self.size = clamp_size(columns, rows)
        self._screen.resize(self.size[1], self.size[0])
        self._lines = []
        self._resize(columns, rows)

    def hang_up(self) -> None:
        """Go away."""
        self._closed()

    def stall(self) -> None:
        """Stop reading."""
        self.is_stalled = True
        self._flowing.clear()

    def resume(self) -> None:
        """Read what is pending, and go on reading."""
        self.is_stalled = False
        self._pending = 0
        self._flowing.set()

    # What a test sees

    @property
    def lines(self) -> list[str]:
        """What the screen shows now, a string a row."""
        if self._drawn < len(self.sent) or not self._lines:
            fresh, self._drawn = self.sent[self._drawn :], len(self.sent)
            self._stream.feed(_UNKNOWN_TO_PYTE.sub("", fresh))
            self._lines = list(self._screen.display)
        return list(self._lines)

    @property
    def text(self) -> str:
        """What the screen shows now."""
        return "\n".join(self.lines)

    async def shows(self, text: str) -> None:
        """Wait until the screen shows `text`."""
        await until(lambda: text in self.text, f"the screen never showed {text!r}")


@dataclass
class Visit:
    """An app on a terminal, until `async with shown(...)` ends."""

    terminal: FakeTerminal
    running: asyncio.Task[int]
    made: list[HostedApp[Any]] = field(default_factory=list)

    @property
    def app(self) -> HostedApp[Any]:
        """The app that is shown."""
        return self.made[0]

    @property
    def status(self) -> int:
        """The exit status; only after the end."""
        return self.running.result()


def visit(
    make_app: Callable[[], HostedApp[Any]],
    capabilities: Capabilities = TRUE_COLOUR,
    size: tuple[int, int] = (80, 24),
) -> Visit:
    """Begin to show an app on a new fake terminal."""
    terminal = FakeTerminal(capabilities, size)
    made: list[HostedApp[Any]] = []

    def make() -> HostedApp[Any]:
        made.append(make_app())
        return made[0]

    return Visit(terminal, asyncio.create_task(host(make, terminal)), made)


@asynccontextmanager
async def shown(
    make_app: Callable[[], HostedApp[Any]],
    capabilities: Capabilities = TRUE_COLOUR,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Visit]:
    """Show an app on a new fake terminal; hang up at the end and wait for the app to end."""
    visiting = visit(make_app, capabilities, size)
    try:
        await until(lambda: visiting.running.done() or "\x1b[1;1H" in visiting.terminal.sent)
        yield visiting
    finally:
        visiting.terminal.hang_up()
        await visiting.running
