"""A database that several processes write: locked for one transaction at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from retro.store.disk import Disk, explain
from retro.store.migrations import Schema
from retro.store.naming import Files
from retro.store.protocol import Change, Held, ReadOnly, StoreError, Tables
from retro.store.reading import Missing, load

if TYPE_CHECKING:
    from retro.store.database import Database

#: How many seconds to wait for the lock. A process that was stopped may hold it for ever, and the
#: one writer thread, and with it every session, waits for whoever waits here.
PATIENCE: Final = 1.0
_BETWEEN_TRIES: Final = 0.002


class SharedDatabase:
    """``actions.json`` or ``index.json``: made at the first write, read without a lock.

    Between transactions it keeps what it knows and reads on where others appended. The lock is a
    file description of its own each time, so it holds against threads of this process as well.
    """

    def __init__(self, files: Files, disk: Disk, schema: Schema) -> None:
        self.files = files
        self._disk = disk
        self._schema = schema
        self._database: Database | None = None
        self._renew = False
        self._seen: tuple[object, Tables] | None = None

    def read(self, *, keep: bool = False) -> Tables:
        """The tables as they are now; none when nothing was written yet. Raises StoreError.

        With ``keep`` they stay in memory, and nothing is read again for as long as the files are
        the same. So the caller, on whatever thread, must not touch them.
        """
        # Before reading: what is written meanwhile makes another stamp, and is read the next time.
        stamp = self._stamp()
        seen = self._seen
        if seen is not None and stamp is not None and seen[0] == stamp:
            return seen[1]
        try:
            loaded = load(self.files, self._disk, self._schema)
        except Missing:
            return {}
        # What had to come from a backup hangs on more files than these two.
        is_plain = keep and stamp is not None and not loaded.snapshot_damaged
        self._seen = (stamp, loaded.tables) if is_plain else None
        return loaded.tables

    def _stamp(self) -> object | None:
        """The stamps of both files; None where one of them is missing."""
        try:
            return [self._disk.stamp(each) for each in (self.files.snapshot, self.files.journal)]
        except OSError:
            return None

    def transact(self, change: Callable[[Tables], Sequence[Change]], *, wait: bool = True) -> None:
        """Let ``change`` look at the tables, which it must not touch, and write what it returns.

        Raises StoreError; then nothing was written. It is Held when somebody else has the lock
        and keeps it, without ``wait`` at once. Must not be called from within ``change``.
        """
        from retro.store.journal import encode_transaction

        with self.locked(wait=wait):
            try:
                database = self._refreshed()
                changes = change(database.tables)
                if not changes:
                    return
                database.commit([encode_transaction(changes)])
            except StoreError:
                self._forget()
                raise
            if database.fold_is_due:
                # A fold that fails loses nothing: the journal is only longer.
                with suppress(StoreError):
                    database.fold()

    @contextmanager
    def locked(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the lock. Raises ReadOnly or StoreError; Held when it cannot be had in time."""
        handle = self._lock(time.monotonic() + (PATIENCE if wait else 0))
        try:
            yield
        finally:
            self._disk.close(handle)

    def _lock(self, deadline: float) -> int:
        try:
            while (handle := self._disk.lock(self.files.lock, wait=False)) is None:
                if time.monotonic() >= deadline:
                    raise Held(
                        f"{self.files.snapshot} is held by another program that does not go on: "
                        "end that one, or let it go on, then do it again."
                    )
                time.sleep(_BETWEEN_TRIES)
        except FileNotFoundError:
            raise ReadOnly(
                f"{self.files.folder} does not exist and could not be made: "
                "check who owns the folder above it, or choose another one."
            ) from None
        except OSError as error:
            raise explain(error, self.files.lock) from error
        return handle

    def _refreshed(self) -> Database:
        from retro.store.database import Database

        try:
            if self._database is not None and self._database.broken is None:
                self._database.refresh()
                return self._database
            opened = Database.open(self.files, self._disk, self._schema, renew=self._renew)
        except Missing:
            opened = Database.create(self.files, self._disk, self._schema)
        self._database = opened
        self._renew = False
        return opened

    def _forget(self) -> None:
        """After a failed write: after a failed sync the next one must go to new files.

        That is tried at once, while the lock still keeps others from appending after the line
        that may not have reached the medium.
        """
        failed, self._database = self._database, None
        if failed is None:
            return
        failed.close()
        if failed.broken is not None:
            self._renew = True
            with suppress(StoreError):
                self._refreshed()
