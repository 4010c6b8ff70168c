"""Lessons, agreements, teams and the journal: records across sessions and processes."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from retro.store.check import check
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import Document, Records
from retro.store.records import put_whole

KINDS = ("actions", "lessons", "agreements", "teams", "journal")


def records(store: EmbeddedStore, kind: str) -> Records:
    found: Records = getattr(store, kind)()
    return found


@pytest.mark.parametrize("kind", KINDS)
async def test_whole_documents_are_put_by_uid(store: EmbeddedStore, kind: str) -> None:
    kept = records(store, kind)
    assert kept.all() == []
    await kept.change_soon(lambda known: [{"uid": "a", "text": "one", "old": 1}, {"uid": "b"}])
    written = kept.change(lambda known: [{**known[0], "text": "two"}, {"uid": "b"}])
    assert written == [{"uid": "a", "text": "two", "old": 1}]
    kept.change(lambda known: [{"uid": "a", "text": "three"}])
    other = records(EmbeddedStore(store.folder), kind)
    assert other.all() == [{"uid": "a", "text": "three"}, {"uid": "b"}]
    assert check(store.folder) == []


def test_what_is_kept_in_memory_is_read_again_once_it_changed(store: EmbeddedStore) -> None:
    elsewhere, kept = EmbeddedStore(store.folder).lessons(), store.lessons()
    for n in range(40):
        elsewhere.change(lambda known, n=n: [{"uid": "a", "n": n, "long": "x" * 9_000}])  # type: ignore[misc]
        assert kept.all(keep=True)[0]["n"] == n
        assert kept.all()[0]["n"] == n
    kept.all(keep=True)[0]["n"] = "touched"
    assert kept.all(keep=True)[0]["n"] == 39


async def test_what_decide_raises_writes_nothing(store: EmbeddedStore) -> None:
    lessons = store.lessons()
    lessons.change(lambda known: [{"uid": "a"}])

    def refuses(known: list[Document]) -> list[Document]:
        raise KeyError("no such lesson")

    with pytest.raises(KeyError):
        lessons.change(refuses)
    with pytest.raises(ValueError, match="uid"):
        lessons.change(lambda known: [{"uid": "b"}, {"text": "no uid"}])
    assert lessons.all() == [{"uid": "a"}]


async def test_nobody_writes_between_reading_and_writing(store: EmbeddedStore) -> None:
    def count(known: list[Document]) -> list[Document]:
        return [{"uid": "a", "count": known[0]["count"] + 1 if known else 1}]

    stores = [EmbeddedStore(store.folder) for _ in range(4)]
    await asyncio.gather(*(each.lessons().change_soon(count) for each in stores * 10))
    assert store.lessons().all() == [{"uid": "a", "count": 40}]


async def test_one_large_change_is_folded_at_once(store: EmbeddedStore) -> None:
    lessons = store.lessons()
    lessons.change(lambda known: [{"uid": "a", "text": "little"}])
    journal = store.folder / "lessons.journal"
    assert b"little" in journal.read_bytes()
    many = [{"uid": str(number), "text": "much " * 200} for number in range(1200)]
    lessons.change(lambda known: many)
    assert journal.stat().st_size < 1000
    assert len(EmbeddedStore(store.folder).lessons().all()) == 1201


ODD: Document = {"uid": ["not", "a", "name"], "text": "of another program"}


def test_an_odd_uid_harms_no_other(store: EmbeddedStore) -> None:
    actions = store.actions()
    actions.change(lambda documents: [{"uid": "a0", "text": "first"}])
    # No call of the store would write these.
    actions._shared.transact(
        lambda tables: [("actions", 1, ODD), ("actions", 2, {**ODD, "uid": 7})]
    )
    actions.change(lambda documents: [{"uid": "a1", "text": "new"}])
    assert actions.archive(date(2030, 1, 1)) == 0
    assert [each["uid"] for each in actions.all()] == [ODD["uid"], 7, "a1"]
    assert put_whole("t", {1: ODD}, [{"uid": "b"}]) == [("t", 2, {"uid": "b"})]
