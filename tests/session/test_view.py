"""What one person may see, and how far the room is."""

from dataclasses import replace

from retro.session import commands as c
from retro.session.choosing import own_votes
from retro.session.model import Role, Writing
from retro.session.rules import PROGRAM
from tests.session.sample import (
    ANN,
    BOB,
    FAY,
    LESSON,
    OLA,
    PHASES,
    STRANGER,
    TOPIC,
    begin,
    items,
    ripe,
)


def test_nothing_is_taken_out_where_nothing_is_hidden() -> None:
    play = ripe(Writing.TOGETHER)
    for person in (FAY, OLA, STRANGER, PROGRAM):
        assert items(play.seen_by(person).session) == items(play.session)
    assert not play.seen_by(FAY).hidden


def test_roles() -> None:
    play = begin()
    roles = {person: play.seen_by(person).role for person in (FAY, ANN, OLA, STRANGER, PROGRAM)}
    assert roles == {
        FAY: Role.FACILITATOR,
        ANN: Role.PARTICIPANT,
        OLA: Role.OBSERVER,
        STRANGER: Role.OBSERVER,
        PROGRAM: Role.OBSERVER,
    }


def test_hidden_cards_are_their_writers_until_the_reveal() -> None:
    play = begin().at("plan")
    play.do(c.WriteCard(901, "of Ann"), ANN)
    play.do(c.WriteCard(902, "of Bob"), BOB)
    seen = {person: set(play.seen_by(person).session.cards) for person in (FAY, ANN, BOB, OLA)}
    assert seen == {FAY: set(), ANN: {901}, BOB: {902}, OLA: set()}
    assert play.seen_by(ANN).hidden
    play.do(c.Reveal())
    assert not play.seen_by(ANN).hidden
    assert set(play.seen_by(OLA).session.cards) == {901, 902}


def test_nobody_hangs_anything_on_what_they_cannot_see() -> None:
    play = begin().at("plan")
    play.do(c.WriteCard(901, "of Ann"), ANN)
    gone = "That is no longer there; somebody may have removed it."
    play.do(c.GoBack("plan"))
    assert play.refused(c.WriteNote(902, "about", 901), BOB) == gone
    not_yet = "Write about it once everyone can see it."
    assert play.refused(c.WriteNote(902, "about", 901), ANN) == not_yet
    play.at("commit")
    play.do(c.WriteAction(903, "Do", parent=901), BOB)


def test_a_dot_is_seen_by_its_giver_until_the_count() -> None:
    play = ripe().at("vote")
    play.do(c.CastVote(901, TOPIC), BOB)
    assert set(play.seen_by(BOB).session.votes) == {901}
    assert play.seen_by(BOB).session.writers == {901: BOB}
    assert own_votes(play.seen_by(BOB).session, play.session.phase, BOB) == [TOPIC]
    assert play.seen_by(FAY).session.votes == {}
    assert (play.seen_by(BOB).dots_left, play.seen_by(FAY).dots_left) == (2, 3)
    assert play.seen_by(OLA).dots_left == 0
    play.do(c.Reveal())
    assert len(play.seen_by(OLA).session.votes) == 2
    assert play.seen_by(OLA).session.writers == {}


def test_how_many_have_given_their_dots() -> None:
    play = ripe().at("vote")
    assert (play.seen_by(FAY).done, play.seen_by(FAY).expected) == (0, 3)
    play.do(c.CastVote(901, TOPIC), ANN)
    play.do(c.CastVote(902, LESSON), ANN)
    assert play.seen_by(FAY).done == 1
    play.do(c.RemovePerson(ANN))
    assert (play.seen_by(FAY).done, play.seen_by(FAY).expected) == (0, 2)


def test_with_few_topics_fewer_dots_are_all() -> None:
    play = begin().at("lessons")
    play.do(c.WriteCard(901, "the only one"), ANN)
    play.at("vote")
    for id in (902, 903):
        play.do(c.CastVote(id, 901), ANN)
    assert play.seen_by(FAY).done == 1
    assert begin().at("vote").seen_by(FAY).done == 3  # nothing to vote on: all are done


def test_how_far_one_keyboard_is() -> None:
    play = ripe(Writing.TOGETHER).at("vote")
    assert (play.seen_by(FAY).done, play.seen_by(FAY).dots_left) == (0, 8)
    play.do(c.CastVote(901, LESSON))
    play.do(c.CastVote(902, LESSON))
    assert play.seen_by(FAY).done == 1
    play.at("checkin").do(c.GiveAnswer(903, 2))
    assert (play.seen_by(FAY).done, play.seen_by(FAY).answers_left) == (2, 1)
    play.do(c.TakeAnswer())
    play.do(c.TakeAnswer())
    assert (play.seen_by(FAY).done, play.seen_by(FAY).answers_left) == (0, 3)
    play.at("close").do(c.MarkReady())
    assert (play.seen_by(FAY).done, play.seen_by(FAY).dots_left) == (1, 0)


def test_what_only_its_writer_sees_yet_gets_no_note_and_no_action() -> None:
    play = begin().at("plan")
    play.do(c.WriteCard(901, "of Ann"), ANN)
    play.at("commit").do(c.GoBack("commit"))
    keys = play.session.revealed
    play.session = replace(play.session, revealed=keys - {"plan"}, index=len(PHASES) - 2)
    not_yet = "Write about it once everyone can see it."
    assert play.refused(c.WriteNote(902, "about", 901), ANN) == not_yet
    assert play.refused(c.WriteAction(903, "Do", parent=901), ANN) == not_yet
    play.session = replace(play.session, revealed=keys)
    assert play.do(c.WriteAction(903, "Do", parent=901), ANN)


def test_removing_a_card_does_not_tell_what_hangs_under_it_unseen() -> None:
    """The same refusal, whether or not somebody else hung a hidden card under it."""
    hangs = "Other cards hang under this one. Move or remove those first."
    unseen = "Cards are being written unseen. What they can hang under stays until they are shown."
    play = begin().at("why")
    play.do(c.WriteCard(901, "bare", parent=None, phase="plan"), ANN)
    play.do(c.WriteCard(902, "why", parent=901), ANN)
    play.do(c.WriteCard(903, "why too", parent=901), ANN)
    # Before anything can hang there unseen, removing works as ever.
    assert play.refused(c.RemoveCard(901), ANN) == hangs
    play.at("ideas")
    play.do(c.WriteCard(904, "late", parent=901, phase="why"), ANN)
    play.do(c.WriteCard(905, "hidden", column="start", parent=902), BOB)
    for id in (902, 903, 904):
        assert play.refused(c.RemoveCard(id), ANN) == unseen
    assert play.refused(c.Undo(), ANN) == unseen
    play.do(c.WriteCard(906, "of the phase itself", column="start"), ANN)
    assert play.do(c.Undo(), ANN)
    play.do(c.Reveal())
    assert play.refused(c.RemoveCard(902), ANN) == hangs
    assert play.do(c.RemoveCard(903), ANN)
