"""Memory of many apps in one process.

Python's garbage collector walks through all that lives whenever enough of it is new. With fifty
screens that took a second, in which nobody's key was answered (measured with CPython 3.11: 0.5 s
for twenty). So what has settled is frozen: the collector leaves it alone. What outlives a full
collection is frozen too, or else the next ones would take longer and longer (0.3 s after everybody
had opened the line to write in). Until memory has doubled, what was let go of meanwhile may wait.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context
from time import monotonic
from typing import Final

#: Seconds after somebody came or left until memory is put in order.
SETTLED: Final = 1.0
#: How many may leave before all memory is walked through for what they left.
MOST_GONE: Final = 8
#: How many times as long as it took to put memory in order passes before that happens again: where
#: people come and go all the time, every walk through all of it would be followed by the next.
REST: Final = 9
#: By how much memory may grow until all of it is walked through.
MOST_GROWN: Final = 2.0
#: A number of objects that nobody notices being walked through.
FEW: Final = 200_000


class Keeper:
    """Freezes what has settled, and looks through all of it when enough people have left."""

    def __init__(self, settled: float = SETTLED, most_gone: int = MOST_GONE) -> None:
        self._settled = settled
        self._most_gone = most_gone
        self._visits = 0
        self._gone = 0
        self._frozen = 0
        self._objects = 0
        self._objects_with = 0
        self._rested_at = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: asyncio.TimerHandle | None = None

    @contextmanager
    def visit(self) -> Iterator[None]:
        """Somebody is there for as long as the context lasts. Needs a running loop."""
        self._visits += 1
        self._loop = asyncio.get_running_loop()
        if self._visits == 1:
            gc.callbacks.append(self._collected)
        self._order_soon()
        try:
            yield
        finally:
            self._visits -= 1
            self._gone += 1
            if not self._visits:
                gc.callbacks.remove(self._collected)
            self._order_soon()

    def _order_soon(self) -> None:
        if self._waiting is None:
            loop = asyncio.get_running_loop()
            wait = max(self._settled, self._rested_at - monotonic())
            self._waiting = loop.call_later(wait, self._order, context=Context())

    def _order(self) -> None:
        self._waiting = None
        began = monotonic()
        self._put_in_order()
        self._rested_at = began + (monotonic() - began) * (1 + REST)

    def _put_in_order(self) -> None:
        whole = not self._visits or self._gone >= self._most_gone or self._has_grown()
        if whole:
            self._gone = self._frozen = 0
            gc.unfreeze()
        gc.collect()
        if self._visits:
            gc.freeze()
        if whole or self._visits > self._objects_with:
            # Those who came are why there is more.
            self._objects, self._objects_with = self._frozen, self._visits

    def _has_grown(self) -> bool:
        most = max(self._objects * MOST_GROWN, FEW)
        if self._visits > self._objects_with or self._frozen <= most:
            return False
        # What was let go of meanwhile is known only by counting all that is left: with fifty
        # people two million objects, and a tenth of a second.
        self._frozen = gc.get_freeze_count()
        return self._frozen > most

    def _collected(self, phase: str, found: Mapping[str, int]) -> None:
        """Hear of a collection. After a full one, what is left has settled."""
        if phase == "stop" and found["generation"] == 2:
            self._frozen += len(gc.get_objects(generation=2))
            gc.freeze()
            if self._has_grown() and self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._order_soon)
