"""Actions between sessions, as values."""

import itertools
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from retro.followup import record
from retro.followup.actions import Document, to_review, to_store
from retro.session.format import Kind, Phase
from retro.session.model import (
    Action,
    ActionKind,
    ActionState,
    Card,
    Control,
    EarlierAction,
    Helped,
    Size,
    Strength,
    Writing,
)
from tests.followup.handed_on import (
    FORMAT,
    HOUR,
    LATER,
    NOW,
    an_earlier_one,
    began,
    document,
    merged,
    session,
)


def review(*stored: Document, team: str = "Checkout") -> list[str]:
    ids = itertools.count(1)
    return [a.uid for a in to_review(stored, team, lambda: next(ids))]


@pytest.mark.parametrize("confidential", [True, False])
def test_what_is_erased_at_the_end_is_never_stored_with_an_action(confidential: bool) -> None:
    told = Phase("told", Kind.COLLECT, "Told", 5, confidential=confidential)
    card = Card(7, "told", "", "said in confidence", 1, 1)
    found = session(Action(5, "u1", "Call them", 1, parent=7))
    format = replace(FORMAT, phases=(told, *FORMAT.phases))
    found = replace(found, format=format, index=1, cards=MappingProxyType({7: card}))
    assert ("said in confidence" in repr(to_store(found, [], NOW))) is not confidential


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


def test_an_action_comes_back_as_it_was_agreed() -> None:
    action = Action(
        5,
        "u1",
        "Do it",
        1,
        "Sam",
        True,
        date(2026, 6, 1),
        "it is done",
        "ask",
        kind=ActionKind.EXPERIMENT,
        size=Size.QUICK,
        strength=Strength.STRONG,
        control=Control.OURS,
        hypothesis="it helps",
        stop_rule="after two",
        link="PROJ-1",
        split_from="u0",
    )
    stored = to_store(session(action), [], NOW)
    (back,) = to_review(stored, "Checkout", lambda: 9)
    assert back == EarlierAction(
        9,
        "u1",
        "Do it",
        "Sam",
        date(2026, 6, 1),
        "it is done",
        "Release",
        ActionState.OPEN,
        accepted=True,
        first_step="ask",
        kind=ActionKind.EXPERIMENT,
        size=Size.QUICK,
        hypothesis="it helps",
        stop_rule="after two",
        link="PROJ-1",
    )
    assert (stored[0]["strength"], stored[0]["control"]) == ("strong", "ours")
    assert stored[0]["split_from"] == "u0"


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
    (found,) = to_review(stored, "Checkout", lambda: 9)
    assert to_store(session(found, key="S2"), stored, LATER) == []
    done = replace(found, state=ActionState.DONE, reviewed=True, helped=Helped.YES, note="good")
    stored = merged(stored, to_store(session(done, key="S2"), stored, LATER))
    assert (stored[0]["state"], stored[0]["helped"], stored[0]["note"]) == ("done", "yes", "good")
    assert (stored[0]["session"], stored[0]["closed"]) == ("S1", LATER.isoformat())
    assert to_store(session(done, key="S2"), stored, LATER) == []
    assert review(*stored) == []


def test_a_review_that_was_undone_is_told_too() -> None:
    stored = to_store(session(Action(5, "u1", "Do it", 1)), [], NOW)
    (found,) = to_review(stored, "Checkout", lambda: 9)
    dropped = replace(found, state=ActionState.DROPPED, reviewed=True, note="no use")
    stored = merged(stored, to_store(session(dropped, key="S2"), stored, LATER))
    assert review(*stored) == []
    undone = session(found, key="S2")
    stored = merged(stored, to_store(undone, stored, LATER))
    assert (stored[0]["state"], stored[0].get("note"), stored[0]["closed"]) == ("open", None, None)
    assert review(*stored) == ["u1"]
    done = [{**stored[0], "state": "done"}]
    assert to_store(undone, done, LATER) == []
    assert to_store(session(found, key="S3"), done, LATER) == []


@pytest.mark.parametrize(
    ("odd", "listed"),
    [
        ({"uid": None}, False),
        ({"uid": ""}, False),
        ({"uid": []}, False),
        ({"team": None}, False),
        ({"text": None}, False),
        ({"due": "soon"}, True),
        ({"due": 7}, True),
        ({"state": "perhaps"}, True),
        ({"state": []}, True),
        ({"helped": 3}, True),
        ({"kind": "odd"}, True),
        ({"told": None}, True),
        ({"told": {"S1": 7}}, True),
        ({"carried": "often"}, True),
        ({"history": [1, {"at": 5, "set": {"text": 3}}]}, True),
        ({"created": 5}, True),
    ],
    ids=str,
)
def test_an_odd_document_is_read_as_far_as_it_goes(odd: Document, listed: bool) -> None:
    stored = [{**document("odd", mine=[1]), **odd}, document("good"), {"text": "no uid"}]
    assert set(review(*stored)) == ({"odd", "good"} if listed else {"good"})
    ended = replace(session(Action(5, "odd", "Done it", 1)), closed=LATER)
    (news,) = to_store(ended, stored, LATER)
    assert (news["uid"], news["text"], news["team"]) == ("odd", "Done it", "Checkout")
    if odd.get("uid", "odd") == "odd":
        assert news["mine"] == [1]
        assert to_store(ended, merged(stored[:2], [news]), LATER) == []


def test_a_change_of_an_odd_document_that_may_not_be_leaves_it_alone() -> None:
    stored = [document("u1", state="blocked")]
    (found,) = to_review(stored, "Checkout", lambda: 9)
    assert to_store(session(replace(found, reviewed=True), key="S2"), stored, LATER) == []


def test_what_is_open_at_the_end_of_a_session_was_carried_over_once_more() -> None:
    stored, found = an_earlier_one()
    for key, times in (("S2", 1), ("S2", 1), ("S3", 2)):
        running = began(replace(found, skipped=True), key=key)
        assert to_store(running, stored, NOW + HOUR) == []
        ended = replace(running, closed=NOW + HOUR)
        stored = merged(stored, to_store(ended, stored, NOW + HOUR))
        assert (record.carried(stored[0]), stored[0]["carried"][0]) == (times, "S2")
    assert stored[0]["carried"] == ["S2", "S3"]
    (again,) = to_review(stored, "Checkout", lambda: 9)
    assert again.carried == 2
    done = replace(again, state=ActionState.DONE, reviewed=True)
    ended = replace(began(done, key="S4"), closed=NOW + HOUR)
    stored = merged(stored, to_store(ended, stored, NOW + HOUR))
    assert (stored[0]["state"], record.carried(stored[0])) == ("done", 2)


def test_what_was_done_or_made_meanwhile_is_not_carried_over() -> None:
    stored, found = an_earlier_one()
    done = [record.changed(stored[0], {"state": "done"}, now=NOW + HOUR, by="review")]
    new = Action(6, "u2", "Do this", 1)
    ended = replace(began(found, new, key="S2"), closed=NOW + HOUR)
    after = merged(done, to_store(ended, done, NOW + HOUR))
    assert [record.carried(document) for document in after] == [0, 0]


def test_a_session_that_saw_it_done_did_not_carry_it_over() -> None:
    stored, found = an_earlier_one()
    done = began(replace(found, state=ActionState.DONE, reviewed=True), key="S2")
    stored = merged(stored, to_store(done, stored, NOW + HOUR))
    again = [record.changed(stored[0], {"state": "open"}, now=NOW + 2 * HOUR, by="review")]
    assert to_store(replace(done, closed=NOW + HOUR), again, NOW + 3 * HOUR) == []


def test_what_others_say_came_from_a_session_is_not_taken_out_of_it() -> None:
    stored = [document("u1", session="S1"), document("u2", session="S1", told={"S9": {}})]
    assert to_store(began(), stored, NOW + HOUR) == []


def test_an_earlier_action_that_was_split_comes_back_in_parts() -> None:
    stored, found = an_earlier_one()
    split = replace(found, state=ActionState.DROPPED, reviewed=True, note="→ one · two")
    parts = [Action(id, f"p{id}", "part", id, split_from="u1") for id in (6, 7)]
    running = began(split, *parts, key="S2")
    stored = merged(stored, to_store(running, stored, NOW + HOUR))
    assert review(*stored) == ["p6", "p7"]
    assert [document.get("split_from") for document in stored] == [None, "u1", "u1"]
    assert stored[0]["note"] == "→ one · two"


COLLECT = Phase("ideas", Kind.COLLECT, "Ideas", 5, hidden=True, anonymous=True)


@pytest.mark.parametrize("shown", [True, False])
def test_the_card_it_follows_from_goes_along_once_it_may_be_shown(shown: bool) -> None:
    card = Card(3, "ideas", "", "the rollback\nwas slow " + "x" * 400, None, 0)
    running = replace(
        began(Action(5, "u1", "Do it", 1, parent=3)),
        format=replace(FORMAT, phases=(COLLECT, *FORMAT.phases)),
        writing=Writing.APART,
        cards={3: card},
        revealed=frozenset({"ideas"} if shown else ()),
    )
    (stored,) = to_store(running, [], NOW)
    assert stored.get("card", "").startswith("the rollback was slow") is shown
    assert "Sam" not in repr(stored)
    assert to_store(running, [stored], NOW) == []


def test_what_the_store_lost_is_put_back_from_what_a_session_knows() -> None:
    stored, found = an_earlier_one()
    doing = replace(found, state=ActionState.DOING, reviewed=True)
    (again,) = to_store(began(doing, key="S2"), [], NOW + HOUR)
    for name in ("uid", "text", "team", "owner", "accepted", "due", "session_title"):
        assert again[name] == stored[0][name]
    assert again["state"] == "doing"
    assert to_store(began(found, key="S2"), [], NOW + HOUR) == []


def test_what_the_store_has_lost_comes_back_whole() -> None:
    _, found = an_earlier_one()
    known = {
        "first_step": "Call them",
        "kind": ActionKind.EXPERIMENT,
        "size": Size.QUICK,
        "hypothesis": "it is faster",
        "stop_rule": "after a week",
        "link": "T-1",
    }
    reviewed = replace(found, reviewed=True, **known)  # type: ignore[arg-type]
    (document,) = to_store(session(reviewed, key="S2"), [], LATER)
    assert {name: document.get(name) for name in known} == known
