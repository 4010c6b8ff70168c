"""Where text is typed. Enter keeps it; what is half typed is never lost."""

from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class WriteLine(TextArea):
    """A line that grows with its text: Enter keeps it, Ctrl+J breaks it, Esc is done.

    `place` says what the text is for. `turn` is called on Tab (1) and Shift+Tab (-1), at once, so
    that what is typed next is for the new place.
    """

    DEFAULT_CSS = """
    WriteLine {
        height: auto;
        max-height: 6;
        min-height: 1;
        border: none;
        border-left: thick $primary;
        padding: 0 1;
        background: $surface;
        scrollbar-size-vertical: 1;
        &:focus { border: none; border-left: thick $primary; }
    }
    """

    class Kept(Message):
        """Enter was pressed on some text, written for `place`."""

        def __init__(self, text: str, place: str) -> None:
            super().__init__()
            self.text = text
            self.place = place

    class Left(Message):
        """Esc was pressed; the text stays as a draft."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        self.place = ""
        self.turn: Callable[[int], None] = lambda step: None

    def keep(self) -> None:
        """Hand the text over; without any there is nothing more to write."""
        text = self.text
        if text.strip():
            self.load_text("")
            self.post_message(self.Kept(text, self.place))
        else:
            self.post_message(self.Left())

    def put_back(self, text: str) -> None:
        """Return text that was not kept, ahead of what was typed since."""
        self.load_text(f"{text}\n{self.text}" if self.text else text)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        # These keys are no bindings: a binding with priority would overtake letters that were
        # typed before it and still wait in this widget's queue.
        if event.key == "enter":
            self.keep()
        elif event.key in ("ctrl+j", "shift+enter"):
            self.insert("\n")
        elif event.key == "escape":
            self.post_message(self.Left())
        elif event.key in ("tab", "shift+tab"):
            self.turn(-1 if event.key == "shift+tab" else 1)
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
