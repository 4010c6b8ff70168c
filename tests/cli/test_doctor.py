"""`retro doctor`, and what commands that only read leave as it is."""

import json
import os
import socket
import stat
import zipfile
from pathlib import Path

import pytest

from retro import __version__
from retro.cli.finding_out import SMALLEST, about_terminal, about_versions
from retro.cli.premises import network_of
from retro.live.doorway import Doorway, keep_doorway
from retro.store import check
from retro.store.embedded import EmbeddedStore
from retro.words import Words
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


def found(shelf: Shelf, *options: str, status: int = 0) -> dict[str, list[dict[str, str]]]:
    """What `retro doctor --json` found, by what it is about."""
    said = shelf.type("doctor", "--json", *options)
    assert (said.status, said.err) == (status, ""), said
    document = json.loads(said.out)
    assert document["well"] == (status == 0)
    findings: dict[str, list[dict[str, str]]] = {}
    for each in document["findings"]:
        assert each["sentence"]
        assert each["state"] == "well" or each["next"] or each["about"] == "libraries", each
        findings.setdefault(each["about"], []).append(each)
    return findings


def one(findings: dict[str, list[dict[str, str]]], about: str) -> tuple[str, str, str]:
    (each,) = findings[about]
    return each["state"], each["sentence"], each["next"]


def test_a_folder_that_is_not_there_is_no_fault(shelf: Shelf) -> None:
    state, sentence, advice = one(found(shelf), "folder")
    assert (state, sentence) == ("note", f"Nothing is stored yet in {shelf.folder}.")
    assert "`retro start` makes it" in advice
    assert not shelf.folder.exists()


def test_a_folder_that_cannot_be_made_is_a_fault(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    state, sentence, _ = one(found(shelf, status=1), "folder")
    assert state == "wrong"
    assert "cannot be made" in sentence
    shelf.folder.mkdir()
    assert "may not be read and written" in one(found(shelf, status=1), "folder")[1]


def test_a_whole_folder_is_well(shelf: Shelf) -> None:
    shelf.keep(release())
    lines = shelf.tell("doctor").splitlines()
    assert lines[-1] == "All is well."
    assert "ok  What is stored there is whole." in lines
    assert any(line.startswith("ok  retro ") and "Python" in line for line in lines)


def test_every_finding_is_said_in_dutch(shelf: Shelf) -> None:
    shelf.keep(release())
    shelf.folder.chmod(0o755)
    english = found(shelf)
    dutch = found(shelf, "--language", "nl")
    assert english.keys() == dutch.keys()


def test_a_folder_that_is_open_to_others_is_said_and_left(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    shelf.folder.chmod(0o755)
    shelf.keep(release())
    state, sentence, advice = one(found(shelf), "permissions")
    assert state == "note"
    assert sentence.startswith(f"{shelf.folder} is open to other people")
    assert "chmod 700" in advice
    assert mode(shelf.folder) == 0o755
    inside = [path for path in shelf.folder.iterdir() if mode(path) & 0o077]
    assert inside == []
    shelf.folder.chmod(0o777)
    assert one(found(shelf, status=1), "permissions")[0] == "wrong"


def test_a_disk_that_is_almost_full_is_a_fault(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retro.cli.premises.ENOUGH", 2**80)
    state, sentence, _ = one(found(shelf, status=1), "space")
    assert state == "wrong"
    assert "MB are free" in sentence


def test_a_file_system_of_another_computer_is_known(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\nhost:/x {tmp_path}/my\\040share nfs4 rw 0 0\nbad\n"
        f"tmpfs {tmp_path}/my\\040share/near tmpfs rw 0 0\n"
    )
    assert network_of(tmp_path / "my share" / "data", mounts) == "nfs4"
    assert network_of(tmp_path / "my share" / "near" / "data", mounts) == ""
    assert network_of(tmp_path / "my shares", mounts) == ""
    assert network_of(tmp_path, tmp_path / "none") == ""


@pytest.mark.parametrize(
    ("locale", "state"), [("nl_NL.UTF-8", "well"), ("en_US.utf8", "well"), ("C", "note")]
)
def test_the_locale_is_looked_at(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, locale: str, state: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert one(found(shelf, "--language", "en"), "locale")[0] == state


def at_terminal(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], **environment: str
) -> dict[str, tuple[str, str]]:
    """What is found of a terminal: state and sentence."""
    monkeypatch.setattr("retro.cli.attaching.has_terminal", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda number: os.terminal_size(size))
    return {
        each.about: (each.state.value, each.sentence)
        for each in about_terminal(Words(), environment)
    }


def test_a_terminal_is_looked_at(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    well = at_terminal(
        shelf, monkeypatch, (80, 24), TERM="xterm-256color", LANG="C.UTF-8", COLORTERM="truecolor"
    )
    assert {state for state, _ in well.values()} == {"well"}
    assert "16 million colours" in well["colours"][1]
    bad = at_terminal(shelf, monkeypatch, (39, 24), TERM="dumb", LANG="C")
    assert {about: state for about, (state, _) in bad.items()} == {
        "size": "wrong", "terminal": "wrong", "locale": "wrong"
    }  # fmt: skip
    plain = at_terminal(shelf, monkeypatch, (40, 12), TERM="xterm", NO_COLOR="1")
    assert plain["size"][0] == "well"
    assert plain["colours"][0] == "note"


def test_too_small_is_what_the_screens_call_so() -> None:
    from retro.ui.screens import too_small

    assert too_small.SMALLEST == SMALLEST


@pytest.mark.parametrize(
    ("version", "wanted", "fits"),
    [
        ("8.5.1", ">=8.1.7,<9", True), ("9.0", ">=8.1.7,<9", False), ("8.2.8", "<8.3,>=8.2", True),
        ("8.2.7", ">=8.2.8", False), ("4.0.0rc1", ">=4,<5", True), ("5", "==5.0", True),
    ],
)  # fmt: skip
def test_versions_are_compared(
    monkeypatch: pytest.MonkeyPatch, version: str, wanted: str, fits: bool
) -> None:
    def version_of(name: str) -> str:
        return __version__ if name == "retro" else version

    monkeypatch.setattr("importlib.metadata.version", version_of)
    monkeypatch.setattr(
        "importlib.metadata.requires", lambda name: [f"click{wanted}", "x>9; extra == 'test'"]
    )
    _, libraries = about_versions(Words())
    assert (libraries.state.value == "well") == fits


def test_a_port_that_is_taken_is_a_fault(shelf: Shelf) -> None:
    shelf.folder.mkdir(mode=0o700)
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]
        keep_doorway(shelf.folder, Doorway("", port, "localhost"))
        state, sentence, advice = one(found(shelf, status=1), "port")
    assert (state, str(port) in sentence, "--port" in advice) == ("wrong", True, True)
    findings = found(shelf)
    assert one(findings, "port")[0] == "well"
    assert "on no network" in one(findings, "address")[1]


def test_a_broken_format_of_ones_own_is_a_fault(shelf: Shelf) -> None:
    folder = shelf.folder / "templates" / "en"
    folder.mkdir(parents=True, mode=0o700)
    shelf.folder.chmod(0o700)
    (folder / "ours.md").write_text("nothing")
    state, sentence, advice = one(found(shelf, status=1), "formats")
    assert (state, "ours.md" in sentence, "formats check" in advice) == ("wrong", True, True)


def test_what_can_be_mended_is_mended_after_a_backup(shelf: Shelf) -> None:
    key = shelf.keep(release())
    actions = shelf.tell("actions", "--all")
    (file,) = shelf.folder.rglob(f"{key}.json")
    good = file.read_bytes()
    file.write_bytes(b"\xff" + good[1:])
    journal = file.with_suffix(".journal")
    with journal.open("ab") as more:
        more.write(b"0123 torn")
    file.with_name(f"{key}.json.tmp").write_bytes(b"half")
    shelf.folder.chmod(0o750)
    assert len(found(shelf, status=1)["store"]) >= 2
    said = shelf.type("doctor", "--mend")
    lines = said.out.splitlines()
    (packed,) = (shelf.folder / "backup").glob("before-mending-*.zip")
    assert lines[0] == f"All was first put in {packed}."
    assert "put together again from its backup" in said.out
    assert "its 9 bytes are in" in said.out
    assert f"{file}.tmp was removed" in said.out
    assert f"{shelf.folder} is closed to others now." in said.out
    assert mode(shelf.folder) == 0o700
    assert shelf.tell("minutes")
    assert shelf.tell("actions", "--all") == actions
    with zipfile.ZipFile(packed) as read:
        name = file.relative_to(shelf.folder).as_posix()
        assert read.read(name) == b"\xff" + good[1:]


def test_mending_again_finds_nothing_to_mend(shelf: Shelf) -> None:
    shelf.keep(release())
    before = {path: path.read_bytes() for path in shelf.folder.rglob("*.json")}
    said = shelf.tell("doctor", "--mend").splitlines()
    assert said[0].startswith("All was first put in ")
    assert said[1].startswith("ok  retro ")
    assert {path: path.read_bytes() for path in shelf.folder.rglob("*.json")} == before


async def test_a_session_that_is_open_is_not_mended(shelf: Shelf) -> None:
    from datetime import UTC, datetime

    shelf.folder.mkdir(mode=0o700)
    store = EmbeddedStore(shelf.folder)
    key, log = await store.create(at=datetime(2026, 11, 22, tzinfo=UTC))
    (journal,) = shelf.folder.rglob(f"{key}.journal")
    leftover = journal.with_name(f"{key}.json.tmp")
    leftover.write_bytes(b"half")
    assert any("is in use" in each for each in check.mend(shelf.folder))
    assert leftover.exists()
    await log.close()
    assert any("was removed" in each for each in check.mend(shelf.folder))
    assert not leftover.exists()


def test_there_is_nothing_to_mend_where_nothing_is(shelf: Shelf) -> None:
    sentence = shelf.refuse("doctor", "--mend", status=1)
    assert "there is nothing to mend" in sentence
    assert not shelf.folder.exists()


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
