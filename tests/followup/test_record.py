"""One stored action: how it may change, and how people find it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.followup import record, stored
from retro.session.agreed import ActionState
from retro.session.refusal import Refused

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def an_action(**fields: Any) -> record.Document:
    return record.made("00aa11bb22cc33", {"text": "Write it down", **fields}, now=NOW, by="test")


def test_every_change_is_dated_and_says_from_where() -> None:
    born = an_action(owner="An", accepted=True)
    later = NOW + timedelta(days=3)
    done = record.changed(born, {"state": "done", "note": "with Bo"}, now=later, by="command")
    assert done["closed"] == done["updated"] == later.isoformat()
    assert [entry["by"] for entry in record.history(done)] == ["test", "command"]
    assert done["history"][-1]["set"] == {"state": ["open", "done"], "note": ["", "with Bo"]}
    again = record.changed(done, {"state": "open"}, now=later, by="command")
    assert again["closed"] is None
    assert record.changed(again, {"state": "open"}, now=later, by="command") == again


def test_whoever_takes_an_action_over_has_not_said_yes_yet() -> None:
    born = an_action(owner="An", accepted=True)
    assert not record.changed(born, {"owner": "Bo"}, now=NOW, by="t")["accepted"]
    both = record.changed(born, {"owner": "Bo", "accepted": True}, now=NOW, by="t")
    assert both["accepted"] is True


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "  "}, "Say what will be done"),
        ({"state": "blocked"}, "Blocked by what"),
        ({"state": "finished"}, "finished is none of: open, doing"),
        ({"due": "tomorrow-ish"}, "2026-12-01"),
        ({"note": "x" * 5000}, "too long"),
    ],
)
def test_what_may_not_be_is_refused_in_words(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        record.changed(an_action(), fields, now=NOW, by="t")


def test_text_is_cleaned() -> None:
    born = an_action(owner="A\x1b[31mn\u202e", note="one\ntwo")
    assert born["owner"] == "A[31mn"
    assert born["note"] == "one\ntwo"


def test_an_odd_document_is_read_all_the_same() -> None:
    odd: dict[str, Any] = {"uid": "u", "text": "t", "due": 5, "state": "x", "history": 3}
    assert record.state_of(odd) is ActionState.OPEN
    assert record.due_of(odd) is None
    assert record.history(odd) == []
    assert record.carried(odd) == 0
    assert not record.is_overdue(odd, date(2030, 1, 1))
    changed = record.changed({**odd, "mine": 1}, {"due": date(2026, 4, 1)}, now=NOW, by="t")
    assert (changed["due"], changed["mine"]) == ("2026-04-01", 1)


@given(st.sets(st.text("0123456789abcdef", min_size=14, max_size=14), min_size=1, max_size=40))
def test_short_ids_name_one_action_each(uids: set[str]) -> None:
    documents = [{"uid": uid, "text": "t"} for uid in uids]
    ids = record.short_ids(documents)
    for document in documents:
        assert record.find(documents, ids[document["uid"]].upper()) == document
        assert len(ids[document["uid"]]) >= record.SHORT


def test_an_id_that_names_none_or_two_is_refused() -> None:
    documents = [{"uid": uid, "text": "t"} for uid in ("aaaaaa11", "aaaaaa12", "b")]
    for typed in ("", "c", "aaaa"):
        with pytest.raises(Refused):
            record.find(documents, typed)
    with pytest.raises(Refused, match="aaaaaa11, aaaaaa12"):
        record.find(documents, "aa")


def test_reading_knows_the_states_there_are() -> None:
    assert tuple(state.value for state in ActionState) == stored.STATES
    assert stored.OPEN_STATES == record.OPEN_STATES


def test_reading_raises_nothing() -> None:
    odd = {"uid": 3, "state": ["x"], "carried": [[1], [1], "a"], "history": 4, "due": 20261201}
    assert (stored.field(odd, "state"), stored.carried(odd), stored.history(odd)) == ("open", 2, [])
    assert stored.due_of(odd) is None
    assert not stored.is_there(odd)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "SSH://host"])
def test_a_link_opens_nothing_but_a_page(link: str) -> None:
    with pytest.raises(Refused, match="https"):
        record.made("u1", {"text": "Do it", "link": link}, now=NOW, by="command")
    for fine in ("https://example.org/7", "T-1", "see: the wiki"):
        made = record.made("u1", {"text": "Do it", "link": fine}, now=NOW, by="command")
        assert made["link"] == fine


def test_only_an_owner_says_yes_and_the_history_tells_when_that_ends() -> None:
    nobody = record.made("u1", {"text": "Do it", "accepted": True}, now=NOW, by="command")
    assert not record.field(nobody, "accepted")
    theirs = record.changed(nobody, {"owner": "Sam", "accepted": True}, now=NOW, by="command")
    assert record.field(theirs, "accepted")
    for owner in ("Kim", ""):
        after = record.changed(theirs, {"owner": owner}, now=NOW, by="command")
        assert not record.field(after, "accepted")
        assert record.history(after)[-1]["set"] == {
            "owner": ["Sam", owner],
            "accepted": [True, False],
        }
