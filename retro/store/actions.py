"""Actions across sessions: ``actions.json``, and one archive a year of those long closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from retro.followup.stored import closed_of
from retro.store.disk import Disk
from retro.store.migrations import ACTIONS
from retro.store.protocol import Change, Document, Tables
from retro.store.records import Decide, EmbeddedRecords, Run, known_uid, put_whole
from retro.store.shared import SharedDatabase

TABLE = "actions"
ARCHIVE_AFTER = timedelta(days=90)


class EmbeddedActions(EmbeddedRecords):
    """See :class:`retro.store.protocol.Actions`."""

    def __init__(self, folder: Path, disk: Disk, run: Run, prepare: Callable[[], None]) -> None:
        super().__init__(folder, TABLE, disk, run, prepare, ACTIONS)

    def archived(self) -> list[Document]:
        """See :meth:`retro.store.protocol.Actions.archived`."""
        return [
            document
            for archive in self._archives()
            for document in archive.read().get(TABLE, {}).values()
        ]

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

        mine = self._open(f"{TABLE}-{year}")
        mine.transact(put)
        # One that came back and was closed again belongs to another year than before.
        uids = set(map(known_uid, documents))
        for archive in self._archives():
            if archive.files != mine.files and not uids.isdisjoint(_uids(archive.read())):
                archive.transact(lambda tables: _without(tables, uids))

    def _decided(self, rows: dict[int, Document], decide: Decide) -> list[Document]:
        """What is put. Of one that is archived is asked again, with what the archive says of it.

        Then it comes back from there, unless nothing changes; the next archiving moves it again.
        Until then it is in both, as one that a crash left there.
        """
        known = list(rows.values())
        decided = list(decide(known))
        unknown = set(map(known_uid, decided)) - set(map(known_uid, known))
        if not unknown:
            return decided
        archived = [each for each in self.archived() if known_uid(each) in unknown]
        if not archived:
            return decided
        return [each for each in decide([*known, *archived]) if each not in archived]

    def _archives(self) -> Iterable[SharedDatabase]:
        for name in self._disk.names(self._folder):
            stem, dot, suffix = name.partition(".")
            if dot and suffix == "json" and stem.startswith(f"{TABLE}-"):
                yield self._open(stem)


def _uids(tables: Tables) -> Iterable[str]:
    return map(known_uid, tables.get(TABLE, {}).values())


def _without(tables: Tables, uids: set[str]) -> list[Change]:
    rows = tables.get(TABLE, {}).items()
    return [(TABLE, number, None) for number, row in rows if known_uid(row) in uids]


def _forget(_count: int) -> None:
    """What a caller on the writer's thread has no use for."""
