"""What is kept of this session and who can see what."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from retro.session.model import Session
from retro.ui.privacy import privacy
from retro.words import Words


class PrivacyScreen(ModalScreen[None]):
    """Plain sentences; it scrolls. `way_back` is the line that one person alone comes back with."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,y,f1,enter,space", "close")]

    def __init__(self, words: Words, session: Session, way_back: str = "") -> None:
        super().__init__(classes="dialog")
        self.words = words
        self.session = session
        self.way_back = way_back

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._text())
            yield Static(self.words("Esc closes"), classes="quiet")

    def _text(self) -> Content:
        parts: list[tuple[str, str]] = []
        for part in privacy(self.session, self.words):
            parts.append((f"{part.title}\n", "bold $primary"))
            parts += [(f"· {sentence}\n", "") for sentence in part.sentences]
            parts.append(("\n", ""))
        if self.way_back:
            parts.append((self.words("Your own way back in; keep it to yourself") + "\n", "bold"))
            parts.append((f"{self.way_back}\n", "bold $accent"))
        return Content.assemble(*parts)

    def action_close(self) -> None:
        self.dismiss(None)
