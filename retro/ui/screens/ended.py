"""After the end: the minutes on the screen, and where to find them again."""

import re
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Markdown, Static

from retro.minutes.markdown import minutes
from retro.session.model import Session
from retro.ui.seat import Seat
from retro.words import Words


def file_name(session: Session) -> str:
    """A name for the minutes of a session: its day and its title."""
    words = re.sub(r"[^\w]+", "-", session.title.lower()).strip("-")[:60]
    return f"{session.started:%Y-%m-%d}-{words or 'retro'}.md"


def save(folder: Path, name: str, text: str) -> Path:
    """Write `text` to a new file in `folder`; an existing one is never written over.

    Raises OSError when the folder cannot be written to.
    """
    stem, suffix = name.removesuffix(".md"), ""
    for number in range(2, 1000):
        path = folder / f"{stem}{suffix}.md"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            suffix = f"-{number}"
        else:
            return path
    raise FileExistsError(name)


class EndedScreen(Screen[None]):
    """The minutes, as they will be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "save", show=False),
        Binding("q,escape", "leave", show=False),
    ]
    CSS_PATH = "phase.tcss"
    AUTO_FOCUS = "#minutes"

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self.words: Words = seat.words
        self.session = seat.view().session
        self.text = minutes(self.session, self.words)

    def compose(self) -> ComposeResult:
        keys = [("q", self.words("leave"))]
        if self.seat.folder is not None:
            keys.insert(0, ("s", self.words("save the minutes as a file here")))
        with Vertical(id="page"):
            title = self.words("Thank you. The session has ended.")
            yield Static(Content.styled(title, "bold $primary"), id="thanks")
            with VerticalScroll(id="minutes", can_focus=True):
                yield Markdown(self.text, open_links=False)
            yield Static(
                self.words("The minutes come back with: retro minutes"), id="message", markup=False
            )
            parts = [
                (t, s)
                for key, label in keys
                for t, s in ((key, "bold $primary"), (f" {label}   ", "$text-muted"))
            ]
            yield Static(Content.assemble(*parts), classes="keys")

    def refresh_view(self) -> None:
        """Nothing changes after the end."""

    def action_save(self) -> None:
        if self.seat.folder is None:
            return
        message = self.query_one("#message", Static)
        try:
            path = save(self.seat.folder, file_name(self.session), self.text)
        except OSError as error:
            reason = error.strerror or str(error)
            message.update(
                self.words(
                    "Not written to {folder}: {reason}. Try: retro minutes -o FILE",
                    folder=self.seat.folder,
                    reason=reason,
                )
            )
        else:
            message.update(self.words("Written to {path}", path=path))

    def action_leave(self) -> None:
        self.app.exit(message=self.words("The minutes come back with: retro minutes"))
