"""`retro import`: edited minutes come back in, whole or not at all."""

import errno
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retro.followup import lessons
from retro.followup.record import changed
from retro.minutes.decoding import MOST_BYTES
from retro.session.model import Session
from retro.store.disk import Disk
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


def test_a_disk_that_fails_in_between_leaves_what_the_same_file_finishes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.edit(*EDITS)
    actions, before = desk.stored()
    with monkeypatch.context() as full:
        no_room_for_lessons(full, after="actions")
        said = desk.type("--yes")
    assert said.status == 1
    assert "The actions were taken over, and the lessons were not: " in said.err
    assert said.err.endswith(
        "Then import the same file again, which does what is left and nothing twice.\n"
    )
    taken, lessons_now = desk.stored()
    assert lessons_now == before
    assert len(taken) == len(actions) + 1
    assert desk.action(FIRST)["owner"] == "Anna"
    rest = desk.type("--yes")
    assert rest.status == 0
    assert "\n1 lesson changed.\nTaken over." in rest.out
    assert desk.store.actions().all() == taken
    texts = [each["text"] for each in desk.store.lessons().all()]
    assert "Practise the rollback twice a month" in texts
    assert len(texts) == len(before)
    after = desk.stored()
    assert "nothing to take over" in desk.type("--yes").out
    assert desk.stored() == after


def test_a_disk_that_fails_at_once_leaves_everything(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.edit(EDITS[2])
    before = desk.stored()
    with monkeypatch.context() as full:
        no_room_for_lessons(full)
        said = desk.type("--yes")
    assert said.status == 1
    assert "taken over" not in said.err
    assert desk.stored() == before


def no_room_for_lessons(patched: pytest.MonkeyPatch, *, after: str = "") -> None:
    """The disk takes no bytes for the lessons, from when it took some for the file `after`."""
    names: dict[int, str] = {}
    took: list[str] = [""]
    write = Disk.write

    def opening(call: Callable[[Disk, Path], int]) -> Callable[[Disk, Path], int]:
        def opened(disk: Disk, path: Path) -> int:
            handle = call(disk, path)
            names[handle] = path.name.partition(".")[0]
            return handle

        return opened

    def written(disk: Disk, handle: int, data: bytes) -> int:
        if names.get(handle) == "lessons" and after in took:
            raise OSError(errno.ENOSPC, "No space left on device")
        took.append(names.get(handle, ""))
        return write(disk, handle, data)

    for name in ("create", "append"):
        patched.setattr(Disk, name, opening(getattr(Disk, name)))
    patched.setattr(Disk, "write", written)


def test_a_lesson_that_was_added_or_moved_is_named(desk: Desk) -> None:
    lines = desk.written.splitlines(keepends=True)
    moved = next(line for line in lines if line.startswith("- Practise the rollback every"))
    lines.remove(moved)
    place = next(n for n, line in enumerate(lines) if line.startswith("- Rehearse migrations"))
    lines[place:place] = ["- Say it \x1b[31mearlier\n", moved]
    desk.file.write_text("".join(lines))
    before = desk.stored()
    said = desk.type("--yes")
    assert said.status == 0
    uid = next(each["uid"] for each in before[1] if each["text"].startswith("Practise"))
    assert said.out.splitlines()[1:] == [
        (
            f"Line {place + 1}: “Say it [31mearlier” has no id behind it and is not taken over, as "
            "lessons come from the cards of a session: write it in the next one, or change a "
            "lesson that has its id."
        ),
        (
            f"Line {place + 2}: Lesson {uid[:6]} was moved from “Sustain” to “Improve”, which is "
            "not taken over: it stays what it was in its session."
        ),
        "",
        "There is nothing to take over: no action or lesson was changed.",
    ]
    assert desk.stored() == before
    not_read = json.loads(desk.type("--json").out)["not_read"]
    assert [each["line"] for each in not_read] == [place + 1, place + 2]


def test_of_very_many_lines_that_are_not_read_the_rest_is_counted(desk: Desk) -> None:
    desk.file.write_text(f"{desk.written}\n## Lessons\n\n" + "- and one more\n" * 250)
    lines = desk.type("--dry-run").out.splitlines()
    assert sum("and one more" in line for line in lines) == 100
    assert "… and 150 more" in lines
    assert len(json.loads(desk.type("--json").out)["not_read"]) == 250


def test_an_action_that_is_in_the_archive_by_now_stays_there(desk: Desk) -> None:
    desk.edit(EDITS[3])
    assert desk.type("--yes").status == 0
    text = "Write the [31mrunbook"

    def closed(all: list[Any]) -> list[Any]:
        (action,) = [each for each in all if each["text"] == text]
        return [changed(action, {"state": "done"}, now=release().started, by="command")]

    desk.store.actions().change(closed)
    assert desk.store.actions().archive(date(2028, 1, 1)) == 1
    before = desk.stored()
    assert "nothing to take over" in desk.type("--yes").out
    assert desk.stored() == before
    desk.edit((EDITS[3][0], EDITS[3][1].replace("Esra", "Femke")))
    said = desk.type("--yes")
    assert said.status == 1
    assert "or was closed so long ago that it is archived." in said.err
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


def test_minutes_of_another_session_than_was_named_are_refused(desk: Desk) -> None:
    other = desk.shelf.keep(removal())
    desk.edit(EDITS[3])
    before = desk.stored()
    assert desk.shelf.refuse("import", str(desk.file), "--yes", "--session", other, status=1) == (
        f"{desk.file} has the minutes of session {desk.key}, and --session names another one: "
        "leave --session out.\n"
    )
    assert desk.stored() == before


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
