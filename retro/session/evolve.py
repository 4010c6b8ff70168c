"""How an event changes a session."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, assert_never

from retro.session.confidential import without_confidential
from retro.session.events import (
    Answered,
    CaseOwnerNamed,
    Event,
    Finished,
    FloorGiven,
    Focused,
    Locked,
    MadeAnonymous,
    MoreTimeAnswered,
    MoreTimeAsked,
    MoreTimeSettled,
    Noted,
    PhaseEntered,
    ReadyMarked,
    Remembered,
    Removed,
    Reopened,
    Rested,
    Revealed,
    SetupChanged,
    Spent,
    Undone,
    Written,
)
from retro.session.format import Format, Kind
from retro.session.model import TABLES, Id, Item, MoreTime, Person, Session, Step

UNDO_DEPTH: Final = 50


def evolve_all(session: Session, events: Iterable[Event]) -> Session:
    """The session after all of `events`, in order."""
    for event in events:
        session = evolve(session, event)
    return session


def evolve(session: Session, event: Event) -> Session:
    """The session after `event`."""
    match event:
        case Written(item, writer):
            return _written(session, item, writer)
        case Removed(item):
            return _removed(session, item)
        case SetupChanged(title, goal):
            return replace(session, title=title, goal=goal)
        case Locked(locked):
            return replace(session, locked=locked)
        case Revealed(phase):
            return _revealed(session, phase)
        case Reopened(phase):
            return replace(session, revealed=session.revealed - {phase})
        case Answered(phase, person, done):
            change = frozenset({(phase, person)})
            kept = session.answered | change if done else session.answered - change
            return replace(session, answered=kept)
        case Spent(phase, person, dots):
            return replace(session, spent=_spent(session, phase, person, dots))
        case PhaseEntered(index):
            return replace(
                session,
                index=index,
                focus=None,
                ready=frozenset(),
                undo=MappingProxyType({}),
                more_time=None,
                spoken=(),
                speaking=False,
            )
        case CaseOwnerNamed(owner):
            return replace(session, case_owner=owner)
        case FloorGiven(speaker):
            added = () if speaker is None else (speaker,)
            speaking = speaker is not None
            return replace(session, spoken=(*session.spoken, *added), speaking=speaking)
        case Rested(until):
            return replace(session, rests=until)
        case MadeAnonymous(phases):
            return replace(session, format=_anonymous(session.format, phases))
        case Focused(target):
            return _turned(session, target)
        case ReadyMarked(person, ready):
            marks = session.ready | {person} if ready else session.ready - {person}
            return replace(session, ready=marks)
        case MoreTimeAsked(id, minutes):
            return replace(session, more_time=MoreTime(id, minutes))
        case MoreTimeAnswered(person, more):
            return _more_time(session, answers={person: more})
        case MoreTimeSettled(yes, no):
            return _more_time(session, closed=True, yes=yes, no=no)
        case Remembered(person, step):
            return _stacked(session, person, (*session.undo.get(person, ()), step)[-UNDO_DEPTH:])
        case Undone(person):
            return _stacked(session, person, session.undo.get(person, ())[:-1])
        case Finished(at):
            return _finished(session, at)
        case Noted(at):
            return replace(session, last=at)
        case _:
            assert_never(event)


def _written(session: Session, item: Item, writer: Id | None) -> Session:
    changes: dict[str, Any] = {}
    table = TABLES[type(item)]
    # A dict is copied and changed here, never shared: `|` copies in C, `{**mapping}` item by item.
    changes[table] = MappingProxyType(getattr(session, table) | {item.id: item})
    if writer is not None:
        changes["writers"] = MappingProxyType(dict(session.writers) | {item.id: writer})
    return replace(session, count=max(session.count, getattr(item, "number", 0)), **changes)


def _removed(session: Session, item: Item) -> Session:
    table = TABLES[type(item)]
    changes: dict[str, Any] = {table: _without(getattr(session, table), item.id)}
    if item.id in session.writers:
        changes["writers"] = _without(session.writers, item.id)
    if isinstance(item, Person):
        changes["ready"] = session.ready - {item.id}
        changes["undo"] = _without(session.undo, item.id)
        if session.case_owner == item.id:
            changes["case_owner"] = None
        changes["speaking"] = session.speaking and session.speaker != item.id
        changes["spoken"] = tuple(who for who in session.spoken if who != item.id)
        if session.more_time is not None:
            answers = _without(session.more_time.answers, item.id)
            changes["more_time"] = replace(session.more_time, answers=answers)
    elif item.id == session.focus:
        session = _turned(session, None)
    return replace(session, **changes)


def _turned(session: Session, target: Id | None) -> Session:
    """The session with the room at something else; in a discussion each topic has its own time."""
    question = None if session.phase.kind is Kind.DISCUSS else session.more_time
    return replace(session, focus=target, more_time=question)


def _spent(session: Session, phase: str, person: Id, dots: int) -> Mapping[tuple[str, Id], int]:
    rest = {who: spent for who, spent in session.spent.items() if who != (phase, person)}
    return MappingProxyType(rest | ({(phase, person): dots} if dots else {}))


def _more_time(
    session: Session, answers: Mapping[Id, bool] | None = None, **settled: Any
) -> Session:
    """The session with one more answer; or, settled, with the counts and no answers."""
    asked = session.more_time
    if asked is None:
        return session
    kept = {} if answers is None else dict(asked.answers) | dict(answers)
    changed = replace(asked, answers=MappingProxyType(kept), **settled)
    return replace(session, more_time=changed)


def _finished(session: Session, at: datetime) -> Session:
    """The session at its end: whatever could still tell who wrote or gave something is forgotten.

    Dots from older files, which named their givers, lose the name here.
    """
    sealed = {phase.key for phase in session.format.phases if session.seals(phase)}
    left = without_confidential(session)
    votes = {
        id: replace(vote, person=None) if vote.phase in sealed else vote
        for id, vote in left.votes.items()
    }
    nothing: Mapping[Any, Any] = MappingProxyType({})
    return replace(
        left,
        closed=at,
        votes=MappingProxyType(votes),
        writers=nothing,
        spent=nothing,
        undo=nothing,
        ready=frozenset(),
        more_time=None,
        spoken=(),
        speaking=False,
        rests=None,
    )


def _anonymous(format: Format, phases: frozenset[str]) -> Format:
    return replace(
        format,
        phases=tuple(
            replace(phase, hidden=True, anonymous=True) if phase.key in phases else phase
            for phase in format.phases
        ),
    )


def _revealed(session: Session, phase: str) -> Session:
    """Show the phase. Who wrote its sealed cards and answers is forgotten here, in every place,
    and so is the order in which they and its dots came: they go behind the rest, by their random
    ids.
    """
    changes: dict[str, Any] = {}
    shown: set[Id] = set()
    if session.seals(session.format.phase(phase)):
        for table in ("cards", "answers", "votes"):
            items = getattr(session, table)
            moved = sorted(id for id, item in items.items() if item.phase == phase)
            rest = {id: item for id, item in items.items() if item.phase != phase}
            changes[table] = MappingProxyType(rest | {id: items[id] for id in moved})
            if table != "votes":
                shown.update(moved)
    writers = {id: writer for id, writer in session.writers.items() if id not in shown}
    return replace(
        session,
        revealed=session.revealed | {phase},
        answered=frozenset(mark for mark in session.answered if mark[0] != phase),
        writers=MappingProxyType(writers),
        undo=MappingProxyType({}),
        **changes,
    )


def _stacked(session: Session, person: Id, steps: tuple[Step, ...]) -> Session:
    return replace(session, undo=MappingProxyType({**session.undo, person: steps}))


def _without(table: Mapping[Id, Any], id: Id) -> Mapping[Id, Any]:
    kept = dict(table)
    kept.pop(id, None)
    return MappingProxyType(kept)
