"""What one person may see: the boundary that hidden text never crosses.

A view holds a session with everything taken out that its viewer may not see, the facilitator
included. Screens draw from a view and from nothing else.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from retro.session.choosing import dots_given, dots_left
from retro.session.format import Kind
from retro.session.model import Answer, Card, Id, MoreTime, Role, Session, Vote, Writing
from retro.session.select import targets

_Hideable: TypeAlias = Card | Answer | Vote
_TABLES: Final = ("cards", "answers", "votes")
#: What everybody sees their own part of, or nobody sees where all write apart.
_OWN: Final = frozenset(
    {
        *_TABLES,
        *("answered", "spent", "writers", "ready", "undo", "more_time"),
        *("last", "count"),
    }
)
_SEEN_BY_ALL: Final = tuple(f.name for f in fields(Session) if f.name not in _OWN)
_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the room is, without telling who.

    `done` of `expected` people have given all their dots, or their answer, or else are ready;
    `ready` are, and `answered` have said whether they want more time.
    """

    ready: int
    done: int
    expected: int
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Extension:
    """The question whether this discussion gets `minutes` more.

    `own` is the viewer's answer while it is open. `answered` of `expected` people have answered;
    `yes` and `no` are 0 until it is closed.
    """

    minutes: int
    own: bool | None
    answered: int
    expected: int
    closed: bool
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as one viewer sees it.

    `hidden` is true while the current phase is written unseen. `dots_left` and `answers_left` are
    the viewer's own, or the room's where one keyboard speaks for it. `ready`, `done` and
    `expected` are those of `Progress`. Where all write apart, what was shown says no more who gave
    which answer or dot, and `session` tells neither when something last happened nor how much was
    written. A `shared` view is for a screen that others look at: its `session` holds nothing that
    only the viewer may see.
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
    shared: bool = False
    extension: Extension | None = None


def progress(session: Session, present: Collection[Id] | None = None) -> Progress:
    """How far the room is.

    Where all write apart, those are expected who take part and are `present`, or have done
    something already; with None, and at one keyboard, all who take part.
    """
    people = {p.id for p in session.people.values() if p.role is not Role.OBSERVER}
    ready = session.ready & people
    done = _done(session) & people
    answered = people.intersection(session.more_time.answers if session.more_time else ())
    expected = people
    if present is not None and session.writing is Writing.APART:
        expected = people.intersection(present) | ready | done | answered
    return Progress(
        ready=len(ready),
        done=min(len(expected), _done_unnamed(session, len(done))),
        expected=len(expected),
        answered=len(answered),
    )


def _done(session: Session) -> frozenset[Id]:
    """Who has done what the phase asks, as far as that is known."""
    phase = session.phase
    if phase.kind is Kind.POLL:
        answers = (a for a in session.answers.values() if a.phase == phase.key)
        named = {answer.person for answer in answers if answer.person is not None}
        return frozenset(named | {who for key, who in session.answered if key == phase.key})
    if phase.kind is Kind.VOTE:
        dots, budget = dots_given(session, phase), _dots_to_give(session)
        return frozenset(person for person in session.people if dots[person] >= budget > 0)
    return session.ready


def _done_unnamed(session: Session, known: int) -> int:
    """How many have done it, where nobody knows, or knows any more, who they are."""
    phase = session.phase
    if phase.kind is Kind.POLL and not session.hides(phase):
        return sum(answer.phase == phase.key for answer in session.answers.values())
    if phase.kind is Kind.VOTE and not (budget := _dots_to_give(session)):
        return len(session.people)  # There is nothing to give dots to.
    if phase.kind is Kind.VOTE and session.writing is Writing.TOGETHER:
        return dots_given(session, phase).total() // budget
    return known


def _dots_to_give(session: Session) -> int:
    """The dots of one person; with few topics nobody can give all of them."""
    phase = session.phase
    return min(phase.most, phase.dots_a_topic * len(targets(session, phase)))


class Audience:
    """Everybody's views of one session: what all see is made once, and shared by all of them.

    Without `progress` that of the session is counted here, with everybody expected.
    """

    def __init__(self, session: Session, progress: Progress | None = None) -> None:
        self._session = session
        self._progress = _of_all(session) if progress is None else progress
        self._hidden = _hidden_phases(session)
        self._given = _given(session)
        self._own: dict[Id, dict[str, dict[Id, Any]]] = {}
        tables: dict[str, Any] = {table: self._common(table) for table in _TABLES}
        for id, writer in session.writers.items():
            self._part(writer, "writers")[id] = writer
        self._shared = replace(
            session,
            **tables,
            answered=frozenset(),
            spent=_NOTHING,
            writers=_NOTHING,
            ready=frozenset(),
            undo=_NOTHING,
            more_time=None,
            **_unsaid(session),
        )

    def view(self, viewer: Id, *, shared: bool = False) -> SessionView:
        """The session as `viewer` may see it; somebody not on the list sees what an observer sees.

        With `shared` for a screen that others look at: no hidden text is in it, whosever it is.
        """
        session, phase = self._session, self._session.phase
        person = session.people.get(viewer)
        role = person.role if person else Role.OBSERVER
        takes_part = role is not Role.OBSERVER
        return SessionView(
            viewer=viewer,
            role=role,
            session=self._shared if shared else self._seen_by(viewer),
            hidden=phase.key in self._hidden,
            ready=self._progress.ready,
            expected=self._progress.expected,
            done=self._progress.done,
            dots_left=self._dots_left(viewer) if takes_part else 0,
            answers_left=self._answers_left(viewer) if takes_part else 0,
            can_undo=bool(session.undo.get(viewer)),
            is_ready=viewer in session.ready,
            shared=shared,
            extension=self._extension(viewer, shared),
        )

    def _common(self, name: str) -> Mapping[Id, Any]:
        """What all see of a table; what only its writer sees goes to that writer's own part."""
        table: Mapping[Id, _Hideable] = getattr(self._session, name)
        if self._session.writing is Writing.TOGETHER:
            return table
        common: dict[Id, _Hideable] = {}
        for id, item in table.items():
            if item.phase not in self._hidden:
                common[id] = item if isinstance(item, Card) else _nobodys(item)
                continue
            writer = self._session.writer_of(item)
            if writer is not None:
                self._part(writer, name)[id] = item
        return MappingProxyType(common)

    def _part(self, person: Id, name: str) -> dict[Id, Any]:
        return self._own.setdefault(person, {}).setdefault(name, {})

    def _seen_by(self, viewer: Id) -> Session:
        session, changes = self._session, dict[str, Any]()
        for name, own in self._own.get(viewer, {}).items():
            changes[name] = MappingProxyType(dict(getattr(self._shared, name)) | own)
        answered = frozenset(mark for mark in session.answered if mark[1] == viewer)
        spent = {who: dots for who, dots in session.spent.items() if who[1] == viewer}
        if answered:
            changes["answered"] = answered
        if spent:
            changes["spent"] = MappingProxyType(spent)
        if viewer in session.ready:
            changes["ready"] = frozenset({viewer})
        return replace(self._shared, **changes) if changes else self._shared

    def _dots_left(self, viewer: Id) -> int:
        session, phase = self._session, self._session.phase
        if phase.kind is not Kind.VOTE:
            return 0
        return dots_left(session, phase, self._given, viewer)

    def _answers_left(self, viewer: Id) -> int:
        session, phase = self._session, self._session.phase
        if phase.kind is not Kind.POLL or (phase.key, viewer) in session.answered:
            return 0
        together = session.writing is Writing.TOGETHER
        given = self._given.total() if together else self._given[viewer]
        return max(0, session.voters() - given)

    def _extension(self, viewer: Id, shared: bool) -> Extension | None:
        asked = self._session.more_time
        if asked is None:
            return None
        return Extension(
            minutes=asked.minutes,
            own=None if shared else asked.answers.get(viewer),
            answered=asked.yes + asked.no if asked.closed else self._progress.answered,
            expected=self._progress.expected,
            closed=asked.closed,
            yes=asked.yes,
            no=asked.no,
        )


def view(session: Session, viewer: Id) -> SessionView:
    """The session as `viewer` may see it; somebody not on the list sees what an observer sees."""
    return Audience(session).view(viewer)


def concerns(before: Session, after: Session) -> frozenset[Id] | None:
    """Whose view is another one after a change, but for `Progress`; None for everybody's.

    What is written unseen concerns its writer alone, and so do ready marks.
    """
    if after.writing is Writing.TOGETHER:
        return None
    if any(_differ(before, after, name) for name in _SEEN_BY_ALL):
        return None
    people = _whose_written(before, after)
    if people is None or _question(before) != _question(after):
        return None
    people |= {person for _, person in before.answered ^ after.answered}
    people |= {person for _, person in _changed(before.spent, after.spent)}
    people |= before.ready ^ after.ready
    people |= {
        p for p in _changed(before.undo, after.undo) if _can_undo_otherwise(p, before, after)
    }
    if before.more_time is not None and after.more_time is not None:
        people |= _changed(before.more_time.answers, after.more_time.answers)
    return frozenset(people)


def _whose_written(before: Session, after: Session) -> set[Id] | None:
    """Whose unseen cards, answers and dots changed; None where something changed that all see."""
    hidden = _hidden_phases(after)
    people: set[Id] = set()
    for name in _TABLES:
        old, new = getattr(before, name), getattr(after, name)
        for session, id in ((s, id) for id in _changed(old, new) for s in (before, after)):
            item = getattr(session, name).get(id)
            if item is not None and item.phase not in hidden:
                return None
            if item is not None and (writer := session.writer_of(item)) is not None:
                people.add(writer)
    for id in _changed(before.writers, after.writers):
        people.update(table[id] for table in (before.writers, after.writers) if id in table)
    return people


def _differ(before: Session, after: Session, name: str) -> bool:
    old, new = getattr(before, name), getattr(after, name)
    return old is not new and old != new


def _changed(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> set[Any]:
    """The keys under which two mappings do not hold the same."""
    if before is after:
        return set()
    changed = {key for key, value in after.items() if before.get(key, before) is not value}
    changed = {key for key in changed if key not in before or before[key] != after[key]}
    return changed | (before.keys() - after.keys())


def _can_undo_otherwise(person: Id, before: Session, after: Session) -> bool:
    return bool(before.undo.get(person)) != bool(after.undo.get(person))


def _question(session: Session) -> MoreTime | None:
    """The question that all see, without the answers."""
    asked = session.more_time
    return None if asked is None else replace(asked, answers=_NOTHING)


def _of_all(session: Session) -> Progress:
    return progress(session)


def _given(session: Session) -> Counter[Id]:
    """How many dots or answers each person has given in this phase, as far as that is known."""
    phase = session.phase
    if phase.kind is Kind.VOTE:
        return dots_given(session, phase)
    if phase.kind is not Kind.POLL:
        return Counter()
    answers = (a for a in session.answers.values() if a.phase == phase.key)
    writers = (session.writer_of(answer) for answer in answers)
    return Counter(writer for writer in writers if writer is not None)


def _nobodys(item: Answer | Vote) -> Answer | Vote:
    """An answer or a dot as others see it: without whoever gave it."""
    return item if item.person is None else replace(item, person=None)


def _unsaid(session: Session) -> dict[str, Any]:
    """What would tell, as it changes, that somebody writes unseen."""
    if session.writing is Writing.TOGETHER or session.closed is not None:
        return {}
    return {"last": None, "count": 0}


def _hidden_phases(session: Session) -> frozenset[str]:
    return frozenset(phase.key for phase in session.format.phases if session.hides(phase))
