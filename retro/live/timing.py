"""Noting the time where nothing that people do may be timed.

Where cards and answers are kept without a moment, only the timer's start is on the disk; after a
crash all of the time since then would be given again. So the room notes a moment itself, on a beat
that has nothing to do with what anybody does.
"""

import asyncio
from collections.abc import Callable
from contextvars import Context
from datetime import timedelta
from typing import Final

from retro.session.course import is_untimed
from retro.session.model import Session

#: A moment is noted every so many beats of the room: of 10 seconds each, unless told otherwise.
_BEATS: Final = 3


class Beat:
    """Calls `note` every third `beat` since it was made, and only while there is need to.

    Without a beat (0) it never does.
    """

    def __init__(self, beat: timedelta, note: Callable[[], None]) -> None:
        self._every = beat.total_seconds() * _BEATS
        self._note = note
        self._start = asyncio.get_running_loop().time()
        self._waiting: asyncio.TimerHandle | None = None

    def follow(self, session: Session, *, attended: bool) -> None:
        """Beat while somebody is here and the timer runs in such a phase; otherwise rest."""
        if not self._every or not attended or not is_untimed(session):
            self.end()
        elif self._waiting is None:
            self._wait()

    def end(self) -> None:
        """Rest."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        passed = loop.time() - self._start
        at = self._start + (passed // self._every + 1) * self._every
        self._waiting = loop.call_at(at, self._beat, context=Context())

    def _beat(self) -> None:
        self._wait()
        self._note()
