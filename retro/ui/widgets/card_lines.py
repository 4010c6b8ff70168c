"""The lines of a list of cards: rows wrapped to a width, and each line drawn.

Everybody in a room looks at the same cards. So lists of one width and one set of colours share one
`Press`, which lays out and draws each line once for all of them. That, and that only the lines that
changed are drawn, is what a card costs when fifty people look on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from weakref import WeakValueDictionary

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

NARROWEST_TEXT: Final = 12
_TAIL_GAP: Final = 3
#: The part of a line that its text keeps beside a tail; a tail that wants more goes below.
_TEXT_SHARE: Final = 0.6
#: How much one press remembers: wrapped texts, drawn lines, and lists laid out.
_WRAPPED_MOST: Final = 2000
_DRAWN_MOST: Final = 2000
_LAID_OUT_MOST: Final = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list.

    `lead` stands in a column of its own before the text (a time, a number), `tail` in one behind it
    (a verdict, dots). `tone` names the colour of the tail: quiet, accent, good, bad or plain. A
    `heading` cannot be chosen. `level` indents by two cells each. `gap` leaves a line free above.
    `leader` draws a line from the text to the edge, towards what it is linked to, in that tone.
    `number` counts rows in the order in which they came.
    """

    id: int | str
    text: str
    lead: str = ""
    tail: str = ""
    tone: str = "quiet"
    mark: str = "•"
    level: int = 0
    heading: bool = False
    quiet: bool = False
    gap: bool = False
    leader: str = ""
    number: int = 0

    def __hash__(self) -> int:
        # Rows are looked up by the hundred; what else differs, comparing finds.
        return hash((self.id, self.text))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; `row` is its row's place, -1 for an empty line."""

    row: int
    lead: str = ""
    text: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """All that makes a line look as it does, wherever it stands."""

    lead: str = ""
    text: str = ""
    tail: str = ""
    tone: str = ""
    leader: str = ""
    mark: str = ""
    heading: bool = False
    quiet: bool = False
    chosen: bool = False


EMPTY: Final = Look()


@dataclass(frozen=True)
class Palette:
    """The colours of a list, as its style sheet gives them; `tones` by name."""

    ground: Style
    chosen: Style
    tones: tuple[tuple[str, Style], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Rows as lines, and the line that each row begins on. The same one for everybody."""

    rows: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()
    first: Mapping[int | str, int] = field(default_factory=dict)
    looks: tuple[Look, ...] = ()

    def seen(self, top: int, height: int, chosen: int | str | None) -> list[Look]:
        """How `height` lines from `top` on look while `chosen` is the row that keys act on."""
        looks = list(self.looks[top : top + height])
        looks += [EMPTY] * (height - len(looks))
        if chosen is not None:
            for at in range(max(self.first.get(chosen, top), top) - top, len(looks)):
                row = self.rows[self.lines[top + at].row] if looks[at] is not EMPTY else None
                if row is None or row.id != chosen or row.heading:
                    break
                looks[at] = replace(looks[at], chosen=True)
        return looks


def _look(line: Line, rows: Sequence[Row]) -> Look:
    if line.row < 0:
        return EMPTY
    row = rows[line.row]
    return Look(
        line.lead,
        line.text,
        line.tail,
        row.tone if line.tail else "",
        row.leader,
        row.mark,
        row.heading,
        row.quiet,
    )


class Press:
    """Lays out and draws for every list of one width, in cells, and one palette.

    Made by `press_for`, and gone with the last list that holds it: the texts are people's.
    """

    def __init__(self, width: int, palette: Palette) -> None:
        self.width = width
        self._palette = palette
        self._tones = dict(palette.tones)
        self._wrapped: dict[tuple[str, int], tuple[str, ...]] = {}
        self._layouts: dict[tuple[tuple[Row, ...], int, int, bool], Layout] = {}
        self._newest: tuple[tuple[Row, ...], int, int, bool, Layout] | None = None
        self._drawn: dict[Look, Strip] = {}

    # Laying out.

    def layout(self, rows: tuple[Row, ...], room: int, height: int, *, airy: bool) -> Layout:
        """Rows as lines of `room` cells. Where all fit in `height`, an airy list is set wider."""
        newest = self._newest
        # The rows themselves, which are compared by the hundred only for the first who asks.
        if newest is not None and newest[0] is rows and newest[1:4] == (room, height, airy):
            return newest[4]
        key = (rows, room, height, airy)
        found = self._layouts.get(key)
        if found is None:
            while len(self._layouts) >= _LAID_OUT_MOST:
                del self._layouts[next(iter(self._layouts))]
            found = self._layouts[key] = self._laid_out(rows, room, height, airy=airy)
        self._newest = (*key, found)
        return found

    def _laid_out(self, rows: tuple[Row, ...], room: int, height: int, *, airy: bool) -> Layout:
        lead = max((cell_len(row.lead) for row in rows), default=0)
        blocks = [self._lines_of(place, row, lead, room) for place, row in enumerate(rows)]
        above = _air(rows, sum(map(len, blocks)), height, airy=airy)
        lines: list[Line] = []
        first: dict[int | str, int] = {}
        for place, block in enumerate(blocks):
            if above[place]:
                lines.append(Line(-1))
            first[rows[place].id] = len(lines)
            lines.extend(block)
        looks = tuple(_look(line, rows) for line in lines)
        return Layout(rows, tuple(lines), first, looks)

    def _lines_of(self, place: int, row: Row, lead_width: int, width: int) -> list[Line]:
        if row.heading:
            text = row.text.lstrip()
            lead = " " * (len(row.text) - len(text))
            return [Line(place, lead, line) for line in self.wrap(text, width - len(lead))]
        lead = f"{'  ' * row.level} {row.mark} "
        if lead_width and not row.level:
            lead += row.lead.rjust(lead_width) + "  "
        blank = " " * cell_len(lead)
        room = width - cell_len(lead) - 1
        beside = room - cell_len(row.tail) - _TAIL_GAP
        fits = bool(row.tail) and _fits_beside(row.text, beside, room)
        texts = self.wrap(row.text, beside if fits else room)
        lines = [Line(place, blank if at else lead, text) for at, text in enumerate(texts)]
        if fits:
            lines[0] = Line(place, lead, texts[0], row.tail)
        elif row.tail:
            lines += [Line(place, blank, "", tail) for tail in self.wrap(row.tail, room)]
        return lines

    def wrap(self, text: str, width: int) -> tuple[str, ...]:
        """Wrap a text at `width` cells; at least one line."""
        key = (text, width)
        if key not in self._wrapped:
            if len(self._wrapped) > _WRAPPED_MOST:
                self._wrapped.clear()
            wrapped = [
                part.plain.rstrip()
                for line in text.split("\n")
                for part in (Content(line).wrap(max(width, 1)) or [Content("")])
            ]
            self._wrapped[key] = tuple(wrapped) or ("",)
        return self._wrapped[key]

    # Drawing.

    def draw(self, look: Look) -> Strip:
        """The line that looks so; the same object for everybody."""
        found = self._drawn.get(look)
        if found is None:
            while len(self._drawn) >= _DRAWN_MOST:
                del self._drawn[next(iter(self._drawn))]
            found = self._drawn[look] = self._draw(look)
        return found

    def note(self, text: str) -> Strip:
        """A quiet line, for a list without rows."""
        segment = Segment("   " + text, self._tones["quiet"])
        return Strip([segment]).adjust_cell_length(self.width, self._palette.ground)

    def _draw(self, look: Look) -> Strip:
        ground, width = self._palette.ground, self.width
        if look == EMPTY:
            return Strip.blank(width, ground)
        lead = look.lead
        if look.chosen:
            ground += Style(bgcolor=self._palette.chosen.bgcolor)
            lead = lead.replace(f" {look.mark} ", f"▸{look.mark} ", 1)
        name = "quiet" if look.quiet else "heading" if look.heading else "text"
        style = ground + Style(color=self._tones[name].color)
        bold = look.chosen or (look.heading and not look.quiet)
        segments = [
            Segment(lead, ground + self._tone("accent" if look.chosen else "quiet")),
            Segment(look.text, style + Style(bold=bold)),
            *self._behind(look, width - cell_len(lead) - cell_len(look.text), ground),
        ]
        return Strip(segments).adjust_cell_length(width, ground)

    def _behind(self, look: Look, room: int, ground: Style) -> list[Segment]:
        """What follows the text on its line: the tail at the edge, or below it where it begins."""
        if look.tail:
            space = max(room - cell_len(look.tail) - 1, 1) if look.text else 0
            tone = ground + self._tone(look.tone)
            return [Segment(" " * space, ground), Segment(look.tail, tone)]
        if look.leader and look.lead.strip() and room > 1:
            return [Segment(" " + "─" * (room - 1), ground + self._tone(look.leader))]
        return []

    def _tone(self, name: str) -> Style:
        style = self._tones[name]
        return Style(color=style.color, bold=style.bold)


def _air(rows: Sequence[Row], lines: int, height: int, *, airy: bool) -> list[bool]:
    """Above which rows a line stays free: where there is room for it, above every card."""
    gaps = [bool(place) and row.gap for place, row in enumerate(rows)]
    if not airy or any(row.heading for row in rows):
        return gaps
    wide = [bool(place) and not row.level for place, row in enumerate(rows)]
    return wide if lines + sum(wide) <= height else gaps


def _fits_beside(text: str, beside: int, room: int) -> bool:
    """True where a tail leaves the text enough of its line."""
    widest = max(map(cell_len, text.split("\n")))
    return beside >= NARROWEST_TEXT and (widest <= beside or beside >= room * _TEXT_SHARE)


#: Owned by the lists that hold a press: the last of them takes it along, and what it remembers. A
#: press gives the same line for the same row whoever asks, so that nobody sees that it is shared.
_PRESSES: Final[WeakValueDictionary[tuple[int, Palette], Press]] = WeakValueDictionary()


def press_for(width: int, palette: Palette) -> Press:
    """The press that all lists of this width, in cells, and these colours share."""
    found = _PRESSES.get((width, palette))
    if found is None:
        found = _PRESSES[width, palette] = Press(width, palette)
    return found


def newest_of(before: Sequence[Row], rows: Sequence[Row]) -> int | str | None:
    """The row that came last and was not there before; None where nothing is new."""
    known = {row.id for row in before}
    new = [row for row in rows if row.id not in known and not row.heading]
    # Of rows without numbers the last one in the list.
    return max(reversed(new), key=lambda row: row.number).id if new else None


def neighbour(
    before: Sequence[Row], rows: Sequence[Row], chosen: int | str | None
) -> int | str | None:
    """The row that took the place of the chosen one: the next of those that stayed, or else the
    one before it, or else the first. None in an empty list."""
    stayed = {row.id for row in rows if not row.heading}
    place = next((at for at, row in enumerate(before) if row.id == chosen), 0)
    for row in (*before[place:], *reversed(before[:place])):
        if row.id in stayed:
            return row.id
    return next((row.id for row in rows if not row.heading), None)
