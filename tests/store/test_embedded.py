"""The store as ``live`` and the commands use it, on real files."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from retro.store.database import FOLD_AFTER
from retro.store.disk import Disk
from retro.store.embedded import EmbeddedStore
from retro.store.naming import key_time, new_key, session_path
from retro.store.protocol import (
    Change,
    Conflict,
    Damaged,
    Document,
    Full,
    Held,
    Log,
    ReadOnly,
    StoreError,
    Tables,
)
from retro.store.storage import SnapshotStorage

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def count_cards(key: str, tables: Tables) -> Document:
    return {"cards": len(tables.get("cards", {}))}


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore(tmp_path / "retro", summarise=count_cards)


def card(number: int, text: str = "text") -> Change:
    return "cards", number, {"text": text}


def path_of(store: EmbeddedStore, key: str) -> Path:
    return session_path(store.folder, key)


class FailingDisk(Disk):
    """The real disk; ``fail`` decides which writes and syncs raise."""

    def __init__(self) -> None:
        self.fail: Callable[[str], int] = lambda call: 0
        self.syncs = 0

    def _check(self, call: str) -> None:
        code = self.fail(call)
        if code:
            raise OSError(code, os.strerror(code))

    def write(self, handle: int, data: bytes) -> int:
        if self.fail("write"):
            super().write(handle, data[: len(data) // 2])
        self._check("write")
        return super().write(handle, data)

    def sync(self, handle: int) -> None:
        self.syncs += 1
        self._check("sync")
        super().sync(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._check("replace")
        super().replace(source, target)


# Appending


async def test_what_is_appended_is_there_after_opening_again(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    assert await log.append([card(1), card(2)], expect_seq=0) == 1
    assert await log.append([("cards", 1, None), ("votes", 2**53 - 1, {})], expect_seq=1) == 2
    expected = {"cards": {2: {"text": "text"}}, "votes": {2**53 - 1: {}}}
    assert log.tables == expected
    assert store.read(key) == (expected, {})
    await log.close()
    await log.close()
    again = await store.open(key)
    assert (again.seq, again.tables, again.notices) == (2, expected, ())
    await again.close()


async def test_a_wrong_sequence_is_a_conflict_and_changes_nothing(store: EmbeddedStore) -> None:
    _, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    for wrong in (0, 2):
        with pytest.raises(Conflict, match="is at change 1"):
            await log.append([card(2)], expect_seq=wrong)
    assert log.tables == {"cards": {1: {"text": "text"}}}
    await log.close()


async def test_appends_that_wait_together_share_syncs_and_keep_their_order(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = EmbeddedStore(tmp_path, disk=disk)
    key, log = await store.create(at=NOW)
    disk.syncs = 0
    numbers = await asyncio.gather(
        *(log.append([card(1, str(number))], expect_seq=number) for number in range(400))
    )
    assert numbers == list(range(1, 401))
    assert disk.syncs < 200
    assert log.tables["cards"][1] == {"text": "399"}
    await log.close()
    assert store.read(key)[0]["cards"][1] == {"text": "399"}


@pytest.mark.parametrize(
    "change",
    [
        ("cards", 0, {}),
        ("cards", 2**53, {}),
        ("cards", True, {}),
        ("cards", "1", {}),
        ("_retro", 1, {}),
        ("cards", 1, ["not", "a", "document"]),
        ("cards", 1, {"number": float("nan")}),
        ("cards", 1, {"object": object()}),
    ],
)
async def test_what_cannot_be_stored_is_refused_before_anything_is_written(
    store: EmbeddedStore, change: Change
) -> None:
    _, log = await store.create(at=NOW)
    with pytest.raises((ValueError, TypeError)):
        await log.append([card(1), change], expect_seq=0)
    assert await log.append([card(1)], expect_seq=0) == 1
    await log.close()


async def test_nothing_of_the_caller_is_shared(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    document = {"tags": ["a"]}
    sealed = {"cards": ["a"]}
    await log.append([("cards", 1, document)], expect_seq=0, sealed=sealed)
    document["tags"].append("b")
    sealed["cards"].append("b")
    log.tables["cards"][1]["tags"].append("c")
    log.sealed["cards"].append("c")
    assert (log.tables, log.sealed) == ({"cards": {1: {"tags": ["a"]}}}, {"cards": ["a"]})
    await log.close()
    assert store.read(key) == ({"cards": {1: {"tags": ["a"]}}}, {"cards": ["a"]})


async def test_the_sealed_part_leaves_no_trace_of_order_in_the_journal(
    store: EmbeddedStore,
) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    before = path_of(store, key).with_suffix(".journal").read_bytes()
    for number in range(3):
        assert await log.append((), expect_seq=1, sealed={"cards": [number]}) == 1
    assert path_of(store, key).with_suffix(".journal").read_bytes() == before
    assert log.sealed == store.read(key)[1] == {"cards": [2]}
    assert await log.append((), expect_seq=1) == 1
    await log.close()
    folder = path_of(store, key).parent
    assert [path.name for path in folder.iterdir() if "sealed" in path.name] == [f"{key}.sealed"]


async def test_a_cancelled_append_may_become_durable_and_leaves_the_log_in_order(
    store: EmbeddedStore,
) -> None:
    _, log = await store.create(at=NOW)
    task = asyncio.ensure_future(log.append([card(1)], expect_seq=0))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await log.checkpoint()
    assert log.seq == 1
    assert await log.append([card(2)], expect_seq=1) == 2
    await log.close()


async def test_text_of_any_kind_comes_back(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    text = 'é ↯ 🦊 \x00 \n \u2028 \ud800 " \\ }{ ' + "x" * 100_000
    await log.append([("täble\n", 1, {"text": text, "": None})], expect_seq=0)
    assert store.read(key)[0] == {"täble\n": {1: {"text": text, "": None}}}
    await log.close()
    assert store.read(key)[0] == {"täble\n": {1: {"text": text, "": None}}}


# Following


async def collect(log: Log, after: int, into: list[int]) -> None:
    async for number, _ in log.follow(after):
        into.append(number)


async def test_following_gives_every_change_once_and_ends_with_the_log(
    store: EmbeddedStore,
) -> None:
    _, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    seen: list[list[int]] = [[], [], []]
    tasks = [
        asyncio.ensure_future(collect(log, after, into))
        for after, into in zip((0, 1, 5), seen, strict=True)
    ]
    for number in range(1, 50):
        await log.append([card(number)], expect_seq=number)
        if number % 20 == 0:
            await log.checkpoint()
    await log.close()
    await asyncio.gather(*tasks)
    assert seen == [list(range(1, 51)), list(range(2, 51)), list(range(6, 51))]


async def test_following_from_before_what_is_known_is_refused(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    await log.close()
    log = await store.open(key)
    with pytest.raises(StoreError, match="take the tables"):
        await anext(log.follow(0))
    await log.close()


async def test_a_reader_opens_what_the_owner_has_now(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0, sealed={"n": 1})
    reader = await store.open(key, owner=False)
    await log.append([card(2)], expect_seq=1)
    assert (reader.seq, reader.sealed, reader.tables) == (
        1,
        {"n": 1},
        {"cards": {1: {"text": "text"}}},
    )
    numbers: list[int] = []
    await collect(reader, 0, numbers)
    assert numbers == [1]
    with pytest.raises(ReadOnly):
        await reader.append([card(3)], expect_seq=1)
    await reader.close()
    await log.close()


# Errors


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
    assert "was not folded" in log.notices[0]
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
    assert list((store.folder / "sessions").iterdir()) == []


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
    await store.actions().upsert([{"uid": "a"}])
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


# Files


@pytest.mark.parametrize("umask", [0, 0o777])
async def test_only_the_owner_may_look(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        store = EmbeddedStore(tmp_path / "deep" / "retro")
        _, log = await store.create(at=NOW)
        await log.append([card(1)], expect_seq=0, sealed={"n": 1})
        await log.checkpoint()
        await log.append([card(1)], expect_seq=1, sealed={"n": 1})
        await store.actions().upsert([{"uid": "a"}])
        await log.close()
        store.sessions()
        with store.hold():
            pass
    finally:
        os.umask(before)
    found = [store.folder, *store.folder.rglob("*")]
    assert len(found) > 15
    for path in found:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_folder_that_is_open_to_others_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    EmbeddedStore(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


async def test_plain_tinydb_opens_every_file(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1, "é ↯"), card(2**53 - 1)], expect_seq=0)
    await log.checkpoint()
    await log.append([card(2)], expect_seq=1)
    await log.close()
    await store.note(key, {"title": "t"})
    await store.actions().upsert([{"uid": "a", "closed": "2020-01-01"}])
    store.actions().archive(date(2026, 1, 1))
    files = [*store.folder.rglob("*.json"), *store.folder.rglob("*.bak")]
    plain = [path for path in files if ".journal" not in path.name]
    assert len(plain) == 5
    for path in plain:
        with TinyDB(path, access_mode="r") as database:
            assert database.table("_retro").get(doc_id=1)["schema"] == 1
    with TinyDB(path_of(store, key), access_mode="r") as database:
        cards = database.table("cards")
        assert cards.search(where("text") == "é ↯")[0].doc_id == 1
        assert cards.get(doc_id=2**53 - 1) == {"text": "text"}


async def test_the_storage_works_for_tinydb_itself(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    await log.close()
    with TinyDB(path_of(store, key), storage=SnapshotStorage) as database:
        database.table("cards").insert({"text": "through TinyDB"})
    assert store.read(key)[0]["cards"][2] == {"text": "through TinyDB"}


async def test_a_torn_line_is_set_aside_with_a_loud_word(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1)], expect_seq=0)
    path = path_of(store, key)
    copy = EmbeddedStore(store.folder.parent / "copy")
    target = session_path(copy.folder, key)
    target.parent.mkdir(parents=True)
    target.write_bytes(path.read_bytes())
    target.with_suffix(".journal").write_bytes(
        path.with_suffix(".journal").read_bytes() + b'0123abcd {"n":2,"t":[[["ca'
    )
    opened = await copy.open(key)
    assert "cut off" in opened.notices[0]
    torn = next(target.parent.glob("*.torn-*"))
    assert torn.name in opened.notices[0]
    assert torn.read_bytes() == b'0123abcd {"n":2,"t":[[["ca'
    await opened.close()
    await log.close()


def test_time_orders_keys_and_finds_files() -> None:
    times = [NOW + timedelta(milliseconds=number) for number in range(50)]
    keys = [new_key(at) for at in times]
    assert keys == sorted(keys)
    assert [key_time(key) for key in keys] == times
    late = datetime(2027, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    assert session_path(Path("/r"), new_key(late)).parent == Path("/r/sessions/2026/12")
    assert new_key(datetime(1970, 1, 1, tzinfo=UTC), bytes) == "0" * 26
    with pytest.raises(ValueError, match="time zone"):
        new_key(datetime(2026, 1, 1))


async def test_a_clock_that_jumps_changes_no_order(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retro.store import database

    class Jumping(datetime):
        years = iter([1970, 2099] * 20)

        @classmethod
        def now(cls, tz: object = None) -> Jumping:
            return cls(next(cls.years), 1, 1, tzinfo=UTC)

    monkeypatch.setattr(database, "datetime", Jumping)
    key, log = await store.create(at=NOW)
    for number in range(6):
        await log.append([card(1, str(number))], expect_seq=number)
        await log.checkpoint()
    await log.close()
    assert store.read(key)[0]["cards"][1] == {"text": "5"}
    log = await store.open(key)
    assert (log.seq, log.notices) == (6, ())
    await log.close()


# Index


async def test_sessions_are_newest_first_and_keep_what_was_noted(store: EmbeddedStore) -> None:
    keys = []
    for day in (3, 1, 2):
        key, log = await store.create(at=NOW.replace(day=day))
        await log.append([card(1)], expect_seq=0)
        await log.close()
        await store.note(key, {"title": f"day {day}", "cards": 1})
        keys.append(key)
    assert [row["title"] for row in store.sessions()] == ["day 3", "day 2", "day 1"]
    await store.note(keys[1], {"title": "again"})
    assert [row["title"] for row in store.sessions()] == ["day 3", "day 2", "again"]


async def test_an_index_that_is_gone_damaged_or_behind_is_made_again(store: EmbeddedStore) -> None:
    for day in (1, 2):
        _, log = await store.create(at=NOW.replace(day=day))
        await log.append([card(1)], expect_seq=0)
        await log.close()
    expected = store.sessions()
    assert [row["cards"] for row in expected] == [1, 1]
    for path in store.folder.glob("index.*"):
        path.unlink()
    assert EmbeddedStore(store.folder, summarise=count_cards).sessions() == expected
    index = store.folder / "index.json"
    index.write_text(index.read_text().replace('"schema": 1', '"schema": 7'))
    again = EmbeddedStore(store.folder, summarise=count_cards)
    assert again.sessions() == expected
    assert again.sessions() == expected
    assert [path.name for path in (store.folder / "quarantine").iterdir()]
    path_of(store, expected[0]["key"]).unlink()
    path_of(store, expected[0]["key"]).with_suffix(".journal").unlink()
    assert EmbeddedStore(store.folder, summarise=count_cards).sessions() == expected[1:]


async def test_a_session_that_is_open_shows_what_it_has_now(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    assert [row["cards"] for row in store.sessions()] == [0]
    await log.append([card(1), card(2)], expect_seq=0)
    assert [row["cards"] for row in store.sessions()] == [2]
    assert json.loads(json.dumps(store.sessions()))[0]["key"] == key
    await log.close()


# Actions


async def test_actions_are_merged_by_uid(store: EmbeddedStore) -> None:
    actions = store.actions()
    assert actions.all() == []
    await actions.upsert([{"uid": "a", "title": "one"}, {"uid": "b"}, {"uid": "a", "owner": "An"}])
    await actions.upsert([{"uid": "b"}])
    assert actions.all() == [{"uid": "a", "title": "one", "owner": "An"}, {"uid": "b"}]
    with pytest.raises(ValueError, match="uid"):
        await actions.upsert([{"title": "no uid"}])


async def test_a_repeated_upsert_undoes_no_later_change(store: EmbeddedStore) -> None:
    actions = store.actions()
    born = {"uid": "a", "status": "open"}
    await actions.upsert([born])

    def done(rows: dict[int, Document]) -> list[Change]:
        rows[1]["status"] = "only a copy"
        return [("actions", 1, {"uid": "a", "status": "done", "revision": 1})]

    actions.transact(done)
    await actions.upsert([born])
    assert actions.all() == [{"uid": "a", "status": "done", "revision": 1}]


async def test_another_process_is_seen_and_sees(store: EmbeddedStore) -> None:
    other = EmbeddedStore(store.folder).actions()
    for number in range(5):
        await store.actions().upsert([{"uid": f"mine {number}"}])
        await other.upsert([{"uid": f"theirs {number}"}])
    assert len(store.actions().all()) == len(other.all()) == 10


async def test_actions_closed_long_ago_are_archived_by_year(store: EmbeddedStore) -> None:
    actions = store.actions()
    await actions.upsert(
        [
            {"uid": "open"},
            {"uid": "old", "closed": "2025-12-30"},
            {"uid": "older", "closed": "2024-05-01T10:00:00+00:00"},
            {"uid": "recent", "closed": "2026-01-01"},
            {"uid": "odd", "closed": "soon"},
        ]
    )
    assert actions.archive(date(2026, 3, 31)) == 2
    assert actions.archive(date(2026, 3, 31)) == 0
    assert [action["uid"] for action in actions.all()] == ["open", "recent", "odd"]
    assert [action["uid"] for action in actions.archived()] == ["older", "old"]
    await actions.upsert([{"uid": "old", "status": "open"}, {"uid": "new"}])
    assert [action["uid"] for action in actions.all()] == ["open", "recent", "odd", "new"]


# Imports


def test_reading_imports_neither_asyncio_nor_the_live_path() -> None:
    program = (
        "import sys, pathlib\n"
        "from retro.store.embedded import EmbeddedStore\n"
        "store = EmbeddedStore(pathlib.Path(sys.argv[1]))\n"
        "store.actions().all(), store.sessions()\n"
        "print([name for name in sys.modules if name in "
        "('asyncio', 'tinydb', 'textual', 'asyncssh', 'retro.store.log', 'retro.store.writer')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "/nonexistent/\0"[:12]],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
