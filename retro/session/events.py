"""What happened. `evolve` applies an event to a session; nothing else changes one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from retro.session.model import Id, Item, Step


@dataclass(frozen=True, slots=True)
class Written:
    """An item was made, or changed as a whole. `writer` is kept in memory for a sealed item."""

    item: Item
    writer: Id | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    item: Item


@dataclass(frozen=True, slots=True)
class SetupChanged:
    title: str
    goal: str


@dataclass(frozen=True, slots=True)
class Locked:
    locked: bool


@dataclass(frozen=True, slots=True)
class Revealed:
    """A phase's hidden items became visible, and their writers were forgotten.

    Those of dots are remembered until the end, so that people may think again.
    """

    phase: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """Dots that were counted may be moved again, unseen as before."""

    phase: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody took part in an anonymous poll, or took that back; not with what answer."""

    phase: str
    person: Id
    done: bool


@dataclass(frozen=True, slots=True)
class Spent:
    """Somebody has given so many dots in a sealed vote by now; not to what."""

    phase: str
    person: Id
    dots: int


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    index: int


@dataclass(frozen=True, slots=True)
class CaseOwnerNamed:
    person: Id | None


@dataclass(frozen=True, slots=True)
class FloorGiven:
    """Somebody has the floor in this round; with None nobody has it any more."""

    person: Id | None


@dataclass(frozen=True, slots=True)
class Rested:
    """The session rests, at most until this day; with None it goes on."""

    until: date | None


@dataclass(frozen=True, slots=True)
class MadeAnonymous:
    """These phases, none of which has begun, are written unseen and without an author."""

    phases: frozenset[str]


@dataclass(frozen=True, slots=True)
class Focused:
    target: Id | None


@dataclass(frozen=True, slots=True)
class ReadyMarked:
    person: Id
    ready: bool


@dataclass(frozen=True, slots=True)
class MoreTimeAsked:
    id: Id
    minutes: int


@dataclass(frozen=True, slots=True)
class MoreTimeAnswered:
    person: Id
    more: bool


@dataclass(frozen=True, slots=True)
class MoreTimeSettled:
    """The answers were counted, and who gave them was forgotten."""

    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """One person's step can be undone from here."""

    person: Id
    step: Step


@dataclass(frozen=True, slots=True)
class Undone:
    person: Id


@dataclass(frozen=True, slots=True)
class Finished:
    at: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """Something happened at this moment; a session left running is timed up to here."""

    at: datetime


Event: TypeAlias = (
    Written
    | Removed
    | SetupChanged
    | Locked
    | Revealed
    | Reopened
    | Answered
    | Spent
    | PhaseEntered
    | CaseOwnerNamed
    | FloorGiven
    | Rested
    | MadeAnonymous
    | Focused
    | ReadyMarked
    | MoreTimeAsked
    | MoreTimeAnswered
    | MoreTimeSettled
    | Remembered
    | Undone
    | Finished
    | Noted
)
