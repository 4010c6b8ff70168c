"""Rounds: whose case it is, who has the floor, and what is erased at the end."""

from dataclasses import replace

import pytest

from retro.session import documents
from retro.session.commands import (
    CastVote,
    Finish,
    GiveFloor,
    MakeTopic,
    NameCaseOwner,
    RemovePerson,
    WriteAction,
    WriteCard,
    WriteNote,
)
from retro.session.format import Format, Kind, Phase
from retro.session.model import Id, Writing
from retro.session.rounds import next_speaker, speakers
from tests.session.sample import ANN, BOB, FAY, FORMAT, OLA, Play, begin, ripe

CASES = Phase("cases", Kind.COLLECT, "Cases", 10, confidential=True)
CHOICE = Phase("choice", Kind.VOTE, "Choose", 5, source=("cases",), most=2, each=1)
TELL = Phase("tell", Kind.ROUNDS, "Tell", 5, owner_speaks=True, confidential=True)
ADVICE = Phase(
    "advice", Kind.ROUNDS, "Advice", 12, in_turn=True, owner_listens=True, confidential=True
)
COMMIT = Phase("commit", Kind.COMMIT, "Actions", 5, source=("advice",))
CONSULTATION = Format(
    "consultation",
    "en",
    "Consultation",
    "To help one of us.",
    (CASES, CHOICE, TELL, ADVICE, COMMIT, Phase("close", Kind.CLOSE, "Close", 3)),
)


def at(key: str, owner: Id | None = ANN) -> Play:
    play = begin(format=CONSULTATION).at(key)
    if owner is not None:
        play.do(NameCaseOwner(owner))
    return play


def names(play: Play) -> set[str]:
    return {person.name for person in speakers(play.session)}


def test_everybody_but_the_owner_and_observers_takes_a_turn() -> None:
    assert names(at("advice")) == {"Fay", "Bob"}
    assert names(at("advice", owner=None)) == {"Fay", "Ann", "Bob"}


def test_the_order_differs_from_round_to_round_and_stays_within_one() -> None:
    play = begin(format=CONSULTATION)
    for number in range(20, 40):
        play.session = replace(
            play.session,
            people={**play.session.people, number: replace(play.session.people[ANN], id=number)},
        )
    first = [person.id for person in speakers(play.at("tell").session)]
    second = [person.id for person in speakers(play.at("advice").session)]
    assert sorted(first) == sorted(second)
    assert first != second
    assert first != sorted(first)


def test_the_floor_goes_round_once() -> None:
    play = at("advice")
    order = []
    while speaker := next_speaker(play.session):
        play.do(GiveFloor(speaker.id, after=play.session.speaker))
        order.append(speaker.id)
        assert play.seen_by(OLA).session.speaker == speaker.id
    assert sorted(order) == [FAY, BOB]
    play.do(GiveFloor(None, after=order[-1]))
    assert play.session.speaker is None
    assert play.session.spoken == tuple(order)


def test_who_is_not_there_is_passed_over() -> None:
    play = at("advice")
    assert {next_speaker(play.session, {BOB}), next_speaker(play.session, {FAY, ANN})} == {
        play.session.people[BOB],
        play.session.people[FAY],
    }
    assert next_speaker(play.session, {ANN}) is None


def test_a_key_pressed_twice_skips_nobody() -> None:
    play = at("advice")
    play.do(GiveFloor(BOB))
    assert play.do(GiveFloor(FAY, after=None)) == ()
    assert play.session.speaker == BOB


def test_whoever_has_the_floor_passes_it_on_and_nobody_else_does() -> None:
    play = at("advice")
    play.do(GiveFloor(BOB))
    told = "Only the facilitator, or whoever has the floor, passes it on."
    assert play.refused(GiveFloor(FAY, after=BOB), ANN) == told
    play.do(GiveFloor(FAY, after=BOB), BOB)
    assert play.session.speaker == FAY


@pytest.mark.parametrize(
    ("phase", "speaker", "told"),
    [
        ("advice", ANN, "Ann listens in this round."),
        ("advice", OLA, "Ola listens in this round."),
        ("tell", BOB, "Nobody takes turns in this round."),
        ("cases", BOB, "This is not the moment for that: the session is at “Cases”."),
    ],
)
def test_the_floor_is_refused(phase: str, speaker: Id, told: str) -> None:
    assert at(phase).refused(GiveFloor(speaker)) == told


def test_a_format_about_everybody_has_no_owner() -> None:
    plain = replace(FORMAT, phases=(FORMAT.phases[0], FORMAT.phases[-1]))
    told = "This format is about everybody: nobody brings a case."
    assert begin(format=plain).refused(NameCaseOwner(ANN)) == told


def test_an_observer_brings_no_case() -> None:
    assert "Observers watch" in at("cases").refused(NameCaseOwner(OLA))


def test_the_owner_listens_and_writes_nothing() -> None:
    play = at("advice")
    assert "You listen in this round" in play.refused(WriteCard(900, "But I"), ANN)
    play.do(WriteCard(901, "In your place I would ask"), BOB)
    together = begin(Writing.TOGETHER, CONSULTATION).at("advice")
    together.do(NameCaseOwner(FAY))
    together.do(WriteCard(902, "typed for Bob"), FAY)


def test_what_the_owner_had_half_typed_when_they_were_named_can_be_sent_later() -> None:
    play = at("advice")
    play.at("commit").do(WriteCard(900, "I had begun to write", phase="advice"), ANN)
    assert play.session.cards[900].author == ANN


def test_another_owner_takes_the_floor_from_whoever_had_it() -> None:
    play = at("advice")
    play.do(GiveFloor(BOB))
    play.do(NameCaseOwner(BOB))
    assert (play.session.speaker, play.session.case_owner) == (None, BOB)


def test_whoever_is_removed_has_neither_case_nor_floor() -> None:
    play = at("advice")
    play.do(GiveFloor(BOB))
    play.do(RemovePerson(BOB))
    play.do(RemovePerson(ANN))
    session = play.session
    assert (session.speaker, session.spoken, session.case_owner) == (None, (), None)


def test_the_next_phase_begins_without_a_speaker() -> None:
    play = at("advice")
    play.do(GiveFloor(BOB))
    play.at("commit")
    assert play.session.spoken == ()
    assert play.session.speaker is None
    assert play.session.case_owner == ANN


def test_what_is_confidential_is_erased_at_the_end() -> None:
    play = at("cases")
    play.do(WriteCard(900, "secret case"), ANN)
    play.do(WriteCard(901, "secret too"), BOB)
    play.at("choice").do(MakeTopic(980, "secret name", (901,)), BOB)
    play.do(CastVote(950, 980), BOB)
    play.at("advice").do(WriteCard(902, "secret advice"), BOB)
    play.do(WriteNote(960, "secret note", 902), BOB)
    play.at("commit").do(WriteAction(970, "Call the school", parent=902), ANN)
    play.do(Finish())
    assert play.session.case_owner is None, "whose case it was is told to nobody"
    changes, sealed = documents.changes(None, play.session)
    assert "secret" not in repr((play.session, changes, sealed))
    assert [action.text for action in play.session.actions.values()] == ["Call the school"]
    assert play.session.actions[970].parent is None


def test_what_is_not_confidential_stays() -> None:
    play = ripe()
    cards = dict(play.session.cards)
    play.do(Finish())
    assert play.session.cards.keys() == cards.keys()


def test_the_round_survives_a_restart() -> None:
    play = at("advice")
    play.do(GiveFloor(BOB))
    changes, sealed = documents.changes(None, play.session)
    tables: documents.Tables = {}
    for table, id, document in changes:
        if document is not None:
            tables.setdefault(table, {})[id] = document
    session = documents.read(play.session.key, tables, sealed or {})
    assert (session.case_owner, session.speaker, session.spoken) == (ANN, BOB, (BOB,))
    assert session.rests is None
