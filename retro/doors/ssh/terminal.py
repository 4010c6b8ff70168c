"""A `Terminal` whose screen is at the other side of an SSH channel."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import asyncssh

from retro.terminal.protocol import Capabilities
from retro.terminal.receiving import ReceivingTerminal


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


class SshTerminal(ReceivingTerminal):
    """See `retro.terminal.protocol.Terminal`. The session feeds it."""

    def __init__(
        self,
        channel: asyncssh.SSHServerChannel[bytes],
        unsent: Callable[[], int],
        flow: Flow,
        capabilities: Capabilities,
        size: tuple[int, int],
    ) -> None:
        super().__init__(capabilities, size)
        self._channel = channel
        self._connection_unsent = unsent
        self._flow = flow
        self._tell: Callable[[], str] = str

    async def drain(self) -> None:
        """Return when little is pending, or when it is over."""
        if not self._closed:
            await self._flow.drained()

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

    def _send(self, text: str) -> None:
        with suppress(OSError):  # the channel closed meanwhile
            self._channel.write(text.encode("utf-8", "replace"))

    def _unsent(self) -> int:
        return self._channel.get_write_buffer_size() + self._connection_unsent()

    def _leave(self, last_words: str, status: int) -> None:
        self._send(last_words)
        with suppress(OSError):  # the channel closed meanwhile
            self._channel.exit(status)

    def _flow_on(self) -> None:
        self._flow.end()
