"""Who is here, with how many terminals."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TypeAlias

from retro.session.model import Id
from retro.session.rules import NOBODY

Evicted: TypeAlias = Callable[[], None]

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Terminal:
    """One terminal that shows the room to `person`, or, `shared`, to everybody around it."""

    person: Id
    shared: bool
    evicted: Evicted | None


class Presence:
    """The terminals attached to one room."""

    def __init__(self) -> None:
        self._terminals: list[_Terminal] = []
        self._here: Counter[Id] = Counter()
        self.here: Mapping[Id, int] = MappingProxyType(self._here)

    @property
    def is_empty(self) -> bool:
        """True while no terminal is attached."""
        return not self._terminals

    @property
    def writing(self) -> frozenset[Id]:
        """Those with a screen of their own: whoever only shows theirs to the room is left out."""
        return frozenset(each.person for each in self._terminals if not each.shared)

    @contextmanager
    def attached(self, person: Id, shared: bool, evicted: Evicted | None) -> Iterator[None]:
        """Count a terminal; with `evicted`, the earlier ones of this person that gave one go."""
        terminal = _Terminal(person, shared, evicted)
        earlier = [each for each in self._terminals if each.person == person]
        self._terminals.append(terminal)
        if person != NOBODY:
            self._here[person] += 1
        if evicted is not None:
            for each in earlier:
                _evict(each)
        try:
            yield
        finally:
            self._terminals.remove(terminal)
            self._here -= Counter([person])


class Absence:
    """How long nobody has been here: one wait at a time, and what is done when it is over."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, wait: timedelta, then: Callable[[], None]) -> None:
        """Wait from now on."""
        self.end()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(wait.total_seconds(), then, context=Context())

    def end(self) -> None:
        """Somebody came, or nobody is waited for any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _evict(terminal: _Terminal) -> None:
    """Tell a terminal once that another one took its place."""
    evicted, terminal.evicted = terminal.evicted, None
    if evicted is None:
        return
    try:
        Context().run(evicted)
    except Exception as error:
        # The message of an error may quote what somebody wrote, so only its kind is kept.
        _log.error("a terminal was not told to go: %s", type(error).__name__)
