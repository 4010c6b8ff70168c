"""The rules for who is here: coming in, names, roles, leaving, and the door."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from retro.session.choosing import within_budgets
from retro.session.commands import ChangePerson, HandOver, Join, Lock, RemovePerson
from retro.session.events import Event, Locked, Removed, Written
from retro.session.evolve import evolve_all
from retro.session.model import Id, Person, Role, Session, Writing
from retro.session.names import alike, is_reserved
from retro.session.rules import PROGRAM, Asked, found, line_of, new_id, refuse
from retro.session.text import NAME_LIMIT, clean_line

PEOPLE_LIMIT: Final = 200
TAKEN: Final = "There is a {name} already; add a letter or a surname."
LOCKED: Final = "This session is locked: ask the facilitator to let you in."


def join(asked: Asked, command: Join) -> tuple[Event, ...]:
    session = asked.session
    if command.person in session.people:
        return ()
    if asked.by not in (PROGRAM, command.person):
        asked.facilitator_only()
    if asked.by == command.person and command.role is Role.FACILITATOR:
        refuse("Only the facilitator can do this.")
    if asked.by == command.person and session.locked:
        refuse(LOCKED)
    _agreed(asked, command.person, command.name, command.named)
    if len(session.people) >= PEOPLE_LIMIT:
        refuse("The room is full: {most} people at most.", most=PEOPLE_LIMIT)
    name = _free_name(session, command.name, None)
    id = new_id(session.people, command.person)
    return (Written(Person(id, name, command.role, command.named)),)


def _agreed(asked: Asked, person: Id, name: str, named: bool | None) -> None:
    """Nobody agrees for somebody else, except where one keyboard speaks for the room."""
    if named and asked.by not in (PROGRAM, person) and asked.session.writing is Writing.APART:
        refuse(
            "Only {name} can agree to stand in the minutes by name.",
            name=clean_line(name, NAME_LIMIT),
        )


def _free_name(session: Session, wanted: str, own: Person | None) -> str:
    """The name, cleaned; refused where it could be taken for that of somebody else.

    Whoever has a name keeps it, whatever it is.
    """
    name = line_of(wanted, NAME_LIMIT)
    if own is not None and name == own.name:
        return name
    if session.writing is Writing.APART and is_reserved(name):
        refuse("“{name}” could be taken for a part of retro: use your own name.", name=name)
    for person in session.people.values():
        if (own is None or person.id != own.id) and alike(person.name, name):
            refuse(TAKEN, name=person.name)
    return name


def change_person(asked: Asked, command: ChangePerson) -> tuple[Event, ...]:
    session = asked.session
    person = found(session.people, command.person)
    if asked.by != person.id or command.role not in (None, person.role):
        asked.facilitator_only()
    if command.named != person.named:
        _agreed(asked, person.id, person.name, command.named)
    changed = replace(
        person,
        name=person.name if command.name is None else _free_name(session, command.name, person),
        role=command.role or person.role,
        named=person.named if command.named is None else command.named,
    )
    if changed == person:
        return ()
    event = Written(changed)
    _room_still_works(session, (event,))
    return (event,)


def remove_person(asked: Asked, command: RemovePerson) -> tuple[Event, ...]:
    asked.facilitator_only()
    person = asked.session.people.get(command.person)
    if person is None:
        return ()
    event = Removed(person)
    _room_still_works(asked.session, (event,))
    return (event,)


def _room_still_works(session: Session, events: tuple[Event, ...]) -> None:
    after = evolve_all(session, events)
    if not any(person.role is Role.FACILITATOR for person in after.people.values()):
        refuse("A session needs a facilitator: hand over first.")
    # Only the dots and answers of this moment: what was given earlier stands, whoever leaves.
    if within_budgets(session, session.phase) and not within_budgets(after, session.phase):
        refuse("Dots or answers were given for the whole room. Take some back first.")


def hand_over(asked: Asked, command: HandOver) -> tuple[Event, ...]:
    people = asked.session.people
    person = people.get(command.person)
    if person is not None and person.role is Role.FACILITATOR and not asked.facilitates:
        return ()  # Sent again: it has happened.
    asked.facilitator_only()
    person = found(people, command.person)
    if person.role is Role.OBSERVER:
        refuse("{name} is an observer; let them take part first.", name=person.name)
    if asked.by == person.id:
        return ()
    sender = people.get(asked.by)
    former = () if sender is None else (Written(replace(sender, role=Role.PARTICIPANT)),)
    taken = () if person.role is Role.FACILITATOR else (_facilitating(person),)
    return (*taken, *former)


def _facilitating(person: Person) -> Event:
    return Written(replace(person, role=Role.FACILITATOR))


def lock(asked: Asked, command: Lock) -> tuple[Event, ...]:
    asked.facilitator_only()
    return () if command.locked == asked.session.locked else (Locked(command.locked),)


RULES: Final[Mapping[type[Any], Any]] = MappingProxyType(
    {
        Join: join,
        ChangePerson: change_person,
        RemovePerson: remove_person,
        HandOver: hand_over,
        Lock: lock,
    }
)
