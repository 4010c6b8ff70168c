"""The lines at the bottom: what to do next, what just happened, and the keys."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from retro.ui.registry import UserCommand, footer_for, sign
from retro.words import Words


class NoticeLine(Widget):
    """One line for what was just refused or kept, and otherwise for what to do next."""

    DEFAULT_CSS = """
    NoticeLine { height: auto; max-height: 3; min-height: 1; width: 1fr; color: $text-muted; }
    """

    hint: reactive[str] = reactive("", layout=True)
    notice: reactive[str] = reactive("", layout=True)
    tone: reactive[str] = reactive("$warning")

    def render(self) -> Content:
        if self.notice:
            return Content.styled("! " + self.notice, f"bold {self.tone}")
        if not self.hint:
            return Content("")
        return Content.assemble(("→ ", "bold $secondary"), (self.hint, "$secondary"))

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
            shown.pop(-2 if shown[-2].id != "next" else -3)
        parts: list[tuple[str, str]] = []
        self._spans = []
        at = 0
        for command in shown:
            key, label = sign(command), self.words(command.label)
            width = cell_len(key) + 1 + cell_len(label)
            self._spans.append((at, at + width, command))
            parts += [(key, "bold $primary"), (f" {label}", "$text-muted"), (" " * gap, "")]
            at += width + gap
        return Content.assemble(*parts[:-1]) if parts else Content("")

    def _width(self, commands: Sequence[UserCommand], gap: int) -> int:
        return (
            sum(
                cell_len(sign(command)) + 1 + cell_len(self.words(command.label)) + gap
                for command in commands
            )
            - gap
        )

    async def on_click(self, event: events.Click) -> None:
        for first, last, command in self._spans:
            if first <= event.x < last:
                await self.screen.run_action(f"command('{command.id}', '{command.keys[0]}')")


class Prompt(Widget):
    """The question of this phase, large; below it one line of detail."""

    DEFAULT_CSS = """
    Prompt { height: auto; width: 1fr; }
    """

    prompt: reactive[str] = reactive("", layout=True)
    detail: reactive[str] = reactive("", layout=True)

    def render(self) -> Content:
        parts: list[tuple[str, str]] = [(self.prompt, "bold $accent")]
        if self.detail and self.app.size.height >= 24:
            parts.append(("\n" + self.detail, "$text-muted"))
        return Content.assemble(*parts)
