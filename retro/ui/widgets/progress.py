"""How many are ready, in one line, where everyone has their own terminal."""

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class ProgressLine(Widget):
    """`parts` are texts with their styles."""

    DEFAULT_CSS = """
    ProgressLine { height: auto; max-height: 2; width: 1fr; }
    """

    class Asked(Message):
        """Somebody clicked on the line, to answer what is asked there."""

    parts: reactive[tuple[tuple[str, str], ...]] = reactive(())

    def render(self) -> Content:
        return Content.assemble(*self.parts)

    def watch_parts(self) -> None:
        """Make room only when the text needs other lines than before."""
        width = self.size.width
        if not width or len(self.render().wrap(width)) != self.size.height:
            self.refresh(layout=True)

    def on_click(self) -> None:
        self.post_message(self.Asked())
