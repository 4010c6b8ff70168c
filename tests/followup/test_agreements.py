"""Working agreements as they are stored, and how they change."""

from datetime import UTC, date, datetime

import pytest

from retro.followup.agreements import changed, find, in_order, is_kept, is_there, made, since
from retro.session.refusal import Refused

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 10, tzinfo=UTC)
ONE = made("abc1", "Platform", "Two of us look at every migration", now=NOW, by="review")


def test_a_new_one_is_kept_from_today() -> None:
    assert is_kept(ONE)
    assert ONE["made"] == "2026-05-04"
    assert since(ONE) is None
    assert [entry["by"] for entry in ONE["history"]] == ["review"]


def test_every_change_stays_with_its_date() -> None:
    other = changed(ONE, {"text": "Two of us rehearse"}, now=LATER, by="command")
    retired = changed(other, {"state": "retired"}, now=LATER, by="key")
    assert not is_kept(retired)
    assert since(retired) == date(2026, 6, 1)
    assert [entry["set"] for entry in retired["history"][1:]] == [
        {"text": ["Two of us look at every migration", "Two of us rehearse"]},
        {"state": ["kept", "retired"]},
    ]
    assert ONE["history"] == made("abc1", "Platform", ONE["text"], now=NOW, by="review")["history"]


def test_what_changes_nothing_is_no_change() -> None:
    assert changed(ONE, {"text": f" {ONE['text']} "}, now=LATER, by="review") == ONE


def test_another_name_of_the_team_is_no_change_of_the_agreement() -> None:
    assert since(changed(ONE, {"team": "Foundations"}, now=LATER, by="review")) is None


@pytest.mark.parametrize("fields", [{"text": "  "}, {"text": "x" * 400}, {"state": "asleep"}])
def test_what_is_none_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(Refused):
        changed(ONE, fields, now=LATER, by="review")


def test_fields_of_others_stay_and_are_not_set() -> None:
    kept = changed({**ONE, "colour": "blue"}, {"state": "retired"}, now=LATER, by="review")
    assert kept["colour"] == "blue"
    with pytest.raises(KeyError):
        changed(ONE, {"made": "2020-01-01"}, now=LATER, by="review")


def test_those_kept_come_first_and_what_is_none_not_at_all() -> None:
    two = made("abd2", "Platform", "We say it when we are stuck", now=LATER, by="review")
    gone = {**ONE, "uid": "x", "removed": True}
    retired = changed(ONE, {"state": "retired"}, now=LATER, by="review")
    assert [each["uid"] for each in in_order([retired, {"uid": 7}, gone, two])] == ["abd2", "abc1"]
    assert not is_there(gone)


def test_one_is_found_by_the_beginning_of_its_id() -> None:
    two = {**ONE, "uid": "abd2"}
    assert find([ONE, two], "ABC") is ONE
    for typed in ("ab", "zz", ""):
        with pytest.raises(Refused):
            find([ONE, two], typed)
