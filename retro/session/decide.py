"""May this happen, and what follows? The one door for every change of a session."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from random import Random
from types import MappingProxyType
from typing import Any, Final

from retro.session import (
    agreeing,
    choosing,
    course,
    extension,
    joining,
    pausing,
    rounds,
    writing,
)
from retro.session.commands import (
    CastVote,
    ChangePerson,
    ChooseLesson,
    Command,
    Finish,
    GiveAnswer,
    GoOn,
    HandOver,
    Join,
    JudgeLesson,
    LinkCard,
    Lock,
    MakeTopic,
    MoveCard,
    NoteTime,
    Park,
    Recover,
    RemoveAction,
    RemoveCard,
    RemoveNote,
    RemovePerson,
    RenameTopic,
    Rest,
    RetireAgreement,
    ReviewAction,
    SayWhenItApplies,
    SplitAction,
    TakeAnswer,
    TakeVote,
    Undo,
    Unpark,
    WriteAction,
    WriteAgreement,
    WriteCard,
    WriteNote,
)
from retro.session.events import (
    Answered,
    Event,
    MoreTimeAnswered,
    Noted,
    Remembered,
    Removed,
    Undone,
    Written,
)
from retro.session.evolve import evolve_all
from retro.session.model import TABLES, Answer, Card, Id, Item, Session, Step, Topic, Vote
from retro.session.rules import Asked, at_fixed_offset, cards_are_hidden, dots_are_out, refuse
from retro.session.select import coherent

Rule = Callable[[Asked, Any], tuple[Event, ...]]

UNDOABLE: Final = frozenset(
    {
        CastVote,
        ChooseLesson,
        GiveAnswer,
        JudgeLesson,
        LinkCard,
        MakeTopic,
        MoveCard,
        Park,
        RemoveAction,
        RemoveCard,
        RemoveNote,
        RenameTopic,
        RetireAgreement,
        ReviewAction,
        SayWhenItApplies,
        SplitAction,
        TakeAnswer,
        TakeVote,
        Unpark,
        WriteAction,
        WriteAgreement,
        WriteCard,
        WriteNote,
    }
)


#: What can be done while a session rests: come, leave, end it, or go on.
WHILE_RESTING: Final = frozenset(
    {
        ChangePerson,
        Finish,
        GoOn,
        HandOver,
        Join,
        Lock,
        NoteTime,
        Recover,
        RemovePerson,
        Rest,
    }
)


def decide(
    session: Session, command: Command, by: Id, now: datetime, rng: Random
) -> tuple[Event, ...]:
    """What happens when `by` sends `command` at `now`, a time with a zone.

    Nothing at all happens where there is nothing to change, so most commands may be sent again
    (see `commands`). Raises Refused with the reason when it may not happen.
    """
    asked = Asked(session, by, at_fixed_offset(now), rng)
    if session.closed and not isinstance(command, Finish):
        refuse("This session has ended. Its minutes hold what was said.")
    if session.rests is not None and type(command) not in WHILE_RESTING:
        refuse("This session rests. It goes on when the facilitator says so.")
    events = RULES[type(command)](asked, command)
    if events and type(command) in UNDOABLE:
        events = (*events, Remembered(by, _step(session, events)))
    if events and not isinstance(command, Recover | NoteTime) and not _is_secret(asked, events):
        events = (*events, Noted(asked.now))
    return events


def _is_secret(asked: Asked, events: Iterable[Event]) -> bool:
    """True when no time may be kept: in a sealed phase, and of what is sealed wherever we are."""
    return asked.session.seals(asked.phase) or any(
        isinstance(event, Answered | MoreTimeAnswered)
        or (isinstance(event, Written | Removed) and _has_writer(asked, event.item))
        for event in events
    )


def _has_writer(asked: Asked, item: Item) -> bool:
    """True for an item that is anonymous, and whose writer may still change it."""
    if not isinstance(item, Card | Answer | Vote) or (isinstance(item, Vote) and item.person):
        return False
    phase = asked.session.format.phase(item.phase)
    return asked.session.seals(phase) and asked.session.hides(phase)


def _step(session: Session, events: Iterable[Event]) -> Step:
    """The items that `events` change, each as it will be and as it was."""
    touched: dict[tuple[str, Id], Item | None] = {}
    for event in events:
        if isinstance(event, Written | Removed):
            after = event.item if isinstance(event, Written) else None
            touched[TABLES[type(event.item)], event.item.id] = after
    return Step(
        tuple((after, getattr(session, table).get(id)) for (table, id), after in touched.items())
    )


def _undo(asked: Asked, command: Undo) -> tuple[Event, ...]:
    asked.taking_part()
    steps = asked.session.undo.get(asked.by, ())
    if not steps:
        refuse("There is nothing to undo in this phase.")
    events: list[Event] = []
    for after, before in steps[-1].changes:
        item = after or before
        if item is None:
            continue
        table = getattr(asked.session, TABLES[type(item)])
        if table.get(item.id) != after:
            refuse("This cannot be undone any more: it was changed since.")
        if _uproots(after, before) and choosing.dots_may_be_on(asked.session, item.id):
            dots_are_out()
        new = after if before is None else None
        if isinstance(new, Card) and writing.cards_may_hang_under(asked.session, new):
            cards_are_hidden()
        if before is None:
            events.append(Removed(item))
        else:
            events.append(Written(before, asked.by if _has_writer(asked, before) else None))
        events.extend(choosing.counted_again(asked, item, before))
    undone = evolve_all(asked.session, events)
    if not coherent(undone):
        refuse("This cannot be undone any more: something else hangs on it.")
    fits = choosing.within_budgets
    if fits(asked.session, asked.phase) and not fits(undone, asked.phase):
        refuse("This cannot be undone any more: there would be more than fits.")
    return (*events, Undone(asked.by))


def _uproots(after: Item | None, before: Item | None) -> bool:
    """True where undoing takes away, or moves, what dots can be on."""
    if before is None:
        return isinstance(after, Card | Topic)
    return isinstance(after, Card) and isinstance(before, Card) and after.topic != before.topic


RULES: Final[Mapping[type[Any], Rule]] = MappingProxyType(
    {
        **writing.RULES,
        **agreeing.RULES,
        **choosing.RULES,
        **joining.RULES,
        **course.RULES,
        **extension.RULES,
        **rounds.RULES,
        **pausing.RULES,
        Undo: _undo,
    }
)
