"""Dots at one's own terminal say what they are for, and never who gave them."""

import json
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest

from retro.session import commands as c
from retro.session import documents
from retro.session.choosing import own_votes
from retro.session.model import Id, Session, Vote, Writing
from retro.session.rules import PROGRAM
from retro.session.select import tally
from retro.session.view import Audience
from tests.session.sample import (
    ANN,
    BOB,
    FAY,
    FORMAT,
    LESSON,
    LESSON_TOO,
    OLA,
    STRANGER,
    TOPIC,
    Play,
    begin,
    items,
    ripe,
    stored,
)

STAY = "Your earlier dots are in, and nobody can tell which they are: they stay."
ALL_GIVEN = "All 3 dots are given. Take one back first."


def kept(session: Session) -> tuple[documents.Tables, documents.Document]:
    """What a store holds of the session."""
    tables: documents.Tables = {}
    changes, sealed = documents.changes(None, session)
    for table, id, document in changes:
        assert document is not None
        tables.setdefault(table, {})[id] = json.loads(json.dumps(document))
    return tables, json.loads(json.dumps(sealed or {}))


def restarted(play: Play) -> Play:
    return replace(play, session=documents.read(play.session.key, *kept(play.session)))


def voting() -> Play:
    """A vote that nobody has given a dot in yet, on one topic and two cards."""
    play = ripe().at("vote")
    play.do(c.TakeVote(TOPIC), ANN)
    return play


def test_seals() -> None:
    apart, together = begin().session, begin(Writing.TOGETHER).session
    vote, ideas, plan = (FORMAT.phase(key) for key in ("vote", "ideas", "plan"))
    assert [apart.seals(phase) for phase in (vote, ideas, plan)] == [True, True, False]
    assert not any(together.seals(phase) for phase in (vote, ideas, plan))


def test_a_stored_dot_says_what_it_is_for_and_the_count_who_has_dots_left() -> None:
    play = voting()
    before = play.session
    play.now = play.now.replace(hour=11)
    for id, target, person in ((903, TOPIC, BOB), (901, LESSON, ANN), (902, TOPIC, BOB)):
        play.do(c.CastVote(id, target), person)
    changes, sealed = documents.changes(before, play.session)
    assert changes == []  # no row, no time and no count of items
    assert sealed
    assert sealed["votes"] == [
        {"id": 901, "phase": "vote", "target": LESSON},
        {"id": 902, "phase": "vote", "target": TOPIC},
        {"id": 903, "phase": "vote", "target": TOPIC},
    ]
    assert sealed["spent"] == [["vote", ANN, 1], ["vote", BOB, 2]]


def test_one_keyboard_keeps_its_dots_as_ever() -> None:
    play = ripe(Writing.TOGETHER).at("vote")
    play.do(c.CastVote(900, LESSON), BOB)
    assert play.session.votes[900] == Vote(900, "vote", BOB, LESSON)
    assert (play.session.spent, play.session.writers) == ({}, {})
    tables, sealed = kept(play.session)
    assert tables["votes"][900]["person"] == BOB
    assert sealed == {}


@pytest.mark.parametrize("end", [(), (c.Reveal(),), (c.Advance("vote"),), (c.Finish(),)])
def test_whoever_reads_the_files_cannot_tell_who_gave_which_dot(
    end: tuple[c.Command, ...],
) -> None:
    """Whoever gave which of them, and in whatever order: the documents are the same, to a letter.

    So no way of reading them does better than guessing.
    """
    cast = ((901, TOPIC), (902, LESSON), (903, LESSON_TOO))
    start, seen = voting(), set()
    for givers in permutations((FAY, ANN, BOB)):
        for order in permutations(range(3)):
            play = replace(start)
            for place in order:
                play.do(c.CastVote(*cast[place]), givers[place])
                play.now = play.now.replace(minute=play.now.minute + 1)
            play.now = play.now.replace(hour=20, minute=0)
            for command in end:
                play.do(command)
            tables, sealed = kept(play.session)
            # In the order in which each of them is written, too.
            seen.add(json.dumps([list(map(list, tables.items())), sealed]))
    assert len(seen) == 1


def test_nor_what_others_are_shown_after_the_count() -> None:
    seen = set()
    for givers in permutations((FAY, ANN, BOB)):
        play = voting()
        for id, target, person in zip(
            (903, 901, 902), (TOPIC, LESSON, LESSON_TOO), givers, strict=True
        ):
            play.do(c.CastVote(id, target), person)
        play.do(c.Advance("vote"))
        for viewer in (OLA, STRANGER):
            session = play.seen_by(viewer).session
            seen.add(repr([*session.votes.values(), session.spent, session.writers]))
        shared = Audience(play.session).view(FAY, shared=True).session
        seen.add(repr([*shared.votes.values(), shared.spent, shared.writers]))
    assert len(seen) == 1


def test_a_named_poll_names_nobody_either_once_it_is_shown() -> None:
    play = begin().at("energy")
    for id, value, person in ((900, 1, ANN), (901, 0, BOB)):
        play.do(c.GiveAnswer(id, value), person)
    assert play.seen_by(ANN).session.answers[900].person == ANN
    play.do(c.Reveal())
    for person in (FAY, ANN, BOB, OLA, STRANGER):
        answers = play.seen_by(person).session.answers
        assert {id: (a.person, a.value) for id, a in answers.items()} == {
            900: (None, 1),
            901: (None, 0),
        }


def test_who_gave_a_dot_is_known_until_the_end_so_that_it_can_be_moved() -> None:
    play = voting()
    play.do(c.CastVote(901, TOPIC), BOB)
    play.do(c.CastVote(902, TOPIC), ANN)
    play.at("discuss")
    assert list(play.session.votes) == [901, 902]
    assert play.session.writers == {901: BOB, 902: ANN}
    play.at("vote")
    assert set(play.seen_by(BOB).session.votes) == {901}
    play.do(c.TakeVote(TOPIC), BOB)
    play.do(c.CastVote(903, LESSON), BOB)
    assert play.do(c.TakeVote(TOPIC), FAY) == ()
    play.at("discuss")
    assert tally(play.session) == {LESSON: 1, TOPIC: 1}
    play.do(c.Finish())
    assert (play.session.writers, play.session.spent) == ({}, {})
    assert kept(play.session)[1].keys() == {"cards", "answers", "votes"}


def test_what_was_counted_comes_in_no_order() -> None:
    play = voting()
    ids = [907, 903, 905]
    for id in ids:
        play.do(c.CastVote(id, LESSON if id == 905 else TOPIC), BOB)
    play.do(c.Reveal())
    assert list(play.session.votes) == sorted(ids)
    assert list(play.seen_by(OLA).session.votes) == sorted(ids)


def test_after_a_crash_the_dots_stay_and_nobody_has_more_than_their_own() -> None:
    play = voting()
    for id, target, person in ((901, TOPIC, BOB), (902, TOPIC, BOB), (903, LESSON, ANN)):
        play.do(c.CastVote(id, target), person)
    again = restarted(play)
    assert items(again.session) == items(play.session)
    assert again.session == stored(play.session)
    again.do(c.Recover(), PROGRAM)
    views = {person: again.seen_by(person) for person in (FAY, ANN, BOB, OLA)}
    assert [v.dots_left for v in views.values()] == [3, 2, 1, 0]
    assert not any(v.session.votes for v in views.values())
    assert again.refused(c.TakeVote(TOPIC), BOB) == STAY
    assert again.do(c.TakeVote(TOPIC), FAY) == ()
    again.do(c.CastVote(904, LESSON), BOB)
    assert again.refused(c.CastVote(905, LESSON), BOB) == ALL_GIVEN
    assert again.do(c.Undo(), BOB)
    assert again.do(c.CastVote(904, LESSON), BOB)
    assert again.do(c.TakeVote(LESSON), BOB)
    assert again.seen_by(BOB).dots_left == 1
    again.at("discuss")
    assert tally(again.session) == {TOPIC: 2, LESSON: 1}
    # Gone back to, all that is known is whose are the dots of after the crash.
    again.at("vote").do(c.CastVote(906, LESSON_TOO), BOB)
    assert own_votes(again.session, again.session.phase, BOB) == [LESSON_TOO]
    assert again.refused(c.CastVote(907, LESSON_TOO), BOB) == ALL_GIVEN


def test_undo_keeps_the_count_in_step() -> None:
    play = voting()
    play.do(c.CastVote(901, TOPIC), BOB)
    play.do(c.CastVote(902, LESSON), BOB)
    play.do(c.TakeVote(TOPIC), BOB)
    assert play.session.spent == {("vote", BOB): 1}
    play.do(c.Undo(), BOB)
    assert play.session.spent == {("vote", BOB): 2}
    assert play.session.writers == {901: BOB, 902: BOB}
    play.do(c.Undo(), BOB)
    play.do(c.Undo(), BOB)
    assert (play.session.spent, play.session.votes, play.session.writers) == ({}, {}, {})


def test_a_budget_holds_for_somebody_who_was_taken_off_the_list_and_came_back() -> None:
    play = voting()
    for id, target in ((901, TOPIC), (902, TOPIC), (903, LESSON)):
        play.do(c.CastVote(id, target), BOB)
    play.do(c.RemovePerson(BOB))
    play.do(c.Join(BOB, "Bob"), BOB)
    assert play.refused(c.CastVote(904, LESSON), BOB) == ALL_GIVEN


def test_a_crash_that_lost_a_topic_loses_the_dots_on_it_and_no_others() -> None:
    play = voting()
    play.do(c.CastVote(901, TOPIC), BOB)
    play.do(c.CastVote(902, LESSON), BOB)
    tables, sealed = kept(play.session)
    del tables["topics"][TOPIC]
    assert set(documents.read("s2", tables, sealed).votes) == {902}


def old(play: Play, named: dict[Id, Id]) -> tuple[documents.Tables, documents.Document]:
    """The documents as an earlier version kept them: dots in the open, with their givers."""
    tables, sealed = kept(play.session)
    tables["votes"] = {d["id"]: {**d, "person": named[d["id"]]} for d in sealed.pop("votes")}
    sealed.pop("spent")
    tables["session"][1].pop("locked", None)
    return tables, sealed


def test_documents_of_an_earlier_version() -> None:
    play = voting()
    for id, target, person in ((901, TOPIC, BOB), (902, TOPIC, BOB), (903, LESSON, ANN)):
        play.do(c.CastVote(id, target), person)
    tables, sealed = old(play, {901: BOB, 902: BOB, 903: ANN})
    session = documents.read("s2", tables, sealed)
    assert session.locked is False
    assert session.votes[901] == Vote(901, "vote", BOB, TOPIC)
    assert documents.changes(session, session) == ([], None)
    again = replace(play, session=session)
    assert [again.seen_by(who).dots_left for who in (ANN, BOB)] == [2, 1]
    assert again.refused(c.CastVote(904, TOPIC), BOB) == "One topic gets 2 dots at most."
    # Old dots and new ones side by side.
    again.do(c.CastVote(904, LESSON), BOB)
    assert again.refused(c.CastVote(905, LESSON), BOB) == ALL_GIVEN
    before = again.session
    again.do(c.TakeVote(TOPIC), BOB)
    assert documents.changes(before, again.session) == ([("votes", 902, None)], None)
    again.do(c.Undo(), BOB)
    assert again.session.votes[902] == Vote(902, "vote", BOB, TOPIC)
    again.at("discuss")
    assert {vote.person for vote in again.seen_by(OLA).session.votes.values()} == {None}
    assert tally(again.session) == tally(again.seen_by(OLA).session) == {TOPIC: 2, LESSON: 2}
    before = again.session
    again.do(c.Finish())
    changes, after = documents.changes(before, again.session)
    assert after
    assert {("votes", id, None) for id in (901, 902, 903)} <= {
        (table, id, document) for table, id, document in changes if document is None
    }
    assert str(BOB) not in json.dumps(after["votes"])
    assert len(after["votes"]) == 4


def test_a_finished_session_of_an_earlier_version_opens_as_it_was() -> None:
    play = voting()
    play.do(c.CastVote(901, TOPIC), BOB)
    play.do(c.Finish())
    tables, sealed = kept(play.session)
    tables["votes"] = {901: {**sealed.pop("votes")[0], "person": BOB}}
    session = documents.read("s2", tables, sealed)
    assert tally(session) == {TOPIC: 1}
    assert documents.changes(session, session) == ([], None)


def test_ids_say_nothing_of_the_order_in_which_they_were_drawn() -> None:
    """However dots were cast, what is stored of them is sorted by ids drawn at random."""
    dice = Random(7)
    play = voting()
    for person in (FAY, ANN, BOB):
        for target in dice.sample((TOPIC, LESSON, LESSON_TOO), 3):
            play.do(c.CastVote(dice.randrange(2**53), target), person)
    ids = [vote["id"] for vote in kept(play.session)[1]["votes"]]
    assert ids == sorted(ids) != list(play.session.votes)
