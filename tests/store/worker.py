"""Processes that write until somebody kills them, and the disk that kills its own process."""

from __future__ import annotations

import asyncio
import os
import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from retro.store import database, log, writer
from retro.store.disk import Disk
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import Change, Document

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.store.worker"])
PRELOADED = (database, log, writer)


class SuicidalDisk(Disk):
    """The real disk; ends its process with SIGKILL at the n-th call that changes something."""

    def __init__(self, call: int) -> None:
        self.left = call

    def _count(self) -> bool:
        self.left -= 1
        return self.left == 0

    def _die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def create(self, path: Path) -> int:
        if self._count():
            self._die()
        return super().create(path)

    def write(self, handle: int, data: bytes) -> int:
        if self._count():
            super().write(handle, data[: len(data) // 2])
            self._die()
        return super().write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        if self._count():
            self._die()
        super().truncate(handle, size)

    def sync(self, handle: int) -> None:
        if self._count():
            self._die()
        super().sync(handle)

    def replace(self, source: Path, target: Path) -> None:
        if self._count():
            self._die()
        super().replace(source, target)

    def link(self, source: Path, target: Path) -> None:
        if self._count():
            self._die()
        super().link(source, target)

    def unlink(self, path: Path) -> None:
        if self._count():
            self._die()
        super().unlink(path)

    def sync_folder(self, folder: Path) -> None:
        if self._count():
            self._die()
        super().sync_folder(folder)


def write_session(folder: Path, key: str, seed: int, pipe: Connection, die_at: int = 0) -> None:
    """Append to a session for ever, several at a time, and report what was accepted.

    A report is the sequence and the number in the sealed part, 0 when that was not written.
    """
    asyncio.run(_write_session(folder, key, seed, pipe, die_at))


async def _write_session(folder: Path, key: str, seed: int, pipe: Connection, die_at: int) -> None:
    rng = Random(seed)
    store = EmbeddedStore(folder, disk=SuicidalDisk(die_at) if die_at else None)
    opened = await store.open(key)
    pipe.send((opened.seq, 0))
    expected = opened.seq

    async def append(seq: int, sealed: Document | None) -> None:
        number = await opened.append(change(seq + 1), expect_seq=seq, sealed=sealed)
        pipe.send((number, sealed["at least"] if sealed else 0))

    while True:
        batch: list[Any] = []
        for _ in range(rng.randrange(1, 6)):
            sealed = {"at least": expected + 1} if rng.random() < 0.2 else None
            batch.append(append(expected, sealed))
            expected += 1
        await asyncio.gather(*batch)
        if rng.random() < 0.1:
            await opened.checkpoint()


def change(seq: int) -> list[Change]:
    """What the transaction of a sequence writes: everything about it follows from its number."""
    return [
        ("cards", seq % 50 + 1, {"seq": seq, "text": "é" * (seq % 40)}),
        ("counter", 1, {"seq": seq}),
    ]


def expected_tables(seq: int) -> dict[str, dict[int, Document]]:
    """The tables after every transaction up to a sequence."""
    tables: dict[str, dict[int, Document]] = {}
    for number in range(max(1, seq - 60), seq + 1):
        for table, row, document in change(number):
            assert document is not None
            tables.setdefault(table, {})[row] = document
    return tables


def count_actions(folder: Path, name: str, pipe: Connection) -> None:
    """Count up in ``actions.json`` for ever; send each count once it is written."""
    actions = EmbeddedStore(folder).actions()
    number = 0
    while True:
        done: list[int] = []
        number += 1

        def count_up(
            documents: list[Document], number: int = number, done: list[int] = done
        ) -> list[Document]:
            count = documents[0]["count"] + 1 if documents else 1
            done[:] = [count]
            return [{"uid": "counter", "count": count}, {"uid": f"{name} {number}"}]

        actions.change(count_up)
        pipe.send(done[-1])
