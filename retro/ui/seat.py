"""One person's place in a room: what a screen needs to draw and to act."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from retro.live.room import Room
from retro.session.commands import Command
from retro.session.model import Id, Role, Writing
from retro.session.rules import NOBODY
from retro.session.view import SessionView
from retro.ui.registry import translate
from retro.words import Words

#: What each role is called on the screen.
ROLES: Final = {
    Role.FACILITATOR: translate("facilitator"),
    Role.PARTICIPANT: translate("participant"),
    Role.OBSERVER: translate("observer"),
}

if TYPE_CHECKING:
    from retro.ui.invitation import Invitation, Passage


@dataclass(slots=True, eq=False)
class Seat:
    """`folder` is where a person who sits at this machine may save minutes; None for others.

    `shared` is true while others look at this screen: nobody's unseen text is in its view.
    `invitation` is the open door, None while nobody else can come in. `ticket` is what somebody
    who came with a code comes back with, and `passage` the SSH service that let them in, where that
    was not the door.
    """

    room: Room
    person: Id
    words: Words
    folder: Path | None = None
    shared: bool = False
    invitation: "Invitation | None" = None
    ticket: str = ""
    passage: "Passage | None" = None

    def view(self) -> SessionView:
        # A view of one's own is asked for plainly, so that it is the one that others share.
        return (
            self.room.view(self.person, shared=True) if self.shared else self.room.view(self.person)
        )

    @property
    def role(self) -> Role:
        """What this person does in the session; an observer once they are in it no more."""
        person = self.view().session.people.get(self.person)
        return Role.OBSERVER if person is None else person.role

    @property
    def is_lost(self) -> bool:
        """True once this person was taken off the list."""
        return not self.looks_on and self.person not in self.view().session.people

    @property
    def may_lead_again(self) -> bool:
        """True at the machine of a session in which no facilitator is here any more."""
        here, people = self.room.here, self.view().session.people.values()
        led = any(each.role is Role.FACILITATOR and here.get(each.id) for each in people)
        return self.is_apart and not self.is_guest and not self.room.closed and not led

    @property
    def looks_on(self) -> bool:
        """True where nobody acts: it is a screen that shows what all see, and no more."""
        return self.person == NOBODY

    @property
    def is_apart(self) -> bool:
        """True where everyone writes at their own terminal."""
        return self.view().session.writing is Writing.APART

    @property
    def is_guest(self) -> bool:
        """True for somebody who came in through the door, with a code."""
        return bool(self.ticket)

    async def submit(self, command: Command) -> None:
        """Send a command and wait until it is kept. Raises Refused or NotKept."""
        await self.room.submit(command, self.person)
