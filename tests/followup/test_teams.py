"""Who belongs to a team, and what it is called."""

from datetime import UTC, datetime
from functools import reduce

import pytest

from retro.followup.teams import (
    all_names,
    find,
    is_called,
    made,
    people_of,
    renamed,
    with_person,
    without_person,
)
from retro.session.refusal import Refused

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
TEAM = reduce(with_person, ("Kim", "Robin"), made("Platform", now=NOW))


def test_people_stay_in_the_order_in_which_they_came() -> None:
    assert people_of(TEAM) == ("Kim", "Robin")
    assert people_of(without_person(TEAM, "kim")) == ("Robin",)


@pytest.mark.parametrize("name", ["Kim", "KIM", "Кim", " ", "x" * 100])
def test_a_name_that_is_there_or_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        with_person(TEAM, name)


def test_nobody_is_taken_off_who_is_not_there() -> None:
    with pytest.raises(Refused):
        without_person(TEAM, "Sam")


def test_a_renamed_team_is_found_by_both_names_and_keeps_its_id() -> None:
    team = renamed(renamed(TEAM, "Foundations", [TEAM]), "Ground", [TEAM])
    assert team["uid"] == "platform"
    assert all(is_called(team, name) for name in ("ground", "PLATFORM", "foundations"))
    assert find([team], "platform") is team
    back = renamed(team, "platform", [team])
    assert back["former"] == ["Ground", "Foundations"]


def test_two_teams_do_not_share_a_name() -> None:
    other = made("Payments", now=NOW)
    with pytest.raises(Refused):
        renamed(TEAM, "payments", [TEAM, other])


def test_what_is_called_so_now_goes_before_what_was() -> None:
    moved = renamed(TEAM, "Foundations", [TEAM])
    new = {**made("Platform", now=NOW), "uid": "other"}
    assert find([moved, new], "Platform") is new


def test_teams_are_listed_once_the_latest_first() -> None:
    team = renamed(TEAM, "Foundations", [TEAM])
    quiet = made("Quiet", now=NOW)
    used = ["payments", "Platform", "Payments", "", "foundations"]
    assert all_names([team, quiet], used) == ["payments", "Foundations", "Quiet"]


def test_what_others_left_in_the_file_harms_nobody() -> None:
    odd = {"uid": "odd", "name": 7, "people": "Kim", "former": [3]}
    assert people_of(odd) == ()
    assert all_names([odd], ["Platform"]) == ["Platform"]
