"""`retro import`: edited minutes come back in, whole or not at all."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retro.followup import lessons
from retro.followup.record import changed
from retro.minutes.decoding import MOST_BYTES
from retro.session.model import Session
from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import Said, Shelf, typed
from tests.doors.people import Person
from tests.minutes.stories import release, removal

FIRST = "Restore last night's backup into staging before each migration"


class Desk:
    """A session that is over, its minutes in a file, and what is stored."""

    def __init__(self, shelf: Shelf, folder: Path, session: Session) -> None:
        self.shelf = shelf
        self.key = shelf.keep(session)
        self.file = folder / "minutes.md"
        self.store = EmbeddedStore(shelf.folder)
        kept = replace(session, key=self.key)
        self.store.lessons().change(lambda all: lessons.to_store(kept, all, session.started))
        shelf.tell("minutes", "-o", str(self.file))
        self.written = self.file.read_text()

    def edit(self, *pairs: tuple[str, str]) -> None:
        text = self.written
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        self.file.write_text(text)

    def stored(self) -> tuple[list[Any], list[Any]]:
        return self.store.actions().all(), self.store.lessons().all()

    def action(self, text: str) -> dict[str, Any]:
        (found,) = [each for each in self.store.actions().all() if each["text"] == text]
        return found

    def type(self, *arguments: str) -> Said:
        return self.shelf.type("import", str(self.file), *arguments)


@pytest.fixture
def desk(shelf: Shelf, tmp_path: Path) -> Desk:
    return Desk(shelf, tmp_path, release())


EDITS = (
    ("| Bram ", "| Anna "),
    ("18 March 2026", "2026-03-20"),
    ("Practise the rollback every month `", "Practise the rollback twice a month `"),
    ("\n\n## Takeaways", "\n| 4 | Write the \x1b[31mrunbook | Esra | ja | | | | |\n\n## Takeaways"),
)


def test_minutes_as_they_were_written_change_nothing(desk: Desk) -> None:
    before = desk.stored()
    said = desk.type("--yes")
    assert said == Said(
        0,
        f"Release 4.2 ({desk.key})\n\n"
        "There is nothing to take over: no action or lesson was changed.\n",
        "",
    )
    assert desk.stored() == before


def test_the_difference_is_shown_and_taken_over(desk: Desk) -> None:
    desk.edit(*EDITS)
    minutes = desk.shelf.tell("minutes")
    before = desk.stored()
    shown = desk.type("--dry-run").out
    assert desk.stored() == before
    uid = desk.action(FIRST)["uid"][:6]
    for line in (
        f"~ {FIRST}  {uid}",
        "    Owner: Bram → Anna",
        "    Said yes: yes → not yet",
        "    Due: 18 March 2026 → 20 March 2026",
        "+ Write the [31mrunbook",
        "    Owner: Esra",
        "    Text: Practise the rollback every month → Practise the rollback twice a month",
        "1 new action, 2 actions changed, 1 lesson changed.",
    ):
        assert line in shown.splitlines()
    assert "\x1b" not in shown
    done = desk.type("--yes")
    assert done.out.startswith(shown)
    assert done.out.endswith(
        "Taken over. The session itself stays as it was, and so do its minutes.\n"
    )
    assert desk.action(FIRST)["owner"] == "Anna"
    assert desk.action("Write the [31mrunbook")["session"] == desk.key
    texts = [each["text"] for each in desk.store.lessons().all()]
    assert "Practise the rollback twice a month" in texts
    assert desk.shelf.tell("minutes") == minutes
    assert "nothing to take over" in desk.type("--yes").out


def test_what_was_done_since_stays(desk: Desk) -> None:
    uid = desk.action(FIRST)["uid"]

    def done(all: list[Any]) -> list[Any]:
        (action,) = [each for each in all if each["uid"] == uid]
        news = {"state": "done", "owner": "Chidi"}
        return [changed(action, news, now=release().started, by="command")]

    desk.store.actions().change(done)
    assert "nothing to take over" in desk.type("--yes").out
    desk.edit(EDITS[0])
    assert "    Owner: Chidi → Anna (changed elsewhere since)" in desk.type("--yes").out
    assert desk.action(FIRST)["state"] == "done"


def test_scripts_get_the_difference(desk: Desk) -> None:
    desk.edit(*EDITS)
    before = desk.stored()
    found = json.loads(desk.type("--json").out)
    assert desk.stored() == before
    assert (found["session"], found["taken_over"]) == (desk.key, False)
    assert found["actions"][0]["changes"] == {"owner": ["Bram", "Anna"], "accepted": [True, False]}
    assert [each["new"] for each in found["actions"]] == [False, False, True]
    assert json.loads(desk.type("--json", "--yes").out)["taken_over"] is True
    again = json.loads(desk.type("--json", "--yes").out)
    assert (again["taken_over"], again["actions"], again["lessons"]) == (False, [], [])


def test_one_line_that_cannot_be_read_stops_all_of_it(desk: Desk) -> None:
    desk.edit(*EDITS, ("1 April 2026", "some \x1b[2Jday"))
    before = desk.stored()
    line = desk.file.read_text()[: desk.file.read_text().index("some ")].count("\n") + 1
    said = desk.type("--yes")
    assert (said.status, said.out) == (1, "")
    assert said.err == (
        f"Line {line}: “some [2Jday” is no day: write it as 2026-12-01.\n"
        "Nothing was taken over: mend these lines and import again.\n"
    )
    assert desk.stored() == before


def test_a_file_cut_anywhere_is_never_half_imported(desk: Desk) -> None:
    desk.edit(*EDITS)
    text = desk.file.read_text()
    before = desk.stored()
    lines = text.splitlines(keepends=True)
    for number in range(len(lines)):
        cut = "".join(lines[:number]) + lines[number][: len(lines[number]) // 2]
        desk.file.write_text(cut)
        said = desk.type("--yes")
        assert (said.status, said.out) == (1, ""), cut
        assert "Traceback" not in said.err
    assert desk.stored() == before


def test_a_row_that_was_torn_is_named_even_where_the_session_is_given(desk: Desk) -> None:
    row = next(line for line in desk.written.splitlines() if line.startswith("| 2 "))
    end = desk.written.index(row) + len(row) - 20
    desk.file.write_text(desk.written[:end])
    before = desk.stored()
    line = desk.written[:end].count("\n") + 1
    said = desk.type("--yes", "--session", desk.key)
    assert said.status == 1
    assert said.err.startswith(f"Line {line}: This row has fewer cells")
    assert desk.stored() == before
    desk.file.write_text(desk.written.rpartition("\nSession")[0])
    assert desk.type("--session", desk.key[:14]).status == 0


def test_it_comes_from_standard_input_too(desk: Desk) -> None:
    desk.edit(*EDITS[:3])
    text = desk.file.read_text()
    asked = typed("import", "-", stdin=text)
    assert asked.status == 1
    assert asked.err == "Nothing was taken over: --yes does it without asking.\n"
    assert typed("import", "-", "--yes", stdin=text).status == 0
    assert desk.action(FIRST)["owner"] == "Anna"


@pytest.mark.parametrize(("answer", "owner"), [("y", "Anna"), ("", "Bram"), ("n", "Bram")])
def test_a_person_is_asked_in_colours(desk: Desk, answer: str, owner: str) -> None:
    desk.edit(*EDITS[:3])
    with_colour = "\x1b[33m~ " + FIRST
    person = Person([sys.executable, "-m", "retro", "import", str(desk.file)], size=(100, 40))
    try:
        person.shows("Take this over? [y/N]")
        assert desk.action(FIRST)["owner"] == "Bram"
        assert with_colour in person.sent
        person.type(f"{answer}\n")
        assert person.ends() == 0
    finally:
        person.end()
    assert desk.action(FIRST)["owner"] == owner
    assert ("Taken over." in person.sent) == (owner == "Anna")


def test_no_color_means_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk.edit(EDITS[0])
    person = Person([sys.executable, "-m", "retro", "import", str(desk.file)], size=(100, 40))
    try:
        person.shows("Take this over?")
        assert "\x1b[" not in person.sent
    finally:
        person.end()


def test_dutch_minutes_come_back_in_dutch(shelf: Shelf, tmp_path: Path) -> None:
    desk = Desk(shelf, tmp_path, removal())
    desk.edit(("9 februari 2026", "12 februari 2026"), ("| ja ", "| nee "))
    assert desk.type("--yes", "--language", "nl").status == 0
    action = desk.action("Maak de lijst voor de verhuizing van Burgerzaken")
    assert (action["due"], action["accepted"]) == ("2026-02-12", False)


def test_what_cannot_be_imported_is_said(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    assert "cannot be read: No such file" in shelf.refuse("import", str(file), status=2)
    assert "cannot be read: Is a directory" in shelf.refuse("import", str(tmp_path), status=2)
    file.write_bytes(b"x" * (MOST_BYTES + 1))
    assert "minutes have 5 MB at most" in shelf.refuse("import", str(file), status=1)
    file.write_bytes(bytes(9))
    assert "is not a text" in shelf.refuse("import", str(file), status=1)
    file.write_text("# Shopping\n\n- milk\n")
    assert "does not end with the line" in shelf.refuse("import", str(file), status=1)
    file.write_text("Session: 01KKKMGJ4072TECMQ49PKZ57H6\n")
    assert "No session is called" in shelf.refuse("import", str(file), status=2)


def test_a_session_under_way_is_changed_there(shelf: Shelf, tmp_path: Path) -> None:
    desk = Desk.__new__(Desk)
    key = shelf.keep(replace(release(), closed=None))
    desk.file = tmp_path / "m.md"
    desk.file.write_text(shelf.type("minutes", key).out)
    assert "This session is still under way" in shelf.refuse("import", str(desk.file), status=1)


def test_a_change_in_between_stops_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes a record after the difference was shown is not overwritten."""
    desk.edit(*EDITS)
    before = desk.store.lessons().all()
    uid = desk.action(FIRST)["uid"]
    from retro.cli import importing

    report = importing._Taking.report

    def changed_meanwhile(taking: Any) -> Any:
        yield from report(taking)

        def other(all: list[Any]) -> list[Any]:
            (action,) = [each for each in all if each["uid"] == uid]
            return [changed(action, {"owner": "Dewi"}, now=release().started, by="command")]

        desk.store.actions().change(other)

    monkeypatch.setattr(importing._Taking, "report", changed_meanwhile)
    said = desk.type("--yes")
    assert said.status == 1
    assert said.err == "This was changed elsewhere just now: nothing was taken over. Try again.\n"
    assert desk.action(FIRST)["owner"] == "Dewi"
    assert desk.store.lessons().all() == before
