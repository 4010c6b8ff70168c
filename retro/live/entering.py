"""Coming into a session from a terminal of one's own, under a name."""

from typing import TYPE_CHECKING

from retro.live.register import Register
from retro.session.commands import ChangePerson, Join
from retro.session.model import Id, Role
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM

if TYPE_CHECKING:
    from retro.live.room import Room


async def take_place(
    room: "Room", register: Register | None, name: str, role: Role, named: bool
) -> Id:
    """Who somebody is who comes with a code for `role`: somebody new, or whom they were entered as.

    `named` is whether they agree to stand in the minutes by name. Raises Refused or NotKept.
    """
    # With the code of facilitators somebody comes as if the program let them in.
    person = register.place_for(name, role) if register else None
    if person is None:
        person = room.new_id()
        by = PROGRAM if role is Role.FACILITATOR else person
        try:
            await room.submit(Join(person, name, role, named), by)
            return person
        except Refused:
            # Whoever came by that name a moment ago may have gone away before they had a ticket.
            found = register.place_for(name, role) if register else None
            if found is None:
                raise
            person = found
    if role is Role.FACILITATOR:
        await room.submit(ChangePerson(person, role=role, named=named), PROGRAM)
    else:
        await room.submit(ChangePerson(person, named=named), person)
    return person
