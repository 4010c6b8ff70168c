"""What is built, in a place of its own: nothing of the checkout can be found from there.

Nothing is fetched: the packages that this Python has are lent to an empty environment.
"""

import os
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.packaging.checkout import ROOT


@dataclass(frozen=True, slots=True)
class Built:
    """What a release consists of, and an environment with nothing but the wheel."""

    sdist: Path
    wheel: Path
    environment: Path

    @property
    def command(self) -> Path:
        """`retro`, as it is installed."""
        return self.environment / "bin" / "retro"


def build_all(folder: Path) -> Built:
    """Make the wheel from the unpacked sdist, so that both are whole, and install it."""
    sdist = build("sdist", ROOT, folder / "sdist")
    with tarfile.open(sdist) as archive:
        # Pythons before 3.11.4 have no filters; the archive is our own.
        safe: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(folder / "unpacked", **safe)
    (source,) = (folder / "unpacked").iterdir()
    wheel = build("wheel", source, folder / "wheel")
    return Built(sdist, wheel, install(wheel, folder / "away" / "environment"))


def built_in(folder: Path) -> Built:
    """What `build_all` made in this folder earlier."""
    (sdist,) = (folder / "sdist").iterdir()
    (wheel,) = (folder / "wheel").iterdir()
    return Built(sdist, wheel, folder / "away" / "environment")


def build(kind: str, source: Path, folder: Path) -> Path:
    """Build a `wheel` or `sdist`; fails on a warning."""
    ended = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=source,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "warn" not in (ended.stdout + ended.stderr).lower()
    (built,) = folder.iterdir()
    return built


def install(wheel: Path, environment: Path) -> Path:
    """Make an environment of the wheel and, lent, what it needs."""
    run = [sys.executable, "-m", "venv", "--without-pip", str(environment)]
    subprocess.run(run, check=True, timeout=120)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    # Without an index: what is not here cannot be had.
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True, timeout=120)
    (packages,) = environment.glob("lib/*/site-packages")
    # Of a folder in such a file, the files like it are not read: a checkout that is installed
    # there for development stays out of the way.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return environment


def surroundings(built: Built, folder: Path) -> Mapping[str, str]:
    """Next to no environment, with a data folder and a place for sockets below `folder`."""
    sockets = folder / "run"
    sockets.mkdir(mode=0o700, exist_ok=True)
    return {
        "PATH": f"{built.environment}/bin:/usr/bin:/bin",
        "HOME": str(folder),
        "RETRO_DATA_DIR": str(folder / "data"),
        "RETRO_LANGUAGE": "en",
        "XDG_RUNTIME_DIR": str(sockets),
    }


def said(built: Built, folder: Path, *command: str, status: int = 0) -> str:
    """What a command writes that runs in a folder of its own."""
    ended = subprocess.run(
        command,
        cwd=folder,
        env=surroundings(built, folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (status, ""), command
    return ended.stdout
