"""A list of cards, drawn line by line in one widget.

One widget holds a whole list, because a widget a card costs ten times as much, for every person in
the room. Rows are immutable values; their wrapped lines are kept by width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

_TAIL_GAP: Final = 3
_NARROWEST_TEXT: Final = 12
#: The part of a line that its text keeps beside a tail; a tail that wants more goes below.
_TEXT_SHARE: Final = 0.6
_WRAPPED_MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list.

    `lead` stands in a column of its own before the text (a time, a number), `tail` in one behind it
    (a verdict, dots). `tone` names the colour of the tail: quiet, accent, good, bad or plain. A
    `heading` cannot be chosen. `level` indents by two cells each. `gap` leaves a line free above.
    `leader` draws a line from the text to the edge, towards what it is linked to, in that tone.
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


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the screen; `row` is -1 for an empty one."""

    row: int
    lead: str = ""
    text: str = ""
    tail: str = ""


class CardList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with one chosen; arrows move, the mouse chooses, a second click opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "move(-10000)", show=False),
        Binding("end", "move(10000)", show=False),
        Binding("pageup", "move(-8)", show=False),
        Binding("pagedown", "move(8)", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card-list--text",
        "card-list--quiet",
        "card-list--accent",
        "card-list--good",
        "card-list--bad",
        "card-list--heading",
        "card-list--chosen",
    }

    DEFAULT_CSS = """
    CardList {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $background;
        .card-list--text { color: $foreground; }
        .card-list--quiet { color: $text-muted; }
        .card-list--accent { color: $primary; text-style: bold; }
        .card-list--good { color: $success; }
        .card-list--bad { color: $error; }
        .card-list--heading { color: $secondary; text-style: bold; }
        .card-list--chosen { color: $foreground; background: $surface; }
    }
    """

    class Chosen(Message):
        """The choice moved to another row."""

        def __init__(self, card_list: "CardList", row: Row) -> None:
            super().__init__()
            self.card_list = card_list
            self.row = row

        @property
        def control(self) -> "CardList":
            return self.card_list

    class Opened(Chosen):
        """The chosen row was clicked once more."""

    class LaidOut(Message):
        """Rows stand on other lines than before."""

    def __init__(self, *, empty: str = "", id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.rows: tuple[Row, ...] = ()
        self._chosen: int | str | None = None
        self._clicked: int | str | None = None
        self._lines: list[_Line] = []
        self._first_line: dict[int | str, int] = {}
        self._wrapped: dict[tuple[str, int], tuple[str, ...]] = {}

    @property
    def chosen(self) -> Row | None:
        """The row that keys act on; None in an empty list."""
        return next((row for row in self.rows if row.id == self._chosen), None)

    def line_of(self, id: int | str) -> int | None:
        """The line of the widget that a row begins on, also above or below what is seen."""
        line = self._first_line.get(id)
        return None if line is None else line - int(self.scroll_offset.y)

    def show(self, rows: Sequence[Row]) -> None:
        """Draw these rows. The choice stays on its row, or goes to the one that took its place.

        While nobody moves through the list, it goes to what is new, so that this is seen.
        """
        rows = tuple(rows)
        if rows == self.rows and self._lines:
            return
        place = self._place()
        known = {row.id for row in self.rows}
        new = [row.id for row in rows if row.id not in known and not row.heading]
        if known and new and not self.has_focus:
            self._chosen = new[-1]
        self.rows = rows
        if self.chosen is None:
            self._chosen = self._nearest(place)
            self._clicked = None
        self._lay_out()

    def choose(self, id: int | str) -> None:
        """Put the choice on this row, and scroll to it."""
        if any(row.id == id and not row.heading for row in self.rows) and id != self._chosen:
            self._chosen = id
            self._scroll_to_chosen()
            self.refresh()
            row = self.chosen
            if row is not None:
                self.post_message(self.Chosen(self, row))

    def action_move(self, by: int) -> None:
        places = [place for place, row in enumerate(self.rows) if not row.heading]
        if not places:
            return
        now = self._place()
        at = places.index(now) if now in places else 0
        self.choose(self.rows[places[min(max(at + by, 0), len(places) - 1)]].id)

    def on_resize(self) -> None:
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        line = int(event.y + self.scroll_offset.y)
        if 0 <= line < len(self._lines) and self._lines[line].row >= 0:
            row = self.rows[self._lines[line].row]
            if row.heading:
                return
            if self._clicked == row.id == self._chosen:
                self.post_message(self.Opened(self, row))
            self.choose(row.id)
            self._clicked = row.id

    def on_blur(self) -> None:
        self._clicked = None

    def _place(self) -> int:
        return next((i for i, row in enumerate(self.rows) if row.id == self._chosen), -1)

    def _nearest(self, place: int) -> int | str | None:
        open_rows = [(abs(i - place), row.id) for i, row in enumerate(self.rows) if not row.heading]
        return min(open_rows, key=lambda entry: entry[0])[1] if open_rows else None

    # Laying out.

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width < _NARROWEST_TEXT:
            return
        lead = max((cell_len(row.lead) for row in self.rows), default=0)
        blocks = [self._lines_of(place, row, lead, width) for place, row in enumerate(self.rows)]
        above = self._air(sum(map(len, blocks)))
        self._lines, self._first_line = [], {}
        for place, block in enumerate(blocks):
            if above[place]:
                self._lines.append(_Line(-1))
            self._first_line[self.rows[place].id] = len(self._lines)
            self._lines.extend(block)
        self.virtual_size = Size(width, len(self._lines))
        self._scroll_to_chosen()
        self.refresh()
        self.post_message(self.LaidOut())

    def _air(self, lines: int) -> list[bool]:
        """Above which rows a line stays free: where there is room for it, above every card."""
        gaps = [bool(place) and row.gap for place, row in enumerate(self.rows)]
        is_as_high_as_its_lines = self.styles.height is not None and self.styles.height.is_auto
        if is_as_high_as_its_lines or any(row.heading for row in self.rows):
            return gaps
        airy = [bool(place) and not row.level for place, row in enumerate(self.rows)]
        return airy if lines + sum(airy) <= self.size.height else gaps

    def _lines_of(self, place: int, row: Row, lead_width: int, width: int) -> list[_Line]:
        if row.heading:
            text = row.text.lstrip()
            lead = " " * (len(row.text) - len(text))
            return [_Line(place, lead, line) for line in self._wrap(text, width - len(lead))]
        lead = f"{'  ' * row.level} {row.mark} "
        if lead_width and not row.level:
            lead += row.lead.rjust(lead_width) + "  "
        blank = " " * cell_len(lead)
        room = width - cell_len(lead) - 1
        beside = room - cell_len(row.tail) - _TAIL_GAP
        fits = bool(row.tail) and self._fits_beside(row.text, beside, room)
        texts = self._wrap(row.text, beside if fits else room)
        lines = [_Line(place, blank if at else lead, text) for at, text in enumerate(texts)]
        if fits:
            lines[0] = _Line(place, lead, texts[0], row.tail)
        elif row.tail:
            lines += [_Line(place, blank, "", tail) for tail in self._wrap(row.tail, room)]
        return lines

    def _fits_beside(self, text: str, beside: int, room: int) -> bool:
        """True where a tail leaves the text enough of its line."""
        widest = max(map(cell_len, text.split("\n")))
        return beside >= _NARROWEST_TEXT and (widest <= beside or beside >= room * _TEXT_SHARE)

    def _wrap(self, text: str, width: int) -> tuple[str, ...]:
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

    def _scroll_to_chosen(self) -> None:
        if self._chosen not in self._first_line:
            return
        first = self._first_line[self._chosen]
        place = self._place()
        height = sum(line.row == place for line in self._lines[first : first + 50])
        self.scroll_to_region(
            Region(0, max(first - 1, 0), 1, height + 2), animate=False, force=True
        )

    # Drawing.

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if not self.rows:
            return self._empty_line(y, width)
        index = y + int(self.scroll_offset.y)
        if index >= len(self._lines) or self._lines[index].row < 0:
            return Strip.blank(width, self.rich_style)
        line = self._lines[index]
        row = self.rows[line.row]
        chosen = row.id == self._chosen and not row.heading and self.has_focus
        ground = self.rich_style
        if chosen:
            ground += Style(bgcolor=self.get_component_rich_style("card-list--chosen").bgcolor)
        lead = line.lead.replace(f" {row.mark} ", f"▸{row.mark} ", 1) if chosen else line.lead
        style = ground + self._text_style(row)
        segments = [
            Segment(lead, ground + self._tone("accent" if chosen else "quiet")),
            Segment(line.text, style + Style(bold=chosen or (row.heading and not row.quiet))),
            *self._behind(line, row, width - cell_len(lead) - cell_len(line.text), ground),
        ]
        return Strip(segments).adjust_cell_length(width, ground)

    def _behind(self, line: _Line, row: Row, room: int, ground: Style) -> list[Segment]:
        """What follows the text on its line: the tail at the edge, or below it where it begins."""
        if line.tail:
            space = max(room - cell_len(line.tail) - 1, 1) if line.text else 0
            return [Segment(" " * space, ground), Segment(line.tail, ground + self._tone(row.tone))]
        if row.leader and line.lead.strip() and room > 1:
            return [Segment(" " + "─" * (room - 1), ground + self._tone(row.leader))]
        return []

    def _tone(self, name: str) -> Style:
        style = self.get_component_rich_style(f"card-list--{name}")
        return Style(color=style.color, bold=style.bold)

    def _text_style(self, row: Row) -> Style:
        name = "quiet" if row.quiet else "heading" if row.heading else "text"
        return Style(color=self.get_component_rich_style(f"card-list--{name}").color)

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = self._wrap(self.empty, max(width - 4, 1))
        if not self.empty or y >= len(lines):
            return Strip.blank(width, self.rich_style)
        quiet = self.get_component_rich_style("card-list--quiet")
        return Strip([Segment("   " + lines[y], quiet)]).adjust_cell_length(width, self.rich_style)
