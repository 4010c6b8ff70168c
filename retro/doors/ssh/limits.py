"""How much the SSH door takes from people whom it does not know, and from those it does.

asyncssh counts nothing by itself: it took 2,000 guesses on one connection in 0.6 s, and a thousand
connections that said nothing (measured with 2.24.1).
"""

import ipaddress
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

_MINUTE: Final = 60.0
#: Addresses and codes that are remembered; more than come in a minute.
_MOST_REMEMBERED: Final = 4096


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
    arrivals: int = 240
    """People who may come in at once from one address, or with one code..."""
    arrivals_per_second: float = 1.0
    """...and how many a second after that."""
    begin: float = 10.0
    """How long somebody who is in may have no screen and no command."""
    requests: int = 12
    """Requests to be let in on one connection: a name, a key, or to be asked for a code."""
    tries: int = 3
    """Codes that are looked at on one connection."""
    names_per_address: int = 20
    """User names a minute from one address that look like a code and are let pass as names."""
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
    openings: int = 30
    """Screens and commands that one connection may begin in a burst..."""
    openings_per_second: float = 0.5
    """...and how many a second after that."""
    messages: int = 2000
    """Messages of the protocol that one connection may send in a burst..."""
    messages_per_second: float = 500.0
    """...and how many a second after that; it is read no faster."""
    key_exchange: float = 30.0
    """How long new keys may take to be agreed upon."""
    command: int = 1000
    """Bytes of a command."""
    columns: int = 300
    """The widest a screen is drawn, however wide the window is..."""
    rows: int = 100
    """...and the highest; what a screen costs grows with both."""
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


def origin(address: str) -> str:
    """What of an address is counted: all of IPv4, and the network of IPv6, its first 64 bits.

    One computer can have all the addresses of such a network (RFC 4291, 2.5.4; RFC 8981).
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.IPv6Address(int(found) >> 64 << 64))


class Bucket:
    """What may still be done: `most` at once, and `per_second` again (a token bucket)."""

    def __init__(self, most: float, per_second: float, clock: Callable[[], float]) -> None:
        self._most = most
        self._per_second = per_second
        self._clock = clock
        self._left = most
        self._at = clock()

    def take(self) -> bool:
        """Take one; false, and nothing is taken, where there is none."""
        self._fill()
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def owe(self, count: float) -> float:
        """Take `count`, there or not; the seconds until nothing is owed."""
        self._fill()
        self._left -= count
        return max(0.0, -self._left / self._per_second)

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._at) * self._per_second)
        self._at = now


class Rate:
    """A bucket for each of those who were seen last."""

    def __init__(self, most: float, per_second: float, clock: Callable[[], float]) -> None:
        self._new = partial(Bucket, most, per_second, clock)
        self._buckets: dict[str, Bucket] = {}

    def take(self, whose: str) -> bool:
        """Take one; false where there is none."""
        bucket = self._buckets.pop(whose, None) or self._new()
        if len(self._buckets) >= _MOST_REMEMBERED:
            del self._buckets[next(iter(self._buckets))]
        self._buckets[whose] = bucket
        return bucket.take()

    def __len__(self) -> int:
        return len(self._buckets)


class Turnstile:
    """Counts connections, before anything is read from them."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._strangers: dict[str, list[Callable[[], None] | None]] = {}
        self._allowance = Rate(limits.burst, limits.per_second, clock)
        self.turned_away = 0
        """How many connections were refused."""

    @property
    def strangers(self) -> int:
        """Connections that did not show a code yet."""
        return sum(map(len, self._strangers.values()))

    def enter(self, address: str, drop: Callable[[], None] | None = None) -> bool:
        """Count a connection in; false when it has to be cut. One that is in must `leave` once.

        When there are as many as there may be, `drop` cuts the one that came first of those from
        the address that has most, so that a few addresses cannot keep all others out.
        """
        limits = self._limits
        here = len(self._strangers.get(address, ()))
        if (
            not self._allowance.take(address)
            or here >= limits.strangers_per_address
            or (self.strangers >= limits.strangers and not self._make_room(here))
        ):
            self.turned_away += 1
            return False
        self._strangers.setdefault(address, []).append(drop)
        return True

    def leave(self, address: str, drop: Callable[[], None] | None = None) -> None:
        """It is no stranger any more, or gone; nothing happens where it was dropped."""
        those = self._strangers.get(address, [])
        if drop in those:
            those.remove(drop)
            if not those:
                del self._strangers[address]

    def _make_room(self, here: int) -> bool:
        """Drop one from an address that has more than `here`."""
        busiest = max(self._strangers, key=lambda address: len(self._strangers[address]))
        if len(self._strangers[busiest]) <= here or (drop := self._strangers[busiest][0]) is None:
            return False
        self.leave(busiest, drop)
        self.turned_away += 1
        drop()
        return True


class Attempts:
    """Counts wrong codes: at 60 a minute, one of 40 bits takes ten thousands of years to guess."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._failures: deque[tuple[float, str]] = deque()
        self._counts: dict[str, int] = {}
        self._names = Rate(limits.names_per_address, limits.names_per_address / _MINUTE, clock)
        self._closed_until = 0.0

    def may_try(self, address: str) -> bool:
        """Whether a code from this address is looked at now."""
        self._forget_old()
        if self._clock() < self._closed_until:
            return False
        return self._counts.get(address, 0) < self._limits.failures_per_address

    def failed(self, address: str) -> bool:
        """A code was wrong; true when somebody, or everybody, has to wait from now on."""
        self._forget_old()
        self._failures.append((self._clock(), address))
        here = self._counts[address] = self._counts.get(address, 0) + 1
        if len(self._failures) < self._limits.failures:
            return here == self._limits.failures_per_address
        self._closed_until = self._clock() + self._limits.cool_down
        self._failures.clear()
        self._counts.clear()
        return True

    def forgives(self, address: str) -> bool:
        """Whether a user name from there that opened nothing is let pass, as somebody's own."""
        return self._names.take(address)

    def _forget_old(self) -> None:
        old = self._clock() - _MINUTE
        while self._failures and self._failures[0][0] <= old:
            _, address = self._failures.popleft()
            left = self._counts.pop(address) - 1
            if left:
                self._counts[address] = left
