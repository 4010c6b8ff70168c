"""Reading a database without a lock: the file plus what the journal has beyond it.

The journal is read first. A fold replaces the file before it replaces the journal, so a file that
is read after a journal is never older than where that journal starts, and there is no gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from retro.store import journal as journals
from retro.store.disk import Disk, explain
from retro.store.journal import Broken, Scan
from retro.store.migrations import Schema
from retro.store.naming import Files, is_key
from retro.store.protocol import (
    Damaged,
    Document,
    SessionKey,
    StoreError,
    Tables,
    Transaction,
)
from retro.store.snapshot import Header, Mismatch, Snapshot, decode_sealed, decode_snapshot


class Missing(StoreError):
    """There is no such database."""


@dataclass
class Loaded:
    """A database as its files say, brought to this schema in memory."""

    tables: Tables
    seq: int
    name: str
    stored_schema: int
    journal: Scan | None
    transactions: list[Transaction] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    clean: bool = True
    snapshot_damaged: bool = False

    @property
    def whole(self) -> bool:
        """Whether the journal ends in a good line, right after which the next one belongs."""
        journal = self.journal
        return journal is not None and journal.seq == self.seq and not journal.tail


def load(files: Files, disk: Disk, schema: Schema) -> Loaded:
    """Read a database and change nothing. Raises Missing, Damaged or StoreError."""
    try:
        return _load(files, disk, schema)
    except OSError as error:
        raise explain(error, files.snapshot) from error


def session_keys(folder: Path, disk: Disk, suffix: str) -> Iterator[SessionKey]:
    """The sessions in a data folder that have a file with this suffix."""
    sessions = folder / "sessions"
    for year in disk.names(sessions):
        for month in disk.names(sessions / year):
            for name in disk.sizes(sessions / year / month, (suffix,)):
                key = name.removesuffix(suffix)
                if is_key(key):
                    yield key


def load_sealed(files: Files, disk: Disk) -> Document:
    """The sealed part of a database, ``{}`` when there is none. Raises Damaged or StoreError."""
    try:
        content = _read(disk, files.sealed)
        return {} if content is None else decode_sealed(content)[1]
    except Mismatch:
        raise Damaged(_damage(files.sealed, "does not match its checksum")) from None
    except OSError as error:
        raise explain(error, files.sealed) from error


def _load(files: Files, disk: Disk, schema: Schema) -> Loaded:
    journal = _scan(disk, files.journal)
    try:
        snapshot = _decode(disk, files.snapshot)
    except Mismatch as mismatch:
        if mismatch.readable:
            raise Damaged(_edited(files.snapshot)) from None
        loaded = _from_backup(files, disk, journal, "is not readable")
    else:
        if snapshot is not None:
            loaded = _from_snapshot(files, snapshot, journal)
        elif journal is None or (journal.base == journal.seq == 0 and not journal.tail):
            raise Missing(f"There is no {files.snapshot}: `retro sessions` shows what there is.")
        else:
            loaded = _from_backup(files, disk, journal, "is missing")
    if loaded.stored_schema < schema.version:
        loaded.tables = schema.migrate(loaded.tables, loaded.stored_schema)
        loaded.transactions = []
        loaded.clean = False
    return loaded


def _from_snapshot(files: Files, snapshot: Snapshot, journal: Scan | None) -> Loaded:
    header = snapshot.header
    loaded = _start(header, snapshot.tables, journal)
    if journal is None:
        loaded.clean = False
        loaded.notices.append(
            f"{files.journal} is missing: {files.name} is as it was last saved in "
            f"{files.snapshot.name}; changes after that, if any, are in a backup only."
        )
        return loaded
    _replay(loaded, journal, files.journal)
    if journal.transactions or journal.tail or journal.base != header.seq:
        loaded.clean = False
    return loaded


def _from_backup(files: Files, disk: Disk, journal: Scan | None, what: str) -> Loaded:
    """Build the state again from the file before this one and both journals."""
    if journal is None:
        raise Damaged(_damage(files.snapshot, f"{what} and so is its journal"))
    try:
        earlier = _decode(disk, files.backup)
    except Mismatch:
        raise Damaged(_damage(files.snapshot, f"{what} and {files.backup} too")) from None
    if earlier is None:
        loaded = _start(Header(journal.schema, journal.name, 0), {}, journal)
    else:
        loaded = _start(earlier.header, earlier.tables, journal)
        older = _scan(disk, files.journal_backup)
        if older is not None:
            _replay(loaded, older, files.journal_backup)
    _replay(loaded, journal, files.journal)
    loaded.clean = False
    loaded.snapshot_damaged = True
    loaded.notices.append(
        f"{files.snapshot} {what}: {files.name} was put together again from its backup and "
        "journal, and nothing is missing."
    )
    return loaded


def _start(header: Header, tables: Tables, journal: Scan | None) -> Loaded:
    return Loaded(
        tables=tables,
        seq=header.seq,
        name=header.name,
        stored_schema=header.schema,
        journal=journal,
    )


def _replay(loaded: Loaded, journal: Scan, path: Path) -> None:
    """Apply what a journal has beyond the state; what the state has already is left out."""
    if journal.name != loaded.name:
        raise Damaged(_damage(path, f"belongs to {journal.name}, not to {loaded.name}"))
    if journal.base > loaded.seq:
        raise Damaged(
            _damage(path, f"starts at change {journal.base}, its file ends at {loaded.seq}")
        )
    for number, changes in journal.transactions:
        if number > loaded.seq:
            if journal.schema != loaded.stored_schema:
                raise Damaged(_damage(path, f"has schema {journal.schema}, its file another"))
            journals.apply(loaded.tables, changes)
            loaded.seq = number
    loaded.transactions.extend(journal.transactions)


def _scan(disk: Disk, path: Path) -> Scan | None:
    content = _read(disk, path)
    if content is None:
        return None
    try:
        return journals.scan(content)
    except Broken as broken:
        raise Damaged(_damage(path, f"is damaged: {broken}")) from None


def _decode(disk: Disk, path: Path) -> Snapshot | None:
    content = _read(disk, path)
    return None if content is None else decode_snapshot(content)


def _read(disk: Disk, path: Path) -> bytes | None:
    try:
        return disk.read(path)
    except FileNotFoundError:
        return None


def _damage(path: Path, what: str) -> str:
    return f"{path} {what}. Nothing was changed: run `retro doctor` to see what can be restored."


def _edited(path: Path) -> str:
    return (
        f"{path} does not match its checksum: it was edited by hand or damaged. Nothing was "
        "changed: run `retro doctor` to accept it as it is or to restore its backup."
    )
