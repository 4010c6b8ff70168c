"""What the doctor finds, and the mends that need a word of somebody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest
from tinydb import TinyDB

from retro.store.check import accept, check, restore, salvage
from retro.store.embedded import EmbeddedStore
from retro.store.journal import encode_record, encode_transaction
from retro.store.naming import session_path
from retro.store.protocol import Damaged, Held, StoreError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "retro"


@pytest.fixture
def path(folder: Path) -> Path:
    """The file of a session with two folds behind it and a change in its journal."""

    async def live() -> str:
        store = EmbeddedStore(folder.with_name("live"))
        key, log = await store.create(at=datetime(2026, 11, 22, tzinfo=UTC))
        for number in range(2):
            await log.append([("cards", number + 1, {"n": number})], expect_seq=number)
            await log.checkpoint()
        await log.append([("cards", 3, {"n": 2})], expect_seq=2, sealed={"n": 1})
        await store.actions().change_soon(lambda known: [{"uid": "a"}])
        await store.note(key, {})
        # The copy is as a crash would leave it.
        copytree(store.folder, folder)
        await log.close()
        return key

    return session_path(folder, asyncio.run(live()))


def edit(path: Path) -> None:
    with TinyDB(path) as database:
        database.table("cards").update({"n": 99}, doc_ids=[1])


def test_a_whole_folder_has_no_findings(folder: Path, path: Path) -> None:
    assert path.exists()
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert check(folder) == []
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_an_edited_file_is_found_and_can_be_accepted(folder: Path, path: Path) -> None:
    edit(path)
    edited = path.read_bytes()
    assert len(check(folder)) == 1
    assert "edited by hand" in check(folder)[0]
    accept(path, folder)
    cards = EmbeddedStore(folder).read(path.stem)[0]["cards"]
    assert cards == {1: {"n": 99}, 2: {"n": 1}, 3: {"n": 2}}
    assert [kept.read_bytes() for kept in (folder / "quarantine").iterdir()] == [edited]
    assert [finding for finding in check(folder) if "quarantine" not in finding] == []


def test_an_edited_file_can_be_restored(folder: Path, path: Path) -> None:
    edit(path)
    edited = path.read_bytes()
    assert "nothing is missing" in restore(path, folder)[0]
    cards = EmbeddedStore(folder).read(path.stem)[0]["cards"]
    assert cards == {1: {"n": 0}, 2: {"n": 1}, 3: {"n": 2}}
    assert [kept.read_bytes() for kept in (folder / "quarantine").iterdir()] == [edited]


def test_what_cannot_be_restored_stays_as_it_is(folder: Path, path: Path) -> None:
    edit(path)
    path.with_suffix(".json.bak").unlink()
    edited = path.read_bytes()
    with pytest.raises(Damaged):
        restore(path, folder)
    assert path.read_bytes() == edited


def test_what_is_no_database_is_not_accepted(folder: Path, path: Path) -> None:
    for content in (b"", b"[]", b"{}", b'{"_retro": {"1": {}}}', b'{"_retro": 1}'):
        path.write_bytes(content)
        with pytest.raises(Damaged, match="restore its backup"):
            accept(path, folder)
        assert path.read_bytes() == content


def test_a_session_in_use_is_not_mended(folder: Path, path: Path) -> None:
    async def try_it() -> None:
        store = EmbeddedStore(folder)
        key, log = await store.create(at=datetime(2026, 11, 23, tzinfo=UTC))
        for mend in (accept, restore):
            with pytest.raises(Held, match="in use"):
                mend(session_path(folder, key), folder)
        await log.close()

    assert path.exists()
    asyncio.run(try_it())


@pytest.mark.parametrize(
    ("damage", "cards"),
    [
        (lambda header, one, two, three: header + one + two[:-3] + b"?" + two[-2:] + three, 3),
        (lambda header, one, two, three: header + one + three, 3),
        (lambda header, one, two, three: header + b"?" + one[1:] + two + three, 2),
        (lambda header, one, two, three: b"?" + header[1:] + one + two, 2),
    ],
    ids=["a line", "a gap", "the first line", "the header"],
)
def test_a_journal_is_cut_before_the_damage(
    folder: Path, path: Path, damage: Callable[..., bytes], cards: int
) -> None:
    journal = path.with_suffix(".journal")
    header, one = journal.read_bytes().splitlines(keepends=True)
    two = encode_record(4, [encode_transaction([("cards", 4, {"n": 3})])])
    three = encode_record(5, [encode_transaction([("cards", 5, {"n": 4})])])
    damaged = damage(header, one, two, three)
    journal.write_bytes(damaged)
    with pytest.raises(Damaged):
        EmbeddedStore(folder).read(path.stem)
    words = salvage(path, folder)
    assert "are lost" in words[0] or "could be read" in words[0]
    assert len(EmbeddedStore(folder).read(path.stem)[0]["cards"]) == cards
    assert [kept.read_bytes() for kept in (folder / "quarantine").iterdir()] == [damaged]


def test_a_sealed_part_that_cannot_be_read_is_given_up(folder: Path, path: Path) -> None:
    path.with_suffix(".sealed").write_bytes(b"{}")
    with pytest.raises(Damaged):
        EmbeddedStore(folder).read(path.stem)
    assert "sealed part" in salvage(path, folder)[0]
    tables, sealed = EmbeddedStore(folder).read(path.stem)
    assert (len(tables["cards"]), sealed) == (3, {})


def test_nothing_is_given_up_of_what_is_whole(folder: Path, path: Path) -> None:
    assert salvage(path, folder) == []
    assert len(EmbeddedStore(folder).read(path.stem)[0]["cards"]) == 3
    assert list((folder / "quarantine").iterdir()) == []


@pytest.mark.parametrize("mend", [accept, restore, salvage])
def test_only_a_database_of_the_folder_is_mended(
    folder: Path, path: Path, mend: Callable[[Path, Path], object]
) -> None:
    other = folder / "package.json"
    other.write_text('{"_retro": {"1": {"schema": 1, "db": "a", "seq": 0, "saved": ""}}}')
    others = [other, path.with_suffix(".journal"), path.with_suffix(".lock")]
    others.append(session_path(folder.with_name("live"), path.stem))
    before = {file: file.read_bytes() for file in folder.parent.rglob("*") if file.is_file()}
    for each in others:
        with pytest.raises(StoreError, match=r"not a database in .*left alone"):
            mend(each, folder)
    after = {file: file.read_bytes() for file in folder.parent.rglob("*") if file.is_file()}
    assert after == before
    assert check(folder) == []


def test_a_database_may_be_named_by_another_way_to_it(folder: Path, path: Path) -> None:
    edit(path)
    way = folder.with_name("way")
    way.symlink_to(folder)
    restore(way / path.relative_to(folder), folder)
    edit(path)
    accept(path, way)
    assert EmbeddedStore(folder).read(path.stem)[0]["cards"][1] == {"n": 99}


def test_damage_and_leftovers_are_each_one_sentence(folder: Path, path: Path) -> None:
    journal = path.with_suffix(".journal")
    content = journal.read_bytes()
    journal.write_bytes(content + b"torn")
    path.with_suffix(".json.tmp").write_bytes(b"")
    path.with_suffix(".torn-1-00000000").write_bytes(b"")
    path.with_suffix(".sealed").write_bytes(b"{}")
    path.with_suffix(".json.bak").write_bytes(b"?")
    (folder / "quarantine" / "x").write_bytes(b"")
    findings = check(folder)
    for word in ("cut off", "did not finish", "never accepted", ".sealed", ".bak", "quarantine"):
        assert sum(word in finding for finding in findings) >= 1, word
    assert len(findings) == 6
    lines = content.splitlines(keepends=True)
    journal.write_bytes(lines[0] + b"bad\n" + lines[1])
    assert any("is damaged" in finding for finding in check(folder))
    journal.unlink()
    assert any("is missing" in finding for finding in check(folder))
