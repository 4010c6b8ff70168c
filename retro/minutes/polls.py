"""Polls as a spread: how many people chose each answer, never who.

Of how freely people could speak only the number of answers and their median are written down:
five equal answers would be everybody's.
"""

from collections import Counter
from statistics import median
from typing import Final

from retro.followup.figures import is_about_safety
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
    safety = is_about_safety(phase)
    if (phase.anonymous or safety) and total < FEWEST:
        few = words.plural(
            "{count} answer: too few to write down without showing who gave it.",
            "{count} answers: too few to write down without showing who gave which.",
            total,
        )
        return [*blocks, few]
    names = _names(record, phase, scale)
    lines = [] if safety else [own_item(_line(v, names[v], counts)) for v in scale.values]
    middle = _number(median(counts.elements()))
    summary = words.plural(
        "{count} answer, median {median}", "{count} answers, median {median}", total, median=middle
    )
    way = [_way(record, phase)] if phase.arrow else []
    return [*blocks, *([bullets(lines)] if lines else []), f"{summary}.", *way]


def _names(record: Record, phase: Phase, scale: Scale) -> dict[int, str]:
    """What each answer is called; where there are arrows, also its colour."""
    words = record.words
    colours = (words("red"), words("amber"), words("green")) if phase.arrow else ()
    found: dict[int, str] = {}
    for place, value in enumerate(scale.values):
        label = scale.label(value)
        name = inline(label, at_start=False) if label != str(value) else ""
        colour = colours[min(place, 2)] if colours else ""
        found[value] = ": ".join(filter(None, (colour, name)))
    return found


def _way(record: Record, phase: Phase) -> str:
    """How many said which way it goes; not with which colour, as that would tell who it was."""
    words = record.words
    given = [each for each in record.session.answers.values() if each.phase == phase.key]
    arrows = Counter(each.arrow or 0 for each in given)
    names = ((1, "↑", words("better")), (0, "→", words("the same")), (-1, "↓", words("worse")))
    told = " · ".join(f"{sign} {arrows[arrow]} {name}" for arrow, sign, name in names)
    return words("Which way it goes: {ways}.", ways=told)


def _line(value: int, name: str, counts: Counter[int]) -> str:
    count = counts[value]
    bar = "●" * count + " " if count and max(counts.values()) <= _LONGEST_BAR else ""
    return f"**{value}**{f' {name}' if name else ''} – {bar}{count}"


def _number(value: float) -> str:
    """A median of whole numbers, which is whole or lies halfway; no language's decimal sign."""
    whole = int(value // 1)
    return str(whole) if value == whole else f"{whole or ''}½"
