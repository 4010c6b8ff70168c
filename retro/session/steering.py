"""What steers a session: its phases, its time, whose turn it is, whether it rests, its end."""

from dataclasses import dataclass
from datetime import date, timedelta

from retro.session.model import Id


@dataclass(frozen=True, slots=True)
class ChangeSetup:
    title: str | None = None
    goal: str | None = None


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show what was written in silence."""


@dataclass(frozen=True, slots=True)
class Focus:
    """Turn the room to one topic or gap."""

    target: Id | None


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
