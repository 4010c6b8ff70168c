"""A `Terminal` that a door feeds: what all of them have in common, whatever carries their bytes."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final

from retro.terminal.protocol import Capabilities, clamp_size

#: Bytes that a transport has pending above which `drain` waits, and below which it goes on.
HIGH: Final = 128 * 1024
LOW: Final = 32 * 1024
#: Bytes typed ahead that are kept until an app listens.
TYPED_AHEAD: Final = 64 * 1024


class ReceivingTerminal(ABC):
    """See `retro.terminal.protocol.Terminal`. Its door calls `received`, `resized` and `lost`."""

    def __init__(self, capabilities: Capabilities, size: tuple[int, int]) -> None:
        self._capabilities = capabilities
        self._size = clamp_size(*size, capabilities.largest)
        self._drawn_on = False
        self._closed = False
        self._lost = False
        self._typed_ahead = b""
        self._on_input: Callable[[bytes], None] | None = None
        self._on_resize: Callable[[int, int], None] | None = None
        self._on_close: Callable[[], None] | None = None

    # What carries it

    @abstractmethod
    def _send(self, text: str) -> None:
        """Queue output. Never blocks and never raises."""

    @abstractmethod
    def _unsent(self) -> int:
        """Bytes that the other side has not taken."""

    @abstractmethod
    def _leave(self, last_words: str, status: int) -> None:
        """Send the last words and the exit status, and close."""

    @abstractmethod
    def _flow_on(self) -> None:
        """Have whoever waits in `drain` wait no longer."""

    @abstractmethod
    async def drain(self) -> None:
        """Return when little is pending, or when it is over."""

    # What an app uses

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
        """Bytes that the other side has not taken."""
        return 0 if self._closed else self._unsent()

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
            self._end()
            self._leave(parting(farewell, drawn_on=self._drawn_on), status)

    # What its door tells

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
        self._size = clamp_size(columns, rows, self._capabilities.largest)
        if self._on_resize is not None and not self._closed:
            self._on_resize(*self._size)

    def lost(self) -> None:
        """The other side is gone."""
        if not self._closed:
            self._end()
            self._go()

    def _go(self) -> None:
        self._lost = True
        if self._on_close is not None:
            self._on_close()

    def _end(self) -> None:
        self._closed = True
        self._flow_on()
