"""What a window shows that is too small for anything else."""

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from retro.words import Words

SMALLEST = (40, 12)


class TooSmallScreen(ModalScreen[None]):
    """A plain message; it goes away by itself when the window is large enough."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        columns, rows = SMALLEST
        yield Static(
            Content(
                self.words(
                    "This window is too small: {columns} by {rows} at least. Nothing is lost.",
                    columns=columns,
                    rows=rows,
                )
            )
        )
