"""A `Terminal` whose screen is at the other side of a local socket."""

import asyncio
from collections.abc import Callable
from typing import Final

from retro.doors.local import protocol
from retro.terminal.protocol import Capabilities, clamp_size

#: Bytes pending above which `drain` waits, and below which it goes on.
HIGH: Final = 128 * 1024
LOW: Final = 32 * 1024
#: Bytes typed ahead that are kept until an app listens.
TYPED_AHEAD: Final = 64 * 1024


class SocketTerminal:
    """See `retro.terminal.protocol.Terminal`. The door feeds it."""

    def __init__(
        self, transport: asyncio.Transport, capabilities: Capabilities, size: tuple[int, int]
    ) -> None:
        transport.set_write_buffer_limits(HIGH, LOW)
        self._transport = transport
        self._capabilities = capabilities
        self._size = clamp_size(*size)
        self._drawn_on = False
        self._closed = False
        self._lost = False
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._typed_ahead = b""
        self._on_input: Callable[[bytes], None] | None = None
        self._on_resize: Callable[[int, int], None] | None = None
        self._on_close: Callable[[], None] | None = None

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
            self._transport.write(protocol.output_frames(data.encode("utf-8", "replace")))

    def pending(self) -> int:
        """Bytes that the socket has not taken."""
        return 0 if self._closed else self._transport.get_write_buffer_size()

    async def drain(self) -> None:
        """Return when little is pending, or when it is over."""
        await self._flowing.wait()

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
            text = parting(farewell, drawn_on=self._drawn_on)
            self._transport.write(protocol.farewell_frame(text, status))
            self._transport.close()
            self._end()

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

    def pause(self) -> None:
        """The socket takes no more for now."""
        if not self._closed:
            self._flowing.clear()

    def resume(self) -> None:
        """The socket takes more."""
        self._flowing.set()

    def lost(self) -> None:
        """The other side is gone."""
        if not self._closed:
            self._end()
            self._lost = True
            if self._on_close is not None:
                self._on_close()

    def _end(self) -> None:
        self._closed = True
        self._flowing.set()
