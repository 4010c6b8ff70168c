"""Walks through the states that crashes leave behind, and checks each against the history.

A random run of commits, folds and reopenings goes over a simulated disk. Before every call that
changes the disk, and in the middle of every write, copies of the disk are crashed and recovered,
some of them crash again inside the recovery. What was accepted must be there, what was never
tried must not, and a batch is there whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from retro.store.database import Database
from retro.store.journal import Encoded, encode_transaction
from retro.store.migrations import SESSION
from retro.store.naming import Files
from retro.store.protocol import Change, Document, ReadOnly, StoreError, Tables
from retro.store.reading import Missing, load, load_sealed
from retro.store.snapshot import encode_sealed
from tests.store.simulated import Died, SimulatedDisk

FILES = Files(Path("/retro/sessions/2026/11/S.json"), Path("/retro/quarantine"))


class Violation(Exception):
    """The store broke a promise."""


class History:
    """What was accepted, and what is being tried."""

    def __init__(self) -> None:
        self.states: list[Tables] = [{}]
        self.acked = 0
        self.exists = False
        self.sealed: Document = {}
        self.trying = 0
        self.trying_sealed: Document | None = None
        self.whole = True
        """What is being tried is one batch: all of it or nothing."""

    def copy(self) -> History:
        """A history that goes its own way; states are never changed, so they are shared."""
        twin = History()
        twin.__dict__.update(self.__dict__)
        twin.states = self.states[:]
        return twin

    def attempt(self, transactions: Sequence[Sequence[Change]], sealed: Document | None) -> None:
        """A commit begins."""
        for changes in transactions:
            state = {name: dict(rows) for name, rows in self.states[-1].items()}
            for table, number, document in changes:
                rows = state.setdefault(table, {})
                rows.pop(number, None)
                if document is not None:
                    rows[number] = document
            self.states.append({name: rows for name, rows in state.items() if rows})
        self.trying = len(transactions)
        self.trying_sealed = sealed

    def accept(self) -> None:
        """It returned."""
        self.acked += self.trying
        self.trying = 0
        if self.trying_sealed is not None:
            self.sealed, self.trying_sealed = self.trying_sealed, None

    def refuse(self) -> None:
        """It raised, and promised that nothing of it was kept."""
        self.trying, self.trying_sealed = 0, None
        del self.states[self.acked + 1 :]

    def check(self, tables: Tables, seq: int, sealed: Document) -> None:
        """Raise Violation unless this is the accepted state or the one that was being tried."""
        whole = seq in (self.acked, self.acked + self.trying)
        if not whole and (self.whole or not self.acked < seq < self.acked + self.trying):
            raise Violation(f"at {seq}, accepted {self.acked}, tried {self.trying} more")
        if {name: rows for name, rows in tables.items() if rows} != self.states[seq]:
            raise Violation(f"the tables at {seq} are not what was written")
        possible = [self.sealed]
        if self.trying_sealed is not None:
            possible.append(self.trying_sealed)
            if self.trying and seq > self.acked:
                possible = [self.trying_sealed]
        if sealed not in possible:
            raise Violation(f"the sealed part at {seq} is {sealed}, not one of {possible}")

    def settle(self, seq: int, sealed: Document) -> None:
        """A recovery returned: from now on exactly this has to stay."""
        self.acked, self.trying = seq, 0
        self.sealed, self.trying_sealed = sealed, None
        self.exists = True
        del self.states[seq + 1 :]


class Explorer:
    """One run from a seed. ``states`` counts recoveries that were checked."""

    def __init__(
        self, seed: int, disk: type[SimulatedDisk] = SimulatedDisk, *, forks: int = 2
    ) -> None:
        self.rng = Random(seed)
        self.disk = disk()
        self.history = History()
        self.forks = forks
        self.states = 0
        self._sealed_count = 0

    def run(self, steps: int = 14) -> int:
        """Explore. Raises Violation; returns the number of states."""
        self.disk.make_folder(FILES.folder)
        self.disk.make_folder(FILES.quarantine)
        self.disk.before = self._fork
        database = Database.create(FILES, self.disk, SESSION)
        self.history.exists = True
        for _ in range(steps):
            choice = self.rng.random()
            if choice < 0.72:
                self._commit(database)
            elif choice < 0.88:
                database.fold()
            else:
                database.close()
                database = Database.open(FILES, self.disk, SESSION)
                self._compare(database, self.history)
        return self.states

    def _commit(self, database: Database) -> None:
        transactions, sealed = self.some_changes()
        self.history.attempt(transactions, sealed)
        content = None if sealed is None else encode_sealed(sealed, 1)
        database.commit([encode(changes) for changes in transactions], content)
        self.history.accept()

    def some_changes(self) -> tuple[list[list[Change]], Document | None]:
        """A batch of up to three transactions, perhaps with a sealed part, perhaps only that."""
        rng = self.rng
        sealed: Document | None = None
        if rng.random() < 0.3:
            self._sealed_count += 1
            sealed = {"cards": [rng.randrange(99) for _ in range(3)], "n": self._sealed_count}
            if rng.random() < 0.4:
                return [], sealed
        return [
            [self._some_change() for _ in range(rng.randrange(1, 3))]
            for _ in range(rng.choice((1, 1, 2, 3)))
        ], sealed

    def _some_change(self) -> Change:
        rng = self.rng
        table = rng.choice(("cards", "votes"))
        number = rng.choice((1, 2, 3, 4, 5, 2**53 - 1))
        if rng.random() < 0.2:
            return table, number, None
        return table, number, {"t": "é\n" * rng.randrange(9), "n": rng.randrange(10**6)}

    def _fork(self, disk: SimulatedDisk, kind: str, data: bytes) -> None:
        for _ in range(self.forks):
            self.recover(self._crash(disk), self.history.copy())
        if kind == "write":
            torn = disk.killed()
            torn.write_part(disk.writing, data[: self.rng.randrange(1, len(data) + 1)])
            self.recover(self._crash(torn), self.history.copy())

    def _crash(self, disk: SimulatedDisk) -> SimulatedDisk:
        if self.rng.random() < 0.25:
            return disk.killed()
        return disk.power_cut(self.rng)

    def recover(self, disk: SimulatedDisk, history: History) -> None:
        """Recover a crashed disk, perhaps crashing again, and check what comes out."""
        rng = self.rng
        if rng.random() < 0.15:
            self._check_reader(disk, history)
        database: Database | None = None
        while database is None:
            last = rng.random() < 0.6
            disk.before = None if last else die_at(disk.calls + rng.randrange(1, 14))
            self.states += 1
            try:
                database = Database.open(FILES, disk, SESSION)
            except Died:
                disk = self._crash(disk)
            except Missing:
                if history.exists:
                    raise Violation("the session is gone") from None
                return
            except StoreError as error:
                raise Violation(f"not opened: {error}") from error
        disk.before = None
        sealed = self._compare(database, history)
        history.settle(database.seq, sealed)
        if rng.random() < 0.3:
            self._go_on(disk, database, history)

    def _go_on(self, disk: SimulatedDisk, database: Database, history: History) -> None:
        """After a recovery the next commit counts, and a power cut takes nothing back."""
        if self.rng.random() < 0.5:
            changes: list[Change] = [("cards", 1, {"n": -1})]
            history.attempt([changes], None)
            database.commit([encode(changes)])
            history.accept()
        self.states += 1
        again = disk.power_cut(self.rng)
        try:
            self._compare(Database.open(FILES, again, SESSION), history)
        except StoreError as error:
            raise Violation(f"not opened again: {error}") from error

    def _compare(self, database: Database, history: History) -> Document:
        disk = database._disk
        sealed = load_sealed(FILES, disk)
        history.check(database.tables, database.seq, sealed)
        return sealed

    def _check_reader(self, disk: SimulatedDisk, history: History) -> None:
        try:
            loaded = load(FILES, disk, SESSION)
        except Missing:
            if history.exists:
                raise Violation("a reader finds no session") from None
            return
        history.check(loaded.tables, loaded.seq, load_sealed(FILES, disk))


def encode(changes: Sequence[Change]) -> Encoded:
    """A transaction for the journal."""
    return encode_transaction(json.loads(json.dumps(changes)))


def die_at(call: int) -> Callable[[SimulatedDisk, str, bytes], None]:
    """A hook that ends the process at a call; every later call as well."""

    def before(disk: SimulatedDisk, kind: str, data: bytes) -> None:
        if disk.calls >= call:
            raise Died

    return before


def explore(seeds: range, disk: type[SimulatedDisk] = SimulatedDisk) -> int:
    """Run every seed. Raises Violation with the seed in its text; returns the states."""
    states = 0
    for seed in seeds:
        try:
            states += Explorer(seed, disk).run()
        except (Violation, ReadOnly) as violation:
            raise Violation(f"seed {seed}: {violation}") from violation
    return states
