"""The rules for more time: the facilitator asks, all answer unseen, and most decide."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from retro.session.commands import AnswerMoreTime, AskMoreTime, SettleMoreTime
from retro.session.course import LONGEST
from retro.session.events import (
    Event,
    MoreTimeAnswered,
    MoreTimeAsked,
    MoreTimeSettled,
    Written,
)
from retro.session.format import Kind
from retro.session.model import ID_LIMIT, MoreTime, Role, Writing
from retro.session.rules import Asked, garbled, refuse

MOST_MINUTES: Final = 60
#: Where the room talks: in a review without a discussion, that is where it explains.
ASKED_IN: Final = (Kind.DISCUSS, Kind.EXPLAIN)


def ask_more_time(asked: Asked, command: AskMoreTime) -> tuple[Event, ...]:
    asked.facilitator_only()
    asked.in_kinds(*ASKED_IN)
    if asked.session.writing is Writing.TOGETHER:
        refuse("One keyboard speaks for the room here: ask aloud, and give the time with +.")
    if not 0 < command.id < ID_LIMIT:
        garbled()
    if not 0 < command.minutes <= MOST_MINUTES:
        refuse("Ask for 1 to {most} minutes more.", most=MOST_MINUTES)
    former = asked.session.more_time
    if former is not None and former.id == command.id:
        return ()
    if former is not None and not former.closed:
        refuse("Everybody is being asked already: count those answers first.")
    return (MoreTimeAsked(command.id, command.minutes),)


def answer_more_time(asked: Asked, command: AnswerMoreTime) -> tuple[Event, ...]:
    asked.taking_part()
    question = asked.session.more_time
    if question is None:
        refuse("Nobody is asking for more time now.")
    if question.closed:
        refuse("The answers have been counted.")
    if question.answers.get(asked.by) == command.more:
        return ()
    return (MoreTimeAnswered(asked.by, command.more),)


def settle_more_time(asked: Asked, command: SettleMoreTime) -> tuple[Event, ...]:
    asked.facilitator_only()
    question = asked.session.more_time
    if question is None or question.closed:
        return ()
    yes, no = _count(asked, question)
    timer = asked.session.timer(asked.phase.key)
    given: tuple[Event, ...] = ()
    if yes > no and timer is not None:
        planned = min(timer.planned + timedelta(minutes=question.minutes), LONGEST)
        given = (Written(replace(timer, planned=planned)),)
    return (MoreTimeSettled(yes, no), *given)


def _count(asked: Asked, question: MoreTime) -> tuple[int, int]:
    """How many say yes and no, of those who take part."""
    people = asked.session.people
    said = [
        more
        for person, more in question.answers.items()
        if person in people and people[person].role is not Role.OBSERVER
    ]
    return said.count(True), said.count(False)


RULES: Final[Mapping[type[Any], Any]] = MappingProxyType(
    {
        AskMoreTime: ask_more_time,
        AnswerMoreTime: answer_more_time,
        SettleMoreTime: settle_more_time,
    }
)
