"""One short life of a session, ended or failed at every call to the disk in turn."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from itertools import count
from random import Random

import pytest

from retro.store.database import Database
from retro.store.migrations import SESSION
from retro.store.protocol import Change, Document, Full, ReadOnly, StoreError
from retro.store.reading import Missing, load_sealed
from retro.store.snapshot import encode_sealed
from tests.store import mutants
from tests.store.explore import FILES, History, Violation, die_at, encode
from tests.store.simulated import Died, SimulatedDisk

# Lines that other tests cover, over and over: counting them here takes half the time again.
pytestmark = pytest.mark.no_cover

Hook = Callable[[SimulatedDisk, str, bytes], None]
Step = tuple[list[Change], Document | None] | str

LIFE: list[Step] = [
    ([("cards", 1, {"t": "one"})], None),
    ([("cards", 2, {"t": "two"}), ("votes", 1, {"card": 1})], {"cards": ["x"]}),
    ([], {"cards": ["y", "x"]}),
    "fold",
    ([("cards", 1, None)], None),
    ([("cards", 3, {"t": "three"})], {"cards": ["x", "z", "y"]}),
    "fold",
    ([("cards", 3, {"t": "three again"})], None),
    "open",
    ([("cards", 4, {"t": "four"})], {}),
    "fold",
]


def new_disk() -> SimulatedDisk:
    disk = SimulatedDisk()
    disk.make_folder(FILES.folder)
    disk.make_folder(FILES.quarantine)
    disk.calls = 0
    return disk


def live(disk: SimulatedDisk, history: History) -> None:
    """Live the life, going on after errors as ``live`` would."""
    try:
        database = Database.create(FILES, disk, SESSION)
    except StoreError:
        return
    history.exists = True
    for step in LIFE:
        if step == "open":
            database.close()
            database = Database.open(FILES, disk, SESSION)
        elif step == "fold":
            try:
                database.fold()
            except StoreError:
                assert disk.before is not None
        elif not isinstance(step, str):
            commit(database, history, *step)


def commit(
    database: Database, history: History, changes: list[Change], sealed: Document | None
) -> None:
    transactions = [changes] if changes else []
    history.attempt(transactions, sealed)
    try:
        database.commit(
            [encode(changes) for changes in transactions],
            None if sealed is None else encode_sealed(sealed, 1),
        )
    except ReadOnly:
        raise
    except StoreError:
        history.refuse()
    else:
        history.accept()


def recovered(disk: SimulatedDisk, history: History) -> Database | None:
    """Open and check; None when there was nothing yet."""
    try:
        database = Database.open(FILES, disk, SESSION)
    except Missing:
        if history.exists:
            raise Violation("the session is gone") from None
        return None
    sealed = load_sealed(FILES, disk)
    history.check(database.tables, database.seq, sealed)
    history.settle(database.seq, sealed)
    return database


def crashes(disk: SimulatedDisk) -> Iterator[SimulatedDisk]:
    yield disk.killed()
    yield disk.power_cut(Random(0))


def dying_in_a_write(call: int) -> Hook:
    """End the process with half of a write done."""

    def before(disk: SimulatedDisk, kind: str, data: bytes) -> None:
        if disk.calls >= call:
            if disk.calls == call and kind == "write":
                disk.write_part(disk.writing, data[: len(data) // 2])
            raise Died

    return before


@pytest.mark.parametrize(("dying", "longest_write"), [(dying_in_a_write, None), (die_at, 60)])
def test_ending_at_every_call_and_again_at_every_call_of_the_recovery(
    dying: Callable[[int], Hook], longest_write: int | None
) -> None:
    points = 0
    for call in count(1):
        disk, history = new_disk(), History()
        disk.before, disk.longest_write = dying(call), longest_write
        try:
            live(disk, history)
        except Died:
            for crashed in crashes(disk):
                points += die_in_recovery(crashed, history, dying)
        else:
            break
    assert call > 100
    assert points > 1_300


def die_in_recovery(disk: SimulatedDisk, history: History, dying: Callable[[int], Hook]) -> int:
    for call in count(1):
        found = disk.killed()
        found.before = dying(call)
        try:
            recovered(found, history.copy())
        except Died:
            for again in (found.killed(), found.power_cut(Random(call))):
                recovered(again, history.copy())
        else:
            return call
    raise AssertionError


def failing(call: int, code: int, *, sticky: bool, half: bool) -> Hook:
    """An error at a call, or from that call on; half of a write may be done by then."""

    def before(disk: SimulatedDisk, kind: str, data: bytes) -> None:
        if disk.calls == call or (sticky and disk.calls > call):
            if kind == "write" and half:
                disk.write_part(disk.writing, data[: len(data) // 2])
            if kind == "sync":
                disk.forget(disk.writing)
            raise OSError(code, os.strerror(code))

    return before


def fail_everywhere(code: int, *, sticky: bool, half: bool) -> int:
    """Returns the number of calls that failed in turn. Raises Violation."""
    for call in count(1):
        disk, history = new_disk(), History()
        disk.before = failing(call, code, sticky=sticky, half=half)
        try:
            live(disk, history)
        except (ReadOnly, StoreError):
            assert history.exists
        fired = disk.calls >= call
        disk.before = None
        for crashed in crashes(disk):
            after = history.copy()
            database = recovered(crashed, after)
            if database is not None:
                commit(database, after, [("cards", 9, {"t": "after"})], None)
                database.close()
                recovered(crashed.power_cut(Random(1)), after)
        if not fired:
            return call
    raise AssertionError


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_an_error_at_every_call(code: int, sticky: bool, half: bool) -> None:
    assert fail_everywhere(code, sticky=sticky, half=half) > 80


@pytest.mark.parametrize("name", mutants.FAILING)
def test_a_measure_against_errors_left_out_is_caught(name: str) -> None:
    with mutants.FAILING[name](), pytest.raises(Violation):
        for code in (errno.ENOSPC, errno.EIO):
            fail_everywhere(code, sticky=False, half=True)


@pytest.mark.parametrize("half", [False, True])
def test_a_full_disk_keeps_nothing_of_the_change_and_the_log_goes_on(half: bool) -> None:
    disk, history = new_disk(), History()
    database = Database.create(FILES, disk, SESSION)
    history.exists = True
    commit(database, history, [("cards", 1, {"t": "one"})], {"n": 1})
    for call in count(1):
        disk.calls = 0
        disk.before = failing(call, errno.ENOSPC, sticky=False, half=half)
        history.attempt([[("cards", 2, {"t": "no room"})]], {"n": 2})
        kind = calls_of_a_sealed_commit(disk, call)
        if kind is None:
            break
        if kind == "write":
            with pytest.raises(Full, match="free some space"):
                database.commit(
                    [encode([("cards", 2, {"t": "no room"})])], encode_sealed({"n": 2}, 1)
                )
            assert database.broken is None
            history.refuse()
            disk.before = None
            history.check(database.tables, database.seq, load_sealed(FILES, disk))
            commit(database, history, [("cards", 3, {"call": call})], None)
            recovered(disk.power_cut(Random(call)), history.copy())
        else:
            history.refuse()
    assert call > 5


def calls_of_a_sealed_commit(disk: SimulatedDisk, call: int) -> str | None:
    """The kind of the n-th call that a commit with a sealed part makes on a copy of the disk."""
    kinds: list[str] = []
    copy = disk.killed()
    copy.before = None
    database = Database.open(FILES, copy, SESSION)
    copy.before = lambda disk, kind, data: kinds.append(kind)
    database.commit([encode([("cards", 2, {})])], encode_sealed({"n": 2}, 1))
    return kinds[call - 1] if call <= len(kinds) else None
