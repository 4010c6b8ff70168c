"""Actions across sessions and processes."""

from __future__ import annotations

from datetime import date

import pytest

from retro.store.embedded import EmbeddedStore
from retro.store.protocol import (
    Change,
    Document,
)


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


def test_what_a_crash_left_in_both_is_still_changed_with_others(store: EmbeddedStore) -> None:
    actions = store.actions()
    both = {"uid": "a1", "text": "both", "closed": "2026-01-01T10:00:00+00:00"}
    actions.change(lambda documents: [both])
    actions._put_away(2026, [both])
    actions.change(lambda documents: [{**both, "text": "anew"}, {"uid": "b1", "text": "new"}])
    assert [each["text"] for each in actions.all()] == ["anew", "new"]
