"""The two lines at the top of every phase: what this is, where we are, how long."""

from collections.abc import Hashable
from datetime import timedelta
from typing import Final

from rich.cells import cell_len
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from retro.words import Words

_BAR: Final = 9
_LOW: Final = 0.2


class TitleLine(Widget):
    """The session's title and format; at the right, who is here and how others come in.

    `right` always stands there; `more` before it where there is room.
    """

    DEFAULT_CSS = "TitleLine { height: 1; width: 1fr; }"

    title: reactive[str] = reactive("")
    format: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    more: reactive[str] = reactive("")

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def render(self) -> Content:
        width = self.size.width
        right, kind, title = self.right, self.format, self.title
        both = f"{self.more} · {right}" if self.more else right
        if cell_len(title) + cell_len(both) + 3 <= width:
            right = both
        right = Content(right).truncate(max(width, 1), ellipsis=True).plain
        room = width - cell_len(right) - 3
        if cell_len(title) + cell_len(kind) + 5 > room:
            kind = ""
        title = Content(title).truncate(max(room, 4), ellipsis=True).plain
        left = [(title, "bold $foreground")]
        if kind:
            left.append((f"  ·  {kind}", "$text-muted"))
        used = sum(cell_len(text) for text, _ in left)
        space = " " * max(width - used - cell_len(right), 1)
        return Content.assemble(*left, space, (right, "$text-muted"))


class Agenda(Widget):
    """The phases: done, now, to come. Where there is no room for all, those around now."""

    DEFAULT_CSS = "Agenda { height: 1; width: 1fr; }"

    titles: reactive[tuple[str, ...]] = reactive(())
    at: reactive[int] = reactive(0)

    def render(self) -> Content:
        steps = []
        for place, title in enumerate(self.titles):
            if place < self.at:
                steps.append((f"✓ {title}", "$success"))
            elif place == self.at:
                steps.append((f"▸ {title.upper()}", "bold $primary"))
            else:
                steps.append((f"· {title}", "$text-muted"))
        count = f"{self.at + 1}/{len(steps)}  "
        gap = 3 if self._width(steps, 3) <= self.size.width else 2
        first, room = 0, self.size.width
        while first < self.at and self._width(steps[first:], gap) > room:
            first += 1
            room = self.size.width - len(count)
        shown = steps[first:]
        while len(shown) > 1 and self._width(shown, gap) > room:
            shown = shown[:-1]
            room = self.size.width - len(count)
        parts = [(count, "$text-muted")] if len(shown) < len(steps) else []
        for text, style in shown:
            parts += [(text, style), (" " * gap, "")]
        return Content.assemble(*parts[:-1])

    def _width(self, steps: list[tuple[str, str]], gap: int) -> int:
        return sum(cell_len(text) + gap for text, _ in steps) - gap


class TimerLine(Widget):
    """The time left, as a bar and a figure; over time it counts up. It never ends a phase."""

    DEFAULT_CSS = "TimerLine { height: 1; width: 23; text-align: right; }"

    left: reactive[timedelta] = reactive(timedelta())
    planned: reactive[timedelta] = reactive(timedelta())
    paused: reactive[bool] = reactive(False)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def render(self) -> Content:
        return Content.assemble(*self._parts())

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same lines for all who look at this second in the same colours."""
        seen = (self.app.theme, self.visual_style, tuple(self.get_line_filters()))
        key = (self._parts(), self.size, crop, seen)
        found = _SECONDS.get(key)
        if found is None:
            found = _SECONDS[key] = super().render_lines(crop)
        return found

    def _parts(self) -> tuple[tuple[str, str], ...]:
        seconds = round(self.left.total_seconds())
        figure = f"{abs(seconds) // 60}:{abs(seconds) % 60:02d}"
        share = self.left / self.planned if self.planned else 0.0
        style = "$success" if share > _LOW else "$warning" if seconds >= 0 else "bold $error"
        if seconds < 0:
            figure = f"+{figure}"
        if self.paused:
            return (self.words("paused") + " ", "bold $warning"), (figure, "$text-muted")
        if self.size.width < 20:
            return ((figure, f"bold {style}"),)
        full = round(_BAR * min(max(share, 0.0), 1.0))
        bar = "▓" * full + "░" * (_BAR - full)
        word = self.words("over") + " " if seconds < 0 else ""
        return (bar + "  ", style), (word, style), (figure, f"bold {style}")


#: Lines of a timer as they were drawn for somebody.
_SECONDS: Final[LRUCache[Hashable, list[Strip]]] = LRUCache(256)
