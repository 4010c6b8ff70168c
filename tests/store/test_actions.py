"""Actions across sessions and processes."""

from __future__ import annotations

from datetime import date

import pytest

from retro.store.actions import EmbeddedActions
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import Document


async def test_another_process_is_seen_and_sees(store: EmbeddedStore) -> None:
    other = EmbeddedStore(store.folder).actions()
    for number in range(5):
        for actions, whose in ((store.actions(), "mine"), (other, "theirs")):
            new = [{"uid": f"{whose} {number}"}]
            await actions.change_soon(lambda known, new=new: new)  # type: ignore[misc]
    assert len(store.actions().all()) == len(other.all()) == 10


async def test_actions_closed_long_ago_are_archived_by_year(store: EmbeddedStore) -> None:
    actions = store.actions()
    await actions.change_soon(
        lambda known: [
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


OLD: Document = {"uid": "old", "text": "Roll back", "closed": "2025-03-01"}


@pytest.fixture
def archive(store: EmbeddedStore) -> EmbeddedActions:
    """The actions of a store with one in the archive."""
    actions = store.actions()
    actions.change(lambda known: [OLD, {"uid": "new"}])
    assert actions.archive(date(2026, 1, 1)) == 1
    assert (actions.all(), actions.archived()) == ([{"uid": "new"}], [OLD])
    return actions


def test_what_is_said_of_an_archived_action_brings_it_back(archive: EmbeddedActions) -> None:
    def helped(known: list[Document]) -> list[Document]:
        found = next((each for each in known if each["uid"] == "old"), {"uid": "old"})
        return [{**found, "helped": "yes"}]

    assert archive.change(helped) == [{**OLD, "helped": "yes"}]
    assert archive.all() == [{"uid": "new"}, {**OLD, "helped": "yes"}]
    # Saying it again changes nothing, in either place.
    assert archive.change(helped) == []
    assert archive.archive(date(2026, 1, 1)) == 1
    assert archive.change(helped) == []
    assert (archive.all(), archive.archived()) == ([{"uid": "new"}], [{**OLD, "helped": "yes"}])


def test_one_that_is_closed_again_is_in_one_archive(archive: EmbeddedActions) -> None:
    for closed in (None, "2026-02-01"):
        archive.change(lambda known, closed=closed: [{**OLD, "closed": closed}])  # type: ignore[misc]
    assert archive.archive(date(2026, 12, 1)) == 1
    assert [each["closed"] for each in archive.archived()] == ["2026-02-01"]


def test_what_a_crash_left_in_both_is_still_changed_with_others(store: EmbeddedStore) -> None:
    actions = store.actions()
    both = {"uid": "a1", "text": "both", "closed": "2026-01-01T10:00:00+00:00"}
    actions.change(lambda documents: [both])
    actions._put_away(2026, [both])
    actions.change(lambda documents: [{**both, "text": "anew"}, {"uid": "b1", "text": "new"}])
    assert [each["text"] for each in actions.all()] == ["anew", "new"]
