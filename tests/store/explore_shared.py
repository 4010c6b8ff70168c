"""Several processes on one database, each of which may die at any call.

Each transaction reads a counter and writes it back with a row. They are interleaved wherever the
lock lets them in, they die, the disk is copied and crashed, and no update may be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from unittest import mock

from retro.store.migrations import ACTIONS
from retro.store.naming import Files
from retro.store.protocol import Change, Held, StoreError, Tables
from retro.store.shared import SharedDatabase
from tests.store.explore import History, Violation
from tests.store.simulated import Died, SimulatedDisk

FILES = Files(Path("/retro/actions.json"), Path("/retro/quarantine"))
FOLD_AFTER = 5


class SharedExplorer:
    """One run from a seed, with a few processes that take turns."""

    def __init__(self, seed: int, processes: int = 3) -> None:
        self.rng = Random(seed)
        self.disk = SimulatedDisk()
        self.history = History()
        self.history.whole = False
        self.members = [self._member(self.disk) for _ in range(processes)]
        self.states = 0
        self._dying_at: int | None = None
        self._nested = False

    def run(self, steps: int = 25) -> int:
        """Explore. Raises Violation; returns the number of crashed disks that were checked."""
        self.disk.make_folder(FILES.folder)
        self.disk.before = self._before
        with (
            mock.patch("retro.store.database.FOLD_AFTER", FOLD_AFTER),
            mock.patch("retro.store.shared.PATIENCE", 0),
        ):
            for _ in range(steps):
                self._step()
        return self.states

    def _step(self) -> None:
        place = self.rng.randrange(len(self.members))
        if self.rng.random() < 0.25:
            self._dying_at = self.disk.calls + self.rng.randrange(1, 16)
        try:
            self._transact(self.members[place], self.history)
        except Died:
            self._dying_at = None
            self.members[place] = self._member(self.disk)
        self._dying_at = None

    def _transact(self, member: SharedDatabase, history: History) -> None:
        def count_up(tables: Tables) -> Sequence[Change]:
            seq = _count(tables)
            history.check(tables, seq, {})
            history.trying = seq - history.acked
            del history.states[seq + 1 :]
            changes: list[Change] = [
                ("actions", 1, {"count": seq + 1}),
                ("actions", seq + 2, {"n": seq}),
            ]
            before = history.trying
            history.attempt([changes], None)
            history.trying += before
            return changes

        try:
            member.transact(count_up)
        except Held:
            raise
        except StoreError as error:
            raise Violation(f"a transaction failed: {error}") from error
        history.exists = True
        history.accept()

    def _before(self, disk: SimulatedDisk, kind: str, data: bytes) -> None:
        if self._dying_at is not None and disk.calls >= self._dying_at:
            if disk.calls == self._dying_at and kind == "write" and self.rng.random() < 0.5:
                disk.write_part(disk.writing, data[: len(data) // 2])
            raise Died
        if self._nested:
            return
        self._check_copy(disk)
        if self.rng.random() < 0.2:
            self._let_another_in()

    def _let_another_in(self) -> None:
        """Another process starts a transaction here; the lock has to keep it out."""
        self._nested = True
        try:
            self._transact(self.members[self.rng.randrange(len(self.members))], self.history)
        except Held:
            pass
        finally:
            self._nested = False

    def _check_copy(self, disk: SimulatedDisk) -> None:
        self.states += 1
        rng = self.rng
        copy = disk.killed() if rng.random() < 0.3 else disk.power_cut(rng)
        history = self.history.copy()
        member = self._member(copy)
        self._check_reader(member, history)
        self._transact(member, history)
        self._check_reader(self._member(copy.power_cut(rng)), history)

    def _check_reader(self, member: SharedDatabase, history: History) -> None:
        try:
            tables = member.read()
        except StoreError as error:
            raise Violation(f"not readable: {error}") from error
        history.check(tables, _count(tables), {})

    def _member(self, disk: SimulatedDisk) -> SharedDatabase:
        return SharedDatabase(FILES, disk, ACTIONS)


def _count(tables: Tables) -> int:
    count = tables.get("actions", {}).get(1, {}).get("count", 0)
    assert isinstance(count, int)
    return count


def explore_shared(seeds: range) -> int:
    """Run every seed. Raises Violation with the seed in its text; returns the states."""
    states = 0
    for seed in seeds:
        try:
            states += SharedExplorer(seed).run()
        except Violation as violation:
            raise Violation(f"seed {seed}: {violation}") from violation
    return states
