"""What somebody wants. `decide` says whether it may happen.

Every item that a command makes carries an id that its sender drew, and whoever changes the phase
names the one they leave. Sending such a command again therefore changes nothing, so a sender that
heard no answer may repeat it. Four commands go on from whatever there is, and do so each time they
are sent: `TakeVote`, `TakeAnswer`, `ExtendTimer` and `Undo`.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from retro.session.model import (
    ActionKind,
    ActionState,
    Applied,
    Control,
    Helped,
    Id,
    Role,
    Size,
    Strength,
    Verdict,
)

# Passed on: whoever sends commands finds all of them here.
from retro.session.steering import Advance as Advance
from retro.session.steering import AnswerMoreTime as AnswerMoreTime
from retro.session.steering import AskMoreTime as AskMoreTime
from retro.session.steering import ChangeSetup as ChangeSetup
from retro.session.steering import ExtendTimer as ExtendTimer
from retro.session.steering import Finish as Finish
from retro.session.steering import Focus as Focus
from retro.session.steering import GiveFloor as GiveFloor
from retro.session.steering import GoBack as GoBack
from retro.session.steering import GoOn as GoOn
from retro.session.steering import MarkReady as MarkReady
from retro.session.steering import NameCaseOwner as NameCaseOwner
from retro.session.steering import NoteTime as NoteTime
from retro.session.steering import PauseTimer as PauseTimer
from retro.session.steering import Recover as Recover
from retro.session.steering import Rest as Rest
from retro.session.steering import Reveal as Reveal
from retro.session.steering import SettleMoreTime as SettleMoreTime
from retro.session.steering import StartTimer as StartTimer
from retro.session.steering import Undo as Undo
from retro.session.steering import WriteAnonymously as WriteAnonymously


@dataclass(frozen=True, slots=True)
class Join:
    """Come in, or be entered by the facilitator, under a name of one's own."""

    person: Id
    name: str
    role: Role = Role.PARTICIPANT
    named: bool = False


@dataclass(frozen=True, slots=True)
class ChangePerson:
    person: Id
    name: str | None = None
    role: Role | None = None
    named: bool | None = None


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """Take somebody off the list. What they wrote stays."""

    person: Id


@dataclass(frozen=True, slots=True)
class HandOver:
    """Let somebody else facilitate; whoever sends this goes on as a participant."""

    person: Id


@dataclass(frozen=True, slots=True)
class Lock:
    """Let nobody in by themselves any more, or again."""

    locked: bool = True


@dataclass(frozen=True, slots=True)
class WriteCard:
    """Write a card, or, with the id of a card that one may edit, write it anew."""

    id: Id
    text: str
    column: str = ""
    parent: Id | None = None
    when: str = ""
    verdict: Verdict | None = None
    mood: int | None = None
    phase: str = ""
    """The phase it was begun in; a draft may be sent after the phase has gone by."""


@dataclass(frozen=True, slots=True)
class RemoveCard:
    id: Id


@dataclass(frozen=True, slots=True)
class LinkCard:
    """Say which plan item a happening met or missed, or undo that with None."""

    id: Id
    parent: Id | None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class GiveAnswer:
    id: Id
    value: int
    arrow: int | None = None


@dataclass(frozen=True, slots=True)
class TakeAnswer:
    """Take back one's answer; where one keyboard answers for the room, one with this value."""

    value: int | None = None


@dataclass(frozen=True, slots=True)
class MakeTopic:
    """Gather cards under a name."""

    id: Id
    name: str
    cards: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class RenameTopic:
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class MoveCard:
    """Put a card under a topic, or let it stand alone with None."""

    card: Id
    topic: Id | None


@dataclass(frozen=True, slots=True)
class CastVote:
    id: Id
    target: Id


@dataclass(frozen=True, slots=True)
class TakeVote:
    target: Id


@dataclass(frozen=True, slots=True)
class WriteNote:
    id: Id
    text: str
    target: Id | None = None
    decision: bool = False


@dataclass(frozen=True, slots=True)
class RemoveNote:
    id: Id


@dataclass(frozen=True, slots=True)
class WriteAction:
    id: Id
    text: str
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


@dataclass(frozen=True, slots=True)
class RemoveAction:
    id: Id


@dataclass(frozen=True, slots=True)
class ReviewAction:
    """Say how an action of an earlier session stands; `skip` passes it by, and is recorded.

    `owner` and `due` give it to somebody else, or another day; None leaves them.
    """

    id: Id
    state: ActionState | None = None
    note: str = ""
    helped: Helped = Helped.UNASKED
    skip: bool = False
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class SplitAction:
    """Put smaller actions in the place of an earlier one; each part is an id and its text."""

    id: Id
    parts: tuple[tuple[Id, str], ...]


@dataclass(frozen=True, slots=True)
class SayWhenItApplies:
    """Say of a lesson, a card of a sustain or improve column, in which situation it helps."""

    card: Id
    text: str


@dataclass(frozen=True, slots=True)
class ChooseLesson:
    """Take an offered lesson of an earlier session along into this work, or not after all."""

    id: Id
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class JudgeLesson:
    """Say whether a lesson that was chosen in an earlier session was applied."""

    id: Id
    applied: Applied


@dataclass(frozen=True, slots=True)
class WriteAgreement:
    """Agree on how to work together, or, with the id of an agreement, word it anew."""

    id: Id
    text: str


@dataclass(frozen=True, slots=True)
class RetireAgreement:
    """End a working agreement, or take that back."""

    id: Id
    retired: bool = True


@dataclass(frozen=True, slots=True)
class Park:
    id: Id
    text: str


@dataclass(frozen=True, slots=True)
class Unpark:
    id: Id


Command: TypeAlias = (
    Join
    | ChangePerson
    | RemovePerson
    | HandOver
    | Lock
    | ChangeSetup
    | WriteCard
    | RemoveCard
    | LinkCard
    | Reveal
    | GiveAnswer
    | TakeAnswer
    | MakeTopic
    | RenameTopic
    | MoveCard
    | CastVote
    | TakeVote
    | Focus
    | WriteNote
    | RemoveNote
    | WriteAction
    | RemoveAction
    | ReviewAction
    | SplitAction
    | SayWhenItApplies
    | ChooseLesson
    | JudgeLesson
    | WriteAgreement
    | RetireAgreement
    | Park
    | Unpark
    | MarkReady
    | StartTimer
    | PauseTimer
    | ExtendTimer
    | AskMoreTime
    | AnswerMoreTime
    | SettleMoreTime
    | NameCaseOwner
    | GiveFloor
    | Rest
    | GoOn
    | WriteAnonymously
    | Advance
    | GoBack
    | Undo
    | Recover
    | NoteTime
    | Finish
)
