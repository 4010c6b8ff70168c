"""The long version of the crash tests: ``python -m tests.store.campaign --states 1000000``.

Explores crashed disks from seeds the suite does not use, then kills real processes. Ends with the
seed in the message at the first broken promise, and with status 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.store.explore import Violation, explore
from tests.store.explore_shared import explore_shared
from tests.store.kills import die_at_every_call, kill_counters, kill_writers

FIRST_SEED = 10_000


def main() -> int:
    """Run what the arguments ask for; returns the status of the process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--states", type=int, default=1_000_000, help="crashed disks to recover")
    parser.add_argument("--shared", type=int, default=100_000, help="the same with processes")
    parser.add_argument("--kills", type=int, default=1_000, help="processes to kill")
    parser.add_argument("--seed", type=int, default=FIRST_SEED, help="the first seed")
    arguments = parser.parse_args()
    try:
        _explore("one owner", explore, arguments.states, arguments.seed)
        _explore("several processes", explore_shared, arguments.shared, arguments.seed)
        _kill(arguments.kills, arguments.seed)
    except Violation as violation:
        sys.stdout.write(f"VIOLATION {violation}\n")
        return 1
    return 0


def _explore(name: str, work: Callable[[range], int], wanted: int, seed: int) -> None:
    start, states = time.perf_counter(), 0
    for first in count(seed, 10):
        if states >= wanted:
            break
        states += work(range(first, first + 10))
    took = time.perf_counter() - start
    sys.stdout.write(
        f"{name}: {states:,} states, {states / max(took, 1e-9):,.0f} a second, whole\n"
    )


def _kill(kills: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        accepted = kill_writers(folder / "owner", kills, seed)
        sys.stdout.write(
            f"owner killed {kills:,} times, {accepted:,} appends accepted, none lost\n"
        )
        calls = die_at_every_call(folder / "calls", min(kills, 400))
        sys.stdout.write(f"owner died at {calls} calls in turn, none lost\n")
        for processes in (2, 4):
            counted, reported = kill_counters(folder / f"{processes}", processes, kills // 2, seed)
            sys.stdout.write(
                f"{processes} processes, {kills // 2:,} killed, counted to {counted:,}, "
                f"{reported:,} reported, none lost\n"
            )


if __name__ == "__main__":
    sys.exit(main())
