"""A TinyDB storage that replaces its file whole, instead of writing in place as TinyDB's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from retro.store.disk import Disk, keep, remove, write_new
from retro.store.naming import temporary
from retro.store.protocol import Tables
from retro.store.snapshot import (
    HEADER_TABLE,
    Header,
    RawTables,
    encode_snapshot,
    parse_snapshot,
)


class SnapshotStorage(Storage):
    """A TinyDB storage that checks on reading and replaces the file whole on writing.

    ``TinyDB(path, storage=SnapshotStorage)`` gives TinyDB's own interface to a file of retro:
    reads check the sum, and a write is durable and atomic where TinyDB's default writes in place.
    The journal beside the file is not read here: that is :mod:`retro.store.reading`.
    """

    def __init__(
        self, path: Path | str, disk: Disk | None = None, backup: Path | None = None
    ) -> None:
        self.path = Path(path)
        self._disk = disk or Disk()
        self._backup = backup

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables in TinyDB's shape, the header among them. Raises Mismatch or OSError."""
        try:
            return parse_snapshot(self._disk.read(self.path))
        except FileNotFoundError:
            return None

    def write(self, data: RawTables) -> None:
        """Write and sync a new file and rename it over the old one. Raises OSError.

        With a ``backup`` the old file keeps that name.
        """
        new = temporary(self.path)
        self._disk.close(write_new(self._disk, new, encode_snapshot(data)))
        try:
            if self._backup is not None:
                keep(self._disk, self.path, self._backup)
            self._disk.replace(new, self.path)
        except OSError:
            remove(self._disk, new)
            raise
        self._disk.sync_folder(self.path.parent)

    def save(self, header: Header, tables: Tables) -> None:
        """Write tables with integer ids. Raises OSError."""
        self.write({HEADER_TABLE: {"1": header.document()}, **tables})
