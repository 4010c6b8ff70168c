"""Actions across sessions: ``actions.json``, and one archive a year of those long closed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from retro.store.disk import Disk
from retro.store.migrations import ACTIONS
from retro.store.naming import Files
from retro.store.protocol import Change, Document, Tables
from retro.store.shared import SharedDatabase

TABLE = "actions"
ARCHIVE_AFTER = timedelta(days=90)

Run = Callable[[Callable[[], None]], Awaitable[None]]


class EmbeddedActions:
    """See :class:`retro.store.protocol.Actions`."""

    def __init__(self, folder: Path, disk: Disk, run: Run) -> None:
        self._folder = folder
        self._disk = disk
        self._run = run
        self._shared = self._open("actions")

    def all(self) -> list[Document]:
        """Every action that is not archived, oldest first, without taking a lock."""
        return list(self._shared.read().get(TABLE, {}).values())

    def archived(self) -> list[Document]:
        """Every archived action, by year."""
        return [
            document
            for archive in self._archives()
            for document in archive.read().get(TABLE, {}).values()
        ]

    async def upsert(self, documents: Sequence[Document]) -> None:
        """See :meth:`retro.store.protocol.Actions.upsert`. An archived action stays archived."""
        wanted = list(documents)
        await self._run(lambda: self._shared.transact(lambda tables: self._merge(tables, wanted)))

    def transact(self, change: Callable[[dict[int, Document]], Sequence[Change]]) -> None:
        """See :meth:`retro.store.protocol.Actions.transact`."""
        from copy import deepcopy

        self._shared.transact(lambda tables: change(deepcopy(tables.get(TABLE, {}))))

    def archive(self, today: date) -> int:
        """Move actions whose ``closed`` (an ISO date or time) is over 90 days ago to their year.

        Returns how many. The archive is written first: a crash in between leaves an action in
        both, and the next call takes it out of the first.
        """
        moved = 0

        def move(tables: Tables) -> Sequence[Change]:
            nonlocal moved
            years: dict[int, list[Document]] = {}
            changes: list[Change] = []
            for number, document in tables.get(TABLE, {}).items():
                closed = _closed_on(document)
                if closed is not None and today - closed > ARCHIVE_AFTER:
                    years.setdefault(closed.year, []).append(document)
                    changes.append((TABLE, number, None))
            for year, documents in years.items():
                self._put_away(year, documents)
            moved = len(changes)
            return changes

        self._shared.transact(move)
        return moved

    def _put_away(self, year: int, documents: list[Document]) -> None:
        self._open(f"actions-{year}").transact(lambda tables: merge(tables, documents))

    def _merge(self, tables: Tables, documents: list[Document]) -> Sequence[Change]:
        known = {document.get("uid") for document in tables.get(TABLE, {}).values()}
        if any(document.get("uid") not in known for document in documents):
            archived = {document.get("uid") for document in self.archived()}
            documents = [document for document in documents if document.get("uid") not in archived]
        return merge(tables, documents)

    def _archives(self) -> Iterable[SharedDatabase]:
        for name in self._disk.names(self._folder):
            stem, dot, suffix = name.partition(".")
            if dot and suffix == "json" and stem.startswith("actions-"):
                yield self._open(stem)

    def _open(self, name: str) -> SharedDatabase:
        files = Files(self._folder / f"{name}.json", self._folder / "quarantine")
        return SharedDatabase(files, self._disk, ACTIONS)


def merge(tables: Tables, documents: Iterable[Document]) -> list[Change]:
    """The changes that put documents in by ``uid``; none for those that bring nothing new.

    Raises ValueError for a document without a ``uid``.
    """
    rows = tables.get(TABLE, {})
    numbers = {document["uid"]: number for number, document in rows.items() if "uid" in document}
    stored = {uid: rows[number] for uid, number in numbers.items()}
    free = max(rows, default=0) + 1
    changes: dict[int, Document] = {}
    for document in documents:
        uid = document.get("uid")
        if not isinstance(uid, str) or not uid:
            raise ValueError("an action needs a uid")
        before = stored.get(uid, {})
        if _revision(before) > _revision(document):
            continue
        after = {**before, **document}
        if after == before:
            continue
        if uid not in numbers:
            numbers[uid], free = free, free + 1
        stored[uid] = after
        changes[numbers[uid]] = after
    return [(TABLE, number, document) for number, document in changes.items()]


def _revision(document: Document) -> int:
    revision = document.get("revision", 0)
    return revision if isinstance(revision, int) else 0


def _closed_on(document: Document) -> date | None:
    closed = document.get("closed")
    try:
        return date.fromisoformat(closed[:10]) if isinstance(closed, str) else None
    except ValueError:
        return None
