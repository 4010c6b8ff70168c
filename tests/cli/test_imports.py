"""Commands that show no screen load nothing that draws one, and help loads next to nothing."""

import json
import subprocess
import sys

import pytest

from tests.cli.shelf import Shelf
from tests.minutes.stories import release

LOOK = """
import json, sys
from retro.cli.guard import run
from retro.cli.main import retro
status = run(retro, sys.argv[1:])
sys.stdout.flush()
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """The modules that a process has loaded at the end of a command."""
    ended = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments], capture_output=True, timeout=60, check=True
    )
    status, modules = json.loads(ended.stderr.splitlines()[-1])
    assert status == 0
    assert ended.stdout
    return set(modules)


@pytest.mark.parametrize(
    "command",
    ["", "actions", "actions --all --json", "sessions", "show", "minutes", "formats",
     "formats show aar", "completion fish", "privacy",
     "join K7QX2M9P@host --print", "--help", "--version", "start --help"],
)  # fmt: skip
def test_commands_load_neither_textual_nor_asyncssh(shelf: Shelf, command: str) -> None:
    shelf.keep(release())
    assert not loaded(*command.split()) & {"textual", "rich", "asyncssh"}


def test_help_loads_neither_store_nor_formats() -> None:
    ours = {name for name in loaded("--help") if name.startswith("retro.")}
    assert {name.split(".")[1] for name in ours} == {"cli", "words"}


def test_actions_load_no_event_loop_and_no_session_model(shelf: Shelf) -> None:
    shelf.keep(release())
    heavy = {"asyncio", "retro.session.model", "markdown_it", "yaml", "retro.live"}
    assert not loaded("actions") & heavy
