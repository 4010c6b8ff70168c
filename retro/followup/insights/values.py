"""The shapes of figures: numbers with how many they rest on, or the reason why they are hidden."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from retro.followup.figures import FLOOR as FLOOR

#: A series of fewer sessions shows chance.
SERIES: Final = 5
#: A median time to close of fewer actions says little: they are listed instead.
SURVIVAL: Final = 10


class Why(StrEnum):
    """Why a figure is not shown."""

    NOTHING = "nothing"
    FEW_ANSWERS = "few answers"
    FEW_SESSIONS = "few sessions"
    FEW_ACTIONS = "few actions"
    ONE_TEAM = "one team"


@dataclass(frozen=True, slots=True)
class Hidden:
    """The reason, how many there would have to be, and how many there are."""

    why: Why
    needed: int = 1
    there: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`."""

    part: float
    whole: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Month:
    """Actions due in one month: done in time, done late, dropped, or open past their day."""

    month: str
    on_time: int
    late: int
    dropped: int
    overdue: int

    @property
    def whole(self) -> int:
        return self.on_time + self.late + self.dropped + self.overdue


@dataclass(frozen=True, slots=True)
class OnTime:
    """On-time completion: done by the day ÷ (done + dropped + open past it), by month of that day.

    `quick` and `large` count the sizes among them, as easy actions inflate the figure; `moved`
    those whose day was put off or brought forward.
    """

    n: int
    hidden: Hidden | None
    months: tuple[Month, ...] = ()
    share: Share = Share(0, 0)
    quick: int = 0
    large: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    """Of the actions made 30 days ago or longer: how many are closed, one way or the other.

    `reasoned` were dropped with a reason and count as closed; `dropped` were without one.
    """

    n: int
    hidden: Hidden | None
    done: int = 0
    reasoned: int = 0
    dropped: int = 0
    open: int = 0

    @property
    def share(self) -> Share:
        return Share(self.done + self.reasoned, self.n)


@dataclass(frozen=True, slots=True)
class Span:
    """How long one action took, or has taken so far, in days."""

    text: str
    days: int
    done: bool


@dataclass(frozen=True, slots=True)
class TimeToClose:
    """Days from made to done; what is open or dropped counts as not done until then.

    `median` is None where more than half are not done yet. `curve` says which share was still to be
    done after so many days. With fewer than 10 actions `spans` lists them instead.
    """

    n: int
    hidden: Hidden | None
    done: int = 0
    median: float | None = None
    curve: tuple[tuple[int, float], ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenAge:
    """How old the open actions are in days, and how far past their day, whatever the period."""

    n: int
    hidden: Hidden | None
    median: float | None = None
    oldest: int | None = None
    undated: int = 0
    week: int = 0
    month: int = 0
    longer: int = 0


@dataclass(frozen=True, slots=True)
class CarryOver:
    """How many sessions the open actions outlived, those included that they were split from."""

    n: int
    hidden: Hidden | None
    mean: float | None = None
    often: Share = Share(0, 0)


@dataclass(frozen=True, slots=True)
class HelpedRate:
    """Did it help: (yes + half of partly) ÷ answered. `answered` ÷ `n` is the answer rate.

    `early` were said to be too early to tell; they are not answered.
    """

    n: int
    hidden: Hidden | None
    yes: int = 0
    partly: int = 0
    no: int = 0
    early: int = 0

    @property
    def answered(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def share(self) -> Share:
        return Share(self.yes + self.partly / 2, self.answered)


@dataclass(frozen=True, slots=True)
class Strengths:
    """How strongly actions change things, of those that say so (RCA²); `n` are all of them."""

    n: int
    hidden: Hidden | None
    strong: int = 0
    medium: int = 0
    weak: int = 0


@dataclass(frozen=True, slots=True)
class OpenMatch:
    """An open action whose words are those of a topic; `control` says in whose hands it is."""

    text: str
    control: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that came back in `sessions` of the latest sessions."""

    name: str
    sessions: int
    actions: tuple[OpenMatch, ...]


@dataclass(frozen=True, slots=True)
class Recurring:
    """Topics in at least 3 of the latest 5 sessions. `n` counts those sessions."""

    n: int
    hidden: Hidden | None
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Lessons:
    """What to keep and what to change, in cards; `n` counts the sessions with any."""

    n: int
    hidden: Hidden | None
    sustain: int = 0
    improve: int = 0

    @property
    def share(self) -> Share:
        return Share(self.sustain, self.sustain + self.improve)


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """Minutes in all phases of one kind."""

    kind: str
    planned: float
    used: float


@dataclass(frozen=True, slots=True)
class TimeUse:
    """Time used ÷ planned by kind of phase, and the share spent on agreeing what to do."""

    n: int
    hidden: Hidden | None
    phases: tuple[PhaseTime, ...] = ()
    planned: float = 0.0
    used: float = 0.0
    commit: float = 0.0


@dataclass(frozen=True, slots=True)
class Spread:
    """How many gave each value from `low` on: of one session, or of several together."""

    n: int
    median: float
    low: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A poll in one session; `spread` is None where too few answered to show it."""

    session: str
    day: date
    n: int
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll over several sessions: all answers together, and session by session.

    `sessions` is for one team alone. The series is a trend from 5 sessions on; before that
    `no_trend` says so. What was asked on another scale than the latest is in none of it.
    """

    n: int
    hidden: Hidden | None
    spread: Spread | None = None
    sessions: tuple[Asked, ...] = ()
    no_trend: Hidden | None = None


@dataclass(frozen=True, slots=True)
class Felt:
    """How freely people could speak in one session; `median` is None where too few answered."""

    session: str
    day: date
    n: int
    median: float | None


@dataclass(frozen=True, slots=True)
class Safety:
    """How freely people of one team could speak, from 1 to 5, session by session.

    `n` counts the answers that a median is of. Which answers were given is not kept, so there is
    nothing to add up. `no_trend` is as in `Poll`.
    """

    n: int
    hidden: Hidden | None
    sessions: tuple[Felt, ...] = ()
    no_trend: Hidden | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of a health check: its latest spread, and the change of each share since the last.

    `change` is in parts of 1, value by value; empty without an earlier check on the same scale.
    `arrows` is how many more see it get better than worse; None where that was not asked.
    """

    name: str
    day: date
    spread: Spread
    change: tuple[float, ...] = ()
    arrows: int | None = None

    @property
    def net(self) -> float:
        """The change of the share of the best value less that of the worst, from -2 to 2.

        What went from the middle to the worst shows in it as well.
        """
        return self.change[-1] - self.change[0] if self.change else 0.0


@dataclass(frozen=True, slots=True)
class Health:
    """Health checks of one team, theme by theme; `n` counts the themes.

    `few` are themes that were never answered by enough people to show them.
    """

    n: int
    hidden: Hidden | None
    themes: tuple[Theme, ...] = ()
    few: int = 0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days between sessions, and how many sessions looked at earlier actions first.

    `reviewed` counts only sessions that had earlier actions to look at.
    """

    n: int
    hidden: Hidden | None
    median: float | None = None
    reviewed: Share = Share(0, 0)


@dataclass(frozen=True, slots=True)
class LessonsApplied:
    """Of the lessons older than 60 days: those that were applied at least once."""

    n: int
    hidden: Hidden | None
    applied: Share = Share(0, 0)
