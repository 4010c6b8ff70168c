"""A small document beside a session that is not part of it, and goes when the session has ended.

It has no order, no sequence and no copy of what was there before: each write replaces it whole,
and nothing of it is set aside or backed up, since what it holds is to be gone once it is removed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from retro.store.disk import Disk, explain, remove, write_new
from retro.store.migrations import Schema
from retro.store.naming import temporary
from retro.store.protocol import Damaged, Document, ReadOnly
from retro.store.snapshot import Mismatch, decode_sealed, encode_sealed


class Run(Protocol):
    """Something that does the work in the thread that writes, in its turn."""

    def __call__(self, work: Callable[[], None], /) -> Awaitable[None]: ...


class EmbeddedAside:
    """See :class:`retro.store.protocol.Aside`. Made by the store."""

    def __init__(self, path: Path, disk: Disk, schema: Schema, run: Run) -> None:
        self._path = path
        self._disk = disk
        self._schema = schema
        self._run = run

    def read(self) -> Document:
        """See :meth:`retro.store.protocol.Aside.read`."""
        return read_aside(self._path, self._disk, self._schema)

    async def write(self, document: Document) -> None:
        """See :meth:`retro.store.protocol.Aside.write`."""
        content = encode_sealed(document, self._schema.version)
        await self._run(lambda: write_aside(self._path, self._disk, content))

    async def remove(self) -> None:
        """See :meth:`retro.store.protocol.Aside.remove`."""
        await self._run(lambda: remove_aside(self._path, self._disk))


def read_aside(path: Path, disk: Disk, schema: Schema) -> Document:
    """The document in the file, ``{}`` when there is none. Raises Damaged, ReadOnly, StoreError."""
    try:
        version, document = decode_sealed(disk.read(path))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise explain(error, path) from error
    except (Mismatch, ValueError, KeyError, TypeError, RecursionError):
        raise Damaged(
            f"{path} is damaged: with it the codes to join go, and half-typed text. New codes are "
            "made when the session is opened; everything else is there."
        ) from None
    if version > schema.version:
        raise ReadOnly(f"{path} was written by a newer retro: update retro to use it.")
    return document


def write_aside(path: Path, disk: Disk, content: bytes) -> None:
    """Replace the file whole and return when that is on the medium. Raises StoreError.

    After Full the file is as it was.
    """
    new = temporary(path)
    try:
        disk.close(write_new(disk, new, content))
        try:
            disk.replace(new, path)
        except OSError:
            remove(disk, new)
            raise
        disk.sync_folder(path.parent)
    except OSError as error:
        raise explain(error, path) from error


def remove_aside(path: Path, disk: Disk) -> None:
    """Remove the file, and what a write left that did not finish. Raises StoreError."""
    try:
        for name in (temporary(path), path):
            try:
                disk.unlink(name)
            except FileNotFoundError:
                continue
        disk.sync_folder(path.parent)
    except OSError as error:
        raise explain(error, path) from error
