"""A flipped bit in every byte, and a journal cut at every length: never silently wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from retro.store.database import Database
from retro.store.migrations import SESSION
from retro.store.protocol import Change, Damaged, Tables
from retro.store.reading import load, load_sealed
from retro.store.snapshot import encode_sealed
from tests.store import mutants
from tests.store.explore import FILES, encode
from tests.store.simulated import SimulatedDisk


def disk_with_a_session() -> tuple[SimulatedDisk, list[Tables]]:
    """A file, a journal with four lines beyond it, a backup, a sealed part; states by sequence."""
    disk = SimulatedDisk()
    disk.make_folder(FILES.folder)
    disk.make_folder(FILES.quarantine)
    database = Database.create(FILES, disk, SESSION)
    states: list[Tables] = [{}]
    for number in range(1, 8):
        changes: list[Change] = [("cards", number, {"t": f"card {number} ↯"})]
        database.commit([encode(changes)], encode_sealed({"n": number}, 1))
        states.append({"cards": dict(database.tables["cards"])})
        if number in (1, 3):
            database.fold()
    database.close()
    return disk, states


def flips(content: bytes) -> list[tuple[str, bytes]]:
    """The content with one bit flipped, for each bit."""
    found = []
    for place in range(len(content)):
        for bit in range(8):
            damaged = bytearray(content)
            damaged[place] ^= 1 << bit
            found.append((f"bit {bit} of byte {place}", bytes(damaged)))
    return found


def outcome(disk: SimulatedDisk, states: list[Tables], what: str) -> str:
    """Open and read; anything but the right tables or a loud word is a failure."""
    try:
        loaded = load(FILES, disk, SESSION)
    except Damaged as error:
        assert "doctor" in str(error)
        before = dict(disk.names_now)
        with pytest.raises(Damaged):
            Database.open(FILES, disk, SESSION)
        assert disk.names_now == before, f"{what}: refused, and still changed something"
        return "refused"
    assert loaded.tables == states[loaded.seq], what
    database = Database.open(FILES, disk, SESSION)
    assert database.tables == states[database.seq], what
    if database.seq == len(states) - 1:
        assert database.notices or not loaded.snapshot_damaged, what
        return "restored" if database.notices else "harmless"
    assert database.seq == len(states) - 2, what
    assert (
        "accepted change may be missing" in database.notices[0] or "cut off" in database.notices[0]
    )
    assert any(".torn-" in name for name in disk.names_now), what
    return "set aside"


def test_a_flipped_bit_in_the_file_is_refused_or_restored() -> None:
    disk, states = disk_with_a_session()
    outcomes = Counter(flip_outcomes(disk, states, FILES.snapshot))
    assert set(outcomes) == {"refused", "restored"}
    assert outcomes["restored"] > 100


def test_a_flipped_bit_in_the_journal_is_refused_or_set_aside() -> None:
    disk, states = disk_with_a_session()
    outcomes = Counter(flip_outcomes(disk, states, FILES.journal))
    assert set(outcomes) == {"refused", "set aside"}
    last_line = disk.read(FILES.journal).splitlines(keepends=True)[-1]
    assert outcomes["set aside"] <= 8 * len(last_line)


def test_a_flipped_bit_in_a_backup_does_no_harm_while_the_file_is_whole() -> None:
    disk, states = disk_with_a_session()
    for path in (FILES.backup, FILES.journal_backup):
        assert set(flip_outcomes(disk, states, path, step=7)) == {"harmless"}


def test_a_flipped_bit_in_the_sealed_file_is_refused() -> None:
    disk, _ = disk_with_a_session()
    for what, content in flips(disk.read(FILES.sealed)):
        found = disk.killed()
        found.put(FILES.sealed, content)
        with pytest.raises(Damaged):
            load_sealed(FILES, found)
            raise AssertionError(what)


def flip_outcomes(
    disk: SimulatedDisk, states: list[Tables], path: Path, step: int = 1
) -> list[str]:
    found = []
    for what, content in flips(disk.read(path))[::step]:
        damaged = disk.killed()
        damaged.put(path, content)
        found.append(outcome(damaged, states, f"{what} in {path.name}"))
    return found


def test_a_missing_file_is_put_together_again() -> None:
    disk, states = disk_with_a_session()
    disk.unlink(FILES.snapshot)
    assert outcome(disk, states, "no file") == "restored"


def test_a_restored_session_can_be_restored_again() -> None:
    disk, states = disk_with_a_session()
    for number in range(3):
        disk.put(FILES.snapshot, b"{" * (number + 1))
        database = Database.open(FILES, disk, SESSION)
        assert (database.tables, database.seq) == (states[7], 7)
        database.close()
    assert len(disk.names(FILES.quarantine)) == 3


def test_a_missing_journal_is_said() -> None:
    disk, states = disk_with_a_session()
    disk.unlink(FILES.journal)
    database = Database.open(FILES, disk, SESSION)
    assert database.tables == states[3]
    assert "journal is missing" in database.notices[0]


def test_a_file_without_backup_and_with_a_first_journal_is_put_together_again() -> None:
    disk = SimulatedDisk()
    disk.make_folder(FILES.folder)
    database = Database.create(FILES, disk, SESSION)
    database.commit([encode([("cards", 1, {"t": "one"})])])
    disk.put(FILES.snapshot, b"\0\0\0")
    assert Database.open(FILES, disk, SESSION).tables == {"cards": {1: {"t": "one"}}}


def test_an_older_file_with_a_newer_journal_is_refused() -> None:
    disk, _ = disk_with_a_session()
    disk.put(FILES.snapshot, disk.read(FILES.backup))
    with pytest.raises(Damaged, match="starts at change 3, its file ends at 1"):
        load(FILES, disk, SESSION)


def test_the_journal_of_another_session_is_refused() -> None:
    disk, _ = disk_with_a_session()
    content = disk.read(FILES.snapshot).replace(b'"db": "S"', b'"db": "T"')
    from retro.store.snapshot import with_sum

    start = content.index(b'"sum": "') + 8
    content = content[:start] + b"0" * 8 + content[start + 8 :]
    disk.put(FILES.snapshot, with_sum(content))
    with pytest.raises(Damaged, match="belongs to S, not to T"):
        load(FILES, disk, SESSION)


def test_a_journal_cut_at_every_length_gives_what_was_whole_and_goes_on() -> None:
    disk, states = disk_with_a_session()
    content = disk.read(FILES.journal)
    header = content.index(b"\n") + 1
    for length in range(len(content)):
        cut = disk.killed()
        cut.put(FILES.journal, content[:length])
        if length < header:
            with pytest.raises(Damaged):
                Database.open(FILES, cut, SESSION)
            continue
        database = Database.open(FILES, cut, SESSION)
        whole = content[:length].count(b"\n") - 1
        assert database.tables == states[3 + whole]
        torn = bool(content[:length].rpartition(b"\n")[2])
        assert bool(database.notices) == torn
        kept = [name for name in cut.names_now if ".torn-" in name]
        assert [cut.names_now[name].current for name in kept] == (
            [content[:length].rpartition(b"\n")[2]] if torn else []
        )
        database.commit([encode([("cards", 99, {"t": "after"})])])
        database.close()
        assert load(FILES, cut, SESSION).tables["cards"][99] == {"t": "after"}


@pytest.mark.parametrize("name", mutants.DAMAGED)
def test_a_checksum_left_out_is_caught(name: str) -> None:
    disk, states = disk_with_a_session()
    with mutants.DAMAGED[name](), pytest.raises((AssertionError, KeyError, TypeError, ValueError)):
        flip_outcomes(disk, states, FILES.snapshot)
        flip_outcomes(disk, states, FILES.journal)
