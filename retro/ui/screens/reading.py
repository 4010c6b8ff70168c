"""Something to read, over what was there before."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from retro.ui.widgets.page import PageView
from retro.words import Words


class ReadingScreen(Screen[None]):
    """A title and a text that scrolls: minutes as a string, or ready Content."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,backspace", "close", show=False)
    ]
    AUTO_FOCUS = "#minutes"

    def __init__(self, words: Words, title: str, text: str | Content) -> None:
        super().__init__()
        self.words = words
        self.heading = title
        self.text = text

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(Content.styled(self.heading, "bold $accent"), id="thanks")
            if isinstance(self.text, str):
                yield PageView(self.text, id="minutes")
            else:
                with VerticalScroll(id="minutes", can_focus=True):
                    yield Static(self.text)
            yield Static(self.words("Esc goes back"), classes="quiet")

    def action_close(self) -> None:
        self.dismiss(None)
