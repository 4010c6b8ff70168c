"""Backups and restores that end their own process with SIGKILL at a call of their choice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from retro.store.archive import Archive
from retro.store.backing_up import back_up
from retro.store.bringing_back import bring_back
from tests.store.worker import CONTEXT, SuicidalDisk

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class DyingDisk(SuicidalDisk):
    """As its base, and reading and locking count too."""

    def read(self, path: Path) -> bytes:
        if self._count():
            self._die()
        return super().read(path)

    def lock(self, path: Path, *, wait: bool) -> int | None:
        if self._count():
            self._die()
        return super().lock(path, wait=wait)

    def make_folder(self, folder: Path) -> None:
        if self._count():
            self._die()
        super().make_folder(folder)


def backing_up(folder: Path, target: Path, call: int) -> None:
    back_up(folder, target, made=NOW, version="test", disk=DyingDisk(call))


def bringing_back(archive: Path, folder: Path, call: int) -> None:
    with Archive(archive) as opened:
        opened.verify()
        bring_back(opened, folder, now=NOW, disk=DyingDisk(call))


def died(work: object, one: Path, other: Path, call: int) -> bool:
    """Whether the process died at that call; otherwise it did all that it was asked."""
    process = CONTEXT.Process(target=work, args=(one, other, call), daemon=True)  # type: ignore[arg-type]
    process.start()
    process.join()
    assert process.exitcode in (0, -9)
    return process.exitcode == -9
