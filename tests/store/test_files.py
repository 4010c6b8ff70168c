"""What lies in the folder: names, modes, formats, and what reading imports."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from retro.store.embedded import EmbeddedStore
from retro.store.naming import key_time, new_key, session_path
from retro.store.storage import SnapshotStorage
from tests.store.example import NOW, card, path_of


@pytest.mark.parametrize("umask", [0, 0o777])
async def test_only_the_owner_may_look(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        store = EmbeddedStore(tmp_path / "deep" / "retro")
        _, log = await store.create(at=NOW)
        await log.append([card(1)], expect_seq=0, sealed={"n": 1})
        await log.checkpoint()
        await log.append([card(1)], expect_seq=1, sealed={"n": 1})
        await store.actions().change_soon(lambda known: [{"uid": "a"}])
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


def test_reading_makes_nothing_and_changes_no_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    store = EmbeddedStore(tmp_path)
    assert (store.sessions(), store.actions().all(), store.actions().archived()) == ([], [], [])
    assert list(tmp_path.iterdir()) == []
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o1777


def test_of_a_folder_that_was_there_only_what_is_in_it_is_closed(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions").chmod(0o755)
    tmp_path.chmod(0o1777)
    EmbeddedStore(tmp_path).hold().release()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o1777
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {
        "sessions": 0o700,
        "backup": 0o700,
        "quarantine": 0o700,
        "retro.lock": 0o600,
    }


async def test_plain_tinydb_opens_every_file(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.append([card(1, "é ↯"), card(2**53 - 1)], expect_seq=0)
    await log.checkpoint()
    await log.append([card(2)], expect_seq=1)
    await log.close()
    await store.note(key, {"title": "t"})
    await store.actions().change_soon(lambda known: [{"uid": "a", "closed": "2020-01-01"}])
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
