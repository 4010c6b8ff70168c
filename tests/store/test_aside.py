"""The small document beside a session: whole, durable once written, and gone once removed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import pytest

from retro.store.aside import read_aside, remove_aside, write_aside
from retro.store.check import check
from retro.store.embedded import EmbeddedStore
from retro.store.migrations import SESSION
from retro.store.protocol import Damaged, Document, Full, StoreError
from retro.store.snapshot import encode_sealed
from tests.store.example import NOW, FailingDisk, card, path_of
from tests.store.explore import die_at
from tests.store.simulated import Died, SimulatedDisk

PATH = Path("/retro/sessions/2026/11/S.access")
LIFE: list[Document] = [{"n": 1}, {"n": 2, "more": "é" * 300}, {}, {"n": 3}, {}, {}]


async def test_what_was_written_is_read_by_anybody(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    aside = store.aside(key)
    assert aside.read() == {}
    assert store.asides() == []
    await aside.write({"codes": ["é"]})
    await aside.write({"codes": ["ö"]})
    assert EmbeddedStore(store.folder).aside(key).read() == {"codes": ["ö"]}
    assert EmbeddedStore(store.folder).asides() == [key]
    # It is no part of the session.
    assert log.seq == 0
    assert store.read(key) == ({}, {})
    path = path_of(store, key).with_suffix(".access")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    await aside.remove()
    await aside.remove()
    assert aside.read() == {}
    assert store.asides() == []
    assert not list(path.parent.glob("*.access*"))
    await log.close()


async def test_the_doctor_is_content_with_it(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    await store.aside(key).write({"n": 1})
    await log.close()
    assert check(store.folder) == []
    path = path_of(store, key).with_suffix(".access")
    path.write_bytes(path.read_bytes().replace(b"1", b"2"))
    assert [str(path) in finding for finding in check(store.folder)] == [True]


async def test_a_damaged_one_says_so_and_harms_no_session(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    await store.aside(key).write({"n": 1})
    await log.close()
    path = path_of(store, key).with_suffix(".access")
    whole = path.read_bytes()
    for damaged in (b"", b"\xff\x00", whole[:-9], whole.replace(b"n", b"m"), b"{}", b"[" * 10**5):
        path.write_bytes(damaged)
        with pytest.raises(Damaged, match="New codes"):
            store.aside(key).read()
        log = await store.open(key)
        assert log.tables == {"cards": {1: {"text": "text"}}}
        await log.close()
    # It is replaced, and what it held is kept nowhere.
    await store.aside(key).write({"n": 2})
    assert store.aside(key).read() == {"n": 2}
    assert list((store.folder / "quarantine").iterdir()) == []


@pytest.mark.parametrize("call", ["write", "sync", "replace"])
async def test_on_a_full_disk_it_stays_as_it_was(tmp_path: Path, call: str) -> None:
    disk = FailingDisk()
    store = EmbeddedStore(tmp_path, disk=disk)
    key, log = await store.create(at=NOW)
    aside = store.aside(key)
    await aside.write({"n": 1})
    disk.fail = lambda now: errno.ENOSPC if now == call else 0
    with pytest.raises(Full, match="space"):
        await aside.write({"n": 2})
    disk.fail = lambda now: 0
    assert aside.read() == {"n": 1}
    assert not list(tmp_path.rglob("*.tmp"))
    await aside.write({"n": 3})
    assert aside.read() == {"n": 3}
    await log.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_in_a_folder_that_may_not_be_written_it_says_so(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    folder = path_of(store, key).parent
    folder.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="may not be written"):
            await store.aside(key).write({"n": 1})
    finally:
        folder.chmod(0o700)
    await log.close()


def test_what_is_no_key_has_none(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="not the key"):
        store.aside("../../etc/passwd")


def live(disk: SimulatedDisk) -> Iterator[tuple[Document, Document]]:
    """Write and remove; before each step and after it what was accepted, and what is tried."""
    accepted: Document = {}
    for document in LIFE:
        yield accepted, document
        if document:
            write_aside(PATH, disk, encode_sealed(document, 1))
        else:
            remove_aside(PATH, disk)
        accepted = document
    yield accepted, accepted


def crashed(disk_type: type[SimulatedDisk], last: int, rng: Random) -> list[Document] | None:
    """Die at a call; raise AssertionError for a wrong document. None when the life was over."""
    disk = disk_type()
    disk.make_folder(PATH.parent)
    disk.before = die_at(disk.calls + last)
    possible: tuple[Document, Document] = ({}, {})
    try:
        for step in live(disk):
            possible = step
    except Died:
        pass
    else:
        return None
    found = []
    for twin in (disk.killed(), *(disk.power_cut(rng) for _ in range(12))):
        found.append(read_aside(PATH, twin, SESSION))
        assert found[-1] in possible
        # What a crash left behind is in nobody's way.
        write_aside(PATH, twin, encode_sealed({"n": 9}, 1))
        assert read_aside(PATH, twin.power_cut(rng), SESSION) == {"n": 9}
        remove_aside(PATH, twin)
        assert not [name for name in twin.power_cut(rng).names_now if ".access" in name]
    return found


def walk(disk_type: type[SimulatedDisk]) -> int:
    """Die at every call in turn; how many crashes that were."""
    rng = Random(1)
    states = 0
    for last in count(1):
        found = crashed(disk_type, last, rng)
        if found is None:
            return states
        states += len(found)
    raise AssertionError


def test_a_crash_at_any_call_leaves_one_of_the_two() -> None:
    assert walk(SimulatedDisk) > 250


class NoSync(SimulatedDisk):
    """A disk for a store that forgets to sync what it wrote."""

    def sync(self, handle: int) -> None:
        pass


class NoFolderSync(SimulatedDisk):
    """A disk for a store that forgets to sync the names."""

    def sync_folder(self, folder: Path) -> None:
        if folder == PATH.parent:
            return
        super().sync_folder(folder)


@pytest.mark.parametrize("disk", [NoSync, NoFolderSync])
def test_a_sync_left_out_is_caught(disk: type[SimulatedDisk]) -> None:
    with pytest.raises((AssertionError, Damaged)):
        walk(disk)
