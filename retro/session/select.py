"""Questions about a session that rules, screens and minutes all ask. Pure; nothing is filtered."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from retro.session.format import Kind, Lesson, Phase
from retro.session.model import Card, Id, Note, Session, Topic, Verdict

_TIME: Final = re.compile(r"(\d{1,2})[:.hu](\d{2})(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
#: After every moment that can be written down.
_AT_THE_END: Final = (10_000,)


@dataclass(frozen=True, slots=True)
class TopicCards:
    """What a vote or a discussion is about: a named group of cards, or one card that stands alone.

    `target` is the topic's id, or the card's where there is no topic.
    """

    target: Id
    topic: Topic | None
    cards: tuple[Card, ...]

    @property
    def name(self) -> str:
        return self.topic.name if self.topic else self.cards[0].text


def in_order(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Cards in the order of writing; those without one in the order of their random ids."""
    return tuple(sorted(cards, key=lambda card: (card.number, card.id)))


def cards_of(session: Session, phase: str, column: str | None = None) -> tuple[Card, ...]:
    """The cards written in one phase, or in one column of it."""
    return in_order(
        card
        for card in session.cards.values()
        if card.phase == phase and (column is None or card.column == column)
    )


def lesson_of(session: Session, card: Card) -> Lesson:
    """What the card is when the session is over: a lesson to keep, one to act on, none."""
    column = session.format.phase(card.phase).column(card.column)
    return column.lesson if column else Lesson.NONE


def children(session: Session, parent: Id, phase: str | None = None) -> tuple[Card, ...]:
    """The cards that hang under another, in one phase or in all."""
    return in_order(
        card
        for card in session.cards.values()
        if card.parent == parent and (phase is None or card.phase == phase)
    )


def sources(session: Session, phase: Phase) -> tuple[Card, ...]:
    """The cards that this phase works on, phase by phase."""
    return tuple(card for key in phase.source for card in cards_of(session, key))


def timeline(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Happenings in order of their times; one without a time stays behind the one before it.

    An anonymous one has none before it, as its order is not known: without a time it comes last.
    """
    placed: list[tuple[tuple[int, ...], int, Card]] = []
    latest: tuple[int, ...] = ()
    for place, card in enumerate(in_order(cards)):
        latest = moment(card.when) or (latest if card.number else _AT_THE_END)
        placed.append((latest, place, card))
    return tuple(card for _, _, card in sorted(placed, key=lambda entry: entry[:2]))


def moment(when: str) -> tuple[int, ...]:
    """The sortable part of a time as people write it: a day if there is one, hours, minutes."""
    day = _DAY.search(when)
    clock = _TIME.search(when)
    if not day and not clock:
        return ()
    days = tuple(map(int, day.groups())) if day else (0, 0, 0)
    hours, minutes = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if clock and clock[3] and 1 <= hours <= 12:
        hours = hours % 12 + (12 if clock[3] in "pP" else 0)
    return (*days, hours, minutes)


def gaps(session: Session, phase: Phase) -> tuple[Card, ...]:
    """What an explain phase asks about: where it went better, then otherwise, then plans unmet.

    Without any of these it asks about everything that happened, or else was planned.
    """
    cards = sources(session, phase)
    kinds = {key: session.format.phase(key).kind for key in phase.source}
    happened = timeline(card for card in cards if kinds[card.phase] is Kind.TIMELINE)
    planned = tuple(card for card in cards if kinds[card.phase] is not Kind.TIMELINE)
    better = [card for card in happened if card.verdict is Verdict.BETTER]
    otherwise = [card for card in happened if card.verdict is Verdict.OTHERWISE]
    met = {card.parent for card in happened}
    unmet = [card for card in planned if card.id not in met] if met - {None} else []
    found = (*better, *otherwise, *unmet)
    return found or happened or planned


def topics_of(session: Session, phase: Phase) -> tuple[TopicCards, ...]:
    """The topics of a phase's cards, named groups first in the order made, then single cards."""
    cards = (card for key in topic_phases(session, phase) for card in cards_of(session, key))
    groups: dict[Id, list[Card]] = {}
    alone: list[Card] = []
    for card in cards:
        if card.topic is not None and card.topic in session.topics:
            groups.setdefault(card.topic, []).append(card)
        else:
            alone.append(card)
    named = sorted((session.topics[id] for id in groups), key=lambda topic: topic.number)
    return (
        *(TopicCards(topic.id, topic, tuple(groups[topic.id])) for topic in named),
        *(TopicCards(card.id, None, (card,)) for card in alone),
    )


def targets(session: Session, phase: Phase) -> frozenset[Id]:
    """The targets of `topics_of` this phase, without the cost of putting them in order."""
    keys = topic_phases(session, phase)
    return frozenset(
        card.topic if card.topic is not None and card.topic in session.topics else card.id
        for card in session.cards.values()
        if card.phase in keys
    )


def topic_phases(session: Session, phase: Phase) -> tuple[str, ...]:
    """The phases whose cards are topics: the sources, or all collect phases if bare."""
    if any(card.phase in phase.source for card in session.cards.values()):
        return phase.source
    return tuple(earlier.key for earlier in written_phases(session))


def written_phases(session: Session) -> tuple[Phase, ...]:
    """The phases up to the current one in which cards are written into columns."""
    past = session.format.phases[: session.index + 1]
    return tuple(phase for phase in past if phase.kind is Kind.COLLECT)


def tally(session: Session) -> Counter[Id]:
    """Dots by target, over all vote phases, as far as the session shows them."""
    return Counter(vote.target for vote in session.votes.values())


def by_votes(session: Session, phase: Phase) -> tuple[TopicCards, ...]:
    """The topics of a phase, those with most dots first; ties keep their order."""
    dots = tally(session)
    return tuple(sorted(topics_of(session, phase), key=lambda topic: -dots[topic.target]))


def notes_on(session: Session, target: Id | None) -> tuple[Note, ...]:
    """The notes about one topic, in the order of writing."""
    notes = (note for note in session.notes.values() if note.target == target)
    return tuple(sorted(notes, key=lambda note: note.number))


def spread(session: Session, phase: Phase) -> Counter[int]:
    """How often each value of a poll was given, as far as the session shows it."""
    return Counter(a.value for a in session.answers.values() if a.phase == phase.key)


def coherent(session: Session) -> bool:
    """True when everything that an item refers to is there."""
    targets = session.cards.keys() | session.topics.keys()
    used = {card.topic for card in session.cards.values()} - {None}
    return (
        all(c.parent is None or c.parent in session.cards for c in session.cards.values())
        and all(a.parent is None or a.parent in session.cards for a in session.actions.values())
        and all(vote.target in targets for vote in session.votes.values())
        and all(note.target is None or note.target in targets for note in session.notes.values())
        and used == session.topics.keys()
        and session.focus in targets | session.earlier.keys() | {None}
    )
