"""All keys of a phase, and what they do."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from retro.session.view import SessionView
from retro.ui.registry import MOVING, WRITING, UserCommand, sign
from retro.words import Words


class HelpScreen(ModalScreen[None]):
    """The keys of this phase first, then those that work everywhere; it scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter,space", "close", show=False)
    ]

    def __init__(self, words: Words, view: SessionView, commands: Sequence[UserCommand]) -> None:
        super().__init__(classes="dialog")
        self.words = words
        self.view = view
        self.commands = commands

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._text())
            yield Static(self.words("Esc closes"), classes="quiet")

    def _text(self) -> Content:
        phase = self.view.session.phase
        here = [(sign(c), c.help) for c in self.commands if c.kinds]
        everywhere = [(sign(c), c.help) for c in self.commands if not c.kinds]
        writes = any(command.id in ("write", "park") for command in self.commands)
        parts: list[tuple[str, str]] = [(f"{phase.title}: {phase.prompt}\n", "bold $primary")]
        for title, keys in (
            (phase.title, here),
            (self.words("While you write"), WRITING if writes else ()),
            (self.words("Everywhere"), [*everywhere, *MOVING]),
        ):
            if keys:
                parts.append((f"\n{title}\n", "bold $secondary"))
            for key, sentence in keys:
                parts.append((f"{key:>7}  ", "bold $primary"))
                parts.append((self.words(sentence) + "\n", ""))
        return Content.assemble(*parts)

    def action_close(self) -> None:
        self.dismiss(None)
