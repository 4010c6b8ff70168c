"""Actions from a file: what is new, what changes, and what is as it was."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro.followup import record
from retro.followup.importing import Plan, Row, Unreadable, plan
from retro.followup.record import Document
from retro.minutes.action_csv import actions_as_csv
from retro.minutes.action_rows import rows_of
from retro.session.agreed import ActionKind, ActionState, Control, Helped, Size, Strength
from retro.session.refusal import Refused

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def an_action(uid: str = "00aa11bb22cc33", **fields: Any) -> Document:
    return record.made(uid, {"text": "Write it down", **fields}, now=NOW, by="test")


def planned(
    rows: list[Row], stored: list[Document] | None = None, archived: list[Document] | None = None
) -> Plan:
    return plan(rows, stored or [], archived or [], now=LATER, by="command")


def row(line: int = 2, *, uid: str = "", id: str = "", **fields: Any) -> Row:
    return Row(line, uid, id, fields)


def faults(rows: list[Row], *stored: Document, archived: list[Document] | None = None) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        planned(rows, list(stored), archived)
    return [f"{line}: {refused}" for line, refused in caught.value.faults]


def merged(stored: list[Document], done: Plan) -> list[Document]:
    """What is stored after a plan was carried out."""
    by_uid = {each["uid"]: each for each in (*stored, *done.documents)}
    return list(by_uid.values())


def test_a_row_with_a_known_uid_changes_what_the_file_says() -> None:
    action = an_action(owner="An", note="old")
    short = (row(uid="00aa11", owner="Bo"), row(uid="00AA11BB", owner="Bo", text="Write it down"))
    for named in (row(uid=action["uid"], owner="Bo"), row(id="00AA11", owner="Bo"), *short):
        done = planned([named], [action])
        ((line, before, after, since, back),) = done.changed
        assert (line, before, since, back) == (2, action, {}, {})
        assert (after["owner"], after["note"], after["text"]) == ("Bo", "old", "Write it down")
        assert after["history"][-1]["set"] == {"owner": ["An", "Bo"]}
        assert not done.added


def test_a_short_id_and_the_uid_of_one_action_are_the_same_row_twice() -> None:
    action = an_action()
    rows = [row(uid="00aa11", owner="Bo"), row(3, uid=action["uid"], owner="Kim")]
    assert faults(rows, action) == ["3: This is the same action as on line 2."]


def test_a_whole_uid_is_no_start_of_another() -> None:
    short, long = an_action("abcdef12"), an_action("abcdef1234")
    done = planned([row(uid="ABCDEF12", owner="Bo")], [short, long])
    assert [change.before for change in done.changed] == [short]


def test_the_short_id_of_what_is_listed_is_no_other() -> None:
    listed, gone = an_action(), {**an_action("00aa11bb99"), "removed": True}
    archived = an_action("00aa11dd", state="done")
    done = planned([row(uid="00aa11", owner="Bo")], [gone, listed], [archived])
    assert [change.before for change in done.changed] == [listed]
    assert planned([row(uid="00aa11bb", text="x")], [gone]).added[0][1]["uid"] == gone["uid"]


@pytest.mark.parametrize(
    ("written", "since"),
    [(NOW, False), (NOW - timedelta(days=1), True), (NOW + timedelta(days=1), False)],
)
def test_what_changed_after_the_file_was_written_is_told(written: datetime, since: bool) -> None:
    action = an_action()
    fields = {"owner": "Bo", "updated": written.isoformat()}
    (change,) = planned([Row(2, action["uid"], "", fields)], [action]).changed
    # Nothing tells which of its fields, so that any of them may be.
    assert change.since == ({"owner": NOW.isoformat()} if since else {})
    assert (change.undoes, change.back) == (since, {})
    bare = Row(2, action["uid"], "", {**fields, "updated": written.date().isoformat()})
    assert not planned([bare], [{**action, "updated": 3}]).changed[0].undoes


def test_only_the_fields_that_changed_since_are_told() -> None:
    action = an_action(owner="An", note="old")
    at = NOW + timedelta(days=2)
    now = record.changed(action, {"owner": "Bo"}, now=at, by="review")
    fields = {"owner": "Kim", "note": "new", "updated": action["updated"]}
    (change,) = planned([Row(2, action["uid"], "", fields)], [now]).changed
    assert change.since == {"owner": at.isoformat()}


def test_a_file_that_says_no_time_is_told_what_it_puts_back() -> None:
    old = an_action(owner="An", state="open", due="2026-04-01")
    first, second = NOW + timedelta(days=2), NOW + timedelta(days=4)
    middle = record.changed(old, {"owner": "Bo", "state": "done"}, now=first, by="review")
    now = record.changed(middle, {"owner": "Kim", "note": "so"}, now=second, by="review")
    (change,) = planned([row(uid="00aa11", owner="An", state="open", note="")], [now]).changed
    assert (change.since, change.back) == (
        {},
        {"owner": first.isoformat(), "state": first.isoformat(), "note": second.isoformat()},
    )
    # What it never was before is no way back; nor is what it was before anything was said.
    (change,) = planned([row(uid="00aa11", owner="Lee", due=None)], [now]).changed
    assert not change.undoes
    odd = {**now, "history": [{"at": 3, "set": {"owner": 7, "note": [], "text": "x"}}, {"set": 4}]}
    assert not planned([row(uid="00aa11", owner="An")], [odd]).changed[0].undoes


def test_other_rows_are_added_once() -> None:
    rows = [row(text="One"), row(3, text="One"), row(4, text="One", id="7"), row(5, text="Other")]
    done = planned(rows)
    assert [line for line, _ in done.added] == [2, 3, 4, 5]
    assert len({action["uid"] for _, action in done.added}) == 4
    again = planned(rows, done.documents)
    assert (again.documents, again.same) == ([], 4)
    swapped = planned([rows[3], rows[0]], done.documents)
    assert swapped.documents == []


def test_a_uid_of_elsewhere_is_kept_and_nonsense_is_not() -> None:
    done = planned([row(uid="abc123def45678", text="One"), row(3, uid="=../x", text="Two")])
    assert done.added[0][1]["uid"] == "abc123def45678"
    assert done.added[1][1]["uid"] != "=../x"


def test_a_uid_that_a_spreadsheet_rounded_is_refused() -> None:
    for uid in ("1.23457E+13", "1,23457e+13", "1E+13"):
        assert faults([row(uid=uid, text="One")]) == [
            f"2: {uid} was a uid before a spreadsheet rounded it: copy it again, as text."
        ]
    assert planned([row(uid="123456E13", text="One")]).added[0][1]["uid"] == "123456E13"


def test_a_new_action_keeps_when_it_was_made_and_closed() -> None:
    fields: dict[str, Any] = {
        "created": "2025-01-01",
        "closed": "2025-02-01",
        "session_title": "Release",
    }
    ((_, done),) = planned([row(text="One", state="done", **fields)]).added
    assert {name: done[name] for name in fields} == fields
    ((_, still),) = planned([row(text="One", **fields)]).added
    assert still["closed"] is None
    action = an_action(session_title="Launch")
    assert planned([row(uid=action["uid"], **fields)], [action]).same == 1


def test_one_row_that_cannot_be_refuses_them_all() -> None:
    action = an_action()
    rows = [
        row(2, text="Good"),
        row(3, text=" "),
        row(4, text="Stuck", state="blocked"),
        row(5, uid=action["uid"], owner="x" * 400),
        row(6, uid=action["uid"], owner="Bo"),
        row(7, owner="nobody knows what for"),
    ]
    found = faults(rows, action)
    assert [each[:2] for each in found] == ["3:", "4:", "5:", "6:", "7:"]
    assert "Say what will be done first." in found[0]
    assert "Blocked by what" in found[1]
    assert "too long" in found[2]
    assert "the same action as on line 5" in found[3]


def test_the_start_of_two_uids_is_refused() -> None:
    stored = [an_action("00aa11bb22cc33"), an_action("00aa11bb22cc44")]
    for named in (row(id="00aa11", text="x"), row(uid="00aa11bb22", text="x")):
        typed = named.id or named.uid
        assert faults([row(3, text="Good"), named], *stored) == [
            f"2: {typed} is the start of more than one action: write more of it."
        ]


def test_what_is_archived_stays_as_it_is() -> None:
    action = an_action(state="done")
    same = row(uid=action["uid"], text="Write it down", state="done")
    assert planned([same], archived=[action]).same == 1
    assert "archive" in faults([row(uid=action["uid"], text="New")], archived=[action])[0]


def test_one_that_was_taken_out_of_its_session_comes_back() -> None:
    taken_out = {**an_action(state="dropped"), "removed": True, "told": {"s": "digest"}}
    ((_, back),) = planned([row(uid=taken_out["uid"], text="Write it down")], [taken_out]).added
    assert record.is_there(back)
    assert record.is_open(back)
    assert back["told"] == {"s": "digest"}


_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("ab '=+-@,;\t\"\n|é€ñ‏🎉１＝"), st.characters(codec="utf-8")),
    max_size=20,
)
_FIELDS = st.fixed_dictionaries(
    {"text": _TEXT},
    optional={
        **dict.fromkeys(
            ("owner", "team", "done_when", "first_step", "note", "hypothesis", "link"), _TEXT
        ),
        "due": st.dates(date(1000, 1, 1)),
        "accepted": st.booleans(),
        "state": st.sampled_from(ActionState),
        "helped": st.sampled_from(Helped),
        "kind": st.sampled_from(ActionKind),
        "size": st.sampled_from(Size),
        "strength": st.sampled_from(Strength),
        "control": st.sampled_from(Control),
    },
)


@st.composite
def _documents(draw: st.DrawFn) -> list[Document]:
    """Actions as they may be stored, by whatever went through the rules."""
    made = []
    for uid in draw(st.lists(st.integers(0, 16**14 - 1), max_size=4, unique=True)):
        fields = draw(_FIELDS)
        try:
            made.append(record.made(f"{uid:014x}", fields, now=NOW, by="test"))
        except Refused:
            continue
    return made


@settings(max_examples=150, deadline=None)
@given(_documents(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_was_written_reads_back_as_it_was(stored: list[Document], encoding: str) -> None:
    written = actions_as_csv(stored)
    rows, unknown = rows_of(written.encode(encoding))
    assert not unknown
    at_home = planned(rows, stored)
    assert (at_home.documents, at_home.same) == ([], len(stored))
    elsewhere = merged([], planned(rows))
    assert actions_as_csv(elsewhere) == written
    again = planned(rows, elsewhere)
    assert again.documents == []
