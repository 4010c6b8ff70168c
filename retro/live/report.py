"""What one session tells the rest of the store: its actions, and its row in the index.

The session's own log is the truth. Its actions are carried over after the log has them, and again
when the session or the folder is opened, so that a crash in between loses nothing.
"""

import logging
from datetime import datetime
from typing import Final

from retro.followup.actions import to_store
from retro.live.rows import row_of
from retro.session.model import Session
from retro.store.protocol import Document, Store, StoreError

#: True in the row of a session that has ended and whose actions were carried over.
SETTLED: Final = "settled"

_log = logging.getLogger(__name__)


class Report:
    """The reporter of one session; remembers what was told already."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: Session | None = None
        self._row: Document | None = None

    async def actions(self, session: Session, now: datetime) -> bool:
        """Carry over what is new about actions. False when that has to be tried again."""
        told = self._told
        if told and told.actions is session.actions and told.earlier is session.earlier:
            return True
        try:
            actions = self._store.actions()
            news = to_store(session, actions.all(), now)
            if news:
                await actions.upsert(news)
        except StoreError as error:
            _log.warning("the actions of %s wait: %s", session.key, type(error).__name__)
            return False
        self._told = session
        return True

    async def all(self, session: Session, now: datetime) -> None:
        """Carry over the actions, and note how the session stands, where that is new."""
        row = row_of(session)
        if not await self.actions(session, now) or row == self._row:
            return
        # Only this note says so: a row that is derived again may be ahead of the actions.
        told = {SETTLED: session.closed is not None}
        try:
            await self._store.note(session.key, {**row, **told})
            self._row = row
        except StoreError as error:
            _log.warning("the row of %s waits: %s", session.key, type(error).__name__)
