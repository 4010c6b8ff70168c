"""A format: the list of phases that a session walks through, and what is said in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What people do in a phase; the rules of a phase follow from its kind alone."""

    WELCOME = "welcome"
    POLL = "poll"
    REVIEW = "review"
    COLLECT = "collect"
    TIMELINE = "timeline"
    EXPLAIN = "explain"
    GROUP = "group"
    VOTE = "vote"
    DISCUSS = "discuss"
    ROUNDS = "rounds"
    COMMIT = "commit"
    CLOSE = "close"


class Lesson(StrEnum):
    """What a column's cards are when the session is over: a lesson to keep, one to act on, none."""

    NONE = ""
    SUSTAIN = "sustain"
    IMPROVE = "improve"


@dataclass(frozen=True, slots=True)
class Column:
    """One heap of cards in a collect phase."""

    key: str
    title: str
    prompt: str = ""
    lesson: Lesson = Lesson.NONE


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole numbers that a poll offers, from low to high, and what each of them means."""

    labels: tuple[str, ...]
    low: int = 1

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(range(self.low, self.low + len(self.labels)))

    def label(self, value: int) -> str:
        return self.labels[value - self.low]


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of a format.

    `minutes` is the time planned. `source` names the phases whose cards this one works on.
    `hidden` and `anonymous` apply where everyone writes at their own terminal; what is anonymous
    is hidden as well, and only cards and answers can be. `most` is the number of dots that one
    person has in a vote, and the number of actions that a session may have after a commit phase
    (0: no bound). `each` is how many dots one topic may get from one person (0: all of them).

    Of a round: `in_turn` gives everyone the floor once; the owner of the case speaks, or listens
    and writes nothing; in a `silent` one nobody speaks. What is `confidential` is erased at the
    end of the session. An `arrow` poll also asks which way it goes; a `safety` poll how freely
    people can speak. `gives_plan` and `takes_plan` carry cards from a review before the work to
    the one after it. `rest` is how many working days the session may rest before this phase.
    """

    key: str
    kind: Kind
    title: str
    minutes: int
    prompt: str = ""
    detail: str = ""
    columns: tuple[Column, ...] = ()
    scale: Scale | None = None
    say: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    hidden: bool = False
    anonymous: bool = False
    source: tuple[str, ...] = ()
    most: int = 0
    each: int = 0
    in_turn: bool = False
    owner_speaks: bool = False
    owner_listens: bool = False
    silent: bool = False
    confidential: bool = False
    arrow: bool = False
    safety: bool = False
    gives_plan: bool = False
    takes_plan: bool = False
    rest: int = 0

    @property
    def has_owner(self) -> bool:
        """True where somebody's case is at hand, and its owner has a part of their own."""
        return self.owner_speaks or self.owner_listens

    @property
    def dots_a_topic(self) -> int:
        """How many of their dots one person may give to one topic."""
        return self.each or self.most

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to hold a session: its purpose, ground rules and phases, in one language."""

    key: str
    language: str
    title: str
    purpose: str
    phases: tuple[Phase, ...]
    ground_rules: tuple[str, ...] = ()
    use: str = ""
    avoid: str = ""
    people: tuple[int, int] = (2, 15)
    credit: str = ""
    one_off: bool = False

    @property
    def minutes(self) -> int:
        """The time planned for all phases together, in minutes."""
        return sum(phase.minutes for phase in self.phases)

    @property
    def has_owner(self) -> bool:
        """True for a format about the case of one person."""
        return any(phase.has_owner for phase in self.phases)

    def phase(self, key: str) -> Phase:
        """The phase with this key; KeyError when there is none."""
        for phase in self.phases:
            if phase.key == key:
                return phase
        raise KeyError(key)

    def __iter__(self) -> Iterator[Phase]:
        return iter(self.phases)
