"""The store in a folder: TinyDB files with journals, and one writer thread.

Reading (``read``, ``sessions``, ``actions().all``) needs no event loop and imports none; what
runs on a loop is imported when a session is opened.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from retro.store.actions import EmbeddedActions
from retro.store.aside import EmbeddedAside
from retro.store.disk import Disk, explain
from retro.store.migrations import RECORDS, SESSION, Schema
from retro.store.naming import ASIDE, Files, new_key, session_path
from retro.store.protocol import Document, Held, Log, ReadOnly, SessionKey, Tables
from retro.store.reading import load, load_sealed, session_keys
from retro.store.records import EmbeddedRecords

if TYPE_CHECKING:
    from retro.store.database import Database
    from retro.store.index import Index, Summarise
    from retro.store.log import EmbeddedLog
    from retro.store.writer import Writer

Result = TypeVar("Result")


class Hold:
    """The lock of the folder; it ends with ``release`` or with the process."""

    def __init__(self, disk: Disk, handle: int) -> None:
        self._disk = disk
        self._handle: int | None = handle

    def release(self) -> None:
        """Let another server in. A second call does nothing."""
        if self._handle is not None:
            self._disk.close(self._handle)
            self._handle = None

    def __enter__(self) -> Hold:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _no_summary(key: SessionKey, tables: Tables, sealed: Document) -> Document:
    return {}


class EmbeddedStore:
    """See :class:`retro.store.protocol.Store`.

    ``summarise(key, tables, sealed)`` derives the index row of a session when the index has none.
    Reading makes nothing and changes no mode. Holding the folder or the first write makes its
    folders (mode 0700) when it can, and closes the folders in it to others; the mode of a data
    folder that was there already stays. A folder that may only be read serves readers, and opening
    to write there raises ReadOnly.
    """

    def __init__(
        self,
        folder: Path,
        *,
        summarise: Summarise = _no_summary,
        disk: Disk | None = None,
        schema: Schema = SESSION,
    ) -> None:
        self.folder = folder.absolute()
        self._disk = disk or Disk()
        self._schema = schema
        self._writer: Writer | None = None
        self._has_folders = False
        self._summarise = summarise
        self._index: Index | None = None
        self._actions = EmbeddedActions(self.folder, self._disk, self._run, self._make_folders)
        self._records: dict[str, EmbeddedRecords] = {}

    def hold(self) -> Hold:
        """Take the lock that one server has on the folder. Raises Held or ReadOnly."""
        self._make_folders()
        path = self.folder / "retro.lock"
        handle = self._lock(path, "{folder} is served by another retro{owner}: join that one.")
        return Hold(self._disk, handle)

    async def create(self, *, at: datetime) -> tuple[SessionKey, Log]:
        """See :meth:`retro.store.protocol.Store.create`."""
        key = new_key(at)
        return key, await self._own(key, new=True)

    async def open(self, key: SessionKey, *, owner: bool = True) -> Log:
        """See :meth:`retro.store.protocol.Store.open`."""
        if owner:
            return await self._own(key, new=False)
        from retro.store.log import ReadLog

        files = self._files(key)
        sealed = load_sealed(files, self._disk)
        return ReadLog(load(files, self._disk, self._schema), sealed)

    def read(self, key: SessionKey) -> tuple[Tables, Document]:
        """See :meth:`retro.store.protocol.Store.read`."""
        files = self._files(key)
        # In this order something that moves from the sealed part to the tables is never in neither.
        sealed = load_sealed(files, self._disk)
        return load(files, self._disk, self._schema).tables, sealed

    def aside(self, key: SessionKey) -> EmbeddedAside:
        """See :meth:`retro.store.protocol.Store.aside`."""
        return EmbeddedAside(self._files(key).aside, self._disk, self._schema, self._run)

    def asides(self) -> list[SessionKey]:
        """See :meth:`retro.store.protocol.Store.asides`."""
        try:
            return sorted(session_keys(self.folder, self._disk, ASIDE))
        except OSError as error:
            raise explain(error, self.folder / "sessions") from error

    def sessions(self) -> list[Document]:
        """See :meth:`retro.store.protocol.Store.sessions`."""
        return self._opened_index().rows()

    async def note(self, key: SessionKey, row: Document) -> None:
        """See :meth:`retro.store.protocol.Store.note`."""
        kept = dict(row)
        await self._run(lambda: self._opened_index().note(key, kept))

    def actions(self) -> EmbeddedActions:
        """See :meth:`retro.store.protocol.Store.actions`."""
        return self._actions

    def lessons(self) -> EmbeddedRecords:
        """See :meth:`retro.store.protocol.Store.lessons`."""
        return self._opened("lessons")

    def agreements(self) -> EmbeddedRecords:
        """See :meth:`retro.store.protocol.Store.agreements`."""
        return self._opened("agreements")

    def teams(self) -> EmbeddedRecords:
        """See :meth:`retro.store.protocol.Store.teams`."""
        return self._opened("teams")

    def journal(self) -> EmbeddedRecords:
        """The learning journal of whoever owns the folder: no part of any session or figure."""
        return self._opened("journal")

    def _opened(self, name: str) -> EmbeddedRecords:
        if name not in self._records:
            self._records[name] = EmbeddedRecords(
                self.folder, name, self._disk, self._run, self._make_folders, RECORDS
            )
        return self._records[name]

    def _make_folders(self) -> None:
        """Once: a folder that goes away later is not put back empty."""
        if self._has_folders:
            return
        self._has_folders = True
        # The write that comes next explains what is wrong with them.
        with suppress(OSError):
            for name in ("sessions", "backup", "quarantine"):
                self._disk.make_folder(self.folder / name)
                self._disk.tighten(self.folder / name)

    def _opened_index(self) -> Index:
        from retro.store.index import Index

        if self._index is None:
            self._index = Index(self.folder, self._disk, self._summarise, self._schema)
        return self._index

    def _files(self, key: SessionKey) -> Files:
        return Files(session_path(self.folder, key), self.folder / "quarantine")

    async def _own(self, key: SessionKey, *, new: bool) -> EmbeddedLog:
        from retro.store.log import EmbeddedLog

        files = self._files(key)
        prepare = self._prepare_new if new else self._prepare
        database, sealed, handle = await self._run(lambda: prepare(files))
        # The log keeps the store by its bound method, and with the store the writer's thread.
        return EmbeddedLog(database, sealed, self._running_writer(), partial(self._release, handle))

    def _release(self, handle: int) -> None:
        self._disk.close(handle)

    def _prepare_new(self, files: Files) -> tuple[Database, Document, int]:
        from retro.store.database import Database

        try:
            self._disk.make_folder(files.folder)
            # Also when the folders are there: who made them may have died before they were synced.
            for folder in files.folder.parents[:3]:
                self._disk.sync_folder(folder)
            for folder in self.folder.parents:
                # Not ours, and perhaps not ours to open.
                with suppress(OSError):
                    self._disk.sync_folder(folder)
        except OSError as error:
            raise explain(error, files.folder) from error
        handle = self._lock_session(files)
        try:
            return Database.create(files, self._disk, self._schema), {}, handle
        except BaseException:
            self._disk.close(handle)
            raise

    def _prepare(self, files: Files) -> tuple[Database, Document, int]:
        from retro.store.database import Database

        # First without the lock: what is not there gets no lock file.
        load(files, self._disk, self._schema)
        handle = self._lock_session(files)
        try:
            sealed = load_sealed(files, self._disk)
            return Database.open(files, self._disk, self._schema), sealed, handle
        except BaseException:
            self._disk.close(handle)
            raise

    def _lock_session(self, files: Files) -> int:
        held = f"Session {files.name} is open in another retro{{owner}}: join it there."
        return self._lock(files.lock, held)

    def _lock(self, path: Path, held: str) -> int:
        try:
            handle = self._disk.lock(path, wait=False)
        except FileNotFoundError:
            raise ReadOnly(
                f"{path.parent} does not exist and could not be made: check who owns the folder "
                "above it, or choose another one."
            ) from None
        except OSError as error:
            raise explain(error, path) from error
        if handle is None:
            raise Held(held.format(folder=self.folder, owner=self._owner(path)))
        return handle

    def _owner(self, path: Path) -> str:
        try:
            return f" (process {int(self._disk.read(path))})"
        except (OSError, ValueError):
            return ""

    async def _run(self, work: Callable[[], Result]) -> Result:
        def write() -> Result:
            self._make_folders()
            return work()

        return await self._running_writer().run(write)

    def _running_writer(self) -> Writer:
        import asyncio

        from retro.store.writer import Writer

        loop = asyncio.get_running_loop()
        if self._writer is None or self._writer.loop is not loop:
            if self._writer is not None:
                self._writer.queue.put(None)
            self._writer = Writer(loop)
            weakref.finalize(self, self._writer.queue.put, None)
        return self._writer
