"""What is built is whole, and works away from the checkout."""

import json
import os
import pty
import re
import signal
import subprocess
import tarfile
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from retro import __version__
from retro.cli.main import ENTRIES
from tests.packaging.away import Built, said, surroundings
from tests.packaging.checkout import ROOT, project

#: What the program reads while it runs, beside its own code.
DATA = {".tcss", ".mo", ".typed"}
META = f"retro-{__version__}.dist-info"
SHARED = f"retro-{__version__}.data/data"


def test_everything_that_is_needed_is_in_the_wheel(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        packed = set(archive.namelist())
    code = {file for file in ROOT.glob("retro/**/*") if file.suffix in {".py"} | DATA}
    wanted = {str(file.relative_to(ROOT)) for file in code}
    wanted |= {f"retro/{file.relative_to(ROOT)}" for file in files_in("templates")}
    wanted |= {f"{SHARED}/{file.relative_to(ROOT)}" for file in files_in("share")}
    assert wanted <= packed
    tops = {name.split("/")[0] for name in packed}
    assert tops == {"retro", META, SHARED.partition("/")[0]}
    assert f"{META}/licenses/LICENSE" in packed
    assert {Path(name).suffix for name in packed} >= DATA


def test_everything_is_in_the_sdist(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    folders = ("retro", "templates", "share", "docs", "examples", "tests", "constraints")
    code = {str(file.relative_to(ROOT)) for folder in folders for file in files_in(folder)}
    pages = {path.name for path in ROOT.glob("*.md")}
    assert not (code | pages | {"LICENSE", "Containerfile", "pyproject.toml"}) - packed


def files_in(folder: str) -> set[Path]:
    """The files of the project below a folder of the checkout."""
    found = {file for file in ROOT.glob(f"{folder}/**/*") if file.is_file()}
    return {file for file in found if "__pycache__" not in file.parts}


def test_the_version_stands_in_one_place(built: Built, tmp_path: Path) -> None:
    assert project()["project"]["dynamic"] == ["version"]
    assert project()["tool"]["hatch"]["version"]["path"] == "retro/__init__.py"
    assert said(built, tmp_path, str(built.command), "--version") == f"retro {__version__}\n"
    with zipfile.ZipFile(built.wheel) as archive:
        metadata = archive.read(f"{META}/METADATA").decode()
    assert f"\nVersion: {__version__}\n" in metadata


def test_all_code_is_that_of_the_wheel_and_can_be_imported(built: Built, tmp_path: Path) -> None:
    look = (
        "import pkgutil, retro; from importlib import import_module;"
        "from retro.formats.catalogue import packaged_folder; print(packaged_folder());"
        "names = [m.name for m in pkgutil.walk_packages(retro.__path__, 'retro.')];"
        "print(*[import_module(n).__file__ for n in names if 'main__' not in n], sep='\\n')"
    )
    python = str(built.environment / "bin" / "python")
    paths = said(built, tmp_path, python, "-c", look).splitlines()
    assert [path for path in paths if not Path(path).is_relative_to(built.environment)] == []
    # All but retro itself, and the two that run when they are imported.
    assert len(paths) - 1 == len(list(ROOT.glob("retro/**/*.py"))) - 3


def test_every_command_has_its_help(built: Built, tmp_path: Path) -> None:
    for entry in ENTRIES:
        help = said(built, tmp_path, str(built.command), entry.name, "--help")
        assert help.startswith(f"Usage: retro {entry.name} "), entry.name
    assert not (tmp_path / "data").exists(), "help leaves nothing behind"


def test_a_small_round(built: Built, tmp_path: Path) -> None:
    def retro(*arguments: str, status: int = 0) -> str:
        return said(built, tmp_path, str(built.command), *arguments, status=status)

    assert "No open actions: " in retro("actions")
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    retro("actions", "add", "Rehearse the migration", "--owner", "Kim", "--due", yesterday)
    assert "Rehearse the migration" in retro("actions")
    assert "Rehearse the migration" in retro("due", status=1)
    (action,) = json.loads(retro("actions", "list", "--json"))
    assert (action["owner"], action["due"]) == ("Kim", yesterday)
    retro("actions", "done", action["uid"][:6])
    assert retro("due") == ""
    assert "After-action review\n" in retro("formats")
    assert "## Gepland · 5 min\n" in retro("formats", "show", "aar", "--language", "nl")
    assert "Toon" in retro("--help", "--language", "nl")
    assert retro("doctor")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_installed_as_they_are_printed(
    built: Built, tmp_path: Path, shell: str
) -> None:
    printed = said(built, tmp_path, str(built.command), "completion", shell)
    installed = {
        path.read_text() for path in (built.environment / "share").glob(f"{shell}*/**/*retro*")
    }
    assert installed == {printed}


def test_people_come_into_a_demo(built: Built, tmp_path: Path) -> None:
    """They come in over SSH, and each has a screen: both doors and the styles are there."""
    demo = subprocess.Popen(
        [str(built.command), "demo", "--headless", "--members", "2"],
        cwd=tmp_path,
        env=surroundings(built, tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with demo:
        try:
            assert demo.stderr is not None
            # How many are in already is a matter of moments.
            assert re.match("1 person is in|2 people are in", demo.stderr.readline())
        finally:
            demo.send_signal(signal.SIGTERM)


def test_a_screen_opens(built: Built, tmp_path: Path) -> None:
    """`retro` alone, in a terminal: the screen of the home comes through a server of its own."""
    ours, theirs = pty.openpty()
    home = subprocess.Popen(
        [str(built.command)],
        cwd=tmp_path,
        env={**surroundings(built, tmp_path), "TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    with home:
        try:
            seen = b""
            while b"retro" not in seen:
                seen += os.read(ours, 65536)
            assert b"\x1b[?1049h" in seen, "a screen, and no sentence"
        finally:
            home.send_signal(signal.SIGHUP)
    os.close(ours)
