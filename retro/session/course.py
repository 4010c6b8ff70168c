"""The rules for the course of a session: its beginning, which phase, how long, the end."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from retro.session.commands import (
    Advance,
    ChangeSetup,
    ExtendTimer,
    Finish,
    Focus,
    GoBack,
    NoteTime,
    PauseTimer,
    Recover,
    Reveal,
    StartTimer,
)
from retro.session.events import (
    Event,
    Finished,
    Focused,
    Noted,
    PhaseEntered,
    Reopened,
    Revealed,
    SetupChanged,
    Written,
)
from retro.session.format import Format, Kind
from retro.session.model import (
    Agreement,
    Card,
    EarlierAction,
    EarlierLesson,
    Id,
    Person,
    Session,
    Timer,
    Writing,
)
from retro.session.rules import (
    Asked,
    at_fixed_offset,
    line_of,
    line_or_nothing,
    refuse,
)
from retro.session.text import NAME_LIMIT

LONGEST: Final = timedelta(hours=12)
_NOTHING: Final[Mapping[Id, str]] = MappingProxyType({})


def begin(
    key: str,
    format: Format,
    *,
    title: str,
    goal: str,
    team: str,
    facilitator: Person,
    now: datetime,
    writing: Writing = Writing.TOGETHER,
    earlier: Iterable[EarlierAction] = (),
    lessons: Iterable[EarlierLesson] = (),
    agreements: Iterable[Agreement] = (),
    plan: Mapping[Id, str] = _NOTHING,
    plan_from: str = "",
) -> Session:
    """A new session at its first phase, the timer running.

    `earlier`, `lessons` and `agreements` are what the team brings from the sessions before; `plan`
    holds, by new ids, what was planned in the session `plan_from`: it becomes the cards of the
    phase that takes a plan, unseen until that one is shown.
    `now` carries the facilitator's time zone, which the minutes keep. Raises Refused for a title
    without a word in it, and for a text that is too long.
    """
    now = at_fixed_offset(now)
    lessons, agreements = tuple(lessons), tuple(agreements)
    planned = _planned(format, plan)
    shown = (*(lesson.number for lesson in lessons), *(each.number for each in agreements))
    first = Timer(1, format.phases[0].key, timedelta(minutes=format.phases[0].minutes), since=now)
    return Session(
        key=key,
        format=format,
        title=line_of(title, NAME_LIMIT * 2),
        goal=line_or_nothing(goal),
        team=line_or_nothing(team, NAME_LIMIT),
        started=now,
        last=now,
        writing=writing,
        count=max((len(planned), *shown)),
        people=MappingProxyType({facilitator.id: facilitator}),
        earlier=MappingProxyType({action.id: action for action in earlier}),
        lessons=MappingProxyType({lesson.id: lesson for lesson in lessons}),
        cards=MappingProxyType({card.id: card for card in planned}),
        plan_from=plan_from if planned else "",
        agreements=MappingProxyType({agreement.id: agreement for agreement in agreements}),
        timers=MappingProxyType({first.id: first}),
    )


def _planned(format: Format, plan: Mapping[Id, str]) -> tuple[Card, ...]:
    """What was planned, as cards of the phase that takes a plan; nobody here wrote them."""
    phase = next((phase for phase in format.phases if phase.takes_plan), None)
    if phase is None:
        return ()
    column = phase.columns[0].key if phase.columns else ""
    return tuple(
        Card(id, phase.key, column, text, None, 0 if phase.anonymous else number)
        for number, (id, text) in enumerate(plan.items(), 1)
    )


def change_setup(asked: Asked, command: ChangeSetup) -> tuple[Event, ...]:
    asked.facilitator_only()
    session = asked.session
    title = session.title if command.title is None else line_of(command.title, NAME_LIMIT * 2)
    goal = session.goal if command.goal is None else line_or_nothing(command.goal)
    return () if (title, goal) == (session.title, session.goal) else (SetupChanged(title, goal),)


def reveal(asked: Asked, command: Reveal) -> tuple[Event, ...]:
    asked.facilitator_only()
    return (Revealed(asked.phase.key),) if asked.session.hides(asked.phase) else ()


def focus(asked: Asked, command: Focus) -> tuple[Event, ...]:
    asked.facilitator_only()
    session = asked.session
    target = command.target
    brought = target in session.earlier or target in session.lessons
    if target is not None and not brought and not asked.is_shown(target):
        refuse("Turn the room to it once everyone can see it.")
    return () if session.focus == target else (Focused(target),)


def _running(asked: Asked, phase: str, planned: timedelta) -> Timer:
    timer = asked.session.timer(phase)
    if timer is None:
        place = next(i for i, p in enumerate(asked.session.format.phases, 1) if p.key == phase)
        timer = Timer(place, phase, planned)
    return timer if timer.since else replace(timer, since=asked.now)


def pause(asked: Asked) -> tuple[Event, ...]:
    """The timer of this phase stands still, whether it did or not."""
    timer = asked.session.timer(asked.phase.key)
    if timer is None or timer.since is None:
        return ()
    return (Written(replace(timer, used=timer.elapsed(asked.now), since=None)),)


def start_timer(asked: Asked, command: StartTimer) -> tuple[Event, ...]:
    asked.facilitator_only()
    return run_on(asked)


def run_on(asked: Asked) -> tuple[Event, ...]:
    """The timer of this phase runs, whether it did or not."""
    phase = asked.phase
    timer = _running(asked, phase.key, timedelta(minutes=phase.minutes))
    return () if timer == asked.session.timer(phase.key) else (Written(timer),)


def pause_timer(asked: Asked, command: PauseTimer) -> tuple[Event, ...]:
    asked.facilitator_only()
    return pause(asked)


def extend_timer(asked: Asked, command: ExtendTimer) -> tuple[Event, ...]:
    asked.facilitator_only()
    timer = asked.session.timer(asked.phase.key)
    if timer is None:
        return ()
    by = min(max(command.by, -LONGEST), LONGEST)
    planned = min(max(timer.planned + by, timedelta()), LONGEST)
    return () if planned == timer.planned else (Written(replace(timer, planned=planned)),)


def advance(asked: Asked, command: Advance) -> tuple[Event, ...]:
    asked.facilitator_only()
    if command.leaving != asked.phase.key:
        return ()
    if asked.session.next_phase is None:
        refuse("This is the last phase: end the session when everyone has had their say.")
    shown = (Revealed(asked.phase.key),) if asked.session.hides(asked.phase) else ()
    return (*shown, *_enter(asked, asked.session.index + 1))


def go_back(asked: Asked, command: GoBack) -> tuple[Event, ...]:
    asked.facilitator_only()
    if command.leaving != asked.phase.key:
        return ()
    if asked.session.index == 0:
        refuse("This is the first phase.")
    phase = asked.session.format.phases[asked.session.index - 1]
    # Answers once shown cannot be unseen, but people may think again about their dots.
    counted = phase.kind is Kind.VOTE and phase.key in asked.session.revealed
    reopened = (Reopened(phase.key),) if counted else ()
    return (*reopened, *_enter(asked, asked.session.index - 1))


def _enter(asked: Asked, index: int) -> tuple[Event, ...]:
    phase = asked.session.format.phases[index]
    timer = _running(asked, phase.key, timedelta(minutes=phase.minutes))
    return (*pause(asked), PhaseEntered(index), Written(timer))


def recover(asked: Asked, command: Recover) -> tuple[Event, ...]:
    """Restart a timer that ran when the program stopped, from the last moment anything happened."""
    asked.facilitator_only()
    session = asked.session
    timer = session.timer(asked.phase.key)
    if timer is None or timer.since is None:
        return ()
    # After a clock was set back the last moment may lie ahead; counted from there, time would
    # be counted twice.
    used = timer.elapsed(min(asked.now, session.last or timer.since))
    going_on = replace(timer, used=used, since=asked.now)
    return () if going_on == timer else (Written(going_on),)


def note_time(asked: Asked, command: NoteTime) -> tuple[Event, ...]:
    """Time a phase in which nothing that people do may be timed, for the day the server dies.

    It comes on the room's own beat, whoever does what, and so tells nothing about anybody.
    """
    asked.facilitator_only()
    session = asked.session
    return (Noted(asked.now),) if is_untimed(session) and session.last != asked.now else ()


def is_untimed(session: Session) -> bool:
    """True while the timer runs where what people do leaves no time behind."""
    timer, phase = session.timer(session.phase.key), session.phase
    if timer is None or timer.since is None or session.closed is not None:
        return False
    return session.seals(phase) or phase.kind is Kind.POLL


def finish(asked: Asked, command: Finish) -> tuple[Event, ...]:
    asked.facilitator_only()
    session = asked.session
    if session.closed:
        return ()
    # Later phases too: they may hold cards from before the session went back.
    shown = tuple(Revealed(phase.key) for phase in session.format.phases if session.hides(phase))
    return (*shown, *pause(asked), Finished(asked.now))


RULES: Final[Mapping[type[Any], Any]] = MappingProxyType(
    {
        ChangeSetup: change_setup,
        Reveal: reveal,
        Focus: focus,
        StartTimer: start_timer,
        PauseTimer: pause_timer,
        ExtendTimer: extend_timer,
        Advance: advance,
        GoBack: go_back,
        Recover: recover,
        NoteTime: note_time,
        Finish: finish,
    }
)
