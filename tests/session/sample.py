"""A format with a phase of every kind, four people, and a way to play a session in tests."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Any

import pytest

from retro.session import course
from retro.session.commands import (
    Advance,
    CastVote,
    Command,
    GiveAnswer,
    GoBack,
    Join,
    MakeTopic,
    Park,
    WriteAction,
    WriteCard,
    WriteNote,
)
from retro.session.decide import decide
from retro.session.events import Event
from retro.session.evolve import evolve_all
from retro.session.format import Column, Format, Kind, Lesson, Phase, Scale
from retro.session.model import (
    TABLES,
    ActionState,
    Agreement,
    EarlierAction,
    EarlierLesson,
    Id,
    Person,
    Role,
    Session,
    Writing,
)
from retro.session.refusal import Refused
from retro.session.view import SessionView, view

FAY, ANN, BOB, OLA = 11, 12, 13, 14
STRANGER = 99
NOW = datetime(2024, 5, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

_SCALE = Scale(("low", "so-so", "fair", "good", "high"))
PHASES = (
    Phase("welcome", Kind.WELCOME, "Welcome", 5),
    Phase("checkin", Kind.POLL, "Check-in", 1, scale=_SCALE, hidden=True, anonymous=True),
    Phase("energy", Kind.POLL, "Energy", 1, scale=Scale(("no", "yes"), low=0)),
    Phase("review", Kind.REVIEW, "Open actions", 5),
    Phase("plan", Kind.COLLECT, "Planned", 5, hidden=True),
    Phase("happened", Kind.TIMELINE, "Happened", 8, source=("plan",)),
    Phase("why", Kind.EXPLAIN, "Why", 12, source=("plan", "happened")),
    Phase(
        "ideas",
        Kind.COLLECT,
        "Ideas",
        6,
        columns=(Column("start", "Start"), Column("stop", "Stop", lesson=Lesson.IMPROVE)),
        hidden=True,
        anonymous=True,
        source=("why",),
    ),
    Phase(
        "lessons",
        Kind.COLLECT,
        "Lessons",
        6,
        columns=(
            Column("sustain", "Sustain", lesson=Lesson.SUSTAIN),
            Column("improve", "Improve", lesson=Lesson.IMPROVE),
        ),
        source=("why",),
    ),
    Phase("group", Kind.GROUP, "Group", 5, source=("ideas", "lessons")),
    Phase("vote", Kind.VOTE, "Vote", 3, source=("ideas", "lessons"), most=3, each=2),
    Phase("discuss", Kind.DISCUSS, "Discuss", 20, source=("ideas", "lessons")),
    Phase(
        "round",
        Kind.ROUNDS,
        "Round",
        10,
        source=("ideas",),
        in_turn=True,
        owner_listens=True,
        confidential=True,
    ),
    Phase("commit", Kind.COMMIT, "Actions", 7, source=("ideas", "lessons"), most=3),
    Phase("close", Kind.CLOSE, "Close", 3),
)
FORMAT = Format(
    "all-kinds",
    "en",
    "Every kind",
    "To try every kind of phase.",
    PHASES,
    ground_rules=("Learn, don't judge.",),
)

#: Ids of what `ripe` holds.
PLAN, HAPPENED, WHY, IDEA, IDEA_TOO, LESSON, LESSON_TOO = 101, 102, 103, 104, 105, 106, 107
TOPIC, NOTE, ACTION, PARKED, EARLIER = 201, 301, 401, 501, 601
OFFERED, TAKEN, AGREEMENT = 611, 612, 621


@dataclass
class Play:
    """A session under way, with a clock and a dice of its own."""

    session: Session
    now: datetime = NOW
    rng: Random = field(default_factory=lambda: Random(1))

    def do(self, command: Command, by: Id = FAY) -> tuple[Event, ...]:
        """Send a command; what happened because of it."""
        events = decide(self.session, command, by, self.now, self.rng)
        self.session = evolve_all(self.session, events)
        return events

    def refused(self, command: Command, by: Id = FAY) -> str:
        """The sentence with which a command is refused; it has to be."""
        with pytest.raises(Refused) as caught:
            self.do(command, by)
        return str(caught.value)

    def at(self, key: str) -> "Play":
        """Walk to a phase, forward or back."""
        keys = [phase.key for phase in self.session.format.phases]
        while self.session.phase.key != key:
            here = self.session.phase.key
            ahead = keys.index(key) > self.session.index
            self.do(Advance(here) if ahead else GoBack(here))
        return self

    def seen_by(self, person: Id) -> SessionView:
        return view(self.session, person)


def begin(writing: Writing = Writing.APART, format: Format = FORMAT) -> Play:
    """A session at its first phase: Fay facilitates, Ann and Bob take part, Ola observes."""
    earlier = EarlierAction(
        EARLIER, "e1", "Try it out", "Ann", None, "it runs", "s1", ActionState.OPEN
    )
    offered = EarlierLesson(OFFERED, "l1", "Rehearse on a copy", Lesson.SUSTAIN, 1)
    taken = EarlierLesson(TAKEN, "l2", "Ask Ops early", Lesson.IMPROVE, 2, asked=True)
    agreement = Agreement(AGREEMENT, "g1", "We start on time", 3, NOW.date() - 90 * DAY)
    session = course.begin(
        "s2",
        format,
        title="Release 4.2",
        goal="Learn from it",
        team="Team",
        facilitator=Person(FAY, "Fay", Role.FACILITATOR),
        now=NOW,
        writing=writing,
        earlier=(earlier,),
        lessons=(offered, taken),
        agreements=(agreement,),
    )
    play = Play(session)
    play.do(Join(ANN, "Ann"))
    play.do(Join(BOB, "Bob"))
    play.do(Join(OLA, "Ola", Role.OBSERVER))
    return play


def ripe(writing: Writing = Writing.APART) -> Play:
    """A session at its last phase, with something of everything in it; Ann wrote the cards."""
    told = _ripe(writing)
    return replace(told, rng=copy(told.rng))


@cache
def _ripe(writing: Writing) -> Play:
    """Told once: nothing changes a session, and each test has a play of its own."""
    play = begin(writing)
    play.at("checkin").do(GiveAnswer(701, 4), ANN)
    play.at("energy").do(GiveAnswer(702, 1), ANN)
    play.at("plan").do(WriteCard(PLAN, "deploy by ten"), ANN)
    play.at("happened").do(WriteCard(HAPPENED, "deploy at 10:25", when="10:25"), ANN)
    play.at("why").do(WriteCard(WHY, "a slow migration", parent=HAPPENED), ANN)
    play.at("ideas").do(WriteCard(IDEA, "rehearse", column="start"), ANN)
    play.do(WriteCard(IDEA_TOO, "measure", column="start"), ANN)
    play.at("lessons").do(WriteCard(LESSON, "the rollback", column="sustain"), ANN)
    play.do(WriteCard(LESSON_TOO, "the plan", column="improve"), ANN)
    play.at("group").do(MakeTopic(TOPIC, "Preparing", (IDEA, IDEA_TOO)), ANN)
    play.at("vote").do(CastVote(801, TOPIC), ANN)
    play.at("discuss").do(WriteNote(NOTE, "we agree", target=TOPIC), ANN)
    play.at("commit").do(WriteAction(ACTION, "Rehearse the migration", owner="Ann"), ANN)
    play.do(Park(PARKED, "the coffee machine"), ANN)
    return play.at("close")


def items(session: Session, without: Iterable[str] = ()) -> dict[str, dict[Id, Any]]:
    """Everything that people made, table by table, free of the order in a table."""
    left = set(TABLES.values()) - set(without)
    return {table: dict(getattr(session, table)) for table in sorted(left)}


def stored(session: Session) -> Session:
    """The session without what lives in memory only."""
    nothing: MappingProxyType[Id, Any] = MappingProxyType({})
    return replace(session, writers=nothing, ready=frozenset(), undo=nothing, more_time=None)
