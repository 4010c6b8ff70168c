"""`retro journal`: for whoever writes it, and for nobody else."""

import ast
import asyncio
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncssh
import pytest

import retro
from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import Said, Shelf, typed
from tests.cli.test_imports import loaded
from tests.cli.test_serving import begun, serving
from tests.doors.joining import at_a_desk, person_at
from tests.doors.people import Person, until
from tests.minutes.stories import release

SECRET = "Xylophone-rehearsal"
TYPED = "An empty line ends it"


def ids(shelf: Shelf) -> list[str]:
    return [line.split()[0] for line in shelf.tell("journal", "list").splitlines()]


def write(text: str) -> Said:
    return typed("journal", stdin=text)


@contextmanager
def at_a_terminal(*arguments: str) -> Iterator[Person]:
    command = at_a_desk([sys.executable, "-m", "retro", "journal", *arguments])
    with person_at(command, size=(100, 40)) as person:
        yield person


def test_an_entry_is_kept_listed_shown_found_and_removed(shelf: Shelf) -> None:
    assert "Nothing is in your journal yet" in shelf.tell("journal", "list")
    assert re.fullmatch(
        "Kept. `retro journal show [0-9a-f]{6}` shows it.\n",
        write("Deploys went well,\nas we had practised them.\n\nAgain!\n").out,
    )
    write(f"A {SECRET}\x1b[2J on Monday")
    late, early = shelf.tell("journal", "list").splitlines()
    assert late.endswith(f"  A {SECRET}[2J on Monday")
    assert early.endswith("  Deploys went well, as we had practised them. Again!")
    shown = shelf.tell("journal", "show", early.split()[0])
    assert shown.endswith("\n\nDeploys went well,\nas we had practised them.\n\nAgain!\n")
    assert shelf.tell("journal", "search", "practising", "deploy") == f"{early}\n"
    assert "has these words" in shelf.tell("journal", "search", "zeppelin")
    assert "--yes does it" in shelf.refuse("journal", "remove", late.split()[0], status=1)
    assert shelf.tell("journal", "remove", late.split()[0], "--yes") == "Removed.\n"
    assert ids(shelf) == [early.split()[0]]
    assert "There is no entry" in shelf.refuse("journal", "show", late.split()[0], status=2)
    left = [path for path in shelf.folder.rglob("*") if path.is_file()]
    assert [path for path in left if SECRET.encode() in path.read_bytes()] == []


def test_nothing_is_kept_of_nothing(shelf: Shelf) -> None:
    asked = typed("journal")
    assert asked.status == 0
    assert asked.out.endswith("?\n")
    assert typed("journal", "prompt").out != asked.out
    assert "yet" in shelf.tell("journal", "list")
    assert "too long" in write("x" * 50_001).err
    assert typed("journal", "--language", "nl").status == 0


def test_an_export_is_for_its_owner_and_holds_all(shelf: Shelf, tmp_path: Path) -> None:
    write("First *this*\n\n# and\nthen that")
    write("Second")
    out = shelf.tell("journal", "export")
    assert out.startswith("# Learning journal\n\n## ")
    assert "\n\nFirst \\*this\\*\n\n\\# and\\\nthen that\n\n## " in out
    assert out.endswith("\n\nSecond\n")
    file = tmp_path / "journal.md"
    shelf.tell("journal", "export", "-o", str(file))
    assert file.read_text() == out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("mine")
    assert "is there already" in shelf.refuse("journal", "export", "-o", str(file), status=1)


def lines(person: Person, number: int) -> None:
    """Wait until the line of this number can be typed."""

    def asked() -> bool:
        person.read()
        return person.sent.count("> ") >= number

    until(asked)


def test_a_person_writes_until_an_empty_line(shelf: Shelf) -> None:
    with at_a_terminal() as person:
        person.shows(TYPED)
        long = "word " * 1000
        person.type(f"One\n{long}\n\n")
        person.shows("Kept.")
        assert person.ends() == 0
    (id,) = ids(shelf)
    assert f"\n\nOne\n{long.strip()}\n" in shelf.tell("journal", "show", id)


def test_the_end_of_input_ends_it_too(shelf: Shelf) -> None:
    with at_a_terminal() as person:
        lines(person, 1)
        person.type("One\n")
        lines(person, 2)
        person.type("\x04")
        person.shows("Kept.")
        assert person.ends() == 0
    (id,) = ids(shelf)
    assert shelf.tell("journal", "show", id).endswith("\n\nOne\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM])
def test_half_a_line_is_kept_and_comes_back(shelf: Shelf, number: int) -> None:
    with at_a_terminal() as person:
        lines(person, 1)
        person.type("One\n")
        lines(person, 2)
        person.type("half a li")
        person.shows("half a li")
        if number == signal.SIGINT:
            person.type("\x03")
        else:
            os.kill(person.process.pid, number)
        person.shows("Not finished: `retro journal` goes on with it.")
        assert person.ends() == 130
    assert "yet" in shelf.tell("journal", "list")
    with at_a_terminal() as person:
        person.shows("Go on with it? [y/N]")
        assert "half a li" in person.text
        person.type("y\n")
        lines(person, 1)
        person.type("ne\n\n")
        person.shows("Kept.")
        person.ends()
    (id,) = ids(shelf)
    assert shelf.tell("journal", "show", id).endswith("\n\nOne\nhalf a li\nne\n")
    with at_a_terminal() as person:
        person.shows(TYPED)
        assert "Go on" not in person.text


def test_a_terminal_that_goes_away_takes_no_line_along(shelf: Shelf) -> None:
    with at_a_terminal() as person:
        lines(person, 1)
        person.type("One\n")
        lines(person, 2)
        person.type("half a li")
        person.shows("half a li")
        person.close_window()
        until(lambda: person.process.poll() is not None)
    (document,) = EmbeddedStore(shelf.folder).journal().all()
    assert document["text"].split("\n")[0] == "One"


def test_a_draft_that_nobody_goes_on_with_is_an_entry(shelf: Shelf) -> None:
    with at_a_terminal() as person:
        lines(person, 1)
        person.type("half")
        person.shows("half")
        person.type("\x03")
        person.shows("Not finished")
    with at_a_terminal("prompt") as person:
        person.shows("Go on with it? [y/N]")
        person.type("n\n")
        lines(person, 1)
        person.type("\n")
        person.shows("Nothing was kept.")
    (id,) = ids(shelf)
    assert shelf.tell("journal", "show", id).endswith("\n\nhalf\n")


def test_an_editor_is_used_where_one_is_set(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert "No editor is set" in typed("journal", "--edit").err
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\n(echo "# Mine"; echo; cat "$1") > "$1.new" && mv "$1.new" "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    assert typed("journal", "--edit").status == 0
    (id,) = ids(shelf)
    assert shelf.tell("journal", "show", id).endswith("\n\n# Mine\n")
    monkeypatch.setenv("VISUAL", "false")
    assert "The editor did not end well" in typed("journal", "--edit").err


def test_its_files_are_for_the_owner_alone(shelf: Shelf) -> None:
    write(SECRET)
    files = [path for path in shelf.folder.iterdir() if path.name.startswith("journal.")]
    assert {path.name for path in files} >= {"journal.json", "journal.journal"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_nothing_but_this_command_opens_it() -> None:
    package = Path(retro.__file__).parent
    calls = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "journal"
    }
    assert calls <= {"cli/journal.py", "cli/main.py"}
    assert "cli/journal.py" in calls


@pytest.mark.parametrize(
    "command",
    ["", "minutes", "actions --all", "actions --json", "sessions", "show", "insights", "lessons",
     "privacy"],
)  # fmt: skip
def test_no_other_command_needs_or_shows_it(shelf: Shelf, command: str) -> None:
    shelf.keep(release())
    without = typed(*command.split())
    write(SECRET)
    assert typed(*command.split()) == without
    # Whoever read it would say that it is damaged.
    for path in shelf.folder.glob("journal.*"):
        path.write_bytes(b"{" + SECRET.encode())
    assert typed(*command.split()) == without


def test_not_even_a_member_reaches_it_over_ssh(tmp_path: Path) -> None:
    data, identity, keys = (tmp_path / name for name in ("data", "key", "authorized_keys"))
    key = asyncssh.generate_private_key("ssh-ed25519")
    for path, content in ((identity, key.export_private_key()), (keys, key.export_public_key())):
        path.touch(mode=0o600)
        path.write_bytes(content)
    asyncio.run(begun(data))
    assert typed("journal", stdin=SECRET, RETRO_DATA_DIR=str(data)).status == 0
    held = [p for p in data.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
    assert {path.name.partition(".")[0] for path in held} == {"journal"}
    for path in data.glob("journal.*"):
        # Whoever read it would say that it is damaged.
        path.write_bytes(b"{" + SECRET.encode())
    with serving(data, "--authorized-keys", str(keys)) as server:
        member = server.ssh("lobby", options=("-i", str(identity), "-o", "BatchMode=yes"))

        def asked(question: str) -> tuple[int, bytes]:
            done = subprocess.run(
                [*member, question], stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
            return done.returncode, done.stdout + done.stderr

        for question in ("actions", "actions --json", "status --json", "sessions", "help"):
            status, said = asked(question)
            assert status == 0, said
            assert SECRET.encode() not in said
        for question in ("journal", "journal list", f"journal search {SECRET}", "show journal"):
            status, said = asked(question)
            assert status == 2
            assert b"cannot be asked here" in said
    for path in data.rglob("*"):
        if path.is_file() and not path.name.startswith("journal."):
            assert SECRET.encode() not in path.read_bytes()


def test_the_draft_is_no_entry(shelf: Shelf) -> None:
    write("One")
    store = EmbeddedStore(shelf.folder).journal()
    (document,) = store.all()
    store.change(
        lambda _: [{**document, "uid": "draft"}, {"uid": "odd"}, {"text": "x", "uid": "y"}]
    )
    assert len(ids(shelf)) == 1


@pytest.mark.parametrize("command", ["journal", "journal list", "journal search deploy"])
def test_it_draws_nothing(command: str) -> None:
    write("Deploys")
    assert not loaded(*command.split()) & {"textual", "rich", "asyncssh"}
