"""What is anonymous stays so: no writer, no time, no order; not in views, tables or undo."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from retro.session import commands as c
from retro.session import documents
from retro.session.format import Phase
from retro.session.model import Session, Writing
from retro.session.rules import PROGRAM
from retro.session.select import cards_of, spread, timeline
from tests.session.sample import (
    ANN,
    BOB,
    FAY,
    FORMAT,
    IDEA,
    OLA,
    STRANGER,
    Play,
    begin,
    items,
    ripe,
    stored,
)

SHOWN_ONLY = "Only whoever wrote an anonymous card can change it, and only until it is shown."
LATE = (
    "The anonymous cards have been shown; one more now would show who wrote it."
    " Say it aloud, or park it."
)
ALL = (FAY, ANN, BOB, OLA, STRANGER, PROGRAM)


def restarted(play: Play) -> Play:
    """The same session after the server stopped: what was stored, and nothing else."""
    tables: documents.Tables = {}
    changes, sealed = documents.changes(None, play.session)
    for table, id, document in changes:
        if document is not None:
            tables.setdefault(table, {})[id] = document
    again = documents.read(play.session.key, tables, sealed or {})
    return replace(play, session=again)


def test_a_writer_sees_and_changes_their_card_until_the_reveal() -> None:
    play = begin().at("ideas")
    play.do(c.WriteCard(900, "a thought"), ANN)
    for person in ALL:
        assert (900 in play.seen_by(person).session.cards) == (person == ANN)
        assert set(play.seen_by(person).session.writers) <= ({900} if person == ANN else set())
    play.do(c.WriteCard(900, "a better thought"), ANN)
    assert play.refused(c.WriteCard(900, "mine"), BOB) == SHOWN_ONLY
    assert play.refused(c.RemoveCard(900), FAY) == SHOWN_ONLY
    play.do(c.RemoveCard(900), ANN)
    assert play.session.writers == {}
    assert play.do(c.Undo(), ANN)
    assert play.do(c.WriteCard(900, "the best thought"), ANN)
    card = play.session.cards[900]
    assert (card.author, card.number) == (None, 0)


@pytest.mark.parametrize("how", [c.Reveal(), c.Advance("ideas"), c.Finish()])
def test_after_the_reveal_nobody_wrote_it(how: c.Command) -> None:
    play = begin().at("ideas")
    play.do(c.WriteCard(900, "a thought"), ANN)
    play.do(how)
    assert play.session.writers == {}
    assert play.session.undo == {}
    assert str(ANN) not in repr(play.session.cards)
    assert not any(person in repr(play.session.cards) for person in ("Ann", "author=1"))
    if play.session.closed is None:
        for person in (FAY, ANN, BOB):
            assert play.refused(c.WriteCard(900, "changed"), person) == SHOWN_ONLY
            assert play.refused(c.RemoveCard(900), person) == SHOWN_ONLY
            assert play.refused(c.Undo(), person) == "There is nothing to undo in this phase."
            assert play.refused(c.WriteCard(901, "late", phase="ideas"), person) == LATE
        assert play.do(c.Park(901, "late"), ANN)


def test_the_cards_come_in_no_order() -> None:
    play = begin().at("ideas")
    ids = [907, 903, 905, 901]
    for id in ids:
        play.do(c.WriteCard(id, f"thought {id}"), ANN)
    _, sealed = documents.changes(None, play.session)
    assert sealed
    assert [document["id"] for document in sealed["cards"]] == sorted(ids)
    play.do(c.Reveal())
    assert list(play.seen_by(BOB).session.cards) == sorted(ids)
    assert [card.id for card in cards_of(play.session, "ideas")] == sorted(ids)


def test_the_answers_come_in_no_order_and_the_marks_go() -> None:
    play = begin().at("checkin")
    for id, person, value in ((903, ANN, 1), (901, BOB, 5), (902, FAY, 3)):
        play.do(c.GiveAnswer(id, value), person)
        assert play.seen_by(person).session.answered == {("checkin", person)}
        assert play.seen_by(person).answers_left == 0
    assert play.seen_by(FAY).done == 3
    assert [answer.value for answer in play.seen_by(ANN).session.answers.values()] == [1]
    play.do(c.Reveal())
    assert list(play.session.answers) == [901, 902, 903]
    assert play.session.answered == frozenset()
    assert play.session.writers == {}
    assert play.seen_by(OLA).done == 3
    assert spread(play.seen_by(OLA).session, play.session.phase) == {1: 1, 3: 1, 5: 1}


def test_undo_after_the_reveal_gives_nobody_a_card() -> None:
    """A step that touches a shown anonymous card must not make whoever undoes it its writer."""
    hidden = [
        replace(phase, anonymous=True, hidden=True) if phase.key == "happened" else phase
        for phase in FORMAT.phases
    ]
    play = begin(Writing.APART, replace(FORMAT, phases=tuple(hidden))).at("plan")
    play.do(c.WriteCard(901, "a plan"), ANN)
    play.at("happened").do(c.WriteCard(900, "it happened"), ANN)
    play.do(c.Reveal())
    play.do(c.LinkCard(900, 901), BOB)
    play.do(c.Undo(), BOB)
    assert play.session.writers == {}
    assert play.refused(c.WriteCard(900, "changed"), BOB) == SHOWN_ONLY


def test_anonymous_means_hidden() -> None:
    """A card that all see come in while one person types is not anonymous."""
    seen = tuple(replace(phase, hidden=False) for phase in FORMAT.phases)
    play = begin(Writing.APART, replace(FORMAT, phases=seen)).at("ideas")
    play.do(c.WriteCard(900, "a thought"), ANN)
    assert 900 not in play.seen_by(FAY).session.cards
    play.at("lessons")
    assert play.session.writers == {}


def test_no_time_is_kept_of_what_is_anonymous() -> None:
    play = begin().at("ideas")
    for command in (
        c.WriteCard(900, "a thought"),
        c.WriteCard(901, "another"),
        c.WriteCard(900, "a better thought"),
        c.RemoveCard(901),
        c.Undo(),
        c.Park(902, "later"),
        c.MarkReady(),
    ):
        before = play.session.last
        play.now += timedelta(minutes=1)
        assert play.do(command, ANN)
        assert play.session.last == before


def test_nor_when_the_session_went_back_meanwhile() -> None:
    play = begin().at("ideas")
    play.do(c.WriteCard(900, "a thought"), ANN)
    play.at("why")
    before = play.session.last
    play.now += timedelta(minutes=1)
    assert play.do(c.WriteCard(900, "a better thought"), ANN)
    assert play.do(c.Undo(), ANN)
    assert play.do(c.RemoveCard(900), ANN)
    assert play.session.last == before
    play.do(c.Park(901, "something else"), ANN)
    assert play.session.last == play.now


def test_grouping_shown_cards_is_no_secret() -> None:
    play = ripe().at("discuss")
    play.now += timedelta(minutes=1)
    play.do(c.MoveCard(IDEA, None), BOB)
    assert play.session.last == play.now


def test_sealed_documents_say_what_not_who_or_when() -> None:
    play = begin().at("checkin")
    play.do(c.GiveAnswer(900, 4), ANN)
    play.at("ideas").do(c.WriteCard(901, "a thought", column="stop"), ANN)
    changes, sealed = documents.changes(None, play.session)
    assert sealed == {
        "cards": [
            {"id": 901, "phase": "ideas", "column": "stop", "text": "a thought", "number": 0}
        ],
        "answers": [{"id": 900, "phase": "checkin", "value": 4}],
    }
    open_text = json.dumps([document for _, _, document in changes])
    assert "a thought" not in open_text
    assert not {"901", "900"} & {str(id) for _, id, _ in changes}


def test_marks_are_sealed_while_the_poll_is_open() -> None:
    play = begin().at("checkin")
    before = play.session
    play.do(c.GiveAnswer(900, 4), ANN)
    changes, sealed = documents.changes(before, play.session)
    assert sealed == {
        "answers": [{"id": 900, "phase": "checkin", "value": 4}],
        "answered": [["checkin", ANN]],
    }
    assert changes == []
    play.do(c.TakeAnswer(), ANN)
    assert documents.changes(before, play.session) == ([], None)


def test_after_a_restart_the_cards_are_there_and_nobody_may_change_them() -> None:
    play = begin().at("ideas")
    play.do(c.WriteCard(900, "a thought"), ANN)
    play.do(c.WriteCard(901, "another"), BOB)
    again = restarted(play)
    assert items(again.session) == items(play.session)
    again.do(c.Recover(), PROGRAM)
    for person in ALL:
        assert again.seen_by(person).session.cards == {}
    assert again.refused(c.WriteCard(900, "changed"), ANN) == SHOWN_ONLY
    again.do(c.WriteCard(902, "a third"), ANN)
    again.do(c.Advance("ideas"))
    assert set(again.seen_by(STRANGER).session.cards) == {900, 901, 902}


def test_after_a_restart_nobody_answers_twice() -> None:
    play = begin().at("checkin")
    play.do(c.GiveAnswer(900, 4), ANN)
    again = restarted(play)
    stays = "Your answer is in, and nobody can tell which one it is: it stays."
    assert again.refused(c.GiveAnswer(901, 2), ANN) == stays
    assert again.refused(c.GiveAnswer(900, 4), ANN) == stays
    assert again.do(c.TakeAnswer(), ANN) == ()
    assert again.seen_by(ANN).answers_left == 0
    assert again.seen_by(BOB).answers_left == 1
    again.do(c.GiveAnswer(902, 3), BOB)
    assert again.seen_by(FAY).done == 2


def test_a_crash_between_topics_and_sealed_cards_leaves_no_loose_ends() -> None:
    play = ripe()
    changes, sealed = documents.changes(None, play.session)
    assert sealed
    tables: documents.Tables = {}
    for table, id, document in changes:
        if document is not None and (table, document.get("name")) != ("topics", "Preparing"):
            tables.setdefault(table, {})[id] = document
    tables["votes"], tables["notes"] = {}, {}
    assert documents.read("s2", tables, sealed).cards[IDEA].topic is None
    ungrouped = {**sealed, "cards": [{**d, "topic": None} for d in sealed["cards"]]}
    tables["topics"] = {1: {"id": 1, "name": "Preparing", "number": 9}}
    assert documents.read("s2", tables, ungrouped).topics == {}


def test_one_keyboard_has_no_secrets() -> None:
    play = begin(Writing.TOGETHER).at("ideas")
    play.do(c.WriteCard(900, "a thought"))
    assert play.session.cards[900].author == FAY
    assert 900 in play.seen_by(STRANGER).session.cards
    assert documents.changes(None, play.session)[1] is None
    assert play.session.last == play.now


def test_timeline_cards_without_an_order_or_a_time_come_last() -> None:
    play = _anonymous_timeline()
    play.do(c.WriteCard(901, "somewhen"), ANN)
    play.do(c.WriteCard(902, "early", when="9:00"), BOB)
    play.do(c.WriteCard(903, "late", when="11:00"), BOB)
    texts = [card.text for card in timeline(play.session.cards.values())]
    assert texts == ["early", "late", "somewhen"]


def _anonymous_timeline() -> Play:
    def mark(phase: Phase) -> Phase:
        return replace(phase, anonymous=True) if phase.key == "happened" else phase

    return begin(Writing.APART, replace(FORMAT, phases=tuple(mark(p) for p in FORMAT.phases))).at(
        "happened"
    )


def test_what_is_stored_is_the_session() -> None:
    play = ripe()
    expected: Session = stored(play.session)
    assert restarted(play).session == expected


def test_the_time_of_a_sealed_phase_is_noted_by_the_room_alone() -> None:
    play = begin().at("ideas")
    began = play.session.last
    play.now += timedelta(minutes=4)
    play.do(c.WriteCard(900, "a thought"), ANN)
    assert play.session.last == began
    assert play.refused(c.NoteTime(), ANN) == "Only the facilitator can do this."
    play.do(c.NoteTime(), PROGRAM)
    play.now += timedelta(minutes=60)
    again = restarted(play)
    again.now = play.now
    again.do(c.Recover(), PROGRAM)
    timer = again.session.timer("ideas")
    assert timer is not None
    assert timer.elapsed(again.now) == timedelta(minutes=4)
    play.do(c.PauseTimer())
    assert play.do(c.NoteTime(), PROGRAM) == ()
