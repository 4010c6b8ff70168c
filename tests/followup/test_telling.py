"""A session may be told as often as one likes; what others changed since stays."""

import json
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.followup import record
from retro.followup.actions import Document, to_review, to_store
from retro.session.model import (
    Action,
    ActionKind,
    ActionState,
    Helped,
    Item,
)
from tests.followup.handed_on import (
    HOUR,
    LATER,
    NOW,
    an_earlier_one,
    began,
    document,
    merged,
    session,
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


def test_an_old_session_that_is_told_again_undoes_nothing() -> None:
    first = session(Action(5, "u1", "Do it", 1))
    stored = to_store(first, [], NOW)
    (found,) = to_review(stored, "Checkout", lambda: 9)
    blocked = replace(found, state=ActionState.BLOCKED, reviewed=True, note="who?")
    second = session(blocked, key="S2")
    stored = merged(stored, to_store(second, stored, LATER))
    done = [{**stored[0], "state": "done", "owner": "Iris"}]
    assert to_store(first, done, LATER) == []
    assert to_store(second, done, LATER) == []


#: What a lead and a session say in turn of an action that both find open, Sam's and due in June.
CHANGES: list[tuple[Document, dict[str, Any], Document]] = [
    ({"owner": "Iris"}, {"note": "half"}, {"owner": "Iris", "note": "half"}),
    ({"state": "done"}, {"note": "half"}, {"state": "done", "note": "half"}),
    ({"due": "2026-09-01"}, {"state": ActionState.DOING}, {"due": "2026-09-01", "state": "doing"}),
    (
        {"owner": "Iris"},
        {"owner": "Bo", "accepted": False, "reowned": True},
        {"owner": "Bo", "accepted": False},
    ),
    ({"state": "done"}, {"state": ActionState.DROPPED}, {"state": "dropped"}),
    ({"note": "n"}, {"due": date(2026, 8, 1), "redated": True}, {"note": "n", "due": "2026-08-01"}),
    (
        {"text": "Do"},
        {"state": ActionState.BLOCKED, "note": "who?"},
        {"text": "Do", "note": "who?"},
    ),
    ({"note": "n"}, {"helped": Helped.YES}, {"note": "n", "helped": "yes"}),
]


@pytest.mark.parametrize(("lead", "said", "expected"), CHANGES, ids=str)
def test_neither_a_session_nor_a_lead_loses_a_change(
    lead: Document, said: dict[str, Any], expected: Document
) -> None:
    stored, found = an_earlier_one()
    stored = [record.changed(stored[0], lead, now=NOW + HOUR, by="review")]
    running = began(replace(found, reviewed=True, **said), key="S2")
    stored = merged(stored, to_store(running, stored, NOW + 2 * HOUR))
    assert {name: record.field(stored[0], name) for name in expected} == expected
    assert to_store(running, stored, NOW + 3 * HOUR) == []
    entries = [(entry["by"], set(entry["set"])) for entry in record.history(stored[0])]
    by_lead = {*lead, *(["accepted"] if "owner" in lead else [])}
    assert entries[1:] == [("review", by_lead), ("S2", entries[2][1])]
    assert {name for name in said if name in record.FIELDS - {"accepted"}} <= entries[2][1]


@pytest.mark.parametrize(("lead", "said", "expected"), CHANGES, ids=str)
def test_a_session_that_says_it_again_undoes_no_later_change(
    lead: Document, said: dict[str, Any], expected: Document
) -> None:
    stored, found = an_earlier_one()
    running = began(replace(found, reviewed=True, **said), key="S2")
    stored = merged(stored, to_store(running, stored, NOW + HOUR))
    stored = [record.changed(stored[0], lead, now=NOW + 2 * HOUR, by="review")]
    assert to_store(running, stored, NOW + 3 * HOUR) == []
    # Even once it says something else, of another field.
    more = replace(running, earlier={9: replace(running.earlier[9], helped=Helped.PARTLY)})
    (after,) = to_store(more, stored, NOW + 3 * HOUR)
    assert {name: record.field(after, name) for name in lead} == lead
    assert after["helped"] == "partly"


def test_a_lead_s_change_of_a_new_action_stays_while_the_session_goes_on() -> None:
    action = Action(5, "u1", "Do it", 1, "Sam", True, date(2026, 6, 1))
    stored = to_store(began(action), [], NOW + HOUR)
    lead = {"owner": "Iris", "accepted": True, "done_when": "it runs", "state": "doing"}
    stored = [record.changed(stored[0], lead, now=NOW + 2 * HOUR, by="review")]
    again = began(replace(action, text="Do it well", due=date(2026, 7, 1)))
    (after,) = to_store(again, stored, NOW + 3 * HOUR)
    assert {name: record.field(after, name) for name in lead} == lead
    assert (after["text"], after["due"]) == ("Do it well", "2026-07-01")
    given = began(replace(action, text="Do it well", owner="Bo"))
    (after,) = to_store(given, [after], NOW + 4 * HOUR)
    assert (after["owner"], after["accepted"], after["done_when"]) == ("Bo", True, "it runs")


def test_another_owner_or_day_that_was_undone_is_told_too() -> None:
    stored, found = an_earlier_one()
    given = replace(found, reviewed=True, owner="Bo", accepted=False, reowned=True)
    given = replace(given, due=date(2026, 9, 1), redated=True)
    stored = merged(stored, to_store(began(given, key="S2"), stored, NOW + HOUR))
    assert (stored[0]["owner"], stored[0]["accepted"], stored[0]["due"]) == (
        "Bo",
        False,
        "2026-09-01",
    )
    stored = merged(stored, to_store(began(found, key="S2"), stored, NOW + 2 * HOUR))
    assert (stored[0]["owner"], stored[0]["accepted"], stored[0]["due"]) == (
        "Sam",
        True,
        "2026-06-01",
    )


def test_an_ask_comes_back_with_what_is_blocked() -> None:
    stored, found = an_earlier_one()
    blocked = replace(found, state=ActionState.BLOCKED, note="Ops, please", reviewed=True)
    doing = replace(blocked, state=ActionState.DOING)
    for said in (blocked, doing):
        stored = merged(stored, to_store(began(said, key="S2"), stored, NOW + HOUR))
    stored = [record.changed(stored[0], {"note": ""}, now=NOW + 2 * HOUR, by="review")]
    (again,) = to_store(began(blocked, key="S2"), stored, NOW + 3 * HOUR)
    assert (again["state"], again["note"]) == ("blocked", "Ops, please")


def test_what_an_older_program_was_told_is_not_said_again() -> None:
    action = Action(5, "u1", "Do it", 1, "Sam", True, date(2026, 6, 1), "it is done", "ask")
    once = {
        "uid": "u1",
        "text": "Do it",
        "team": "Checkout",
        "owner": "Sam",
        "accepted": True,
        "due": "2026-06-01",
        "done_when": "it is done",
        "first_step": "ask",
        "session": "S1",
        "session_title": "Release",
    }
    digest = sha256(json.dumps(once, sort_keys=True).encode()).hexdigest()[:16]
    old = {**once, "state": "done", "owner": "Iris", "told": {"S1": digest}}
    assert to_store(began(action), [old], NOW + HOUR) == []
    (news,) = to_store(began(replace(action, kind=ActionKind.FIX)), [old], NOW + HOUR)
    assert (news["kind"], news["owner"], news["state"]) == ("fix", "Iris", "done")
    (news,) = to_store(began(replace(action, text="Do it well")), [news], NOW + 2 * HOUR)
    assert (news["text"], news["owner"], news["state"]) == ("Do it well", "Iris", "done")
    assert "kind" not in news  # the session took it back


def test_what_an_older_program_was_told_of_a_review_is_not_said_again() -> None:
    (found,) = to_review([document("u1")], "Checkout", lambda: 9)
    done = replace(found, state=ActionState.DONE, reviewed=True)
    once = {"uid": "u1", "state": "done", "note": "", "helped": ""}
    digest = sha256(json.dumps(once, sort_keys=True).encode()).hexdigest()[:16]
    old = document("u1", state="open", told={"S2": digest})
    assert to_store(began(done, key="S2"), [old], NOW + HOUR) == []
    (news,) = to_store(began(replace(done, note="late"), key="S2"), [old], NOW + HOUR)
    assert (news["state"], news["note"]) == ("done", "late")


_FIELDS = ("owner", "note", "due")
_VALUES: dict[str, tuple[Any, ...]] = {
    "owner": ("", "Sam", "Iris", "Bo"),
    "note": ("", "half", "who?"),
    "due": ("2026-06-01", "2026-07-01", "2026-08-01"),
    "text": ("Do it", "Do it well", "Do that"),
    "done_when": ("", "it runs", "it is used"),
}
_BORN = ("owner", "text", "done_when", "due")
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["lead", "session", "report", "again"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=12,
)


def said_of(kind: str, values: Document) -> Item:
    """What a session holds that gave an action these values."""
    due = date.fromisoformat(values["due"])
    if kind == "new":
        wanted = {name: values[name] for name in ("text", "owner", "done_when")}
        return Action(id=5, uid="u1", number=1, due=due, **wanted)
    _, found = an_earlier_one()
    changed = replace(found, reviewed=True, note=values["note"])
    if values["owner"] != found.owner or values["reowned"]:
        changed = replace(changed, owner=values["owner"], accepted=False, reowned=True)
    if values["due"] != "2026-06-01" or values["redated"]:
        changed = replace(changed, due=due, redated=True)
    return changed


@pytest.mark.parametrize("kind", ["new", "earlier"])
@given(steps=_STEPS)
def test_whoever_changed_a_field_last_is_right(
    kind: str, steps: list[tuple[str, int, int]]
) -> None:
    names = _BORN if kind == "new" else _FIELDS
    stored, _ = an_earlier_one()
    mine: Document = {"text": "Do it", "owner": "Sam", "due": "2026-06-01", "done_when": ""}
    mine = {**mine, "note": "", "reowned": False, "redated": False}
    told = {name: mine[name] for name in names}
    right = dict(told)
    key = "S1" if kind == "new" else "S2"
    at = NOW
    if kind == "new":
        stored = to_store(began(said_of(kind, mine)), [], at)
    changes = 0
    for who, which, what in [*steps, ("report", 0, 0), ("again", 0, 0)]:
        at += timedelta(minutes=1)
        name = names[which % len(names)]
        value = _VALUES[name][what % len(_VALUES[name])]
        if who == "lead":
            changes += record.field(stored[0], name) != value
            stored = [record.changed(stored[0], {name: value}, now=at, by="review")]
            right[name] = value
        elif who == "session":
            mine[name] = value
            mine["reowned"] |= name == "owner"
            mine["redated"] |= name == "due"
        else:
            stored = merged(stored, to_store(began(said_of(kind, mine), key=key), stored, at))
            right.update({name: mine[name] for name in names if mine[name] != told[name]})
            told = {name: mine[name] for name in names}
    assert {name: record.field(stored[0], name) for name in names} == right
    by_lead = [entry for entry in record.history(stored[0]) if entry["by"] == "review"]
    assert len(by_lead) == changes


def test_a_clock_that_goes_back_undoes_no_change_of_others() -> None:
    action = Action(5, "u1", "Do it", 1)
    (stored,) = to_store(began(action), [], NOW + HOUR)
    earlier = NOW - HOUR
    by_lead = [record.changed(stored, {"due": "2026-09-01"}, now=earlier, by="command")]
    (after,) = to_store(began(replace(action, text="Do it well")), by_lead, earlier + HOUR / 2)
    assert (after["due"], after["text"]) == ("2026-09-01", "Do it well")
