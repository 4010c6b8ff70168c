"""What the rest of retro sees of the store: tables of documents, a log, and the errors.

A backend keeps any number of sessions. Each session is a set of tables, each table maps an
integer id to a whole document, and a log orders the changes. Nothing here knows TinyDB: the
embedded backend is :mod:`retro.store.embedded`, and another one only has to keep these promises.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeAlias

JSON: TypeAlias = Any
"""Whatever ``json.dumps`` writes without help. Checked when it is encoded, not by its type."""

Document: TypeAlias = dict[str, JSON]
Tables: TypeAlias = dict[str, dict[int, Document]]
Change: TypeAlias = tuple[str, int, Document | None]
"""Table, id (1 to 2**53-1) and the whole new document, or None to delete it.

Whole documents make a replay idempotent: applying a change twice gives the same tables.
"""

Transaction: TypeAlias = tuple[int, tuple[Change, ...]]
SessionKey: TypeAlias = str


class StoreError(Exception):
    """Something about the store that a person has to know: one sentence with the next step."""


class Held(StoreError):
    """Somebody else owns the session, or serves the folder."""


class Conflict(StoreError):
    """``expect_seq`` is not the last sequence: somebody else appended first."""


class ReadOnly(StoreError):
    """Nothing may be written: the folder, a newer schema, or a sync that failed earlier."""


class Full(StoreError):
    """No space, quota or file size left. Nothing of the change was kept."""


class Damaged(StoreError):
    """Bytes that do not match their checksum or leave a gap. Nothing was changed or removed."""


class Log(Protocol):
    """One session: its tables and the order of its changes."""

    @property
    def seq(self) -> int:
        """The last durable sequence."""

    @property
    def tables(self) -> Tables:
        """A copy of the content at ``seq``: take it once, it costs time in proportion."""

    @property
    def sealed(self) -> Document:
        """A copy of the sealed part, which has no order and no sequence; ``{}`` for none."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about what opening had to mend; somebody should read them."""

    async def append(
        self, changes: Sequence[Change], *, expect_seq: int, sealed: Document | None = None
    ) -> int:
        """Make a change durable and return the sequence it got.

        All changes of one call share one sequence. With ``sealed`` the sealed part is replaced
        first and the changes follow. Without changes no sequence is used: nothing in the log
        tells when the sealed part was written. A caller that appends again before the first call
        returned expects the sequence that call will get.

        Raises Conflict, Full (nothing was kept, the log stays usable), ReadOnly or StoreError.
        """

    async def checkpoint(self, *, forget: bool = False) -> bool:
        """Fold the changes so far into the file. A failure is kept for later, never raised.

        With ``forget`` nothing that was removed is left in any of the files, backups included.
        What a disk keeps of overwritten blocks is beyond its reach. False where it failed.
        """

    async def close(self) -> None:
        """Checkpoint and let go of the session. A second call does nothing."""

    def follow(self, after: int) -> AsyncIterator[Transaction]:
        """Every change after a sequence, in order and without a gap, until the log closes.

        Raises StoreError when the changes right after ``after`` are folded and no longer known.
        """


class Aside(Protocol):
    """A small document beside a session that is not part of it: no order, no history, no backup.

    Only the owner of the session writes it.
    """

    def read(self) -> Document:
        """The document as it is now, without a lock; ``{}`` for none. Raises StoreError.

        Damaged when it cannot be read; the session opens all the same.
        """

    async def write(self, document: Document) -> None:
        """Replace it whole and return when that is durable. Raises StoreError.

        Whoever reads finds this document or the one before, also after a crash.
        """

    async def remove(self) -> None:
        """Remove it for good; fine when there is none. Raises StoreError."""


class Records(Protocol):
    """Documents that span sessions, each with a ``uid``."""

    def all(self, *, keep: bool = False) -> list[Document]:
        """Every document, without taking a lock. Raises StoreError.

        With ``keep`` they stay in memory, so that asking again costs little until they change.
        What is in a document must not be touched.
        """

    def change(self, decide: Callable[[list[Document]], Iterable[Document]]) -> list[Document]:
        """Read, decide and write under the lock: nobody else can write in between.

        ``decide`` gets every document, which it must not touch, and returns those to put, each
        whole. Returns what was written. Whatever ``decide`` raises comes through, and then nothing
        was written; so does StoreError.
        """

    async def change_soon(
        self, decide: Callable[[list[Document]], Iterable[Document]]
    ) -> list[Document]:
        """As ``change``, on the thread that writes, so that an event loop does not wait."""


class Actions(Records, Protocol):
    """Actions across sessions: the true store of their status. Those long closed are archived.

    Where ``decide`` puts one that is archived, it is called a second time, with what the archive
    says of it among the documents; what it decides then counts.
    """

    def archived(self) -> list[Document]:
        """Every archived action, by year. Raises StoreError."""

    def archive(self, today: date) -> int:
        """Move actions whose ``closed`` (an ISO date or time) is over 90 days ago to their year.

        Returns how many. Raises StoreError.
        """

    async def archive_soon(self, today: date) -> None:
        """As ``archive``, on the thread that writes."""


class Store(Protocol):
    """All sessions of one place."""

    async def create(self, *, at: datetime) -> tuple[SessionKey, Log]:
        """Start a session. ``at`` (with a time zone) is the time its key sorts by."""

    async def open(self, key: str, *, owner: bool = True) -> Log:
        """Open a session to write, or with ``owner=False`` to read without a lock.

        Raises Held, ReadOnly, Damaged, or StoreError when there is no such session.
        """

    def read(self, key: str) -> tuple[Tables, Document]:
        """Tables and sealed part of a session as they are now, without a lock."""

    def aside(self, key: str) -> Aside:
        """The small document beside a session. Raises StoreError for what is no key."""

    def asides(self) -> list[str]:
        """The keys of all sessions with such a document, in order. Raises StoreError."""

    def sessions(self) -> list[Document]:
        """One row per session with at least its ``key``, newest first."""

    async def note(self, key: str, row: Document) -> None:
        """Remember the row of a session; it can always be derived again."""

    def actions(self) -> Actions:
        """The actions across sessions."""

    def lessons(self) -> Records:
        """The lessons of all sessions."""

    def agreements(self) -> Records:
        """The working agreements of all teams."""

    def teams(self) -> Records:
        """The teams: who belongs to each."""
