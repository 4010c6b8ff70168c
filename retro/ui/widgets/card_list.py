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


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list.

    `lead` stands in a column of its own before the text (a time, a number), `tail` in one behind it
    (a verdict, dots). `tone` names the colour of the tail: quiet, accent, good, bad or plain. A
    `heading` cannot be chosen. `level` indents by two cells each. `gap` leaves a line free above.
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


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    lead: str
    text: str
    tail: str


class CardList(ScrollView, can_focus=True):
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
        .card-list--chosen { color: $foreground; background: $boost; }
        &:focus { .card-list--chosen { background: $surface; text-style: bold; } }
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

    def __init__(self, *, empty: str = "", id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.rows: tuple[Row, ...] = ()
        self._chosen: int | str | None = None
        self._lines: list[_Line] = []
        self._first_line: dict[int, int] = {}
        self._wrapped: dict[tuple[str, int], tuple[str, ...]] = {}

    @property
    def chosen(self) -> Row | None:
        """The row that keys act on; None in an empty list."""
        return next((row for row in self.rows if row.id == self._chosen), None)

    def show(self, rows: Sequence[Row]) -> None:
        """Draw these rows. The choice stays on its row, or goes to the one that took its place."""
        rows = tuple(rows)
        if rows == self.rows and self._lines:
            return
        place = self._place()
        self.rows = rows
        if self.chosen is None:
            self._chosen = self._nearest(place)
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
            if row.id == self._chosen:
                self.post_message(self.Opened(self, row))
            self.choose(row.id)

    def _place(self) -> int:
        return next((i for i, row in enumerate(self.rows) if row.id == self._chosen), -1)

    def _nearest(self, place: int) -> int | str | None:
        open_rows = [(abs(i - place), row.id) for i, row in enumerate(self.rows) if not row.heading]
        return min(open_rows, key=lambda entry: entry[0])[1] if open_rows else None

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width < _NARROWEST_TEXT:
            return
        lead = max((cell_len(row.lead) for row in self.rows), default=0)
        blocks = [self._lines_of(place, row, lead, width) for place, row in enumerate(self.rows)]
        above = [bool(place) and row.gap for place, row in enumerate(self.rows)]
        if not any(row.heading for row in self.rows):
            # Where there is room, every card gets a line of air above it.
            airy = [bool(place) and not row.level for place, row in enumerate(self.rows)]
            if sum(map(len, blocks)) + sum(airy) <= self.size.height:
                above = airy
        self._lines, self._first_line = [], {}
        for place, block in enumerate(blocks):
            if above[place]:
                self._lines.append(_Line(-1, "", "", ""))
            self._first_line[place] = len(self._lines)
            self._lines.extend(block)
        self.virtual_size = Size(width, len(self._lines))
        self._scroll_to_chosen()
        self.refresh()

    def _lines_of(self, place: int, row: Row, lead_width: int, width: int) -> list[_Line]:
        if row.heading:
            text = row.text.lstrip()
            lead = " " * (len(row.text) - len(text))
            return [_Line(place, lead, t, "") for t in self._wrap(text, width - len(lead))]
        indent = "  " * row.level
        lead = f"{indent} {row.mark} "
        if lead_width and not row.level:
            lead += row.lead.rjust(lead_width) + "  "
        blank = " " * cell_len(lead)
        room = width - cell_len(lead) - 1
        tail = row.tail if cell_len(row.tail) + _NARROWEST_TEXT + _TAIL_GAP < room else ""
        below = row.tail if row.tail and not tail else ""
        texts = self._wrap(row.text, room - (cell_len(tail) + _TAIL_GAP if tail else 0))
        lines = [
            _Line(place, blank if at else lead, text, "" if at else tail)
            for at, text in enumerate(texts)
        ]
        if below:
            lines.append(_Line(place, blank, "", below[: max(room, 1)]))
        return lines

    def _wrap(self, text: str, width: int) -> tuple[str, ...]:
        key = (text, width)
        if key not in self._wrapped:
            if len(self._wrapped) > 2000:
                self._wrapped.clear()
            wrapped = [
                part.plain.rstrip()
                for line in text.split("\n")
                for part in (Content(line).wrap(max(width, 1)) or [Content("")])
            ]
            self._wrapped[key] = tuple(wrapped) or ("",)
        return self._wrapped[key]

    def _scroll_to_chosen(self) -> None:
        place = self._place()
        if place in self._first_line:
            first = self._first_line[place]
            height = sum(line.row == place for line in self._lines[first : first + 50])
            self.scroll_to_region(
                Region(0, max(first - 1, 0), 1, height + 2), animate=False, force=True
            )

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
        style = (
            ground + self._text_style(row) + Style(bold=chosen or (row.heading and not row.quiet))
        )
        lead = line.lead.replace(f" {row.mark} ", f"▸{row.mark} ", 1) if chosen else line.lead
        tone = ground + self._tone(row.tone)
        used = cell_len(lead) + cell_len(line.text) + cell_len(line.tail)
        segments = [
            Segment(lead, ground + self._tone("accent" if chosen else "quiet")),
            Segment(line.text, style),
        ]
        if line.tail:
            segments += [Segment(" " * max(width - used - 1, 1), ground), Segment(line.tail, tone)]
        return Strip(segments).adjust_cell_length(width, ground)

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
