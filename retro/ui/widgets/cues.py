"""The cue card: what the facilitator says in this phase, and what to watch for."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from retro.session.format import Phase
from retro.words import Words


def cue_text(phase: Phase, words: Words) -> Content:
    """The cues of a phase, to glance at."""
    parts: list[tuple[str, str]] = []
    if phase.say:
        parts.append((words("Say") + "\n", "bold $secondary"))
        parts += [(f"“{line}”\n\n", "") for line in phase.say]
    if phase.cues:
        parts.append((words("Watch for") + "\n", "bold $secondary"))
        parts += [(f"· {line}\n", "$text-muted") for line in phase.cues]
    return Content.assemble(*parts) if parts else Content(words("Nothing to add here."))


class CuePanel(VerticalScroll, can_focus=False):
    """The cue card beside the work, on a wide screen."""

    DEFAULT_CSS = """
    CuePanel {
        width: 42;
        height: 1fr;
        margin-left: 3;
        padding: 0 2;
        background: $surface;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, phase: Phase) -> None:
        self.query_one(Static).update(cue_text(phase, self.words))
