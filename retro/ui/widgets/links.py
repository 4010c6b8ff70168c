"""Thin lines between two lists: what was planned, and what came of it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations
from typing import Final

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
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
            self.watch(each, "laid_out", self._moved, init=False)

    def _moved(self) -> None:
        self.refresh()

    def show(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Draw a line for each pair of ids, left and right."""
        self.pairs = tuple(pairs)
        lanes = min(len({left for left, _right in self.pairs}), LANES_MOST)
        self.styles.width = max(2 * lanes + 2, 4)

    def render(self) -> Content:
        return Content("\n").join(_drawn(tuple(self._bundles()), *self.size))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same lines for all who see the same links in the same colours."""
        seen = (self.app.theme, self.visual_style, tuple(self.get_line_filters()))
        key = (tuple(self._bundles()), self.size, crop, seen)
        found = _STRIPS.get(key)
        if found is None:
            found = _STRIPS[key] = super().render_lines(crop)
        return found

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
        ends_of: dict[int, list[int]] = {}
        for left, right in self.pairs:
            ends_of.setdefault(left, []).append(right)
        found: list[Bundle] = []
        for left, rights in ends_of.items():
            start = self._left.line_of(left)
            ends = tuple(end for right in rights if (end := self._right.line_of(right)) is not None)
            if start is not None and ends:
                found.append(Bundle(start, ends, lit=self.tone_of(left) == "accent"))
        return sorted(found, key=lambda bundle: bundle.start)


@lru_cache(maxsize=64)
def _drawn(bundles: tuple[Bundle, ...], width: int, height: int) -> tuple[Content, ...]:
    """The lines of links, once for everybody who sees them so."""
    cells: dict[int, dict[int, tuple[int, Bundle]]] = {}
    for (x, line), cell in draw(bundles, width).cells.items():
        cells.setdefault(line, {})[x] = cell
    return tuple(_content(cells.get(y, {}), width) for y in range(height))


def _content(row: Mapping[int, tuple[int, Bundle]], width: int) -> Content:
    parts = []
    for x in range(width):
        directions, bundle = row.get(x, (0, None))
        style = "$primary" if bundle is not None and bundle.lit else "$text-muted"
        parts.append((_SIGNS.get(directions, " "), style))
    return Content.assemble(*parts)


#: Lines as they were drawn for somebody.
_STRIPS: Final[LRUCache[Hashable, list[Strip]]] = LRUCache(64)
