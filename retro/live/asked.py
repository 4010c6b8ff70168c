"""One command that waits for the owner of a room, and where its sender waits for the answer."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final

from retro.live.errors import NotKept
from retro.session.commands import Command
from retro.session.decide import decide
from retro.session.evolve import evolve_all
from retro.session.model import Id, Session
from retro.session.refusal import Refused

FAULT: Final = (
    "Something in retro itself went wrong there, so nothing was kept. Try it another way."
)
STOPPING: Final = "This session's server is stopping: nothing was kept."

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Asked:
    """`refused` is why it may not happen, once that was decided."""

    command: Command
    by: Id
    answer: asyncio.Future[None]
    refused: Exception | None = None

    def obey(self, session: Session, now: datetime, rng: Random) -> Session:
        """The session with this command done; unchanged, and `refused` set, where it may not be."""
        try:
            return evolve_all(session, decide(session, self.command, self.by, now, rng))
        except Refused as refused:
            self.refused = refused
        except Exception as error:
            # The message of an error may quote what somebody wrote, so only its kind is kept.
            kind = type(self.command).__name__
            _log.error("deciding %s failed: %s", kind, type(error).__name__)
            self.refused = NotKept(FAULT)
        return session

    def reply(self, error: Exception | None) -> None:
        """Tell the sender, who may have gone away, or have heard already."""
        if self.answer.done():
            return
        if error is None:
            self.answer.set_result(None)
        else:
            self.answer.set_exception(error)
