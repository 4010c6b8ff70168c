"""A session with all that sessions hand on to one another."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from retro.session.format import Lesson
from retro.session.model import (
    ActionKind,
    Agreement,
    Applied,
    EarlierLesson,
    Session,
    Size,
)
from tests.minutes.stories import sprint


def handover() -> Session:
    """The sprint with an experiment, lessons of earlier sessions and working agreements."""
    session = sprint()
    (action,) = session.actions.values()
    experiment = replace(
        action,
        id=21,
        uid="a1b2c3d4e5f601",
        number=action.number + 1,
        text="Answer sales twice a day",
        kind=ActionKind.EXPERIMENT,
        size=Size.QUICK,
        hypothesis="Half as many interruptions before noon",
        stop_rule="A customer waits for more than a day",
        link="https://example.org/board/21",
        split_from="90be77a01c2d3e",
    )
    plain = replace(
        action, id=22, uid="a1b2c3ffffff01", number=action.number + 2, owner="", due=None
    )
    earlier = {
        id: replace(each, carried=2 if id == 12 else 1 if id == 13 else 0)
        for id, each in session.earlier.items()
    }
    cards = {
        id: replace(card, applies_when="Before noon,\nwith more than three people")
        if card.text.startswith("A fixed slot")
        else card
        for id, card in session.cards.items()
    }
    return replace(
        session,
        cards=MappingProxyType(cards),
        actions=MappingProxyType({**session.actions, 21: experiment, 22: plain}),
        earlier=MappingProxyType(earlier),
        lessons=MappingProxyType({each.id: each for each in _lessons()}),
        agreements=MappingProxyType({each.id: each for each in _agreements()}),
    )


def _lessons() -> tuple[EarlierLesson, ...]:
    sustain, improve = Lesson.SUSTAIN, Lesson.IMPROVE
    return (
        EarlierLesson(31, "e1", "Ask the one who is on call first", improve, 3, chosen=True),
        EarlierLesson(
            *(32, "e2", "Small changes travel fast", sustain, 1),
            applies_when="When a change can be cut in two",
            origin="Sprint 29",
            asked=True,
            applied=Applied.YES,
        ),
        EarlierLesson(33, "e3", "Cut the build in two", improve, 2, asked=True),
    )


def _agreements() -> tuple[Agreement, ...]:
    made = date(2026, 1, 12)
    return (
        Agreement(41, "f1", "Phones away while we talk", 1, made, retired=True),
        Agreement(42, "f2", "Questions go to one channel", 2, made, new=True),
        Agreement(43, "f3", "Reviews within a day", 3, made, changed=True),
    )
