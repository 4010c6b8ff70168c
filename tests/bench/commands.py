"""What a command costs before it does anything: `python -m tests.bench.commands`.

Each command is a process of its own, over a data folder of some years: 1,000 sessions, 3,000
lessons, and 5,000 actions, of which 40 are open, 260 were closed lately and the rest is archived.
The floor is a process that imports TinyDB and ends. All take turns in one run, so that what else
runs on the machine weighs on all alike: the ratios mean something and the milliseconds little.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median

from retro.followup.record import Document, changed
from retro.followup.record import made as made_action
from retro.store.embedded import EmbeddedStore
from retro.store.naming import new_key

ROUNDS = 31
SESSIONS = 1000
LESSONS = 3000
ACTIONS = 5000
OPEN = 40
LATELY = 260
#: One at a time, as in daily use: 500 of them are folded into the file, 250 are in the journal.
CHANGES = 750
#: What the aims are: at most this many times the floor.
AIM = 3
FLOOR = "import tinydb"
COMMANDS: Mapping[str, Sequence[str]] = {
    FLOOR: ("-c", "import tinydb"),
    "import click": ("-c", "import click"),
    "retro --help": ("-m", "retro", "--help"),
    "retro --version": ("-m", "retro", "--version"),
    "retro actions": ("-m", "retro", "actions"),
    "retro actions --json": ("-m", "retro", "actions", "--json"),
    "retro actions --csv": ("-m", "retro", "actions", "--csv"),
    "retro actions --ics": ("-m", "retro", "actions", "--ics"),
    "retro actions --all": ("-m", "retro", "actions", "--all"),
    "retro due": ("-m", "retro", "due", "--team", "none"),
    "retro sessions": ("-m", "retro", "sessions"),
    "retro formats": ("-m", "retro", "formats"),
}


async def fill(folder: Path) -> None:
    """Store the actions, lessons and sessions of some years."""
    store = EmbeddedStore(folder)
    await store.actions().change_soon(
        lambda known: [an_action(number) for number in range(ACTIONS)]
    )
    assert store.actions().archive(date.today()) == ACTIONS - OPEN - LATELY
    (action, *_) = store.actions().all()
    for number in range(CHANGES):
        note = {"note": f"Measured {number} times."}
        change = {**changed(action, note, now=datetime.now(UTC), by="command"), "told": {}}
        store.actions().change(lambda _, change=change: [change])  # type: ignore[misc]
    await store.lessons().change_soon(
        lambda known: [
            {"uid": f"{number:032x}", "text": f"Ask first, {number}", "lesson": "improve"}
            for number in range(LESSONS)
        ]
    )
    for number in range(SESSIONS):
        key = new_key(datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=number))
        await store.note(key, {"title": f"Release {number}", "format": "aar"})


def an_action(number: int) -> Document:
    """One that was changed three times since it was agreed on."""
    now = datetime.now(UTC)
    made = now - timedelta(days=400)
    fields = {
        "text": f"Rehearse step {number} of the release on a copy of production size",
        "owner": "Robin",
        "due": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "team": "Platform",
        "session_title": "Release 4.2",
    }
    action = made_action(sha256(b"%d" % number).hexdigest()[:14], fields, now=made, by="01KAP3XYZ9")
    action = changed(action, {"owner": "Kim"}, now=made, by="command")
    action = changed(action, {"note": "The copy is made."}, now=made, by="review")
    if number < OPEN:
        return action
    ago = timedelta(days=30 if number < OPEN + LATELY else 200)
    return changed(action, {"state": "done"}, now=now - ago, by="01KAP3XYZ9")


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
    print(f"\naim: `retro --help`, `retro actions` and `retro due` at most {AIM} times the floor")


if __name__ == "__main__":
    main()
