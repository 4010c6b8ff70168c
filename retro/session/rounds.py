"""The rules for rounds: whose case it is, and who has the floor."""

from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, Final

from retro.session.commands import GiveFloor, NameCaseOwner
from retro.session.events import CaseOwnerNamed, Event, FloorGiven
from retro.session.format import Kind
from retro.session.model import Id, Person, Role, Session
from retro.session.rules import ITEMS_LIMIT, Asked, found, refuse


def name_case_owner(asked: Asked, command: NameCaseOwner) -> tuple[Event, ...]:
    asked.facilitator_only()
    session = asked.session
    if not session.format.has_owner:
        refuse("This format is about everybody: nobody brings a case.")
    if command.person is not None:
        owner = found(session.people, command.person)
        if owner.role is Role.OBSERVER:
            refuse("Observers watch and listen; ask the facilitator to let you take part.")
    if command.person == session.case_owner:
        return ()
    # Who has the floor was worked out from whose case it is.
    ended = (FloorGiven(None),) if session.speaker is not None else ()
    return (CaseOwnerNamed(command.person), *ended)


def give_floor(asked: Asked, command: GiveFloor) -> tuple[Event, ...]:
    """The facilitator gives the floor, and whoever has it may pass it on."""
    asked.taking_part()
    asked.in_kinds(Kind.ROUNDS)
    session = asked.session
    if not asked.phase.in_turn:
        refuse("Nobody takes turns in this round.")
    if command.after != session.speaker:
        return ()
    if not asked.facilitates and session.speaker != asked.by:
        refuse("Only the facilitator, or whoever has the floor, passes it on.")
    if command.person == session.speaker:
        return ()
    if command.person is None:
        return (FloorGiven(None),)
    person = found(session.people, command.person)
    if person.id not in {speaker.id for speaker in speakers(session)}:
        refuse("{name} listens in this round.", name=person.name)
    if len(session.spoken) >= ITEMS_LIMIT:
        refuse("The floor went round often enough here: go on to the next phase.")
    return (FloorGiven(person.id),)


def speakers(session: Session) -> tuple[Person, ...]:
    """Those who take a turn in this round, in the order of it: not the owner of the case.

    The order differs from round to round and from session to session, nobody chose it, and
    whoever comes later has a place in it as well.
    """
    key = f"{session.key}|{session.phase.key}|"
    taking_part = (
        person
        for person in session.people.values()
        if person.role is not Role.OBSERVER and person.id != session.case_owner
    )
    return tuple(
        sorted(taking_part, key=lambda person: blake2b(f"{key}{person.id}".encode()).digest())
    )


def waiting(session: Session, present: Collection[Id] | None = None) -> tuple[Person, ...]:
    """Those who have not had the floor in this round, in turn; of those `present` (None: all).

    A phase may go round more than once: then they are those who had the floor least often, and
    between two rounds nobody waits.
    """
    had = Counter(session.spoken)
    there = [p for p in speakers(session) if present is None or p.id in (*present, session.speaker)]
    if session.speaker is None:
        return tuple(person for person in there if not had[person.id])
    least = min((had[person.id] for person in there), default=0)
    if had[session.speaker] == least:
        return ()
    return tuple(p for p in there if had[p.id] == least and p.id != session.speaker)


def next_speaker(session: Session, present: Collection[Id] | None = None) -> Person | None:
    """Who speaks next; None once everybody had the floor, and where nobody is there."""
    return next(iter(waiting(session, present)), None)


RULES: Final[Mapping[type[Any], Any]] = MappingProxyType(
    {NameCaseOwner: name_case_owner, GiveFloor: give_floor}
)
