"""What ``retro doctor`` looks at in a folder, and the mends that need a person's word.

Looking changes nothing and takes no lock. A mend copies the bytes it replaces to quarantine first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from retro.store.aside import read_aside
from retro.store.database import Database
from retro.store.disk import Disk, explain, write_new
from retro.store.journal import Broken, Scan, scan
from retro.store.migrations import ACTIONS, INDEX, RECORDS, SESSION, Schema
from retro.store.naming import Files, is_key, temporary
from retro.store.protocol import Damaged, Held, ReadOnly, StoreError
from retro.store.reading import Missing, load, load_sealed
from retro.store.snapshot import HEADER_TABLE, Header, Mismatch
from retro.store.storage import SnapshotStorage

#: The databases that are no sessions.
_SHARED = re.compile(r"index|actions(-[0-9]{1,4})?|lessons|agreements|teams|journal")


def check(folder: Path, disk: Disk | None = None) -> list[str]:
    """Every finding as a sentence; none when all is well."""
    disk = disk or Disk()
    findings: list[str] = []
    for files, schema in databases(folder, disk):
        findings.extend(_check_database(files, schema, disk))
        findings.extend(_leftovers(files, disk))
    kept = disk.names(folder / "quarantine")
    if kept:
        findings.append(
            f"{folder / 'quarantine'} holds {len(kept)} damaged or edited files that were set "
            "aside: look at them, then move them away."
        )
    return findings


def accept(snapshot: Path, folder: Path, disk: Disk | None = None) -> None:
    """Take a file that was edited by hand as it is now.

    Raises Damaged when it has not the shape of a database, Held when it is in use, StoreError.
    """
    disk = disk or Disk()
    files = _own_files(snapshot, folder, disk)
    with _locked(files, disk):
        content = disk.read(files.snapshot)
        try:
            raw = json.loads(content)
            fields = raw.pop(HEADER_TABLE)["1"]
            header = Header(
                int(fields["schema"]), str(fields["db"]), int(fields["seq"]), str(fields["saved"])
            )
            tables = {
                str(table): {int(number): dict(document) for number, document in rows.items()}
                for table, rows in raw.items()
            }
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Damaged(
                f"{files.snapshot} is not a database any more, so it cannot be accepted: "
                "restore its backup instead."
            ) from None
        _copy_to_quarantine(files.snapshot, files, disk)
        SnapshotStorage(files.snapshot, disk).save(header, tables)


def restore(snapshot: Path, folder: Path, disk: Disk | None = None) -> list[str]:
    """Put a file together again from its backup and journals; returns the notices.

    Raises Damaged when those do not lead up to the last change; then nothing was changed.
    """
    disk = disk or Disk()
    files = _own_files(snapshot, folder, disk)
    with _locked(files, disk):
        content = disk.read(files.snapshot)
        _copy_to_quarantine(files.snapshot, files, disk)
        disk.unlink(files.snapshot)
        try:
            database = Database.open(files, disk, schema_of(files))
        except StoreError:
            disk.close(write_new(disk, temporary(files.snapshot), content))
            disk.replace(temporary(files.snapshot), files.snapshot)
            disk.sync_folder(files.folder)
            raise
        database.close()
        return database.notices


def salvage(snapshot: Path, folder: Path, disk: Disk | None = None) -> list[str]:
    """Give up what cannot be read of a journal or a sealed part; returns what that was.

    For a journal that is damaged before its end: the changes up to the damage are kept, those
    after it are lost to the session, and all bytes stay in quarantine. Raises Damaged when even
    that leaves nothing to open, Held when it is in use, StoreError.
    """
    disk = disk or Disk()
    files = _own_files(snapshot, folder, disk)
    with _locked(files, disk):
        lost = [*_give_up_sealed(files, disk), *_cut_journal(files, disk)]
        disk.sync_folder(files.folder)
        database = Database.open(files, disk, schema_of(files))
        database.close()
        return [*lost, *database.notices]


def mend(folder: Path, disk: Disk | None = None) -> Iterator[str]:
    """Mend what needs nobody's word; yields what was done, and what is in use, as sentences.

    That is: recover as opening to write does, write a damaged backup anew, and remove what writes
    left that did not finish. What cannot be read stays as it is. Raises StoreError.
    """
    disk = disk or Disk()
    for files, schema in list(databases(folder, disk)):
        if not any([*_check_database(files, schema, disk), *_unfinished(files, disk)]):
            continue
        try:
            with _locked(files, disk):
                yield from _mend(files, schema, disk)
        except Held as error:
            yield str(error)


def _mend(files: Files, schema: Schema, disk: Disk) -> Iterator[str]:
    for path in _unfinished(files, disk):
        disk.unlink(path)
        yield f"{path} was removed: a write that did not finish had left it."
    try:
        database = Database.open(files, disk, schema)
    except Missing:
        kept = _copy_to_quarantine(files.journal, files, disk)
        disk.unlink(files.journal)
        yield f"{files.journal} was removed, as its session never began; its bytes are in {kept}."
        return
    except (Damaged, ReadOnly):
        return
    yield from database.notices
    try:
        SnapshotStorage(files.backup, disk).read()
    except Mismatch:
        _copy_to_quarantine(files.backup, files, disk)
        database.fold()
        yield f"{files.backup} was damaged and has been written anew."
    finally:
        database.close()


def _unfinished(files: Files, disk: Disk) -> list[Path]:
    names = disk.names(files.folder)
    return [
        files.folder / name
        for name in names
        if name.startswith(f"{files.name}.") and name.endswith(".tmp")
    ]


def _give_up_sealed(files: Files, disk: Disk) -> Iterator[str]:
    try:
        load_sealed(files, disk)
    except Damaged:
        kept = _copy_to_quarantine(files.sealed, files, disk)
        disk.unlink(files.sealed)
        yield f"The sealed part of {files.name} could not be read: its bytes are in {kept}."


def _cut_journal(files: Files, disk: Disk) -> Iterator[str]:
    try:
        content = disk.read(files.journal)
    except FileNotFoundError:
        return
    if _scan(content) is not None:
        return
    kept = _copy_to_quarantine(files.journal, files, disk)
    ends = [place + 1 for place, byte in enumerate(content) if byte == ord("\n")]
    for end in reversed(ends):
        found = _scan(content[:end])
        if found is not None and not found.tail:
            disk.close(write_new(disk, temporary(files.journal), content[:end]))
            disk.replace(temporary(files.journal), files.journal)
            yield f"Changes after {found.seq} in {files.journal} are lost; its bytes are in {kept}."
            return
    disk.unlink(files.journal)
    yield f"Nothing of {files.journal} could be read: its bytes are in {kept}."


def _scan(content: bytes) -> Scan | None:
    try:
        return scan(content)
    except Broken:
        return None


def open_to_others(folder: Path) -> bool:
    """Whether other people on this computer may look into a data folder."""
    return bool(folder.stat().st_mode & 0o077)


def _own_files(snapshot: Path, folder: Path, disk: Disk) -> Files:
    """The database of this folder that `snapshot` is, however it is spelled. Raises StoreError."""
    wanted = snapshot.resolve()
    for files, _ in databases(folder, disk):
        if files.snapshot.resolve() == wanted:
            return files
    raise StoreError(
        f"{snapshot} is not a database in {folder}, so it was left alone: name one of the .json "
        "files that `retro doctor` speaks of."
    )


def databases(folder: Path, disk: Disk) -> Iterator[tuple[Files, Schema]]:
    """Everything that has a file, a journal or a backup, even when its file is gone.

    What is not named as the store names its files is somebody else's, and passed over.
    """
    folders = [folder]
    sessions = folder / "sessions"
    for year in disk.names(sessions):
        folders.extend(sessions / year / month for month in disk.names(sessions / year))
    for place in folders:
        stems = {
            name.partition(".")[0]
            for name in disk.names(place)
            if name.endswith((".json", ".journal", ".json.bak"))
        }
        for stem in sorted(stems):
            if not (_SHARED.fullmatch(stem) if place == folder else is_key(stem)):
                continue
            files = Files(place / f"{stem}.json", folder / "quarantine")
            yield files, schema_of(files)


def schema_of(files: Files) -> Schema:
    """The schema that a database of this name has."""
    if files.name == "index":
        return INDEX
    if files.name in ("lessons", "agreements", "teams", "journal"):
        return RECORDS
    return ACTIONS if files.name.startswith("actions") else SESSION


def _check_database(files: Files, schema: Schema, disk: Disk) -> Iterator[str]:
    try:
        loaded = load(files, disk, schema)
    except Missing:
        yield f"{files.journal} is left from a session that never began: harmless."
        return
    except StoreError as error:
        yield str(error)
        return
    yield from loaded.notices
    if loaded.stored_schema > schema.version:
        yield (
            f"{files.snapshot} has schema {loaded.stored_schema}, newer than this retro "
            f"({schema.version}): update retro to change it."
        )
    if loaded.journal is not None and loaded.journal.tail:
        yield (
            f"{files.journal} ends in {len(loaded.journal.tail)} bytes of a write that was cut "
            "off: opening it to write sets them aside."
        )
    try:
        load_sealed(files, disk)
    except StoreError as error:
        yield str(error)
    try:
        read_aside(files.aside, disk, schema)
    except StoreError as error:
        yield str(error)
    try:
        SnapshotStorage(files.backup, disk).read()
    except Mismatch:
        yield f"{files.backup} is damaged: the next fold of {files.name} replaces it."


def _leftovers(files: Files, disk: Disk) -> Iterator[str]:
    for path in _unfinished(files, disk):
        yield f"{path} is left from a write that did not finish: harmless."
    for name in disk.names(files.folder):
        if name.startswith(f"{files.name}.torn-"):
            yield (
                f"{files.folder / name} holds a write that was cut off and never accepted: "
                "remove it when nobody misses anything."
            )


def _copy_to_quarantine(path: Path, files: Files, disk: Disk) -> Path:
    content = disk.read(path)
    target = files.quarantine / f"{path.name}-{crc32(content):08x}"
    disk.make_folder(files.quarantine)
    disk.close(write_new(disk, target, content))
    disk.sync_folder(files.quarantine)
    return target


@contextmanager
def _locked(files: Files, disk: Disk) -> Iterator[None]:
    try:
        handle = disk.lock(files.lock, wait=False)
        if handle is None:
            raise Held(f"{files.snapshot} is in use: close the session, then do it again.")
        try:
            yield
        finally:
            disk.close(handle)
    except OSError as error:
        raise explain(error, files.snapshot) from error
