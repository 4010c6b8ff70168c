"""After the end: the minutes on the screen, and where to find them again."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from retro.minutes.markdown import minutes
from retro.session.model import Session
from retro.session.rules import NOBODY
from retro.ui.drafts import leftovers
from retro.ui.registry_around import ENDED
from retro.ui.screens.commanded import CommandedScreen, bindings_of
from retro.ui.seat import Seat
from retro.ui.widgets.lines import KeyBar, NoticeLine
from retro.ui.widgets.page import PageView
from retro.ui.widgets.page_lines import Piece
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


def file_name(session: Session) -> str:
    """A name for the minutes of a session: its day and its title."""
    words = re.sub(r"[^\w]+", "-", session.title.lower()).strip("-")[:60]
    return f"{session.started:%Y-%m-%d}-{words or 'retro'}.md"


def save(folder: Path, name: str, text: str) -> Path:
    """Write `text` to a new file in `folder`; an existing one is never written over.

    Raises OSError when the folder cannot be written to; then no file is left behind.
    """
    stem, suffix = name.removesuffix(".md"), ""
    for number in range(2, 1000):
        path = folder / f"{stem}{suffix}.md"
        try:
            file = path.open("x", encoding="utf-8", newline="\n")
        except FileExistsError:
            suffix = f"-{number}"
            continue
        try:
            with file:
                file.write(text)
        except OSError:
            # Half of the minutes would look like all of them.
            path.unlink(missing_ok=True)
            raise
        return path
    raise FileExistsError(name)


class EndedScreen(CommandedScreen):
    """The minutes, as they will be read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(ENDED)
    AUTO_FOCUS = "#minutes"
    app: "RetroApp"

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self.words: Words = seat.words
        self.session = seat.room.view(NOBODY).session
        # All read the same, and all at the same moment.
        self.text = seat.room.once(
            "minutes", lambda: minutes(self.session, Words(self.session.language))
        )
        self.leftovers = leftovers(seat)

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            title = self.words("Thank you. The session has ended.")
            yield Static(Content.styled(title, "bold $primary"), id="thanks")
            above = self._not_kept() if self.leftovers else ()
            yield PageView(self.text, above=above, id="minutes")
            yield NoticeLine()
            yield KeyBar(self.words)

    def _not_kept(self) -> list[Piece]:
        """What this person alone had half written; it can be copied here and nowhere later."""
        if self.seat.shared:
            told = self.words("This was still being written here, and is not kept:")
        else:
            told = self.words("You had not finished this. It is not kept, and only you see it:")
        return [(told, "warning"), *((f"\n· {text}", "") for text in self.leftovers)]

    def on_mount(self) -> None:
        self.query_one(NoticeLine).hint = self._way_back()
        self.query_one(KeyBar).commands = [c for c in ENDED if self._offers(c.id)]

    def _offers(self, id: str) -> bool:
        if id == "save":
            return self.seat.folder is not None
        return id != "copy" or self._can_copy

    @property
    def _can_copy(self) -> bool:
        return self.app.capabilities.clipboard

    def _way_back(self) -> str:
        if self.seat.folder is not None or not self.seat.is_guest:
            return self.words("The minutes come back with: retro minutes")
        # The codes and the ways back end with the session.
        return self.words("Read them here; later, ask whoever facilitated: they have the minutes.")

    async def do_copy(self) -> None:
        if self._can_copy:
            self.app.copy_to_clipboard(self.text)
            self.query_one(NoticeLine).hint = self.words("Sent to the clipboard of your terminal.")

    async def do_save(self) -> None:
        notice = self.query_one(NoticeLine)
        if self.seat.folder is None:
            notice.say(self.words("Nothing is saved here: this machine is somebody else's."))
            return
        try:
            path = save(self.seat.folder, file_name(self.session), self.text)
        except OSError as error:
            notice.say(
                self.words(
                    "Not written to {folder}: {reason}. Try: retro minutes -o FILE",
                    folder=self.seat.folder,
                    reason=error.strerror or str(error),
                )
            )
        else:
            notice.notice = ""
            notice.hint = self.words("Written to {path}", path=path)

    async def do_leave(self) -> None:
        self.app.exit(message=self._parting())

    def _parting(self) -> str:
        if self.seat.folder is not None or not self.seat.is_guest:
            return self.words("The minutes come back with: retro minutes")
        return self.words("Thank you. Whoever facilitated has the minutes.")
