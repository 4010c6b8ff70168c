"""A list of cards, drawn line by line in one widget.

One widget holds a whole list, because a widget a card costs ten times as much, for every person in
the room. What it shows is laid out and drawn in `card_lines`, once for everybody.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from retro.ui.widgets.card_lines import (
    EMPTY,
    NARROWEST_TEXT,
    Layout,
    Look,
    Palette,
    Press,
    Row,
    neighbour,
    newest_of,
    press_for,
)

__all__ = ["CardList", "Row"]


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

    #: How often rows came to stand on other lines than before.
    laid_out: var[int] = var(0)

    def __init__(self, *, empty: str = "", id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.rows: tuple[Row, ...] = ()
        self._chosen: int | str | None = None
        self._is_shown = False
        self._clicked: int | str | None = None
        self._layout = Layout()
        self._palette: Palette | None = None
        self._press: Press | None = None
        self._ground = Color(0, 0, 0)

    @property
    def chosen(self) -> Row | None:
        """The row that keys act on; None in an empty list."""
        return next((row for row in self.rows if row.id == self._chosen), None)

    def line_of(self, id: int | str) -> int | None:
        """The line of the widget that a row begins on, also above or below what is seen."""
        line = self._layout.first.get(id)
        return None if line is None else line - int(self.scroll_offset.y)

    def show(self, rows: Sequence[Row]) -> None:
        """Draw these rows. The choice stays on its row, or goes to the one that took its place.

        While nobody moves through the list, it goes to what came last, so that this is seen. It
        makes no difference whether many changes come one by one or all at once.
        """
        rows = rows if isinstance(rows, tuple) else tuple(rows)
        if self._is_shown and (rows is self.rows or rows == self.rows):
            return
        before, self.rows = self.rows, rows
        if not before or not rows:
            # What an empty list says stands on lines that no row knows of.
            self.refresh()
        newest = None
        if self._is_shown and not self.has_focus:
            newest = newest_of(before, rows)
        self._is_shown = True
        if newest is not None:
            self._chosen = newest
        elif self.chosen is None:
            self._chosen = neighbour(before, rows, self._chosen)
            self._clicked = None
        self._lay_out()

    def choose(self, id: int | str) -> None:
        """Put the choice on this row, and scroll to it."""
        if any(row.id == id and not row.heading for row in self.rows) and id != self._chosen:
            before = self._looks()
            self._chosen = id
            self._scroll_to_chosen()
            self._refresh_changed(before)
            row = self.chosen
            if row is not None:
                self.post_message(self.Chosen(self, row))

    def choose_first(self) -> None:
        """Put the choice on the first row, where reading begins."""
        first = next((row.id for row in self.rows if not row.heading), None)
        if first is not None:
            self.choose(first)

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
        lines = self._layout.lines
        if 0 <= line < len(lines) and lines[line].row >= 0:
            row = self.rows[lines[line].row]
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

    # Laying out.

    def _lay_out(self) -> None:
        room = self.scrollable_content_region.width
        if room < NARROWEST_TEXT:
            return
        before, known = self._looks(), self._layout
        top, size = self.scroll_y, self.size
        self._layout = self._its_press(size.width).layout(
            self.rows, room, size.height, airy=not self._is_as_high_as_its_lines
        )
        self._grow_to(Size(room, len(self._layout.lines)))
        self._scroll_to_chosen()
        if self.scroll_y == top:  # Otherwise all of it is drawn again.
            self._refresh_changed(before)
        if self._layout.first != known.first:
            self.laid_out += 1

    @property
    def _is_as_high_as_its_lines(self) -> bool:
        return self.styles.height is not None and self.styles.height.is_auto

    def _grow_to(self, size: Size) -> None:
        """Have room for all lines. Others are laid out anew only where they have to move."""
        overflows = size.height > self.container_size.height
        if self._is_as_high_as_its_lines or overflows != self.show_vertical_scrollbar:
            self.virtual_size = size
            return
        self.set_reactive(CardList.virtual_size, size)
        if overflows:
            self.vertical_scrollbar.window_virtual_size = size.height
        if self.scroll_y > self.max_scroll_y:
            self.scroll_y = self.max_scroll_y

    def _scroll_to_chosen(self) -> None:
        first = None if self._chosen is None else self._layout.first.get(self._chosen)
        if first is None:
            return
        place = self._place()
        height = sum(line.row == place for line in self._layout.lines[first : first + 50])
        top = max(first - 1, 0)
        bottom = top + height + 2
        seen = self.scrollable_content_region.height
        y = int(self.scroll_offset.y)
        if (y <= top and bottom <= y + seen) or (top <= y and y + seen <= bottom):
            return
        to = min(top, bottom - seen, key=lambda line: abs(line - y))
        self.scroll_y = self.scroll_target_y = min(max(to, 0), self.max_scroll_y)

    # Drawing. Only lines that look different than before are drawn again.

    def _looks(self) -> list[Look]:
        """How each line that is seen looks."""
        return self._seen(0, self.size.height) if self.rows else []

    def _seen(self, y: int, height: int) -> list[Look]:
        chosen = self._chosen if self.has_focus else None
        return self._layout.seen(y + int(self.scroll_offset.y), height, chosen)

    def _refresh_changed(self, before: Sequence[Look]) -> None:
        after = self._looks()
        if len(before) != len(after):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        if changed:
            width = self.size.width
            self.refresh(*(Region(0, y, width, lines) for y, lines in _runs(changed)))

    def notify_style_update(self) -> None:
        self._palette = None
        super().notify_style_update()

    def _its_press(self, width: int) -> Press:
        """What draws the lines, in the colours and the width of now."""
        if self._palette is None or self._press is None or self._press.width != width:
            self._ground = self.background_colors[1]
            names = ("text", "quiet", "accent", "good", "bad", "heading")
            style = self.get_component_rich_style
            self._palette = Palette(
                self.rich_style,
                style("card-list--chosen"),
                tuple((name, style(f"card-list--{name}")) for name in names),
            )
            self._press = press_for(width, self._palette)
        return self._press

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines as they are drawn for everybody; there is no border and no padding to add."""
        width = self.size.width
        press = self._its_press(width)
        if self.rows:
            strips = [press.draw(look) for look in self._seen(crop.y, crop.height)]
        else:
            strips = [self._note(press, y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, self._ground) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _note(self, press: Press, y: int) -> Strip:
        """A line of what a list without rows says."""
        lines = press.wrap(self.empty, max(press.width - 4, 1)) if self.empty else ()
        return press.note(lines[y]) if y < len(lines) else press.draw(EMPTY)


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Lines that follow on each other, as the first and how many."""
    runs: list[tuple[int, int]] = []
    for y in lines:
        if runs and sum(runs[-1]) == y:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((y, 1))
    return runs
