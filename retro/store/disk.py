"""Every call to the file system that the store makes, in one small object.

Tests put a simulated disk here that forgets what was not synced, or one that fails or dies at
the n-th call. Nothing else in the store touches ``os``.
"""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import suppress
from pathlib import Path

from retro.store.protocol import Full, ReadOnly, StoreError

FILE_MODE = 0o600
FOLDER_MODE = 0o700

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_WRITING = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)


class Disk:
    """The real file system. Handles are file descriptors; writing always goes to the end."""

    def read(self, path: Path) -> bytes:
        """The whole content. Raises FileNotFoundError."""
        with path.open("rb", buffering=0) as handle:
            return handle.readall()

    def read_from(self, path: Path, offset: int) -> bytes:
        """The content from an offset in bytes to the end."""
        with path.open("rb", buffering=0) as handle:
            handle.seek(offset)
            return handle.readall()

    def identity(self, path: Path) -> tuple[int, int]:
        """Inode number and size in bytes. Raises FileNotFoundError."""
        status = path.stat()
        return status.st_ino, status.st_size

    def stamp(self, path: Path) -> tuple[int, int, int]:
        """What changes with every write: inode, size in bytes, time of the last change in ns.

        Raises FileNotFoundError.
        """
        status = path.stat()
        return status.st_ino, status.st_size, status.st_mtime_ns

    def names(self, folder: Path) -> list[str]:
        """The sorted names in a folder; none when there is no such folder."""
        try:
            return sorted(path.name for path in folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def sizes(self, folder: Path, suffixes: tuple[str, ...]) -> dict[str, int]:
        """Names that end in one of the suffixes, with sizes in bytes; one call for a folder."""
        try:
            with os.scandir(folder) as entries:
                return {
                    entry.name: entry.stat().st_size
                    for entry in entries
                    if entry.name.endswith(suffixes)
                }
        except (FileNotFoundError, NotADirectoryError):
            return {}

    def create(self, path: Path) -> int:
        """An empty file of mode 0600 whatever the umask, open to write."""
        return self._open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)

    def append(self, path: Path) -> int:
        """An existing file, open to write at its end."""
        return os.open(path, os.O_WRONLY | os.O_APPEND)

    def write(self, handle: int, data: bytes) -> int:
        """Write at the end and return how many bytes went in, which may be fewer."""
        return os.write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        """Cut the file to a size in bytes."""
        os.ftruncate(handle, size)

    def sync(self, handle: int) -> None:
        """Return when content and size are on the medium.

        Linux: fdatasync(2), which includes the size. macOS: fsync(2) leaves data in the drive's
        cache; its manual page names F_FULLFSYNC for durability.
        """
        if _FULL_SYNC is not None:
            fcntl.fcntl(handle, _FULL_SYNC)
        else:
            os.fdatasync(handle)

    def close(self, handle: int) -> None:
        """Close a handle. An error is of no use here: what matters was synced."""
        with suppress(OSError):
            os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Rename over the target, atomically."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """A second name for the same file."""
        target.hardlink_to(source)

    def unlink(self, path: Path) -> None:
        """Remove a name. Raises FileNotFoundError."""
        path.unlink()

    def make_folder(self, folder: Path) -> None:
        """A folder of mode 0700 whatever the umask, its parents too; fine when it exists.

        The names of new folders are synced, because a synced file in a folder whose own name
        is lost in a power cut is lost with it.
        """
        if folder.is_dir():
            return
        self.make_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(FOLDER_MODE)
            folder.chmod(FOLDER_MODE)
        self.sync_folder(folder.parent)

    def tighten(self, folder: Path) -> None:
        """Take the folder away from everybody but its owner. Raises OSError."""
        mode = folder.stat().st_mode & 0o777
        if mode & ~FOLDER_MODE:
            folder.chmod(mode & FOLDER_MODE)

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in a folder are on the medium."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def lock(self, path: Path, *, wait: bool) -> int | None:
        """An exclusive lock of the kernel, released when the process ends in whatever way.

        None when somebody else has it and ``wait`` is false. The file holds the process id of the
        last owner, for a message only. It is never removed: a lock on a removed name locks nothing.
        """
        handle = self._open(path, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if not wait:
                os.ftruncate(handle, 0)
                os.pwrite(handle, str(os.getpid()).encode(), 0)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError as error:
            if error.errno in _NO_SPACE:
                return handle
            os.close(handle)
            raise
        return handle

    def _open(self, path: Path, flags: int) -> int:
        handle = os.open(path, flags, FILE_MODE)
        if os.fstat(handle).st_mode & 0o777 != FILE_MODE:
            os.fchmod(handle, FILE_MODE)
        return handle


def write_all(disk: Disk, handle: int, data: bytes) -> None:
    """Write everything, going on after a short write. Raises OSError."""
    left = data
    while left:
        done = disk.write(handle, left)
        if done <= 0:
            raise OSError(errno.EIO, "the disk took no bytes")
        left = left[done:]


def write_new(disk: Disk, path: Path, data: bytes) -> int:
    """A new file with this content, synced; returns the open handle. Its name is not synced.

    On an error the file is removed again as far as possible. Raises OSError.
    """
    handle = disk.create(path)
    try:
        write_all(disk, handle, data)
        disk.sync(handle)
    except OSError:
        disk.close(handle)
        remove(disk, path)
        raise
    return handle


def keep(disk: Disk, source: Path, target: Path) -> None:
    """Give the present content of ``source``, if any, the name ``target`` as well.

    A link costs no space. On file systems without links (FAT, some network mounts) it is copied.
    Raises OSError.
    """
    temporary = target.with_name(target.name + ".tmp")
    remove(disk, temporary)
    try:
        disk.link(source, temporary)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}:
            raise
        try:
            content = disk.read(source)
        except FileNotFoundError:
            return
        disk.close(write_new(disk, temporary, content))
    disk.replace(temporary, target)


def remove(disk: Disk, path: Path) -> None:
    """Remove a leftover of our own if it is there. A failure leaves it for the next time."""
    with suppress(OSError):
        disk.unlink(path)


def explain(error: OSError, path: Path) -> StoreError:
    """The sentence for a person, with the next step, for an error of the file system."""
    reason = error.strerror or str(error)
    if error.errno in _NO_SPACE:
        return Full(
            f"There is no space left to write {path} ({reason}): free some space, then do it again."
        )
    if error.errno in _NO_WRITING:
        return ReadOnly(
            f"{path} may not be written ({reason}): check who owns the folder, "
            "or choose another one."
        )
    return StoreError(f"{path} could not be used ({reason}): run `retro doctor`.")
