"""One command that waits for the owner of a room, and where its sender waits for the answer."""

import asyncio
from dataclasses import dataclass
from typing import Final

from retro.session.commands import Command
from retro.session.model import Id

FAULT: Final = (
    "Something in retro itself went wrong there, so nothing was kept. Try it another way."
)
STOPPING: Final = "This session's server is stopping: nothing was kept."


@dataclass(slots=True)
class Asked:
    """`refused` is why it may not happen, once that was decided."""

    command: Command
    by: Id
    answer: asyncio.Future[None]
    refused: Exception | None = None

    def reply(self, error: Exception | None) -> None:
        """Tell the sender, who may have gone away, or have heard already."""
        if self.answer.done():
            return
        if error is None:
            self.answer.set_result(None)
        else:
            self.answer.set_exception(error)
