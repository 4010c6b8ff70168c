"""What somebody wants. `decide` says whether it may happen.

Every item that a command makes carries an id that its sender drew, and whoever changes the phase
names the one they leave. Sending such a command again therefore changes nothing, so a sender that
heard no answer may repeat it. Four commands go on from whatever there is, and do so each time they
are sent: `TakeVote`, `TakeAnswer`, `ExtendTimer` and `Undo`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
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
class ChangeSetup:
    title: str | None = None
    goal: str | None = None


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
class Reveal:
    """Show what was written in silence."""


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
class Focus:
    """Turn the room to one topic or gap."""

    target: Id | None


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


@dataclass(frozen=True, slots=True)
class MarkReady:
    ready: bool = True


@dataclass(frozen=True, slots=True)
class StartTimer:
    pass


@dataclass(frozen=True, slots=True)
class PauseTimer:
    pass


@dataclass(frozen=True, slots=True)
class ExtendTimer:
    by: timedelta


@dataclass(frozen=True, slots=True)
class AskMoreTime:
    """Ask everybody, unseen, whether this topic gets so many minutes more."""

    id: Id
    minutes: int


@dataclass(frozen=True, slots=True)
class AnswerMoreTime:
    more: bool


@dataclass(frozen=True, slots=True)
class SettleMoreTime:
    """Count the answers; with more yes than no the minutes are given."""


@dataclass(frozen=True, slots=True)
class Advance:
    """Go on from the phase `leaving`. Naming it makes a key pressed twice harmless."""

    leaving: str


@dataclass(frozen=True, slots=True)
class NameCaseOwner:
    """Say whose case it is; with None it is nobody's yet."""

    person: Id | None


@dataclass(frozen=True, slots=True)
class GiveFloor:
    """Let `person` speak next in this round; None: everybody has spoken.

    `after` is who has the floor now. Naming them makes a key pressed twice harmless.
    """

    person: Id | None
    after: Id | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """Let the session rest, and go on another day: `until` then, or sooner."""

    until: date


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on with a session that rests."""


@dataclass(frozen=True, slots=True)
class WriteAnonymously:
    """From the next phase on all cards are written unseen and without an author."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """Go back to the phase before `leaving`; nothing that was written is lost."""

    leaving: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back one's own last change in this phase."""


@dataclass(frozen=True, slots=True)
class Recover:
    """Go on after the server stopped: the time it was away does not count."""


@dataclass(frozen=True, slots=True)
class NoteTime:
    """Remember that the room is still at it, where what people do is kept without a time."""


@dataclass(frozen=True, slots=True)
class Finish:
    """End the session."""


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
