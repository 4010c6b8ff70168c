"""What happened? Two questions that end in a format."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Static

from retro.formats.suggest import Chooser, Situation
from retro.ui.widgets.card_list import CardList, Row
from retro.words import Words


class ChooserScreen(Screen[str]):
    """Asks what brings people together, then which of the fitting formats; gives its key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("escape,backspace", "back", show=False),
        Binding("q", "app.leave", show=False),
    ]
    CSS_PATH = "phase.tcss"
    AUTO_FOCUS = "CardList"

    def __init__(self, words: Words, chooser: Chooser) -> None:
        super().__init__()
        self.words = words
        self.chooser = chooser
        self.situation: Situation | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(Content.styled("retro", "bold $secondary"))
            yield Static(id="question")
            yield CardList(id="answers")
            yield Static(
                Content.assemble(
                    ("enter", "bold $primary"),
                    (f" {self.words('choose')}   ", "$text-muted"),
                    ("esc", "bold $primary"),
                    (f" {self.words('back')}   ", "$text-muted"),
                    ("q", "bold $primary"),
                    (f" {self.words('leave')}", "$text-muted"),
                ),
                classes="keys",
            )

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        question = self.query_one("#question", Static)
        answers = self.query_one("#answers", CardList)
        if self.situation is None:
            question.update(Content.styled(self.chooser.question, "bold $accent"))
            rows = [
                Row(situation.key, situation.text, mark=str(place), gap=True)
                for place, situation in enumerate(self.chooser.situations, 1)
            ]
        else:
            question.update(Content.styled(self.situation.text, "bold $accent"))
            rows = []
            for place, choice in enumerate(self.situation.choices, 1):
                minutes = self.words("{minutes} min", minutes=choice.minutes)
                title = f"{choice.title}: {choice.when}"
                rows.append(
                    Row(choice.key, title, mark=str(place), tail=minutes, gap=True, tone="accent")
                )
        answers.show(rows)
        if rows:
            answers.choose(rows[0].id)

    def on_key(self, event: Key) -> None:
        answers = self.query_one("#answers", CardList)
        if event.character and event.character.isdigit():
            place = int(event.character) - 1
            if 0 <= place < len(answers.rows):
                event.stop()
                answers.choose(answers.rows[place].id)
                self.action_take()

    def on_card_list_opened(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        chosen = self.query_one("#answers", CardList).chosen
        if chosen is None:
            return
        if self.situation is not None:
            self.dismiss(str(chosen.id))
            return
        self.situation = next(s for s in self.chooser.situations if s.key == chosen.id)
        if len(self.situation.choices) == 1:
            self.dismiss(self.situation.choices[0].key)
        else:
            self._draw()

    def action_back(self) -> None:
        self.situation = None
        self._draw()
