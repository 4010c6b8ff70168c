"""More time by the vote of the room."""

from datetime import timedelta

import pytest

from retro.session import commands as c
from retro.session.course import LONGEST
from retro.session.format import Kind
from retro.session.model import ID_LIMIT, Id, Role, Timer, Writing
from retro.session.rules import PROGRAM
from retro.session.view import Extension, view
from tests.session.sample import (
    ANN,
    BOB,
    FAY,
    LESSON,
    MINUTE,
    OLA,
    PHASES,
    PLAN,
    TOPIC,
    WHY,
    Play,
    ripe,
)


def asked(minutes: int = 5) -> Play:
    play = ripe().at("discuss")
    play.do(c.AskMoreTime(900, minutes))
    return play


def timer(play: Play) -> Timer:
    found = play.session.timer("discuss")
    assert found
    return found


def seen(play: Play, person: Id) -> Extension:
    extension = play.seen_by(person).extension
    assert extension
    return extension


@pytest.mark.parametrize(
    ("answers", "yes", "no", "given"),
    [
        ({FAY: True, ANN: True, BOB: False}, 2, 1, 5),
        ({ANN: True}, 1, 0, 5),
        ({ANN: True, BOB: False}, 1, 1, 0),
        ({ANN: False, BOB: False, FAY: True}, 1, 2, 0),
        ({}, 0, 0, 0),
    ],
)
def test_more_yes_than_no_gives_the_minutes(
    answers: dict[Id, bool], yes: int, no: int, given: int
) -> None:
    play = asked()
    before = timer(play)
    for person, more in answers.items():
        play.do(c.AnswerMoreTime(more), person)
    play.do(c.SettleMoreTime())
    assert timer(play).planned - before.planned == given * MINUTE
    assert seen(play, OLA) == Extension(5, None, yes + no, 3, True, yes, no)
    assert play.do(c.SettleMoreTime()) == ()
    assert play.refused(c.AnswerMoreTime(True), ANN) == "The answers have been counted."


def test_answers_are_unseen_until_they_are_counted_and_forgotten_then() -> None:
    play = asked()
    play.do(c.AnswerMoreTime(True), ANN)
    play.do(c.AnswerMoreTime(False), BOB)
    assert play.do(c.AnswerMoreTime(False), BOB) == ()
    assert seen(play, ANN) == Extension(5, True, 2, 3, False, 0, 0)
    assert seen(play, BOB).own is False
    assert seen(play, FAY) == seen(play, OLA) == Extension(5, None, 2, 3, False, 0, 0)
    play.do(c.AnswerMoreTime(True), BOB)  # people may change their minds
    play.do(c.SettleMoreTime())
    assert (seen(play, ANN).yes, seen(play, ANN).no, seen(play, ANN).own) == (2, 0, None)
    assert play.session.more_time
    assert not play.session.more_time.answers


def test_no_time_is_kept_of_an_answer() -> None:
    play = asked()
    before = play.session.last
    play.now += MINUTE
    play.do(c.AnswerMoreTime(True), ANN)
    assert play.session.last == before


def test_those_who_take_part_at_the_end_count() -> None:
    play = asked()
    for person in (ANN, BOB):
        play.do(c.AnswerMoreTime(True), person)
    play.do(c.AnswerMoreTime(False), FAY)
    play.do(c.ChangePerson(ANN, role=Role.OBSERVER))
    play.do(c.SettleMoreTime())
    assert (seen(play, FAY).yes, seen(play, FAY).no) == (1, 1)


@pytest.mark.parametrize(
    "command", [c.Advance("discuss"), c.GoBack("discuss"), c.Focus(TOPIC), c.Focus(LESSON)]
)
@pytest.mark.parametrize("settled", [True, False])
def test_the_question_goes_with_the_topic_and_with_the_phase(
    command: c.Command, settled: bool
) -> None:
    play = asked()
    if settled:
        play.do(c.SettleMoreTime())
    play.do(command)
    assert play.session.more_time is None
    assert play.seen_by(ANN).extension is None
    assert play.refused(c.AnswerMoreTime(True), ANN) == "Nobody is asking for more time now."


@pytest.mark.parametrize(("turn", "by"), [(c.Focus(PLAN), FAY), (c.RemoveCard(WHY), ANN)])
def test_where_a_review_explains_the_time_is_that_of_the_phase(turn: c.Command, by: Id) -> None:
    play = ripe().at("why")
    play.do(c.Focus(WHY))
    play.do(c.AskMoreTime(900, 5))
    play.do(c.AnswerMoreTime(True), ANN)
    play.do(turn, by)
    assert play.session.focus != WHY
    assert seen(play, ANN).own is True
    before = play.session.timer("why")
    play.do(c.SettleMoreTime())
    after = play.session.timer("why")
    assert before and after
    assert after.planned - before.planned == 5 * MINUTE
    play.do(c.Advance("why"))
    assert play.session.more_time is None


def test_one_question_at_a_time() -> None:
    play = asked()
    assert play.do(c.AskMoreTime(900, 5)) == ()
    already = "Everybody is being asked already: count those answers first."
    assert play.refused(c.AskMoreTime(901, 5)) == already
    play.do(c.SettleMoreTime())
    assert play.do(c.AskMoreTime(900, 5)) == ()
    assert play.do(c.AskMoreTime(901, 3))
    assert seen(play, ANN) == Extension(3, None, 0, 3, False, 0, 0)


@pytest.mark.parametrize("minutes", [0, -1, 61])
def test_how_much_can_be_asked(minutes: int) -> None:
    play = ripe().at("discuss")
    assert play.refused(c.AskMoreTime(900, minutes)) == "Ask for 1 to 60 minutes more."


@pytest.mark.parametrize("id", [0, -1, ID_LIMIT])
def test_the_question_has_an_id(id: int) -> None:
    play = ripe().at("discuss")
    assert play.refused(c.AskMoreTime(id, 5)) == "That came in garbled; please try again."


def test_no_discussion_takes_more_than_the_longest_time() -> None:
    play = ripe().at("discuss")
    play.do(c.ExtendTimer(LONGEST - timedelta(minutes=1)))
    play.do(c.AskMoreTime(900, 60))
    play.do(c.AnswerMoreTime(True), ANN)
    play.do(c.SettleMoreTime())
    assert timer(play).planned == LONGEST


def test_who_may() -> None:
    play = asked()
    for command in (c.AskMoreTime(901, 5), c.SettleMoreTime()):
        for person in (ANN, OLA):
            assert play.refused(command, person) == "Only the facilitator can do this."
    observes = "Observers watch and listen; ask the facilitator to let you take part."
    assert play.refused(c.AnswerMoreTime(True), OLA) == observes
    assert play.refused(c.AnswerMoreTime(True), PROGRAM).startswith("You are not on")
    assert play.do(c.AnswerMoreTime(True), FAY)


def test_only_where_the_room_talks() -> None:
    for phase in PHASES:
        if phase.kind not in (Kind.DISCUSS, Kind.EXPLAIN):
            reason = ripe().at(phase.key).refused(c.AskMoreTime(900, 5))
            assert reason.startswith("This is not the moment for that")


def test_one_keyboard_asks_aloud() -> None:
    play = ripe(Writing.TOGETHER).at("discuss")
    aloud = "One keyboard speaks for the room here: ask aloud, and give the time with +."
    assert play.refused(c.AskMoreTime(900, 5)) == aloud
    assert view(play.session, FAY).extension is None


def test_nothing_to_settle() -> None:
    play = ripe().at("discuss")
    assert play.do(c.SettleMoreTime()) == ()
