"""The rules for polls, dots and ready marks."""

from dataclasses import replace

import pytest

from retro.session import commands as c
from retro.session.model import Role, Writing
from retro.session.select import spread, tally
from tests.session.sample import (
    ANN,
    BOB,
    FAY,
    FORMAT,
    HAPPENED,
    IDEA,
    LESSON,
    LESSON_TOO,
    OLA,
    TOPIC,
    begin,
    ripe,
)

GONE = "That is no longer there; somebody may have removed it."
GARBLED = "That came in garbled; please try again."
NUMBERS = "Choose one of the numbers on the screen."
SHOWN = "The answers are on the screen already."
COUNTED = "The dots have been counted."


@pytest.mark.parametrize("poll", ["checkin", "energy"])
def test_everybody_gives_one_answer_and_may_change_it(poll: str) -> None:
    play = begin().at(poll)
    play.do(c.GiveAnswer(900, 1), ANN)
    play.do(c.GiveAnswer(901, 1), BOB)
    assert play.do(c.GiveAnswer(900, 1), ANN) == ()
    assert play.do(c.GiveAnswer(902, 1), ANN) == ()
    play.do(c.GiveAnswer(903, 0 if poll == "energy" else 5), ANN)
    assert {answer.value for answer in play.session.answers.values()} == (
        {0, 1} if poll == "energy" else {1, 5}
    )
    assert set(play.session.answers) == {900, 901}
    play.do(c.TakeAnswer(), ANN)
    assert play.do(c.TakeAnswer(), ANN) == ()
    assert set(play.session.answers) == {901}


@pytest.mark.parametrize("poll", ["checkin", "energy"])
def test_nobody_writes_over_the_answer_of_somebody_else(poll: str) -> None:
    play = begin().at(poll)
    play.do(c.GiveAnswer(900, 1), ANN)
    before = play.session.answers
    for value in (0, 1, 5):
        play.refused(c.GiveAnswer(900, value), BOB)
    assert play.session.answers is before


def test_nor_over_one_of_an_earlier_poll() -> None:
    play = begin().at("checkin")
    play.do(c.GiveAnswer(900, 4), ANN)
    play.at("energy")
    assert play.refused(c.GiveAnswer(900, 1), BOB) == GARBLED
    assert play.refused(c.GiveAnswer(900, 0), ANN) == GARBLED


@pytest.mark.parametrize(
    ("poll", "value", "reason"),
    [("checkin", 0, NUMBERS), ("checkin", 6, NUMBERS), ("energy", 2, NUMBERS), ("energy", 0, "")],
)
def test_answers_are_on_the_scale(poll: str, value: int, reason: str) -> None:
    play = begin().at(poll)
    if reason:
        assert play.refused(c.GiveAnswer(900, value), ANN) == reason
    else:
        assert play.do(c.GiveAnswer(900, value), ANN)


def test_a_poll_without_a_scale_takes_no_answers() -> None:
    bare = replace(FORMAT, phases=tuple(replace(phase, scale=None) for phase in FORMAT.phases))
    assert begin(Writing.APART, bare).at("energy").refused(c.GiveAnswer(900, 1), ANN) == NUMBERS


@pytest.mark.parametrize("poll", ["checkin", "energy"])
def test_answers_that_were_shown_stay(poll: str) -> None:
    play = begin().at(poll)
    play.do(c.GiveAnswer(900, 1), ANN)
    play.do(c.Reveal())
    assert play.refused(c.GiveAnswer(900, 1), ANN) == SHOWN
    assert play.refused(c.GiveAnswer(901, 1), BOB) == SHOWN
    assert play.refused(c.TakeAnswer(), ANN) == SHOWN


def test_one_keyboard_answers_for_the_room() -> None:
    play = begin(Writing.TOGETHER).at("checkin")
    for id, value in ((900, 3), (901, 3), (902, 5)):
        play.do(c.GiveAnswer(id, value))
    assert play.refused(c.GiveAnswer(903, 1)) == (
        "All 3 answers are in. Take one back to change it."
    )
    assert play.do(c.GiveAnswer(902, 5)) == ()
    play.do(c.GiveAnswer(902, 4))
    assert spread(play.session, play.session.phase) == {3: 2, 4: 1}
    play.do(c.TakeAnswer(3))
    play.do(c.TakeAnswer())
    assert spread(play.session, play.session.phase) == {3: 1}


def test_whoever_sits_at_the_keyboard_speaks_for_the_room() -> None:
    play = begin(Writing.TOGETHER).at("checkin")
    for id in (900, 901, 902):
        play.do(c.GiveAnswer(id, 3))
    assert play.refused(c.GiveAnswer(903, 1), ANN).startswith("All 3 answers are in.")
    assert play.do(c.TakeAnswer(3), ANN)
    play = ripe(Writing.TOGETHER).at("vote")  # Ann gave a dot
    for id in range(900, 905):
        play.do(c.CastVote(id, TOPIC), BOB)
    assert play.refused(c.CastVote(905, TOPIC), FAY) == "One topic gets 6 dots at most."
    assert play.do(c.TakeVote(TOPIC), FAY)


def test_a_budget_and_a_limit_a_topic() -> None:
    play = ripe().at("vote")
    play.do(c.CastVote(900, TOPIC), BOB)
    play.do(c.CastVote(901, TOPIC), BOB)
    assert play.do(c.CastVote(901, TOPIC), BOB) == ()
    assert play.refused(c.CastVote(902, TOPIC), BOB) == "One topic gets 2 dots at most."
    play.do(c.CastVote(902, LESSON), BOB)
    all_given = "All 3 dots are given. Take one back first."
    assert play.refused(c.CastVote(903, LESSON_TOO), BOB) == all_given
    play.do(c.TakeVote(TOPIC), BOB)
    assert play.do(c.CastVote(903, LESSON_TOO), BOB)
    assert tally(play.session) == {TOPIC: 2, LESSON: 1, LESSON_TOO: 1}


def test_without_a_limit_all_dots_may_go_to_one_topic() -> None:
    free = replace(FORMAT, phases=tuple(replace(phase, each=0) for phase in FORMAT.phases))
    play = begin(Writing.APART, free).at("lessons")
    play.do(c.WriteCard(LESSON, "x"), ANN)
    play.at("vote")
    for id in (900, 901, 902):
        play.do(c.CastVote(id, LESSON), BOB)
    assert play.seen_by(BOB).dots_left == 0


def test_dots_go_to_topics() -> None:
    play = ripe().at("vote")
    assert play.refused(c.CastVote(900, IDEA), BOB) == GONE  # its topic is what counts
    assert play.refused(c.CastVote(900, HAPPENED), BOB) == GONE  # not what is voted on here
    assert play.refused(c.CastVote(900, 999), BOB) == GONE
    assert play.refused(c.CastVote(0, TOPIC), BOB) == GARBLED


def test_dots_that_were_counted_stay_until_the_vote_is_reopened() -> None:
    play = ripe().at("vote")
    play.do(c.Reveal())
    assert play.refused(c.CastVote(900, TOPIC), BOB) == COUNTED
    assert play.refused(c.TakeVote(TOPIC), ANN) == COUNTED
    before = play.session.votes
    play.at("discuss").at("vote")
    assert play.session.votes == before
    assert play.seen_by(BOB).session.votes == {}
    assert play.do(c.CastVote(900, TOPIC), BOB)
    assert play.do(c.TakeVote(TOPIC), ANN)


def test_a_group_can_be_mended_and_voted_on_again() -> None:
    play = ripe().at("group")
    assert play.session.votes
    play.at("vote").do(c.TakeVote(TOPIC), ANN)
    play.at("group").do(c.MoveCard(LESSON, TOPIC), ANN)
    assert play.at("vote").do(c.CastVote(900, TOPIC), BOB)


def test_dots_of_one_keyboard_count_for_the_room() -> None:
    play = ripe(Writing.TOGETHER).at("vote")
    play.do(c.TakeVote(TOPIC), FAY)
    for id in range(900, 906):
        play.do(c.CastVote(id, TOPIC))
    assert play.refused(c.CastVote(906, TOPIC)) == "One topic gets 6 dots at most."
    for id in range(906, 909):
        play.do(c.CastVote(id, LESSON))
    assert play.refused(c.CastVote(909, LESSON)) == "All 9 dots are given. Take one back first."
    room = "Dots or answers were given for the whole room. Take some back first."
    assert play.refused(c.RemovePerson(BOB)) == room
    assert play.refused(c.ChangePerson(BOB, role=Role.OBSERVER)) == room
    # Once the vote is over, somebody can leave: what was given stands.
    play.at("discuss").do(c.RemovePerson(BOB))
    assert len(play.session.votes) == 9
    assert play.at("vote").seen_by(FAY).dots_left == 0


def test_ready_marks() -> None:
    play = begin()
    play.do(c.MarkReady(), ANN)
    assert play.do(c.MarkReady(), ANN) == ()
    play.do(c.MarkReady(), BOB)
    assert (play.seen_by(ANN).ready, play.seen_by(OLA).expected) == (2, 3)
    play.do(c.MarkReady(False), ANN)
    assert play.seen_by(BOB).is_ready
    assert not play.seen_by(ANN).is_ready
    play.do(c.ChangePerson(BOB, role=Role.OBSERVER))
    assert (play.seen_by(FAY).ready, play.seen_by(FAY).expected) == (0, 2)
    play.do(c.RemovePerson(BOB))
    assert play.session.ready == frozenset()
    play.do(c.MarkReady(), ANN)
    play.at("checkin")
    assert play.seen_by(ANN).ready == 0
