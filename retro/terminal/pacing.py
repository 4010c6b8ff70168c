"""How fast what somebody sends reaches their app.

Everybody's app shares one event loop, so nobody may fill it: 100 kB typed into a text field at
once stall all others for more than five seconds. Input waits here for its turn, and what does not
fit in the wait is dropped whole, never in the middle of a key.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from retro.terminal.input import InputStream, Paste, split_unfinished

ESCAPE_SILENCE = 0.1
"""Seconds of silence after which an unfinished sequence was the Escape key."""

PASTE_SILENCE = 5.0
"""Seconds of silence after which a paste without an end has ended."""

TYPING_RATE = 2 * 1024
"""Typed bytes a second that reach the app. Nobody types so fast; unmarked pastes do."""

TYPING_BURST = 512
"""Typed bytes that reach the app at once. A key in a text field takes 0.1 to 0.3 ms."""

PASTE_COST = 32
"""What a paste costs in typed bytes, however short."""

PASTE_DISCOUNT = 8
"""A pasted byte costs this many times less than a typed one: all come in one event."""

BACKLOG_LIMIT = 32 * 1024
"""The cost, in typed bytes, of what waits for its turn. More is dropped."""

PACE = 0.02
"""Seconds between two turns while something waits."""

RESIZE_PACE = 0.25
"""Seconds between two sizes that an app is laid out for: a whole screen each."""


@dataclass(frozen=True, slots=True)
class InputReceiver:
    """Who takes the input, in order.

    Attributes:
        typed: Takes whole keys and reports, a few hundred bytes at most.
        pasted: Takes a paste.
        fell_silent: Hears that nothing followed for a while: what looks begun is all there is.
        dropped: Hears that something was left out; once a burst.
    """

    typed: Callable[[bytes], None]
    pasted: Callable[[Paste], None]
    fell_silent: Callable[[], None]
    dropped: Callable[[], None]


class PacedInput:
    """Hands the input of one terminal to its receiver, a little at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, receiver: InputReceiver) -> None:
        """Begin with nothing waiting. Timers run in the context of the caller of `receive`."""
        self._loop = loop
        self._receiver = receiver
        self._stream = InputStream()
        self._backlog: deque[bytes | Paste | None] = deque()
        self._waiting_cost = 0
        self._is_dropping = False
        self._allowance = float(TYPING_BURST)
        self._allowed_at = loop.time()
        self._turn: asyncio.TimerHandle | None = None
        self._silence: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """The cost, in typed bytes, of what waits for its turn."""
        return self._waiting_cost

    def receive(self, data: bytes) -> None:
        """Take what was read from the terminal."""
        for piece in self._stream.feed(data):
            self._enqueue(piece)
        if self._silence is not None:
            self._silence.cancel()
            self._silence = None
        if self._stream.is_pasting:
            self._silence = self._loop.call_later(PASTE_SILENCE, self._settle)
        elif self._stream.is_waiting or b"\x1b" in data:
            self._silence = self._loop.call_later(ESCAPE_SILENCE, self._settle)
        if self._turn is None:
            self._take_turn()

    def close(self) -> None:
        """Forget what waits and stop all timers."""
        self._backlog.clear()
        for timer in (self._turn, self._silence):
            if timer is not None:
                timer.cancel()
        self._turn = self._silence = None

    def _settle(self) -> None:
        self._silence = None
        for piece in self._stream.settle():
            self._enqueue(piece)
        self._backlog.append(None)  # silence, in its place after what came before it
        if self._turn is None:
            self._take_turn()

    def _enqueue(self, piece: bytes | Paste) -> None:
        room = BACKLOG_LIMIT - self._waiting_cost
        kept: bytes | Paste | None = piece
        if _cost(piece) > room or self._is_dropping:
            kept = None
            if isinstance(piece, bytes) and not self._is_dropping:
                kept = split_unfinished(piece[:room])[0]
            if not self._is_dropping:
                self._is_dropping = True
                self._receiver.dropped()
        if kept:
            self._backlog.append(kept)
            self._waiting_cost += _cost(kept)

    def _take_turn(self) -> None:
        """Hand over what the allowance covers; come back for the rest."""
        self._turn = None
        now = self._loop.time()
        self._allowance += (now - self._allowed_at) * TYPING_RATE
        self._allowance = min(self._allowance, TYPING_BURST)
        self._allowed_at = now
        while self._backlog and (self._allowance >= 1 or self._backlog[0] is None):
            self._hand_over(self._backlog.popleft())
        if self._backlog:
            self._turn = self._loop.call_later(PACE, self._take_turn)
        else:
            self._is_dropping = False

    def _hand_over(self, piece: bytes | Paste | None) -> None:
        if piece is None:
            self._receiver.fell_silent()
            return
        if isinstance(piece, bytes) and len(piece) > self._allowance:
            count = int(self._allowance)
            self._backlog.appendleft(piece[count:])
            piece = piece[:count]
        cost = _cost(piece)
        self._waiting_cost -= cost
        self._allowance -= cost
        if isinstance(piece, bytes):
            self._receiver.typed(piece)
        else:
            self._receiver.pasted(piece)


class PacedSizes:
    """Hands on the size of one terminal: the first at once, of those that follow the newest."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, receiver: Callable[[tuple[int, int]], None]
    ) -> None:
        """Begin with nothing waiting. `receiver` takes columns and rows."""
        self._loop = loop
        self._receiver = receiver
        self._newest: tuple[int, int] | None = None
        self._pause: asyncio.TimerHandle | None = None

    def offer(self, size: tuple[int, int]) -> None:
        """Take a size, in columns and rows."""
        self._newest = size
        if self._pause is None:
            self._hand_on()

    def close(self) -> None:
        """Forget what waits and stop the timer."""
        self._newest = None
        if self._pause is not None:
            self._pause.cancel()
            self._pause = None

    def _hand_on(self) -> None:
        self._pause = None
        if self._newest is not None:
            size, self._newest = self._newest, None
            self._pause = self._loop.call_later(RESIZE_PACE, self._hand_on)
            self._receiver(size)


def _cost(piece: bytes | Paste) -> int:
    if isinstance(piece, bytes):
        return len(piece)
    return PASTE_COST + len(piece.text) // PASTE_DISCOUNT
