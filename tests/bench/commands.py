"""What a command costs before it does anything: `python -m tests.bench.commands`.

Each command is a process of its own, over a data folder with 40 open actions of 200. The floor is
a process that imports TinyDB and ends. All take turns in one run, so that what else runs on the
machine weighs on all alike: the ratios mean something and the milliseconds little.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from retro.store.embedded import EmbeddedStore

ROUNDS = 31
#: What the aims are: at most this many times the floor.
AIM = 2.5
FLOOR = "import tinydb"
COMMANDS: Mapping[str, Sequence[str]] = {
    FLOOR: ("-c", "import tinydb"),
    "import click": ("-c", "import click"),
    "retro --help": ("-m", "retro", "--help"),
    "retro --version": ("-m", "retro", "--version"),
    "retro actions": ("-m", "retro", "actions"),
    "retro actions --json": ("-m", "retro", "actions", "--json"),
    "retro sessions": ("-m", "retro", "sessions"),
    "retro formats": ("-m", "retro", "formats"),
}


async def fill(folder: Path) -> None:
    """Store the actions of some years."""
    actions = [
        {
            "uid": f"{number:032x}",
            "text": f"Rehearse step {number} of the release on a copy of production size",
            "owner": "Robin",
            "due": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "team": "Platform",
            "session_title": "Release 4.2",
            "state": "done" if number % 5 else "open",
            "created": "2026-01-01T10:00:00+00:00",
        }
        for number in range(200)
    ]
    await EmbeddedStore(folder).actions().upsert(actions)


def measured(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Milliseconds of wall clock and of processor that one process takes."""
    started = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        environment,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    assert status == 0, f"{arguments} ended with {status}"
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(fill(Path(folder, "data")))
        environment = {**os.environ, "RETRO_DATA_DIR": f"{folder}/data"}
        # As installed, with the code compiled before; in a place that leaves no files behind.
        environment["PYTHONPYCACHEPREFIX"] = f"{folder}/cache"
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        walls: dict[str, list[float]] = {name: [] for name in COMMANDS}
        processors: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for turn in range(ROUNDS + 1):
            for name, arguments in COMMANDS.items():
                wall, processor = measured(arguments, environment)
                if turn:  # the first compiles and warms the disk's cache
                    walls[name].append(wall)
                    processors[name].append(processor)
    print(
        f"{'process':<22} {'ms':>7} {'ratio':>6} {'cpu ms':>7} {'ratio':>6}   of {ROUNDS}, median"
    )
    for name in COMMANDS:
        wall, processor = median(walls[name]), median(processors[name])
        ratios = wall / median(walls[FLOOR]), processor / median(processors[FLOOR])
        print(f"{name:<22} {wall:>7.1f} {ratios[0]:>6.2f} {processor:>7.1f} {ratios[1]:>6.2f}")
    print(f"\naim: `retro --help` and `retro actions` at most {AIM} times the floor")


if __name__ == "__main__":
    main()
