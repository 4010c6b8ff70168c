"""Faults: each gets a sentence and a status, and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from retro.cli import guard
from retro.cli.guard import run
from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import Shelf, typed
from tests.minutes.stories import release

HOME = [sys.executable, "-m", "retro"]


def test_a_folder_that_is_none_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for arguments in (["actions", "--data-dir", str(file)], ["--data-dir", str(file)]):
        sentence = shelf.refuse(*arguments, status=2)
        assert sentence == f"{file} is no folder: name another one for the data.\n"
    assert "is no folder" in shelf.refuse("actions", "--data-dir", "x" * 300, status=2)
    assert "is no folder" in shelf.refuse("actions", "--data-dir", "~nobody-at-all/x", status=2)


def test_the_data_folder_may_be_named_in_three_ways(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.keep(release())
    full = shelf.tell("sessions")
    monkeypatch.setenv("RETRO_DATA_DIR", str(tmp_path / "other"))
    assert shelf.tell("sessions") != full
    assert shelf.tell("sessions", "--data-dir", str(shelf.folder)) == full
    assert shelf.tell("--data-dir", str(shelf.folder), "sessions") == full
    monkeypatch.chdir(tmp_path)
    assert shelf.tell("sessions", "--data-dir", "data") == full


def test_what_is_typed_too_much_is_a_sentence(shelf: Shelf) -> None:
    sentence = shelf.refuse("review", "extra", status=2)
    assert sentence.endswith("(extra). `retro review --help` explains.\n")


def test_by_default_data_is_where_the_system_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_data_path

    from retro.cli.place import find_place

    assert find_place(None, None, {}).folder == user_data_path("retro")
    assert find_place(None, None, {"RETRO_DATA_DIR": ""}).folder == user_data_path("retro")


@pytest.mark.parametrize("command", ["actions", ""])
def test_a_damaged_file_is_said(shelf: Shelf, command: str) -> None:
    shelf.act(text="one")
    for file in shelf.folder.glob("actions.j*"):
        file.write_bytes(b"\xff" + file.read_bytes()[1:])
    said = shelf.type(*command.split())
    assert said.status == 1
    assert "actions" in said.err
    assert said.err.count("\n") == 1


def test_an_error_of_the_program_is_written_down(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.keep(release())

    def break_down(store: object) -> None:
        raise ZeroDivisionError("a secret that somebody wrote")

    monkeypatch.setattr(EmbeddedStore, "sessions", break_down)
    said = shelf.type("sessions")
    log = shelf.folder / "errors.log"
    assert said.status == 1
    assert said.err == (
        "retro met an error of its own (ZeroDivisionError). "
        f"Please report it, with the last lines of {log}.\n"
    )
    assert "break_down" in log.read_text()
    assert "secret" not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_an_error_without_a_data_folder_is_written_down_elsewhere(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    @click.command()
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(broken, []) == 1
    assert str(tmp_path / "errors.log") in shelf.capsys.readouterr().err
    assert (tmp_path / "errors.log").exists()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert run(broken, []) == 1
    assert "could not be written down anywhere" in shelf.capsys.readouterr().err


def test_windows_is_told_about_wsl(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    class Windows:
        name = "nt"

    monkeypatch.setattr(guard, "os", Windows)
    assert "install WSL" in shelf.refuse("sessions", status=2)


def test_an_interrupt_is_quiet(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(store: object) -> None:
        raise KeyboardInterrupt

    shelf.keep(release())
    monkeypatch.setattr(EmbeddedStore, "sessions", interrupted)
    said = shelf.type("sessions")
    assert (said.status, said.out, said.err.strip()) == (130, "", "")


@pytest.mark.parametrize("command", ["--help", "formats show aar", "actions --json"])
def test_a_reader_that_leaves_is_left_in_peace(shelf: Shelf, command: str) -> None:
    shelf.act(text="one")
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [*HOME, *command.split()], stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.parametrize("command", ["--help", "formats show aar", "actions"])
def test_output_that_cannot_be_written_is_said(command: str) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("only Linux has a disk that is always full")
    with full.open("wb") as output:
        ended = subprocess.run(
            [*HOME, *command.split()],
            stdout=output,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    sentence = b"The output could not be written: No space left on device.\n"
    assert (ended.returncode, ended.stderr) == (1, sentence)


def test_a_closed_output_is_said() -> None:
    line = '"$0" -m retro actions >&-'
    ended = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable], stderr=subprocess.PIPE, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr == b"There is nowhere to write to: standard output is closed.\n"


def test_a_terminal_of_another_encoding_gets_what_it_can_show(shelf: Shelf) -> None:
    shelf.act(text="Zoë’s café ✓")
    said = typed("actions", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (said.status, said.err) == (0, "")
    assert "Zo?" in said.out
