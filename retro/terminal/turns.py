"""Turns for many apps in one process: who draws when, and keys before all that.

What one person writes changes fifty screens. Drawn in one go, they would keep everybody's keys
waiting; so each app waits for its turn, and between two turns the event loop looks what came in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from contextvars import Context
from typing import Final
from weakref import WeakKeyDictionary

#: Passes of the event loop between two turns: a key needs several until it is on the screen.
PASSES: Final = 3
#: Passes that a key which just came in has to itself.
PASSES_FOR_A_KEY: Final = 12
#: Passes after which a turn comes in any case, however much is typed.
PASSES_MOST: Final = 60


class Turns:
    """One after the other, in the order in which they asked; found with `turns`.

    A turn is called in an empty context, as Textual finds its app in a context variable.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hashable, Callable[[], object]] = {}
        self._runs = False
        self._passes = 0
        self._waited = 0

    def ask(self, who: Hashable, turn: Callable[[], object]) -> None:
        """Have `turn` called. Somebody who waits already keeps that place."""
        self._waiting.setdefault(who, turn)
        if not self._runs:
            self._runs = True
            _call_soon(self._pass)

    def forget(self, who: Hashable) -> None:
        """Wait no longer."""
        self._waiting.pop(who, None)

    def give_way(self) -> None:
        """A key came in: let it be obeyed first."""
        self._passes = PASSES_FOR_A_KEY

    def _pass(self) -> None:
        """One pass of the event loop."""
        if self._passes > 0 and self._waited < PASSES_MOST:
            self._passes -= 1
            self._waited += 1
        else:
            self._passes, self._waited = PASSES, 0
            who = next(iter(self._waiting), None)
            turn = None if who is None else self._waiting.pop(who)
            if turn is not None:
                _call_soon(turn)
        self._runs = bool(self._waiting)
        if self._runs:
            _call_soon(self._pass)


def _call_soon(step: Callable[[], object]) -> None:
    asyncio.get_running_loop().call_soon(step, context=Context())


_TURNS: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, Turns]] = WeakKeyDictionary()


def turns() -> Turns:
    """The turns of the loop that runs, which all its apps share."""
    loop = asyncio.get_running_loop()
    found = _TURNS.get(loop)
    if found is None:
        found = _TURNS[loop] = Turns()
    return found
