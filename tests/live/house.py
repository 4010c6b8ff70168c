"""A data folder for tests: a clock that stands still, a disk that can be full, a lobby."""

import asyncio
import errno
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retro.followup import record
from retro.formats.catalogue import Catalogue
from retro.live.lobby import Lobby, Setup
from retro.live.publishing import PROGRESS
from retro.live.room import LINGER, Room
from retro.live.rows import summarise
from retro.session.commands import Advance, WriteCard
from retro.session.model import Id, Session
from retro.session.rules import PROGRAM
from retro.store.disk import Disk
from retro.store.embedded import EmbeddedStore

UNSIGNED = Path(__file__).parent / "unsigned"
"""A folder with the format `unsigned`: what is collected in its phase `ideas` is anonymous."""

PATIENCE = 20.0
"""Seconds after which a condition that was waited for is given up."""

RELEASE = Setup(
    format="aar",
    language="en",
    title="Release 4.2",
    goal="Learn from the rollback",
    team="Checkout",
    facilitator="Noor",
    facilitator_named=True,
    people=(("Sam", True), ("Iris", False)),
)


class Clock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **duration: float) -> None:
        self.time += timedelta(**duration)


class FillingDisk(Disk):
    """A real disk that can be full for a while, or fail to sync what was written."""

    def __init__(self) -> None:
        self.is_full = False
        self.cannot_sync = False

    def sync(self, handle: int) -> None:
        if self.cannot_sync:
            raise OSError(errno.EIO, "Input/output error")
        super().sync(handle)

    def write(self, handle: int, data: bytes) -> int:
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(handle, data)


class House:
    """What a server has: a store in a folder, and a lobby over it."""

    def __init__(
        self,
        folder: Path,
        clock: Clock | None = None,
        disk: Disk | None = None,
        beat: timedelta = PROGRESS,
        linger: timedelta = LINGER,
    ) -> None:
        self.clock = clock or Clock()
        self.store = EmbeddedStore(folder, summarise=summarise, disk=disk)
        catalogue = Catalogue([UNSIGNED])
        self.lobby = Lobby(
            self.store, catalogue, self.clock, random.Random(), beat=beat, linger=linger
        )

    async def begin(self, **changes: object) -> Room:
        """A new session."""
        return await self.lobby.create(replace(RELEASE, **changes))  # type: ignore[arg-type]


@asynccontextmanager
async def house(
    folder: Path,
    clock: Clock | None = None,
    disk: Disk | None = None,
    beat: timedelta = PROGRESS,
    linger: timedelta = LINGER,
) -> AsyncIterator[House]:
    """A house that is closed at the end."""
    found = House(folder, clock, disk, beat, linger)
    try:
        yield found
    finally:
        await found.lobby.close()


async def go_to(room: Room, phase: str) -> None:
    """Advance to a phase."""
    while (now := room.view(PROGRAM).session.phase.key) != phase:
        await room.submit(Advance(now), PROGRAM)


def card(room: Room, text: str, column: str = "") -> WriteCard:
    """A card for the phase the room is in, in its first column."""
    phase = room.view(PROGRAM).session.phase
    first = phase.columns[0].key if phase.columns else ""
    return WriteCard(room.new_id(), text, column or first)


def texts(room: Room, person: Id = PROGRAM) -> set[str]:
    """The cards that somebody sees."""
    return {each.text for each in room.view(person).session.cards.values()}


def still_open(home: House, team: str) -> list[str]:
    """What a team still has to do, the most urgent first."""
    known = sorted(home.lobby.follow_up.actions(team), key=record.urgency)
    return [each["text"] for each in known if record.is_open(each)]


def stored(session: Session) -> Session:
    """A session without what lives in memory only; `count` is derived from what is there."""
    return replace(session, writers={}, ready=frozenset(), undo={}, count=0)


async def until(condition: Callable[[], object], what: str = "") -> None:
    """Wait until `condition()` is true; fail with `what` when it never is."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, what or "it never came true"
        await asyncio.sleep(0.002)
