"""Set-up: what this session is about, and who is in the room."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label, Select, Static

from retro.formats.catalogue import Catalogue
from retro.formats.errors import FormatError, UnknownFormat
from retro.live.errors import NotKept, NotOpened
from retro.live.lobby import Setup
from retro.session.model import Writing
from retro.session.names import alike
from retro.session.refusal import Refused
from retro.ui.screens.dialogs import Question
from retro.ui.screens.fields import FieldScreen
from retro.ui.trouble import reason
from retro.ui.widgets.field import Field
from retro.ui.widgets.lines import NoticeLine
from retro.ui.widgets.tick import Tick
from retro.ui.wish import Wish
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

NAMES: Final = {"en": "English", "nl": "Nederlands"}


class SetupScreen(FieldScreen):
    """A form; Enter goes from field to field, and the last one leads to the button."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "begin", show=False),
    ]
    AUTO_FOCUS = None
    app: "RetroApp"

    def __init__(
        self,
        words: Words,
        catalogue: Catalogue,
        wish: Wish,
        teams: Sequence[str],
        people_of: Callable[[str], Sequence[str]],
    ) -> None:
        """`teams` to complete with; `people_of` a team are filled in once it is named."""
        super().__init__()
        self.people_of = people_of
        self.words = words
        self.catalogue = catalogue
        self.wish = wish
        self.teams = teams
        self.begun: dict[str, str] = {}
        self.formats = {format.key: format for format in catalogue.formats(wish.language)}

    def compose(self) -> ComposeResult:
        words = self.words
        with Vertical(id="page"):
            yield Static(Content.styled(words("A new session"), "bold $accent"), id="question")
            with VerticalScroll(id="fields", can_focus=False):
                yield from self._choices()
                yield from self._lines()
                with Horizontal(classes="field"):
                    yield Label("", markup=False)
                    yield Tick(words("Everyone agreed to be named in the minutes"), id="named")
                yield Static(id="purpose", markup=False)
            yield NoticeLine()
            with Horizontal(classes="buttons"):
                yield Button(words("Begin"), id="begin", variant="primary", compact=True)
                yield Button(words("Leave"), id="leave", compact=True)

    def _choices(self) -> ComposeResult:
        words, wish = self.words, self.wish
        with Horizontal(classes="field"):
            yield Label(words("Format"), markup=False)
            yield Select(
                [
                    (Content(f"{f.title} · {words('{minutes} min', minutes=f.minutes)}"), f.key)
                    for f in self.formats.values()
                ],
                value=wish.format if wish.format in self.formats else next(iter(self.formats)),
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

        with Horizontal(classes="field"):
            yield Label(words("How people write"), markup=False)
            yield Select(
                self._ways_to_write(),
                value=Writing.APART if wish.is_guest else wish.writing,
                allow_blank=False,
                id="writing",
                compact=True,
            )

    def _ways_to_write(self) -> list[tuple[str, Writing]]:
        apart = self.words("everyone at their own terminal (they join over SSH)"), Writing.APART
        if self.wish.is_guest:
            # One keyboard has no way back in: their line would take the session with it.
            return [apart]
        return [apart, (self.words("together: I type for the room"), Writing.TOGETHER)]

    def _lines(self) -> ComposeResult:
        words, wish = self.words, self.wish
        fields = (
            ("title", words("Title"), wish.title, words("Release 4.2, or the day's exercise")),
            (
                "goal",
                words("Goal"),
                wish.goal,
                words("What do you want to know or decide at the end?"),
            ),
            ("team", words("Team"), wish.team, words("whose actions come back next time")),
            ("facilitator", words("Facilitator"), wish.facilitator, words("your name")),
            (
                "people",
                words("In the room"),
                ", ".join(wish.people),
                words("the others' names, with commas"),
            ),
        )
        for name, label, value, example in fields:
            with Horizontal(classes="field"):
                yield Label(label, markup=False)
                known = self.teams if name == "team" else ()
                yield Field(value, example=example, id=name, known=known)

    def on_mount(self) -> None:
        self.begun = self._values()
        empty = [each for each in self.query(Field) if not each.value]
        self.set_focus(empty[0] if empty else self.query(Field).first())
        self._show_writing()
        self._show_purpose()

    @on(Input.Submitted, "#team")
    def know_the_people(self, event: Input.Submitted) -> None:
        """Fill in who belongs to the team, where nobody is named yet."""
        people = self.query_one("#people", Field)
        if not people.value.strip():
            with suppress(NotOpened):
                people.value = ", ".join(self.people_of(event.value))

    def on_select_changed(self) -> None:
        self._show_purpose()
        self._show_writing()

    @property
    def _is_apart(self) -> bool:
        return self.query_one("#writing", Select).value is Writing.APART

    def _show_writing(self) -> None:
        """Ask for what matters for the way that people write."""
        words, is_apart = self.words, self._is_apart
        self.query_one("#people", Field).placeholder = (
            words("names to keep free for them, with commas; or nobody yet")
            if is_apart
            else words("the others' names, with commas")
        )
        self.query_one("#named", Tick).label = (
            words("My name may stand in the minutes")
            if is_apart
            else words("Everyone agreed to be named in the minutes")
        )
        self.query_one("#named", Tick).refresh()
        self.query_one(NoticeLine).hint = (
            words("Enter goes to the next field. Begin; the others come in when you have.")
            if is_apart
            else words("Enter goes to the next field. Begin when the room is complete.")
        )

    def _show_purpose(self) -> None:
        format = self.formats.get(str(self.query_one("#format", Select).value))
        if format is not None:
            self.query_one("#purpose", Static).update(Content(format.purpose))

    async def finished(self) -> None:
        self.set_focus(self.query_one("#begin"))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "begin":
            await self.action_begin()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave; what was typed here is nowhere else, so ask before that is thrown away."""

        def answered(sure: bool | None) -> None:
            if sure:
                self.app.ways_in.back(self.words("Nothing was begun."))

        if self._values() == self.begun:
            answered(True)
            return
        question = self.words("Leave without beginning?")
        detail = self.words("What you filled in here is not kept.")
        self.app.push_screen(Question(self.words, question, detail), answered)

    def _values(self) -> dict[str, str]:
        return {each.id or "": each.value.strip() for each in self.query(Field)}

    async def action_begin(self) -> None:
        values = self._values()
        for name, question in (
            ("title", self.words("Give the session a title first.")),
            ("goal", self.words("What is the goal? One line keeps the room together.")),
            ("facilitator", self.words("Who facilitates? Type your name.")),
        ):
            if not values[name]:
                self.ask_again(name, question)
                return
        try:
            await self.app.ways_in.begin(self._setup(values))
        except (Refused, NotKept, NotOpened, UnknownFormat, FormatError) as error:
            self.say(reason(error, self.words, guest=self.app.wish.is_guest))

    def _setup(self, values: dict[str, str]) -> Setup:
        is_apart = self._is_apart
        named = self.query_one("#named", Tick).value
        named_people = (name.strip() for name in re.split(r"[,;\n]", values["people"]))
        # Whoever leads is on the list of the team as well.
        people = [n for n in named_people if n and not alike(n, values["facilitator"])]
        return Setup(
            format=str(self.query_one("#format", Select).value),
            language=str(self.query_one("#language", Select).value),
            title=values["title"],
            goal=values["goal"],
            team=values["team"],
            facilitator=values["facilitator"],
            facilitator_named=named,
            # Where everyone has their own terminal, nobody agrees for somebody else.
            people=tuple((name, named and not is_apart) for name in people),
            writing=Writing.APART if is_apart else Writing.TOGETHER,
        )
