"""`retro actions add`, `edit`, `done`, `drop`, `block`, `note`, `reopen` and `show`."""

import json
import re
import shlex
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import Shelf
from tests.cli.test_completion import completed
from tests.cli.test_hostile import NASTY, OBEYED

TOMORROW = (date.today() + timedelta(days=1)).isoformat()


def added(shelf: Shelf, *typed: str) -> str:
    """The short id of an action that is added."""
    said = shelf.tell("actions", "add", *typed)
    match = re.search(r"^Added: “.*” \((\w{6})\)$", said, re.MULTILINE)
    assert match, said
    return match[1]


def stored(shelf: Shelf, id: str) -> dict[str, Any]:
    (found,) = [a for a in EmbeddedStore(shelf.folder).actions().all() if a["uid"].startswith(id)]
    return found


def undo_in(said: str) -> list[str]:
    """What the answer says to type to undo it."""
    (command,) = re.findall(r"^Undo it with: retro (.*)$", said, re.MULTILINE)
    return shlex.split(command)


def test_an_action_is_added(shelf: Shelf) -> None:
    said = shelf.tell(
        "actions", "add", "Rehearse", "the", "migration", "--owner", "Kim", "--team", "Blue",
        "--due", TOMORROW, "--done-when", "it takes 5 minutes", "--kind", "experiment",
        "--hypothesis", "it is quick", "--accepted",
    )  # fmt: skip
    (action,) = EmbeddedStore(shelf.folder).actions().all()
    assert re.fullmatch("[0-9a-f]{14}", action["uid"])
    assert action["text"] == "Rehearse the migration"
    assert (action["owner"], action["accepted"], action["kind"]) == ("Kim", True, "experiment")
    assert (action["due"], action["state"]) == (TOMORROW, "open")
    assert action["history"][0]["by"] == "command"
    assert said.startswith(f"Added: “Rehearse the migration” ({action['uid'][:6]})\n")
    assert f"\n  Kim · {TOMORROW} · Blue\n" in said
    assert "- Rehearse the migration\n" in shelf.tell("actions", "--team", "blue")
    shelf.tell(*undo_in(said))
    assert stored(shelf, action["uid"])["state"] == "dropped"


def test_the_sixth_open_action_of_a_team_is_added_with_a_word(shelf: Shelf) -> None:
    for number in range(5):
        assert "five is plenty" not in shelf.tell(
            "actions", "add", f"Do {number}", "--team", "Blue"
        )
    assert "five is plenty" not in shelf.tell("actions", "add", "Do it", "--team", "Red")
    said = shelf.tell("actions", "add", "Do more", "--team", "blue")
    assert "That makes 6 open actions; five is plenty" in said
    assert len(shelf.tell("actions", "--team", "Blue").split("\n- ")) == 7


def test_a_vague_action_gets_a_few_questions_and_is_added(shelf: Shelf) -> None:
    said = shelf.tell("actions", "add", "Improve communication")
    asked = [line for line in said.splitlines() if line.startswith("  ? ")]
    assert 1 <= len(asked) <= 4
    assert "  ? Who takes it?" in asked
    assert "- Improve communication\n" in shelf.tell("actions")
    clear = ["Rehearse the migration", "--owner", "Kim", "--due", TOMORROW]
    assert "?" not in shelf.tell("actions", "add", *clear, "--done-when", "5 minutes")


def test_done_asks_nothing_and_says_how_to_undo_it(shelf: Shelf) -> None:
    id = added(shelf, "Write it down")
    shelf.tell("actions", "edit", id, "--state", "doing")
    said = shelf.tell("actions", "done", id.upper())
    assert said == (
        f"Done: “Write it down” ({id})\n"
        "  State: under way → done\n"
        f"Undo it with: retro actions reopen {id}\n"
    )
    assert stored(shelf, id)["closed"]
    again = shelf.tell("actions", "done", id)
    assert again == f"Nothing changed: “Write it down” ({id}) was so already.\n"
    assert len(stored(shelf, id)["history"]) == 3
    shelf.tell(*undo_in(said))
    assert (stored(shelf, id)["state"], stored(shelf, id)["closed"]) == ("doing", None)


def test_what_undoes_it_names_another_data_folder(shelf: Shelf, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    said = shelf.tell("actions", "add", "Rehearse", "--data-dir", str(elsewhere))
    drop = undo_in(said)
    done = shelf.tell("actions", "done", "--data-dir", str(elsewhere), drop[2])
    shelf.tell(*undo_in(done))
    shelf.tell(*drop)
    (action,) = EmbeddedStore(elsewhere).actions().all()
    assert action["state"] == "dropped"
    assert not shelf.folder.exists()


def test_several_are_done_together_or_none(shelf: Shelf) -> None:
    one, other = added(shelf, "One"), added(shelf, "Other")
    assert "no action zz" in shelf.refuse("actions", "done", one, "zz", status=2)
    assert stored(shelf, one)["state"] == "open"
    assert shelf.tell("actions", "done", one, other, one).count("Done: ") == 2


@pytest.mark.parametrize(
    ("typed", "state", "note"),
    [
        (["drop"], "dropped", "as it was"),
        (["drop", "the", "cluster", "goes"], "dropped", "the cluster goes"),
        (["block", "may I have the key?"], "blocked", "may I have the key?"),
        (["done"], "done", "as it was"),
    ],
)
def test_what_is_closed_or_blocked_opens_again_as_it_was(
    shelf: Shelf, typed: list[str], state: str, note: str
) -> None:
    id = added(shelf, "Write it down")
    shelf.tell("actions", "note", id, "as", "it", "was")
    said = shelf.tell("actions", typed[0], id, *typed[1:])
    assert (stored(shelf, id)["state"], stored(shelf, id)["note"]) == (state, note)
    assert f"State: open → {state}\n" in said
    shelf.tell(*undo_in(said))
    assert (stored(shelf, id)["state"], stored(shelf, id)["note"]) == ("open", "as it was")


def test_a_block_needs_an_ask(shelf: Shelf) -> None:
    id = added(shelf, "Write it down")
    for typed in (["block", id], ["block", id, " "], ["edit", id, "--state", "blocked"]):
        assert "Blocked by what, and who can help?" in shelf.refuse("actions", *typed, status=2)
    assert stored(shelf, id)["state"] == "open"


def test_an_edit_can_be_undone_by_what_it_says(shelf: Shelf) -> None:
    id = added(shelf, "Write it down", "--owner", "Jan O'Neill", "--accepted", "--due", TOMORROW)
    before = stored(shelf, id)
    said = shelf.tell(
        "actions", "edit", id, "--owner", "Kim", "--due", "", "--text", "Write all of it down",
        "--size", "quick", "--stop-rule", "after a week",
    )  # fmt: skip
    assert "  Owner: Jan O'Neill → Kim\n" in said
    assert "  Said yes: yes → not yet\n" in said
    assert stored(shelf, id)["due"] is None
    shelf.tell(*undo_in(said))
    after = stored(shelf, id)
    for name in ("text", "owner", "accepted", "due"):
        assert after[name] == before[name]
    assert "size" not in after
    assert "Say what to change" in shelf.refuse("actions", "edit", id, status=2)
    assert "2026-12-01" in shelf.refuse("actions", "edit", id, "--due", "soon", status=2)
    assert "first" in shelf.refuse("actions", "edit", id, "--text", "", status=2)
    assert "too long" in shelf.refuse("actions", "edit", id, "--owner", "x" * 400, status=2)


def test_everything_and_its_history_is_shown(shelf: Shelf) -> None:
    id = added(shelf, "Write it down", "--owner", "Kim", "--link", "https://example.org/1")
    shelf.tell("actions", "note", id, NASTY)
    shelf.tell("actions", "done", id)
    said = shelf.tell("actions", "show", id[:3])
    assert said.startswith(f"Write it down\n  Id: {id}\n  Owner: Kim\n")
    assert "\n  See: https://example.org/1\n" in said
    assert said.count("  by a command\n") == 3
    assert said.endswith("\n    State: open → done\n")
    assert not OBEYED.search(said)
    (found,) = json.loads(shelf.tell("actions", "show", id, "--json"))
    assert found["id"] == id
    assert len(found["history"]) == 3


def test_the_day_is_said_once(shelf: Shelf) -> None:
    said = shelf.tell("actions", "show", added(shelf, "Rehearse", "--due", TOMORROW))
    assert f"\n  Due: {TOMORROW}\n" in said
    said = shelf.tell("actions", "show", added(shelf, "Measure", "--due", "2026-01-02"))
    assert "overdue (2026-01-02)\n" in said


def test_a_session_and_the_review_are_named_in_the_history(shelf: Shelf) -> None:
    entries = [
        {"at": "2026-03-02T10:00:00+00:00", "by": by, "set": {"note": ["", by]}}
        for by in ("01KAP3XYZ9", "review")
    ]
    shelf.act(text="old", history=[*entries, "odd", {"set": 3}], carried=["a", "b"], card="slow")
    said = shelf.tell("actions", "show", "old")
    assert "2026-03-02 10:00  in session 01KAP3XYZ9\n    Note: – → 01KAP3XYZ9\n" in said
    assert "in the review between sessions" in said
    assert "  Still open after 2 sessions\n" in said
    assert "  Because of: slow\n" in said


def test_an_id_is_as_much_of_it_as_tells_it_apart(shelf: Shelf) -> None:
    shelf.act(uid="abcdef0000000a", text="one")
    shelf.act(uid="abcdef0000000b", text="other")
    ids = [action["id"] for action in json.loads(shelf.tell("actions", "--json"))]
    assert ids == ["abcdef0000000a", "abcdef0000000b"]
    sentence = shelf.refuse("actions", "done", "abc", status=2)
    assert sentence == "abc may be abcdef0000000a, abcdef0000000b: type more of it.\n"
    assert "no action \x1b" not in shelf.refuse("actions", "done", "\x1b[2J", status=2)
    for empty in ("", " "):
        assert "`retro actions` lists them" in shelf.refuse("actions", "done", empty, status=2)


def test_what_is_archived_is_shown_and_stays_as_it_is(shelf: Shelf) -> None:
    shelf.act(uid="0123456789abcd", text="long ago", state="done", closed="2020-01-01")
    EmbeddedStore(shelf.folder).actions().archive(date.today())
    assert shelf.tell("actions", "show", "0123").startswith("long ago\n")
    sentence = shelf.refuse("actions", "reopen", "0123", status=2)
    assert sentence.startswith("“long ago” was closed long ago and is in the archive")
    assert "`retro actions add`" in sentence
    assert "no action 99" in shelf.refuse("actions", "show", "99", status=2)


def test_a_folder_that_is_not_there_is_made_by_add_only(shelf: Shelf) -> None:
    assert "no action 12" in shelf.refuse("actions", "done", "12", status=2)
    assert "no action 12" in shelf.refuse("actions", "show", "12", status=2)
    assert not shelf.folder.exists()
    added(shelf, "Write it down")
    assert shelf.folder.is_dir()


def test_an_odd_id_does_nothing_to_a_terminal(shelf: Shelf) -> None:
    shelf.act(uid=f"zz{NASTY}", text="odd")
    for typed in (["done", "zz"], ["reopen", "zz"], ["show", "zz"], ["edit", "zz", "--owner", "x"]):
        assert not OBEYED.search(shelf.tell("actions", *typed))


def test_ids_are_filled_in(shelf: Shelf) -> None:
    id = added(shelf, "Write it down")
    assert completed("actions", "done", id[:2]) == [id]
    assert completed("actions", "re") == ["reopen"]
    assert completed("actions", "show", "zz") == []


def test_people_read_it_in_dutch_as_well(shelf: Shelf) -> None:
    id = added(shelf, "Schrijf het op")
    assert shelf.type("actions", "done", id, "--language", "nl").status == 0
    assert stored(shelf, id)["state"] == "done"


def test_hostile_words_are_stored_clean(shelf: Shelf) -> None:
    said = shelf.tell("actions", "add", NASTY, "--owner", NASTY, "--team", NASTY)
    assert not OBEYED.search(said)
    (action,) = EmbeddedStore(shelf.folder).actions().all()
    assert not OBEYED.search(action["text"] + action["owner"] + action["team"])
    assert "Say what will be done first." in shelf.refuse("actions", "add", " ", status=2)
