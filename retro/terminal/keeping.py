"""Memory of many apps in one process.

Python's garbage collector walks through all that lives whenever enough of it is new. With fifty
screens that took a second, in which nobody's key was answered (measured with CPython 3.11: 0.5 s
for twenty). So what has settled is frozen: the collector leaves it alone.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Final

#: Seconds after somebody came or left until memory is put in order.
SETTLED: Final = 1.0
#: How many may leave before all memory is walked through for what they left.
MOST_GONE: Final = 8


class Keeper:
    """Freezes what has settled, and looks through all of it when enough people have left."""

    def __init__(self, settled: float = SETTLED, most_gone: int = MOST_GONE) -> None:
        self._settled = settled
        self._most_gone = most_gone
        self._visits = 0
        self._gone = 0
        self._waiting: asyncio.TimerHandle | None = None

    @contextmanager
    def visit(self) -> Iterator[None]:
        """Somebody is there for as long as the context lasts. Needs a running loop."""
        self._visits += 1
        self._order_soon()
        try:
            yield
        finally:
            self._visits -= 1
            self._gone += 1
            self._order_soon()

    def _order_soon(self) -> None:
        if self._waiting is None:
            loop = asyncio.get_running_loop()
            self._waiting = loop.call_later(self._settled, self._order, context=Context())

    def _order(self) -> None:
        self._waiting = None
        if not self._visits or self._gone >= self._most_gone:
            self._gone = 0
            gc.unfreeze()
        gc.collect()
        if self._visits:
            gc.freeze()
