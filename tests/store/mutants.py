"""Stores with one safety measure left out. The tests must catch every one of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from retro.store import journal, reading, snapshot
from retro.store.database import Database
from retro.store.disk import write_all
from retro.store.journal import Encoded
from retro.store.shared import SharedDatabase
from retro.store.storage import SnapshotStorage
from tests.store.simulated import SimulatedDisk

_commit = Database.commit


class NoAppendSync(SimulatedDisk):
    """Appends to the journal are not synced."""

    def sync(self, handle: int) -> None:
        inode, created = self.handles[handle]
        if created:
            super().sync(handle)
            self.handles[handle] = (inode, False)


class NoFileSync(SimulatedDisk):
    """New files are renamed without having been synced."""

    def sync(self, handle: int) -> None:
        inode, created = self.handles[handle]
        if created:
            self.handles[handle] = (inode, False)
        else:
            super().sync(handle)


def without_folder_sync(caller: str) -> type[SimulatedDisk]:
    """A disk on which one function of the store does not sync its folder."""

    class NoFolderSync(SimulatedDisk):
        def sync_folder(self, folder: Path) -> None:
            if sys._getframe(1).f_code.co_name != caller:
                super().sync_folder(folder)

    return NoFolderSync


DISKS: dict[str, type[SimulatedDisk]] = {
    "journal not synced": NoAppendSync,
    "new files not synced": NoFileSync,
    "name of the file not synced": without_folder_sync("write"),
    "name of the journal not synced": without_folder_sync("_start_journal"),
    "name of the sealed file not synced": without_folder_sync("_replace_sealed"),
    "names not synced on opening": without_folder_sync("_recover"),
}


def _journal_first(self: Database) -> None:
    self._start_journal(keep_backup=True)
    self._install_snapshot(keep_backup=True)


def _in_place(self: SnapshotStorage, data: snapshot.RawTables) -> None:
    handle = self._disk.create(self.path)
    write_all(self._disk, handle, snapshot.encode_snapshot(data))
    self._disk.sync(handle)
    self._disk.close(handle)
    self._disk.sync_folder(self.path.parent)


def _line_before_sealed(
    self: Database, transactions: Sequence[Encoded], sealed: bytes | None = None
) -> None:
    if transactions:
        _commit(self, transactions)
    if sealed is not None:
        _commit(self, [], sealed)


def _going_on(self: Database, *, renew: bool = False, go_on: bool = False) -> None:
    loaded = reading.load(self.files, self._disk, self.schema)
    self.tables, self.seq = loaded.tables, loaded.seq
    self._handle = self._disk.append(self.files.journal)
    self._inode, self._size = self._disk.identity(self.files.journal)


def _any_payload(line: bytes) -> Any:
    try:
        return json.loads(line[9:])
    except ValueError:
        return None


def _ignore(self: Database, error: OSError) -> None:
    pass


def _nothing(self: Database) -> None:
    pass


@contextmanager
def _no_lock(self: SharedDatabase, *, wait: bool) -> Iterator[None]:
    yield


def _patch(target: object, attribute: str, replacement: object) -> Callable[[], Any]:
    return lambda: mock.patch.object(target, attribute, replacement)


CRASHING = {
    "journal replaced before the file": _patch(Database, "fold", _journal_first),
    "file written in place": _patch(SnapshotStorage, "write", _in_place),
    "journal line before the sealed part": _patch(Database, "commit", _line_before_sealed),
    "appending to a journal of unknown state": _patch(Database, "_recover", _going_on),
}
FAILING = {
    "going on after a failed sync": _patch(Database, "_break", _ignore),
    "sealed part left after a full disk": _patch(Database, "_restore_sealed", _nothing),
}
DAMAGED = {
    "journal without checksums": _patch(journal, "_payload", _any_payload),
    "files without checksums": _patch(snapshot, "sum_matches", lambda content: True),
}
SHARED = {
    "others' lines not synced": _patch(Database, "_sync_lines_of_others", _nothing),
    "others' lines not read": _patch(Database, "refresh", _nothing),
    "no lock": _patch(SharedDatabase, "locked", _no_lock),
}
