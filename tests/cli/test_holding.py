"""`retro start` and `retro attach`, with a server process and a real terminal."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.shelf import Shelf, typed
from tests.doors.people import Person
from tests.minutes.stories import release, removal

SIZE = (100, 30)


@contextmanager
def somebody(*arguments: str) -> Iterator[Person]:
    """Somebody types `retro` and these arguments in a terminal."""
    person = Person([sys.executable, "-m", "retro", *arguments], SIZE)
    try:
        yield person
    finally:
        person.end()


@pytest.fixture(autouse=True)
def no_server_is_left(tmp_path: Path) -> Iterator[None]:
    """End the server that a test started, by the process id in its lock file."""
    yield
    with suppress(OSError, ValueError):
        os.kill(int((tmp_path / "data" / "retro.lock").read_bytes()), signal.SIGKILL)


@pytest.mark.parametrize("command", ["start", "start aar", "attach"])
def test_without_a_terminal_another_way_is_named(shelf: Shelf, command: str) -> None:
    shelf.keep(replace(release(), closed=None))
    said = typed(*command.split())
    assert (said.status, said.out) == (2, "")
    name = command.split()[0]
    assert said.err.startswith(f"`retro {name}` needs a terminal: type it in a terminal window")
    assert "`retro minutes`" in said.err
    assert said.err.count("\n") == 1


def test_there_has_to_be_something_to_attach_to(shelf: Shelf) -> None:
    assert "`retro start` begins the first" in shelf.refuse("attach", status=1)
    shelf.keep(release())
    sentence = "No session is under way: `retro start` begins one, `retro sessions` lists all.\n"
    assert shelf.refuse("attach", status=1) == sentence
    assert "`retro sessions` lists them" in shelf.refuse("attach", "ZZ", status=2)


def test_text_that_is_far_too_long_is_refused(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retro.cli.holding._refuse_without_terminal", lambda *_: None)
    sentence = shelf.refuse("start", "--title", "x" * 4001, status=2)
    assert sentence == "--title is too long; give it on the screen.\n"
    people = [word for number in range(900) for word in ("--person", f"P{number}")]
    assert "too long" in shelf.refuse("start", *people, status=2)


def test_what_is_typed_is_on_the_screen() -> None:
    options = (
        "--title",
        "Release 4.2",
        "--goal",
        "Learn",
        "--team",
        "Blue",
        "--facilitator",
        "Kim",
    )
    with somebody("start", "aar", *options, "--person", "Robin", "--person", "Sam") as kim:
        for text in ("After-action review", "Release 4.2", "Learn", "Blue", "Kim", "Robin", "Sam"):
            kim.shows(text)
        kim.type("\x03")


def test_the_door_for_others_is_for_those_who_write_apart(shelf: Shelf) -> None:
    for option in (["--port", "0"], ["--listen", "127.0.0.1"], ["--advertise", "kim.local"]):
        sentence = shelf.refuse("start", "--together", *option, status=2)
        assert sentence.startswith("With --together nobody joins from elsewhere")


def test_how_all_write_and_where_they_join_reaches_the_screen(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[Mapping[str, str]] = []
    monkeypatch.setattr("retro.cli.holding._refuse_without_terminal", lambda *_: None)

    def attach(place: object, wish: str, options: Mapping[str, str], lost: str) -> int:
        handed.append({name: text for name, text in options.items() if name != "folder"})
        return 0

    monkeypatch.setattr("retro.cli.holding.attach_terminal", attach)
    shelf.tell("start")
    shelf.tell("start", "--together")
    door = ["--port", "0", "--listen", "127.0.0.1", "--advertise", "kim.local"]
    shelf.tell("start", "--apart", *door)
    assert handed == [
        {},
        {"writing": "together"},
        {"writing": "apart", "port": "0", "listen": "127.0.0.1", "advertise": "kim.local"},
    ]


def test_without_a_format_one_is_chosen_on_the_screen() -> None:
    with somebody("start", "--language", "nl") as kim:
        kim.shows("Wat brengt jullie bij elkaar?")


def test_attaching_goes_on_with_the_latest_that_is_not_closed(shelf: Shelf) -> None:
    shelf.keep(replace(removal(), closed=None))
    key = shelf.keep(replace(release(), closed=None, index=1))
    shelf.keep(replace(release(), started=release().started.replace(year=2027)))
    with somebody("attach") as kim:
        kim.shows("Release 4.2")
    with somebody("attach", key[:10].lower()) as robin:
        robin.shows("Release 4.2")


def test_a_terminal_that_shows_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person(["/usr/bin/env", "TERM=dumb", sys.executable, "-m", "retro", "start"], SIZE)
    try:
        assert person.ends() != 0
        assert "Traceback" not in person.sent
        assert "TERM" in person.sent
    finally:
        person.end()


def test_the_way_back_names_the_folder_that_was_chosen(tmp_path: Path) -> None:
    from platformdirs import user_data_path

    from retro.cli.place import going_on

    assert going_on(user_data_path("retro")) == "retro attach"
    folder = tmp_path / "my data"
    assert going_on(folder, "Try `retro attach`.") == f"Try `retro attach --data-dir '{folder}'`."


def test_attaching_may_open_another_door(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Mapping[str, str]] = []
    monkeypatch.setattr("retro.cli.holding._refuse_without_terminal", lambda *_: None)

    def attach(place: object, wish: str, options: Mapping[str, str], lost: str) -> int:
        handed.append({name: text for name, text in options.items() if name != "folder"})
        return 0

    monkeypatch.setattr("retro.cli.holding.attach_terminal", attach)
    key = shelf.keep(replace(release(), closed=None))
    shelf.tell("attach", "--port", "2301")
    assert handed == [{"session": key, "port": "2301"}]


def test_leaving_says_how_to_come_back_to_this_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    options = ("--title", "Release 4.2", "--facilitator", "Kim", "--goal", "Learn")
    with somebody("start", "aar", "--together", *options, "--data-dir", str(folder)) as kim:
        kim.shows("Begin")
        kim.type("\x13")
        kim.type("\r")
        kim.shows("WELCOME")
        kim.type("q")
        kim.ends()
        assert f"retro attach --data-dir {folder}" in kim.sent
