"""The time in a phase that may not be timed: noted on the room's own beat, while somebody is in."""

from datetime import timedelta
from pathlib import Path

from retro.live.room import Room
from retro.session.commands import PauseTimer, StartTimer
from retro.session.model import Writing
from retro.session.rules import PROGRAM
from tests.live.house import Clock, House, card, go_to, house, until

BEAT = timedelta(milliseconds=5)


async def unsigned(home: House) -> Room:
    """A room at the phase in which everything is kept without a moment."""
    room = await home.begin(format="unsigned", writing=Writing.APART)
    await go_to(room, "ideas")
    return room


async def test_after_a_crash_the_time_that_was_used_is_gone(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock, beat=BEAT) as home:
        room = await unsigned(home)
        with room.attached(room.facilitator):
            clock.forward(minutes=4)
            noted = clock.time
            await until(lambda: room._session.last == noted, "nothing noted the time")
            assert noted.isoformat() in str(room._ledger._log.tables)


async def test_who_wrote_when_is_not_noted(tmp_path: Path) -> None:
    """Without a beat nothing is noted: a card alone leaves no moment."""
    clock = Clock()
    async with house(tmp_path, clock, beat=timedelta(0)) as home:
        room = await unsigned(home)
        with room.attached(room.facilitator):
            began = room._session.last
            clock.forward(minutes=4)
            await room.submit(card(room, "a thought"), room.facilitator)
            assert room._session.last == began


async def test_nothing_beats_without_need(tmp_path: Path) -> None:
    async with house(tmp_path, beat=timedelta(hours=1)) as home:
        room = await unsigned(home)

        def beats() -> bool:
            return room._noting._waiting is not None

        assert not beats(), "it beats where nobody is"
        with room.attached(room.facilitator):
            assert beats()
            await room.submit(PauseTimer(), PROGRAM)
            assert not beats(), "it beats while the timer rests"
            await room.submit(StartTimer(), PROGRAM)
            assert beats()
        assert not beats(), "it beats where nobody is any more"
