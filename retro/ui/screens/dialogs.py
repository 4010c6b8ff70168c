"""Small windows that ask one thing."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from retro.ui.widgets.card_list import CardList, Row
from retro.words import Words


class Question(ModalScreen[bool]):
    """Yes or no; no is the safe answer and needs no thought."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,j", "answer(True)", show=False),
        Binding("escape,n", "answer(False)", show=False),
    ]
    AUTO_FOCUS = "#no"

    def __init__(self, words: Words, question: str, detail: str = "") -> None:
        super().__init__(classes="dialog")
        self.words = words
        self.question = question
        self.detail = detail

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content.styled(self.question, "bold $primary"), classes="title")
            if self.detail:
                yield Static(Content(self.detail))
            with Horizontal(classes="buttons"):
                no, yes = self.labels()
                yield Button(no, id="no", compact=True)
                yield Button(yes, id="yes", variant="primary", compact=True)

    def labels(self) -> tuple[str, str]:
        """What the buttons say: no, and yes."""
        return self.words("No, not yet (n)"), self.words("Yes (y)")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, sure: bool) -> None:
        self.dismiss(sure)


class YesOrNo(Question):
    """Yes or no, where neither is safer, and Esc answers nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,j", "answer(True)", show=False),
        Binding("n", "answer(False)", show=False),
        Binding("escape", "none", show=False),
    ]

    def labels(self) -> tuple[str, str]:
        return self.words("No (n)"), self.words("Yes (y)")

    def action_none(self) -> None:
        self.dismiss(None)


class Choice(ModalScreen[str]):
    """One of a few; chosen with its number, the arrows or the mouse. Esc chooses none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("escape", "cancel", show=False),
    ]
    AUTO_FOCUS = "CardList"

    def __init__(
        self, words: Words, question: str, options: Sequence[tuple[str, str]], chosen: str = ""
    ) -> None:
        super().__init__(classes="dialog")
        self.words = words
        self.question = question
        self.options = list(options)
        self.first = chosen

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content.styled(self.question, "bold $primary"))
            yield CardList()
            yield Static(self.words("Enter chooses · Esc leaves it as it is"), classes="quiet")

    def on_mount(self) -> None:
        self.draw()
        if self.first:
            self.query_one(CardList).choose(self.first)

    def draw(self) -> None:
        """Show what can be chosen."""
        rows = [
            Row(id, text, mark=str(place) if place < 10 else " ")
            for place, (id, text) in enumerate(self.options, 1)
        ]
        card_list = self.query_one(CardList)
        card_list.styles.height = min(max(len(rows) + 2, 4), self.app.size.height - 9)
        card_list.show(rows)

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            place = int(event.character) - 1
            if 0 <= place < len(self.options):
                event.stop()
                self.dismiss(self.options[place][0])

    def on_card_list_opened(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        row = self.query_one(CardList).chosen
        self.dismiss(str(row.id) if row else None)

    def action_cancel(self) -> None:
        self.dismiss(None)
