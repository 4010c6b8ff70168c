"""What is built is whole, and works away from the checkout.

Nothing is fetched: the packages that this Python has are lent to an empty environment.
"""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from retro import __version__
from tests.packaging.checkout import ROOT

#: What the program reads while it runs, beside its own code.
DATA = {".tcss", ".mo", ".typed"}


def build(kind: str, source: Path, folder: Path) -> Path:
    """Build a `wheel` or `sdist`; fails on a warning."""
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    ended = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=source,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "warn" not in (ended.stdout + ended.stderr).lower()
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the sdist makes, so that both are whole."""
    sdist = build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        # Pythons before 3.11.4 have no filters; the archive is our own.
        safe: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(unpacked, **safe)
    (source,) = unpacked.iterdir()
    return build("wheel", source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel and, lent, what it needs."""
    environment = tmp_path_factory.mktemp("away") / "environment"
    run = [sys.executable, "-m", "venv", "--without-pip", str(environment)]
    subprocess.run(run, check=True, timeout=120)
    python = environment / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*install, "--no-index", "--no-deps", str(wheel)], check=True, timeout=120)
    (packages,) = environment.glob("lib/*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return environment


def test_everything_that_is_needed_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    code = {file for file in ROOT.glob("retro/**/*") if file.suffix in {".py"} | DATA}
    templates = {file for file in ROOT.glob("templates/**/*") if file.is_file()}
    wanted = {str(file.relative_to(ROOT)) for file in code}
    wanted |= {f"retro/{file.relative_to(ROOT)}" for file in templates}
    assert wanted <= packed
    assert {name.split("/")[0] for name in packed} == {"retro", f"retro-{__version__}.dist-info"}
    assert f"retro-{__version__}.dist-info/licenses/LICENSE" in packed
    assert DATA - {".mo"} <= {Path(name).suffix for name in packed}


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--version"], f"retro {__version__}\n"),
        (["formats", "--language", "en"], "After-action review\n"),
        (["formats", "show", "aar", "--language", "nl"], "## Gepland · 5 min\n"),
        (["actions"], "No open actions: "),
    ],
)
def test_the_wheel_works_away_from_the_checkout(
    installed: Path, tmp_path: Path, arguments: list[str], answer: str
) -> None:
    ended = said(installed, tmp_path, str(installed / "bin" / "retro"), *arguments)
    assert answer in ended


def test_the_code_that_runs_is_that_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    look = (
        "import retro, importlib.metadata as m; from pathlib import Path;"
        "from retro.ui.app import RetroApp; from retro.formats.catalogue import packaged_folder;"
        "print(retro.__file__, packaged_folder(), m.version('retro'))"
    )
    code, templates, version = said(
        installed, tmp_path, str(installed / "bin" / "python"), "-c", look
    ).split()
    assert Path(code).is_relative_to(installed)
    assert Path(templates).is_relative_to(installed)
    assert version == __version__


def said(installed: Path, folder: Path, *command: str) -> str:
    """What a command writes that runs in a folder of its own, with next to no environment."""
    environment = {"PATH": f"{installed}/bin:/usr/bin:/bin", "HOME": str(folder)}
    environment["RETRO_DATA_DIR"] = str(folder / "data")
    ended = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout
