"""Each phase of a format as a screen of text: where we are, the question, columns, and the cues."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from retro.cli.formats.reading import part_in_it
from retro.session.format import Format, Phase
from retro.words import Words

_WIDEST: Final = 100
_NARROWEST: Final = 40
_MARGIN: Final = "  "
#: A column that is narrower than this stands below the one before it.
_NARROWEST_COLUMN: Final = 18
_GAP: Final = 3


def screens(format: Format, words: Words, width: int) -> Iterator[str]:
    """The lines of all screens of a session, for a terminal of this width in columns."""
    width = max(_NARROWEST, min(width, _WIDEST))
    for place, phase in enumerate(format.phases):
        if place:
            yield ""
        yield from _screen(place, phase, format, words, width)


def _screen(place: int, phase: Phase, format: Format, words: Words, width: int) -> Iterator[str]:
    minutes = words("{minutes} min", minutes=phase.minutes)
    count = words("{place} of {count}", place=place + 1, count=len(format.phases))
    tail = f"{count} · {minutes}"
    room = width - len(tail) - 2
    yield "─" * width
    yield f"{format.title[:room]:<{room}}  {tail}"
    yield from textwrap.wrap(_where(place, format), width)
    yield ""
    yield from _wrapped(phase.prompt, width)
    if phase.detail:
        yield from _wrapped(phase.detail, width)
    for sentence in part_in_it(phase, format, words):
        yield from _wrapped(f"· {sentence}", width)
    if phase.scale:
        yield ""
        for value in phase.scale.values:
            yield from _wrapped(f"{value}  {phase.scale.label(value)}", width)
    if phase.columns:
        yield ""
        yield from _columns(phase, width)
    if phase.say or phase.cues:
        yield ""
        yield _MARGIN + words("The facilitator alone sees:")
        for sentence in phase.say:
            yield from _wrapped(f"“{sentence}”", width, deeper="  ")
        for cue in phase.cues:
            yield from _wrapped(f"- {cue}", width, deeper="  ")


def _where(place: int, format: Format) -> str:
    """The line that shows where we are: what is done, what is now, what comes."""
    marks = ("✓" if at < place else "·" for at in range(len(format.phases)))
    return "  ".join(
        f"▸ {phase.title.upper()}" if at == place else f"{mark} {phase.title}"
        for at, (mark, phase) in enumerate(zip(marks, format.phases, strict=True))
    )


def _columns(phase: Phase, width: int) -> Iterator[str]:
    """Side by side where there is room for that, and one below the other where there is not."""
    count = len(phase.columns)
    each = (width - len(_MARGIN) - _GAP * (count - 1)) // count
    if each < _NARROWEST_COLUMN:
        for column in phase.columns:
            yield from _wrapped(f"{column.title.upper()}  {column.prompt}".rstrip(), width)
        return
    cells = [
        [*textwrap.wrap(column.title.upper(), each), *textwrap.wrap(column.prompt, each)]
        for column in phase.columns
    ]
    yield from _side_by_side(cells, each)


def _side_by_side(cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for row in zip_longest(*cells, fillvalue=""):
        line = (" " * _GAP).join(f"{text:<{width}}" for text in row)
        yield f"{_MARGIN}{line}".rstrip()


def _wrapped(text: str, width: int, deeper: str = "") -> Iterator[str]:
    margin = _MARGIN + deeper
    yield from textwrap.wrap(
        text, width, initial_indent=margin, subsequent_indent=margin + "  " * bool(deeper)
    )
