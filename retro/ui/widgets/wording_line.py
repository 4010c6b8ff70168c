"""One line under what was just written: a wording, and a question that asks what happened."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_PHRASE_SHOWN = 40


class WordingLine(Widget):
    """`phrase` is what was written, `question` what could be asked instead, `keys` what to do."""

    DEFAULT_CSS = """
    WordingLine { height: auto; max-height: 4; width: 1fr; padding: 0 1; }
    """

    class Closed(Message):
        """Somebody clicked it away."""

    phrase: reactive[str] = reactive("", layout=True)
    question: reactive[str] = reactive("", layout=True)
    keys: reactive[str] = reactive("", layout=True)

    def render(self) -> Content:
        phrase = " ".join(self.phrase.split())
        if cell_len(phrase) > _PHRASE_SHOWN:
            phrase = set_cell_size(phrase, _PHRASE_SHOWN - 1).rstrip() + "…"
        return Content.assemble(
            ("? ", "bold $secondary"),
            (f"“{phrase}”: ", "$text-muted"),
            (self.question, "$secondary"),
            (f"  ({self.keys})" if self.keys else "", "$text-muted"),
        )

    def on_click(self) -> None:
        self.post_message(self.Closed())
