"""The box that opens at the bottom to write in, with what the text is for above it."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from retro.ui.places import Place
from retro.ui.widgets.write_line import WriteLine


class WritingBox(Vertical):
    """Closed until `open` is called."""

    DEFAULT_CSS = """
    WritingBox {
        height: auto;
        padding: 0 1;
        background: $surface;
        border: round $primary;
        border-title-color: $primary;
    }
    WritingBox #about { height: auto; max-height: 3; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="about", markup=False)
        yield WriteLine()

    def on_mount(self) -> None:
        self.display = False

    def open(self, place: Place, label: str, about: str, text: str) -> None:
        """Show what is written, what it is about, and `text` to go on with."""
        self.border_title = Content(label)
        context = self.query_one("#about", Static)
        context.update(about)
        context.display = bool(about)
        self.display = True
        self.query_one(WriteLine).open(place, text)

    def close(self) -> None:
        """Hide the box; its text is somebody else's to keep."""
        line = self.query_one(WriteLine)
        line.place = None
        line.load_text("")
        self.display = False
