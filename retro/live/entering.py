"""Coming into a session from a terminal of one's own, under a name."""

from typing import TYPE_CHECKING, Final

from retro.live.access import Admission
from retro.live.register import ENDED, NO_MORE, Register
from retro.session.commands import ChangePerson, Join
from retro.session.model import Id, Role
from retro.session.names import alike
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from retro.session.text import NAME_LIMIT, clean_line

#: Said to whoever wants to lead again while somebody else does.
LED: Final = "{name} facilitates and is here: ask them to hand over."

#: Said to whoever comes by the name of somebody who came in and is away.
WAS_HERE: Final = (
    "{name} was here before. Is that you? Come back with your line that begins with `ssh r-`, or "
    "ask the facilitator for a new one (w, then b). Otherwise add a letter or a surname."
)

if TYPE_CHECKING:
    from retro.live.room import Room


async def take_place(
    room: "Room",
    register: Register | None,
    name: str,
    role: Role,
    named: bool,
    admission: Admission | None = None,
) -> Id:
    """Who somebody is who comes with a code for `role`: somebody new, or whom they were entered as.

    `named` is whether they agree to stand in the minutes by name. Raises Refused, also for an
    `admission` that does not count any more, or NotKept.
    """
    if admission and register and not register.admits(admission):
        raise Refused(ENDED) if room.closed else Refused(NO_MORE)
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
                _tell_the_way_back(room, name)
                raise
            person = found
    if role is Role.FACILITATOR:
        await room.submit(ChangePerson(person, role=role, named=named), PROGRAM)
    else:
        await room.submit(ChangePerson(person, named=named), person)
    return person


async def way_back(room: "Room", person: Id, by: Id) -> str:
    """A new ticket for somebody who lost theirs, which opens nothing any more.

    Whoever has it is that person, so it is not made while they are here themselves. Raises
    Refused, or NotKept.
    """
    people = room.view(PROGRAM).session.people
    asking, lost = people.get(by), people.get(person)
    if asking is None or asking.role is not Role.FACILITATOR:
        raise Refused("Only the facilitator can do this.")
    if lost is None or not room.has_ticket(person):
        raise Refused("Only somebody who came in with a code has a way back of their own.")
    if room.here.get(person):
        raise Refused("{name} is here: y shows them their own way back.", name=lost.name)
    return await room.give_ticket(person)


def _tell_the_way_back(room: "Room", name: str) -> None:
    """Refuse a name in other words where whoever has it is away: it may be they who come."""
    wanted = clean_line(name, NAME_LIMIT)
    for person in room.view(PROGRAM).session.people.values():
        is_away = room.has_ticket(person.id) and not room.here.get(person.id)
        if is_away and alike(person.name, wanted):
            raise Refused(WAS_HERE, name=person.name) from None


async def lead_again(room: "Room", person: Id) -> None:
    """Let somebody at the machine of the session facilitate again, when no facilitator is here.

    Whoever came through the door, by a code or a ticket, may not. Raises Refused or NotKept.
    """
    people = room.view(person).session.people
    if person not in people or room.has_ticket(person) or not room.is_claimed(person):
        raise Refused("Only the facilitator can do this.")
    for other in people.values():
        if other.role is Role.FACILITATOR and room.here.get(other.id):
            raise Refused(LED, name=other.name)
    await room.submit(ChangePerson(person, role=Role.FACILITATOR), PROGRAM)
