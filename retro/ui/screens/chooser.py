"""What happened? Two questions that end in a format."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from retro.formats.suggest import Chooser, Situation
from retro.ui.registry import CHOOSING
from retro.ui.screens.commanded import CommandedScreen, bindings_of
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.lines import KeyBar
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


class ChooserScreen(CommandedScreen):
    """Asks what brings people together, then which of the fitting formats; gives its key."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(CHOOSING)
    AUTO_FOCUS = "CardList"

    app: "RetroApp"

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
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        situation = self.situation
        question = self.chooser.question if situation is None else situation.text
        self.query_one("#question", Static).update(Content.styled(question, "bold $accent"))
        rows = self._situations() if situation is None else self._choices(situation)
        answers = self.query_one("#answers", CardList)
        answers.show(rows)
        if rows:
            answers.choose(rows[0].id)
        self.query_one(KeyBar).commands = [
            command for command in CHOOSING if situation is not None or command.id != "first"
        ]

    def _situations(self) -> list[Row]:
        return [
            Row(situation.key, situation.text, mark=str(place), gap=True)
            for place, situation in enumerate(self.chooser.situations, 1)
        ]

    def _choices(self, situation: Situation) -> list[Row]:
        return [
            Row(
                choice.key,
                f"{choice.title}: {choice.when}",
                mark=str(place),
                tail=self.words("{minutes} min", minutes=choice.minutes),
                gap=True,
                tone="accent",
            )
            for place, choice in enumerate(situation.choices, 1)
        ]

    async def on_key(self, event: Key) -> None:
        answers = self.query_one("#answers", CardList)
        if event.character and event.character.isdigit():
            place = int(event.character) - 1
            if 0 <= place < len(answers.rows):
                event.stop()
                answers.choose(answers.rows[place].id)
                await self.do_take()

    async def on_card_list_opened(self) -> None:
        await self.do_take()

    async def do_take(self) -> None:
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

    async def do_first(self) -> None:
        self.situation = None
        self._draw()

    async def do_leave(self) -> None:
        self.app.leave()
