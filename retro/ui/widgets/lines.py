"""The lines at the bottom: what to do next, what just happened, and the keys."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from retro.ui.registry import UserCommand, footer_for, sign
from retro.words import Words

_WAYS_ON: Final = ("next", "ready", "reveal")


def said_sign(command: UserCommand, words: Words) -> str:
    """The key as the footer shows it; one that has a name by its name in this language."""
    return words("space") if sign(command) == "space" else sign(command)


class NoticeLine(Widget):
    """One line for what was just refused or kept, and otherwise for what to do next."""

    DEFAULT_CSS = """
    NoticeLine { height: auto; max-height: 3; min-height: 1; width: 1fr; color: $text-muted; }
    """

    hint: reactive[str] = reactive("")
    notice: reactive[str] = reactive("")
    tone: reactive[str] = reactive("$warning")

    def watch_hint(self) -> None:
        self._make_room()

    def watch_notice(self) -> None:
        self._make_room()

    def _make_room(self) -> None:
        """Lay the page out anew only when the text needs other lines than before."""
        width = self.size.width
        if not width or len(self.render().wrap(width)) != self.size.height:
            self.refresh(layout=True)

    def render(self) -> Content:
        if self.notice:
            sign = "✓ " if self.tone == "$success" else "! "
            return Content.styled(sign + self.notice, f"bold {self.tone}")
        if not self.hint:
            return Content("")
        # No arrow: hints name the arrow keys.
        return Content.assemble(("» ", "bold $secondary"), (self.hint, "$secondary"))

    def say(self, notice: str, tone: str = "$warning") -> None:
        self.tone = tone
        self.notice = notice


class KeyBar(Widget):
    """The keys that matter here, at most eight; each can be clicked."""

    DEFAULT_CSS = """
    KeyBar { height: 1; width: 1fr; color: $text-muted; }
    """

    commands: reactive[Sequence[UserCommand]] = reactive(())

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._spans: list[tuple[int, int, UserCommand]] = []

    def render(self) -> Content:
        shown = list(footer_for(self.commands))
        gap = 3 if self._width(shown, 3) <= self.size.width else 2
        while len(shown) > 3 and self._width(shown, gap) > self.size.width:
            # The first and the last stay, and the way on.
            spare = [c for c in shown[1:-1] if c.id not in _WAYS_ON] or shown[1:-1]
            shown.remove(spare[-1])
        parts: list[tuple[str, str]] = []
        self._spans = []
        at = 0
        for command in shown:
            key, label = said_sign(command, self.words), self.words(command.label)
            width = cell_len(key) + 1 + cell_len(label)
            self._spans.append((at, at + width, command))
            parts += [(key, "bold $primary"), (f" {label}", "$text-muted"), (" " * gap, "")]
            at += width + gap
        return Content.assemble(*parts[:-1]) if parts else Content("")

    def _width(self, commands: Sequence[UserCommand], gap: int) -> int:
        return (
            sum(
                cell_len(f"{said_sign(command, self.words)} {self.words(command.label)}") + gap
                for command in commands
            )
            - gap
        )

    async def on_click(self, event: events.Click) -> None:
        for first, last, command in self._spans:
            if first <= event.x < last:
                # A range of keys does not say which of them is meant.
                key = "" if command.shown else command.keys[0]
                await self.screen.run_action(f"command('{command.id}', '{key}')")


class Prompt(Widget):
    """The question of this phase, large; below it one line of detail.

    `limits` says how far nobody can tell who wrote what: it stands there in any window.
    """

    DEFAULT_CSS = """
    Prompt { height: auto; width: 1fr; }
    """

    prompt: reactive[str] = reactive("", layout=True)
    detail: reactive[str] = reactive("", layout=True)
    limits: reactive[str] = reactive("", layout=True)

    def render(self) -> Content:
        parts: list[tuple[str, str]] = [(self.prompt, "bold $accent")]
        if self.detail and self.app.size.height >= 24:
            parts.append(("\n" + self.detail, "$text-muted"))
        if self.limits:
            parts.append(("\n" + self.limits, "$text-muted"))
        return Content.assemble(*parts)
