"""Taking a backup of a data folder, also while a server writes to it.

No lock is taken: each database is read as every reader does, in the order that leaves no gap (see
:mod:`retro.store.reading`), and what was read is what is packed. The file has its name only when
all of it was written, synced, read back and opened.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import secrets
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from retro.store.archive import (
    LARGEST_FILE,
    MANIFEST,
    TEMPLATES,
    Archive,
    Manifest,
    Opens,
    Picture,
    is_kept,
    kept_databases,
)
from retro.store.disk import FILE_MODE, Disk, explain
from retro.store.migrations import SESSION, Schema
from retro.store.naming import Files, is_key
from retro.store.protocol import StoreError
from retro.store.reading import Missing, load, load_sealed

#: How often a database is read anew whose last line is being written at that moment.
_TRIES: Final = 20
_BEGINNING: Final = ".retro-backup-"
_UNFINISHED: Final = ".part"
#: What a file system says that has no second names for a file, as FAT.
_NO_LINKS: Final = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS})


@dataclass
class Taken:
    """A backup that was made: how many sessions are in it, and what is damaged, as sentences."""

    path: Path
    sessions: int = 0
    damaged: list[str] = field(default_factory=list)


def back_up(
    folder: Path,
    target: Path,
    *,
    made: datetime,
    version: str,
    opens: Opens | None = None,
    disk: Disk | None = None,
) -> Taken:
    """Write all that is kept in `folder` to the new file `target`, mode 0600.

    `opens` tries each session, also when it was read back. What is damaged, or makes no sense to
    it, goes in as it is. Raises
    StoreError; then there is no such file. What a killed process leaves is removed the next time.
    """
    disk = disk or Disk()
    if os.path.lexists(target):
        raise _is_there(target)
    if not target.parent.is_dir():
        raise StoreError(f"{target.parent} is no folder: make it first, or name another one.")
    taken = Taken(target)
    try:
        _remove_unfinished(target.parent, disk)
        with _unfinished(target, disk) as (part, file):
            _pack(folder, file, taken, _Told(made, version, opens), disk)
            file.flush()
            disk.sync(file.fileno())
            with Archive(part) as archive:
                taken.sessions = archive.verify(opens)
            _name(part, target, disk)
            disk.sync_folder(target.parent)
    except FileExistsError:
        raise _is_there(target) from None
    except zipfile.LargeZipFile as error:
        raise StoreError(
            f"{folder} is larger than one backup can be: copy the folder while no server runs."
        ) from error
    except OSError as error:
        raise explain(error, Path(error.filename) if error.filename else target) from error
    return taken


def _is_there(target: Path) -> StoreError:
    return StoreError(f"{target} is there already: choose another name, or move it away.")


def _name(part: Path, target: Path, disk: Disk) -> None:
    """Give the file its name, and never one that something else has. Raises OSError."""
    try:
        disk.link(part, target)
    except OSError as error:
        if error.errno not in _NO_LINKS or os.path.lexists(target):
            raise
        disk.replace(part, target)


@contextmanager
def _unfinished(target: Path, disk: Disk) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside the target, for nobody else, locked for as long as it is written."""
    part = target.with_name(f"{_BEGINNING}{secrets.token_hex(8)}{_UNFINISHED}")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    try:
        with os.fdopen(handle, "w+b") as file:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.fchmod(handle, FILE_MODE)
            yield part, file
    finally:
        with suppress(OSError):
            disk.unlink(part)


def _remove_unfinished(folder: Path, disk: Disk) -> None:
    """Remove what a process left that was killed; one that still writes has its lock."""
    for name in disk.names(folder):
        if not (name.startswith(_BEGINNING) and name.endswith(_UNFINISHED)):
            continue
        with suppress(OSError):
            handle = os.open(folder / name, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                disk.unlink(folder / name)
            finally:
                os.close(handle)


class _Told(NamedTuple):
    """What the caller says of a backup."""

    made: datetime
    version: str
    opens: Opens | None


def _pack(folder: Path, file: BinaryIO, taken: Taken, told: _Told, disk: Disk) -> None:
    made, version, opens = told
    sums: dict[str, tuple[int, str]] = {}
    damaged: set[str] = set()
    schema = 0
    when = max(made.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    # One that would need the larger form of the format is refused by whoever reads it.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as packed:

        def add(name: str, content: bytes) -> None:
            if len(content) > LARGEST_FILE:
                raise zipfile.LargeZipFile(name)
            entry = zipfile.ZipInfo(name, when)
            entry.external_attr = (stat.S_IFREG | FILE_MODE) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
            sums[name] = (len(content), sha256(content).hexdigest())

        for files, own in kept_databases(folder, disk):
            contents, stored, fault = picture(files, own, disk)
            schema = max(schema, stored)
            if opens is not None and contents and not fault and is_key(files.name):
                fault = _nonsense(files, own, Picture(contents), opens)
            for path, content in contents.items():
                add(path.relative_to(folder).as_posix(), content)
            if fault:
                taken.damaged.append(fault)
                damaged.add(files.snapshot.relative_to(folder).as_posix())
        for path in own_templates(folder):
            add(path.relative_to(folder).as_posix(), disk.read(path))
        manifest = Manifest(
            made=made.isoformat(timespec="seconds"),
            version=version,
            schema=schema or SESSION.version,
            files=dict(sums),
            damaged=frozenset(damaged),
        )
        add(MANIFEST, json.dumps(manifest.document(), indent=1).encode("ascii"))


def picture(files: Files, schema: Schema, disk: Disk) -> tuple[dict[Path, bytes], int, str]:
    """The files of a database as of one moment, its schema, and what is wrong with it, if so.

    Of a sound one only what its state follows from: no older copies, which may hold what was
    erased since. Nothing where there is nothing but a session that never began.
    """
    for _ in range(_TRIES):
        contents = _contents((files.sealed, files.journal, files.snapshot), disk)
        seen = Picture(contents)
        try:
            load_sealed(files, seen)
            loaded = load(files, seen, schema)
        except Missing:
            return {}, 0, ""
        except StoreError:
            break
        if loaded.journal is not None and not loaded.journal.tail and not loaded.snapshot_damaged:
            return contents, loaded.stored_schema, ""
    # In need of a mend: everything that it may be mended from.
    backups = (files.backup, files.journal_backup, files.sealed_before)
    contents |= _contents(backups, disk)
    seen = Picture(contents)
    try:
        load_sealed(files, seen)
        return contents, load(files, seen, schema).stored_schema, ""
    except StoreError as error:
        return contents, schema.version, str(error)


def _nonsense(files: Files, schema: Schema, seen: Picture, opens: Opens) -> str:
    """What to say of a session that can be read and makes no sense; empty where it does."""
    try:
        opens(files.name, load(files, seen, schema).tables, load_sealed(files, seen))
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"{files.snapshot} cannot be shown: it was changed by something else."
    return ""


def own_templates(folder: Path) -> Iterator[Path]:
    """The formats of one's own, as far as a backup can hold their names."""
    for above, _, names in os.walk(folder / TEMPLATES):
        for name in sorted(names):
            path = Path(above, name)
            kept = is_kept(path.relative_to(folder).as_posix())
            if kept and path.is_file() and not path.is_symlink():
                yield path


def _contents(paths: tuple[Path, ...], disk: Disk) -> dict[Path, bytes]:
    found: dict[Path, bytes] = {}
    for path in paths:
        with suppress(FileNotFoundError):
            found[path] = disk.read(path)
    return found
