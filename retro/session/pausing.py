"""The rules for a session that changes its way: it rests for some days, or writes anonymously."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from retro.session.commands import GoOn, Rest, WriteAnonymously
from retro.session.course import pause, run_on
from retro.session.events import Event, MadeAnonymous, Rested
from retro.session.format import Kind
from retro.session.model import Answer, Session, Writing
from retro.session.rules import Asked, refuse

LONGEST_REST: Final = timedelta(days=90)
#: A safety poll is low with an answer up to here, or with a median up to the other.
_LOW_ANSWER: Final = 2
_LOW_MEDIAN: Final = 3
_WRITTEN: Final = (Kind.COLLECT, Kind.TIMELINE, Kind.EXPLAIN, Kind.ROUNDS)
_SATURDAY: Final = 5


def rest(asked: Asked, command: Rest) -> tuple[Event, ...]:
    asked.facilitator_only()
    today = asked.now.date()
    if not today < command.until <= today + LONGEST_REST:
        refuse("Choose a day from tomorrow on, {most} days away at most.", most=LONGEST_REST.days)
    if command.until == asked.session.rests:
        return ()
    return (*pause(asked), Rested(command.until))


def go_on(asked: Asked, command: GoOn) -> tuple[Event, ...]:
    asked.facilitator_only()
    if asked.session.rests is None:
        return ()
    return (Rested(None), *run_on(asked))


def write_anonymously(asked: Asked, command: WriteAnonymously) -> tuple[Event, ...]:
    """The phases still to come in which cards are written; one that was begun stays as it is.

    A plan that was taken over is nobody's here, and begins none.
    """
    asked.facilitator_only()
    session = asked.session
    if session.writing is Writing.TOGETHER:
        refuse("One keyboard writes for the room: let people write on paper, and mix the sheets.")
    phases = frozenset(
        phase.key
        for phase in session.format.phases[session.index + 1 :]
        if phase.kind in _WRITTEN
        and not phase.anonymous
        and not phase.in_turn
        and session.timer(phase.key) is None
    )
    return (MadeAnonymous(phases),) if phases else ()


def is_low(answers: list[Answer]) -> bool:
    """True when a safety poll asks for another way of working.

    One answer of 1 or 2 does, and so does a median of 3: people round up. The bounds are those of
    facilitation practice (Derby and Larsen, FunRetrospectives).
    """
    values = sorted(answer.value for answer in answers)
    if not values:
        return False
    return values[0] <= _LOW_ANSWER or values[(len(values) - 1) // 2] <= _LOW_MEDIAN


def feels_unsafe(session: Session) -> bool:
    """True at a safety poll whose answers are shown, and low, whatever was done about it since."""
    phase = session.phase
    if not phase.safety or session.hides(phase):
        return False
    return is_low([answer for answer in session.answers.values() if answer.phase == phase.key])


def working_days_after(day: date, days: int) -> date:
    """The day that many working days later, Saturdays and Sundays not counted."""
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day


RULES: Final[Mapping[type[Any], Any]] = MappingProxyType(
    {Rest: rest, GoOn: go_on, WriteAnonymously: write_anonymously}
)
