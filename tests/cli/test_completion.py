"""What a shell fills in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue
from tests.cli.shelf import Shelf, typed
from tests.minutes.stories import release
from tests.programs import program


def completed(*words: str) -> list[str]:
    """What may stand in the place of the last word."""
    said = typed(
        _RETRO_COMPLETE="fish_complete",
        COMP_WORDS=" ".join(["retro", *words]),
        COMP_CWORD=words[-1],
    )
    assert (said.status, said.err) == (0, "")
    return [line.removeprefix("plain,").split("\t")[0] for line in said.out.split("\n") if line]


def test_commands_formats_and_sessions_are_filled_in(shelf: Shelf) -> None:
    key = shelf.keep(release())
    assert completed("s") == ["start", "serve", "sessions", "show"]
    keys = [format.key for format in Catalogue().formats("en")]
    assert completed("formats", "show", "") == keys
    assert completed("start", "") == [key for key in keys if key != "journal"]
    assert completed("start", "hot") == ["hotwash"]
    assert completed("minutes", key[:4].lower()) == [key[:10]]
    assert completed("show", "zz") == []
    assert "--team" in completed("actions", "--t")


def test_a_folder_that_cannot_be_read_fills_in_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETRO_DATA_DIR", sys.executable)
    assert completed("minutes", "") == []
    assert completed("start", "") == []


def test_bash_fills_in(shelf: Shelf, tmp_path: Path) -> None:
    key = shelf.keep(release())
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "retro"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m retro "$@"\n')
    command.chmod(0o755)
    script = """
        eval "$(retro completion bash)"
        for line in "retro att" "retro show 0"; do
            COMP_WORDS=($line) COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
            _retro_completion retro
            echo "${COMPREPLY[@]}"
        done
    """
    ended = subprocess.run(
        [program("bash"), "-c", script],
        env={**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.split() == ["attach", key[:10]]
