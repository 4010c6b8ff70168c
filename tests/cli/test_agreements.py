"""`retro agreements` and `retro teams`."""

import json

import pytest

from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import Shelf
from tests.minutes.stories import release


def ids(shelf: Shelf) -> list[str]:
    return [each["uid"] for each in json.loads(shelf.tell("agreements", "--json"))]


def test_an_agreement_is_kept_changed_retired_and_kept_again(shelf: Shelf) -> None:
    assert "`retro agreements add TEXT --team NAME`" in shelf.tell("agreements")
    said = shelf.tell("agreements", "add", "Two of us look", "--team", "Platform")
    (uid,) = ids(shelf)
    assert said == (
        f"Kept from today: Two of us look\nUndo it with: retro agreements retire {uid[:6]}\n"
    )
    # With one team there is no doubt whose it is.
    shelf.tell("agreements", "add", "We say it when we are stuck")
    shelf.tell("agreements", "change", uid[:6].upper(), "Two of us rehearse")
    shelf.tell("agreements", "retire", uid[:6])
    listed = shelf.tell("agreements", "--team", "platform")
    assert "stuck" in listed
    assert "rehearse" not in listed
    assert "retired" in shelf.tell("agreements", "--all")
    shelf.tell("agreements", "keep", uid[:6])
    document = json.loads(shelf.tell("agreements", "--json"))[0]
    assert document["state"] == "kept"
    assert [entry["by"] for entry in document["history"]] == ["command"] * 4


def test_the_same_agreement_is_kept_once(shelf: Shelf) -> None:
    shelf.tell("agreements", "add", "Two of us look", "--team", "Platform")
    said = shelf.tell("agreements", "add", " two of us  LOOK", "--team", "platform")
    assert said.startswith("Platform keeps to this already: Two of us look (")
    assert len(ids(shelf)) == 1
    shelf.tell("agreements", "add", "Two of us look", "--team", "Payments")
    shelf.tell("agreements", "retire", ids(shelf)[0])
    shelf.tell("agreements", "add", "Two of us look", "--team", "Platform")
    assert len(ids(shelf)) == 3


@pytest.mark.parametrize(
    "typed",
    [
        ("add", "x"),
        ("add", " ", "--team", "Platform"),
        ("change", "zzz", "x"),
        ("retire", ""),
        ("--team", ""),
        ("add", "x", "--team", " "),
        ("--team", "Platform", "add", "x"),
        ("keeep", "x"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(shelf: Shelf, typed: tuple[str, ...]) -> None:
    assert shelf.refuse("agreements", *typed, status=2).count("\n") == 1
    assert not shelf.folder.exists() or ids(shelf) == []


def test_where_nothing_is_named_it_asks_which(shelf: Shelf) -> None:
    shelf.act(text="Rehearse", team="Platform")
    for kind in ("agreements", "actions", "lessons", "due"):
        said = shelf.refuse(kind, "--team", " ", status=2)
        assert "--team needs the name of a team: `retro teams` lists them." in said
    for typed, kind in ((("actions", "done"), "action"), (("agreements", "retire"), "agreement")):
        assert f"Which {kind}? Type its id: `retro {kind}s` lists" in shelf.refuse(
            *typed, "", status=2
        )
    assert "Which lesson? Type its id" in shelf.refuse("lessons", "applied", " ", status=2)
    said = shelf.tell("agreements", "--team", "Payments")
    assert said.startswith("No agreements of the team Payments: `retro agreements` shows")


def test_what_people_wrote_reaches_no_terminal_as_it_is(shelf: Shelf) -> None:
    shelf.tell("agreements", "add", "red \x1b[31m\u202e and", "--team", "A\x07B")
    for arguments in ((), ("--json",)):
        told = shelf.tell("agreements", *arguments)
        assert not {"\x1b", "\u202e", "\x07"} & set(told)


def test_people_are_added_and_taken_off(shelf: Shelf) -> None:
    assert shelf.tell("teams").startswith("No teams yet")
    assert shelf.tell("teams", "add", "Platform", "Kim", "Robin") == "Platform: Kim, Robin\n"
    assert "is on the list already" in shelf.refuse("teams", "add", "platform", "KIM", status=2)
    assert shelf.tell("teams", "remove", "platform", "kim") == "Platform: Robin\n"
    assert shelf.tell("teams", "list") == "- Platform\n  Robin\n"
    assert shelf.tell("teams", "show", "Platform") == "Robin\n"
    shelf.refuse("teams", "show", "Payments", status=1)
    for typed in (("remove", "Payments", "Kim"), ("rename", "Payments", "X")):
        assert "There is no team Payments" in shelf.refuse("teams", *typed, status=2)


def test_a_team_of_a_session_is_one_and_keeps_its_capitals(shelf: Shelf) -> None:
    shelf.keep(release())
    team = release().team
    assert shelf.tell("teams") == f"- {team}\n"
    assert shelf.tell("teams", "add", team.upper(), "Kim") == f"{team}: Kim\n"


def test_another_name_goes_along_with_all_that_is_the_teams(shelf: Shelf) -> None:
    shelf.keep(release())
    team = release().team
    shelf.tell("agreements", "add", "Two of us look", "--team", team)
    shelf.tell("teams", "add", team, "Kim")
    assert shelf.tell("teams", "rename", team, "Ground") == "The team is called Ground now.\n"
    assert shelf.tell("teams") == "- Ground\n  Kim\n"
    assert len(json.loads(shelf.tell("actions", "--team", "Ground", "--json"))) == 3
    for name in ("Ground", team):
        assert "Two of us look" in shelf.tell("agreements", "--team", name)


def test_a_team_is_found_by_the_name_that_it_had(shelf: Shelf) -> None:
    shelf.keep(release())
    team = release().team
    shelf.act(text="late", team=team, due="2026-01-01")
    lesson = {"uid": "l1", "text": "Roll back", "lesson": "sustain", "team": team}
    EmbeddedStore(shelf.folder).lessons().change(lambda known: [lesson])
    shelf.tell("teams", "rename", team, "Ground")
    for name in ("ground", team.upper()):
        assert len(json.loads(shelf.tell("actions", "--team", name, "--json"))) == 4
        assert len(json.loads(shelf.tell("lessons", "--team", name, "--json"))) == 1
        assert shelf.type("due", "--team", name).out.startswith("- late\n")
        assert json.loads(shelf.tell("insights", "--team", name, "--json"))["actions"] == 4
    # Called otherwise once more by a name of long ago.
    assert shelf.tell("teams", "rename", team, "Floor") == "The team is called Floor now.\n"


def test_two_teams_become_one_only_when_that_is_asked_for(shelf: Shelf) -> None:
    shelf.keep(release())
    used = release().team
    shelf.tell("teams", "add", "Platform", "Kim")
    said = shelf.refuse("teams", "rename", "Platform", used.upper(), status=2)
    assert "There is a team" in said
    assert "`retro teams rename --merge` make the two one team" in said
    assert shelf.tell("teams") == f"- {used}\n- Platform\n  Kim\n"
    lesson = {"uid": "l1", "text": "Roll back", "lesson": "sustain", "team": "Tills"}
    EmbeddedStore(shelf.folder).lessons().change(lambda known: [lesson])
    shelf.refuse("teams", "rename", "Platform", "Tills", status=2)
    shelf.tell("teams", "rename", "Platform", used, "--merge")
    assert shelf.tell("teams") == f"- {used}\n  Kim\n- Tills\n"
