"""One line of a form."""

from collections.abc import Sequence

from textual import events
from textual.suggester import SuggestFromList
from textual.widgets import Input

from retro.ui.widgets.cursor import show_cursor


class Field(Input):
    """A line of text. A paste of several lines becomes one line; nothing of it is left out.

    `known` are words to complete with the right arrow.
    """

    def __init__(
        self, value: str, *, example: str = "", id: str | None = None, known: Sequence[str] = ()
    ) -> None:
        super().__init__(
            value,
            placeholder=example,
            id=id,
            compact=True,
            select_on_focus=False,
            suggester=SuggestFromList(known, case_sensitive=False) if known else None,
        )
        self.cursor_blink = False

    def on_focus(self) -> None:
        show_cursor(self)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines; Textual's own field takes the first.

        One line stays as it is: letters that waited come as a paste, spaces at their ends included.
        """
        event.stop()
        event.prevent_default()
        text = event.text if event.text.isprintable() else " ".join(event.text.split())
        self.replace(text, *sorted(self.selection))
