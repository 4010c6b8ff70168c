"""One live session: one owner, one order.

Commands wait in a queue. The owner task takes all that wait, decides them one after the other,
makes what changed durable with a single append, and only then shows it and answers the senders.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import Context
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final, TypeVar

from retro.live.access import Admission, Codes
from retro.live.asked import FAULT, STOPPING, Asked
from retro.live.drafts import Drafts
from retro.live.entering import take_place
from retro.live.errors import NotKept
from retro.live.ledger import Ledger
from retro.live.presence import Absence, Evicted, Presence
from retro.live.publishing import PROGRESS, Publisher, Receiver
from retro.live.register import Register
from retro.live.report import agreed_otherwise, stands_otherwise
from retro.live.rows import row_of
from retro.live.timing import Beat
from retro.session.commands import Command, NoteTime, PauseTimer, Recover, StartTimer
from retro.session.model import ID_LIMIT, Id, Role, Session
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from retro.session.view import SessionView

IDLE: Final = timedelta(seconds=2)
AWAY: Final = timedelta(seconds=60)
LINGER: Final = timedelta(minutes=10)
#: How many commands one append holds at most; more wait for the next.
BATCH: Final = 1000

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Room:
    """A live session. Made by a `Lobby`; everything here runs on one event loop.

    `idle` is how long nothing has to happen before the journal is folded into the file; `away`
    how long nobody has to be attached before the timer is paused; `beat` how often the counts of
    who is ready may change. After the end, `deserted` is called when nobody has been attached for
    as long as `linger`. Without a `register` nobody can join from a terminal of their own.
    """

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        *,
        clock: Callable[[], datetime],
        rng: Random,
        register: Register | None = None,
        idle: timedelta = IDLE,
        away: timedelta = AWAY,
        beat: timedelta = PROGRESS,
        linger: timedelta = LINGER,
        deserted: Callable[["Room"], None] | None = None,
    ) -> None:
        self.key: Final = session.key
        self._session = session
        self._ledger = ledger
        self._clock = clock
        self._rng = rng
        self._idle = idle
        self._away = away
        self._linger = linger
        self._deserted = deserted
        self.is_deserted = False
        self.touched = clock()
        self._waiting: list[Asked] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._announced = False
        self._register = register
        self._drafts = register.drafts if register else Drafts()
        self._languages: dict[Id, str] = {}
        self._presence = Presence()
        self._publisher = Publisher(session, lambda: self._presence.writing, beat)
        self._entering = asyncio.Lock()
        self._absence = Absence()
        self._noting = Beat(beat, self._note_time)
        self._paused_phase: str | None = None
        self._owner = asyncio.get_running_loop().create_task(
            self._own(), name=f"room {self.key}", context=Context()
        )
        if self.closed:
            self.expect_somebody()

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that somebody should read once: what opening the session had to mend."""
        return (*self._ledger.notices, *(self._register.notices if self._register else ()))

    @property
    def facilitator(self) -> Id:
        """The first person on the list who facilitates."""
        people = self._session.people.values()
        return next((p.id for p in people if p.role is Role.FACILITATOR), PROGRAM)

    @property
    def closed(self) -> bool:
        """True once the session has ended."""
        return self._session.closed is not None

    @property
    def codes(self) -> Codes | None:
        """What people type to join; None where one keyboard writes for all, and after the end."""
        return self._register.codes if self._register else None

    async def renew_codes(self, by: Id) -> None:
        """Make new codes; the old ones let nobody in any more. Raises Refused, or NotKept."""
        person = self._session.people.get(by)
        if by != PROGRAM and (person is None or person.role is not Role.FACILITATOR):
            raise Refused("Only the facilitator can do this.")
        if self._register is None:
            raise Refused("Nobody joins this session by a code.")
        await self._register.renew_codes()
        self._announce()

    async def enter(
        self, name: str, role: Role, named: bool = False, admission: Admission | None = None
    ) -> tuple[Id, str]:
        """Let somebody in who came with a code for `role`: who they are now, and their ticket.

        Whom the facilitator entered by that name, and who has not come yet, they are. The ticket
        is "" where people join without one. Raises Refused, also for an `admission` that does
        not count any more; NotKept, and then the same name can be tried again.
        """
        async with self._entering:
            person = await take_place(self, self._register, name, role, named, admission)
            return person, await self.give_ticket(person)

    def ticket(self, person: Id) -> str:
        """What `person` comes back with; "" for no ticket, or one that nobody has shown yet."""
        return self._register.ticket(person) if self._register else ""

    def has_ticket(self, person: Id) -> bool:
        """Whether `person` comes back with a ticket, also one that nobody has shown yet."""
        return self._register is not None and self._register.has_ticket(person)

    def is_claimed(self, person: Id) -> bool:
        """False for somebody who was entered by name, and whose place waits for whoever comes."""
        return self._register is None or self._register.is_claimed(person)

    async def give_ticket(self, person: Id) -> str:
        """A new ticket for somebody who is in; "" where people join without. Raises as `enter`."""
        return await self._register.give_ticket(person) if self._register else ""

    def language(self, person: Id) -> str:
        """The language that `person` chose for their own screen; "" for none.

        It is in no log. Where one keyboard writes for all, it is forgotten when the server ends.
        """
        kept = self._register.language(person) if self._register else ""
        return self._languages.get(person) or kept

    async def choose_language(self, person: Id, language: str) -> None:
        """Remember it for when they come back. Raises NotKept, or Refused after the end."""
        self._languages[person] = language
        if self._register:
            await self._register.choose_language(person, language)

    def is_in(self, person: Id) -> bool:
        """False for somebody who was removed, or never came."""
        return person in self._session.people

    def unlock(self, person: Id, ticket: str = "") -> None:
        """Bring back what `person` had half written before the server stopped."""
        if self._register:
            self._register.unlock(person, ticket)

    def view(self, person: Id, *, shared: bool = False) -> SessionView:
        """The session as `person` may see it now. The same object until something changes.

        `shared` is for a screen that others look at: nobody's unseen text is in it.
        """
        return self._publisher.view(person, shared)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What is the same on all screens, made once until the session changes."""
        return self._publisher.once(key, make)

    def now(self) -> datetime:
        """The one clock, with its time zone."""
        return self._clock()

    def new_id(self) -> Id:
        """A random id for an item, 1 to 2**53 - 1."""
        return self._rng.randrange(1, ID_LIMIT)

    async def submit(self, command: Command, by: Id) -> None:
        """Return once `command` is durable and everyone can see what it did.

        A sender that goes away meanwhile takes nothing back. Raises Refused when it may not
        happen, NotKept when it could not be kept.
        """
        await self._enqueue(command, by)

    def watch(
        self, receiver: Receiver, person: Id | None = None, shared: bool = False
    ) -> Callable[[], None]:
        """Call `receiver` after the view changed; many changes at once make one call.

        With `person` it is called for what changed in their view alone, `shared` or not. It is
        called in an empty context and must not block. Returns what ends the watching.
        """
        return self._publisher.watch(receiver, person)

    def draft(self, person: Id, place: str) -> str:
        """What `person` has half typed at `place`, from whichever terminal."""
        return self._drafts.read(person, place)

    def drafts(self, person: Id) -> Mapping[str, str]:
        """All that `person` has half typed, by place."""
        return self._drafts.of(person)

    def keep_draft(self, person: Id, place: str, text: str) -> None:
        """Remember a half-typed text; empty text forgets it.

        It is in no log. Where people write apart it is kept sealed, for when the server stops.
        `place` begins with the key of the phase and "|" where it belongs to one.
        """
        if self._drafts.keep(person, place, text) and self._register:
            self._register.drafts_changed()

    @property
    def here(self) -> Mapping[Id, int]:
        """Who is attached, and with how many terminals."""
        return self._presence.here

    @contextmanager
    def attached(
        self, person: Id, *, shared: bool = False, evicted: Evicted | None = None
    ) -> Iterator[None]:
        """Say that `person` is here, for as long as the context lasts.

        The room does not wait for somebody whose only screen is `shared`. `evicted` is called, as
        a receiver is, when the same person attaches anew with an `evicted` of their own.
        """
        try:
            with self._presence.attached(person, shared, evicted):
                self._somebody_came()
                yield
        finally:
            self._somebody_left()

    def expect_somebody(self) -> None:
        """Begin to wait for somebody to attach, if nobody is; waiting so far does not count."""
        self.is_deserted = False
        if self._closing or not self._presence.is_empty:
            return
        if self.closed:
            self._absence.begin(self._linger, self._desert)
        else:
            self._absence.begin(self._away, self._pause_timer)

    def row(self) -> dict[str, Any]:
        """How the session stands, as the index would keep it."""
        return row_of(self._session)

    async def recover(self) -> None:
        """Go on after the server was away: that time does not count."""
        if not self.closed:
            with suppress(NotKept):
                await self.submit(Recover(), PROGRAM)

    async def close(self) -> None:
        """Answer everyone who waits, tidy up and let go of the session. Fine to call twice."""
        self._closing = True
        self._absence.end()
        self._noting.end()
        self._wake.set()
        self._publisher.close()
        with suppress(asyncio.CancelledError):
            await asyncio.shield(self._owner)
        try:
            if self._register:
                await self._register.close()
            await self._ledger.tidy(self._session, self._clock())
        finally:
            await self._ledger.close()

    def _enqueue(self, command: Command, by: Id) -> asyncio.Future[None]:
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self._closing:
            answer.set_exception(NotKept(STOPPING))
            return answer
        # Nobody may be left to hear the answer; asking for it keeps asyncio from complaining.
        answer.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._waiting.append(Asked(command, by, answer))
        self.touched = self._clock()
        self._wake.set()
        return answer

    async def _own(self) -> None:
        """The owner: the only task that changes the session."""
        while not self._closing or self._waiting or self._announced:
            try:
                await self._next()
                if self._announced:
                    # Before what they do: a count that starts with that tells who did it.
                    self._announced = False
                    self._publisher.presence_changed()
                if self._waiting:
                    batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
                    await self._settle(batch)
            except Exception as error:
                # Tidying up failed, or a fault: the room goes on all the same.
                _log.error("a room stumbled: %s", type(error).__name__, exc_info=error)

    async def _next(self) -> None:
        """Wait until there is something to do, and use the wait to fold the journal."""
        if not (self._waiting or self._announced or self._closing):
            self._wake.clear()
            try:
                async with asyncio.timeout(self._idle.total_seconds()):
                    await self._wake.wait()
            except TimeoutError:
                await self._ledger.tidy(self._session, self._clock())
                if self._register:
                    await self._register.save()
                await self._wake.wait()

    async def _settle(self, batch: Sequence[Asked]) -> None:
        before = self._session
        after = before
        for asked in batch:
            after = asked.obey(after, self._clock(), self._rng)
        try:
            await self._ledger.keep(before, after)
        except Exception as error:
            if not isinstance(error, NotKept):
                _log.error("keeping failed: %s", type(error).__name__, exc_info=error)
            # What was refused was judged by changes that never came, so it hears the same.
            reason = str(error) if isinstance(error, NotKept) else FAULT
            for asked in batch:
                asked.reply(NotKept(reason))
            return
        try:
            if after is not before:
                self._session = after
                self._noting.follow(after, attended=not self._presence.is_empty)
                if self._register:
                    # Whoever was removed comes in no more by the time that anybody is told.
                    await self._register.follow(after)
                self._publisher.show(after)
        finally:
            # It is durable, whatever fails here: nobody may wait for ever.
            for asked in batch:
                asked.reply(asked.refused)
        # What could not be reported waits for a quiet moment; each try may take a second.
        if agreed_otherwise(before, after):
            await self._ledger.report.agreed(after, self._clock())
        if stands_otherwise(before, after):
            await self._ledger.tidy(after, self._clock())
        if before.closed != after.closed:
            self.expect_somebody()

    def _somebody_came(self) -> None:
        self.is_deserted = False
        self._absence.end()
        if self._paused_phase == self._session.phase.key and not self._closing:
            self._enqueue(StartTimer(), PROGRAM)
        self._paused_phase = None
        self._announce()

    def _somebody_left(self) -> None:
        self.expect_somebody()
        self._announce()

    def _desert(self) -> None:
        self.is_deserted = True
        if self._deserted is not None:
            self._deserted(self)

    def _pause_timer(self) -> None:
        """Nobody has been here for a while: their time does not run on."""
        phase = self._session.phase.key
        timer = self._session.timer(phase)
        if timer is not None and timer.since is not None and not self.closed:
            self._paused_phase = phase
            self._enqueue(PauseTimer(), PROGRAM)

    def _note_time(self) -> None:
        self._enqueue(NoteTime(), PROGRAM)

    def _announce(self) -> None:
        self._announced = True
        self._noting.follow(self._session, attended=not self._presence.is_empty)
        self._wake.set()
