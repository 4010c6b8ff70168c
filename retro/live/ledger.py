"""How a room keeps its session: the log, and the report to the rest of the store."""

from contextlib import suppress
from datetime import datetime

from retro.live.errors import NotKept
from retro.live.report import Report
from retro.session import documents
from retro.session.confidential import is_erased
from retro.session.model import Session
from retro.store.protocol import Log, ReadOnly, Store, StoreError


class Ledger:
    """One session's place in the store. Used by the one owner of the session alone."""

    def __init__(self, store: Store, key: str, log: Log) -> None:
        self._store = store
        self._key = key
        self._log = log
        self._broken = False
        self.report = Report(store)

    @property
    def notices(self) -> tuple[str, ...]:
        """What opening the log had to mend."""
        return tuple(self._log.notices)

    async def keep(self, before: Session | None, after: Session) -> None:
        """Make what changed durable, all or nothing. Raises NotKept."""
        if after is before:
            return
        changes, sealed = documents.changes(before, after)
        if not changes and sealed is None:
            return
        try:
            if self._broken and before is not None:
                await self._mend(before)
            await self._log.append(changes, expect_seq=self._log.seq, sealed=sealed)
        except StoreError as error:
            self._broken = self._broken or isinstance(error, ReadOnly)
            # At once: whoever stops the server now must not find what was refused.
            await self._try_to_mend(before)
            raise NotKept(str(error)) from error

    async def _try_to_mend(self, session: Session | None) -> None:
        """Mend what is broken; what cannot be mended yet is tried again."""
        if self._broken and session is not None:
            with suppress(StoreError):
                await self._mend(session)

    async def _mend(self, session: Session) -> None:
        """Open the log anew after a write of which nobody knows whether it reached the disk.

        What nobody was told to be accepted is taken out again. Raises StoreError.
        """
        await self._log.close()
        self._log = await self._store.open(self._key)
        on_disk = documents.read(self._key, self._log.tables, self._log.sealed)
        changes, sealed = documents.changes(on_disk, session)
        await self._log.append(changes, expect_seq=self._log.seq, sealed=sealed)
        self._broken = False

    async def tidy(self, session: Session, now: datetime) -> None:
        """Use a quiet moment: mend, fold the journal into the file, and report what is new.

        A failure loses nothing and is tried again the next time.
        """
        await self._try_to_mend(session)
        forget = is_erased(session)
        done = await self._log.checkpoint(forget=forget)
        if done or not forget:
            await self.report.all(session, now)

    async def close(self) -> None:
        """Let go of the session."""
        await self._log.close()
