"""Real processes, really killed: what they reported as accepted must be there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from typing import Any

from retro.store.embedded import EmbeddedStore
from retro.store.protocol import StoreError
from tests.store.explore import Violation
from tests.store.worker import CONTEXT, count_actions, expected_tables, write_session


@dataclass
class Running:
    """A worker and the end of the pipe that its reports come out of."""

    process: ForkServerProcess
    pipe: Connection

    def kill(self) -> list[Any]:
        """SIGKILL, and what it had still reported."""
        self.process.kill()
        self.process.join()
        return list(self.left())

    def left(self) -> list[Any]:
        """Everything in the pipe of a process that has ended."""
        reports = []
        try:
            while True:
                reports.append(self.pipe.recv())
        except (EOFError, OSError):
            self.pipe.close()
        return reports


def start(work: Any, *arguments: Any, after: tuple[Any, ...] = ()) -> Running:
    """A worker; its pipe goes between the two groups of arguments."""
    receiving, sending = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=work, args=(*arguments, sending, *after), daemon=True)
    process.start()
    sending.close()
    return Running(process, receiving)


def new_session(folder: Path) -> str:
    async def create() -> str:
        key, log = await EmbeddedStore(folder).create(at=datetime(2026, 11, 22, tzinfo=UTC))
        await log.close()
        return key

    return asyncio.run(create())


def kill_writers(folder: Path, kills: int, seed: int) -> int:
    """Kill the owner of a session after a random number of reports, over and over.

    Returns how many appends were accepted. Raises Violation.
    """
    rng = Random(seed)
    key = new_session(folder)
    reports = [(0, 0)]
    for number in range(kills):
        running = start(write_session, folder, key, rng.randrange(10**9))
        reports.append(running.pipe.recv())
        for _ in range(rng.randrange(40)):
            reports.append(running.pipe.recv())
            if number % 5 == 0:
                check_session(folder, key, reports)
        reports.extend(running.kill())
        check_session(folder, key, reports)
    return max(reports)[0]


def check_session(folder: Path, key: str, reports: list[tuple[int, int]]) -> None:
    """Read without a lock; the accepted are there and everything is of one moment."""
    accepted = max(seq for seq, _ in reports)
    accepted_sealed = max(number for _, number in reports)
    try:
        tables, sealed = EmbeddedStore(folder).read(key)
    except StoreError as error:
        raise Violation(f"not readable: {error}") from error
    seq: int = tables["counter"][1]["seq"] if tables else 0
    if seq < accepted:
        raise Violation(f"at {seq}, accepted {accepted}")
    if tables != expected_tables(seq):
        raise Violation(f"the tables at {seq} are not those of one moment")
    if sealed.get("at least", 0) < accepted_sealed:
        raise Violation(f"the sealed part is {sealed}, accepted {accepted_sealed}")


def die_at_every_call(folder: Path, most: int = 400) -> int:
    """Let the owner end itself at its first, second, third... call; returns how many."""
    key = new_session(folder)
    reports = [(0, 0)]
    for call in range(1, most + 1):
        running = start(write_session, folder, key, call, after=(call,))
        reports.extend(running.left())
        running.process.join()
        if running.process.exitcode != -9:
            raise Violation(f"ended with {running.process.exitcode} and not where it was told")
        check_session(folder, key, reports)
    return most


def kill_counters(folder: Path, processes: int, kills: int, seed: int) -> tuple[int, int]:
    """Several processes count up in the actions; any of them is killed at any moment.

    Returns the final count and how many of it were reported. Raises Violation.
    """
    rng = Random(seed)
    EmbeddedStore(folder).hold().release()
    reported: set[int] = set()
    names = iter(range(10**9))
    running = [start(count_actions, folder, str(next(names))) for _ in range(processes)]
    until = rng.randrange(1, 60)
    while kills:
        ready = connection.wait([one.pipe for one in running], timeout=30)
        if not ready:
            raise Violation("nobody goes on: somebody died with the lock?")
        for one in running:
            if one.pipe in ready:
                _report(reported, one.pipe.recv())
        until -= 1
        if until == 0:
            until, kills = rng.randrange(1, 60), kills - 1
            place = rng.randrange(processes)
            for count in running[place].kill():
                _report(reported, count)
            running[place] = start(count_actions, folder, str(next(names)))
            _check_actions(folder, reported)
    for one in running:
        for count in one.kill():
            _report(reported, count)
    return _check_actions(folder, reported), len(reported)


def _report(reported: set[int], count: int) -> None:
    if count in reported:
        raise Violation(f"{count} was counted twice: an update was lost")
    reported.add(count)


def _check_actions(folder: Path, reported: set[int]) -> int:
    try:
        rows = EmbeddedStore(folder).actions().all()
    except StoreError as error:
        raise Violation(f"not readable: {error}") from error
    count: int = next((row["count"] for row in rows if row["uid"] == "counter"), 0)
    uids = {row["uid"] for row in rows}
    if count < max(reported, default=0) or len(uids) != len(rows):
        raise Violation(f"at {count}, reported {max(reported)}")
    if rows and len(rows) != count + 1:
        raise Violation(f"{len(rows) - 1} rows, counted {count}")
    return count
