"""A disk in memory that forgets what was not synced, and dies or fails when it is told to.

The model, after SQLite's crash VFS and LevelDB's fault injection: a file has durable content and
writes since its last sync; a folder has durable names and changes since its last sync. A power
cut keeps any part of what was not synced: none, all, a prefix, a torn last write, holes of zeros,
or a subset in any order, and of the names any subset in order. A kill keeps everything, but what
was not durable before is not durable after it.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from random import Random

from retro.store.disk import Disk

Write = tuple[int, bytes]  # offset and bytes; a cut is (size, b"")


class Died(Exception):
    """The process ended here. Not an OSError: nothing in the store may handle it."""


class Blocked(Exception):
    """Somebody else has the lock, and there is nobody here who could wait."""


class Inode:
    """One file: what is durable, what is there, and the writes in between."""

    __slots__ = ("current", "durable", "number", "pending")

    def __init__(self, number: int) -> None:
        self.number = number
        self.durable = b""
        self.current = b""
        self.pending: list[Write] = []

    def copy(self) -> Inode:
        twin = Inode(self.number)
        twin.durable, twin.current, twin.pending = self.durable, self.current, self.pending[:]
        return twin


NameChange = tuple[str, str, str, Inode | None]  # kind, name, source, inode


class SimulatedDisk(Disk):
    """See the module. ``before`` is called ahead of every call that changes something."""

    def __init__(self) -> None:
        self.names_now: dict[str, Inode] = {}
        self.names_durable: dict[str, Inode] = {}
        self.name_changes: list[NameChange] = []
        self.folders_now: set[str] = {"/"}
        self.folders_durable: set[str] = {"/"}
        self.handles: dict[int, tuple[Inode, bool]] = {}
        self.next_number = 3
        self.calls = 0
        self.locks: dict[int, str] = {}
        self.writing = 0
        self.longest_write: int | None = None
        self.before: Callable[[SimulatedDisk, str, bytes], None] | None = None

    # What the store calls

    def read(self, path: Path) -> bytes:
        return self._inode(str(path)).current

    def read_from(self, path: Path, offset: int) -> bytes:
        return self._inode(str(path)).current[offset:]

    def identity(self, path: Path) -> tuple[int, int]:
        inode = self._inode(str(path))
        return inode.number, len(inode.current)

    def names(self, folder: Path) -> list[str]:
        start = str(folder) + "/"
        everything = [*self.names_now, *self.folders_now]
        found = {name[len(start) :] for name in everything if name.startswith(start)}
        return sorted(name for name in found if name and "/" not in name)

    def sizes(self, folder: Path, suffixes: tuple[str, ...]) -> dict[str, int]:
        return {
            name: len(self.names_now[f"{folder}/{name}"].current)
            for name in self.names(folder)
            if name.endswith(suffixes) and f"{folder}/{name}" in self.names_now
        }

    def create(self, path: Path) -> int:
        self._change("create", b"")
        name = str(path)
        if _folder(name) not in self.folders_now:
            raise FileNotFoundError(errno.ENOENT, "no such folder", name)
        inode = self.names_now.get(name)
        if inode is None:
            inode = Inode(self._number())
            self.names_now[name] = inode
            self.name_changes.append(("set", name, "", inode))
        else:
            inode.current = b""
            inode.pending.append((0, b""))
        return self._handle(inode, created=True)

    def append(self, path: Path) -> int:
        return self._handle(self._inode(str(path)), created=False)

    def write(self, handle: int, data: bytes) -> int:
        inode = self.handles[handle][0]
        self.writing = inode.number
        data = data[: self.longest_write]
        self._change("write", data)
        inode.pending.append((len(inode.current), data))
        inode.current += data
        return len(data)

    def truncate(self, handle: int, size: int) -> None:
        self._change("truncate", b"")
        inode = self.handles[handle][0]
        inode.current = inode.current[:size]
        inode.pending.append((size, b""))

    def sync(self, handle: int) -> None:
        inode = self.handles[handle][0]
        self.writing = inode.number
        self._change("sync", b"")
        content = bytearray(inode.durable)
        for offset, data in inode.pending:
            _put(content, offset, data)
        inode.durable, inode.pending = bytes(content), []

    def close(self, handle: int) -> None:
        self.handles.pop(handle, None)
        self.locks.pop(handle, None)

    def replace(self, source: Path, target: Path) -> None:
        self._change("replace", b"")
        old, new = str(source), str(target)
        inode = self._inode(old)
        if self.names_now.get(new) is inode:
            return  # rename(2): two names of the same file stay as they are
        del self.names_now[old]
        self.names_now[new] = inode
        self.name_changes.append(("move", new, old, inode))

    def link(self, source: Path, target: Path) -> None:
        self._change("link", b"")
        inode = self._inode(str(source))
        if str(target) in self.names_now:
            raise FileExistsError(errno.EEXIST, "exists", str(target))
        self.names_now[str(target)] = inode
        self.name_changes.append(("set", str(target), "", inode))

    def unlink(self, path: Path) -> None:
        self._inode(str(path))
        self._change("unlink", b"")
        del self.names_now[str(path)]
        self.name_changes.append(("gone", str(path), "", None))

    def make_folder(self, folder: Path) -> None:
        name = str(folder)
        if name in self.folders_now:
            return
        self.make_folder(folder.parent)
        self._change("folder", b"")
        self.folders_now.add(name)
        self.sync_folder(folder.parent)

    def tighten(self, folder: Path) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        self._change("sync folder", b"")
        name = str(folder)
        left: list[NameChange] = []
        for change in self.name_changes:
            if _folder(change[1]) == name:
                _apply(self.names_durable, change)
            else:
                left.append(change)
        self.name_changes = left
        self.folders_durable.update(one for one in self.folders_now if _folder(one) == name)

    def lock(self, path: Path, *, wait: bool) -> int | None:
        name = str(path)
        if _folder(name) not in self.folders_now:
            raise FileNotFoundError(errno.ENOENT, "no such folder", name)
        if name in self.locks.values():
            if wait:
                raise Blocked
            return None
        handle = self._handle(Inode(0), created=False)
        self.locks[handle] = name
        return handle

    # What tests call

    def put(self, path: Path, content: bytes) -> None:
        """Durable content from outside, for damage."""
        inode = Inode(self._number())
        inode.current = inode.durable = content
        self.names_now[str(path)] = self.names_durable[str(path)] = inode

    def write_part(self, number: int, data: bytes) -> None:
        """The part of a write that was done when the process ended, to the file of that number."""
        for inode in self.names_now.values():
            if inode.number == number:
                inode.pending.append((len(inode.current), data))
                inode.current += data
                return

    def forget(self, number: int) -> None:
        """What the kernel does after a failed sync: pages that were not written count as clean."""
        for inode in self.names_now.values():
            if inode.number == number:
                inode.pending = []

    def killed(self) -> SimulatedDisk:
        """A copy as another process finds it after this one was killed."""
        twins: dict[int, Inode] = {}

        def twin(inode: Inode) -> Inode:
            if id(inode) not in twins:
                twins[id(inode)] = inode.copy()
            return twins[id(inode)]

        disk = SimulatedDisk()
        disk.__class__ = type(self)
        disk.names_now = {name: twin(inode) for name, inode in self.names_now.items()}
        disk.names_durable = {name: twin(inode) for name, inode in self.names_durable.items()}
        disk.name_changes = [
            (kind, name, source, None if inode is None else twin(inode))
            for kind, name, source, inode in self.name_changes
        ]
        disk.folders_now = set(self.folders_now)
        disk.folders_durable = set(self.folders_durable)
        disk.next_number = self.next_number
        return disk

    def power_cut(self, rng: Random) -> SimulatedDisk:
        """A copy as it may be found after the power went."""
        disk = SimulatedDisk()
        disk.__class__ = type(self)
        disk.next_number = self.next_number
        names = dict(self.names_durable)
        for change in _surviving_names(self.name_changes, rng):
            _apply(names, change)
        disk.folders_now = {
            name for name in self.folders_durable if _reachable(name, self.folders_durable)
        }
        disk.folders_durable = set(disk.folders_now)
        twins: dict[int, Inode] = {}
        for name, inode in names.items():
            if _folder(name) not in disk.folders_now:
                continue
            if id(inode) not in twins:
                twin = Inode(inode.number)
                twin.current = twin.durable = _surviving_bytes(inode, rng)
                twins[id(inode)] = twin
            disk.names_now[name] = twins[id(inode)]
        disk.names_durable = dict(disk.names_now)
        return disk

    def _change(self, kind: str, data: bytes) -> None:
        self.calls += 1
        if self.before is not None:
            self.before(self, kind, data)

    def _inode(self, name: str) -> Inode:
        try:
            return self.names_now[name]
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, "no such file", name) from None

    def _number(self) -> int:
        self.next_number += 1
        return self.next_number

    def _handle(self, inode: Inode, *, created: bool) -> int:
        handle = self._number()
        self.handles[handle] = (inode, created)
        return handle


def _folder(name: str) -> str:
    return name.rpartition("/")[0] or "/"


def _reachable(name: str, durable: set[str]) -> bool:
    while name != "/":
        if name not in durable:
            return False
        name = _folder(name)
    return True


def _apply(names: dict[str, Inode], change: NameChange) -> None:
    kind, name, source, inode = change
    if kind == "gone":
        names.pop(name, None)
        return
    if kind == "move" and names.get(source) is inode:
        del names[source]
    # A file whose first name never became durable still gets the one it was moved to.
    assert inode is not None
    names[name] = inode


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if not data:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _surviving_names(changes: list[NameChange], rng: Random) -> list[NameChange]:
    mode = rng.randrange(4)
    if not changes or mode == 0:
        return []
    if mode == 1:
        return changes
    if mode == 2:
        return changes[: rng.randrange(len(changes) + 1)]
    return [change for change in changes if rng.random() < 0.5]


def _surviving_bytes(inode: Inode, rng: Random) -> bytes:
    writes = inode.pending
    if not writes:
        return inode.durable
    mode = rng.randrange(6)
    if mode == 0:
        return inode.durable
    if mode == 1:
        return inode.current
    content = bytearray(inode.durable)
    if mode == 2:
        kept = writes[: rng.randrange(len(writes) + 1)]
    elif mode == 3:
        count = rng.randrange(len(writes))
        offset, data = writes[count]
        kept = [*writes[:count], (offset, data[: rng.randrange(len(data) + 1)])]
    elif mode == 4:
        kept = [write for write in writes if rng.random() < 0.6]
        rng.shuffle(kept)
    else:
        kept = writes
    for offset, data in kept:
        _put(content, offset, data)
        if mode == 5 and data:
            start = rng.randrange(len(data))
            length = rng.randrange(1, len(data) - start + 1)
            content[offset + start : offset + start + length] = bytes(length)
    return bytes(content)
