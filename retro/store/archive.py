"""The one file that a backup is: a zip archive of database files, with a manifest of their sums.

What comes from elsewhere is hostile until all of it was checked: only names that a backup has, only
plain files, bounded in number and size, each with the sum that the manifest says. Nothing is
unpacked by a name that the archive chose freely.
"""

from __future__ import annotations

import json
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, BinaryIO, Final

from retro.store.check import databases, schema_of
from retro.store.disk import Disk
from retro.store.migrations import Schema
from retro.store.naming import Files, is_key, session_path
from retro.store.protocol import Document, SessionKey, StoreError, Tables
from retro.store.reading import Missing, load, load_sealed

MANIFEST: Final = "retro-backup.json"
FORMAT: Final = 1
#: Bytes: of one file, and of all of them together. A session of a day has some 100 kB.
LARGEST_FILE: Final = 256 * 1024**2
LARGEST: Final = 2**31 - 1
MOST_FILES: Final = 60_000
TEMPLATES: Final = "templates"

#: The suffixes of a database that a backup may hold.
_KEPT: Final = (".json", ".journal", ".sealed", ".json.bak", ".journal.bak", ".sealed.before")
_SHARED: Final = re.compile(r"actions(-[0-9]{1,4})?|lessons|agreements|teams|journal")
_PART: Final = re.compile(r"[^\W_][\w .+-]{0,99}")
_DEEPEST: Final = 5
#: The end of a zip archive without a comment: APPNOTE.TXT of PKWARE, 4.3.16.
_END: Final = struct.Struct("<4s4H2LH")
_END_OF_64: Final = b"PK\x06\x07"
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    struct.error,
)  # fmt: skip

#: What tries whether a session that could be read also makes sense; raises ValueError, KeyError or
#: TypeError where it does not.
Opens = Callable[[SessionKey, Tables, Document], object]


class BadArchive(StoreError):
    """This is no backup, or not a whole one. Nothing was changed."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    `made` is an ISO time, `schema` the newest one in it, `files` the size in bytes and the SHA-256
    by name, `damaged` the databases that were so when it was made.
    """

    made: str
    version: str
    schema: int
    files: Mapping[str, tuple[int, str]]
    damaged: frozenset[str]

    def document(self) -> Document:
        """As it stands in the archive."""
        return {
            "retro-backup": FORMAT,
            "made": self.made,
            "retro": self.version,
            "schema": self.schema,
            "files": {name: {"size": size, "sha256": sum} for name, (size, sum) in
                      sorted(self.files.items())},
            "damaged": sorted(self.damaged),
        }  # fmt: skip


class Picture(Disk):
    """Files as they were at one moment, to be read as if they lay in a folder."""

    def __init__(self, contents: Mapping[Path, bytes]) -> None:
        self._contents = contents

    def read(self, path: Path) -> bytes:
        """The whole content. Raises FileNotFoundError."""
        try:
            return self._contents[path]
        except KeyError:
            raise FileNotFoundError(path) from None


class Archive:
    """A backup that is read: a context manager. Opening checks all but the contents.

    Raises BadArchive, and StoreError for a file that cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _opened(path)
        try:
            self._entries = self._checked_entries()
            self.manifest = self._read_manifest()
        except _DAMAGE as error:
            self._file.close()
            raise self._cut_off() from error
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._zip.close()
        self._file.close()

    @property
    def size(self) -> int:
        """Bytes of all files in it when they are unpacked."""
        return sum(size for size, _ in self.manifest.files.values())

    def read(self, name: str) -> bytes:
        """A file of the manifest; its sum is the one that it says. Raises BadArchive."""
        size, wanted = self.manifest.files[name]
        content = self._content(name, size)
        if len(content) != size or sha256(content).hexdigest() != wanted:
            raise self._cut_off()
        return content

    def databases(self) -> Iterator[tuple[Files, Schema]]:
        """The databases in it, by paths from its top; sessions last."""
        names = [PurePosixPath(name) for name in self.manifest.files]
        found = {name.parent / name.name.partition(".")[0] for name in names
                 if name.parts[0] != TEMPLATES}  # fmt: skip
        for stem in sorted(found, key=lambda each: (len(each.parts), each)):
            files = Files(Path(f"{stem}.json"), Path("quarantine"))
            yield files, schema_of(files)

    def verify(self, opens: Opens | None = None, schema: Schema | None = None) -> int:
        """Read every file, and open every database; returns how many sessions there are.

        `schema` is that of sessions. What was damaged before is only read. Raises BadArchive.
        """
        count = 0
        for name in self.manifest.files:
            if name.startswith(f"{TEMPLATES}/"):
                self.read(name)
        for files, own in self.databases():
            picture = Picture({path: self.read(path.as_posix()) for path in _paths(files)
                               if path.as_posix() in self.manifest.files})  # fmt: skip
            is_session = is_key(files.name)
            count += is_session
            if files.snapshot.as_posix() in self.manifest.damaged:
                continue
            try:
                sealed = load_sealed(files, picture)
                tables = load(files, picture, schema or own if is_session else own).tables
                if is_session and opens is not None:
                    opens(files.name, tables, sealed)
            except Missing:
                raise self._cut_off() from None
            except (StoreError, ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadArchive(
                    f"{self.path} holds a session or list that cannot be opened ({files.snapshot}):"
                    " use another backup. Nothing was changed."
                ) from error
        return count

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        size = os.fstat(self._file.fileno()).st_size
        self._check_end(size)
        self._zip = zipfile.ZipFile(self._file)
        entries: dict[str, zipfile.ZipInfo] = {}
        seen: set[str] = set()
        for entry in self._zip.infolist():
            name = entry.filename
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if not (
                entry.orig_filename == name
                and is_kept(name)
                and kind in (0, stat.S_IFREG)
                and name.casefold() not in seen
                and entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
                and not entry.flag_bits & 1
            ):
                raise BadArchive(
                    f"{self.path} holds {name[:80]!r}, which no backup of retro holds: nothing of "
                    "it was unpacked. Use a file that `retro backup` made."
                )
            seen.add(name.casefold())
            entries[name] = entry
        sizes = [entry.file_size for entry in entries.values()]
        if max(sizes, default=0) > LARGEST_FILE or sum(sizes) > LARGEST:
            raise self._too_large()
        return entries

    def _check_end(self, size: int) -> None:
        """Look at the counts before anything is read by them."""
        self._file.seek(0)
        starts_well = self._file.read(4) == b"PK\x03\x04"
        self._file.seek(max(0, size - _END.size - 20))
        tail = self._file.read()
        end = tail[-_END.size :]
        if not starts_well or size < _END.size:
            raise BadArchive(f"{self.path} is no backup: name a file that `retro backup` made.")
        if not end.startswith(b"PK\x05\x06"):
            raise self._cut_off()
        _, disk, first, here, count, length, start, comment = _END.unpack(end)
        if (disk, first, comment) != (0, 0, 0) or here != count:
            raise self._cut_off()
        if start + length + _END.size != size or tail.startswith(_END_OF_64):
            raise self._cut_off()
        if count > MOST_FILES or size > LARGEST:
            raise self._too_large()

    def _read_manifest(self) -> Manifest:
        entry = self._entries.pop(MANIFEST, None)
        if entry is None:
            raise BadArchive(f"{self.path} is no backup: name a file that `retro backup` made.")
        try:
            raw = json.loads(self._zip.read(entry))
            if int(raw["retro-backup"]) > FORMAT:
                raise newer(self.path)
            manifest = _manifest(raw)
        except (*_DAMAGE, KeyError, TypeError, AttributeError, RecursionError):
            raise self._cut_off() from None
        sizes = {name: size for name, (size, _) in manifest.files.items()}
        if sizes != {name: entry.file_size for name, entry in self._entries.items()}:
            raise self._cut_off()
        return manifest

    def _content(self, name: str, size: int) -> bytes:
        try:
            with self._zip.open(self._entries[name]) as file:
                return file.read(size + 1)
        except (*_DAMAGE, OSError) as error:
            raise self._cut_off() from error

    def _cut_off(self) -> BadArchive:
        return BadArchive(
            f"{self.path} is damaged or cut off: use another backup. Nothing was changed."
        )

    def _too_large(self) -> BadArchive:
        return BadArchive(
            f"{self.path} would unpack to more than a backup of retro holds: nothing was unpacked. "
            "Use a file that `retro backup` made."
        )


def is_kept(name: str) -> bool:
    """Whether a backup may hold a file of this name, with slashes, from the data folder on."""
    if name == MANIFEST:
        return True
    path = PurePosixPath(name)
    if str(path) != name or path.is_absolute():
        return False
    stem, dot, suffix = path.name.partition(".")
    if path.parts[0] == TEMPLATES:
        parts = (*path.parts[1:-1], stem)
        is_short = 1 < len(path.parts) <= _DEEPEST
        return is_short and path.suffix == ".md" and all(map(_PART.fullmatch, parts))
    if f"{dot}{suffix}" not in _KEPT:
        return False
    if len(path.parts) == 1:
        return _SHARED.fullmatch(stem) is not None
    try:
        return session_path(Path(), stem).with_name(path.name).as_posix() == name
    except StoreError:
        return False


def kept_databases(folder: Path, disk: Disk) -> list[tuple[Files, Schema]]:
    """What belongs in a backup of a folder, sessions first.

    What a session says is copied to the lists that span sessions, never the other way without
    being copied back: so lists that are read later miss nothing.
    """
    found = [each for each in databases(folder, disk) if each[0].name != "index"]
    return sorted(found, key=lambda each: each[0].folder == folder)


def newer(path: Path) -> BadArchive:
    """What to say of a backup from a later version."""
    return BadArchive(f"{path} was made by a newer retro: update retro, then do it again.")


def _paths(files: Files) -> tuple[Path, ...]:
    return (files.sealed, files.journal, files.snapshot, files.backup, files.journal_backup,
            files.sealed_before)  # fmt: skip


def _opened(path: Path) -> BinaryIO:
    try:
        # Opening a pipe waits for its other end.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"{path} cannot be read ({reason}): check its name.") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BadArchive(f"{path} is no backup: name a file that `retro backup` made.")
    return os.fdopen(handle, "rb")


def _manifest(raw: Any) -> Manifest:
    """Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    if raw["retro-backup"] != FORMAT:
        raise ValueError
    files = {
        str(name): (int(each["size"]), str(each["sha256"])) for name, each in raw["files"].items()
    }
    return Manifest(
        made=str(raw["made"])[:40],
        version=str(raw["retro"])[:40],
        schema=int(raw["schema"]),
        files=files,
        damaged=frozenset(map(str, raw["damaged"])),
    )
