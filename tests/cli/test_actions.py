"""`retro actions`."""

import json
from datetime import date, timedelta

from retro.cli.actions import FIELDS, OPEN_STATES
from retro.followup import actions as followup
from tests.cli.shelf import Shelf
from tests.minutes.stories import release

TODAY = date.today()


def due(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_without_actions_the_next_step_is_said(shelf: Shelf) -> None:
    sentence = "No open actions: `retro start` holds a session that ends with some.\n"
    assert shelf.tell("actions") == sentence
    assert shelf.tell("actions", "--all").startswith("There are no actions yet: `retro start`")
    assert shelf.tell("actions", "--team", "Blue").startswith("No actions for the team Blue: ")
    assert json.loads(shelf.tell("actions", "--json")) == []


def test_open_means_what_it_means_in_a_session() -> None:
    assert {state.value for state in followup.OPEN_STATES} == OPEN_STATES


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
  nobody yet · under way · 3 days overdue ({due(-3)})

- late
  nobody yet · 1 day overdue ({due(-1)})

- today
  Kim · today · Blue · Release

- soon
  nobody yet · due {due(2)}

- stuck
  nobody yet · blocked · due {due(9)}
  Blocked: who has the key?
  Done when: open

- older
  nobody yet · no date yet

- someday
  nobody yet · no date yet
"""
    )
    assert shelf.tell("actions", "--open") == shelf.tell("actions")
    everything = shelf.tell("actions", "--all")
    assert everything.startswith("9 actions\n")
    assert everything.endswith("- over\n  nobody yet · done\n\n- gone\n  nobody yet · dropped\n")
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
        assert tuple(action) == FIELDS
        assert action["session_title"] == release().title
    assert found[0]["owner"] == "Dewi"


def test_long_closed_actions_are_among_all(shelf: Shelf) -> None:
    from retro.store.embedded import EmbeddedStore

    shelf.act(text="long ago", state="done", closed="2020-01-01T10:00:00+00:00")
    assert EmbeddedStore(shelf.folder).actions().archive(TODAY) == 1
    assert "long ago" in shelf.tell("actions", "--all")


def test_strange_values_in_the_file_do_no_harm(shelf: Shelf) -> None:
    shelf.act(text="strange", owner=7, due="soon", created=None, team=["x"], state=None)
    assert shelf.tell("actions", "--all") == "1 action\n\n- strange\n  nobody yet\n"
    shelf.act(text="dated", due=20261201)
    assert "- dated\n  nobody yet · no date yet\n" in shelf.tell("actions")
