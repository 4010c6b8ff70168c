"""The rules for names, for who facilitates, and for the door."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from retro.session import commands as c
from retro.session.model import Person, Role, Writing
from retro.session.names import alike, is_reserved, skeleton
from retro.session.rules import PROGRAM
from tests.session.sample import ANN, BOB, FAY, OLA, STRANGER, begin, ripe

LOCKED = "This session is locked: ask the facilitator to let you in."
FACILITATOR_ONLY = "Only the facilitator can do this."


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ann", "ann"),
        ("Ann", "\u0410nn"),  # Cyrillic A
        ("Ann", "\u0391nn"),  # Greek Alpha
        ("Ann", "\uff21\uff4e\uff4e"),  # full width
        ("Ann", "\U0001d400nn"),  # mathematical bold
        ("NICK", "\u039dICK"),  # Greek Nu
        ("\u039d\u03af\u03ba\u03bf\u03c2", "\u03bd\u03af\u03ba\u03bf\u03c2"),  # its own small nu
        ("Ian", "lan"),  # a small L
        ("Ian", "1an"),
        ("Al", "A|"),
        ("Zo\u00eb", "Zo\u0451"),  # Cyrillic io
        ("Zo\u00eb", "Zoe\u0308"),
        ("Stra\u00dfe", "STRASSE"),
        ("Bob", "\u0412ob"),  # Cyrillic Ve
        ("Joop", "\u0408\u043e\u043ep"),
    ],
)
def test_names_that_are_drawn_alike(name: str, other: str) -> None:
    assert alike(name, other)
    assert alike(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ann", "Anna"),
        ("Zoe", "Zo\u00eb"),
        ("Lan", "Ian"),  # two names, and no capital is drawn as the other
        ("Ilse", "Lise"),
        ("Ella", "Elia"),
        ("\u0410\u043d\u043d\u0430", "Anna"),  # Anna in Cyrillic: its n is another letter
        ("\u0418\u0433\u043e\u0440\u044c", "\u041e\u043b\u0435\u0433"),
        ("\u674e", "\u738b"),
    ],
)
def test_names_that_are_not(name: str, other: str) -> None:
    assert not alike(name, other)


def test_a_skeleton_is_one_for_all_spellings() -> None:
    assert skeleton("\uff21\u043dn") == skeleton("a\u043dN") != skeleton("Ahn")
    assert skeleton("\u0410nn") == "ann"


@pytest.mark.parametrize("by", [90, PROGRAM, FAY])
def test_nobody_comes_in_under_a_name_like_one_that_is_there(by: int) -> None:
    play = begin()
    taken = "There is a Ann already; add a letter or a surname."
    assert play.refused(c.Join(90, "\u0410nn"), by) == taken
    assert play.refused(c.ChangePerson(BOB, "\u0391NN"), FAY) == taken
    assert play.do(c.Join(90, "\u0410nn Smith"), by)


@pytest.mark.parametrize(
    "name",
    [
        *("facilitator", "Facilitator", "SYSTEM", "anonymous", "Begeleider", "systeem", "Anoniem"),
        *("Fac1litator", "f\u0430cilitat\u043er", "Facllitator", "An0nymous", "\uff33ystem"),
        *("Robin (facilitator)", "Robin, beg\u0435leider", "F-a-c-i-l-i-t-a-t-o-r"),
    ],
)
@pytest.mark.parametrize("by", [90, PROGRAM, FAY])
def test_nobody_poses_as_a_part_of_the_program(name: str, by: int) -> None:
    play = begin()
    reason = "could be taken for a part of retro: use your own name."
    assert play.refused(c.Join(90, name), by).endswith(reason)
    assert play.refused(c.ChangePerson(ANN, name), ANN).endswith(reason)
    assert begin(Writing.TOGETHER).do(c.Join(90, name), FAY)  # one keyboard: nobody can pose


def test_whoever_has_such_a_name_goes_on() -> None:
    play = begin()
    people = {**play.session.people, 90: Person(90, "System"), 91: Person(91, "Ann")}
    play.session = replace(play.session, people=MappingProxyType(people))
    assert is_reserved("System")
    assert play.do(c.ChangePerson(90, "System", named=True), 90)
    assert play.do(c.ChangePerson(91, "Ann", Role.OBSERVER), FAY)
    assert play.do(c.MarkReady(), 90)
    assert play.refused(c.ChangePerson(90, "Systeem"), 90)


def test_a_locked_session_lets_in_whom_the_facilitator_brings() -> None:
    play = begin()
    play.do(c.Lock())
    assert play.session.locked
    assert play.do(c.Lock()) == ()
    assert play.refused(c.Join(90, "Zoe"), 90) == LOCKED
    assert play.refused(c.Join(90, "Zoe", Role.OBSERVER), 90) == LOCKED
    assert play.do(c.Join(ANN, "Ann"), ANN) == ()  # who is in stays in
    assert play.do(c.Join(90, "Zoe"), FAY)
    assert play.do(c.Join(91, "Zed", Role.FACILITATOR), PROGRAM)
    assert play.seen_by(STRANGER).session.locked
    play.do(c.Lock(False), 91)
    assert play.do(c.Join(92, "Yan"), 92)


def test_handing_over() -> None:
    play = begin()
    play.do(c.HandOver(ANN))
    roles = {person.id: person.role for person in play.session.people.values()}
    assert (roles[ANN], roles[FAY]) == (Role.FACILITATOR, Role.PARTICIPANT)
    assert play.do(c.HandOver(ANN), FAY) == ()  # sent again
    assert play.refused(c.HandOver(BOB), FAY) == FACILITATOR_ONLY
    assert play.do(c.HandOver(ANN), ANN) == ()
    assert play.refused(c.HandOver(999), ANN).startswith("That is no longer there")
    observes = "Ola is an observer; let them take part first."
    assert play.refused(c.HandOver(OLA), ANN) == observes
    play.do(c.ChangePerson(OLA, role=Role.PARTICIPANT), ANN)
    assert play.do(c.HandOver(OLA), ANN)


def test_deputies() -> None:
    play = begin()
    play.do(c.ChangePerson(ANN, role=Role.FACILITATOR))
    play.do(c.HandOver(ANN))  # who facilitates already
    assert play.session.people[FAY].role is Role.PARTICIPANT
    play.do(c.HandOver(BOB), PROGRAM)
    facilitators = {p.id for p in play.session.people.values() if p.role is Role.FACILITATOR}
    assert facilitators == {ANN, BOB}


def test_what_somebody_wrote_stays_hidden_when_they_are_taken_off_the_list() -> None:
    play = begin().at("plan")
    play.do(c.WriteCard(901, "of Ann"), ANN)
    play.at("ideas").do(c.WriteCard(902, "unseen"), ANN)
    play.do(c.RemovePerson(ANN))
    assert {901, 902} <= play.session.cards.keys()
    assert all(902 not in play.seen_by(person).session.cards for person in (FAY, BOB, OLA))
    play.do(c.Reveal())
    assert 902 in play.seen_by(OLA).session.cards


def test_removing_somebody_takes_their_answer_for_more_time_along() -> None:
    play = ripe().at("discuss")
    play.do(c.AskMoreTime(900, 5))
    play.do(c.AnswerMoreTime(True), ANN)
    play.do(c.RemovePerson(ANN))
    assert play.session.more_time
    assert play.session.more_time.answers == {}
