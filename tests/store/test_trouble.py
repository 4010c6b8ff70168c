"""Full disks, failed syncs, locks, and folders that may not be written."""

from __future__ import annotations

import asyncio
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from retro.store.database import FOLD_AFTER
from retro.store.disk import Disk
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import (
    Conflict,
    Damaged,
    Full,
    Held,
    ReadOnly,
    StoreError,
)
from tests.store.example import NOW, FailingDisk, card, path_of


async def test_a_full_disk_loses_nothing_and_the_log_goes_on(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = EmbeddedStore(tmp_path, disk=disk)
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0, sealed={"n": 1})
    disk.fail = lambda call: errno.ENOSPC if call == "write" else 0
    results = await asyncio.gather(
        *(log.append([card(2)], expect_seq=number, sealed={"n": 2}) for number in range(1, 6)),
        return_exceptions=True,
    )
    assert {type(result) for result in results} <= {Full, Conflict}
    assert isinstance(results[0], Full)
    assert "free some space" in str(results[0])
    await log.checkpoint()
    assert "free some space" in log.notices[-1]
    disk.fail = lambda call: 0
    assert (log.seq, log.sealed) == (1, {"n": 1})
    assert await log.append([card(3)], expect_seq=1) == 2
    assert store.read(key) == (
        {"cards": {1: {"text": "text"}, 3: {"text": "text"}}},
        {"n": 1},
    )
    await log.close()


async def test_a_failed_sync_makes_the_log_read_only_until_it_is_opened_again(
    tmp_path: Path,
) -> None:
    disk = FailingDisk()
    store = EmbeddedStore(tmp_path, disk=disk)
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    journal = path_of(store, key).with_suffix(".journal")
    inode = journal.stat().st_ino
    disk.fail = lambda call: errno.EIO if call == "sync" else 0
    with pytest.raises(ReadOnly, match="open it again"):
        await log.append([card(2)], expect_seq=1)
    disk.fail = lambda call: 0
    with pytest.raises(ReadOnly, match="open it again"):
        await log.append([card(2)], expect_seq=1)
    await log.checkpoint()
    await log.close()
    log = await store.open(key)
    assert log.tables["cards"][1] == {"text": "text"}
    assert journal.stat().st_ino != inode
    await log.append([card(3)], expect_seq=log.seq)
    await log.close()


async def test_a_fold_that_fails_fails_no_append(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = EmbeddedStore(tmp_path, disk=disk)
    key, log = await store.create(at=NOW)
    disk.fail = lambda call: errno.EIO if call == "replace" else 0
    for number in range(FOLD_AFTER + 5):
        await log.append([card(number + 1)], expect_seq=number)
    await log.checkpoint()
    assert "could not be folded" in log.notices[0]
    assert len(store.read(key)[0]["cards"]) == FOLD_AFTER + 5
    await log.close()


async def test_the_journal_is_folded_when_it_is_long(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    journal = path_of(store, key).with_suffix(".journal")
    longest = 0
    for number in range(FOLD_AFTER + 50):
        await log.append([card(number + 1)], expect_seq=number)
        longest = max(longest, journal.stat().st_size)
    await log.close()
    assert longest < 60 * FOLD_AFTER
    assert len(store.read(key)[0]["cards"]) == FOLD_AFTER + 50


def test_a_real_limit_on_file_size_is_full(tmp_path: Path) -> None:
    program = """
import asyncio, resource, sys
from datetime import datetime, UTC
from pathlib import Path
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import Full

async def main():
    store = EmbeddedStore(Path(sys.argv[1]))
    key, log = await store.create(at=datetime.now(UTC))
    await log.append([("cards", 1, {"t": "small"})], expect_seq=0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
    try:
        await log.append([("cards", 2, {"t": "x" * 5000})], expect_seq=1)
    except Full as error:
        print(error)
    print(await log.append([("cards", 3, {"t": "small"})], expect_seq=1))
    await log.close()
    print(sorted(store.read(key)[0]["cards"]))

asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("There is no space left")
    assert lines[1:] == ["2", "[1, 3]"]


async def test_a_second_owner_is_told_who_has_the_session(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    other = EmbeddedStore(store.folder)
    with pytest.raises(Held, match=f"process {os.getpid()}"):
        await other.open(key)
    await log.close()
    await (await other.open(key)).close()


def test_a_second_server_is_told_who_serves_the_folder(store: EmbeddedStore) -> None:
    with store.hold(), pytest.raises(Held, match=f"process {os.getpid()}"):
        EmbeddedStore(store.folder).hold()
    EmbeddedStore(store.folder).hold().release()


@pytest.mark.parametrize(
    "key", ["", "../../etc/passwd", "01ARZ3NDEKTSV4RRFFQ69G5FA", "z" * 26, "7" * 26]
)
async def test_a_key_that_is_none_is_refused(store: EmbeddedStore, key: str) -> None:
    with pytest.raises(StoreError):
        store.read(key)
    for owner in (True, False):
        with pytest.raises(StoreError):
            await store.open(key, owner=owner)
    assert not store.folder.exists()


async def test_a_file_edited_by_hand_is_neither_used_nor_replaced(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    await log.close()
    path = path_of(store, key)
    with TinyDB(path) as edited:
        edited.table("cards").update({"text": "by hand"})
    content = path.read_bytes()
    for owner in (True, False):
        with pytest.raises(Damaged, match="edited by hand"):
            await store.open(key, owner=owner)
    assert path.read_bytes() == content
    assert "edited by hand" in store.sessions()[0]["damaged"]


READING_ONLY = """
import asyncio, os, sys, tempfile
from datetime import datetime, UTC
from pathlib import Path
import retro.store.database, retro.store.log, retro.store.writer  # before the user changes
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import ReadOnly

async def make(folder):
    store = EmbeddedStore(folder)
    key, log = await store.create(at=datetime.now(UTC))
    await log.append([("cards", 1, {})], expect_seq=0)
    await store.actions().change_soon(lambda known: [{"uid": "a"}])
    await store.note(key, {"title": "read me"})
    await log.close()
    return key

async def look(folder, key):
    store = EmbeddedStore(folder)
    print(store.read(key)[0], store.actions().all(), store.sessions()[0]["title"])
    print((await store.open(key, owner=False)).seq)
    for work in (store.open(key), store.create(at=datetime.now(UTC)), store.note(key, {})):
        try:
            await work
        except ReadOnly as error:
            print("ReadOnly", "may not be written" in str(error))
    try:
        store.hold()
    except ReadOnly:
        print("ReadOnly hold")

with tempfile.TemporaryDirectory() as home:
    if os.geteuid() == 0:
        os.chown(home, 65534, 65534)
        os.seteuid(65534)
    folder = Path(home) / "retro"
    key = asyncio.run(make(folder))
    paths = [folder, *folder.rglob("*")]
    for path in reversed(paths):
        path.chmod(0o500 if path.is_dir() else 0o400)
    asyncio.run(look(folder, key))
    if os.getuid() == 0:
        os.seteuid(0)
    for path in paths:
        path.chmod(0o700)
"""


def test_a_folder_that_may_only_be_read() -> None:
    done = subprocess.run([sys.executable, "-c", READING_ONLY], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "{'cards': {1: {}}} [{'uid': 'a'}] read me",
        "1",
        "ReadOnly True",
        "ReadOnly True",
        "ReadOnly True",
        "ReadOnly hold",
    ]


async def test_a_file_system_without_links_gets_copies(tmp_path: Path) -> None:
    class NoLinks(Disk):
        def link(self, source: Path, target: Path) -> None:
            raise PermissionError(errno.EPERM, "no links here")

    store = EmbeddedStore(tmp_path, disk=NoLinks())
    key, log = await store.create(at=NOW)
    for number in range(2):
        await log.append([card(number + 1)], expect_seq=number, sealed={"n": number})
        await log.checkpoint()
    await log.close()
    path = path_of(store, key)
    path.write_bytes(b"\0")
    log = await store.open(key)
    assert sorted(log.tables["cards"]) == [1, 2]
    assert "put together again" in log.notices[0]
    await log.close()


async def test_a_folder_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = EmbeddedStore(tmp_path / "file" / "retro")
    for read in (store.sessions, store.actions().all):
        with pytest.raises(StoreError, match="Not a directory"):
            read()
    for work in (store.create(at=NOW), store.actions().change_soon(lambda known: [{"uid": "a"}])):
        with pytest.raises(StoreError, match="Not a directory"):
            await work
    with pytest.raises(StoreError, match="Not a directory"):
        store.hold()


async def test_a_disk_that_takes_no_bytes_is_an_error_and_not_a_loop(tmp_path: Path) -> None:
    class Stuck(Disk):
        stuck = False

        def write(self, handle: int, data: bytes) -> int:
            return 0 if self.stuck else super().write(handle, data)

    disk = Stuck()
    _, log = await EmbeddedStore(tmp_path, disk=disk).create(at=NOW)
    disk.stuck = True
    with pytest.raises(StoreError, match="took no bytes"):
        await log.append([card(1)], expect_seq=0)
    disk.stuck = False
    assert await log.append([card(1)], expect_seq=0) == 1
    await log.close()
