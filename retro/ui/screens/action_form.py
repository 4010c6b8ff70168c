"""The form of one action. A field that is empty asks a question; it never bars the way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Label, Select, Static

from retro.live.errors import NotKept
from retro.session.commands import WriteAction
from retro.session.model import Id
from retro.session.refusal import Refused
from retro.ui.dates import read_date
from retro.ui.registry import translate as _
from retro.ui.screens.fields import FieldScreen
from retro.ui.seat import Seat
from retro.ui.widgets.tick import Tick

FIELDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("text", _("What will be done?"), _("a verb first: Rehearse the rollback with the new script")),
    ("owner", _("Who takes it?"), _("one name; they say yes aloud")),
    ("due", _("By when?"), _("2026-12-01, 1-12, +14 or 2w")),
    ("done_when", _("How will we see that it is done?"), _("what anyone can check")),
    ("first_step", _("What is the first step, and when?"), _("under an hour, this week")),
)


class ActionForm(ModalScreen[None], FieldScreen):
    """Fields from top to bottom; Enter goes to the next one, and the last keeps the action.

    What is typed is a draft until then: Esc, a lost line or an error leave it in place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+s", "keep", show=False),
    ]
    AUTO_FOCUS = "#text"

    def __init__(
        self,
        seat: Seat,
        command: WriteAction,
        names: Sequence[str],
        ideas: Sequence[tuple[Id, str]],
        *,
        new: bool,
    ) -> None:
        super().__init__(classes="dialog form")
        self.seat = seat
        self.words = seat.words
        self.command = command
        self.names = names
        self.ideas = ideas
        self.new = new

    def compose(self) -> ComposeResult:
        words = self.words
        title = words("A new action") if self.new else words("Change the action")
        with VerticalScroll(can_focus=False):
            yield Static(Content.styled(title, "bold $primary"))
            for name, question, example in FIELDS:
                yield Label(words(question), markup=False)
                yield Input(
                    self._start(name),
                    placeholder=words(example),
                    id=name,
                    max_length=300,
                    compact=True,
                    suggester=SuggestFromList(self.names, case_sensitive=False)
                    if name == "owner"
                    else None,
                )
            if self.ideas:
                known = {id for id, _text in self.ideas}
                yield Label(words("What does it follow from?"), markup=False)
                yield Select(
                    [(Content(text), id) for id, text in self.ideas],
                    prompt=words("(under nothing)"),
                    value=self.command.parent if self.command.parent in known else Select.NULL,
                    id="parent",
                    compact=True,
                )
            yield Tick(words("The owner said yes"), self.command.accepted, id="accepted")
            yield Static(id="message", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(words("Keep"), id="keep", variant="primary", compact=True)
                yield Button(words("Leave it"), id="leave", compact=True)

    def _start(self, name: str) -> str:
        draft = self.seat.room.draft(self.seat.person, self._place(name))
        value = getattr(self.command, name)
        return draft or (value.isoformat() if isinstance(value, date) else str(value or ""))

    def _place(self, name: str) -> str:
        which = "new" if self.new else str(self.command.id)
        return f"action:{which}:{name}"

    def on_input_changed(self, event: Input.Changed) -> None:
        name = event.input.id or ""
        self.seat.room.keep_draft(self.seat.person, self._place(name), event.value)
        if name == "due" and event.value.strip():
            due = read_date(event.value, self.seat.room.now().date())
            self._say("" if due is None else self._day(due))

    def _day(self, due: date) -> str:
        days = (due - self.seat.room.now().date()).days
        return self.words.plural(
            "{date}: in {count} day", "{date}: in {count} days", days, date=due.isoformat()
        )

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        await self.action_keep()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "keep":
            await self.action_keep()
        else:
            self.action_cancel()

    async def action_keep(self) -> None:
        values = {name: self.query_one(f"#{name}", Input).value for name, _q, _e in FIELDS}
        if not values["text"].strip():
            self._say(self.words("Say what will be done first."))
            self.query_one("#text", Input).focus()
            return
        due = read_date(values["due"], self.seat.room.now().date())
        if values["due"].strip() and due is None:
            self._say(
                self.words("That is not a day retro knows: write 2026-12-01, 1-12, +14 or 2w.")
            )
            self.query_one("#due", Input).focus()
            return
        parent = self.query_one("#parent", Select).value if self.ideas else self.command.parent
        command = replace(
            self.command,
            text=values["text"],
            owner=values["owner"],
            due=due,
            done_when=values["done_when"],
            first_step=values["first_step"],
            parent=parent if isinstance(parent, int) else None,
            accepted=self.query_one("#accepted", Tick).value,
        )
        await self._keep(command)

    async def _keep(self, command: WriteAction) -> None:
        """Close only once the action is kept: until then everything typed stays where it is."""
        try:
            await self.seat.submit(command)
        except Refused as refused:
            self._say(self.words(refused.reason, **refused.values))
        except NotKept as lost:
            self._say(self.words("Not saved.") + f" {lost}")
        else:
            for name, _question, _example in FIELDS:
                self.seat.room.keep_draft(self.seat.person, self._place(name), "")
            self.dismiss()

    def action_cancel(self) -> None:
        self.dismiss()

    def _say(self, sentence: str) -> None:
        self.query_one("#message", Static).update(sentence)
