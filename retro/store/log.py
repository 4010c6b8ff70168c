"""The live log of one session on an event loop: order on the loop, durability in the thread."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from retro.store import journal as journals
from retro.store.database import Database
from retro.store.journal import Encoded, encode_transaction
from retro.store.protocol import (
    Change,
    Conflict,
    Document,
    ReadOnly,
    StoreError,
    Tables,
    Transaction,
)
from retro.store.reading import Loaded
from retro.store.snapshot import encode_json, encode_sealed
from retro.store.writer import Channel, Commit, Writer, fold


class History:
    """Tables, the transactions that are still known, and those who wait for the next one."""

    def __init__(self, tables: Tables, seq: int, transactions: Sequence[Transaction]) -> None:
        self.tables: Tables = {name: dict(rows) for name, rows in tables.items()}
        self.seq = seq
        self.start = transactions[0][0] - 1 if transactions else seq
        self.closed = False
        self._transactions = list(transactions)
        self._waiting: set[asyncio.Future[None]] = set()

    def add(self, changes: tuple[Change, ...]) -> None:
        """Take in a durable transaction."""
        self.seq += 1
        journals.apply(self.tables, changes)
        self._transactions.append((self.seq, changes))
        self._wake()

    def close(self) -> None:
        """Nothing follows any more."""
        self.closed = True
        self._wake()

    async def follow(self, after: int) -> AsyncIterator[Transaction]:
        """See :meth:`retro.store.protocol.Log.follow`."""
        if after < self.start:
            raise StoreError(
                f"Changes up to {self.start} are folded into the file and not known one by one: "
                "take the tables as they are and follow from there."
            )
        while True:
            while after < self.seq:
                after, changes = self._transactions[after - self.start]
                yield (
                    after,
                    tuple(
                        (table, number, None if document is None else _copy(document))
                        for table, number, document in changes
                    ),
                )
            if self.closed:
                return
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await waiter
            finally:
                self._waiting.discard(waiter)

    def _wake(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)


class EmbeddedLog:
    """A session that this process owns. Made by the store; all methods run on its loop."""

    def __init__(
        self, database: Database, sealed: Document, writer: Writer, release: Callable[[], None]
    ) -> None:
        self._database = database
        self._channel = Channel(database)
        self._writer = writer
        self._release = release
        self._history = History(database.tables, database.seq, database.transactions)
        self._sealed = sealed
        self._assigned = database.seq
        self._generation = 0
        self._name = database.files.name
        self._schema = database.schema.version
        self._closing: asyncio.Task[None] | None = None

    @property
    def seq(self) -> int:
        """The last durable sequence."""
        return self._history.seq

    @property
    def tables(self) -> Tables:
        """A copy of the content at ``seq``."""
        return copy_tables(self._history.tables)

    @property
    def sealed(self) -> Document:
        """A copy of the sealed part."""
        return _copy(self._sealed)

    @property
    def notices(self) -> tuple[str, ...]:
        """What opening had to mend, and folds that failed since."""
        return tuple(self._database.notices)

    async def append(
        self, changes: Sequence[Change], *, expect_seq: int, sealed: Document | None = None
    ) -> int:
        """See :meth:`retro.store.protocol.Log.append`."""
        if self._closing is not None:
            raise StoreError(f"Session {self._name} is closed: open it again to change it.")
        if expect_seq != self._assigned:
            raise Conflict(
                f"Session {self._name} is at change {self._assigned}, not {expect_seq}: "
                "look at what changed and do it again."
            )
        transaction = encode_transaction(changes) if changes else None
        content = None if sealed is None else encode_sealed(sealed, self._schema)
        if transaction is None and content is None:
            return self._assigned
        if transaction is not None:
            self._assigned += 1
        number = self._assigned
        await self._commit(transaction, content, None if sealed is None else _copy(sealed))
        return number

    async def checkpoint(self, *, forget: bool = False) -> bool:
        """See :meth:`retro.store.protocol.Log.checkpoint`."""
        if self._closing is not None:
            return False
        return await self._writer.run(self._forget if forget else self._fold)

    async def close(self) -> None:
        """See :meth:`retro.store.protocol.Log.close`."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._close())
        await asyncio.shield(self._closing)

    def follow(self, after: int) -> AsyncIterator[Transaction]:
        """See :meth:`retro.store.protocol.Log.follow`."""
        return self._history.follow(after)

    def _commit(
        self, transaction: Encoded | None, content: bytes | None, sealed: Document | None
    ) -> asyncio.Future[None]:
        future: asyncio.Future[None] = self._writer.loop.create_future()
        generation = self._generation

        def settle(_: Any, error: Exception | None) -> None:
            if error is None:
                if sealed is not None:
                    self._sealed = sealed
                if transaction is not None:
                    self._history.add(transaction.changes)
            elif generation == self._generation:
                self._generation += 1
                self._assigned = self._history.seq
            if future.done():
                return
            if error is None:
                future.set_result(None)
            else:
                future.set_exception(error)

        self._writer.commit(Commit(self._channel, generation, transaction, content, settle))
        return future

    def _fold(self) -> bool:
        if not self._database.unfolded:
            return True
        return self._database.broken is None and fold(self._database)

    def _forget(self) -> bool:
        """Fold twice: the second time the backups become what the first one wrote."""
        return self._database.broken is None and fold(self._database) and fold(self._database)

    async def _close(self) -> None:
        try:
            await self._writer.run(self._fold)
        finally:
            self._database.close()
            self._release()
            self._history.close()


class ReadLog:
    """A session as it was when it was opened without being its owner."""

    def __init__(self, loaded: Loaded, sealed: Document) -> None:
        self._history = History(loaded.tables, loaded.seq, loaded.transactions)
        self._history.close()
        self._loaded = loaded
        self._sealed = sealed

    @property
    def seq(self) -> int:
        """The last sequence when it was opened."""
        return self._loaded.seq

    @property
    def tables(self) -> Tables:
        """A copy of the content at ``seq``."""
        return copy_tables(self._history.tables)

    @property
    def sealed(self) -> Document:
        """A copy of the sealed part."""
        return _copy(self._sealed)

    @property
    def notices(self) -> tuple[str, ...]:
        """What somebody who opens it to write would mend."""
        return tuple(self._loaded.notices)

    async def append(
        self, changes: Sequence[Change], *, expect_seq: int, sealed: Document | None = None
    ) -> int:
        """Always raises ReadOnly."""
        raise ReadOnly(
            f"Session {self._loaded.name} was opened to read: open it as its owner to change it."
        )

    async def checkpoint(self, *, forget: bool = False) -> bool:
        """Nothing to fold."""
        return not forget

    async def close(self) -> None:
        """Nothing to let go of."""

    def follow(self, after: int) -> AsyncIterator[Transaction]:
        """What the journal held when it was opened; it ends there."""
        return self._history.follow(after)


def copy_tables(tables: Tables) -> Tables:
    """A copy that shares nothing: half the time of ``copy.deepcopy`` and less."""
    copied: Tables = {}
    for name, rows in tables.items():
        documents = json.loads(encode_json(list(rows.values())))
        copied[name] = dict(zip(rows, documents, strict=True))
    return copied


def _copy(document: Document) -> Document:
    copied: Document = json.loads(encode_json(document))
    return copied
