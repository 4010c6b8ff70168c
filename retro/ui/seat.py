"""One person's place in a room: what a screen needs to draw and to act."""

from dataclasses import dataclass
from pathlib import Path

from retro.live.room import Room
from retro.session.commands import Command
from retro.session.model import Id
from retro.session.view import SessionView
from retro.words import Words


@dataclass(frozen=True, slots=True)
class Seat:
    """`folder` is where a person who sits at this machine may save minutes; None for others."""

    room: Room
    person: Id
    words: Words
    folder: Path | None = None

    def view(self) -> SessionView:
        return self.room.view(self.person)

    async def submit(self, command: Command) -> None:
        """Send a command and wait until it is kept. Raises Refused or NotKept."""
        await self.room.submit(command, self.person)
