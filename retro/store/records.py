"""Records that span sessions: one TinyDB file of documents, each with a `uid`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path

from retro.store.disk import Disk
from retro.store.migrations import Schema
from retro.store.naming import Files
from retro.store.protocol import Change, Document, Tables
from retro.store.shared import SharedDatabase

Run = Callable[[Callable[[], None]], Awaitable[None]]
Decide = Callable[[list[Document]], Iterable[Document]]


class EmbeddedRecords:
    """See :class:`retro.store.protocol.Records`. The file and its table have the same name.

    `run` does work on the thread that writes; `prepare` makes the folders for a write elsewhere.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        disk: Disk,
        run: Run,
        prepare: Callable[[], None],
        schema: Schema,
    ) -> None:
        self._folder = folder
        self._disk = disk
        self._run = run
        self._prepare = prepare
        self._schema = schema
        self._table = name
        self._shared = self._open(name)

    def all(self, *, keep: bool = False) -> list[Document]:
        """See :meth:`retro.store.protocol.Records.all`."""
        rows = self._shared.read(keep=keep).get(self._table, {})
        return [dict(each) for each in rows.values()]

    def change(self, decide: Decide) -> list[Document]:
        """See :meth:`retro.store.protocol.Records.change`."""
        written: list[Document] = []

        def put(tables: Tables) -> Sequence[Change]:
            rows = tables.get(self._table, {})
            changes = put_whole(self._table, rows, self._decided(rows, decide))
            written.extend(document for _table, _number, document in changes if document)
            return changes

        self._prepare()
        self._shared.transact(put)
        return written

    async def change_soon(self, decide: Decide) -> list[Document]:
        """See :meth:`retro.store.protocol.Records.change_soon`."""
        written: list[Document] = []
        await self._run(lambda: written.extend(self.change(decide)))
        return written

    def _decided(self, rows: dict[int, Document], decide: Decide) -> Iterable[Document]:
        """What is put."""
        return decide(list(rows.values()))

    def _open(self, name: str) -> SharedDatabase:
        files = Files(self._folder / f"{name}.json", self._folder / "quarantine")
        return SharedDatabase(files, self._disk, self._schema)


def put_whole(table: str, rows: dict[int, Document], documents: Iterable[Document]) -> list[Change]:
    """The changes that put whole documents in by `uid`; none for one that is there as it is.

    Raises ValueError for a document without a `uid`.
    """
    numbers = {uid: number for number, row in rows.items() if (uid := known_uid(row))}
    free = max(rows, default=0) + 1
    changes: dict[int, Document] = {}
    for document in documents:
        uid = uid_of(document)
        if uid not in numbers:
            numbers[uid], free = free, free + 1
        elif rows.get(numbers[uid]) == document:
            changes.pop(numbers[uid], None)
            continue
        changes[numbers[uid]] = document
    return [(table, number, document) for number, document in changes.items()]


def uid_of(document: Document) -> str:
    """The `uid` of a document. Raises ValueError when it has none."""
    if uid := known_uid(document):
        return uid
    raise ValueError("a record needs a uid")


def known_uid(document: Document) -> str:
    """The `uid` of a document, whatever somebody else's program left there; empty for none."""
    uid = document.get("uid")
    return uid if isinstance(uid, str) else ""
