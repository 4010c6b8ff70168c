"""Set-up: what this session is about, and who is in the room."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Label, Select, Static

from retro.formats.catalogue import Catalogue
from retro.formats.errors import FormatError, UnknownFormat
from retro.live.errors import NotKept, NotOpened
from retro.live.lobby import Setup
from retro.session.refusal import Refused
from retro.ui.screens.fields import FieldScreen
from retro.ui.widgets.tick import Tick
from retro.ui.wish import Wish
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

NAMES = {"en": "English", "nl": "Nederlands"}


class SetupScreen(FieldScreen):
    """A form; Enter goes from field to field, and the last one begins the session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "begin", show=False),
    ]
    CSS_PATH = "phase.tcss"
    app: "RetroApp"

    def __init__(self, words: Words, catalogue: Catalogue, wish: Wish, teams: Sequence[str]):
        super().__init__()
        self.words = words
        self.catalogue = catalogue
        self.wish = wish
        self.teams = teams

    def compose(self) -> ComposeResult:
        words, wish = self.words, self.wish
        formats = self.catalogue.formats(wish.language)
        known = {format.key for format in formats}
        with Vertical(id="page"):
            yield Static(Content.styled(words("A new session"), "bold $accent"), id="question")
            with VerticalScroll(id="fields", can_focus=False):
                with Horizontal(classes="field"):
                    yield Label(words("Format"), markup=False)
                    yield Select(
                        [(Content(self._named(f.title, f.minutes)), f.key) for f in formats],
                        value=wish.format if wish.format in known else formats[0].key,
                        allow_blank=False,
                        id="format",
                        compact=True,
                    )
                with Horizontal(classes="field"):
                    yield Label(words("Language"), markup=False)
                    yield Select(
                        [(NAMES.get(key, key), key) for key in self.catalogue.languages()],
                        value=wish.language,
                        allow_blank=False,
                        id="language",
                        compact=True,
                    )
                yield from self._field(
                    "title", words("Title"), wish.title, words("Release 4.2, or the day's exercise")
                )
                yield from self._field(
                    "goal",
                    words("Goal"),
                    wish.goal,
                    words("What do you want to know or decide at the end?"),
                )
                yield from self._field(
                    "team",
                    words("Team"),
                    wish.team,
                    words("whose actions come back next time"),
                    self.teams,
                )
                yield from self._field(
                    "facilitator", words("Facilitator"), wish.facilitator, words("your name")
                )
                yield from self._field(
                    "people",
                    words("In the room"),
                    ", ".join(wish.people),
                    words("the others' names, with commas"),
                )
                with Horizontal(classes="field"):
                    yield Label("", markup=False)
                    yield Tick(words("Everyone agreed to be named in the minutes"), id="named")
            yield Static(id="message", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(words("Begin"), id="begin", variant="primary", compact=True)
                yield Button(words("Leave"), id="leave", compact=True)

    def _field(
        self, id: str, label: str, value: str, example: str, known: Sequence[str] = ()
    ) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Label(label, markup=False)
            yield Input(
                value,
                placeholder=example,
                id=id,
                max_length=2000 if id == "people" else 300,
                compact=True,
                suggester=SuggestFromList(known, case_sensitive=False) if known else None,
            )

    def _named(self, title: str, minutes: int) -> str:
        return f"{title} · {self.words('{minutes} min', minutes=minutes)}"

    def on_mount(self) -> None:
        empty = [each for each in self.query(Input) if not each.value]
        (empty[0] if empty else self.query(Input).first()).focus()
        self.say(self.words("Enter goes to the next field. Begin when the room is complete."))

    def say(self, sentence: str) -> None:
        self.query_one("#message", Static).update(sentence)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(self.query_one("#begin"))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "begin":
            await self.action_begin()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        self.app.exit(message=self.words("Nothing was begun."))

    async def action_begin(self) -> None:
        values = {each.id or "": each.value.strip() for each in self.query(Input)}
        for name, question in (
            ("title", self.words("Give the session a title first.")),
            ("goal", self.words("What is the goal? One line keeps the room together.")),
            ("facilitator", self.words("Who facilitates? Type your name.")),
        ):
            if not values[name]:
                self.say(question)
                self.query_one(f"#{name}", Input).focus()
                return
        named = self.query_one("#named", Tick).value
        people = [name.strip() for name in re.split(r"[,;\n]", values["people"]) if name.strip()]
        setup = Setup(
            format=str(self.query_one("#format", Select).value),
            language=str(self.query_one("#language", Select).value),
            title=values["title"],
            goal=values["goal"],
            team=values["team"],
            facilitator=values["facilitator"],
            facilitator_named=named,
            people=tuple((name, named) for name in people),
        )
        try:
            await self.app.begin(setup)
        except Refused as refused:
            self.say(self.words(refused.reason, **refused.values))
        except (NotKept, NotOpened, UnknownFormat, FormatError) as error:
            self.say(str(error))
