"""One live session: one owner, one order.

Commands wait in a queue. The owner task takes all that wait, decides them one after the other,
makes what changed durable with a single append, and only then shows it and answers the senders.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import Context
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType
from typing import Any, Final

from retro.live.errors import NotKept
from retro.live.ledger import Ledger
from retro.live.publishing import Receiver, Watchers
from retro.live.rows import row_of
from retro.session.commands import Command, PauseTimer, Recover, StartTimer
from retro.session.decide import decide
from retro.session.evolve import evolve_all
from retro.session.model import ID_LIMIT, Id, Role, Session
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from retro.session.text import CARD_LIMIT
from retro.session.view import SessionView, view

IDLE: Final = timedelta(seconds=2)
AWAY: Final = timedelta(seconds=60)
FAULT: Final = (
    "Something in retro itself went wrong there, so nothing was kept. Try it another way."
)
#: How many commands one append holds at most; more wait for the next.
BATCH: Final = 1000

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Asked:
    """One command that waits, and where its sender waits for the answer."""

    command: Command
    by: Id
    answer: asyncio.Future[None]
    refused: Exception | None = None


class Room:
    """A live session. Made by a `Lobby`; everything here runs on one event loop.

    `idle` is how long nothing has to happen before the journal is folded into the file; `away`
    how long nobody has to be attached before the timer is paused.
    """

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        *,
        clock: Callable[[], datetime],
        rng: Random,
        idle: timedelta = IDLE,
        away: timedelta = AWAY,
    ) -> None:
        self.key: Final = session.key
        self._session = session
        self._ledger = ledger
        self._clock = clock
        self._rng = rng
        self._idle = idle
        self._away = away
        self.touched = clock()
        self._waiting: list[_Asked] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._changed = False
        self._views: dict[Id, SessionView] = {}
        self._watchers = Watchers()
        self._drafts: dict[tuple[Id, str], str] = {}
        self._attached: Counter[Id] = Counter()
        self._leaving: asyncio.TimerHandle | None = None
        self._paused_phase: str | None = None
        self._owner = asyncio.get_running_loop().create_task(
            self._own(), name=f"room {self.key}", context=Context()
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that somebody should read once: what opening the session had to mend."""
        return self._ledger.notices

    @property
    def facilitator(self) -> Id:
        """The first person on the list who facilitates."""
        people = self._session.people.values()
        return next((p.id for p in people if p.role is Role.FACILITATOR), PROGRAM)

    @property
    def closed(self) -> bool:
        """True once the session has ended."""
        return self._session.closed is not None

    def view(self, person: Id) -> SessionView:
        """The session as `person` may see it now. The same object until something changes."""
        found = self._views.get(person)
        if found is None:
            found = self._views[person] = view(self._session, person)
        return found

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

    def watch(self, receiver: Receiver) -> Callable[[], None]:
        """Call `receiver` after the view changed; many changes at once make one call.

        It is called in an empty context and must not block. Returns what ends the watching.
        """
        return self._watchers.add(receiver)

    def draft(self, person: Id, place: str) -> str:
        """What `person` has half typed at `place`, from whichever terminal."""
        return self._drafts.get((person, place), "")

    def keep_draft(self, person: Id, place: str, text: str) -> None:
        """Remember a half-typed text in memory alone; empty text forgets it."""
        if text:
            self._drafts[person, place] = text[: CARD_LIMIT * 4]
        else:
            self._drafts.pop((person, place), None)

    @property
    def here(self) -> Mapping[Id, int]:
        """Who is attached, and with how many terminals."""
        return MappingProxyType(self._attached)

    @contextmanager
    def attached(self, person: Id) -> Iterator[None]:
        """Say that `person` is here, for as long as the context lasts."""
        self._attached[person] += 1
        self._somebody_came()
        try:
            yield
        finally:
            self._attached[person] -= 1
            if not self._attached[person]:
                del self._attached[person]
            self._somebody_left()

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
        self._cancel_leaving()
        self._wake.set()
        with suppress(asyncio.CancelledError):
            await asyncio.shield(self._owner)
        try:
            await self._ledger.tidy(self._session, self._clock())
        finally:
            await self._ledger.close()

    def _enqueue(self, command: Command, by: Id) -> asyncio.Future[None]:
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self._closing:
            answer.set_exception(NotKept("This session's server is stopping: nothing was kept."))
            return answer
        # Nobody may be left to hear the answer; asking for it keeps asyncio from complaining.
        answer.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._waiting.append(_Asked(command, by, answer))
        self.touched = self._clock()
        self._wake.set()
        return answer

    async def _own(self) -> None:
        """The owner: the only task that changes the session."""
        while not self._closing or self._waiting or self._changed:
            try:
                await self._next()
                if self._waiting:
                    batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
                    await self._settle(batch)
                elif self._changed:
                    self._publish()
            except Exception as error:
                # Tidying up failed, or a fault: the room goes on all the same.
                _log.error("a room stumbled: %s", type(error).__name__, exc_info=error)

    async def _next(self) -> None:
        """Wait until there is something to do, and use the wait to fold the journal."""
        if not (self._waiting or self._changed or self._closing):
            self._wake.clear()
            try:
                async with asyncio.timeout(self._idle.total_seconds()):
                    await self._wake.wait()
            except TimeoutError:
                await self._ledger.tidy(self._session, self._clock())
                await self._wake.wait()

    async def _settle(self, batch: Sequence[_Asked]) -> None:
        before = self._session
        after = before
        for asked in batch:
            after = self._decide(after, asked)
        try:
            await self._ledger.keep(before, after)
        except Exception as error:
            if not isinstance(error, NotKept):
                _log.error("keeping failed: %s", type(error).__name__, exc_info=error)
            # What was refused was judged by changes that never came, so it hears the same.
            reason = str(error) if isinstance(error, NotKept) else FAULT
            for asked in batch:
                _answer(asked, NotKept(reason))
            return
        if after is not before:
            self._session = after
            self._changed = True
        if self._changed:
            self._publish()
        for asked in batch:
            _answer(asked, asked.refused)
        # What could not be reported waits for a quiet moment; each try may take a second.
        if before.actions is not after.actions or before.earlier is not after.earlier:
            await self._ledger.report.actions(after, self._clock())
        if before.index != after.index or before.closed != after.closed:
            await self._ledger.tidy(after, self._clock())

    def _decide(self, session: Session, asked: _Asked) -> Session:
        try:
            return evolve_all(
                session, decide(session, asked.command, asked.by, self._clock(), self._rng)
            )
        except Refused as refused:
            asked.refused = refused
        except Exception as error:
            # The message of an error may quote what somebody wrote, so only its kind is kept.
            kind = type(asked.command).__name__
            _log.error("deciding %s failed: %s", kind, type(error).__name__)
            asked.refused = NotKept(FAULT)
        return session

    def _publish(self) -> None:
        self._changed = False
        self._views.clear()
        self._watchers.notify()

    def _somebody_came(self) -> None:
        self._cancel_leaving()
        if self._paused_phase == self._session.phase.key and not self._closing:
            self._enqueue(StartTimer(), PROGRAM)
        self._paused_phase = None
        self._announce()

    def _somebody_left(self) -> None:
        if not self._attached and not self._closing:
            self._leaving = asyncio.get_running_loop().call_later(
                self._away.total_seconds(), self._pause_timer, context=Context()
            )
        self._announce()

    def _pause_timer(self) -> None:
        """Nobody has been here for a while: their time does not run on."""
        phase = self._session.phase.key
        timer = self._session.timer(phase)
        if timer is not None and timer.since is not None and not self.closed:
            self._paused_phase = phase
            self._enqueue(PauseTimer(), PROGRAM)

    def _cancel_leaving(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    def _announce(self) -> None:
        self._changed = True
        self._wake.set()


def _answer(asked: _Asked, error: Exception | None) -> None:
    if asked.answer.done():
        return
    if error is None:
        asked.answer.set_result(None)
    else:
        asked.answer.set_exception(error)
