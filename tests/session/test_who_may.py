"""Who may send which command, in which kind of phase, and after the end: one row a command."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, get_args

import pytest

from retro.session import commands as c
from retro.session.format import Kind
from retro.session.model import ActionState, Applied, Helped, Id, Role, Verdict, Writing
from retro.session.rules import PROGRAM
from tests.session.sample import (
    ACTION,
    AGREEMENT,
    ANN,
    BOB,
    EARLIER,
    FAY,
    HAPPENED,
    LESSON,
    LESSON_TOO,
    NOTE,
    OFFERED,
    OLA,
    PARKED,
    PLAN,
    STRANGER,
    TAKEN,
    TOPIC,
    WHY,
    Play,
    begin,
    ripe,
)

EVERYBODY: Final = {FAY, ANN, BOB, OLA, STRANGER, PROGRAM}
NOT_LISTED: Final = "You are not on this session's list. Join first."
FACILITATOR_ONLY: Final = "Only the facilitator can do this."
OBSERVES: Final = "Observers watch and listen; ask the facilitator to let you take part."
WRITER_ONLY: Final = "Only whoever wrote a card can change it."
RECORDED: Final = "Say how it stands; the facilitator records it, and turns the page."
RECALLED: Final = "Say it aloud: the facilitator records which lessons come along."
AGREED: Final = "Say it aloud: the facilitator writes down what you all agree on."
NOT_NOW: Final = "This is not the moment for that"

#: Who is told what, where the command is allowed to everybody else.
FACILITATES: Final = {
    ANN: FACILITATOR_ONLY,
    BOB: FACILITATOR_ONLY,
    OLA: FACILITATOR_ONLY,
    STRANGER: NOT_LISTED,
}
TAKES_PART: Final = {OLA: OBSERVES, STRANGER: NOT_LISTED, PROGRAM: NOT_LISTED}
RECORDS: Final = {**TAKES_PART, ANN: RECORDED, BOB: RECORDED}
RECALLS: Final = {**TAKES_PART, ANN: RECALLED, BOB: RECALLED}
AGREES: Final = {**TAKES_PART, ANN: AGREED, BOB: AGREED}
WROTE_APART: Final = {**TAKES_PART, FAY: WRITER_ONLY, BOB: WRITER_ONLY}
WROTE_TOGETHER: Final = {**TAKES_PART, BOB: WRITER_ONLY}


@dataclass(frozen=True)
class Row:
    """A command that everybody but `told` may send in the phase `at`, in phases of `kinds`."""

    command: c.Command
    at: str
    told: dict[Id, str]
    kinds: frozenset[Kind] = frozenset(Kind)
    together: dict[Id, str] | None = None

    def told_in(self, writing: Writing) -> dict[Id, str]:
        if writing is Writing.TOGETHER and self.together is not None:
            return self.together
        return self.told


def kinds(*names: Kind) -> frozenset[Kind]:
    return frozenset(names)


GROUPING: Final = kinds(Kind.GROUP, Kind.VOTE, Kind.DISCUSS)
WRITING: Final = kinds(Kind.WELCOME, Kind.COLLECT, Kind.TIMELINE, Kind.ROUNDS, Kind.CLOSE)
RECALLING: Final = kinds(Kind.WELCOME, Kind.REVIEW)
AGREEING: Final = kinds(Kind.WELCOME, Kind.DISCUSS, Kind.COMMIT, Kind.CLOSE)
ROWS: Final = (
    Row(c.Join(90, "Zoe"), "close", FACILITATES),
    Row(c.ChangePerson(90, role=Role.OBSERVER), "close", FACILITATES),
    Row(c.ChangePerson(90, name="Zoë"), "close", FACILITATES),
    Row(c.RemovePerson(90), "close", FACILITATES),
    Row(c.HandOver(90), "close", FACILITATES),
    Row(c.Lock(), "close", FACILITATES),
    Row(c.ChangeSetup(title="Another"), "close", FACILITATES),
    Row(c.WriteCard(901, "words"), "close", TAKES_PART, WRITING),
    Row(c.WriteCard(LESSON, "new words"), "close", WROTE_APART, together=WROTE_TOGETHER),
    Row(c.RemoveCard(LESSON), "close", WROTE_APART, together=WROTE_TOGETHER),
    Row(c.LinkCard(HAPPENED, PLAN, Verdict.BETTER), "close", TAKES_PART),
    Row(c.Reveal(), "vote", FACILITATES),
    Row(c.GiveAnswer(902, 1), "energy", TAKES_PART, kinds(Kind.POLL)),
    Row(c.TakeAnswer(), "energy", TAKES_PART, kinds(Kind.POLL)),
    Row(c.MakeTopic(903, "New", (LESSON, LESSON_TOO)), "discuss", TAKES_PART, GROUPING),
    Row(c.RenameTopic(TOPIC, "Renamed"), "discuss", TAKES_PART, GROUPING),
    Row(c.MoveCard(LESSON, TOPIC), "discuss", TAKES_PART, GROUPING),
    Row(c.CastVote(904, LESSON), "vote", TAKES_PART, kinds(Kind.VOTE)),
    Row(c.TakeVote(TOPIC), "vote", TAKES_PART, kinds(Kind.VOTE)),
    Row(c.Focus(TOPIC), "close", FACILITATES),
    Row(c.WriteNote(905, "said", TOPIC), "close", TAKES_PART),
    Row(c.WriteNote(NOTE, "said otherwise", TOPIC), "close", TAKES_PART),
    Row(c.RemoveNote(NOTE), "close", TAKES_PART),
    Row(c.WriteAction(906, "Do this"), "close", TAKES_PART, kinds(Kind.COMMIT, Kind.CLOSE)),
    Row(c.WriteAction(ACTION, "Do it again"), "close", TAKES_PART),
    Row(c.RemoveAction(ACTION), "close", TAKES_PART),
    Row(
        c.ReviewAction(EARLIER, ActionState.DONE, helped=Helped.YES),
        "close",
        RECORDS,
        together=TAKES_PART,
    ),
    Row(
        c.SplitAction(EARLIER, ((908, "first"), (909, "then"))),
        "review",
        RECORDS,
        kinds(Kind.REVIEW),
        together=TAKES_PART,
    ),
    Row(
        c.SayWhenItApplies(LESSON, "at a release"),
        "close",
        WROTE_APART,
        together=WROTE_TOGETHER,
    ),
    Row(c.ChooseLesson(OFFERED), "welcome", RECALLS, RECALLING, together=TAKES_PART),
    Row(c.JudgeLesson(TAKEN, Applied.YES), "review", RECALLS, RECALLING, together=TAKES_PART),
    Row(c.WriteAgreement(910, "We ask"), "commit", AGREES, AGREEING, together=TAKES_PART),
    Row(c.WriteAgreement(AGREEMENT, "On time"), "close", AGREES, AGREEING, together=TAKES_PART),
    Row(c.RetireAgreement(AGREEMENT), "discuss", AGREES, AGREEING, together=TAKES_PART),
    Row(c.Park(907, "later"), "close", TAKES_PART),
    Row(c.Unpark(PARKED), "close", TAKES_PART),
    Row(c.MarkReady(), "close", TAKES_PART),
    Row(c.StartTimer(), "close", FACILITATES),
    Row(c.PauseTimer(), "close", FACILITATES),
    Row(c.ExtendTimer(timedelta(minutes=2)), "close", FACILITATES),
    Row(c.NameCaseOwner(90), "round", FACILITATES),
    Row(c.Rest(date(2024, 5, 6)), "close", FACILITATES),
    Row(c.Advance("vote"), "vote", FACILITATES),
    Row(c.GoBack("close"), "close", FACILITATES),
    Row(c.Recover(), "close", FACILITATES),
    Row(c.Finish(), "close", FACILITATES),
)
#: These need something to undo, or people at their own terminals, or a session that rests: they
#: have tests of their own.
UNLISTED: Final = {
    *(c.Undo, c.NoteTime, c.AskMoreTime, c.AnswerMoreTime, c.SettleMoreTime),
    *(c.GiveFloor, c.GoOn, c.WriteAnonymously),
}


def name(row: Row) -> str:
    return type(row.command).__name__


def ready_for(row: Row, writing: Writing, by: Id) -> Play:
    """A session in which the command would change something."""
    play = ripe(writing)
    if not isinstance(row.command, c.Join):
        play.do(c.Join(90, "Zoe"))
    play.at(row.at)
    play.now += timedelta(minutes=1)
    if isinstance(row.command, c.StartTimer):
        play.do(c.PauseTimer())
    if writing is Writing.APART and isinstance(row.command, c.GiveAnswer | c.TakeAnswer):
        # Answers that were shown stay, so this session is still at the poll.
        play = begin(writing).at(row.at)
    if isinstance(row.command, c.TakeAnswer) and by in (FAY, ANN, BOB):
        play.do(c.GiveAnswer(950 + by, 0), by)
    if isinstance(row.command, c.TakeVote) and by in (FAY, BOB):
        play.do(c.CastVote(950 + by, TOPIC), by)
    return play


def test_every_command_has_a_row() -> None:
    assert {type(row.command) for row in ROWS} | UNLISTED == set(get_args(c.Command))


@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize("row", ROWS, ids=name)
def test_who_may_send_a_command(row: Row, writing: Writing) -> None:
    told = row.told_in(writing)
    for by in sorted(EVERYBODY):
        play = ready_for(row, writing, by)
        if by in told:
            assert play.refused(row.command, by) == told[by]
        elif isinstance(row.command, c.Reveal) and writing is Writing.TOGETHER:
            assert play.do(row.command, by) == ()  # nothing is hidden there
        else:
            assert play.do(row.command, by), f"nothing happened for {by}"


@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize("row", ROWS, ids=name)
def test_in_which_phases_a_command_may_come(row: Row, writing: Writing) -> None:
    by = ANN if ANN not in row.told_in(writing) else FAY
    play = ripe(writing)
    if not isinstance(row.command, c.Join):
        play.do(c.Join(90, "Zoe"))
    for phase in reversed(play.session.format.phases):
        play.at(phase.key)
        if phase.kind in row.kinds:
            continue  # the rows' own test and those of each rule show what happens there
        reason = play.refused(row.command, by)
        if isinstance(row.command, c.WriteCard):
            expected = (
                "Choose the gap that this explains."
                if phase.kind is Kind.EXPLAIN
                else f"Nothing is written at “{phase.title}”."
            )
            assert reason == expected
        else:
            assert reason == f"{NOT_NOW}: the session is at “{phase.title}”."


@pytest.mark.parametrize("row", [row for row in ROWS if row.kinds != frozenset(Kind)], ids=name)
def test_a_command_bound_to_kinds_is_fine_in_each_of_them(row: Row) -> None:
    """Where one keyboard writes nothing is shut by a reveal, so every kind can be gone back to."""
    for phase in begin().session.format.phases:
        if phase.kind in row.kinds:
            play = ripe(Writing.TOGETHER).at(phase.key)
            if isinstance(row.command, c.GiveAnswer | c.TakeAnswer):
                play.do(c.TakeAnswer(), ANN)
                play.do(c.GiveAnswer(950, 1), ANN)
            assert play.do(row.command, ANN), phase.key


@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize("row", ROWS, ids=name)
def test_nothing_happens_after_the_end(row: Row, writing: Writing) -> None:
    play = ready_for(row, writing, FAY)
    play.do(c.Finish())
    for by in (FAY, ANN, OLA, STRANGER, PROGRAM):
        if not isinstance(row.command, c.Finish):
            assert play.refused(row.command, by).startswith("This session has ended.")
    assert play.do(c.Finish()) == ()


#: These go on from whatever there is, each time they are sent.
RELATIVE: Final = (c.TakeVote, c.TakeAnswer, c.ExtendTimer, c.Undo)


@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_command_sent_again_changes_nothing(row: Row, writing: Writing) -> None:
    by = ANN if ANN not in row.told_in(writing) else FAY
    play = ready_for(row, writing, by)
    play.do(row.command, by)
    if not isinstance(row.command, RELATIVE):
        assert play.do(row.command, by) == ()


def test_what_is_relative_goes_on() -> None:
    play = ripe().at("vote")
    play.do(c.CastVote(950, TOPIC), ANN)
    assert [bool(play.do(c.TakeVote(TOPIC), ANN)) for _ in range(3)] == [True, True, False]
    before = play.session.timer("vote")
    play.do(c.ExtendTimer(timedelta(minutes=1)))
    play.do(c.ExtendTimer(timedelta(minutes=1)))
    after = play.session.timer("vote")
    assert before and after
    assert after.planned - before.planned == timedelta(minutes=2)


def test_a_condition_is_written_where_it_belongs() -> None:
    play = ripe().at("why")
    assert play.do(c.WriteCard(910, "and no rehearsal", parent=WHY), BOB)
    assert play.refused(c.WriteCard(911, "of nothing"), BOB) == "Choose the gap that this explains."
