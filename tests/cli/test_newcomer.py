"""Whoever has nothing yet, or types from a wrong place, gets a sentence, and never a traceback."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.newcomers import GO_ON, SLOW, commands, ended_well
from tests.cli.shelf import Shelf, typed

ALL = list(commands())
STAY = [each for each in ALL if not (each and each[0] in GO_ON)]
#: What retro writes in a data folder, by the names of the files.
FILES = (
    "actions.json", "actions.journal", "index.json", "lessons.json", "agreements.json",
    "teams.json", "journal.json", "door.json", "ssh_host_ed25519_key", "server.log", "retro.lock",
)  # fmt: skip


def nothing(folder: Path) -> None:
    """The folder is not there."""


def empty(folder: Path) -> None:
    folder.mkdir(mode=0o700)


def folders_for_files(folder: Path) -> None:
    for name in FILES:
        (folder / name).mkdir(parents=True)


def files_for_folders(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name in ("sessions", "backup", "quarantine", "templates"):
        (folder / name).write_text("no folder")


def nonsense(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name in FILES:
        (folder / name).write_bytes(b"\xff\x00nonsense")


def links_to_nowhere(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name in (*FILES, "sessions", "templates"):
        (folder / name).symlink_to(folder.parent / "nowhere" / name)


def gone(folder: Path) -> None:
    """The folder that somebody is in was removed."""
    here = folder.parent / "here"
    here.mkdir()
    os.chdir(here)
    here.rmdir()


@pytest.mark.parametrize(
    "place",
    [nothing, empty, folders_for_files, files_for_folders, nonsense, links_to_nowhere, gone],
    ids=lambda place: place.__name__,
)
def test_every_command_answers_with_a_sentence(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, place: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(shelf.folder.parent)
    monkeypatch.setenv("HOME", str(shelf.folder.parent))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    place(shelf.folder)
    quick = [each for each in STAY if each not in SLOW or place is nothing]
    answers = {" ".join(each): shelf.type(*each) for each in quick}
    assert {name: said for name, said in answers.items() if not ended_well(*said)} == {}


@pytest.mark.parametrize("arguments", ALL, ids=" ".join)
def test_wrong_words_and_a_wrong_folder_are_misuse(
    shelf: Shelf, tmp_path: Path, arguments: list[str]
) -> None:
    said = shelf.refuse(*arguments, "--nothing-like-it", status=2)
    assert said.startswith("No such option '--nothing-like-it'.")
    assert said.endswith("` explains.\n") or "Did you mean" in said
    if arguments[:1] == ["completion"]:
        return  # it needs no folder
    file = tmp_path / "file"
    file.write_text("no folder")
    said = shelf.refuse(*arguments, "--data-dir", str(file), status=2)
    assert said == f"{file} is no folder: name another one for the data.\n"


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_a_closed_stream_is_a_sentence(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    monkeypatch.chdir(shelf.folder.parent)
    answers = {}
    for arguments in STAY:
        if arguments in SLOW:
            continue
        with monkeypatch.context() as closed:
            closed.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
            closed.setattr(sys, stream, None)
            answers[" ".join(arguments)] = shelf.type(*arguments)
    assert {name: said for name, said in answers.items() if not ended_well(*said)} == {}


@pytest.mark.parametrize("arguments", [["import", "-"], ["actions", "import", "-"], ["coach", "-"]])
def test_what_reads_from_a_closed_input_says_so(shelf: Shelf, arguments: list[str]) -> None:
    line = f'"$0" -m retro {" ".join(arguments)} <&-'
    ended = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable], capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert ended.returncode in (0, 1, 2)
    assert "Traceback" not in ended.stderr
    assert "error of its own" not in ended.stderr


def in_a_process(folder: Path, before: list[str], **environment: str) -> None:
    """Type all commands in one process with this environment and no other."""
    ended = subprocess.run(
        [*before, sys.executable, "-m", "tests.cli.newcomers"],
        capture_output=True, text=True, timeout=120, check=False, stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path),
             "RETRO_DATA_DIR": str(folder), **environment},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    said = json.loads(ended.stdout)
    assert said["count"] == len(STAY) - len(SLOW)
    assert said["bad"] == []


def test_no_home_no_locale_and_no_terminal_are_fine(tmp_path: Path) -> None:
    in_a_process(
        tmp_path / "data", [], LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", TERM="dumb",
        NO_COLOR="1",
    )  # fmt: skip


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_that_one_may_not_use_is_a_sentence(tmp_path: Path, mode: int) -> None:
    before = []
    if os.geteuid() == 0:
        # The rights of a folder bind root as well without these.
        if not shutil.which("setpriv"):
            pytest.skip("root may do everything, and there is no setpriv")
        before = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(mode)
    try:
        in_a_process(folder, before, HOME=str(tmp_path), LANG="C.UTF-8")
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("command", ["doctor", "doctor --json", "sessions", "formats"])
def test_a_reader_that_leaves_is_left_in_peace(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-m", "retro", *command.split()], stdout=writer,
        stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(writer)
    assert ended.stderr == b""
    assert ended.returncode in (0, 1)


def test_without_a_screen_one_is_told_what_works(shelf: Shelf) -> None:
    for command in ("start", "attach", "join", "review"):
        said = typed(command, TERM="dumb")
        assert said.status in (1, 2)
        assert "`" in said.err
        assert said.err.count("\n") == 1
