"""All live sessions of one data folder: begin one, open one, list them."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from types import MappingProxyType
from typing import Any

from retro.followup.actions import open_actions, to_review
from retro.formats.catalogue import Catalogue, with_review
from retro.live.errors import NotKept, NotOpened
from retro.live.ledger import Ledger
from retro.live.report import SETTLED, Report
from retro.live.room import Room
from retro.live.rows import UNREADABLE, SessionRow, read_row
from retro.session import course, documents
from retro.session.commands import Join
from retro.session.decide import decide
from retro.session.evolve import evolve_all
from retro.session.format import Kind
from retro.session.model import ID_LIMIT, EarlierAction, Id, Person, Role, Session, Writing
from retro.session.rules import PROGRAM, line_of
from retro.session.text import NAME_LIMIT, clean_line
from retro.store.protocol import Store, StoreError

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Setup:
    """What is known before a session begins.

    `format` and `language` name one in the catalogue; `people` are the others in the room, each
    with whether they agreed to stand in the minutes by name.
    """

    format: str
    language: str
    title: str
    goal: str
    team: str
    facilitator: str
    facilitator_named: bool
    people: tuple[tuple[str, bool], ...] = ()
    writing: Writing = Writing.TOGETHER


class Lobby:
    """The sessions of one store. Everybody in this process gets the same `Room` for a session."""

    def __init__(
        self, store: Store, catalogue: Catalogue, clock: Callable[[], datetime], rng: Random
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._clock = clock
        self._rng = rng
        self._rooms: dict[str, Room] = {}
        self._opening = asyncio.Lock()
        self._under_way: set[asyncio.Task[Room]] = set()

    @property
    def rooms(self) -> Mapping[str, Room]:
        """The sessions that are open in this process, by key."""
        return MappingProxyType(self._rooms)

    async def create(self, setup: Setup) -> Room:
        """Begin a session; the team's open actions come first.

        Raises Refused for a text that may not be, UnknownFormat or FormatError, and NotKept.
        """
        now = self._clock()
        return await self._to_the_end(self._create(self._begin(setup, now), now))

    async def open(self, key: str) -> Room:
        """The room of a session, opened when it is not yet. Raises NotOpened."""
        return await self._to_the_end(self._open(key))

    async def _to_the_end(self, work: Coroutine[Any, Any, Room]) -> Room:
        """Do it whole, also when whoever asked goes away: half open, a session keeps its lock."""
        task = asyncio.get_running_loop().create_task(work, context=Context())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def _create(self, session: Session, now: datetime) -> Room:
        # Until the room is there its row in the index leads nobody to it.
        async with self._opening:
            try:
                key, log = await self._store.create(at=now)
            except StoreError as error:
                raise NotKept(str(error)) from error
            session = replace(session, key=key)
            ledger = Ledger(self._store, key, log)
            try:
                await ledger.keep(None, session)
            except Exception:
                await ledger.close()
                raise
            return await self._admit(session, ledger)

    async def _open(self, key: str) -> Room:
        async with self._opening:
            if key in self._rooms:
                return self._rooms[key]
            try:
                log = await self._store.open(key)
            except StoreError as error:
                raise NotOpened(str(error)) from error
            ledger = Ledger(self._store, key, log)
            try:
                session = documents.read(key, log.tables, log.sealed)
            except (KeyError, ValueError, TypeError) as error:
                await ledger.close()
                raise NotOpened(UNREADABLE) from error
            room = await self._admit(session, ledger)
            await room.recover()
            return room

    def sessions(self) -> list[SessionRow]:
        """All sessions, newest first, each as it is now. Raises NotOpened."""
        found = []
        for row in self._rows():
            room = self._rooms.get(row["key"])
            read = read_row(row["key"], room.row() if room else row)
            if read:
                found.append(read)
        return found

    def unfinished(self) -> list[SessionRow]:
        """Those that have not ended, newest first. Raises NotOpened."""
        return [row for row in self.sessions() if row.closed is None and not row.damaged]

    def open_actions(self, team: str) -> tuple[EarlierAction, ...]:
        """What a team still has to do, the most urgent first. Raises NotOpened."""
        return open_actions(self._actions(), team, self._clock().date(), self._new_id)

    async def settle(self) -> None:
        """Carry over what a server that was stopped could not: call it once, before any room.

        A session that cannot be read is left to whoever opens it.
        """
        for row in self._rows():
            if not row.get(SETTLED) and not row.get("damaged"):
                with suppress(StoreError, KeyError, ValueError, TypeError):
                    session = documents.read(row["key"], *self._store.read(row["key"]))
                    await Report(self._store).all(session, self._clock())

    async def close(self) -> None:
        """Close every room. Whoever waits there is answered first."""
        if self._under_way:
            await asyncio.wait(self._under_way)
        async with self._opening:
            for key in list(self._rooms):
                try:
                    await self._rooms.pop(key).close()
                except Exception as error:
                    # The others have to be let go of all the same.
                    _log.error("closing %s failed: %s", key, type(error).__name__, exc_info=error)

    def _begin(self, setup: Setup, now: datetime) -> Session:
        format = self._catalogue.find(setup.format, setup.language)
        earlier = to_review(self._actions(), clean_line(setup.team), now.date(), self._new_id)
        if earlier and not any(phase.kind is Kind.REVIEW for phase in format.phases):
            format = with_review(format, self._catalogue)
        session = course.begin(
            "",
            format,
            title=setup.title,
            goal=setup.goal,
            team=setup.team,
            facilitator=Person(
                self._new_id(),
                line_of(setup.facilitator, NAME_LIMIT),
                Role.FACILITATOR,
                setup.facilitator_named,
            ),
            now=now,
            writing=setup.writing,
            earlier=earlier,
        )
        for name, named in setup.people:
            join = Join(self._new_id(), name, named=named)
            session = evolve_all(session, decide(session, join, PROGRAM, now, self._rng))
        return session

    async def _admit(self, session: Session, ledger: Ledger) -> Room:
        # What a crash kept from being carried over is carried over now.
        try:
            await ledger.report.all(session, self._clock())
        except Exception:
            await ledger.close()
            raise
        room = Room(session, ledger, clock=self._clock, rng=self._rng)
        self._rooms[session.key] = room
        return room

    def _rows(self) -> list[dict[str, Any]]:
        try:
            return self._store.sessions()
        except StoreError as error:
            raise NotOpened(str(error)) from error

    def _actions(self) -> list[dict[str, Any]]:
        try:
            return self._store.actions().all()
        except StoreError as error:
            raise NotOpened(str(error)) from error

    def _new_id(self) -> Id:
        return self._rng.randrange(1, ID_LIMIT)
