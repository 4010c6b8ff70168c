"""The examples that are for what comes between sessions, and a format of one's own, work."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.shelf import Shelf
from tests.packaging.checkout import ROOT
from tests.programs import program

EXAMPLES = ROOT / "examples"
FOR_A_SHELL = EXAMPLES / "due.sh"
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()


def test_every_example_is_used_by_a_test() -> None:
    tests = "".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    files = (*EXAMPLES.glob("[a-z]*.*"), *EXAMPLES.glob("formats/*/*.md"))
    names = {path.name for path in files if path.is_file()}
    assert {name for name in names if f'"{name}"' not in tests} == set()


def lines_of_cron() -> list[str]:
    """The commands in the crontab; fails for a line that is none of its kinds."""
    found = []
    for line in (EXAMPLES / "due.cron").read_text().splitlines():
        if not line or line.startswith("#") or re.fullmatch(r"[A-Z]+=\S+", line):
            continue
        # crontab(5): five fields of time, then the command, in which % would end it.
        match = re.fullmatch(r"(?:[\d*,/-]+ +){5}([^%]+)", line)
        assert match, line
        found.append(match[1])
    return found


def test_cron_asks_what_is_due(shelf: Shelf) -> None:
    daily, weekly = lines_of_cron()
    shelf.act(text="Rehearse", team="Platform", due=YESTERDAY)
    shelf.act(text="Announce", team="Platform", due=date.today().isoformat())
    shelf.act(text="Elsewhere", team="Payments", due=YESTERDAY)
    for line, texts in ((daily, {"Rehearse"}), (weekly, {"Rehearse", "Announce"})):
        words = shlex.split(line)
        assert words[0] == "retro"
        words[words.index("--data-dir") + 1] = str(shelf.folder)
        said = shelf.type(*words[1:])
        assert (said.status, said.err) == (1, "")
        assert {text for text in ("Rehearse", "Announce", "Elsewhere") if text in said.out} == texts


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_new_shell_says_once_a_day_what_is_due(
    shelf: Shelf,
    tmp_path: Path,
    shell: str,
) -> None:
    if shell != "bash" and shutil.which(shell) is None:
        pytest.skip(f"this test drives {shell}, which is not installed")
    shelf.act(text="Rehearse", due=YESTERDAY)
    command = tmp_path / "bin" / "retro"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m retro "$@"\n')
    command.chmod(0o755)
    environment = {**os.environ, "HOME": str(tmp_path), "RETRO_DATA_DIR": str(shelf.folder)}
    environment["PATH"] = f"{command.parent}:{os.environ['PATH']}"
    environment.pop("XDG_CACHE_HOME", None)
    # As a shell that stops at the first error, which must not be this file.
    script = f"set -eu; . {FOR_A_SHELL}; type _retro_due 2>/dev/null || echo gone"
    said = [
        subprocess.run(
            [program(shell), "-c", script],
            env=environment, capture_output=True, text=True, check=True, timeout=60,
        )
        for _ in range(2)
    ]  # fmt: skip
    first, second = (each.stdout for each in said)
    assert "Rehearse" in first
    assert second.splitlines()[-1].endswith("gone")
    assert "Rehearse" not in second
    assert [each.stderr for each in said] == ["", ""]


def test_the_format_of_ones_own_is_one(shelf: Shelf) -> None:
    for language in ("en", "nl"):
        path = EXAMPLES / "formats" / language / "handover.md"
        said = shelf.type("formats", "check", str(path))
        assert (said.status, said.err) == (0, ""), said.out
    shutil.copytree(EXAMPLES / "formats", shelf.folder / "templates")
    checked = shelf.tell("formats", "check")
    assert "advice" not in checked
    assert "nothing is wrong" in checked
    assert "Shift handover" in shelf.tell("formats", "preview", "handover", "--language", "en")
    assert "Dienstoverdracht" in shelf.tell("formats", "--language", "nl")


def test_what_the_format_is_checked_by_finds_faults(shelf: Shelf, tmp_path: Path) -> None:
    text = (EXAMPLES / "formats" / "en" / "handover.md").read_text()
    broken = tmp_path / "handover.md"
    broken.write_text(text.replace("`5 min`", "`5 hours`", 1))
    assert shelf.type("formats", "check", str(broken)).status == 1
