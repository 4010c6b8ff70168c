"""What one session tells the rest of the store: its actions and lessons, and its row in the index.

The session's own log is the truth. What it tells is carried over after the log has it, and again
when the session or the folder is opened, so that a crash in between loses nothing.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Final, TypeAlias

from retro.followup import actions, agreements, lessons, teams
from retro.live.rows import row_of
from retro.session.model import Session
from retro.store.protocol import Document, Records, Store, StoreError

#: True in the row of a session that has ended and of which all was carried over.
SETTLED: Final = "settled"

_log = logging.getLogger(__name__)


#: What a session has to say about stored documents, as of a moment.
Say: TypeAlias = Callable[[Session, Iterable[Document], datetime], list[Document]]


def agreed_otherwise(before: Session, after: Session) -> bool:
    """Whether something changed that is carried over at once."""
    return _acts_otherwise(before, after) or before.agreements is not after.agreements


def _acts_otherwise(before: Session, after: Session) -> bool:
    return (
        before.actions is not after.actions
        or before.earlier is not after.earlier
        or before.closed != after.closed
    )


class Report:
    """The reporter of one session; remembers what was told already."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: Session | None = None
        self._taught: object = None
        self._row: Document | None = None

    async def agreed(self, session: Session, now: datetime) -> bool:
        """Carry over what is new about actions and agreements. False to be tried again."""
        told, new = self._told, self._told is None
        try:
            if told is None or _acts_otherwise(told, session):
                await self._carry(self._store.actions(), actions.to_store, session, now, ask=new)
            if told is None or told.agreements is not session.agreements:
                await self._carry(
                    self._store.agreements(), agreements.to_store, session, now, ask=new
                )
        except StoreError as error:
            _log.warning("the actions of %s wait: %s", session.key, type(error).__name__)
            return False
        self._told = session
        return True

    async def lessons(self, session: Session, now: datetime) -> bool:
        """Carry over what is new about lessons. False to be tried again."""
        saying = lessons.saying(session)
        if saying == self._taught:
            return True
        try:
            await self._carry(self._store.lessons(), lessons.to_store, session, now, ask=True)
        except StoreError as error:
            _log.warning("the lessons of %s wait: %s", session.key, type(error).__name__)
            return False
        self._taught = saying
        return True

    async def all(self, session: Session, now: datetime) -> None:
        """Carry over all there is, and note how the session stands, where that is new."""
        row = row_of(session)
        carried = (await self.agreed(session, now), await self.lessons(session, now))
        if not all(carried) or row == self._row:
            return
        # Only this note says so: a row that is derived again may be ahead of what was carried.
        told = {SETTLED: session.closed is not None}
        try:
            await self._store.note(session.key, {**row, **told})
            self._row = row
        except StoreError as error:
            _log.warning("the row of %s waits: %s", session.key, type(error).__name__)
        if session.closed is not None:
            with suppress(StoreError):  # the next end of a session does it as well
                await self._store.actions().archive_soon(now.date())

    async def _carry(
        self, records: Records, say: Say, session: Session, now: datetime, *, ask: bool
    ) -> None:
        """Put what the session says that is new, under what its team is called now.

        Most sessions that are opened again have nothing to say: with `ask` that is seen before
        anybody is locked, beside the event loop, as there may be thousands to read. Raises
        StoreError.
        """

        def decide(stored: list[Document]) -> list[Document]:
            said = say(session, stored, now)
            return teams.under_names_now(said, self._store.teams().all()) if said else []

        if not ask or await asyncio.to_thread(lambda: bool(say(session, records.all(), now))):
            await records.change_soon(decide)


def stands_otherwise(before: Session, after: Session) -> bool:
    """True where lists of sessions say something else of this one now."""
    return (before.index, before.closed, before.rests) != (after.index, after.closed, after.rests)
