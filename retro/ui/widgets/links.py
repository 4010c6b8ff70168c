"""Thin lines between two lists: what was planned, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from retro.ui.widgets.card_list import CardList

#: Links are drawn for as many rows on the left as this; the rest have their numbers.
LANES_MOST: Final = 5
_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_SIGNS: Final = {
    _LEFT | _RIGHT: "─",
    _UP | _DOWN: "│",
    _LEFT | _DOWN: "┐",
    _LEFT | _UP: "┘",
    _RIGHT | _DOWN: "┌",
    _RIGHT | _UP: "└",
    _UP | _DOWN | _LEFT: "┤",
    _UP | _DOWN | _RIGHT: "├",
    _LEFT | _RIGHT | _DOWN: "┬",
    _LEFT | _RIGHT | _UP: "┴",
    _UP | _DOWN | _LEFT | _RIGHT: "┼",
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """Lines from one line at the left, `start`, to some at the right, `ends`."""

    start: int
    ends: tuple[int, ...]
    lit: bool = False


@dataclass(slots=True)
class Drawing:
    """Cells by place, as (column, line): the directions of the bundle that is on top there."""

    cells: dict[tuple[int, int], tuple[int, Bundle]] = field(default_factory=dict)
    clashes: int = 0

    def add(self, at: tuple[int, int], directions: int, bundle: Bundle) -> None:
        known, owner = self.cells.get(at, (0, bundle))
        if owner is bundle:
            self.cells[at] = (known | directions, bundle)
            return
        crossing = {known, directions} == {_LEFT | _RIGHT, _UP | _DOWN}
        self.clashes += 1 if crossing else 100
        # Where two lines cross, the level one passes over the other, so that it is no junction.
        # Two that trade places have to share a stretch; then their numbers tell them apart.
        if not crossing:
            self.cells[at] = (known | directions, bundle if bundle.lit else owner)
        elif directions == _LEFT | _RIGHT:
            self.cells[at] = (directions, bundle)


def draw(bundles: Sequence[Bundle], width: int) -> Drawing:
    """Lines in `width` cells; each bundle turns in a lane of its own, so ordered that few cross."""
    shown = list(bundles[:LANES_MOST])
    best = Drawing()
    for tried, lanes in enumerate(permutations(range(len(shown)))):
        drawing = Drawing()
        for bundle, lane in zip(shown, lanes, strict=True):
            _draw_one(drawing, bundle, 1 + 2 * lane, width)
        if not tried or drawing.clashes < best.clashes:
            best = drawing
        if not best.clashes:
            break
    return best


def _draw_one(drawing: Drawing, bundle: Bundle, lane: int, width: int) -> None:
    lines = (bundle.start, *bundle.ends)
    top, bottom = min(lines), max(lines)
    for x in range(lane):
        drawing.add((x, bundle.start), _LEFT | _RIGHT, bundle)
    for y in range(top, bottom + 1):
        turns = (
            (_UP if y > top else 0)
            | (_DOWN if y < bottom else 0)
            | (_LEFT if y == bundle.start else 0)
            | (_RIGHT if y in bundle.ends else 0)
        )
        drawing.add((lane, y), turns, bundle)
    for end in bundle.ends:
        for x in range(lane + 1, width):
            drawing.add((x, end), _LEFT | _RIGHT, bundle)


class Links(Widget):
    """Draws lines from rows of the list at the left to rows of the list at the right."""

    DEFAULT_CSS = """
    Links { width: 4; height: 1fr; }
    """

    pairs: reactive[tuple[tuple[int, int], ...]] = reactive(())

    def __init__(self, left: CardList, right: CardList, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left = left
        self._right = right

    def on_mount(self) -> None:
        for each in (self._left, self._right):
            self.watch(each, "scroll_y", self._moved, init=False)

    def _moved(self) -> None:
        self.refresh()

    def show(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Draw a line for each pair of ids, left and right."""
        self.pairs = tuple(pairs)
        lanes = min(len({left for left, _right in self.pairs}), LANES_MOST)
        self.styles.width = max(2 * lanes + 2, 4)

    def render(self) -> Content:
        width, height = self.size
        drawing = draw(self._bundles(), width)
        lines = []
        for y in range(height):
            row = {x: cell for (x, line), cell in drawing.cells.items() if line == y}
            lines.append(_content(row, width))
        return Content("\n").join(lines)

    def tone_of(self, left: int) -> str:
        """How the line from a row at the left is drawn; empty where there is none to be seen."""
        if not self.display:
            return ""
        ends = [right for start, right in self.pairs if start == left]
        if not ends:
            return ""
        chosen = self._right.chosen if self._right.has_focus else None
        return "accent" if chosen is not None and chosen.id in ends else "quiet"

    def _bundles(self) -> list[Bundle]:
        found: list[Bundle] = []
        for left in dict.fromkeys(left for left, _right in self.pairs):
            start = self._left.line_of(left)
            ends = [self._right.line_of(right) for here, right in self.pairs if here == left]
            seen = tuple(end for end in ends if end is not None)
            if start is not None and seen:
                found.append(Bundle(start, seen, lit=self.tone_of(left) == "accent"))
        return sorted(found, key=lambda bundle: bundle.start)


def _content(row: Mapping[int, tuple[int, Bundle]], width: int) -> Content:
    parts = []
    for x in range(width):
        directions, bundle = row.get(x, (0, None))
        style = "$primary" if bundle is not None and bundle.lit else "$text-muted"
        parts.append((_SIGNS.get(directions, " "), style))
    return Content.assemble(*parts)
