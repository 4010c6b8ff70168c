"""Any order of commits, folds, crashes, full disks, readers and reopenings."""

from __future__ import annotations

import errno
from contextlib import suppress
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from retro.store.database import Database
from retro.store.migrations import SESSION
from retro.store.protocol import Change, Document, Full, StoreError
from retro.store.reading import load, load_sealed
from retro.store.snapshot import encode_sealed
from tests.store.explore import FILES, History, encode
from tests.store.simulated import SimulatedDisk
from tests.store.test_every_call import failing

texts = st.text(max_size=20)
documents = st.dictionaries(texts, st.none() | st.integers() | texts, max_size=3)
changes = st.tuples(
    st.sampled_from(["cards", "votes", "täble"]),
    st.sampled_from([1, 2, 3, 2**53 - 1]),
    st.none() | documents,
)
transactions = st.lists(st.lists(changes, min_size=1, max_size=3), max_size=3)


class OneSession(RuleBasedStateMachine):
    """The history is the model; a reader without a lock looks after every step."""

    @initialize()
    def create(self) -> None:
        self.disk = SimulatedDisk()
        self.disk.make_folder(FILES.folder)
        self.disk.make_folder(FILES.quarantine)
        self.history = History()
        self.database = Database.create(FILES, self.disk, SESSION)
        self.history.exists = True

    @rule(batch=transactions, sealed=st.none() | documents)
    def commit(self, batch: list[list[Change]], sealed: Document | None) -> None:
        self.history.attempt(batch, sealed)
        self._commit(batch, sealed)
        self.history.accept()

    @rule(batch=transactions, sealed=st.none() | documents, call=st.integers(1, 9))
    def commit_to_a_full_disk(
        self, batch: list[list[Change]], sealed: Document | None, call: int
    ) -> None:
        self.history.attempt(batch, sealed)
        self.disk.calls = 0
        self.disk.before = failing(call, errno.ENOSPC, sticky=False, half=call % 2 == 0)
        try:
            self._commit(batch, sealed)
        except Full:
            self.history.refuse()
        except StoreError:
            self.disk.before = None
            self._open()
        else:
            self.history.accept()
        self.disk.before = None

    @rule()
    def fold(self) -> None:
        self.database.fold()

    @rule(call=st.integers(1, 14))
    def fold_on_a_full_disk(self, call: int) -> None:
        self.disk.calls = 0
        self.disk.before = failing(call, errno.ENOSPC, sticky=True, half=True)
        with suppress(StoreError):
            self.database.fold()
        self.disk.before = None
        if self.database.broken is not None:
            self._open()

    @rule()
    def reopen(self) -> None:
        self._open()

    @rule()
    def kill(self) -> None:
        self.disk = self.disk.killed()
        self._open()

    @rule(seed=st.integers(0, 99))
    def cut_the_power(self, seed: int) -> None:
        self.disk = self.disk.power_cut(Random(seed))
        self._open()

    @rule(
        batch=transactions,
        sealed=st.none() | documents,
        call=st.integers(1, 12),
        seed=st.integers(0, 9),
    )
    def die_in_a_commit(
        self, batch: list[list[Change]], sealed: Document | None, call: int, seed: int
    ) -> None:
        copies: list[SimulatedDisk] = []

        def before(disk: SimulatedDisk, kind: str, data: bytes) -> None:
            if disk.calls == call:
                copies.append(disk.power_cut(Random(seed)))

        self.history.attempt(batch, sealed)
        self.disk.calls, self.disk.before = 0, before
        self._commit(batch, sealed)
        if copies:
            self.disk = copies[0]
            self._open()
        else:
            self.disk.before = None
            self.history.accept()

    @invariant()
    def a_reader_sees_this_moment(self) -> None:
        if hasattr(self, "history"):
            loaded = load(FILES, self.disk, SESSION)
            self.history.check(loaded.tables, loaded.seq, load_sealed(FILES, self.disk))

    def _commit(self, batch: list[list[Change]], sealed: Document | None) -> None:
        content = None if sealed is None else encode_sealed(sealed, 1)
        self.database.commit([encode(changes) for changes in batch], content)

    def _open(self) -> None:
        self.database.close()
        self.database = Database.open(FILES, self.disk, SESSION)
        sealed = load_sealed(FILES, self.disk)
        self.history.check(self.database.tables, self.database.seq, sealed)
        self.history.settle(self.database.seq, sealed)


OneSession.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestOneSession = OneSession.TestCase
