"""A database that several processes write: locked for one transaction at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from retro.store.disk import Disk, explain
from retro.store.migrations import Schema
from retro.store.naming import Files
from retro.store.protocol import Change, ReadOnly, StoreError, Tables
from retro.store.reading import Missing, load

if TYPE_CHECKING:
    from retro.store.database import Database


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

    def read(self) -> Tables:
        """The tables as they are now; none when nothing was written yet. Raises StoreError."""
        try:
            return load(self.files, self._disk, self._schema).tables
        except Missing:
            return {}

    def transact(self, change: Callable[[Tables], Sequence[Change]]) -> None:
        """Let ``change`` look at the tables, which it must not touch, and write what it returns.

        Raises StoreError; then nothing was written. Must not be called from within ``change``.
        """
        from retro.store.journal import encode_transaction

        with self.locked():
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
    def locked(self) -> Iterator[None]:
        """Hold the lock. Raises ReadOnly or StoreError."""
        try:
            handle = self._disk.lock(self.files.lock, wait=True)
        except FileNotFoundError:
            raise ReadOnly(
                f"{self.files.folder} does not exist and could not be made: "
                "check who owns the folder above it, or choose another one."
            ) from None
        except OSError as error:
            raise explain(error, self.files.lock) from error
        assert handle is not None
        try:
            yield
        finally:
            self._disk.close(handle)

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
