"""`retro actions`."""

import json
from datetime import date, timedelta

import jsonschema
import pytest

from retro.cli.actions import FIELDS
from retro.minutes.action_json import MORE
from retro.store.actions import EmbeddedActions
from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import Shelf
from tests.cli.test_hostile import NASTY, OBEYED
from tests.cli.test_imports import loaded
from tests.minutes.stories import release
from tests.packaging.checkout import ROOT

TODAY = date.today()
SCHEMA = json.loads((ROOT / "docs/data/actions.schema.json").read_text())


def due(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_without_actions_the_next_step_is_said(shelf: Shelf) -> None:
    sentence = "No open actions: `retro start` holds a session that ends with some.\n"
    assert shelf.tell("actions") == sentence
    assert shelf.tell("actions", "--all").startswith("There are no actions yet: `retro start`")
    assert shelf.tell("actions", "--team", "Blue").startswith("No actions for the team Blue: ")
    assert json.loads(shelf.tell("actions", "--json")) == []


def test_the_most_urgent_comes_first(shelf: Shelf) -> None:
    shelf.act(text="someday", created="2026-01-02T10:00:00+00:00")
    shelf.act(text="older", created="2026-01-01T10:00:00+00:00")
    shelf.act(text="soon", due=due(2))
    shelf.act(text="today", due=due(0), owner="Kim", team="Blue", session_title="Release")
    shelf.act(text="late", due=due(-1))
    shelf.act(text="very late", due=due(-3), state="doing")
    shelf.act(text="stuck", due=due(9), state="blocked", note="who has the key?", done_when="open")
    shelf.act(text="over", state="done")
    shelf.act(text="gone", state="dropped")
    shelf.act(text="taken out", state="dropped", removed=True)
    assert (
        shelf.tell("actions")
        == f"""\
7 open actions

- very late
  very l · nobody yet · under way · 3 days overdue ({due(-3)})

- late
  late · nobody yet · 1 day overdue ({due(-1)})

- today
  today · Kim · today · Blue · Release

- soon
  soon · nobody yet · due {due(2)}

- stuck
  stuck · nobody yet · blocked · due {due(9)}
  Blocked: who has the key?
  Done when: open

- older
  older · nobody yet · no date yet

- someday
  someda · nobody yet · no date yet
"""
    )
    assert shelf.tell("actions", "--open") == shelf.tell("actions")
    everything = shelf.tell("actions", "--all")
    assert everything.startswith("9 actions\n")
    assert everything.endswith(
        "- gone\n  gone · nobody yet · dropped\n\n- over\n  over · nobody yet · done\n"
    )
    assert "taken out" not in everything


def test_actions_of_one_team(shelf: Shelf) -> None:
    shelf.act(text="mine", team="Blue")
    shelf.act(text="theirs", team="Red")
    assert shelf.tell("actions", "--team", "blue").splitlines()[2:3] == ["- mine"]
    assert "theirs" not in shelf.tell("actions", "--team", "Blue")


def test_what_a_session_agreed_is_listed(shelf: Shelf) -> None:
    shelf.keep(release())
    text = shelf.tell("actions")
    assert len(release().actions) == 3
    assert all(f"- {action.text}\n" in text for action in release().actions.values())


def test_json_has_every_field_and_nothing_of_the_store(shelf: Shelf) -> None:
    shelf.keep(release())
    found = json.loads(shelf.tell("actions", "--json"))
    assert [action["due"] for action in found] == ["2026-03-18", "2026-03-27", "2026-04-01"]
    for action in found:
        assert tuple(action) == (*FIELDS, *MORE)
        assert action["session_title"] == release().title
    assert found[0]["owner"] == "Dewi"


def test_long_closed_actions_are_among_all(shelf: Shelf) -> None:
    shelf.act(text="long ago", state="done", closed="2020-01-01T10:00:00+00:00")
    assert EmbeddedStore(shelf.folder).actions().archive(TODAY) == 1
    assert "long ago" in shelf.tell("actions", "--all")


def test_strange_values_in_the_file_do_no_harm(shelf: Shelf) -> None:
    shelf.act(text="strange", owner=7, due="soon", created=None, team=["x"], state=None)
    assert (
        shelf.tell("actions", "--all")
        == "1 action\n\n- strange\n  strang · nobody yet · no date yet\n"
    )
    shelf.act(text="dated", due=20261201)
    assert "- dated\n  dated · nobody yet · no date yet\n" in shelf.tell("actions")
    found = json.loads(shelf.tell("actions", "--all", "--json"))
    assert [action["owner"] for action in found] == [None, None]
    jsonschema.validate(found, SCHEMA)


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        ("--overdue", ["late"]),
        ("--owner kim", ["late", "new"]),
        ("--owner Ki", []),
        ("--team blue --owner Kim", ["new"]),
        ("--since 2026-03-01", ["new", "old, changed"]),
        ("--since 1-3-2026 --all", ["new", "old, changed", "closed"]),
        ("--all --owner Robin", ["closed"]),
        ("--overdue --all", ["late"]),
    ],
)
def test_the_list_is_narrowed(shelf: Shelf, options: str, texts: list[str]) -> None:
    march = "2026-03-02T10:00:00+00:00"
    shelf.act(text="late", due=due(-1), owner="Kim", created="2026-01-01T10:00:00+00:00")
    shelf.act(text="new", due=due(1), owner="Kim", team="Blue", created=march)
    shelf.act(text="old, changed", created="2026-01-01", updated=march)
    shelf.act(text="closed", owner="Robin", state="done", due=due(-9), closed=march, updated=march)
    typed = ["actions", *options.split()]
    assert [action["text"] for action in json.loads(shelf.tell(*typed, "--json"))] == texts
    said = shelf.tell("actions", "list", *options.split())
    assert [line[2:] for line in said.splitlines() if line.startswith("- ")] == texts
    if not texts:
        assert said == "No actions like that: `retro actions --all` shows all there are.\n"
    assert shelf.tell("actions", "list", *options.split(), "--csv").count("\n") == len(texts) + 1
    assert shelf.tell(*typed, "--ics").count("BEGIN:VTODO") == len(texts)
    assert shelf.tell(*typed, "--markdown").count("\n") == len(texts) + 2


def test_what_is_open_is_listed_without_reading_archives(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.act(text="open")

    def fail(_: EmbeddedActions) -> list[object]:
        raise AssertionError("read an archive")

    monkeypatch.setattr(EmbeddedActions, "archived", fail)
    assert "- open\n" in shelf.tell("actions", "--open")
    assert "open" in shelf.tell("actions", "--json")
    assert shelf.type("due").status == 0
    assert shelf.type("actions", "--all").status == 1


def test_the_json_is_as_its_schema_says(shelf: Shelf) -> None:
    shelf.keep(release())
    shelf.tell("actions", "add", "Write it down", "--owner", "Kim", "--kind", "learn")
    uid = json.loads(shelf.tell("actions", "--owner", "Kim", "--json"))[0]["uid"]
    shelf.tell("actions", "done", uid)
    shelf.act(text="odd", history=[3, {"set": 7}, {"set": {"text": [1]}, "at": None}], accepted=1)
    found = json.loads(shelf.tell("actions", "--all", "--json"))
    assert len(found) == 5
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(found, SCHEMA)
    assert found[0].keys() == SCHEMA["$defs"]["action"]["properties"].keys()
    (mine,) = [action for action in found if action["uid"] == uid]
    assert mine["history"][-1]["by"] == "command"
    assert mine["history"][-1]["set"] == {"state": ["open", "done"]}
    assert uid.startswith(mine["id"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**found[0], "state": "finished"}], SCHEMA)


def test_options_of_the_list_belong_after_a_command(shelf: Shelf) -> None:
    sentence = shelf.refuse("actions", "--team", "Blue", "add", "x", status=2)
    assert sentence == "--team belongs after the command: `retro actions add --team …`.\n"
    assert shelf.tell("actions", "--language", "en", "list") == shelf.tell("actions")


def test_a_typing_mistake_is_answered(shelf: Shelf) -> None:
    assert shelf.refuse("actions", "doen", status=2) == (
        "There is no command 'doen'. Did you mean `retro actions done`?\n"
    )
    assert "2026-12-01" in shelf.refuse("actions", "--since", "yesterday", status=2)
    assert "write 2026-12-01 or 2026-01-12" in shelf.refuse(
        "actions", "--since", "1/12/2026", status=2
    )


@pytest.mark.parametrize("form", ["--csv", "--markdown", "--ics", "--json"])
def test_files_for_others_hold_no_control_characters(shelf: Shelf, form: str) -> None:
    shelf.act(
        text=NASTY, owner=NASTY, team=NASTY, note=NASTY, session_title=NASTY, link=NASTY,
        created=NASTY, updated=NASTY, state="blocked", due=NASTY, uid=NASTY, done_when=NASTY,
    )  # fmt: skip
    text = shelf.tell("actions", form)
    assert "desrever" in text
    assert not OBEYED.search(text.replace("\r\n", "\n"))


def test_help_names_every_command(shelf: Shelf) -> None:
    text = shelf.tell("actions", "--help")
    for name in ("list", "show", "add", "edit", "done", "drop", "block", "reopen", "note"):
        assert f"\n  {name} " in text
        assert "Example" in shelf.tell("actions", name, "--help")
    assert "Example" in shelf.tell("actions", "import", "--help")


@pytest.mark.parametrize("command", ["actions", "actions --json", "actions list --team x"])
def test_listing_loads_nothing_of_a_session(shelf: Shelf, command: str) -> None:
    shelf.act(text="Write it down", due=due(3), history=[{"set": {}}])
    heavy = {"retro.session", "icalendar", "csv", "asyncio", "retro.cli.actions.changing"}
    assert not loaded(*command.split()) & heavy
