"""The cue card on a screen of its own, where there is no room beside the work."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from retro.session.format import Phase
from retro.ui.widgets.cues import cue_text
from retro.words import Words


class GuideScreen(ModalScreen[None]):
    """What to say and what to watch for; any of its keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,g,q,enter,space", "close", show=False)]

    def __init__(self, words: Words, phase: Phase) -> None:
        super().__init__(classes="dialog")
        self.words = words
        self.phase = phase

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(cue_text(self.phase, self.words))
            yield Static(self.words("Esc closes"), classes="quiet")

    def action_close(self) -> None:
        self.dismiss(None)
