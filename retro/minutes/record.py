"""A session as its minutes see it: what may be shown, in an order that nothing else decides."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from retro.followup import lessons
from retro.followup.record import short_ids
from retro.minutes.blocks import emphasis, item, own_item, reference, strong
from retro.minutes.escape import inline
from retro.minutes.terms import detail_labels
from retro.session.confidential import without_confidential
from retro.session.format import Kind, Phase
from retro.session.model import Action, Card, Id, Note, Session, Verdict
from retro.session.select import in_order, notes_on, tally, timeline
from retro.words import Words


@dataclass(frozen=True, slots=True)
class Record:
    """What the parts of the minutes share.

    `session` holds nothing of `unseen`, the phases that are still written in silence, nor of the
    `confidential` ones that were begun. `written` grows with the cards that stand in the minutes
    in full; after that they are only referred to. `listed` are those that stand in full further
    on, in the list of all lessons. `lessons` has the id under which a card is handed on as a
    lesson.
    """

    session: Session
    words: Words
    unseen: tuple[Phase, ...]
    confidential: tuple[Phase, ...]
    dots: Counter[Id]
    actions: tuple[Action, ...]
    decisions: tuple[Note, ...]
    lessons: Mapping[Id, str]
    written: set[Id] = field(default_factory=set)
    listed: set[Id] = field(default_factory=set)


def record_of(session: Session, words: Words) -> Record:
    """The record of a session, without what its room has not seen yet, or keeps to itself."""
    begun = tuple(p for p in session.format if p.confidential and session.timer(p.key))
    session = without_confidential(session)
    hidden = {phase.key for phase in session.format if session.hides(phase)}
    used = {card.phase for card in session.cards.values()}
    used |= {answer.phase for answer in session.answers.values()}
    used |= {vote.phase for vote in session.votes.values()}
    shown = replace(
        session,
        cards=MappingProxyType({i: c for i, c in session.cards.items() if c.phase not in hidden}),
        votes=MappingProxyType({i: v for i, v in session.votes.items() if v.phase not in hidden}),
        answers=MappingProxyType(
            {i: a for i, a in session.answers.items() if a.phase not in hidden}
        ),
    )
    decisions = (note for note in session.notes.values() if note.decision)
    return Record(
        session=shown,
        words=words,
        unseen=tuple(phase for phase in session.format if phase.key in hidden & used),
        confidential=begun,
        dots=tally(shown),
        actions=tuple(sorted(session.actions.values(), key=lambda a: (a.number, a.id))),
        decisions=tuple(sorted(decisions, key=lambda note: (note.number, note.id))),
        lessons=_lesson_ids(shown),
    )


def _lesson_ids(session: Session) -> Mapping[Id, str]:
    """As much of the uid of each lesson as tells those of this session apart, by card."""
    uids = {
        card.id: lessons.uid_of(session.key, card.id)
        for card in session.cards.values()
        if (column := session.format.phase(card.phase).column(card.column)) and column.lesson
    }
    ids = short_ids([{"uid": uid} for uid in uids.values()])
    return MappingProxyType({id: ids[uid] for id, uid in uids.items()})


def ordered(record: Record, cards: Iterable[Card]) -> tuple[Card, ...]:
    """Cards phase by phase; happenings by their times, others in the order of writing."""
    by_phase: dict[str, list[Card]] = {}
    for card in cards:
        by_phase.setdefault(card.phase, []).append(card)
    return tuple(
        card
        for phase in record.session.format
        if phase.key in by_phase
        for card in (timeline if phase.kind is Kind.TIMELINE else in_order)(by_phase[phase.key])
    )


def card_items(record: Record, card: Card, depth: int = 0, label: str | None = None) -> list[str]:
    """A card as list items: its text, what was noted about it, and what hangs under it.

    A card that stands elsewhere in full is only referred to. `label` is Markdown; None chooses it.
    """
    label = card_label(record, card) if label is None else label
    if card.id in record.written:
        return [item(reference(card.text), depth, label)]
    record.written.add(card.id)
    if card.id in record.listed:
        lines = [item(reference(card.text), depth, label)]
    else:
        lines = full_items(record, card, depth, label)
    return [*lines, *items_under(record, card, depth + 1)]


def full_items(record: Record, card: Card, depth: int, label: str) -> list[str]:
    """The whole text of a card; of a lesson also its id, and when it applies."""
    text = inline(card.text, at_start=not label)
    if card.id not in record.lessons:
        return [own_item(text, depth, label)]
    lines = [own_item(f"{text} `{record.lessons[card.id]}`", depth, label)]
    if card.applies_when:
        when = emphasis(detail_labels(record.words)["applies_when"])
        lines.append(item(card.applies_when, depth + 1, when))
    return lines


def items_under(record: Record, card: Card, depth: int) -> list[str]:
    """What was noted about a card, the cards that hang under it, and what follows from it."""
    under = (other for other in record.session.cards.values() if other.parent == card.id)
    return [
        *note_items(record, card.id, depth),
        *(line for child in ordered(record, under) for line in card_items(record, child, depth)),
        *(
            item(reference(action.text), depth, strong(record.words("Action {n}", n=number)))
            for number, action in enumerate(record.actions, 1)
            if action.parent == card.id
        ),
    ]


def note_items(record: Record, target: Id, depth: int) -> list[str]:
    """The notes about a card or topic; a decision among them is only referred to."""
    notes = sorted(notes_on(record.session, target), key=lambda note: (note.number, note.id))
    return [_note(record, note, depth) for note in notes]


def _note(record: Record, note: Note, depth: int) -> str:
    if not note.decision:
        return item(note.text, depth, emphasis(record.words("Note")))
    number = record.decisions.index(note) + 1
    return item(reference(note.text), depth, strong(record.words("Decision {n}", n=number)))


def card_label(record: Record, card: Card, *, column: bool = True) -> str:
    """What a card is, in a few words of Markdown: its time and verdict, or its column, its dots."""
    words, phase = record.words, record.session.format.phase(card.phase)
    heap = phase.column(card.column)
    parts: list[str] = []
    if heap is not None and column:
        parts.append(inline(heap.title, at_start=False))
    elif card.parent is not None and phase.kind is not Kind.TIMELINE:
        parts.append(inline(phase.title, at_start=False))
    if card.when:
        parts.append(inline(card.when, at_start=False))
    if card.verdict is not None:
        parts.append(_verdict(words, card.verdict))
    if card.mood is not None:
        parts.append(words("mood {value}", value=f"{card.mood:+d}" if card.mood else "0"))
    if record.dots[card.id]:
        parts.append(words.plural("{count} dot", "{count} dots", record.dots[card.id]))
    mark = "**" if phase.kind is Kind.TIMELINE else "*"
    return f"{mark}{' · '.join(parts)}{mark}" if parts else ""


def _verdict(words: Words, verdict: Verdict) -> str:
    match verdict:
        case Verdict.AS_PLANNED:
            return words("as planned")
        case Verdict.BETTER:
            return words("better than planned")
        case Verdict.OTHERWISE:
            return words("other than planned")
