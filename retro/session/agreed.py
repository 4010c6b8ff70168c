"""What sessions agree on and hand to one another: actions, lessons and working agreements.

`uid` names each of them across sessions; an `id` only within one session, as in `model`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from retro.session.format import Lesson

Id: TypeAlias = int


class ActionState(StrEnum):
    """How an action stands. One that its owner has not said yes to yet is open all the same."""

    OPEN = "open"
    DOING = "doing"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"


#: Still to be done.
OPEN_STATES: Final = frozenset({ActionState.OPEN, ActionState.DOING, ActionState.BLOCKED})


class Helped(StrEnum):
    """The answer to "did it help?", asked one session after an action was done."""

    UNASKED = ""
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    TOO_EARLY = "too early"


class ActionKind(StrEnum):
    """What sort of thing is to be done."""

    PLAIN = ""
    FIX = "fix"
    EXPERIMENT = "experiment"
    LEARN = "learn"
    SHARE = "share"
    ASK_OUTSIDE = "ask outside"


class Size(StrEnum):
    """A quick action takes an hour at most, or is done this week; a large one wants splitting."""

    UNKNOWN = ""
    QUICK = "quick"
    LARGE = "large"


class Strength(StrEnum):
    """How strongly it changes things: a changed system, a checklist, or a reminder (RCA²)."""

    UNKNOWN = ""
    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Control(StrEnum):
    """Who can bring it about: the team, the team through others, or others alone."""

    UNKNOWN = ""
    OURS = "ours"
    INFLUENCE = "influence"
    OUTSIDE = "outside"


class Applied(StrEnum):
    """The answer to "did we apply this lesson?", asked a session after it was chosen."""

    UNASKED = ""
    YES = "yes"
    NO = "no"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Action:
    """Something agreed. `parent` is the card it follows from; `split_from` the `uid` of an earlier
    action that it is a part of.

    An experiment says what is expected (`hypothesis`) and when to stop (`stop_rule`).
    """

    id: Id
    uid: str
    text: str
    number: int
    owner: str = ""
    accepted: bool = False
    due: date | None = None
    done_when: str = ""
    first_step: str = ""
    parent: Id | None = None
    kind: ActionKind = ActionKind.PLAIN
    size: Size = Size.UNKNOWN
    strength: Strength = Strength.UNKNOWN
    control: Control = Control.UNKNOWN
    hypothesis: str = ""
    stop_rule: str = ""
    link: str = ""
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class EarlierAction:
    """An action of an earlier session, as this session found it and left it.

    `carried` counts the sessions that it was still open after. `reowned` and `redated` are true
    once this session changed `owner` or `due`.
    """

    id: Id
    uid: str
    text: str
    owner: str
    due: date | None
    done_when: str
    origin: str
    state: ActionState
    reviewed: bool = False
    skipped: bool = False
    note: str = ""
    helped: Helped = Helped.UNASKED
    accepted: bool = False
    first_step: str = ""
    kind: ActionKind = ActionKind.PLAIN
    size: Size = Size.UNKNOWN
    hypothesis: str = ""
    stop_rule: str = ""
    link: str = ""
    carried: int = 0
    reowned: bool = False
    redated: bool = False


@dataclass(frozen=True, slots=True)
class EarlierLesson:
    """A lesson of an earlier session that may fit this one.

    It is offered at the opening, where the team may choose it (`chosen`); or, with `asked`, it was
    chosen in the session before and the team says now whether it was applied.
    """

    id: Id
    uid: str
    text: str
    lesson: Lesson
    number: int
    context: str = ""
    applies_when: str = ""
    origin: str = ""
    asked: bool = False
    chosen: bool = False
    applied: Applied = Applied.UNASKED


@dataclass(frozen=True, slots=True)
class Agreement:
    """A working agreement of the team: how they want to work together.

    `made` is the day it was agreed on. `new` is true for one made in this session, `changed` for
    one whose text this session changed, `retired` for one that it ended.
    """

    id: Id
    uid: str
    text: str
    number: int
    made: date | None = None
    new: bool = False
    changed: bool = False
    retired: bool = False
