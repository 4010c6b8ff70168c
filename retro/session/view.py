"""What one person may see: the boundary that hidden text never crosses.

A view holds a session with everything taken out that its viewer may not see, the facilitator
included. Screens draw from a view and from nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from retro.session.choosing import own_answers, own_votes
from retro.session.format import Kind, Phase
from retro.session.model import Answer, Card, Id, Role, Session, Vote, Writing
from retro.session.select import targets

Hidden = TypeVar("Hidden", Card, Answer, Vote)


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as one viewer sees it.

    `hidden` is true while the current phase is written unseen. `dots_left` and `answers_left` are
    the viewer's own, or the room's where one keyboard speaks for it. `done` of `expected` people
    have given all their dots, or their answer, or else are ready.
    """

    viewer: Id
    role: Role
    session: Session
    hidden: bool
    ready: int
    expected: int
    done: int
    dots_left: int
    answers_left: int
    can_undo: bool
    is_ready: bool


def view(session: Session, viewer: Id) -> SessionView:
    """The session as `viewer` may see it; somebody not on the list sees what an observer sees."""
    person = session.people.get(viewer)
    role = person.role if person else Role.OBSERVER
    taking_part = {p.id for p in session.people.values() if p.role is not Role.OBSERVER}
    return SessionView(
        viewer=viewer,
        role=role,
        session=_filtered(session, viewer),
        hidden=session.hides(session.phase),
        ready=len(session.ready & taking_part),
        expected=len(taking_part),
        done=_done(session, session.phase, taking_part),
        dots_left=0 if role is Role.OBSERVER else _dots_left(session, viewer),
        answers_left=0 if role is Role.OBSERVER else _answers_left(session, viewer),
        can_undo=bool(session.undo.get(viewer)),
        is_ready=viewer in session.ready,
    )


def _dots_left(session: Session, viewer: Id) -> int:
    phase = session.phase
    if phase.kind is not Kind.VOTE:
        return 0
    return max(0, phase.most * session.voters() - len(own_votes(session, phase, viewer)))


def _answers_left(session: Session, viewer: Id) -> int:
    phase = session.phase
    if phase.kind is not Kind.POLL or (phase.key, viewer) in session.answered:
        return 0
    return max(0, session.voters() - len(own_answers(session, phase, viewer)))


def _done(session: Session, phase: Phase, taking_part: Iterable[Id]) -> int:
    people = list(taking_part)
    if phase.kind is Kind.POLL:
        return min(len(people), sum(a.phase == phase.key for a in session.answers.values()))
    if phase.kind is Kind.VOTE:
        dots = Counter(v.person for v in session.votes.values() if v.phase == phase.key)
        # With few topics nobody can give all their dots.
        budget = min(phase.most, phase.dots_a_topic * len(targets(session, phase)))
        if session.writing is Writing.TOGETHER:
            return min(len(people), dots.total() // budget) if budget else len(people)
        return sum(dots[person] >= budget for person in people)
    return len(session.ready.intersection(people))


def _filtered(session: Session, viewer: Id) -> Session:
    hidden = {phase.key for phase in session.format.phases if session.hides(phase)}

    def visible(table: Mapping[Id, Hidden]) -> Mapping[Id, Hidden]:
        if all(item.phase not in hidden for item in table.values()):
            return table
        return MappingProxyType(
            {
                id: item
                for id, item in table.items()
                if item.phase not in hidden or session.writer_of(item) == viewer
            }
        )

    own_writers = {id: writer for id, writer in session.writers.items() if writer == viewer}
    return replace(
        session,
        cards=visible(session.cards),
        answers=visible(session.answers),
        votes=visible(session.votes),
        answered=frozenset(mark for mark in session.answered if mark[1] == viewer),
        writers=MappingProxyType(own_writers),
        ready=session.ready & {viewer},
        undo=MappingProxyType({}),
    )
