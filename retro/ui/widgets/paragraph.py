"""Styled text that is laid out anew only when it changes."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Paragraph(Widget):
    """`parts` are texts with their styles."""

    DEFAULT_CSS = "Paragraph { height: auto; width: 1fr; }"

    parts: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)

    def render(self) -> Content:
        return Content.assemble(*self.parts)
