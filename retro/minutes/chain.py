"""From plan to next time: what was planned, what became of it, why, and what follows."""

from dataclasses import dataclass

from retro.minutes.blocks import bullets, emphasis, reference, title
from retro.minutes.escape import heading, inline
from retro.minutes.record import Record, card_items, card_label, full_items, items_under, ordered
from retro.session.format import Kind, Phase
from retro.session.model import Card, Id


@dataclass(frozen=True, slots=True)
class Chain:
    """The phases of a format whose cards hang together; all empty where there is no such chain."""

    plans: tuple[Phase, ...]
    events: tuple[Phase, ...]
    conditions: tuple[Phase, ...]
    lessons: tuple[Phase, ...]

    @property
    def phases(self) -> tuple[Phase, ...]:
        return (*self.plans, *self.events, *self.conditions, *self.lessons)


def chain_of(record: Record) -> Chain:
    """Which phases of the session make up its chain."""
    phases = record.session.format.phases
    events = tuple(phase for phase in phases if phase.kind is Kind.TIMELINE)
    conditions = tuple(phase for phase in phases if phase.kind is Kind.EXPLAIN)
    core = {phase.key for phase in (*events, *conditions)}
    asked = {key for phase in (*events, *conditions) for key in phase.source}
    linked = set(core)
    lessons: list[Phase] = []
    for phase in phases:
        if phase.kind is Kind.COLLECT and linked & set(phase.source):
            lessons.append(phase)
            linked.add(phase.key)
    plans = (phase for phase in phases if phase.key in asked - linked)
    return Chain(tuple(plans), events, conditions, tuple(lessons))


def chain_section(record: Record, chain: Chain) -> list[str]:
    """The chain as blocks: a heading a plan item, and under it everything that hangs on it."""
    plans = _roots(record, chain.plans)
    others = _roots(record, (*chain.events, *chain.conditions))
    if not plans and not others:
        return []
    used = {card.phase for card in record.session.cards.values()}
    titles = [heading(phase.title) for phase in chain.phases if phase.key in used]
    blocks = [f"## {' → '.join(titles)}"]
    happened = any(phase.key in used for phase in chain.events)
    for number, card in enumerate(plans, 1):
        blocks += _plan(record, card, number, happened)
    if others:
        if plans:
            blocks.append(title(record.words("Also happened"), 3))
        blocks.append(bullets(line for card in others for line in card_items(record, card)))
    return blocks


def _roots(record: Record, phases: tuple[Phase, ...]) -> tuple[Card, ...]:
    """The cards of these phases that hang under nothing that is shown."""
    cards, keys = record.session.cards, {phase.key for phase in phases}
    return ordered(
        record,
        (card for card in cards.values() if card.phase in keys and card.parent not in cards),
    )


def _plan(record: Record, card: Card, number: int, happened: bool) -> list[str]:
    record.written.add(card.id)
    short = reference(card.text)
    label = card_label(record, card)
    blocks = [title(short, 3, before=f"{number}. {label} –" if label else f"{number}.")]
    if short != card.text:
        blocks.append(inline(card.text))
    under = items_under(record, card, 0)
    linked = any(
        other.parent == card.id and record.session.format.phase(other.phase).kind is Kind.TIMELINE
        for other in record.session.cards.values()
    )
    if happened and not linked:
        blocks.append(emphasis(record.words("Nothing that happened was linked to this.")))
    if under:
        blocks.append(bullets(under))
    return blocks


def lessons_of(record: Record, chain: Chain) -> frozenset[Id]:
    """The cards that `lessons_section` lists."""
    phases = {phase.key for phase in chain.lessons}
    return frozenset(c.id for c in record.session.cards.values() if c.phase in phases)


def lessons_section(record: Record, chain: Chain) -> list[str]:
    """All lessons by column, in full; the chain only refers to them."""
    blocks: list[str] = []
    for phase in chain.lessons:
        cards = [card for card in record.session.cards.values() if card.phase == phase.key]
        columns = [(column.key, column.title) for column in phase.columns] or [("", phase.title)]
        for key, name in columns:
            chosen = ordered(record, (card for card in cards if card.column == key))
            if not chosen:
                continue
            lines = [line for card in chosen for line in _lesson(record, card)]
            blocks += [title(name, 3), bullets(lines)]
    return [title(record.words("Lessons"), 2), *blocks] if blocks else []


def _lesson(record: Record, card: Card) -> list[str]:
    if card.id in record.written:
        return full_items(record, card, 0, "")
    record.written.add(card.id)
    label = card_label(record, card, column=False)
    return [*full_items(record, card, 0, label), *items_under(record, card, 1)]
