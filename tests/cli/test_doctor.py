"""`retro doctor`, and what commands that only read leave as it is."""

import stat
from pathlib import Path

import pytest

from tests.cli.shelf import Shelf
from tests.minutes.stories import release


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    "command", ["", "actions", "actions --all", "sessions", "formats", "minutes", "show", "doctor"]
)
@pytest.mark.parametrize("exists", [True, False])
def test_reading_makes_and_tightens_nothing(shelf: Shelf, command: str, exists: bool) -> None:
    if exists:
        shelf.folder.mkdir()
        shelf.folder.chmod(0o1777)
    said = shelf.type(*command.split())
    assert "Traceback" not in said.err
    if exists:
        assert list(shelf.folder.iterdir()) == []
        assert mode(shelf.folder) == 0o1777
    else:
        assert not shelf.folder.exists()


def test_a_folder_that_is_not_there_is_said(shelf: Shelf) -> None:
    sentence = shelf.refuse("doctor", status=1)
    assert sentence == (
        f"Nothing is stored yet in {shelf.folder}: there is no such folder. `retro start` makes "
        "it; --data-dir names another one.\n"
    )


def test_a_whole_folder_is_well(shelf: Shelf) -> None:
    shelf.keep(release())
    assert shelf.tell("doctor") == f"All is well in {shelf.folder}.\n"


def test_a_folder_that_is_open_to_others_is_said_and_left(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    shelf.folder.chmod(0o755)
    shelf.keep(release())
    sentence, well = shelf.tell("doctor").splitlines()
    assert sentence.startswith(f"{shelf.folder} is open to other people")
    assert well.startswith("All is well")
    assert mode(shelf.folder) == 0o755
    inside = [path for path in shelf.folder.iterdir() if mode(path) & 0o077]
    assert inside == []


@pytest.mark.parametrize("mend", ["--accept", "--restore", "--salvage"])
def test_a_file_of_somebody_else_is_not_mended(shelf: Shelf, tmp_path: Path, mend: str) -> None:
    shelf.keep(release())
    other = tmp_path / "letter.json"
    other.write_text("Dear all")
    before = sorted(tmp_path.rglob("*"))
    sentence = shelf.refuse("doctor", mend, str(other), status=1)
    assert sentence.startswith(f"{other} is not a database in {shelf.folder}, so it was left alone")
    assert other.read_text() == "Dear all"
    assert sorted(tmp_path.rglob("*")) == before
