"""A `Terminal` whose screen is at the other side of a local socket."""

import asyncio

from retro.doors.local import protocol
from retro.terminal.protocol import Capabilities
from retro.terminal.receiving import HIGH, LOW, ReceivingTerminal


class SocketTerminal(ReceivingTerminal):
    """See `retro.terminal.protocol.Terminal`. The door feeds it."""

    def __init__(
        self, transport: asyncio.Transport, capabilities: Capabilities, size: tuple[int, int]
    ) -> None:
        super().__init__(capabilities, size)
        transport.set_write_buffer_limits(HIGH, LOW)
        self._transport = transport
        self._flowing = asyncio.Event()
        self._flowing.set()

    async def drain(self) -> None:
        """Return when little is pending, or when it is over."""
        await self._flowing.wait()

    def pause(self) -> None:
        """The socket takes no more for now."""
        if not self._closed:
            self._flowing.clear()

    def resume(self) -> None:
        """The socket takes more."""
        self._flowing.set()

    def _send(self, text: str) -> None:
        self._transport.write(protocol.output_frames(text.encode("utf-8", "replace")))

    def _unsent(self) -> int:
        return self._transport.get_write_buffer_size()

    def _leave(self, last_words: str, status: int) -> None:
        self._transport.write(protocol.farewell_frame(last_words, status))
        self._transport.close()

    def _flow_on(self) -> None:
        self._flowing.set()
