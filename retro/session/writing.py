"""The rules for what people write: cards, links, topics, notes, the parking lot."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from retro.session.choosing import dots_may_be_on
from retro.session.commands import (
    LinkCard,
    MakeTopic,
    MoveCard,
    Park,
    RemoveCard,
    RemoveNote,
    RenameTopic,
    SayWhenItApplies,
    Unpark,
    WriteCard,
    WriteNote,
)
from retro.session.events import Event, Removed, Written
from retro.session.format import Kind, Lesson, Phase
from retro.session.model import (
    Card,
    Id,
    Note,
    Parked,
    Session,
    Topic,
    Writing,
)
from retro.session.rules import (
    Asked,
    cards_are_hidden,
    dots_are_out,
    found,
    garbled,
    line_of,
    line_or_nothing,
    new_id,
    refuse,
    text_of,
)
from retro.session.select import lesson_of as lesson_of
from retro.session.text import NAME_LIMIT

DEEPEST: Final = 6
_CARD_KINDS: Final = (
    Kind.WELCOME,
    Kind.COLLECT,
    Kind.TIMELINE,
    Kind.EXPLAIN,
    Kind.ROUNDS,
    Kind.CLOSE,
)
#: The kinds whose cards can be grouped.
_GROUPED: Final = (Kind.COLLECT, Kind.ROUNDS)


def write_card(asked: Asked, command: WriteCard) -> tuple[Event, ...]:
    asked.taking_part()
    session = asked.session
    former = session.cards.get(command.id)
    phase = _phase_for(asked, former, command)
    if former is not None:
        _may_edit(asked, former)
    elif command.id in session.topics:
        garbled()
    elif session.seals(phase) and phase.key in session.revealed:
        refuse(
            "The anonymous cards have been shown; one more now would show who wrote it."
            " Say it aloud, or park it."
        )
    sealed = session.seals(phase)
    card = Card(
        id=new_id(session.cards, command.id),
        phase=phase.key,
        column=_column_for(phase, command.column or (former.column if former else "")),
        text=text_of(command.text),
        author=None if sealed else (former.author if former else asked.by),
        number=0 if sealed else (former.number if former else asked.next_number()),
        parent=_parent_for(asked, phase, command),
        when=line_or_nothing(command.when, NAME_LIMIT) if phase.kind is Kind.TIMELINE else "",
        verdict=command.verdict if phase.kind is Kind.TIMELINE else None,
        mood=_mood(command.mood) if phase.kind is Kind.TIMELINE else None,
        topic=former.topic if former else None,
    )
    if former is not None and lesson_of(session, card) is not Lesson.NONE:
        card = replace(card, applies_when=former.applies_when)
    if card == former:
        return ()
    return (Written(card, asked.by if sealed else None),)


def _phase_for(asked: Asked, former: Card | None, command: WriteCard) -> Phase:
    """The phase a card belongs to: its own, the one its draft was begun in, or the current one."""
    if former is not None:
        return asked.session.format.phase(former.phase)
    key = command.phase or asked.phase.key
    phases = asked.session.format.phases[: asked.session.index + 1]
    phase = next((phase for phase in phases if phase.key == key), None)
    if phase is None:
        refuse("That phase has not begun yet.")
    if phase.kind not in _CARD_KINDS:
        refuse("Nothing is written at “{phase}”.", phase=phase.title)
    listens = phase.owner_listens and phase == asked.phase and not _is_together(asked)
    if listens and asked.by == asked.session.case_owner:
        refuse("You listen in this round: note on paper what strikes you. Your turn comes.")
    return phase


def _is_together(asked: Asked) -> bool:
    return asked.session.writing is Writing.TOGETHER


def _column_for(phase: Phase, key: str) -> str:
    if not phase.columns:
        return ""
    if not key:
        return phase.columns[0].key
    if phase.column(key) is None:
        refuse("“{phase}” has no such column.", phase=phase.title)
    return key


def _parent_for(asked: Asked, phase: Phase, command: WriteCard) -> Id | None:
    session = asked.session
    if command.parent is None:
        if phase.kind is Kind.EXPLAIN:
            refuse("Choose the gap that this explains.")
        return None
    parent = asked.card(command.parent)
    allowed = (*phase.source, phase.key) if phase.kind is Kind.EXPLAIN else phase.source
    if parent.phase not in allowed:
        refuse("A card of “{phase}” cannot hang under that one.", phase=phase.title)
    depth, above = 0, parent
    while above.phase == phase.key:
        depth += 1
        if above.id == command.id or depth >= DEEPEST:
            refuse("That chain is long enough: take its last link as a gap of its own.")
        if above.parent is None or above.parent not in session.cards:
            break
        above = session.cards[above.parent]
    return parent.id


def _mood(mood: int | None) -> int | None:
    if mood is not None and not -2 <= mood <= 2:
        refuse("A mood runs from -2 to 2.")
    return mood


def say_when_it_applies(asked: Asked, command: SayWhenItApplies) -> tuple[Event, ...]:
    """Whoever may edit a lesson says when it helps; once shown, an anonymous one has nobody else
    to say so than the facilitator.
    """
    asked.taking_part()
    session = asked.session
    card = asked.card(command.card)
    sealed = session.seals(session.format.phase(card.phase))
    if not (sealed and asked.facilitates and asked.is_shown(card.id)):
        _may_edit(asked, card)
    if lesson_of(session, card) is Lesson.NONE:
        refuse("Only a lesson, to sustain or to improve, says when it helps.")
    said = replace(card, applies_when=line_or_nothing(command.text))
    return () if said == card else (Written(said),)


def _may_edit(asked: Asked, card: Card) -> None:
    session = asked.session
    if session.writer_of(card) == asked.by:
        return
    if session.seals(session.format.phase(card.phase)):
        refuse("Only whoever wrote an anonymous card can change it, and only until it is shown.")
    if not (asked.facilitates and (card.author is None or _is_together(asked))):
        refuse("Only whoever wrote a card can change it.")


def remove_card(asked: Asked, command: RemoveCard) -> tuple[Event, ...]:
    asked.taking_part()
    session = asked.session
    card = session.cards.get(command.id)
    if card is None:
        return ()
    _may_edit(asked, card)
    if cards_may_hang_under(session, card):
        cards_are_hidden()
    if any(other.parent == card.id for other in session.cards.values()) or any(
        action.parent == card.id for action in session.actions.values()
    ):
        refuse("Other cards hang under this one. Move or remove those first.")
    _untouched(asked, card.id)
    return (Removed(card), *_emptied(asked, card))


def cards_may_hang_under(session: Session, card: Card) -> bool:
    """True while cards that can hang under this one are written unseen.

    Whether any does on this very one does not count: the answer would betray it.
    """
    return any(
        card.phase in phase.source
        and phase.kind in _CARD_KINDS
        and session.hides(phase)
        and session.timer(phase.key) is not None
        for phase in session.format.phases
    )


def link_card(asked: Asked, command: LinkCard) -> tuple[Event, ...]:
    """Anyone taking part may link: it is the room that compares plan and outcome."""
    asked.taking_part()
    card = asked.card(command.id)
    phase = asked.session.format.phase(card.phase)
    if phase.kind is not Kind.TIMELINE or asked.session.hides(phase):
        refuse("Only what happened can be linked to the plan, once it is on the screen.")
    if command.parent is not None and asked.card(command.parent).phase not in phase.source:
        refuse("Link what happened to something that was planned.")
    changed = replace(card, parent=command.parent, verdict=command.verdict)
    return () if changed == card else (Written(changed),)


def _untouched(asked: Asked, target: Id) -> None:
    """Refuse a change that would leave dots or notes without what they are about.

    While dots are given unseen the answer is the same for all topics: it tells nobody where
    they are.
    """
    if dots_may_be_on(asked.session, target):
        dots_are_out()
    if any(vote.target == target for vote in asked.session.votes.values()):
        refuse("There are dots on this. Take them back first.")
    if any(note.target == target for note in asked.session.notes.values()):
        refuse("There are notes about this. It stays as it is.")


def _emptied(asked: Asked, leaving: Card, staying: Id | None = None) -> tuple[Event, ...]:
    """Remove the topic that `leaving` is the last card of."""
    topic = leaving.topic
    if topic is None or topic == staying or topic not in asked.session.topics:
        return ()
    if any(c.topic == topic and c.id != leaving.id for c in asked.session.cards.values()):
        return ()
    _untouched(asked, topic)
    return (Removed(asked.session.topics[topic]),)


def _groupable(asked: Asked, id: Id) -> Card:
    card = asked.card(id)
    phase = asked.session.format.phase(card.phase)
    if asked.session.hides(phase) or phase.kind not in _GROUPED:
        refuse("Only cards that everyone can see can be grouped.")
    return card


def make_topic(asked: Asked, command: MakeTopic) -> tuple[Event, ...]:
    asked.taking_part()
    asked.in_kinds(Kind.GROUP, Kind.VOTE, Kind.DISCUSS)
    if command.id in asked.session.topics:
        return ()
    if command.id in asked.session.cards:
        garbled()
    id = new_id(asked.session.topics, command.id)
    topic = Topic(id, line_of(command.name, NAME_LIMIT), asked.next_number())
    if not command.cards:
        refuse("Choose the cards that belong together first.")
    events: list[Event] = [Written(topic)]
    moving = {card_id: _groupable(asked, card_id) for card_id in command.cards}
    for card in moving.values():
        _untouched(asked, card.id)
        events.append(Written(replace(card, topic=id)))
    left = {card.topic for card in moving.values() if card.topic in asked.session.topics}
    for former in sorted(former for former in left if former is not None):
        if all(card.id in moving for card in asked.session.cards.values() if card.topic == former):
            _untouched(asked, former)
            events.append(Removed(asked.session.topics[former]))
    return tuple(events)


def rename_topic(asked: Asked, command: RenameTopic) -> tuple[Event, ...]:
    asked.taking_part()
    asked.in_kinds(Kind.GROUP, Kind.VOTE, Kind.DISCUSS)
    topic = found(asked.session.topics, command.id)
    renamed = replace(topic, name=line_of(command.name, NAME_LIMIT))
    return () if renamed == topic else (Written(renamed),)


def move_card(asked: Asked, command: MoveCard) -> tuple[Event, ...]:
    asked.taking_part()
    asked.in_kinds(Kind.GROUP, Kind.VOTE, Kind.DISCUSS)
    card = _groupable(asked, command.card)
    if command.topic is not None:
        found(asked.session.topics, command.topic)
    if card.topic == command.topic:
        return ()
    _untouched(asked, card.id)
    moved = replace(card, topic=command.topic)
    return (Written(moved), *_emptied(asked, card, command.topic))


def write_note(asked: Asked, command: WriteNote) -> tuple[Event, ...]:
    asked.taking_part()
    session = asked.session
    former = session.notes.get(command.id)
    if command.target is not None and not asked.is_shown(command.target):
        refuse("Write about it once everyone can see it.")
    note = Note(
        id=new_id(session.notes, command.id),
        phase=former.phase if former else asked.phase.key,
        target=command.target,
        text=text_of(command.text),
        number=former.number if former else asked.next_number(),
        decision=command.decision,
    )
    return () if note == former else (Written(note),)


def remove_note(asked: Asked, command: RemoveNote) -> tuple[Event, ...]:
    asked.taking_part()
    note = asked.session.notes.get(command.id)
    return () if note is None else (Removed(note),)


def park(asked: Asked, command: Park) -> tuple[Event, ...]:
    asked.taking_part()
    if command.id in asked.session.parked:
        return ()
    id = new_id(asked.session.parked, command.id)
    return (Written(Parked(id, text_of(command.text), asked.next_number())),)


def unpark(asked: Asked, command: Unpark) -> tuple[Event, ...]:
    asked.taking_part()
    parked = asked.session.parked.get(command.id)
    return () if parked is None else (Removed(parked),)


RULES: Final[Mapping[type[Any], Any]] = MappingProxyType(
    {
        WriteCard: write_card,
        RemoveCard: remove_card,
        SayWhenItApplies: say_when_it_applies,
        LinkCard: link_card,
        MakeTopic: make_topic,
        RenameTopic: rename_topic,
        MoveCard: move_card,
        WriteNote: write_note,
        RemoveNote: remove_note,
        Park: park,
        Unpark: unpark,
    }
)
