"""All live sessions of one data folder: begin one, open one, list them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar

from retro.followup import agreements, lessons, teams
from retro.followup.actions import to_review
from retro.formats.catalogue import Catalogue, with_review
from retro.live.access import Admission, Admissions
from retro.live.errors import NotKept, NotOpened
from retro.live.following import FollowUp
from retro.live.ledger import Ledger
from retro.live.plans import Plan, open_plans, plans_of
from retro.live.publishing import PROGRESS, Watchers
from retro.live.register import Register, load
from retro.live.report import SETTLED, Report
from retro.live.room import LINGER, Room
from retro.live.rows import UNREADABLE, SessionRow, planned_in, read_row
from retro.session import course, documents
from retro.session.commands import Join
from retro.session.confidential import is_erased
from retro.session.decide import decide
from retro.session.evolve import evolve_all
from retro.session.model import (
    ID_LIMIT,
    Id,
    Person,
    Role,
    Session,
    Writing,
)
from retro.session.rules import NOBODY, PROGRAM, line_of
from retro.session.text import NAME_LIMIT, clean_line
from retro.session.view import view
from retro.store.protocol import Aside, Records, Store, StoreError

#: How the register of a session is made: anew, or from what was kept.
Make: TypeAlias = Callable[[Session, Aside, Admissions, Random], Awaitable[Register]]

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Setup:
    """What is known before a session begins.

    `format` and `language` name one in the catalogue, as the team has it; `people` are the others
    in the room, each with whether they agreed to stand in the minutes by name. `plan` is the key of
    the session whose plan is taken over, by a format that takes one.
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
    plan: str = ""


class Lobby:
    """The sessions of one store. Everybody in this process gets the same `Room` for a session.

    `linger` is how long the room of an ended session stays open with nobody in it.
    """

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        clock: Callable[[], datetime],
        rng: Random,
        *,
        beat: timedelta = PROGRESS,
        linger: timedelta = LINGER,
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._clock = clock
        self._rng = rng
        self._beat = beat
        self._linger = linger
        self._admissions = Admissions(rng)
        #: Called when so many wrong codes were typed at a door that people have to wait.
        self.wrong_codes: Final = Watchers()
        #: Called when a room was opened or closed, and when `follow_up` changed something.
        self.changes: Final = Watchers()
        #: What goes on between sessions.
        self.follow_up: Final = FollowUp(store, clock, rng, self.changes, lambda: self.sessions())
        self._rooms: dict[str, Room] = {}
        self._opening = asyncio.Lock()
        self._under_way: set[asyncio.Task[Any]] = set()

    @property
    def rooms(self) -> Mapping[str, Room]:
        """The sessions that are open in this process, by key."""
        return MappingProxyType(self._rooms)

    async def create(self, setup: Setup) -> Room:
        """Begin a session; the team's open actions come first.

        Raises Refused for a text that may not be, UnknownFormat or FormatError, and NotKept.
        """
        now = self._clock()
        return await self._to_the_end(self._create(setup, now))

    async def open(self, key: str) -> Room:
        """The room of a session, opened when it is not yet. Raises NotOpened."""
        return await self._to_the_end(self._open(key))

    def read(self, key: str) -> Session:
        """A session as somebody sees it who is not in it, read without opening it.

        It is as it was kept last. What is still hidden is not in it. Raises NotOpened.
        """
        try:
            session = documents.read(key, *self._store.read(key))
        except StoreError as error:
            raise NotOpened(str(error)) from error
        except (KeyError, ValueError, TypeError) as error:
            raise NotOpened(UNREADABLE) from error
        return view(session, NOBODY).session

    def admit(self, code: str) -> Admission | None:
        """What a code or a ticket opens, also in a session that is not open yet; None for none.

        How it was typed does not matter: capitals or not, with hyphens, O for 0, I or L for 1.
        """
        return self._admissions.find(code)

    @property
    def is_awaited(self) -> bool:
        """Whether people have a code or a way back to a session here that goes on."""
        return not self._admissions.is_empty

    def admits(self, admission: Admission) -> bool:
        """Whether what was admitted once still is: a line outlives a code that was renewed."""
        return self._admissions.holds(admission)

    async def _to_the_end(self, work: Coroutine[Any, Any, Room]) -> Room:
        """Do it whole, also when whoever asked goes away: half open, a session keeps its lock."""
        return await asyncio.shield(self._begin_work(work))

    def _begin_work(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work, context=Context())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _create(self, setup: Setup, now: datetime) -> Room:
        # Reading and finding those that fit among thousands takes a while: nobody waits for that.
        session = await asyncio.to_thread(self._begin, setup, now)
        # Until the room is there its row in the index leads nobody to it.
        async with self._opening:
            try:
                key, log = await self._store.create(at=now)
            except StoreError as error:
                raise NotKept(str(error)) from error
            session = replace(session, key=key)
            ledger = Ledger(self._store, key, log)
            try:
                # First who may come in: what is left of a session that never began harms nobody.
                register = await self._register(session, Register.begin)
                await ledger.keep(None, session)
            except Exception:
                self._admissions.forget(key)
                with suppress(StoreError):
                    await self._store.aside(key).remove()
                await ledger.close()
                raise
            return await self._admit(session, ledger, register)

    async def _open(self, key: str) -> Room:
        async with self._opening:
            if room := self._rooms.get(key):
                if room.closed:
                    # Whoever asks is about to attach: this is not the moment to let go of it.
                    room.expect_somebody()
                return room
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
            try:
                register = await self._register(session, Register.reopen)
            except Exception:
                await ledger.close()
                raise
            room = await self._admit(session, ledger, register)
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

    def plans(self, team: str, named: str = "") -> tuple[Plan, ...]:
        """The plans of a team that no session has taken over yet, the latest first.

        The plan of the session `named` is among them whenever it was made or taken. Raises
        NotOpened.
        """
        rows = self.follow_up.sessions_of(team)
        found = open_plans(rows, self._clock().date())
        if named and all(plan.key != named for plan in found):
            found += plans_of(row for row in self.sessions() if row.key == named)
        return found

    async def settle(self) -> None:
        """Carry over what a server that was stopped could not: call it once, before any room.

        From then on the codes of sessions that go on let people in. A session that cannot be read
        is left to whoever opens it.
        """
        # After an update all rows may have to be derived again.
        rows = await asyncio.to_thread(self._rows)
        with_codes: set[str] = set()
        with suppress(StoreError):
            with_codes.update(self._store.asides())
        # The oldest first: what was agreed on is known before others say what became of it.
        for row in reversed(rows):
            if not row.get(SETTLED) and not row.get("damaged"):
                with suppress(StoreError, KeyError, ValueError, TypeError):
                    session = documents.read(row["key"], *self._store.read(row["key"]))
                    if is_erased(session):
                        await self._forget(row["key"])
                    await Report(self._store).all(session, self._clock())
                    if row["key"] in with_codes and not session.closed:
                        load(session, self._store.aside(row["key"]), self._admissions)
            if row.get("closed") and row["key"] in with_codes:
                with suppress(StoreError):
                    await self._store.aside(row["key"]).remove()
        with suppress(StoreError):
            await self._store.actions().archive_soon(self._clock().date())

    async def _forget(self, key: str) -> None:
        """Leave nothing of what was confidential in a session that ended as the server died."""
        log = await self._store.open(key)
        try:
            if not await log.checkpoint(forget=True):
                raise StoreError(f"What was confidential in {key} is in its files still.")
        finally:
            await log.close()

    async def close(self) -> None:
        """Close every room. Whoever waits there is answered first."""
        if self._under_way:
            await asyncio.wait(self._under_way)
        async with self._opening:
            for key in list(self._rooms):
                await self._close(key)

    async def _close(self, key: str) -> None:
        try:
            await self._rooms.pop(key).close()
        except Exception as error:
            # Whatever else is to be done has to be done all the same.
            _log.error("closing %s failed: %s", key, type(error).__name__, exc_info=error)
        self.changes.notify()

    def _deserted(self, room: Room) -> None:
        """Let go of the room of an ended session: all of it can be read without one."""
        self._begin_work(self._let_go(room))

    async def _let_go(self, room: Room) -> None:
        async with self._opening:
            if room.is_deserted and self._rooms.get(room.key) is room:
                await self._close(room.key)

    def _begin(self, setup: Setup, now: datetime) -> Session:
        """A session with what the team brings to it, under whatever name of the team."""
        called = self._read(self._store.teams())
        found = teams.find(called, setup.team)
        team = teams.name_of(found) if found else clean_line(setup.team)
        format = self._catalogue.for_team(team).find(setup.format, setup.language)
        planned = planned_in(self.read(setup.plan)) if setup.plan else ()

        def known(records: Records) -> list[dict[str, Any]]:
            return teams.under_names_now(self._read(records), called)

        fitting = lessons.to_offer(
            known(self._store.lessons()),
            team=team,
            title=setup.title,
            goal=setup.goal,
            format_key=setup.format,
            language=setup.language,
            today=now.date(),
            new_id=self._new_id,
        )
        earlier = to_review(known(self._store.actions()), team, self._new_id)
        kept = agreements.to_show(known(self._store.agreements()), team, self._new_id)
        if earlier or any(lesson.asked for lesson in fitting):
            format = with_review(format, self._catalogue)
        session = course.begin(
            "",
            format,
            title=setup.title,
            goal=setup.goal,
            team=team,
            facilitator=Person(
                self._new_id(),
                line_of(setup.facilitator, NAME_LIMIT),
                Role.FACILITATOR,
                setup.facilitator_named,
            ),
            now=now,
            writing=setup.writing,
            earlier=earlier,
            lessons=fitting,
            agreements=kept,
            plan={self._new_id(): text for text in planned},
            plan_from=setup.plan,
        )
        for name, named in setup.people:
            join = Join(self._new_id(), name, named=named)
            session = evolve_all(session, decide(session, join, PROGRAM, now, self._rng))
        return session

    async def _register(self, session: Session, make: Make) -> Register | None:
        """Who may come into a session that people join from terminals of their own."""
        if session.writing is not Writing.APART or session.closed:
            return None
        return await make(session, self._store.aside(session.key), self._admissions, self._rng)

    async def _admit(self, session: Session, ledger: Ledger, register: Register | None) -> Room:
        # What a crash kept from being carried over is carried over now.
        try:
            await ledger.report.all(session, self._clock())
        except Exception:
            await ledger.close()
            raise
        room = Room(
            session,
            ledger,
            clock=self._clock,
            rng=self._rng,
            register=register,
            beat=self._beat,
            linger=self._linger,
            deserted=self._deserted,
        )
        self._rooms[session.key] = room
        self.changes.notify()
        return room

    def _rows(self) -> list[dict[str, Any]]:
        try:
            return self._store.sessions()
        except StoreError as error:
            raise NotOpened(str(error)) from error

    def _read(self, records: Records) -> list[dict[str, Any]]:
        """What is stored across sessions. Raises NotOpened."""
        try:
            return records.all()
        except StoreError as error:
            raise NotOpened(str(error)) from error

    def _new_id(self) -> Id:
        return self._rng.randrange(1, ID_LIMIT)
