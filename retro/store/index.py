"""The index of sessions: derived, so it may be deleted, stale or damaged at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from retro.store.disk import Disk
from retro.store.journal import encode_header
from retro.store.migrations import INDEX, SESSION, Schema
from retro.store.naming import Files, is_key, key_time, session_path
from retro.store.protocol import Change, Damaged, Document, SessionKey, StoreError, Tables
from retro.store.reading import load, load_sealed
from retro.store.shared import SharedDatabase

TABLE = "sessions"
#: What rows say of a session. Raise it when that changes: older rows are then derived again.
FORM: Final = 4
_FORM: Final = "form"
_LONGEST_HEADER = len(encode_header(2**53, "0" * 26, SESSION.version))

#: The row of a session from its key, its tables and its sealed part.
Summarise = Callable[[SessionKey, Tables, Document], Document]


class Index:
    """One row a session, kept in ``index.json`` and checked against the session files."""

    def __init__(self, folder: Path, disk: Disk, summarise: Summarise, schema: Schema) -> None:
        self._folder = folder
        self._disk = disk
        self._summarise = summarise
        self._schema = schema
        self._files = Files(folder / "index.json", folder / "quarantine")
        self._shared = SharedDatabase(self._files, disk, INDEX)

    def rows(self) -> list[Document]:
        """The rows, newest first. What is missing or behind is derived and written back."""
        damaged = False
        try:
            stored = {
                row["key"]: row for row in self._shared.read(keep=True).get(TABLE, {}).values()
            }
        except Damaged:
            damaged, stored = True, {}
        current: dict[SessionKey, Document] = {}
        for key, changed in self._keys():
            row = stored.get(key)
            if row is None or changed or row.get(_FORM) != FORM:
                row = self._derive(key, row)
            current[key] = row
        if current != stored:
            # Writing it back saves time the next time and is worth no error.
            with suppress(StoreError):
                self._write_back(current, damaged=damaged, wait=False)
        newest_first = sorted(current, reverse=True)
        return [{n: v for n, v in current[key].items() if n != _FORM} for key in newest_first]

    def note(self, key: SessionKey, row: Document) -> None:
        """Remember a row. A damaged index is set aside first. Raises StoreError."""
        document = {**row, "key": key, _FORM: FORM}
        try:
            self._shared.transact(lambda tables: _put(tables, {key: document}))
        except Damaged:
            self._write_back({key: document}, damaged=True, wait=True)

    def _keys(self) -> Iterator[tuple[SessionKey, bool]]:
        """Every session on disk, and whether its journal has changes beyond its file."""
        sessions = self._folder / "sessions"
        for year in self._disk.names(sessions):
            for month in self._disk.names(sessions / year):
                sizes = self._disk.sizes(sessions / year / month, (".json", ".journal"))
                for name in sizes:
                    key = name.removesuffix(".json")
                    if key != name and is_key(key):
                        yield key, sizes.get(f"{key}.journal", 0) > _LONGEST_HEADER

    def _derive(self, key: SessionKey, row: Document | None) -> Document:
        files = Files(session_path(self._folder, key), self._folder / "quarantine")
        base: Document = {"at": key_time(key).isoformat(), **(row or {}), "key": key}
        try:
            # In this order something that moves to the tables is never in neither.
            sealed = load_sealed(files, self._disk)
            tables = load(files, self._disk, self._schema).tables
        except StoreError as error:
            return {**base, "damaged": str(error), _FORM: FORM}
        base.pop("damaged", None)
        summary = self._summarise(key, tables, sealed)
        # Whoever has no summary of sessions leaves it to the next to make one.
        form = {_FORM: FORM} if summary else {}
        return {**base, **summary, "key": key, **form}

    def _write_back(
        self, current: dict[SessionKey, Document], *, damaged: bool, wait: bool
    ) -> None:
        if damaged:
            self._set_aside(wait)
        self._shared.transact(lambda tables: _replace(tables, current), wait=wait)

    def _set_aside(self, wait: bool) -> None:
        """Move the files of a damaged index away; the rows come from the sessions again."""
        files = self._files
        with self._shared.locked(wait=wait), suppress(OSError):
            self._disk.make_folder(files.quarantine)
            for path in (files.snapshot, files.journal, files.backup, files.journal_backup):
                with suppress(FileNotFoundError):
                    mark = crc32(self._disk.read(path))
                    self._disk.replace(path, files.quarantine / f"{path.name}-{mark:08x}")
            self._disk.sync_folder(files.quarantine)
            self._disk.sync_folder(files.folder)


def _put(tables: Tables, rows: dict[SessionKey, Document]) -> Sequence[Change]:
    stored = tables.get(TABLE, {})
    numbers = {row["key"]: number for number, row in stored.items()}
    free = max(stored, default=0) + 1
    changes: list[Change] = []
    for key, row in rows.items():
        number = numbers.get(key)
        if number is None:
            number, free = free, free + 1
        elif stored[number] == row:
            continue
        changes.append((TABLE, number, row))
    return changes


def _replace(tables: Tables, rows: dict[SessionKey, Document]) -> Sequence[Change]:
    gone: list[Change] = [
        (TABLE, number, None)
        for number, row in tables.get(TABLE, {}).items()
        if row["key"] not in rows
    ]
    return [*_put(tables, rows), *gone]
