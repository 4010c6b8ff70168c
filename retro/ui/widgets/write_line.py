"""Where text is typed. Enter keeps it; what is half typed is never lost."""

from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from retro.ui.places import Place
from retro.ui.widgets.cursor import show_cursor


class WriteLine(TextArea):
    """A line that grows with its text: Enter keeps it, Ctrl+J breaks it, Esc is done.

    `place` says what the text is for; None while nobody writes. `turn` is called on Tab (1) and
    Shift+Tab (-1). `may_be_empty` is true where Enter keeps no text as well.
    """

    DEFAULT_CSS = """
    WriteLine {
        height: auto;
        max-height: 6;
        min-height: 1;
        border: none;
        padding: 0;
        background: $surface;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
    }
    """

    class Kept(Message):
        """Enter was pressed on a text, written for `place`; it stays in the line."""

        def __init__(self, text: str, place: Place) -> None:
            super().__init__()
            self.text = text
            self.place = place

    class Dropped(Message):
        """Ctrl+X was pressed where nothing is chosen, in a text of an earlier phase."""

    class Left(Message):
        """Esc was pressed, or Enter without any text; what there is stays as a draft."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
        )
        # A blinking cursor would send something twice a second to everybody who writes.
        self.cursor_blink = False
        self.place: Place | None = None
        self.may_be_empty = False
        self.turn: Callable[[int], None] = lambda step: None

    def open(self, place: Place, text: str) -> None:
        """Go on with `text`, at its end."""
        self.place = place
        self.load_text(text)
        self.move_cursor(self.document.end)
        show_cursor(self)

    def on_text_area_changed(self) -> None:
        show_cursor(self)

    def on_resize(self) -> None:
        show_cursor(self)

    def on_key(self, event: events.Key) -> None:
        """Take the keys that mean something else here than in other text fields."""
        if event.key == "enter":
            self._keep()
        elif event.key in ("ctrl+j", "shift+enter"):
            self.insert("\n")
        elif event.key == "ctrl+x" and self._is_left_behind and not self.selected_text:
            self.post_message(self.Dropped())
        elif event.key == "escape":
            self.post_message(self.Left())
        elif event.key in ("tab", "shift+tab"):
            self.turn(-1 if event.key == "shift+tab" else 1)
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def _is_left_behind(self) -> bool:
        return self.place is not None and bool(self.place.phase)

    def _keep(self) -> None:
        """Hand the text over; without any there is mostly nothing more to write."""
        text = self.text
        if self.place is not None and (text.strip() or self.may_be_empty):
            self.post_message(self.Kept(text, self.place))
        else:
            self.post_message(self.Left())
