"""Appending to a session and following it, on real files."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest

from retro.store.embedded import EmbeddedStore
from retro.store.protocol import (
    Change,
    Conflict,
    Log,
    ReadOnly,
    StoreError,
)
from tests.store.example import NOW, FailingDisk, card, path_of


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
    async for _, changes in log.follow(0):
        assert changes[0][2] is not None
        changes[0][2]["tags"].append("d")
        break
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


async def test_closing_waits_for_what_was_appended_and_refuses_what_comes_after(
    store: EmbeddedStore,
) -> None:
    key, log = await store.create(at=NOW)
    waiting = [
        asyncio.ensure_future(log.append([card(number + 1)], expect_seq=number))
        for number in range(20)
    ]
    await asyncio.sleep(0)
    await log.close()
    assert await asyncio.gather(*waiting) == list(range(1, 21))
    with pytest.raises(StoreError, match="is closed"):
        await log.append([card(1)], expect_seq=20)
    await log.checkpoint()
    assert len(store.read(key)[0]["cards"]) == 20


async def test_a_log_goes_on_when_nobody_keeps_its_store(tmp_path: Path) -> None:
    _, log = await EmbeddedStore(tmp_path).create(at=NOW)
    gc.collect()
    assert await asyncio.wait_for(log.append([card(1)], expect_seq=0), 30) == 1
    await log.close()


def test_one_store_serves_one_loop_after_another(store: EmbeddedStore) -> None:
    async def one_more(key: str) -> int:
        log = await store.open(key)
        number = await log.append([card(1)], expect_seq=log.seq)
        await log.close()
        return number

    async def begin() -> str:
        key, log = await store.create(at=NOW)
        await log.close()
        return key

    key = asyncio.run(begin())
    assert [asyncio.run(one_more(key)) for _ in range(3)] == [1, 2, 3]


async def test_what_is_forgotten_is_in_none_of_the_files(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    key, log = await store.create(at=NOW)
    await log.append([("cards", 1, {"text": "in confidence"})], expect_seq=0)
    await log.checkpoint()
    await log.append([("cards", 2, {"text": "for everyone"})], expect_seq=1)
    await log.append([("cards", 1, None)], expect_seq=2)
    assert b"in confidence" in everything(tmp_path)
    await log.checkpoint(forget=True)
    assert b"in confidence" not in everything(tmp_path)
    assert b"for everyone" in everything(tmp_path)
    await log.append([("cards", 3, {"text": "later"})], expect_seq=3)
    await log.close()
    tables, _ = store.read(key)
    assert set(tables["cards"]) == {2, 3}


def everything(folder: Path) -> bytes:
    """All that is on disk."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
