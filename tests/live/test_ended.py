"""What is left in memory of a session that ended, and reading one without opening it."""

from datetime import timedelta
from pathlib import Path

import pytest

from retro.live.errors import NotOpened
from retro.session.commands import Finish
from retro.session.model import Writing
from tests.live.house import card, go_to, house, texts, until

SHORT = timedelta(milliseconds=20)
NEVER = timedelta(days=1)


async def test_an_ended_room_that_everybody_left_is_let_go_of(tmp_path: Path) -> None:
    async with house(tmp_path, linger=SHORT) as home:
        room, other = await home.begin(), await home.begin()
        with room.attached(room.facilitator):
            await room.submit(Finish(), room.facilitator)
            # Somebody looks at it for longer than that.
            with other.attached(other.facilitator):
                await other.submit(Finish(), other.facilitator)
            await until(lambda: other.key not in home.lobby.rooms)
            assert home.lobby.rooms[room.key] is room
        await until(lambda: not home.lobby.rooms)
        assert [row.closed is not None for row in home.lobby.sessions()] == [True, True]
        again = await home.lobby.open(room.key)
        assert again is not room
        assert again.closed
        # Opened and left alone, it goes as well.
        await until(lambda: not home.lobby.rooms)


async def test_a_room_that_goes_on_stays(tmp_path: Path) -> None:
    async with house(tmp_path, linger=SHORT) as home:
        room, ended = await home.begin(), await home.begin()
        with room.attached(room.facilitator):
            pass
        await ended.submit(Finish(), ended.facilitator)
        await until(lambda: ended.key not in home.lobby.rooms)
        assert list(home.lobby.rooms) == [room.key]
        await go_to(room, "planned")
        assert home.lobby.rooms[room.key] is room


async def test_whoever_opens_an_ended_room_finds_it_open(tmp_path: Path) -> None:
    async with house(tmp_path, linger=NEVER) as home:
        room = await home.begin()
        await room.submit(Finish(), room.facilitator)
        room.is_deserted = True
        assert await home.lobby.open(room.key) is room
        assert not room.is_deserted


async def test_a_session_is_read_without_opening_it(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        await go_to(room, "planned")
        await room.submit(card(room, "Unseen"), room.facilitator)
        assert texts(room, room.facilitator) == {"Unseen"}
        path = next(tmp_path.rglob(f"{room.key}.json"))
    async with house(tmp_path) as home:
        read = home.lobby.read(room.key)
        assert read.title == "Release 4.2"
        # It still goes on, and this is not shown yet.
        assert not read.cards
        assert not home.lobby.rooms
        with pytest.raises(NotOpened):
            home.lobby.read("01ARZ3NDEKTSV4RRFFQ69G5FAV")
        room = await home.lobby.open(room.key)
        assert home.lobby.read(room.key).title == "Release 4.2"
        for damage in (b"damaged", b"{}"):
            await home.lobby.close()
            for each in path.parent.glob(f"{room.key}.*"):
                each.write_bytes(damage)
            with pytest.raises(NotOpened):
                home.lobby.read(room.key)
