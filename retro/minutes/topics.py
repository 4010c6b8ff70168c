"""What was written into columns: as topics with their dots and notes, or column by column."""

from collections.abc import Iterable

from retro.minutes.blocks import bullets, emphasis, item, title
from retro.minutes.escape import inline
from retro.minutes.record import Record, card_items, card_label, note_items, ordered
from retro.session.format import Phase
from retro.session.model import Card


def topics_section(record: Record) -> list[str]:
    """The named groups, those with most dots first, each with its notes and cards."""
    topics = sorted(
        record.session.topics.values(),
        key=lambda topic: (-record.dots[topic.id], topic.number, topic.id),
    )
    if not topics:
        return []
    blocks = [title(record.words("Topics"), 2)]
    for number, topic in enumerate(topics, 1):
        count = record.dots[topic.id]
        dots = record.words.plural("({count} dot)", "({count} dots)", count) if count else ""
        blocks.append(title(topic.name, 3, before=f"{number}.", after=dots))
        cards = (card for card in record.session.cards.values() if card.topic == topic.id)
        lines = [
            *(line for card in ordered(record, cards) for line in card_items(record, card)),
            *note_items(record, topic.id, 0),
        ]
        if lines:
            blocks.append(bullets(lines))
    return blocks


def phase_section(record: Record, phase: Phase, name: str = "") -> list[str]:
    """The cards of one phase that do not stand anywhere yet, column by column."""
    cards = [
        card
        for card in record.session.cards.values()
        if card.phase == phase.key and card.id not in record.written
    ]
    if not cards:
        return []
    name = name or (phase.columns[0].title if len(phase.columns) == 1 else phase.title)
    blocks = [title(name, 2)]
    keys = [column.key for column in phase.columns]
    for column in phase.columns:
        chosen = [card for card in cards if card.column == column.key]
        if chosen:
            if column.title != name:
                blocks.append(title(column.title, 3))
            blocks.append(_heap(record, chosen))
    rest = [card for card in cards if card.column not in keys]
    if rest:
        blocks.insert(1, _heap(record, rest))
    return blocks


def _heap(record: Record, cards: Iterable[Card]) -> str:
    most_first = sorted(ordered(record, cards), key=lambda card: -record.dots[card.id])
    return bullets(
        line
        for card in most_first
        for line in card_items(record, card, label=card_label(record, card, column=False))
    )


def notes_section(record: Record) -> list[str]:
    """The notes that are about nothing else in the minutes."""
    session = record.session
    about = session.cards.keys() | session.topics.keys()
    notes = sorted(
        (n for n in session.notes.values() if not n.decision and n.target not in about),
        key=lambda note: (note.number, note.id),
    )
    if not notes:
        return []
    titles = {phase.key: inline(phase.title, at_start=False) for phase in session.format}
    lines = (item(note.text, label=emphasis(titles[note.phase])) for note in notes)
    return [title(record.words("Notes"), 2), bullets(lines)]
