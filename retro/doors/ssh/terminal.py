"""A `Terminal` whose screen is at the other side of an SSH channel."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import asyncssh

from retro.terminal.protocol import Capabilities, clamp_size

#: Bytes that a channel or a socket has pending above which `drain` waits, and below which it goes
#: on.
HIGH: Final = 128 * 1024
LOW: Final = 32 * 1024
#: Bytes typed ahead that are kept until an app listens.
TYPED_AHEAD: Final = 64 * 1024


class Flow:
    """Whether the other side takes output: its window and the socket both have to.

    `stalled` is called when it took none for `patience` seconds.
    """

    def __init__(self, patience: float, stalled: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._patience = patience
        self._stalled = stalled
        self._full: set[str] = set()
        self._free = asyncio.Event()
        self._free.set()
        self._waiting: asyncio.TimerHandle | None = None

    def hold(self, what: str) -> None:
        """The window, or the socket, is full."""
        self._full.add(what)
        self._free.clear()
        if self._waiting is None:
            self._waiting = self._loop.call_later(self._patience, self._stalled)

    def go_on(self, what: str) -> None:
        """It is not full any more."""
        self._full.discard(what)
        if not self._full:
            self.end()

    def end(self) -> None:
        """Whoever waits need not any more."""
        self._free.set()
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    async def drained(self) -> None:
        """Return when output is taken again."""
        await self._free.wait()


class SshTerminal:
    """See `retro.terminal.protocol.Terminal`. The session feeds it."""

    def __init__(
        self,
        channel: asyncssh.SSHServerChannel[bytes],
        unsent: Callable[[], int],
        flow: Flow,
        capabilities: Capabilities,
        size: tuple[int, int],
    ) -> None:
        self._channel = channel
        self._unsent = unsent
        self._flow = flow
        self._capabilities = capabilities
        self._size = clamp_size(*size)
        self._drawn_on = False
        self._closed = False
        self._lost = False
        self._typed_ahead = b""
        self._on_input: Callable[[bytes], None] | None = None
        self._on_resize: Callable[[int, int], None] | None = None
        self._on_close: Callable[[], None] | None = None
        self._tell: Callable[[], str] = str

    @property
    def capabilities(self) -> Capabilities:
        """What this terminal can show and report."""
        return self._capabilities

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._size

    def write(self, data: str) -> None:
        """Queue output."""
        if not self._closed and data:
            self._drawn_on = True
            self._send(data)

    def pending(self) -> int:
        """Bytes that the window or the connection has not taken."""
        if self._closed:
            return 0
        return self._channel.get_write_buffer_size() + self._unsent()

    async def drain(self) -> None:
        """Return when little is pending, or when it is over."""
        if not self._closed:
            await self._flow.drained()

    def on_input(self, receiver: Callable[[bytes], None]) -> None:
        """Hand every read to `receiver`."""
        self._on_input = receiver
        early, self._typed_ahead = self._typed_ahead, b""
        if early:
            receiver(early)

    def on_resize(self, receiver: Callable[[int, int], None]) -> None:
        """Hand every new size to `receiver`."""
        self._on_resize = receiver

    def on_close(self, receiver: Callable[[], None]) -> None:
        """Call `receiver` when the other side goes away."""
        self._on_close = receiver
        if self._lost:
            asyncio.get_running_loop().call_soon(receiver)

    def close(self, farewell: str = "", status: int = 0) -> None:
        """Give the terminal back with one plain line."""
        from retro.terminal.restore import parting

        if not self._closed:
            self._send(parting(farewell, drawn_on=self._drawn_on))
            self._end()
            with suppress(OSError):  # the channel closed meanwhile
                self._channel.exit(status)

    def on_parting(self, tell: Callable[[], str]) -> None:
        """Say what `tell` tells behind the last words of the door."""
        self._tell = tell

    def end_visit(self, farewell: str, status: int) -> None:
        """Close, and have the app end as if the person had gone."""
        if not self._closed:
            if farewell:
                farewell = f"{farewell} {self._tell()}".strip()
            self.close(farewell, status)
            self._go()

    def received(self, data: bytes) -> None:
        """The person typed."""
        if self._closed:
            return
        if self._on_input is None:
            self._typed_ahead = (self._typed_ahead + data)[:TYPED_AHEAD]
        else:
            self._on_input(data)

    def resized(self, columns: int, rows: int) -> None:
        """The terminal has another size."""
        self._size = clamp_size(columns, rows)
        if self._on_resize is not None and not self._closed:
            self._on_resize(*self._size)

    def lost(self) -> None:
        """The other side is gone."""
        if not self._closed:
            self._end()
            self._go()

    def _send(self, data: str) -> None:
        with suppress(OSError):  # the channel closed meanwhile
            self._channel.write(data.encode("utf-8", "replace"))

    def _go(self) -> None:
        self._lost = True
        if self._on_close is not None:
            self._on_close()

    def _end(self) -> None:
        self._closed = True
        self._flow.end()
