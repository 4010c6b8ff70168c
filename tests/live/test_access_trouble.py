"""Who gets in when the disk is full, or what lies beside the session is damaged."""

import asyncio
import logging
from pathlib import Path

import pytest

from retro.live.errors import NotKept
from retro.session.commands import RemovePerson
from retro.session.model import Role
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from retro.store.disk import Disk
from tests.live.entrance import APART, access_file, codes_of, has_codes, name_of, opens
from tests.live.house import FillingDisk, House, card, go_to, house, texts


@pytest.mark.parametrize("damage", [b"", b"garbage", b'{"_retro": {}}', None])
async def test_a_damaged_file_costs_the_codes_and_nothing_else(
    tmp_path: Path, damage: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        old = codes_of(room)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        await go_to(room, "planned")
        await room.submit(card(room, "Kept"), person)
        path = access_file(tmp_path, room)
    if damage is None:
        await House(tmp_path).store.aside(room.key).write({"codes": {}, "tickets": [1]})
    else:
        path.write_bytes(damage)
    async with house(tmp_path) as home:
        await home.lobby.settle()
        assert not any(opens(home.lobby, old.participant, ticket))
        room = await home.lobby.open(room.key)
        assert ["new ones" in notice for notice in room.notices] == [True]
        assert codes_of(room).participant != old.participant
        assert opens(home.lobby, codes_of(room).participant) == [True]
        assert texts(room, person) == {"Kept"}
        # Nobody gets the place of somebody by knowing a name.
        for name in ("Zoe", "Sam"):
            with pytest.raises(Refused):
                await room.enter(name, Role.PARTICIPANT)
        new = room.codes
    async with house(tmp_path) as home:
        assert (await home.lobby.open(room.key)).codes == new
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


async def test_a_session_from_before_there_were_codes_gets_them(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        path = access_file(tmp_path, room)
    path.unlink()
    async with house(tmp_path) as home:
        await home.lobby.settle()
        room = await home.lobby.open(room.key)
        assert room.notices == ()
        assert codes_of(room).participant in path.read_text()


async def test_on_a_full_disk_the_session_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class NoAccess(FillingDisk):
        """Full for what lies beside the session alone."""

        def create(self, path: Path) -> int:
            if self.is_full and ".access" in path.name:
                raise OSError(28, "No space left on device")
            return super(FillingDisk, self).create(path)

        def write(self, handle: int, data: bytes) -> int:
            return Disk.write(self, handle, data)

    disk = NoAccess()
    async with house(tmp_path, disk=disk) as home:
        disk.is_full = True
        with pytest.raises(NotKept, match="space"):
            await home.begin(writing=APART)
        assert not home.lobby.rooms
        disk.is_full = False
        room = await home.begin(writing=APART)
        old = codes_of(room)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        gone, _ = await room.enter("Rude", Role.PARTICIPANT)
        disk.is_full = True
        with pytest.raises(NotKept, match="space"):
            await room.enter("Ada", Role.PARTICIPANT)
        with pytest.raises(NotKept, match="space"):
            await room.renew_codes(room.facilitator)
        assert room.codes == old
        assert all(opens(home.lobby, old.participant, ticket))
        room.keep_draft(person, "planned|x", "half")
        assert room.draft(person, "planned|x") == "half"
        await go_to(room, "planned")
        await room.submit(card(room, "Fine"), person)
        # A removal counts at once; no code is handed out that would not be known tomorrow.
        await room.submit(RemovePerson(gone), room.facilitator)
        assert not has_codes(room)
        assert not any(opens(home.lobby, old.participant))
        disk.is_full = False
        ada, other = await room.enter("Ada", Role.PARTICIPANT)
        assert name_of(room, ada) == "Ada"
        assert len(room.view(PROGRAM).session.people) == 5
        assert all(opens(home.lobby, codes_of(room).participant, ticket, other))
        disk.is_full = True
        room.keep_draft(person, "planned|x", "half a sentence")
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]
    async with house(tmp_path) as home:
        room = await home.lobby.open(room.key)
        assert texts(room, person) == {"Fine"}


async def test_a_session_opens_on_a_full_disk_without_codes_until_there_is_room(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        path = access_file(tmp_path, room)
    path.write_bytes(b"damaged")

    class Full(FillingDisk):
        def create(self, path: Path) -> int:
            if self.is_full and ".access" in path.name:
                raise OSError(28, "No space left on device")
            return super(FillingDisk, self).create(path)

    disk = Full()
    async with house(tmp_path, disk=disk) as home:
        disk.is_full = True
        opening = asyncio.create_task(home.lobby.open(room.key))
        disk.write = super(FillingDisk, disk).write  # type: ignore[method-assign]
        room = await opening
        assert not has_codes(room)
        disk.is_full = False
        await room.renew_codes(PROGRAM)
        assert opens(home.lobby, codes_of(room).participant) == [True]
