"""What the server notices of itself: a loop that stands still, and how many people there are."""

import asyncio
import logging
from typing import Final, NamedTuple

from retro import __version__
from retro.live.errors import NotOpened
from retro.live.lobby import Lobby

#: Seconds between two looks at the loop.
TICK: Final = 0.1
#: Seconds that the loop may stand still. Meanwhile nobody's screen answers; people notice more.
LONGEST: Final = 0.25
#: Seconds between two lines about that, so that they never push everything else out of the log.
QUIET: Final = 10.0
HOUR: Final = 3600.0

_log = logging.getLogger(__name__)


class Census(NamedTuple):
    """How many sessions have not ended, and how many people are attached to one."""

    sessions: int
    people: int


def census(lobby: Lobby) -> Census:
    """Count everybody. Raises NotOpened."""
    people = sum(len(room.here) for room in lobby.rooms.values())
    return Census(len(lobby.unfinished()), people)


class Stalls:
    """Keeps the longest time that the loop stood still until it may be written."""

    def __init__(self) -> None:
        self._longest = 0.0
        self._said_at: float | None = None

    def look(self, now: float, late: float) -> float:
        """Somebody woke up `late` seconds late; how many to write down, 0 for nothing."""
        if late > LONGEST:
            self._longest = max(self._longest, late)
        if not self._longest or (self._said_at is not None and now - self._said_at < QUIET):
            return 0.0
        longest, self._longest, self._said_at = self._longest, 0.0, now
        return longest


async def watch_loop() -> None:
    """Write down, until cancelled, for how long the loop stood still."""
    loop, stalls = asyncio.get_running_loop(), Stalls()
    while True:
        due = loop.time() + TICK
        await asyncio.sleep(TICK)
        now = loop.time()
        if length := stalls.look(now, now - due):
            _log.warning("nothing answered for %d ms", round(length * 1000))


async def report(lobby: Lobby, every: float = HOUR) -> None:
    """Write down, until cancelled, how many sessions and people there are, when that changed."""
    said: Census | None = None
    found: Census | None
    while True:
        try:
            found = census(lobby)
        except NotOpened:
            found = said
        if found is not None and found != said:
            said = found
            _log.info("retro %s: %d sessions under way, %d people here", __version__, *found)
        await asyncio.sleep(every)
