"""Undo restores exactly what was, or refuses."""

from datetime import date

import pytest

from retro.session import commands as c
from retro.session.evolve import UNDO_DEPTH
from retro.session.model import ActionState, Applied, Verdict, Writing
from retro.session.select import coherent
from tests.session.sample import (
    ACTION,
    AGREEMENT,
    ANN,
    BOB,
    EARLIER,
    FAY,
    HAPPENED,
    IDEA,
    IDEA_TOO,
    LESSON,
    LESSON_TOO,
    NOTE,
    OFFERED,
    OLA,
    PARKED,
    PLAN,
    TAKEN,
    TOPIC,
    WHY,
    begin,
    items,
    ripe,
)

NOTHING = "There is nothing to undo in this phase."
CHANGED = "This cannot be undone any more: it was changed since."
NEEDED = "This cannot be undone any more: something else hangs on it."
TOO_MUCH = "This cannot be undone any more: there would be more than fits."

#: What the facilitator writes down where all write apart.
RECORDED = (
    *(c.ReviewAction, c.SplitAction, c.ChooseLesson, c.JudgeLesson),
    *(c.WriteAgreement, c.RetireAgreement),
)


@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize(
    ("at", "command"),
    [
        ("close", c.WriteCard(900, "x")),
        ("close", c.WriteCard(LESSON, "y")),
        ("close", c.RemoveCard(LESSON)),
        ("close", c.RemoveCard(WHY)),
        ("close", c.LinkCard(HAPPENED, PLAN, Verdict.BETTER)),
        ("vote", c.CastVote(900, LESSON)),
        ("vote", c.TakeVote(TOPIC)),
        ("discuss", c.MakeTopic(900, "New", (LESSON, LESSON_TOO))),
        ("discuss", c.RenameTopic(TOPIC, "New")),
        ("discuss", c.MoveCard(LESSON, TOPIC)),
        ("discuss", c.MoveCard(IDEA, None)),
        ("close", c.WriteNote(900, "x")),
        ("close", c.WriteNote(NOTE, "x", None, True)),
        ("close", c.RemoveNote(NOTE)),
        ("close", c.WriteAction(900, "x")),
        ("close", c.WriteAction(ACTION, "x")),
        ("close", c.RemoveAction(ACTION)),
        ("close", c.ReviewAction(EARLIER, ActionState.DONE)),
        ("close", c.ReviewAction(EARLIER, skip=True)),
        ("close", c.ReviewAction(EARLIER, owner="Bob", due=date(2024, 6, 1))),
        ("review", c.SplitAction(EARLIER, ((900, "first"), (901, "then")))),
        ("close", c.SayWhenItApplies(LESSON, "at a release")),
        ("welcome", c.ChooseLesson(OFFERED)),
        ("review", c.JudgeLesson(TAKEN, Applied.NOT_YET)),
        ("commit", c.WriteAgreement(900, "x")),
        ("commit", c.WriteAgreement(AGREEMENT, "x")),
        ("commit", c.RetireAgreement(AGREEMENT)),
        ("close", c.Park(900, "x")),
        ("close", c.Unpark(PARKED)),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
def test_undo_restores_the_items(at: str, command: c.Command, writing: Writing) -> None:
    play = ripe(writing).at(at)
    before = items(play.session)
    by = FAY if isinstance(command, RECORDED) else ANN
    assert play.do(command, by)
    assert items(play.session) != before
    assert play.seen_by(by).can_undo
    assert not play.seen_by(BOB).can_undo
    play.do(c.Undo(), by)
    assert items(play.session) == before
    assert play.refused(c.Undo(), by) == NOTHING


@pytest.mark.parametrize("poll", ["checkin", "energy"])
@pytest.mark.parametrize("writing", Writing)
def test_undo_of_answers(poll: str, writing: Writing) -> None:
    play = begin(writing).at(poll)
    before = play.session
    play.do(c.GiveAnswer(900, 1), ANN)
    given = play.session
    play.do(c.TakeAnswer(1), ANN)
    play.do(c.Undo(), ANN)
    assert (items(play.session), play.session.answered) == (items(given), given.answered)
    assert play.session.writers == given.writers
    play.do(c.Undo(), ANN)
    assert (items(play.session), play.session.answered) == (items(before), before.answered)


def test_steps_are_undone_last_first_and_each_person_undoes_their_own() -> None:
    play = begin().at("lessons")
    play.do(c.WriteCard(900, "one"), ANN)
    play.do(c.WriteCard(901, "one of Bob's"), BOB)
    play.do(c.WriteCard(900, "two"), ANN)
    play.do(c.Undo(), ANN)
    assert play.session.cards[900].text == "one"
    play.do(c.Undo(), ANN)
    assert set(play.session.cards) == {901}
    assert play.refused(c.Undo(), FAY) == NOTHING


def test_so_many_steps_can_be_undone() -> None:
    play = begin().at("lessons")
    for number in range(UNDO_DEPTH + 5):
        play.do(c.WriteCard(900, f"text {number}"), ANN)
    for _ in range(UNDO_DEPTH):
        play.do(c.Undo(), ANN)
    assert play.session.cards[900].text == "text 4"
    assert play.refused(c.Undo(), ANN) == NOTHING


def test_a_phase_that_is_over_cannot_be_undone() -> None:
    play = begin().at("lessons")
    play.do(c.WriteCard(900, "one"), ANN)
    play.at("group")
    assert play.refused(c.Undo(), ANN) == NOTHING
    play.at("lessons")
    assert play.refused(c.Undo(), ANN) == NOTHING


def test_what_others_changed_since_stays() -> None:
    play = ripe()
    play.do(c.WriteNote(900, "mine"), ANN)
    play.do(c.WriteNote(900, "ours"), BOB)
    assert play.refused(c.Undo(), ANN) == CHANGED
    play.do(c.Undo(), BOB)
    play.do(c.Undo(), ANN)
    assert 900 not in play.session.notes


def test_what_others_hung_something_on_stays() -> None:
    play = ripe().at("discuss")
    play.do(c.MakeTopic(902, "New", (LESSON,)), ANN)
    play.do(c.WriteNote(903, "about it", target=902), BOB)
    assert play.refused(c.Undo(), ANN) == NEEDED
    play.do(c.RemoveNote(903), BOB)
    assert play.do(c.Undo(), ANN)


def test_what_hung_on_something_that_is_gone_stays_away() -> None:
    play = ripe().at("why")
    play.do(c.WriteCard(900, "a condition", parent=PLAN), BOB)
    play.do(c.RemoveCard(900), BOB)
    play.do(c.RemoveCard(PLAN), ANN)
    assert play.refused(c.Undo(), BOB) == NEEDED
    assert coherent(play.session)


def test_undo_brings_back_no_more_dots_than_the_room_has() -> None:
    play = ripe(Writing.TOGETHER).at("vote")
    for id in range(900, 905):
        play.do(c.CastVote(id, TOPIC))
    play.do(c.TakeVote(TOPIC))
    play.do(c.TakeVote(TOPIC))
    play.do(c.RemovePerson(BOB))
    assert play.refused(c.Undo()) == TOO_MUCH


def test_observers_undo_nothing() -> None:
    play = ripe()
    assert play.refused(c.Undo(), OLA).startswith("Observers watch and listen")
    assert play.refused(c.Undo(), 99).startswith("You are not on this session's list")


def test_undo_of_a_topic_puts_its_cards_where_they_were() -> None:
    play = ripe(Writing.TOGETHER).at("discuss")
    play.do(c.RemoveNote(NOTE), ANN)
    play.at("vote").do(c.TakeVote(TOPIC), ANN)
    before = items(play.session)
    play.do(c.MakeTopic(900, "Instead", (IDEA, IDEA_TOO, LESSON)), FAY)
    assert set(play.session.topics) == {900}
    play.do(c.Undo(), FAY)
    assert items(play.session) == before
