"""Polls as a spread: how many people chose each answer, never who."""

from collections import Counter
from statistics import median
from typing import Final

from retro.minutes.blocks import bullets, own_item, title
from retro.minutes.escape import inline
from retro.minutes.record import Record
from retro.session.format import Kind, Phase, Scale
from retro.session.select import spread

#: Below this the room may have seen the spread, but kept on paper it would point at people.
FEWEST: Final = 5

_LONGEST_BAR: Final = 20


def polls_section(record: Record) -> list[str]:
    """The polls that anybody answered, in the order of the format."""
    blocks: list[str] = []
    for phase in record.session.format:
        counts = spread(record.session, phase)
        if phase.kind is Kind.POLL and phase.scale is not None and counts:
            blocks += [title(phase.title, 3), *_poll(record, phase, phase.scale, counts)]
    return [title(record.words("Polls"), 2), *blocks] if blocks else []


def _poll(record: Record, phase: Phase, scale: Scale, counts: Counter[int]) -> list[str]:
    words, total = record.words, counts.total()
    blocks = [inline(phase.prompt)] if phase.prompt else []
    if phase.anonymous and total < FEWEST:
        few = words.plural(
            "{count} answer: too few to write down without showing who gave it.",
            "{count} answers: too few to write down without showing who gave which.",
            total,
        )
        return [*blocks, few]
    lines = [own_item(_line(scale, value, counts)) for value in scale.values]
    middle = _number(median(counts.elements()))
    summary = words.plural(
        "{count} answer, median {median}", "{count} answers, median {median}", total, median=middle
    )
    return [*blocks, bullets(lines), f"{summary}."]


def _line(scale: Scale, value: int, counts: Counter[int]) -> str:
    count, label = counts[value], scale.label(value)
    bar = "●" * count + " " if count and max(counts.values()) <= _LONGEST_BAR else ""
    name = f" {inline(label, at_start=False)}" if label and label != str(value) else ""
    return f"**{value}**{name} – {bar}{count}"


def _number(value: float) -> str:
    """A median of whole numbers, which is whole or lies halfway; no language's decimal sign."""
    whole = int(value // 1)
    return str(whole) if value == whole else f"{whole or ''}½"
