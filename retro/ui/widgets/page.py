"""A text to read, drawn line by line; it scrolls."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from retro.ui.widgets.page_lines import Line, Page, Piece, page_of, wrapped

_TONES: Final = ("title", "section", "heading", "bold", "italic", "warning", "quiet")


class PageView(ScrollView, can_focus=True):
    """Minutes, given as Markdown; what stands `above` is one person's own.

    One widget: one for each block takes seconds for a whole room.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{tone}" for tone in _TONES}

    DEFAULT_CSS = """
    PageView {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        background: $background;
        .page--title { color: $accent; text-style: bold; }
        .page--section { color: $primary; text-style: bold; }
        .page--heading { color: $secondary; text-style: bold; }
        .page--bold { color: $foreground; text-style: bold; }
        .page--italic { color: $text-muted; text-style: italic; }
        .page--warning { color: $warning; text-style: bold; }
        .page--quiet { color: $text-muted; }
    }
    """

    def __init__(
        self, markdown: str, *, above: Sequence[Piece] = (), id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.markdown = markdown
        self.above = above
        self._page = Page()
        self._lines: Sequence[Line] = ()
        self._styles: dict[str, Style] = {}

    def on_resize(self) -> None:
        width = self.scrollable_content_region.width - 1
        # Held for as long as it is shown, so that others find it.
        self._page = page_of(self.markdown, width)
        self._lines = self._page.lines
        if self.above:
            self._lines = (*wrapped(self.above, width), (), *self._lines)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def notify_style_update(self) -> None:
        self._styles = {}
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        ground = self.rich_style
        at = y + int(self.scroll_offset.y)
        line = self._lines[at] if at < len(self._lines) else ()
        segments = [Segment(text, self._style(tone)) for text, tone in line]
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def _style(self, tone: str) -> Style:
        found = self._styles.get(tone)
        if found is None:
            ground = self.rich_style
            style = self.get_component_rich_style(f"page--{tone}") if tone else ground
            found = ground + Style(color=style.color, bold=style.bold, italic=style.italic)
            self._styles[tone] = found
        return found
