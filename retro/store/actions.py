"""Actions across sessions: ``actions.json``, and one archive a year of those long closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from retro.followup.stored import closed_of
from retro.store.disk import Disk
from retro.store.migrations import ACTIONS
from retro.store.protocol import Change, Document, Tables
from retro.store.records import EmbeddedRecords, Run, known_uid, merge, put_whole
from retro.store.shared import SharedDatabase

TABLE = "actions"
ARCHIVE_AFTER = timedelta(days=90)


class EmbeddedActions(EmbeddedRecords):
    """See :class:`retro.store.protocol.Actions`. An archived action stays archived."""

    def __init__(self, folder: Path, disk: Disk, run: Run, prepare: Callable[[], None]) -> None:
        super().__init__(folder, TABLE, disk, run, prepare, ACTIONS)

    def archived(self) -> list[Document]:
        """See :meth:`retro.store.protocol.Actions.archived`."""
        return [
            document
            for archive in self._archives()
            for document in archive.read().get(TABLE, {}).values()
        ]

    def transact(self, change: Callable[[dict[int, Document]], Sequence[Change]]) -> None:
        """See :meth:`retro.store.protocol.Actions.transact`."""
        from copy import deepcopy

        self._shared.transact(lambda tables: change(deepcopy(tables.get(TABLE, {}))))

    def archive(self, today: date) -> int:
        """See :meth:`retro.store.protocol.Actions.archive`.

        The archive is written first: a crash in between leaves an action in both, and the next
        call takes it out of the first.
        """
        moved = 0

        def move(tables: Tables) -> Sequence[Change]:
            nonlocal moved
            years: dict[int, list[Document]] = {}
            changes: list[Change] = []
            for number, document in tables.get(TABLE, {}).items():
                closed = closed_of(document)
                if closed is not None and today - closed > ARCHIVE_AFTER:
                    years.setdefault(closed.year, []).append(document)
                    changes.append((TABLE, number, None))
            for year, documents in years.items():
                self._put_away(year, documents)
            moved = len(changes)
            return changes

        self._shared.transact(move)
        return moved

    async def archive_soon(self, today: date) -> None:
        """See :meth:`retro.store.protocol.Actions.archive_soon`."""
        await self._run(lambda: _forget(self.archive(today)))

    def _put_away(self, year: int, documents: list[Document]) -> None:
        def put(tables: Tables) -> Sequence[Change]:
            return put_whole(TABLE, tables.get(TABLE, {}), documents)

        self._open(f"{TABLE}-{year}").transact(put)

    def _placed(self, rows: dict[int, Document], documents: list[Document]) -> list[Document]:
        known = set(map(known_uid, rows.values()))
        if known.issuperset(map(known_uid, documents)):
            return documents
        # One that a crash left in both is still here.
        archived = set(map(known_uid, self.archived())) - known
        return [each for each in documents if known_uid(each) not in archived]

    def _merge(self, tables: Tables, documents: list[Document]) -> Sequence[Change]:
        placed = self._placed(tables.get(TABLE, {}), documents)
        return merge(TABLE, tables, placed)

    def _archives(self) -> Iterable[SharedDatabase]:
        for name in self._disk.names(self._folder):
            stem, dot, suffix = name.partition(".")
            if dot and suffix == "json" and stem.startswith(f"{TABLE}-"):
                yield self._open(stem)


def _forget(_count: int) -> None:
    """What a caller on the writer's thread has no use for."""
