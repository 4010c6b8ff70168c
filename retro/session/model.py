"""The values that make up a session.

Every item has an `id`, a random whole number below 2**53, so that an id tells nothing about who
made the item or when, and survives JSON readers that keep numbers as doubles (RFC 8259, section 6).
`number` is the place in the order of writing; it is 0 where that order would give somebody away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeAlias

# Passed on: whoever reads a session finds all its values here.
from retro.session.agreed import Action as Action
from retro.session.agreed import ActionKind as ActionKind
from retro.session.agreed import ActionState as ActionState
from retro.session.agreed import Agreement as Agreement
from retro.session.agreed import Applied as Applied
from retro.session.agreed import Control as Control
from retro.session.agreed import EarlierAction as EarlierAction
from retro.session.agreed import EarlierLesson as EarlierLesson
from retro.session.agreed import Helped as Helped
from retro.session.agreed import Id as Id
from retro.session.agreed import Size as Size
from retro.session.agreed import Strength as Strength
from retro.session.format import Format, Kind, Phase

ID_LIMIT: Final = 2**53


class Role(StrEnum):
    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"
    OBSERVER = "observer"


class Writing(StrEnum):
    """How text comes in: the facilitator types for the room, or everyone at their own terminal."""

    TOGETHER = "together"
    APART = "apart"


class Verdict(StrEnum):
    """How a happening compares with the plan item that it is linked to."""

    AS_PLANNED = "as planned"
    BETTER = "better"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room. `named` is true once they agreed to stand in the minutes by name."""

    id: Id
    name: str
    role: Role = Role.PARTICIPANT
    named: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One thing somebody wrote: a plan item, a happening, a condition, a lesson, a takeaway.

    `author` is None for a card of an anonymous phase. `parent` is the card it hangs under: the
    plan item a happening met or missed, the gap a condition explains, the condition that a lesson
    follows from. `when` is the time on a timeline as people said it. `mood` runs from -2 to 2.
    `applies_when` says of a lesson in which situation it helps.
    """

    id: Id
    phase: str
    column: str
    text: str
    author: Id | None
    number: int
    parent: Id | None = None
    when: str = ""
    verdict: Verdict | None = None
    mood: int | None = None
    topic: Id | None = None
    applies_when: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A named group of cards."""

    id: Id
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Vote:
    """One dot on a topic, or on a card that stands alone.

    `person` is known only where one keyboard votes for the room, and in sessions of older files.
    """

    id: Id
    phase: str
    person: Id | None
    target: Id


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a poll; `person` is None in an anonymous phase.

    `arrow` says which way it goes: -1 worse, 0 the same, 1 better; None where that is not asked.
    """

    id: Id
    phase: str
    person: Id | None
    value: int
    arrow: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What was said about a topic, or decided."""

    id: Id
    phase: str
    target: Id | None
    text: str
    number: int
    decision: bool = False


@dataclass(frozen=True, slots=True)
class Parked:
    """Something for the parking lot: not lost, not now."""

    id: Id
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Timer:
    """The time of one phase. `used` is the running time before `since`; both stop on a pause."""

    id: Id
    phase: str
    planned: timedelta
    used: timedelta = timedelta()
    since: datetime | None = None

    def elapsed(self, now: datetime) -> timedelta:
        """The running time up to `now`; a clock that was set back never makes it shrink."""
        if self.since is None:
            return self.used
        return self.used + max(timedelta(), now - self.since)

    def left(self, now: datetime) -> timedelta:
        """The time that remains; negative once the phase runs over."""
        return self.planned - self.elapsed(now)


Item: TypeAlias = (
    Person
    | Card
    | Topic
    | Vote
    | Answer
    | Note
    | Action
    | EarlierAction
    | EarlierLesson
    | Agreement
    | Parked
    | Timer
)

#: The name of the table that holds each kind of item, in the session and in the store.
TABLES: Final[Mapping[type[Any], str]] = MappingProxyType(
    {
        Person: "people",
        Card: "cards",
        Topic: "topics",
        Vote: "votes",
        Answer: "answers",
        Note: "notes",
        Action: "actions",
        EarlierAction: "earlier",
        EarlierLesson: "lessons",
        Agreement: "agreements",
        Parked: "parked",
        Timer: "timers",
    }
)


def _empty() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Step:
    """What one command of one person changed, so that it can be undone: items as (after, before).

    The item is absent where the pair has None.
    """

    changes: tuple[tuple[Item | None, Item | None], ...]


@dataclass(frozen=True, slots=True)
class MoreTime:
    """The question whether a discussion gets more time.

    `answers` says who answered what while it is open; once it is closed only the counts are left.
    """

    id: Id
    minutes: int
    answers: Mapping[Id, bool] = field(default_factory=_empty)
    closed: bool = False
    yes: int = 0
    no: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """A whole session at one moment.

    `writers` (who may still change an anonymous card, answer or dot), `ready`, `undo` and
    `more_time` live in memory only: they are never stored. `answered` says who took part in an
    anonymous poll that is still open, not what they answered; `spent` how many dots somebody gave
    in a sealed vote, not to what. A `locked` session lets nobody in by themselves.

    `case_owner` is whose case this is about. In a round `spoken` are those who have the floor, or
    had it, in that order: the last one has it while `speaking`. A session that `rests` goes on at
    that day or sooner. `plan_from` is the key of the session that the plan was taken from.
    """

    key: str
    format: Format
    title: str
    goal: str
    team: str
    started: datetime
    writing: Writing = Writing.TOGETHER
    index: int = 0
    revealed: frozenset[str] = frozenset()
    focus: Id | None = None
    closed: datetime | None = None
    last: datetime | None = None
    count: int = 0
    people: Mapping[Id, Person] = field(default_factory=_empty)
    cards: Mapping[Id, Card] = field(default_factory=_empty)
    topics: Mapping[Id, Topic] = field(default_factory=_empty)
    votes: Mapping[Id, Vote] = field(default_factory=_empty)
    answers: Mapping[Id, Answer] = field(default_factory=_empty)
    notes: Mapping[Id, Note] = field(default_factory=_empty)
    actions: Mapping[Id, Action] = field(default_factory=_empty)
    earlier: Mapping[Id, EarlierAction] = field(default_factory=_empty)
    lessons: Mapping[Id, EarlierLesson] = field(default_factory=_empty)
    agreements: Mapping[Id, Agreement] = field(default_factory=_empty)
    parked: Mapping[Id, Parked] = field(default_factory=_empty)
    timers: Mapping[Id, Timer] = field(default_factory=_empty)
    answered: frozenset[tuple[str, Id]] = frozenset()
    spent: Mapping[tuple[str, Id], int] = field(default_factory=_empty)
    locked: bool = False
    case_owner: Id | None = None
    spoken: tuple[Id, ...] = ()
    speaking: bool = False
    rests: date | None = None
    plan_from: str = ""
    writers: Mapping[Id, Id] = field(default_factory=_empty)
    ready: frozenset[Id] = frozenset()
    undo: Mapping[Id, tuple[Step, ...]] = field(default_factory=_empty)
    more_time: MoreTime | None = None

    @property
    def language(self) -> str:
        return self.format.language

    @property
    def phase(self) -> Phase:
        return self.format.phases[self.index]

    @property
    def next_phase(self) -> Phase | None:
        rest = self.format.phases[self.index + 1 :]
        return rest[0] if rest else None

    @property
    def speaker(self) -> Id | None:
        """Who has the floor in this round."""
        return self.spoken[-1] if self.speaking and self.spoken else None

    def timer(self, phase: str) -> Timer | None:
        return next((timer for timer in self.timers.values() if timer.phase == phase), None)

    def hides(self, phase: Phase) -> bool:
        """True while this phase's cards, answers and dots are for their writers alone to see."""
        unseen = phase.hidden or phase.anonymous or phase.kind in (Kind.POLL, Kind.VOTE)
        return unseen and self.writing is Writing.APART and phase.key not in self.revealed

    def seals(self, phase: Phase) -> bool:
        """True where this phase's cards, answers and dots are kept without a writer, time or order.

        Dots are so in every vote where all vote for themselves.
        """
        return (phase.anonymous or phase.kind is Kind.VOTE) and self.writing is Writing.APART

    def writer_of(self, item: Card | Answer | Vote) -> Id | None:
        """Who wrote the item; None where that is not known, or not known any more."""
        known = item.author if isinstance(item, Card) else item.person
        return self.writers.get(item.id) if known is None else known

    def sees(self, viewer: Id, item: Card | Answer | Vote) -> bool:
        """True once the item is shown, and before that for its writer alone."""
        return not self.hides(self.format.phase(item.phase)) or self.writer_of(item) == viewer

    def voters(self) -> int:
        """How many people the dots and answers of one keyboard stand for: at least one."""
        if self.writing is Writing.APART:
            return 1
        return max(1, sum(p.role is not Role.OBSERVER for p in self.people.values()))
