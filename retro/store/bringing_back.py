"""Putting a backup back in the place of a data folder: all of it or nothing.

Everything is unpacked beside the folder first, and synced. Then the two change places in one step.
What was there before is kept whole, under another name.
"""

from __future__ import annotations

import errno
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from retro.store.archive import Archive, newer
from retro.store.disk import Disk, explain, write_new
from retro.store.migrations import SESSION
from retro.store.protocol import Held, StoreError
from retro.store.swapping import exchange

#: What tells one host from another and is in no backup: it stays where it is.
OF_HOST: Final = ("ssh_host_ed25519_key", "door.json")
#: Everything that retro itself puts at the top of a data folder.
_OURS: Final = re.compile(
    r"sessions|backup|quarantine|templates|retro\.lock|door\.json(\.tmp)?|ssh_host_ed25519_key.*"
    r"|(server|errors)\.log.*|(index|actions(-[0-9]{1,4})?|lessons|agreements|teams|journal)\..*"
    r"|\.DS_Store"
)
#: Lists that commands change while no server runs.
_SHARED: Final = ("index", "actions", "lessons", "agreements", "teams", "journal")
_LOCK: Final = "retro.lock"
#: While this is in a folder, what is in the folder is not whole.
_UNFINISHED: Final = "unfinished"


def is_empty(folder: Path) -> bool:
    """Whether nothing is there yet. Raises StoreError."""
    try:
        return not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except OSError as error:
        raise explain(error, folder) from error


def foreign_to(folder: Path) -> str:
    """The name of something in the folder that is not retro's; empty when there is none."""
    names = (path.name for path in folder.iterdir())
    return next((name for name in sorted(names) if not _OURS.fullmatch(name)), "")


def bring_back(
    archive: Archive, folder: Path, *, now: datetime, disk: Disk | None = None
) -> Path | None:
    """Put a backup that was verified in the place of `folder`; returns where the old one is kept.

    None where there was none. Raises Held while a server runs there, BadArchive and StoreError;
    then the folder is as it was.
    """
    disk = disk or Disk()
    if archive.manifest.schema > SESSION.version:
        raise newer(archive.path)
    folder = folder.resolve()
    try:
        disk.make_folder(folder.parent)
        if folder.is_mount():
            raise StoreError(
                f"{folder} is a disk of its own and cannot be exchanged for another folder: "
                "name a folder in it with --into."
            )
        if not is_empty(folder) and (name := foreign_to(folder)):
            raise StoreError(
                f"{folder} also holds {name}, which is not retro's: move that away, or name "
                "another folder with --into."
            )
        _remove_unfinished(folder, disk)
        with _staged(archive, folder, disk) as stage:
            return _take_its_place(stage, folder, now, disk)
    except OSError as error:
        raise explain(error, Path(error.filename) if error.filename else folder) from error


def unfinished(folder: Path, disk: Disk) -> list[Path]:
    """What killed restores of this folder left beside it."""
    begins = _stage_name(folder)
    found = [folder.parent / name for name in disk.names(folder.parent) if name.startswith(begins)]
    return [path for path in found if path.is_dir()]


@contextmanager
def _staged(archive: Archive, folder: Path, disk: Disk) -> Iterator[Path]:
    """All of the archive in a new folder beside `folder`, synced, and held as a server does.

    It is removed again where it did not get another name.
    """
    stage = Path(tempfile.mkdtemp(prefix=_stage_name(folder), dir=folder.parent))
    lock = None
    try:
        disk.close(write_new(disk, stage / _UNFINISHED, b""))
        lock = disk.lock(stage / _LOCK, wait=False)
        if shutil.disk_usage(stage).free < archive.size:
            raise OSError(errno.ENOSPC, "the backup is larger than what is free")
        made = {stage}
        for name in archive.manifest.files:
            path = stage / name
            if path.parent not in made:
                disk.make_folder(path.parent)
                made.add(path.parent)
            disk.close(write_new(disk, path, archive.read(name)))
        for name in OF_HOST:
            with suppress(FileNotFoundError):
                disk.close(write_new(disk, stage / name, disk.read(folder / name)))
        for path in made:
            disk.sync_folder(path)
        yield stage
    finally:
        if lock is not None:
            disk.close(lock)
        if (stage / _UNFINISHED).exists():
            shutil.rmtree(stage, ignore_errors=True)


def _take_its_place(stage: Path, folder: Path, now: datetime, disk: Disk) -> Path | None:
    with _held(folder, disk):
        kept = None if is_empty(folder) else _free(folder, now)
        disk.unlink(stage / _UNFINISHED)
        disk.sync_folder(stage)
        try:
            if kept is None:
                disk.replace(stage, folder)
            elif not exchange(stage, folder):
                _exchange_in_two(stage, folder, kept, disk)
        except OSError:
            # Nothing moved: this is the new one still, and is cleared away.
            disk.close(write_new(disk, stage / _UNFINISHED, b""))
            raise
        if kept is not None and stage.exists():
            disk.replace(stage, kept)
        disk.sync_folder(folder.parent)
        return kept


def _exchange_in_two(stage: Path, folder: Path, kept: Path, disk: Disk) -> None:
    disk.replace(folder, kept)
    try:
        disk.replace(stage, folder)
    except OSError:
        disk.replace(kept, folder)
        raise


@contextmanager
def _held(folder: Path, disk: Disk) -> Iterator[None]:
    """Keep servers and commands from writing there. Raises Held."""
    if is_empty(folder):
        yield
        return
    with ExitStack() as stack:
        for name in (_LOCK, *(f"{name}.lock" for name in _SHARED)):
            if name != _LOCK and not (folder / name).exists():
                continue
            handle = disk.lock(folder / name, wait=False)
            if handle is None:
                raise Held(
                    f"{folder} is in use by a running retro: end its sessions or stop `retro "
                    "serve`, then do it again."
                )
            stack.callback(disk.close, handle)
        yield


def _remove_unfinished(folder: Path, disk: Disk) -> None:
    """Remove what a restore left that was killed; one that still runs has its lock."""
    for path in unfinished(folder, disk):
        if not (path / _UNFINISHED).exists():
            continue
        handle = disk.lock(path / _LOCK, wait=False)
        if handle is not None:
            shutil.rmtree(path, ignore_errors=True)
            disk.close(handle)


def _free(folder: Path, now: datetime) -> Path:
    """A name for what was there, which nothing has yet."""
    name = f"{folder.name}.before-{now:%Y-%m-%d-%H%M%S}"
    number, free = 1, folder.with_name(name)
    while free.exists():
        number += 1
        free = folder.with_name(f"{name}-{number}")
    return free


def _stage_name(folder: Path) -> str:
    return f".{folder.name}.restoring-"
