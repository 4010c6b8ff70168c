"""`retro review`, and the home that `retro` alone shows in a terminal."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.shelf import Shelf
from tests.doors.people import Person, Place
from tests.minutes.stories import release

SIZE = (100, 30)


@contextmanager
def somebody(folder: Path, *arguments: str, term: str = "xterm-256color") -> Iterator[Person]:
    """Somebody who types `retro` and these arguments at a terminal."""
    command = ["/usr/bin/env", f"TERM={term}", sys.executable, "-m", "retro", *arguments]
    person = Person(command, SIZE)
    try:
        yield person
    finally:
        person.end()
        Place(folder).end()


def test_an_action_is_changed_on_the_screen_and_is_so_for_commands(shelf: Shelf) -> None:
    shelf.keep(release())
    before = json.loads(shelf.tell("actions", "--json"))
    with somebody(shelf.folder, "review") as kim:
        kim.shows("Open actions · all teams")
        kim.type("d")
        kim.shows("u takes it back")
        kim.type("q")
        assert kim.ends() == 0
        assert kim.is_restored
    after = json.loads(shelf.tell("actions", "--json"))
    assert len(after) == len(before) - 1


def test_a_command_and_the_screen_lose_nothing_of_each_other(shelf: Shelf) -> None:
    shelf.keep(release())
    uid = json.loads(shelf.tell("actions", "--json"))[0]["uid"]
    with somebody(shelf.folder, "review") as kim:
        kim.shows("Open actions")
        shelf.tell("actions", "edit", uid, "--owner", "Robin")
        kim.type("gggjg")
        kim.shows("is under way")
        kim.type("q")
        assert kim.ends() == 0
    found = {each["uid"]: each for each in json.loads(shelf.tell("actions", "--json"))}
    assert found[uid]["owner"] == "Robin"
    assert sum(each["state"] == "doing" for each in found.values()) == 2


def test_alone_in_a_terminal_it_is_the_home_of_the_team(shelf: Shelf) -> None:
    shelf.keep(release())
    shelf.tell("agreements", "add", "Two of us look", "--team", release().team)
    with somebody(shelf.folder) as kim:
        kim.shows("3 open actions")
        kim.shows("Two of us look")
        kim.type("r")
        kim.shows(f"Open actions · {release().team}")
        kim.type("qq")
        assert kim.ends() == 0


def test_a_terminal_that_shows_no_screen_gets_the_text(shelf: Shelf) -> None:
    with somebody(shelf.folder, term="dumb") as kim:
        kim.shows("retro start")
        assert kim.ends() == 0


def test_without_a_terminal_it_says_what_works(shelf: Shelf) -> None:
    sentence = shelf.refuse("review", status=2)
    assert "`retro actions`" in sentence
