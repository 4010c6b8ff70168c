"""Set-up: what this session is about, and who is in the room."""

import re
from collections.abc import Sequence
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
from retro.live.plans import Plan
from retro.minutes.dates import day
from retro.session.format import Format
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

#: How a wish says which plan is taken over, where it names no session.
_LATEST: Final = "latest"
_NONE: Final = "none"
#: Columns below which long labels do not fit.
_NARROW: Final = 70
NAMES: Final = {"en": "English", "nl": "Nederlands"}


class SetupScreen(FieldScreen):
    """A form; Enter goes from field to field, and the last one leads to the button."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "begin", show=False),
        Binding("ctrl+o", "choose", show=False),
    ]
    AUTO_FOCUS = None
    app: "RetroApp"

    def __init__(
        self, words: Words, catalogue: Catalogue, wish: Wish, teams: Sequence[str]
    ) -> None:
        """`teams` are there to complete with."""
        super().__init__()
        self.words = words
        self.every_team = catalogue
        self.catalogue = catalogue.for_team(wish.team)
        self.wish = wish
        self.teams = teams
        self.team = wish.team
        self.plans: tuple[Plan, ...] = ()
        self.begun: dict[str, str] = {}
        self.formats = self._formats_in(wish.language)

    def _formats_in(self, language: str) -> dict[str, Format]:
        """What people can hold together, by key; what one does alone only where it was wished."""
        return {
            format.key: format
            for format in sorted(
                self.catalogue.formats(language), key=lambda format: format.title.casefold()
            )
            if format.people[1] > 1 or format.key == self.wish.format
        }

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
                yield Static(id="fits", markup=False)
            yield NoticeLine()
            with Horizontal(classes="buttons"):
                yield Button(words("Begin"), id="begin", variant="primary", compact=True)
                yield Button(words("Leave"), id="leave", compact=True)
                yield Button(self._helping, id="choose", compact=True)

    @property
    def _is_narrow(self) -> bool:
        return self.app.size.width < _NARROW

    @property
    def _helping(self) -> str:
        """What the last button says; its key only where there is room for it."""
        label = self.words("Help me choose (ctrl+o)")
        return label.partition(" (")[0] if self._is_narrow else label

    def on_resize(self) -> None:
        self.query_one("#choose", Button).label = self._helping
        self._show_writing()

    def _choices(self) -> ComposeResult:
        words, wish = self.words, self.wish
        with Horizontal(classes="field"):
            yield Label(words("Format"), markup=False)
            yield Select(
                self._format_options(),
                value=wish.format if wish.format in self.formats else next(iter(self.formats)),
                allow_blank=False,
                id="format",
                compact=True,
            )
        yield Static(id="purpose", markup=False)
        with Horizontal(classes="field", id="planned"):
            yield Label(words("Plan"), markup=False)
            yield Select([(words("nothing"), "")], allow_blank=False, id="plan", compact=True)
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

    def _format_options(self) -> list[tuple[Content, str]]:
        return [(Content(self._in_a_line(f)), f.key) for f in self.formats.values()]

    def _in_a_line(self, format: Format) -> str:
        fewest, most = format.people
        minutes = self.words("{minutes} min", minutes=format.minutes)
        people = self.words("{fewest}–{most} people", fewest=fewest, most=most)
        return f"{format.title} · {minutes} · {people}"

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
        self._look_for_plans()

    @on(Input.Submitted, "#team")
    def know_the_people(self, event: Input.Submitted) -> None:
        """Fill in who belongs to the team, where nobody is named yet."""
        people = self.query_one("#people", Field)
        if not people.value.strip():
            with suppress(NotOpened):
                people.value = ", ".join(self.app.lobby.follow_up.people(event.value))

    @on(Input.Submitted, "#team")
    @on(Input.Blurred, "#team")
    def mind_the_team(self) -> None:
        """Offer what this team has: formats of its own, and what it planned."""
        team = self.query_one("#team", Field).value.strip()
        if team == self.team:
            return
        self.team = team
        self.catalogue = self.every_team.for_team(team)
        self._refill()
        self._look_for_plans()

    @on(Input.Changed, "#people")
    def _show_fit(self) -> None:
        """Warn in a line when the people who were named are too few or too many."""
        fits = self.query_one("#fits", Static)
        format, count = self._format, len(self._named_people(self._values())) + 1
        fewest, most = format.people if format else (1, count)
        fits.display = count > 1 and not fewest <= count <= most
        told = self.words(
            "! This format suits {fewest} to {most} people; you are {count}.",
            fewest=fewest,
            most=most,
            count=count,
        )
        fits.update(Content.styled(told, "bold $warning"))

    def on_select_changed(self, event: Select.Changed) -> None:
        if event.select.id == "language":
            self._refill()
        if event.select.id in ("format", "language"):
            self._show_purpose()
            self._show_plans()
        self._show_writing()

    @property
    def _format(self) -> Format | None:
        return self.formats.get(str(self.query_one("#format", Select).value))

    def _refill(self) -> None:
        """The formats of another language or team; the one that was chosen stays where it is."""
        select = self.query_one("#format", Select)
        chosen = str(select.value)
        found = self._formats_in(str(self.query_one("#language", Select).value))
        if not found or list(found.values()) == list(self.formats.values()):
            return
        self.formats = found
        with self.prevent(Select.Changed):
            select.set_options(self._format_options())
            select.value = chosen if chosen in found else next(iter(found))
        self._show_purpose()

    def _look_for_plans(self) -> None:
        """Read what this team planned and has not looked back on yet."""
        wished = self.wish.plan
        named = "" if wished in (_LATEST, _NONE) else wished
        with suppress(NotOpened):
            self.plans = self.app.lobby.plans(self.team, named)
        words, select = self.words, self.query_one("#plan", Select)
        options = [
            (
                Content(
                    words.plural(
                        "{count} card from {title}, {day}",
                        "{count} cards from {title}, {day}",
                        plan.cards,
                        title=plan.title,
                        day=day(words, plan.made.date()),
                    )
                ),
                plan.key,
            )
            for plan in self.plans
        ]
        select.set_options([*options, (Content(words("nothing")), "")])
        keys = [plan.key for plan in self.plans]
        first = named if named in keys else next(iter(keys), "")
        select.value = "" if wished == _NONE else first
        self._show_plans()

    @property
    def _takes_plan(self) -> bool:
        format = self._format
        return bool(self.plans) and format is not None and any(p.takes_plan for p in format)

    def _show_plans(self) -> None:
        self.query_one("#planned").display = self._takes_plan

    @property
    def _is_apart(self) -> bool:
        return self.query_one("#writing", Select).value is Writing.APART

    def _show_writing(self) -> None:
        """Ask for what matters for the way that people write."""
        words, is_apart = self.words, self._is_apart
        self.query_one("#people", Field).placeholder = (
            words("names to keep free for them, with commas; or nobody yet")
            if is_apart and not self._is_narrow
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
        """What the chosen format is for, and when it is not."""
        format = self._format
        if format is not None:
            text = "\n".join(filter(None, (format.purpose, format.avoid)))
            self.query_one("#purpose", Static).update(Content(text))
        self._show_fit()

    async def finished(self) -> None:
        self.set_focus(self.query_one("#begin"))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "begin":
            await self.action_begin()
        elif event.button.id == "choose":
            self.action_choose()
        else:
            self.action_leave()

    def action_choose(self) -> None:
        """Ask the questions that lead to a format; what was filled in here stays."""

        def chosen(key: str | None) -> None:
            if key in self.formats:
                self.query_one("#format", Select).value = key

        self.mind_the_team()
        language = str(self.query_one("#language", Select).value)
        self.app.ways_in.choose(chosen, self.team, language, over_form=True)

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
        self.mind_the_team()
        try:
            await self.app.ways_in.begin(self._setup(values))
        except (Refused, NotKept, NotOpened, UnknownFormat, FormatError) as error:
            self.say(reason(error, self.words, guest=self.app.wish.is_guest))

    def _setup(self, values: dict[str, str]) -> Setup:
        is_apart = self._is_apart
        named = self.query_one("#named", Tick).value
        people = self._named_people(values)
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
            plan=str(self.query_one("#plan", Select).value) if self._takes_plan else "",
        )

    def _named_people(self, values: dict[str, str]) -> list[str]:
        """The others. Whoever leads is on the list of the team as well."""
        names = (name.strip() for name in re.split(r"[,;\n]", values["people"]))
        return [name for name in names if name and not alike(name, values["facilitator"])]
