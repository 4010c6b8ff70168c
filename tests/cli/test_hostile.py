"""What people typed, and what others left in the files, does nothing to a terminal."""

import re
import sys

import pytest

from retro.cli.output import indented, shown
from tests.cli.shelf import Shelf
from tests.doors.people import Person
from tests.minutes.stories import release

NASTY = "\x1b]0;taken\x07\x1b[2J\x9b31m\u202edesrever\u200b\r\n\x08end"
#: What would move a cursor, change a title or turn letters around.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def spoil(document: dict[str, object]) -> None:
    """Put the text wherever there was one."""
    for name in ("title", "goal", "team", "text", "name", "owner", "prompt"):
        if isinstance(document.get(name), str):
            document[name] = NASTY
    if "phases" in document:
        phases = document["phases"]
        assert isinstance(phases, list)
        for phase in phases:
            phase["title"] = NASTY


@pytest.mark.parametrize("command", ["", "sessions", "show", "actions"])
def test_lists_print_harmless_text(shelf: Shelf, command: str) -> None:
    shelf.keep(release(), spoil)
    shelf.act(text=NASTY, owner=NASTY, team=NASTY, session_title=NASTY, due=NASTY)
    (shelf.folder / "index.json").unlink(missing_ok=True)
    (shelf.folder / "index.journal").unlink(missing_ok=True)
    text = shelf.tell(*command.split())
    assert not OBEYED.search(text)
    assert command == "" or "desrever" in text


def test_json_is_ascii(shelf: Shelf) -> None:
    shelf.keep(release(), spoil)
    shelf.act(text=NASTY)
    for command in ("sessions", "actions"):
        assert re.fullmatch("[\n -~]*", shelf.tell(command, "--json"))


def test_minutes_are_cleaned_for_a_terminal_only(shelf: Shelf) -> None:
    shelf.keep(release(), spoil)
    assert "\x1b" in shelf.tell("minutes")
    person = Person([sys.executable, "-m", "retro", "minutes"])
    try:
        assert person.ends() == 0
        assert "desrever" in person.sent
        assert not OBEYED.search(person.sent.replace("\r\n", "\n"))
    finally:
        person.end()


def test_a_title_is_one_line_however_long() -> None:
    assert shown("a\nb\tc \u2028 d") == "a b c d"
    assert shown("long " * 5000).count("long") == 5000
    assert indented("   - a\x1b[0m") == "   - a[0m"
