"""Parts of lines that are drawn again, and what stands on a terminal already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias, cast

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

Patch: TypeAlias = tuple[int, int, Strip]
"""A column, a line, and what stands there."""


def take(
    patches: list[Patch],
    missing: dict[int, list[tuple[int, int]]],
    widget: Widget,
    region: Region,
    seen: Region,
) -> None:
    """Have a widget draw what is `missing` of the part of it that is `seen`.

    What it draws goes to `patches` and is not missing any more. `missing` has for each line the
    spans, as first column and the one after the last; `region` is where the widget is.
    """
    left, right = seen.column_span
    lines = [
        y
        for y in seen.line_range
        if y in missing and any(x1 < right and left < x2 for x1, x2 in missing[y])
    ]
    if not lines:
        return
    top = lines[0]
    part = Region(0, top - region.y, region.width, lines[-1] - top + 1)
    strips = _bar(widget, part) if type(widget) is ScrollBar else widget.render_lines(part)
    for y in lines:
        rest: list[tuple[int, int]] = []
        for x1, x2 in missing.pop(y):
            begin, end = max(x1, left), min(x2, right)
            if begin >= end:
                rest.append((x1, x2))
                continue
            strip = strips[y - top]
            if (begin, end) != region.column_span:
                strip = strip.crop(begin - region.x, end - region.x)
            patches.append((begin, y, strip))
            rest += [span for span in ((x1, begin), (end, x2)) if span[0] < span[1]]
        if rest:
            missing[y] = rest


def _bar(bar: ScrollBar, part: Region) -> Sequence[Strip]:
    """Draw a part of a scroll bar, which Textual does line by line for every screen.

    It moves with every card that comes in, in every list that is longer than its place.
    """
    drawing = bar.render()
    if not bar.vertical or bar.thickness != 1 or type(drawing) is not ScrollBarRender:
        return bar.render_lines(part)
    drawn = _bar_lines(
        bar.size.height,
        (drawing.virtual_size, drawing.window_size, drawing.position),
        cast("Style", drawing.style),
        bar.background_colors[1].rich_color,
        tuple(bar.get_line_filters()),
    )
    return drawn[part.y : part.bottom]


# No state of anybody's: numbers and colours in, the same lines out, and no text of people.
@lru_cache(maxsize=1024)
def _bar_lines(
    height: int,
    scrolled: tuple[int, int, float],
    style: Style,
    ground: RichColor,
    filters: tuple[LineFilter, ...],
) -> list[Strip]:
    """Give the lines of a scroll bar of one cell, the same ones for everybody.

    `scrolled` is how many lines there are, how many are seen, and the first of those.
    """
    virtual_size, window_size, position = scrolled
    assert style.bgcolor is not None and style.color is not None
    segments = ScrollBarRender.render_bar(
        height,
        virtual_size,
        window_size,
        position,
        back_color=style.bgcolor,
        bar_color=style.color,
    ).segments
    under = Style(bgcolor=ground)
    lines = [Strip(Segment.apply_style([segment], under), 1) for segment in segments]
    background = Color.from_rich_color(ground)
    for line_filter in filters:
        lines = [strip.apply_filter(line_filter, background) for strip in lines]
    return lines


class Drawn:
    """What stands on a terminal, as far as it was drawn in patches since the last whole frame.

    A list that grew has its scroll bar drawn again, and all but two of its lines are as they were.
    """

    def __init__(self) -> None:
        """Begin with knowing nothing."""
        self._lines: dict[int, dict[tuple[int, int], Strip]] = {}

    def forget(self) -> None:
        """Something else was drawn."""
        self._lines.clear()

    def new(self, patches: Iterable[Patch]) -> list[Patch]:
        """Give the patches that are not there yet, and remember them."""
        return [patch for patch in patches if self._is_new(*patch)]

    def _is_new(self, x: int, y: int, strip: Strip) -> bool:
        line = self._lines.setdefault(y, {})
        right = x + strip.cell_length
        place = x, right
        there = line.get(place)
        if there is None:
            for left, end in [known for known in line if known[0] < right and x < known[1]]:
                del line[left, end]
        elif there is strip or there == strip:
            return False
        line[place] = strip
        return True
