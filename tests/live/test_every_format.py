"""Every format, in both languages, held by four people from its start to its minutes."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue, packaged_folder
from retro.live.room import Room
from retro.minutes.markdown import minutes
from retro.minutes.reading import read
from retro.session import documents
from retro.session.commands import Finish, WriteCard
from retro.session.events import Finished
from retro.session.evolve import evolve_all
from retro.session.model import Session, Writing
from retro.session.rules import PROGRAM
from retro.store.disk import Disk
from retro.words import Words
from tests.live.every_kind import company, erased
from tests.live.house import go_to, house

FORMATS = [
    (file.parent.name, file.stem)
    for file in sorted(packaged_folder().glob("*/*.md"))
    if Catalogue().find(file.stem, file.parent.name).people[1] > 1
]
SECRET = "what I would never say outside"
OTHERS = ("Sam", "Iris", "Ravi")


def session_of(room: Room) -> Session:
    return room.view(PROGRAM).session


@pytest.mark.parametrize(("language", "key"), FORMATS)
async def test_a_format_from_start_to_minutes(tmp_path: Path, language: str, key: str) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(
            format=key, language=language, team="", people=(), writing=Writing.APART
        )
        people = await company(room, home.clock, OTHERS)
        await people.hold()
        session = session_of(room)
        text = minutes(session, Words(language))
    assert not people.leaks
    assert session.closed is not None
    used = sum((timer.used for timer in session.timers.values()), start=timedelta())
    assert used == timedelta(minutes=session.format.minutes), "the minutes add up"
    gone = erased(session.format)
    for phase, written in people.written.items():
        for line in written:
            assert (line in text) is (phase not in gone), line
    for each in session.format:
        assert each.kind.value == "welcome" or each.title in text, each.title
    for file in tmp_path.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        for phase in gone:
            assert not any(line.encode() in data for line in people.written.get(phase, ())), file
    found = read(text)
    agreed = {action.text for action in session.actions.values()}
    assert {entry.fields["text"] for entry in found.actions} == agreed


async def test_a_server_that_died_at_the_end_still_erases(tmp_path: Path) -> None:
    """The end is on disk, and the files with what was said before are not folded yet."""
    async with house(tmp_path) as home:
        room = await home.begin(format="iv-five", team="", people=(), writing=Writing.APART)
        people = await company(room, home.clock, OTHERS)
        phase = next(phase for phase in session_of(room).format if phase.confidential)
        await go_to(room, phase.key)
        await people.do(
            WriteCard(room.new_id(), "what I would never say outside"), people.people[1]
        )
        before = copy_of(tmp_path)
        ended = evolve_all(session_of(room), [Finished(home.clock())])
        changes, sealed = documents.changes(session_of(room), ended)
        key, log = room.key, room._ledger._log
        await log.append(changes, expect_seq=log.seq, sealed=sealed)
        after = copy_of(tmp_path)
    assert SECRET.encode() in before
    assert SECRET.encode() in after
    async with house(tmp_path) as home:
        await home.lobby.settle()
        assert [row.key for row in home.lobby.sessions()] == [key]
        assert SECRET.encode() not in copy_of(tmp_path)


def copy_of(folder: Path) -> bytes:
    """All that is on disk."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


class UnfoldingDisk(Disk):
    """A real disk on which no file can take the place of another for a while."""

    is_full = False

    def replace(self, source: Path, target: Path) -> None:
        if self.is_full and target.suffix == ".json":
            raise OSError(errno.ENOSPC, "No space left on device")
        super().replace(source, target)


async def test_what_a_full_disk_kept_is_erased_later(tmp_path: Path) -> None:
    disk = UnfoldingDisk()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin(format="iv-five", team="", people=(), writing=Writing.APART)
        people = await company(room, home.clock, OTHERS)
        phase = next(phase for phase in session_of(room).format if phase.confidential)
        await go_to(room, phase.key)
        await people.do(
            WriteCard(room.new_id(), "what I would never say outside"), people.people[1]
        )
        disk.is_full = True
        await people.do(Finish())
    assert SECRET.encode() in copy_of(tmp_path)
    disk.is_full = False
    async with house(tmp_path) as home:
        await home.lobby.settle()
    assert SECRET.encode() not in copy_of(tmp_path)
