"""Everybody's views at once, how far the room is, and whom a change concerns."""

from dataclasses import replace

import pytest

from retro.session import commands as c
from retro.session.model import Id, Role, Writing
from retro.session.rules import PROGRAM
from retro.session.view import Audience, Progress, concerns, progress, view
from tests.session.sample import (
    ANN,
    BOB,
    FAY,
    LESSON,
    OLA,
    PHASES,
    PLAN,
    STRANGER,
    TOPIC,
    Play,
    begin,
    ripe,
)

ALL = (FAY, ANN, BOB, OLA, STRANGER, PROGRAM)


def busy(key: str, writing: Writing = Writing.APART) -> Play:
    """A session at `key` in which Ann and Bob have written much, and only the plan was shown."""
    play = begin(writing)
    leap(play, "checkin").do(c.GiveAnswer(701, 4), ANN)
    leap(play, "energy").do(c.GiveAnswer(702, 1), BOB)
    leap(play, "plan").do(c.WriteCard(901, "of Ann"), ANN)
    play.do(c.WriteCard(902, "of Bob"), BOB)
    leap(play, "ideas").do(c.WriteCard(903, "hers"), ANN)
    play.do(c.WriteCard(904, "his"), BOB)
    leap(play, "lessons").do(c.WriteCard(905, "seen"), ANN)
    leap(play, "vote").do(c.CastVote(906, 905), BOB)
    play.session = replace(play.session, revealed=frozenset({"plan"}))
    return leap(play, key)


def leap(play: Play, key: str) -> Play:
    """Go to a phase without showing those on the way."""
    keys = [phase.key for phase in PHASES]
    play.session = replace(play.session, index=keys.index(key))
    return play


@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize("key", [phase.key for phase in PHASES])
def test_everybody_sees_what_they_would_see_alone(key: str, writing: Writing) -> None:
    session = busy(key, writing).session
    audience = Audience(session)
    for viewer in ALL:
        assert audience.view(viewer) == view(session, viewer)
        assert not audience.view(viewer).shared


def test_what_all_see_is_made_once() -> None:
    audience = Audience(busy("vote").session)
    seen = [audience.view(viewer).session for viewer in ALL]
    assert len({id(session.topics) for session in seen}) == 1
    assert seen[0] is seen[3] is seen[4]  # with nothing of their own
    assert seen[1].votes is seen[0].votes
    assert set(seen[1].cards) - set(seen[0].cards) == {903}


@pytest.mark.parametrize("key", [phase.key for phase in PHASES])
def test_a_shared_screen_holds_nobody_s_hidden_text(key: str) -> None:
    play = busy(key)
    play.do(c.MarkReady(), ANN)
    audience = Audience(play.session)
    screens = {viewer: audience.view(viewer, shared=True) for viewer in ALL}
    assert len({id(screen.session) for screen in screens.values()}) == 1
    shared = screens[ANN].session
    assert set(shared.cards) == {901, 902, 905}
    for table in (shared.votes, shared.answers, shared.writers, shared.spent):
        assert len(table) == 0
    assert shared.ready == frozenset()
    for viewer, screen in screens.items():
        own = audience.view(viewer)
        assert screen.shared
        assert replace(screen, session=own.session, shared=False) == own


def test_a_shared_screen_shows_no_answer_for_more_time() -> None:
    play = ripe().at("discuss")
    play.do(c.AskMoreTime(900, 5))
    play.do(c.AnswerMoreTime(True), FAY)
    own, shared = (Audience(play.session).view(FAY, shared=yes).extension for yes in (False, True))
    assert own
    assert shared
    assert (own.own, shared.own) == (True, None)
    assert (own.answered, shared.answered) == (1, 1)


def test_nothing_tells_that_somebody_writes_unseen() -> None:
    play = begin().at("plan")
    before = {viewer: play.seen_by(viewer) for viewer in ALL}
    play.now = play.now.replace(hour=12)
    play.do(c.WriteCard(901, "of Ann"), ANN)
    assert play.session.last == play.now
    for viewer in (FAY, BOB, OLA, STRANGER, PROGRAM):
        assert play.seen_by(viewer) == before[viewer]
    assert play.seen_by(ANN) != before[ANN]
    assert (play.seen_by(BOB).session.last, play.seen_by(BOB).session.count) == (None, 0)


def test_once_it_has_ended_all_see_when() -> None:
    play = ripe()
    play.do(c.Finish())
    assert play.seen_by(OLA).session.last == play.session.last is not None


@pytest.mark.parametrize(
    ("key", "acts", "present", "expected"),
    [
        ("close", (), None, Progress(0, 0, 3)),
        ("close", (), (), Progress(0, 0, 0)),
        ("vote", (), (ANN,), Progress(0, 1, 1)),  # nothing to vote on: whoever is here is done
        ("close", (), (FAY, OLA, STRANGER, PROGRAM), Progress(0, 0, 1)),
        ("close", ((c.MarkReady(), ANN),), (FAY, BOB), Progress(1, 1, 3)),
        ("close", ((c.MarkReady(), ANN),), (ANN,), Progress(1, 1, 1)),
        ("checkin", ((c.GiveAnswer(900, 1), ANN),), (BOB,), Progress(0, 1, 2)),
        ("energy", ((c.GiveAnswer(900, 1), ANN),), (BOB,), Progress(0, 1, 2)),
        ("energy", ((c.GiveAnswer(900, 1), ANN), (c.Reveal(), FAY)), (BOB,), Progress(0, 1, 2)),
        ("checkin", ((c.GiveAnswer(900, 1), ANN), (c.Reveal(), FAY)), (BOB,), Progress(0, 1, 1)),
        (
            "checkin",
            ((c.GiveAnswer(900, 1), ANN), (c.RemovePerson(ANN), FAY)),
            None,
            Progress(0, 0, 2),
        ),
        ("checkin", ((c.GiveAnswer(900, 1), ANN), (c.MarkReady(), BOB)), (), Progress(1, 1, 2)),
    ],
)
def test_those_are_expected_who_are_here_or_have_done_something(
    key: str,
    acts: tuple[tuple[c.Command, Id], ...],
    present: tuple[Id, ...] | None,
    expected: Progress,
) -> None:
    play = begin().at(key)
    for command, by in acts:
        play.do(command, by)
    assert progress(play.session, present) == expected


def test_whoever_gave_all_dots_is_expected_wherever_they_are() -> None:
    play = ripe().at("vote")
    for id, target in ((901, TOPIC), (902, TOPIC), (903, LESSON)):
        play.do(c.CastVote(id, target), BOB)
    assert progress(play.session, (FAY,)) == Progress(0, 1, 2)
    assert progress(play.session, (FAY, ANN)) == Progress(0, 1, 3)


def test_at_one_keyboard_everybody_is_expected() -> None:
    assert progress(begin(Writing.TOGETHER).session, (FAY,)) == Progress(0, 0, 3)


def test_how_many_answered_is_a_matter_of_progress() -> None:
    play = ripe().at("discuss")
    play.do(c.AskMoreTime(900, 5))
    play.do(c.AnswerMoreTime(True), ANN)
    assert progress(play.session, ()) == Progress(0, 0, 1, 1)
    told = Audience(play.session, Progress(2, 1, 7, 0)).view(BOB)
    assert (told.ready, told.done, told.expected) == (2, 1, 7)
    assert told.extension
    assert (told.extension.answered, told.extension.expected) == (0, 7)


@pytest.mark.parametrize(
    ("key", "command", "whose"),
    [
        ("plan", c.WriteCard(950, "unseen"), {ANN}),
        ("plan", c.WriteCard(PLAN, "unseen again"), {ANN}),
        ("plan", c.WriteCard(950, "late, and seen", phase="welcome"), None),
        ("ideas", c.WriteCard(950, "unseen and anonymous"), {ANN}),
        ("lessons", c.WriteCard(950, "seen"), None),
        ("vote", c.CastVote(950, LESSON), {ANN}),
        ("vote", c.TakeVote(TOPIC), {ANN}),
        ("close", c.MarkReady(), {ANN}),
        ("close", c.Park(950, "later"), None),
        ("close", c.RemoveCard(LESSON), None),
        ("discuss", c.RenameTopic(TOPIC, "Other"), None),
    ],
)
def test_whom_a_change_concerns(key: str, command: c.Command, whose: set[Id] | None) -> None:
    play = ripe().at(key)
    if key in ("plan", "ideas"):
        play.session = replace(play.session, revealed=play.session.revealed - {key})
    before = play.session
    assert play.do(command, ANN)
    assert concerns(before, play.session) == (None if whose is None else frozenset(whose))


@pytest.mark.parametrize("poll", ["checkin", "energy"])
def test_answers_and_undoing_concern_whoever_gave_them(poll: str) -> None:
    play = begin().at(poll)
    commands = (c.GiveAnswer(900, 1), c.TakeAnswer(), c.Undo(), c.Undo())
    for command in commands:
        before = play.session
        assert play.do(command, ANN)
        assert concerns(before, play.session) == frozenset({ANN})
        assert concerns(play.session, play.session) == frozenset()


def test_a_whole_batch_concerns_all_whose_writing_is_in_it() -> None:
    play = begin().at("plan")
    before = play.session
    play.do(c.WriteCard(901, "of Ann"), ANN)
    play.do(c.WriteCard(902, "of Bob"), BOB)
    play.do(c.MarkReady(), FAY)
    assert concerns(before, play.session) == frozenset({FAY, ANN, BOB})
    play.do(c.Reveal())
    assert concerns(before, play.session) is None


def test_questions_concern_everybody_and_answers_whoever_gives_them() -> None:
    play = ripe().at("discuss")
    expected = (
        (c.AskMoreTime(900, 5), FAY, None),
        (c.AnswerMoreTime(True), ANN, frozenset({ANN})),
        (c.AnswerMoreTime(False), ANN, frozenset({ANN})),
        (c.SettleMoreTime(), FAY, None),
    )
    for command, by, whose in expected:
        before = play.session
        play.do(command, by)
        assert concerns(before, play.session) == whose


def test_marks_of_what_was_given_concern_whoever_gave_it() -> None:
    session = begin().at("vote").session
    answered = replace(session, answered=frozenset({("checkin", BOB)}))
    spent = replace(session, spent={("vote", ANN): 1})
    assert concerns(session, answered) == concerns(answered, session) == frozenset({BOB})
    assert concerns(session, spent) == concerns(spent, session) == frozenset({ANN})
    more = replace(session, spent={("vote", ANN): 2})
    assert concerns(spent, more) == frozenset({ANN})


def test_roles_and_the_lock_concern_everybody() -> None:
    play = begin()
    for command in (c.Lock(), c.ChangePerson(ANN, role=Role.OBSERVER), c.HandOver(BOB)):
        before = play.session
        play.do(command)
        assert concerns(before, play.session) is None
