"""Telling the screens that there is something new, without ever calling into one.

What changed for one person alone is told to that person alone. How many are ready or have voted
is told on a beat, at moments that have nothing to do with when somebody did it: with people at
terminals of their own, a count that moves at once tells who moved it.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from contextvars import Context
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, TypeAlias, TypeVar

from retro.session.model import Id, Session, Writing
from retro.session.view import Audience, Progress, SessionView, concerns, progress

Receiver: TypeAlias = Callable[[], None]

T = TypeVar("T")

#: How often the counts of who is ready or has voted may change.
PROGRESS: Final = timedelta(seconds=10)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Watcher:
    receiver: Receiver
    person: Id | None


class Watchers:
    """Who wants to hear of a change. A receiver that fails is logged and harms nobody."""

    def __init__(self) -> None:
        self._watchers: dict[int, _Watcher] = {}
        self._next = 0

    def add(self, receiver: Receiver, person: Id | None = None) -> Callable[[], None]:
        """Remember `receiver`; the returned function forgets it, also when called twice.

        With `person` it hears only of what changed for them.
        """
        number = self._next
        self._next += 1
        self._watchers[number] = _Watcher(receiver, person)

        def forget() -> None:
            self._watchers.pop(number, None)

        return forget

    def notify(self, concerned: Collection[Id] | None = None) -> None:
        """Call those whose view changed, or with None everybody.

        Each in an empty context: Textual finds its app in a context variable.
        """
        for watcher in list(self._watchers.values()):
            if concerned is not None and not (
                watcher.person is None or watcher.person in concerned
            ):
                continue
            try:
                Context().run(watcher.receiver)
            except Exception as error:
                # The message of an error may quote what somebody wrote, so only its kind is kept.
                _log.error("a watcher failed: %s", type(error).__name__)


class Publisher:
    """What everybody may see of one session, and who is told of what.

    `present` says who has a terminal of their own. The beat runs only while something changed
    since the last one, and always falls on multiples of `beat` since the session was opened.
    """

    def __init__(
        self, session: Session, present: Callable[[], Collection[Id]], beat: timedelta
    ) -> None:
        self._session = session
        self._present = present
        self._beat = beat.total_seconds()
        self._start = asyncio.get_running_loop().time()
        self._waiting: asyncio.TimerHandle | None = None
        self._is_closed = False
        self._watchers = Watchers()
        self._views: dict[tuple[Id, bool], SessionView] = {}
        self._made: dict[str, Any] = {}
        self._audience: Audience | None = None
        self._progress = self._counted()

    def view(self, person: Id, shared: bool) -> SessionView:
        """What `person` may see; the same object until it is another one."""
        found = self._views.get((person, shared))
        if found is None:
            if self._audience is None:
                self._audience = Audience(self._session, self._progress)
            found = self._views[person, shared] = self._audience.view(person, shared=shared)
        return found

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What all screens need that is the same for all, made once for a session as it is."""
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def watch(self, receiver: Receiver, person: Id | None) -> Callable[[], None]:
        """See `Watchers.add`."""
        return self._watchers.add(receiver, person)

    def show(self, session: Session) -> None:
        """Show a session that is durable, and tell those whose view it changes."""
        before, self._session = self._session, session
        self._audience = None
        self._made.clear()
        concerned: Collection[Id] | None = None
        if _stage(before) != _stage(session):
            self._progress = self._counted()
        else:
            concerned = concerns(before, session)
            if self._progress is not None and _question(before) != _question(session):
                self._progress = replace(self._progress, answered=0)
        self._tell(concerned)
        self._count_soon()

    def presence_changed(self) -> None:
        """Tell everybody that somebody came or went; whom the room waits for follows later."""
        if self._progress is not None and not self._progress.expected:
            # The first to come: there is nobody yet whom a count could give away.
            self._recount()
        self._watchers.notify()
        self._count_soon()

    def close(self) -> None:
        """Let the beat stop."""
        self._is_closed = True
        if self._waiting is not None:
            self._waiting.cancel()

    def _tell(self, concerned: Collection[Id] | None) -> None:
        if concerned is None:
            self._views.clear()
        else:
            for person in concerned:
                for shared in (False, True):
                    self._views.pop((person, shared), None)
        self._watchers.notify(concerned)

    def _counted(self) -> Progress | None:
        """How far people are; None where one keyboard writes for all, and nothing is hidden."""
        if self._session.writing is Writing.TOGETHER:
            return None
        return progress(self._session, self._present())

    def _count_soon(self) -> None:
        if self._progress is None or self._waiting is not None or self._is_closed:
            return
        loop = asyncio.get_running_loop()
        passed = loop.time() - self._start
        next_beat = (passed // self._beat + 1) * self._beat if self._beat else passed
        self._waiting = loop.call_at(self._start + next_beat, self._count, context=Context())

    def _count(self) -> None:
        self._waiting = None
        if self._recount():
            self._watchers.notify()

    def _recount(self) -> bool:
        """Count anew. True when that makes other views."""
        counted = self._counted()
        if counted == self._progress:
            return False
        self._progress = counted
        self._audience = None
        self._views.clear()
        return True


def _stage(session: Session) -> object:
    """What sets the counts anew at once: a phase that begins, what is shown, the end."""
    return session.index, session.revealed, session.closed is None


def _question(session: Session) -> object:
    """Which question about more time is open: a new one has no answers yet."""
    return session.more_time and (session.more_time.id, session.more_time.closed)
