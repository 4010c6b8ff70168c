"""A session that rests for days, one that goes on anonymously, and a plan that was made before."""

from datetime import date, timedelta
from random import Random

import pytest

from retro.session import course, documents
from retro.session.commands import (
    Advance,
    Finish,
    GiveAnswer,
    GoOn,
    Join,
    Rest,
    Reveal,
    WriteAnonymously,
    WriteCard,
)
from retro.session.format import Format, Kind, Phase, Scale
from retro.session.model import Person, Role, Session, Writing
from retro.session.pausing import feels_unsafe, is_low, working_days_after
from tests.session.sample import ANN, BOB, FAY, NOW, Play, begin

SCALE = Scale(("nothing", "little", "a part", "nearly all", "anything"))
SAFETY = Phase(
    "safety", Kind.POLL, "Safety", 2, scale=SCALE, hidden=True, anonymous=True, safety=True
)
PLANNED = Phase("planned", Kind.COLLECT, "Planned", 5, hidden=True, takes_plan=True)
TALK = Phase("talk", Kind.ROUNDS, "Talk", 5, in_turn=True)
IDEAS = Phase("ideas", Kind.COLLECT, "Ideas", 5, rest=2)
FORMAT = Format(
    "short",
    "en",
    "Short",
    "To try it.",
    (SAFETY, PLANNED, TALK, IDEAS, Phase("close", Kind.CLOSE, "Close", 2)),
)
RESTS = "This session rests. It goes on when the facilitator says so."


def stored(session: Session) -> Session:
    """The session after it was kept and read."""
    changes, sealed = documents.changes(None, session)
    tables: documents.Tables = {}
    for table, id, document in changes:
        if document is not None:
            tables.setdefault(table, {})[id] = document
    return documents.read(session.key, tables, sealed or {})


def test_a_session_rests_and_goes_on() -> None:
    play = begin(format=FORMAT).at("ideas")
    play.now += timedelta(minutes=3)
    play.do(Rest(date(2024, 5, 6)))
    assert play.refused(WriteCard(900, "idea"), ANN) == RESTS
    assert play.refused(Advance("ideas")) == RESTS
    play.session = stored(play.session)
    assert play.session.rests == date(2024, 5, 6)
    play.do(Join(90, "Zoe"), 90)
    play.now += timedelta(days=4)
    play.do(GoOn())
    play.do(WriteCard(900, "idea"), ANN)
    timer = play.session.timer("ideas")
    assert timer is not None
    assert timer.elapsed(play.now) == timedelta(minutes=3)


@pytest.mark.parametrize("until", [date(2024, 5, 2), date(2023, 1, 1), date(2025, 5, 2)])
def test_a_rest_ends_within_reach(until: date) -> None:
    told = "Choose a day from tomorrow on, 90 days away at most."
    assert begin(format=FORMAT).refused(Rest(until)) == told


def test_a_resting_session_can_end() -> None:
    play = begin(format=FORMAT)
    play.do(Rest(date(2024, 5, 6)))
    play.do(Finish())
    assert play.session.rests is None


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2024, 5, 2), 2, date(2024, 5, 6)),  # Thursday to Monday
        (date(2024, 5, 3), 1, date(2024, 5, 6)),
        (date(2024, 5, 4), 1, date(2024, 5, 6)),
        (date(2024, 5, 6), 5, date(2024, 5, 13)),
        (date(2024, 5, 6), 0, date(2024, 5, 6)),
    ],
)
def test_working_days(day: date, days: int, then: date) -> None:
    assert working_days_after(day, days) == then


@pytest.mark.parametrize(
    ("values", "low"),
    [
        ([], False),
        ([5, 5, 4], False),
        ([4, 4, 3], False),
        ([5, 5, 5, 5, 2], True),
        ([3, 3, 5, 5], True),
        ([4, 4, 3, 3], True),
        ([3, 4, 4], False),
        ([1], True),
    ],
)
def test_low_safety(values: list[int], low: bool) -> None:
    play = begin(format=FORMAT)
    for number, value in enumerate(values):
        play.do(Join(1000 + number, f"P{number}"))
        play.do(GiveAnswer(2000 + number, value), 1000 + number)
    assert is_low(list(play.session.answers.values())) is low
    assert not feels_unsafe(play.session), "nothing is said before the answers are shown"
    play.do(Reveal())
    assert feels_unsafe(play.session) is low


def test_from_here_on_all_write_anonymously() -> None:
    play = begin(format=FORMAT)
    play.do(WriteAnonymously())
    play.session = stored(play.session)
    format = play.session.format
    assert [phase.anonymous for phase in format] == [True, True, False, True, False]
    play.at("planned").do(WriteCard(900, "unseen"), ANN)
    play.at("ideas").do(WriteCard(901, "unseen too"), ANN)
    assert play.session.cards[901].author is None
    assert 901 not in play.seen_by(BOB).session.cards
    assert play.do(WriteAnonymously()) == ()


def test_what_was_begun_stays_as_it_is() -> None:
    play = begin(format=FORMAT).at("ideas")
    play.do(WriteCard(900, "named"), ANN)
    play.at("safety").do(WriteAnonymously())
    format = play.session.format
    assert not format.phase("ideas").anonymous
    assert not format.phase("planned").anonymous, "its time has run: it was begun"


def test_a_plan_taken_over_keeps_no_names_in_its_phase() -> None:
    """Whoever is told that cards have no names from here on is told the truth."""
    session = course.begin(
        "s",
        FORMAT,
        title="Move",
        goal="",
        team="",
        facilitator=Person(FAY, "Fay", Role.FACILITATOR),
        now=NOW,
        writing=Writing.APART,
        plan={801: "Out by noon"},
    )
    play = Play(session, NOW, Random(1))
    play.do(Join(ANN, "Ann"))
    play.do(WriteAnonymously())
    play.at("planned").do(WriteCard(900, "Be quick"), ANN)
    assert play.session.cards[900].author is None
    play.session = stored(play.session)
    play.do(Reveal())
    texts = {card.text for card in play.seen_by(BOB).session.cards.values()}
    assert texts == {"Out by noon", "Be quick"}


def test_one_keyboard_writes_on_paper() -> None:
    told = "One keyboard writes for the room: let people write on paper, and mix the sheets."
    assert begin(Writing.TOGETHER, FORMAT).refused(WriteAnonymously()) == told


@pytest.mark.parametrize("writing", Writing)
def test_a_plan_made_before_is_there_once_all_have_written(writing: Writing) -> None:
    session = course.begin(
        "s",
        FORMAT,
        title="Move",
        goal="",
        team="",
        facilitator=Person(FAY, "Fay", Role.FACILITATOR),
        now=NOW,
        writing=writing,
        plan={801: "Out by noon", 802: "Nothing lost"},
        plan_from="before",
    )
    play = Play(stored(session), NOW, Random(1))
    play.do(Join(ANN, "Ann"))
    play.at("planned").do(WriteCard(900, "Be quick"), ANN)
    seen = play.seen_by(FAY).session
    assert seen.plan_from == "before"
    if writing is Writing.APART:
        assert not seen.cards
        play.do(Reveal())
    texts = [card.text for card in play.seen_by(FAY).session.cards.values()]
    assert texts == ["Out by noon", "Nothing lost", "Be quick"]
    play.do(WriteCard(801, "Out by one"), FAY)
    assert play.session.cards[801].text == "Out by one"


def test_a_format_that_takes_no_plan_is_given_none() -> None:
    session = course.begin(
        "s",
        Format("x", "en", "X", "", (IDEAS,)),
        title="Move",
        goal="",
        team="",
        facilitator=Person(FAY, "Fay", Role.FACILITATOR),
        now=NOW,
        plan={801: "Out by noon"},
        plan_from="before",
    )
    assert not session.cards
    assert session.plan_from == ""


def test_a_health_check_asks_for_an_arrow_as_well() -> None:
    theme = Phase("pace", Kind.POLL, "Pace", 4, scale=Scale(("red", "amber", "green")), arrow=True)
    play = begin(format=Format("h", "en", "H", "", (theme,)))
    play.do(GiveAnswer(901, 2, 1), ANN)
    play.do(GiveAnswer(902, 3), BOB)
    assert play.refused(GiveAnswer(903, 3, 2)) == "Choose worse, the same or better."
    assert [answer.arrow for answer in play.session.answers.values()] == [1, 0]
    assert stored(play.session).answers == play.session.answers
    play.do(GiveAnswer(904, 2, -1), ANN)
    assert play.session.answers[901].arrow == -1


def test_other_polls_have_no_arrow() -> None:
    play = begin(format=FORMAT)
    play.do(GiveAnswer(901, 2, 1), ANN)
    assert play.session.answers[901].arrow is None
