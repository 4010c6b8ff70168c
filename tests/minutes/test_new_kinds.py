"""Minutes of rounds, of what is confidential, of arrows, and of a session that rests."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from retro.formats.catalogue import Catalogue
from retro.minutes.markdown import minutes
from retro.session.commands import GiveAnswer, LinkCard, NameCaseOwner, Rest, Reveal
from retro.session.format import Kind
from retro.session.model import Role, Session, Writing
from retro.words import Words
from tests.minutes.stories import AMSTERDAM_IN_WINTER, Telling

STARTED = datetime(2026, 3, 11, 14, 0, tzinfo=AMSTERDAM_IN_WINTER)
SECRET = "The steward whose name nobody may know"


def told(format: str, language: str = "en", *, together: bool = False) -> Telling:
    """A session with six people that has just begun."""
    writing = Writing.TOGETHER if together else Writing.APART
    found = Telling(
        Catalogue().find(format, language),
        title="Tuesday",
        goal="",
        team="Platform",
        facilitator="Noor",
        started=STARTED,
        writing=writing,
    )
    for name in ("Bo", "Cas", "Dee", "Eef", "Fay"):
        found.join(name)
    return found


def go_to(telling: Telling, phase: str) -> None:
    while telling.session.phase.key != phase:
        telling.on(1)


def case(language: str = "en") -> Telling:
    """A case, up to the advice, with a card in a confidential round."""
    telling = told("iv-incident", language)
    go_to(telling, "cases")
    telling.card(SECRET)
    go_to(telling, "incident")
    telling.send(NameCaseOwner(telling.by))
    go_to(telling, "advice")
    return telling


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "What was said in Cases, Incident, Facts, Analysis, Advice stays in the room.",
        ),
        ("nl", "in the room"),
    ],
)
def test_what_is_confidential_leaves_one_line(language: str, line: str) -> None:
    telling = case(language)
    before = minutes(telling.session, Words("en"))
    assert SECRET not in before
    assert before.count("stays in the room.") == 1
    assert line in before
    telling.end(1)
    after = minutes(telling.session, Words("en"))
    assert SECRET not in after
    assert after.count("stays in the room.") == 1


def test_only_what_was_begun_is_said_to_stay() -> None:
    telling = told("iv-incident")
    assert "stays in the room" not in minutes(telling.session, Words("en"))
    go_to(telling, "cases")
    assert "What was said in Cases stays in the room." in minutes(telling.session, Words("en"))


def test_whose_case_it_was_is_nowhere() -> None:
    telling = case()
    with_owner = minutes(telling.session, Words("en"))
    without = minutes(replace(telling.session, case_owner=None), Words("en"))
    assert with_owner == without


def test_cards_of_a_round_stand_under_its_name() -> None:
    telling = told("premortem")
    go_to(telling, "picture")
    telling.card("Nobody used it after a month")
    telling.send(Reveal())
    text = minutes(telling.session, Words("en"))
    assert "## Picture it\n\n- Nobody used it after a month" in text


def checked(values: tuple[tuple[int, int], ...]) -> Session:
    telling = told("health")
    phase = next(p for p in telling.session.format.phases if p.arrow)
    go_to(telling, phase.key)
    people = [p.id for p in telling.session.people.values() if p.role is not Role.OBSERVER]
    for person, (value, arrow) in zip(people, values, strict=False):
        telling.send(GiveAnswer(telling.id(), value, arrow), person)
    telling.on(1)
    return telling.session


def test_arrows_are_counted_apart_from_colours() -> None:
    session = checked(((1, -1), (1, -1), (2, 0), (3, 1), (3, 1), (3, 0)))
    text = minutes(session, Words("en"))
    assert "- **1** red: It hurts us – ●● 2" in text
    assert "- **2** amber: It could be better – ● 1" in text
    assert "- **3** green: We are glad of it – ●●● 3" in text
    assert "Which way it goes: ↑ 2 better · → 2 the same · ↓ 2 worse." in text


def test_few_arrows_are_not_written_down() -> None:
    text = minutes(checked(((1, -1), (1, -1), (2, 0))), Words("en"))
    assert "too few to write down" in text
    assert "↓" not in text


def test_a_session_that_rests_says_until_when() -> None:
    telling = told("incident")
    assert "Rests" not in minutes(telling.session, Words("en"))
    telling.send(Rest(date(2026, 3, 13)))
    assert "- **Rests** – until 2026-03-13" in minutes(telling.session, Words("en"))
    telling.end(1)
    assert "Rests" not in minutes(telling.session, Words("en"))


def test_the_plan_says_where_it_came_from() -> None:
    session = replace(told("aar").session, plan_from="01KQS6WB80M86A5KWS0DTNF4QF")
    text = minutes(session, Words("en"))
    assert "- **Plan** – taken over from session 01KQS6WB80M86A5KWS0DTNF4QF" in text
    assert "**Plan**" not in minutes(told("aar").session, Words("en"))


@pytest.mark.parametrize(("mood", "said"), [(2, "+2"), (1, "+1"), (0, "0"), (-1, "-1"), (-2, "-2")])
def test_how_a_moment_felt_stands_with_it(mood: int, said: str) -> None:
    telling = told("aar", together=True)
    go_to(telling, "planned")
    plan = telling.card("Deploy by 10:00")
    go_to(telling, "happened")
    assert telling.session.phase.kind is Kind.TIMELINE
    card = telling.card("it was deployed", when="10:25", mood=mood)
    telling.send(LinkCard(card, plan))
    assert f"mood {said}" in minutes(telling.session, Words("en"))
