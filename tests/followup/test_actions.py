"""Actions between sessions, as values."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from retro.followup.actions import Document, open_actions, to_review, to_store
from retro.session import course
from retro.session.format import Format, Kind, Phase
from retro.session.model import (
    Action,
    ActionState,
    EarlierAction,
    Helped,
    Item,
    Person,
    Role,
    Session,
)

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)
TODAY = NOW.date()
FORMAT = Format("f", "en", "F", "p", (Phase("commit", Kind.COMMIT, "Actions", 5),))


def session(*items: Item, key: str = "S1") -> Session:
    begun = course.begin(
        key,
        FORMAT,
        title="Release",
        goal="",
        team="Checkout",
        facilitator=Person(1, "Noor", Role.FACILITATOR),
        now=NOW,
    )
    actions = {item.id: item for item in items if isinstance(item, Action)}
    earlier = {item.id: item for item in items if isinstance(item, EarlierAction)}
    return replace(begun, actions=MappingProxyType(actions), earlier=MappingProxyType(earlier))


def merged(stored: list[Document], news: list[Document]) -> list[Document]:
    found = {document["uid"]: document for document in stored}
    for document in news:
        found[document["uid"]] = {**found.get(document["uid"], {}), **document}
    return list(found.values())


def review(*stored: Document, team: str = "Checkout") -> list[str]:
    ids = itertools.count(1)
    return [a.uid for a in to_review(stored, team, TODAY, lambda: next(ids))]


def document(uid: str, **fields: object) -> Document:
    return {"uid": uid, "text": uid, "team": "Checkout", "state": "open", **fields}


def test_the_most_urgent_comes_first() -> None:
    stored = [
        document("undated, new", created="2026-05-01"),
        document("undated, old", created="2026-03-01"),
        document("due next week", due="2026-05-11"),
        document("due today", due="2026-05-04", state="blocked"),
        document("overdue", due="2026-05-03", state="doing"),
        document("long overdue", due="2026-04-01"),
        document("done", due="2026-01-01", state="done"),
        document("done and it helped", state="done", helped="yes"),
        document("done, too early to say", state="done", helped="too early"),
        document("dropped", state="dropped"),
        document("taken back", state="open", removed=True),
        document("of another team", team="Search"),
    ]
    assert review(*stored) == [
        "long overdue",
        "overdue",
        "due today",
        "due next week",
        "undated, old",
        "undated, new",
        "done",
        "done, too early to say",
    ]
    ids = itertools.count(1)
    still = open_actions(stored, "CHECKOUT", TODAY, lambda: next(ids))
    assert [a.uid for a in still] == review(*stored)[:6]


def test_an_action_comes_back_as_it_was_agreed() -> None:
    action = Action(5, "u1", "Do it", 1, "Sam", True, date(2026, 6, 1), "it is done", "ask")
    stored = to_store(session(action), [], NOW)
    (back,) = to_review(stored, "Checkout", TODAY, lambda: 9)
    assert back == EarlierAction(
        9, "u1", "Do it", "Sam", date(2026, 6, 1), "it is done", "Release", ActionState.OPEN
    )


def test_saying_it_again_says_nothing() -> None:
    action = Action(5, "u1", "Do it", 1)
    stored = to_store(session(action), [], NOW)
    assert to_store(session(action), stored, LATER) == []
    done = [{**stored[0], "state": "done", "note": "by hand"}]
    assert to_store(session(action), done, LATER) == []
    (news,) = to_store(session(replace(action, text="Do it well")), done, LATER)
    (after,) = merged(done, [news])
    assert (after["text"], after["state"], after["note"]) == ("Do it well", "done", "by hand")
    assert (after["created"], after["updated"]) == (NOW.isoformat(), LATER.isoformat())


def test_an_action_taken_back_and_returned() -> None:
    action = Action(5, "u1", "Do it", 1)
    stored = to_store(session(action), [], NOW)
    stored = merged(stored, to_store(session(), stored, LATER))
    assert (stored[0]["state"], stored[0]["removed"]) == ("dropped", True)
    assert stored[0]["closed"] == LATER.isoformat()
    assert to_store(session(), stored, LATER) == []
    assert to_store(session(key="S2"), stored, LATER) == []
    stored = merged(stored, to_store(session(action), stored, LATER))
    assert (stored[0]["state"], stored[0]["removed"], stored[0]["closed"]) == ("open", False, None)


def test_only_what_was_reviewed_is_told() -> None:
    stored = to_store(session(Action(5, "u1", "Do it", 1)), [], NOW)
    (found,) = to_review(stored, "Checkout", TODAY, lambda: 9)
    assert to_store(session(found, key="S2"), stored, LATER) == []
    done = replace(found, state=ActionState.DONE, reviewed=True, helped=Helped.YES, note="good")
    stored = merged(stored, to_store(session(done, key="S2"), stored, LATER))
    assert (stored[0]["state"], stored[0]["helped"], stored[0]["note"]) == ("done", "yes", "good")
    assert (stored[0]["session"], stored[0]["closed"]) == ("S1", LATER.isoformat())
    assert to_store(session(done, key="S2"), stored, LATER) == []
    assert review(*stored) == []


def test_an_old_session_that_is_told_again_undoes_nothing() -> None:
    first = session(Action(5, "u1", "Do it", 1))
    stored = to_store(first, [], NOW)
    (found,) = to_review(stored, "Checkout", TODAY, lambda: 9)
    blocked = replace(found, state=ActionState.BLOCKED, reviewed=True, note="who?")
    second = session(blocked, key="S2")
    stored = merged(stored, to_store(second, stored, LATER))
    done = [{**stored[0], "state": "done", "owner": "Iris"}]
    assert to_store(first, done, LATER) == []
    assert to_store(second, done, LATER) == []


def test_a_review_that_was_undone_is_told_too() -> None:
    stored = to_store(session(Action(5, "u1", "Do it", 1)), [], NOW)
    (found,) = to_review(stored, "Checkout", TODAY, lambda: 9)
    dropped = replace(found, state=ActionState.DROPPED, reviewed=True, note="no use")
    stored = merged(stored, to_store(session(dropped, key="S2"), stored, LATER))
    assert review(*stored) == []
    undone = session(found, key="S2")
    stored = merged(stored, to_store(undone, stored, LATER))
    assert (stored[0]["state"], stored[0]["note"], stored[0]["closed"]) == ("open", "", None)
    assert review(*stored) == ["u1"]
    done = [{**stored[0], "state": "done"}]
    assert to_store(undone, done, LATER) == []
    assert to_store(session(found, key="S3"), done, LATER) == []


@pytest.mark.parametrize(
    "odd",
    [
        {"uid": None},
        {"uid": ""},
        {"uid": []},
        {"due": "soon"},
        {"due": 7},
        {"team": None},
        {"text": None},
        {"state": "perhaps"},
        {"state": []},
        {"helped": 3},
        {"told": None},
        {"created": 5},
    ],
    ids=str,
)
def test_an_odd_document_harms_no_other_and_stays_as_it_is(odd: Document) -> None:
    action = Action(5, "odd", "Do it", 1)
    earlier = to_review([document("odd")], "Checkout", TODAY, lambda: 9)
    stored = [{**document("odd"), **odd}, document("good"), {"text": "no uid"}]
    assert review(*stored) == ["good"]
    news = to_store(session(action, replace(earlier[0], reviewed=True)), stored, NOW)
    assert [said["uid"] for said in news] == ([] if "uid" not in odd else ["odd", "odd"])
