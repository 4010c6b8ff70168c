"""`retro backup` and `retro restore`, as they are typed."""

import os
import signal
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from retro.doors.spawn import connect
from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import Shelf
from tests.minutes.stories import release


@pytest.fixture
def packed(shelf: Shelf, tmp_path: Path) -> Path:
    shelf.keep(release())
    shelf.tell("backup", str(tmp_path / "b.zip"))
    return tmp_path / "b.zip"


def test_it_is_named_by_the_day_in_the_folder_that_one_is_in(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.keep(release())
    monkeypatch.chdir(tmp_path)
    said = shelf.tell("backup")
    (file,) = tmp_path.glob("retro-*.zip")
    assert file.name.startswith(f"retro-{date.today().isoformat()}-")
    assert f"{file.name} holds 1 session; all of it was read back." in said
    assert "The key of this host is not in it" in said
    assert file.stat().st_mode & 0o777 == 0o600
    (tmp_path / "out").mkdir()
    assert "/out/retro-" in shelf.tell("backup", "out" + os.sep).replace("out/retro", "/out/retro")


def test_it_comes_back_in_another_folder(shelf: Shelf, packed: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    said = shelf.tell("restore", str(packed), "--into", str(new))
    assert "and holds 1 session." in said
    assert f"It is in {new} now." in said
    for command in (["sessions"], ["actions", "--all"], ["minutes"], ["show"]):
        old = shelf.tell(*command)
        assert shelf.tell("--data-dir", str(new), *command) == old
    assert shelf.type("doctor", "--data-dir", str(new)).status == 0


def test_what_is_there_is_asked_for_and_kept(shelf: Shelf, packed: Path) -> None:
    shelf.act(text="after the backup")
    said = shelf.type("restore", str(packed))
    assert said.status == 2
    assert "add --yes" in said.err
    assert "after the backup" in shelf.tell("actions")
    said_well = shelf.tell("restore", str(packed), "--yes")
    assert "after the backup" not in shelf.tell("actions")
    (kept,) = shelf.folder.parent.glob("data.before-*")
    assert f"What was there is in {kept}" in said_well
    assert "after the backup" in shelf.tell("actions", "--data-dir", str(kept))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_cannot_be_is_a_sentence(
    shelf: Shelf, packed: Path, tmp_path: Path, language: str
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(packed.read_bytes()[:-40])
    before = sorted(tmp_path.rglob("*"))
    for arguments, status in (
        (["restore", str(letter)], 1),
        (["restore", str(cut), "--yes"], 1),
        (["restore", str(tmp_path / "none")], 1),
        (["restore", str(tmp_path)], 1),
        (["restore", str(packed), "--into", str(letter)], 2),
        (["restore", str(packed), "--into", ""], 2),
        (["backup", str(packed)], 1),
        (["backup", str(tmp_path / "none" / "b.zip")], 1),
        (["backup", "--data-dir", str(tmp_path / "none")], 1),
        (["backup", "x" * 300], 2),
    ):
        sentence = shelf.refuse(*arguments, "--language", language, status=status)
        assert sentence.count("\n") == 1, sentence
    assert sorted(tmp_path.rglob("*")) == before


def test_a_session_that_makes_no_sense_goes_in_and_is_said(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep(release(), lambda document: document.pop("title", None))
    good = shelf.keep(release())
    said = shelf.type("backup", str(tmp_path / "b.zip"))
    assert said.status == 1
    assert "cannot be shown" in said.out
    new = tmp_path / "new"
    shelf.tell("restore", str(tmp_path / "b.zip"), "--into", str(new))
    assert shelf.tell("minutes", good, "--data-dir", str(new))
    assert shelf.tell("doctor", "--mend")


def test_a_damaged_one_goes_in_and_is_said(shelf: Shelf, tmp_path: Path) -> None:
    key = shelf.keep(release())
    (file,) = shelf.folder.rglob(f"{key}.json")
    file.write_bytes(file.read_bytes().replace(b"Release", b"Relaese"))
    said = shelf.type("backup", str(tmp_path / "b.zip"))
    assert said.status == 1
    assert "was edited by hand" in said.out
    assert (tmp_path / "b.zip").exists()


def test_a_server_may_run_while_one_is_made_and_not_while_one_comes_back(
    shelf: Shelf, packed: Path, tmp_path: Path
) -> None:
    connection = connect(shelf.folder)
    try:
        assert "1 session" in shelf.tell("backup", str(tmp_path / "running.zip"))
        said = shelf.type("restore", str(packed), "--yes")
        assert said.status == 1
        assert "stop `retro serve`" in said.err
        assert "A server runs for this folder (process " in shelf.tell("doctor")
        assert len(EmbeddedStore(shelf.folder).sessions()) == 1
    finally:
        end_server(shelf.folder, connection)
    shelf.tell("restore", str(packed), "--yes")


def end_server(folder: Path, connection: socket.socket) -> None:
    number = int((folder / "retro.lock").read_text())
    os.kill(number, signal.SIGTERM)
    while connection.recv(4096):
        pass
    connection.close()
    # Whoever gets the lock knows that the server is gone.
    import fcntl

    with (folder / "retro.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def test_a_process_that_is_killed_at_any_time_harms_nothing(
    shelf: Shelf, packed: Path, tmp_path: Path
) -> None:
    """The timer of the kernel ends the process without a word, as kill -9 does."""
    before = shelf.tell("actions", "--all")
    code = (
        "import signal, sys; from retro.cli.guard import run; from retro.cli.main import retro\n"
        "from retro.store import archive, backing_up, bringing_back\n"
        "signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]))\n"
        "run(retro, sys.argv[2:])"
    )
    killed = 0
    for turn in range(6):
        for command in (["backup", str(tmp_path / f"{turn}.zip")],
                        ["restore", str(packed), "--yes"]):  # fmt: skip
            ended = subprocess.run(
                [sys.executable, "-c", code, str(0.004 * (turn + 1)), *command],
                capture_output=True, check=False, timeout=60,
            )  # fmt: skip
            killed += ended.returncode == -signal.SIGALRM
            assert shelf.tell("actions", "--all") == before
        if (tmp_path / f"{turn}.zip").exists():
            shelf.tell(
                "restore", str(tmp_path / f"{turn}.zip"), "--into", str(tmp_path / f"{turn}")
            )
    assert killed
    shelf.tell("backup", str(tmp_path / "last.zip"))
    assert [path.name for path in tmp_path.glob(".retro-backup-*")] == []
