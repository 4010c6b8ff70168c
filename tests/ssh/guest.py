"""Somebody who joins without a program: an asyncssh client with a screen model, cheap to have many.

`Member` is the real client; this one is for what needs many people, or bytes of one's own.
"""

import codecs
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pyte

from tests.e2e.facilitator import KEYS
from tests.ssh.hostile import Caller, Seen, calling, until
from tests.ssh.server import Server

#: What the screen says that asks for a name, and what the first phase of the format says.
ENTRANCE = "Your name"
INSIDE = "What did nobody say yet?"

_UNKNOWN_TO_PYTE = re.compile("\x1b\\[[<>]1?u|\x1b\\[\\?[0-9]+\\$p")
#: What terminals draw as one letter of two cells, where pyte would draw each part by itself.
_ONE_OF_TWO_CELLS = re.compile(
    "(?:[^\x00-\x7f]\ufe0f?\u200d)+[^\x00-\x7f]\ufe0f?"  # an emoji family
    "|[^\x00-\x7f]\ufe0f"  # an emoji that is a letter without the selector
    "|[\U0001f1e6-\U0001f1ff]{2}"  # a flag
)
#: An emoji that pyte knows to be two cells wide.
_STAND_IN = "\U0001f469"


class Guest:
    """A channel with a terminal, and what it shows."""

    def __init__(
        self, caller: Caller, channel: Any, seen: Seen, size: tuple[int, int] = (100, 30)
    ) -> None:
        self.caller = caller
        self.channel = channel
        self.seen = seen
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._read = 0
        self._lines: list[str] = []

    @property
    def lines(self) -> list[str]:
        """What the screen shows now, a string a row."""
        if fresh := self.seen.out[self._read :]:
            self._read += len(fresh)
            text = _UNKNOWN_TO_PYTE.sub("", self._decode(fresh))
            self._stream.feed(_ONE_OF_TWO_CELLS.sub(_STAND_IN, text))
            # Drawing costs more than all else here, and is asked for all the time.
            self._lines = [line.rstrip() for line in self._screen.display]
        return self._lines

    def cells(self, row: int) -> list[str]:
        """What stands in each cell of a row; the second half of a wide letter is empty."""
        _ = self.lines
        line = self._screen.buffer[row]
        return [line[column].data for column in range(self._screen.columns)]

    @property
    def text(self) -> str:
        """What the screen shows now."""
        return "\n".join(self.lines)

    @property
    def sent(self) -> str:
        """All that came for the terminal."""
        return self.seen.out.decode("utf-8", "replace")

    def press(self, *keys: str) -> None:
        """Press keys, by their names or as they are."""
        self.type("".join(KEYS.get(key, key) for key in keys))

    def type(self, data: str | bytes) -> None:
        """Send this as it is."""
        self.channel.write(data.encode() if isinstance(data, str) else data)

    async def shows(self, text: str) -> None:
        """Wait until the screen shows this."""
        try:
            await until(lambda: text in self.text)
        except AssertionError:
            raise AssertionError(f"never showed {text!r} but:\n{self.text.strip()}") from None

    async def gone(self, text: str) -> None:
        """Wait until the screen does not show this any more."""
        await until(lambda: text not in self.text, f"{text!r} stays:\n{self.text.strip()}")

    async def come_in(self, name: str) -> None:
        """Give a name at the entrance, and wait for the session."""
        await self.shows(ENTRANCE)
        self.type(f"{name}\r")
        await self.shows(INSIDE)

    async def echoes(self) -> None:
        """Type into the writing line and see it; then take it out again."""
        if "╭" not in self.text:
            self.press("enter")
            await self.shows("╭")
        self.type("q7Wz")
        await self.shows("q7Wz")
        self.press("backspace", "backspace", "backspace", "backspace")
        await self.gone("q7Wz")

    async def reveal(self) -> None:
        """Show what is hidden, as a facilitator; where somebody is not ready it takes a second."""
        self.press("r")
        await until(lambda: "once more" in self.text or "r show" not in self.text, self.text)
        if "r show" in self.text:
            self.press("r")
            await self.gone("r show")

    async def go_on(self, text: str) -> None:
        """Go to the next phase, as a facilitator, and wait for what it says."""
        if "r show" in self.text:
            await self.reveal()
        self.press("n")
        await self.shows(text)


@asynccontextmanager
async def guest(
    server: Server,
    user: str,
    name: str = "",
    size: tuple[int, int] = (100, 30),
    term: dict[str, Any] | None = None,
    **more: Any,
) -> AsyncIterator[Guest]:
    """Somebody at the door; with a name, somebody inside.

    `term` goes to the channel, `more` to the connection; see `asyncssh.connect`.
    """
    async with calling(server, user, **more) as caller:
        channel, seen = await caller.open(**({"term_size": size} | (term or {})))
        found = Guest(caller, channel, seen, size)
        if name:
            await found.come_in(name)
        yield found
