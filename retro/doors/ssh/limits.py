"""How much the SSH door takes from people whom it does not know, and from those it does.

asyncssh counts nothing by itself: it took 2,000 guesses on one connection in 0.6 s, and a thousand
connections that said nothing (measured with 2.24.1).
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_MINUTE: Final = 60.0
#: Addresses that are remembered; more than come in a minute.
_MOST_ADDRESSES: Final = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts, and durations in seconds.

    A hundred people behind one address can join at once: an office has one address for all. So
    connections may come in a burst, and it is wrong codes that count.
    """

    visitors: int = 120
    """People who are in."""
    strangers: int = 200
    """Connections that did not show a code yet."""
    strangers_per_address: int = 150
    burst: int = 120
    """Connections that one address may make at once..."""
    per_second: float = 20.0
    """...and how many a second after that."""
    silence: float = 3.0
    """How long a connection may say nothing at all; every client speaks at once."""
    login: float = 30.0
    """From connecting to being in."""
    begin: float = 10.0
    """How long somebody who is in may have no screen and no command."""
    tries: int = 3
    """Codes that are looked at on one connection."""
    failures_per_address: int = 10
    """Wrong codes a minute from one address before it has to wait."""
    failures: int = 60
    """Wrong codes a minute from everywhere before all have to wait."""
    cool_down: float = 30.0
    """How long all have to wait then."""
    delay: float = 0.3
    """Before a wrong code is answered."""
    sessions: int = 2
    """Screens and commands at once on one connection."""
    command: int = 1000
    """Bytes of a command."""
    keepalive: float = 15.0
    """Between two questions whether the other side is there; four without an answer end it."""
    stall: float = 120.0
    """How long a terminal may take no output."""
    last_words: float = 30.0
    """How long a client has to take the end of what it was shown."""
    longest: float = 12 * 3600.0
    """How long a visit may last."""
    after_end: float = 600.0
    """How long a visit may last after its session ended."""
    look: float = 5.0
    """Between two looks at how long visits last."""


class Turnstile:
    """Counts connections, before anything is read from them."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._strangers: dict[str, int] = {}
        self._allowance: dict[str, tuple[float, float]] = {}
        self.turned_away = 0
        """How many connections were refused."""

    @property
    def strangers(self) -> int:
        """Connections that did not show a code yet."""
        return sum(self._strangers.values())

    def enter(self, address: str) -> bool:
        """Count a connection in; false when it has to be cut. One that is in must `leave` once."""
        limits = self._limits
        here = self._strangers.get(address, 0)
        is_room = here < limits.strangers_per_address and self.strangers < limits.strangers
        if not (self._may_come(address) and is_room):
            self.turned_away += 1
            return False
        self._strangers[address] = here + 1
        return True

    def leave(self, address: str) -> None:
        """It is no stranger any more, or gone."""
        left = self._strangers.pop(address, 0) - 1
        if left > 0:
            self._strangers[address] = left

    def _may_come(self, address: str) -> bool:
        """Take one from what the address may still do (a token bucket)."""
        now = self._clock()
        full = float(self._limits.burst)
        left, at = self._allowance.pop(address, (full, now))
        left = min(full, left + (now - at) * self._limits.per_second)
        if len(self._allowance) >= _MOST_ADDRESSES:
            del self._allowance[next(iter(self._allowance))]
        self._allowance[address] = (left - 1 if left >= 1 else left, now)
        return left >= 1


class Attempts:
    """Counts wrong codes: at 60 a minute, one of 40 bits takes ten thousands of years to guess."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._failures: deque[tuple[float, str]] = deque()
        self._counts: dict[str, int] = {}
        self._closed_until = 0.0

    def may_try(self, address: str) -> bool:
        """Whether a code from this address is looked at now."""
        self._forget_old()
        if self._clock() < self._closed_until:
            return False
        return self._counts.get(address, 0) < self._limits.failures_per_address

    def failed(self, address: str) -> bool:
        """A code was wrong; true when everybody has to wait from now on."""
        self._forget_old()
        self._failures.append((self._clock(), address))
        self._counts[address] = self._counts.get(address, 0) + 1
        if len(self._failures) < self._limits.failures:
            return False
        self._closed_until = self._clock() + self._limits.cool_down
        self._failures.clear()
        self._counts.clear()
        return True

    def _forget_old(self) -> None:
        old = self._clock() - _MINUTE
        while self._failures and self._failures[0][0] <= old:
            _, address = self._failures.popleft()
            left = self._counts.pop(address) - 1
            if left:
                self._counts[address] = left
