"""`retro actions import`: files of spreadsheets and other programs."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retro.cli.actions import importing
from retro.cli.place import Place
from retro.followup.importing import Plan, Row
from retro.minutes.dates import day
from retro.store.embedded import EmbeddedStore
from retro.words import Words
from tests.cli.shelf import Shelf, typed
from tests.cli.test_hostile import NASTY, OBEYED
from tests.doors.people import Person
from tests.minutes.stories import release
from tests.minutes.test_exchange_rows import DUTCH


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "actions.csv"


def content(shelf: Shelf) -> dict[str, bytes]:
    """Every file of the store, to see that nothing was written."""
    return {each.name: each.read_bytes() for each in shelf.folder.glob("actions*")}


def test_what_was_exported_changes_nothing(shelf: Shelf, file: Path) -> None:
    shelf.keep(release())
    shelf.act(text="=1+1", uid="12345678901234")
    file.write_text(shelf.tell("actions", "--all", "--csv"))
    before = content(shelf)
    said = shelf.tell("actions", "import", str(file))
    assert said == "0 to add, 0 to change, 4 as they are.\n"
    assert content(shelf) == before


def test_a_changed_export_changes_what_is_here(shelf: Shelf, file: Path) -> None:
    shelf.tell("actions", "add", "Write it down", "--owner", "An")
    exported = shelf.tell("actions", "--csv")
    file.write_text(exported.replace(",An,", ",Bo,").replace("Write it", "Write all"))
    before = content(shelf)
    said = shelf.tell("actions", "import", str(file), "--dry-run")
    assert content(shelf) == before
    (action,) = json.loads(shelf.tell("actions", "--json"))
    assert said == (
        f"~ Write it down ({action['id']}, line 2)\n"
        "    Action: Write it down → Write all down\n"
        "    Owner: An → Bo\n"
        "0 to add, 1 to change, 0 as they are.\n"
    )
    assert shelf.tell("actions", "import", str(file), "--yes") == said + "Imported.\n"
    (action,) = json.loads(shelf.tell("actions", "--json"))
    assert (action["owner"], action["text"]) == ("Bo", "Write all down")
    assert action["history"][-1]["by"] == "command"
    assert "1 as they are" in shelf.tell("actions", "import", str(file), "--yes")


def test_an_old_file_says_which_of_its_values_go_back(shelf: Shelf, file: Path) -> None:
    shelf.tell("actions", "add", "Write it down", "--owner", "An")
    (action,) = json.loads(shelf.tell("actions", "--json"))
    file.write_text(f"uid,owner,note\n{action['id']},An,seen\n")
    today = words_of_today()
    shelf.tell("actions", "edit", action["id"], "--owner", "Bo")
    said = shelf.tell("actions", "import", str(file), "--dry-run")
    assert said == (
        f"~ Write it down ({action['id']}, line 2)\n"
        f"    Owner: Bo → An – goes back: it was so until {today}\n"
        "    Note: – → seen\n"
        "0 to add, 1 to change, 0 as they are.\n"
        "1 of them undoes a later change.\n"
    )
    # A file that says when it was written knows what changed after that.
    file.write_text(f"uid,owner,updated\n{action['uid']},Kim,{action['updated']}\n")
    said = shelf.tell("actions", "import", str(file), "--dry-run")
    assert f"    Owner: Bo → Kim – changed on {today}, after this file was written\n" in said


def test_what_goes_back_is_shown_before_all_that_is_only_counted(shelf: Shelf, file: Path) -> None:
    shelf.tell("actions", "add", "Write it down", "--owner", "An")
    (action,) = json.loads(shelf.tell("actions", "--json"))
    shelf.tell("actions", "edit", action["id"], "--owner", "Bo")
    rows = "".join(f",New {number},Kim\n" for number in range(50))
    file.write_text(f"uid,text,owner\n{rows}{action['uid']},Write it down,An\n")
    said = shelf.tell("actions", "import", str(file), "--dry-run")
    assert said.startswith(f"~ Write it down ({action['id']}, line 52)\n")
    assert "goes back" in said
    assert "… and 11 more\n50 to add, 1 to change" in said


def test_the_short_id_of_two_actions_changes_nothing(shelf: Shelf, file: Path) -> None:
    for uid in ("12345678901234", "12345678905678"):
        shelf.act(text=f"Act {uid}", uid=uid)
    before = content(shelf)
    file.write_text("uid,text,owner\n,Good,An\n123456789012,,Bo\n12345678,Again,Bo\n")
    assert shelf.refuse("actions", "import", str(file), "--yes", status=1) == (
        "Line 3: Say what will be done first.\n"
        "Line 4: 12345678 is the start of more than one action: write more of it.\n"
        "Nothing was imported.\n"
    )
    assert content(shelf) == before


def words_of_today() -> str:
    return day(Words(), datetime.now(UTC).date())


def test_a_list_comes_from_standard_input_too(shelf: Shelf) -> None:
    environment = {"RETRO_DATA_DIR": str(shelf.folder)}
    said = typed(
        "actions", "import", "-", "--yes", stdin="text;owner\nRehearse;Kim\n", **environment
    )
    assert said.status == 0, said
    assert "Rehearse" in shelf.tell("actions", "--owner", "Kim")
    said = typed("actions", "import", "-", stdin="text\nMeasure\n", **environment)
    assert said.status == 1
    assert "--yes" in said.err
    assert "Measure" not in shelf.tell("actions")


def test_a_list_of_another_program_is_added_once(shelf: Shelf, file: Path) -> None:
    file.write_bytes(DUTCH.encode("cp1252"))
    said = shelf.type("actions", "import", str(file), "--yes")
    assert said.status == 0
    assert said.err == "These columns mean nothing here and are left out: “Prioriteit”.\n"
    assert said.out.startswith("+ Herstel de café-kassa\n+ Vraag; en bel Kim\n2 to add")
    (first, _) = json.loads(shelf.tell("actions", "--json"))
    assert (first["owner"], first["due"], first["state"]) == ("Zoë", "2026-12-01", "doing")
    before = content(shelf)
    assert "0 to add, 0 to change, 2 as" in shelf.type("actions", "import", str(file), "--yes").out
    assert content(shelf) == before


def test_one_mistake_and_nothing_is_imported(shelf: Shelf, file: Path) -> None:
    shelf.tell("actions", "add", "Write it down")
    before = content(shelf)
    file.write_text("text,due\nGood,2026-12-01\nBad,1/2/2026\nWorse,never\n")
    sentence = shelf.refuse("actions", "import", str(file), "--yes", status=1)
    assert sentence == (
        "Line 3: 1/2/2026 is one of two days, by who reads it: write 2026-02-01 or 2026-01-02.\n"
        "Line 4: never is no day: write it as 2026-12-01.\n"
        "Nothing was imported.\n"
    )
    assert content(shelf) == before
    file.write_text("text,state,note\nGood,open,\nStuck,blocked,\n" + ",,\n" + " ,open,x\n" * 30)
    sentence = shelf.refuse("actions", "import", str(file), "--yes", status=1)
    assert sentence.startswith("Line 3: Blocked by what")
    assert sentence.endswith("… and 11 more mistakes\nNothing was imported.\n")
    assert content(shelf) == before


def test_it_asks_first(shelf: Shelf, file: Path) -> None:
    file.write_text("text\nWrite it down\n")
    command = [sys.executable, "-m", "retro", "actions", "import", str(file)]
    for answer, status in (("\r", 1), ("n\r", 1), ("y\r", 0)):
        assert not shelf.folder.exists()
        person = Person(command)
        try:
            person.shows("Import this?")
            person.type(answer)
            assert person.ends() == status
        finally:
            person.end()
    assert "- Write it down" in shelf.tell("actions")


def test_without_anybody_to_ask_nothing_happens(
    shelf: Shelf, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("text\nWrite it down\n")
    said = shelf.type("actions", "import", str(file))
    assert (said.status, said.err) == (1, "Nothing was imported: --yes does it without asking.\n")
    assert not shelf.folder.exists()


def test_what_was_not_shown_is_not_done(
    shelf: Shelf, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.tell("actions", "add", "Write it down", "--owner", "An")
    file.write_text(shelf.tell("actions", "--csv").replace(",An,", ",Bo,"))
    carry_out = importing._carry_out

    def meanwhile(place: Place, rows: list[Row], plan: Plan) -> None:
        uid = json.loads(shelf.tell("actions", "--json"))[0]["uid"]
        shelf.tell("actions", "edit", uid, "--owner", "Kim")
        carry_out(place, rows, plan)

    monkeypatch.setattr(importing, "_carry_out", meanwhile)
    said = shelf.type("actions", "import", str(file), "--yes")
    assert said.status == 1
    assert "Somebody changed these actions just now" in said.err
    (action,) = EmbeddedStore(shelf.folder).actions().all()
    assert action["owner"] == "Kim"


@pytest.mark.parametrize("name", ["", ".", "gone.csv", "a\0b"])
def test_a_file_that_cannot_be_read_is_misuse(shelf: Shelf, name: str) -> None:
    assert "cannot be read: " in shelf.refuse("actions", "import", name, status=2)


def test_hostile_cells_do_nothing(shelf: Shelf, file: Path) -> None:
    cell = '"' + NASTY.replace("\r\n", " ") + '"'
    file.write_text(f"text,owner,{cell}\n{cell},{cell},x\n")
    said = shelf.type("actions", "import", str(file), "--yes")
    assert said.status == 0
    assert not OBEYED.search(said.out + said.err)
    assert not OBEYED.search(shelf.tell("actions", "--csv"))
    file.write_text(f"text,due,state\n{cell},{cell},open\nx,,{cell}\n")
    assert not OBEYED.search(shelf.refuse("actions", "import", str(file), status=1))


def test_a_long_difference_is_cut(shelf: Shelf, file: Path) -> None:
    file.write_text("text\n" + "".join(f"Do {number}\n" for number in range(100)))
    said = shelf.tell("actions", "import", str(file), "--yes")
    assert said.endswith("\n… and 60 more\n100 to add, 0 to change, 0 as they are.\nImported.\n")
    assert len(EmbeddedStore(shelf.folder).actions().all()) == 100
