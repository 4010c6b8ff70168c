"""A session to write to, and a disk that fails on demand, for tests on real files."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from retro.store.disk import Disk
from retro.store.embedded import EmbeddedStore
from retro.store.naming import session_path
from retro.store.protocol import (
    Change,
    Document,
    Tables,
)

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def count_cards(key: str, tables: Tables, sealed: Document) -> Document:
    return {"cards": len(tables.get("cards", {}))}


def card(number: int, text: str = "text") -> Change:
    return "cards", number, {"text": text}


def path_of(store: EmbeddedStore, key: str) -> Path:
    return session_path(store.folder, key)


class FailingDisk(Disk):
    """The real disk; ``fail`` decides which writes and syncs raise."""

    def __init__(self) -> None:
        self.fail: Callable[[str], int] = lambda call: 0
        self.syncs = 0

    def _check(self, call: str) -> None:
        code = self.fail(call)
        if code:
            raise OSError(code, os.strerror(code))

    def write(self, handle: int, data: bytes) -> int:
        if self.fail("write"):
            super().write(handle, data[: len(data) // 2])
        self._check("write")
        return super().write(handle, data)

    def sync(self, handle: int) -> None:
        self.syncs += 1
        self._check("sync")
        super().sync(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._check("replace")
        super().replace(source, target)
