"""`retro minutes`."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from retro.minutes.markdown import minutes
from retro.words import Words
from tests.cli.shelf import Shelf, typed
from tests.minutes.stories import release, removal


def english(key: str) -> str:
    """The minutes of the release, kept under a key."""
    return minutes(replace(release(), key=key), Words("en"))


def test_minutes_of_the_latest_session(shelf: Shelf) -> None:
    shelf.keep(removal())
    written = english(shelf.keep(release()))
    assert shelf.tell("minutes") == written
    assert shelf.tell("minutes", "-o", "-") == written


def test_a_pipe_gets_the_same_bytes_as_a_file(shelf: Shelf, tmp_path: Path) -> None:
    key = shelf.keep(release())
    # Latin-1 could not hold all of it.
    said = typed("minutes", key, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert (said.status, said.out, said.err) == (0, english(key), "")
    file = tmp_path / "minutes.md"
    assert shelf.tell("minutes", key, "-o", str(file)) == f"The minutes are in {file}.\n"
    assert file.read_bytes() == english(key).encode()


def test_minutes_are_in_the_language_of_the_session(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = shelf.keep(removal())
    session = replace(removal(), key=key)
    dutch = minutes(session, Words("nl"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert shelf.tell("minutes", key) == dutch
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    in_english = minutes(session, Words("en"))
    assert shelf.tell("minutes", key, "--language", "en") == in_english
    monkeypatch.setenv("RETRO_LANGUAGE", "en")
    assert shelf.tell("minutes", key) == in_english


def test_minutes_of_a_session_under_way_say_so(shelf: Shelf) -> None:
    shelf.keep(replace(release(), closed=None))
    said = shelf.type("minutes")
    assert said.status == 0
    assert said.out.startswith("# ")
    assert said.err == "This session is still under way: these are the minutes so far.\n"


def test_a_file_that_somebody_changed_is_kept(shelf: Shelf, tmp_path: Path) -> None:
    written = english(shelf.keep(release()))
    file = tmp_path / "minutes.md"
    shelf.tell("minutes", "-o", str(file))
    shelf.tell("minutes", "-o", str(file))  # the same again changes nothing
    file.write_text(written + "\nMy own remark.\n")
    file.chmod(0o640)
    sentence = shelf.refuse("minutes", "-o", str(file), status=1)
    assert sentence == f"{file} is there already: --force replaces it, or choose a name.\n"
    assert "My own remark." in file.read_text()
    shelf.tell("minutes", "--force", "-o", str(file))
    assert file.read_text() == written
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.glob(".minutes*")) == []


def test_a_link_stays_a_link(shelf: Shelf, tmp_path: Path) -> None:
    written = english(shelf.keep(release()))
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    link.symlink_to(real)
    shelf.tell("minutes", "--force", "-o", str(link))
    assert link.is_symlink()
    assert real.read_text() == written


def test_a_place_that_cannot_be_written_is_said(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep(release())
    assert shelf.refuse("minutes", "-o", str(tmp_path), status=2) == (
        f"{tmp_path} is a folder: give the name of a file in it.\n"
    )
    missing = tmp_path / "no" / "minutes.md"
    assert shelf.refuse("minutes", "-o", str(missing), status=1) == (
        f"{missing} could not be written: No such file or directory.\n"
    )
    assert "could not be written" in shelf.refuse("minutes", "-o", "x" * 300, status=1)
    assert "could not be written" in shelf.refuse("minutes", "-o", "a\0b", status=1)


def test_a_full_disk_is_said(shelf: Shelf) -> None:
    shelf.keep(release())
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("only Linux has a disk that is always full")
    sentence = shelf.refuse("minutes", "-o", str(full), status=1)
    assert sentence == "/dev/full could not be written: No space left on device.\n"


def test_a_session_that_makes_no_sense_is_said(shelf: Shelf) -> None:
    def spoil(document: dict[str, object]) -> None:
        document.pop("started", None)

    key = shelf.keep(release(), spoil)
    assert shelf.refuse("minutes", key, status=1) == (
        f"Session {key} cannot be read: its file was changed by something else.\n"
    )
