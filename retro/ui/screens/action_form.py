"""The form of one action. A field that is empty asks a question; it never bars the way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static

from retro.live.errors import NotKept
from retro.session.commands import WriteAction
from retro.session.model import Id
from retro.session.names import alike
from retro.session.refusal import Refused
from retro.ui.dates import read_date
from retro.ui.drafts import form_key
from retro.ui.registry import translate as _
from retro.ui.screens.fields import FieldScreen
from retro.ui.screens.more_about import CHOICES, NAMES, MoreAbout
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.ui.widgets.field import Field
from retro.ui.widgets.lines import NoticeLine
from retro.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

FIELDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("text", _("What will be done?"), _("a verb first: Rehearse the rollback with the new script")),
    ("owner", _("Who takes it?"), _("one name; they say yes aloud")),
    ("due", _("By when?"), _("2026-12-01, 1-12, +14 or 2w")),
    ("done_when", _("How will we see that it is done?"), _("what anyone can check")),
    ("first_step", _("What is the first step, and when?"), _("under an hour, this week")),
)

_TYPED: Final = tuple(name for name, _question, _example in FIELDS)
_CHOSEN: Final = frozenset(name for name, _question, _options in CHOICES)
#: The draft of a choice that was taken back.
_NOTHING: Final = "-"
_YES: Final = "yes"
_NO: Final = "no"


class ActionForm(FieldScreen, ModalScreen[None]):
    """Fields from top to bottom; Enter goes to the next one, and the last keeps the action.

    What is typed is a draft until then: Esc, a lost line or an error leave it in place. `kept`
    says whether it became an action.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+s", "keep", show=False),
        Binding("ctrl+o", "more", show=False, priority=True),
    ]
    AUTO_FOCUS = "#text"
    app: "RetroApp"

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
        self.kept = False
        self._before = seat.view().session.actions.get(command.id)

    def compose(self) -> ComposeResult:
        words = self.words
        title = words("A new action") if self.new else words("Change the action")
        with VerticalScroll(can_focus=False):
            yield Static(Content.styled(title, "bold $primary"), classes="title")
            for name, question, example in FIELDS:
                yield Label(words(question), markup=False)
                known = self.names if name == "owner" else ()
                yield Field(self._start(name), example=words(example), id=name, known=known)
                if name == "owner":
                    yield Static(id="unnamed", classes="quiet", markup=False)
            yield from self._ideas()
            accepted = self._start("accepted") == _YES
            yield Tick(words("The owner said yes"), accepted, id="accepted")
            more = MoreAbout(words, self._start)
            more.display = any(map(self._start, NAMES))
            yield more
            yield NoticeLine()
            with Horizontal(classes="buttons"):
                yield Button(words("Keep"), id="keep", variant="primary", compact=True)
                yield Button(words("Leave it"), id="leave", compact=True)
                yield Button(words("More about it"), id="unfold", compact=True)

    def _ideas(self) -> ComposeResult:
        if self.ideas:
            parents = {str(id): id for id, _text in self.ideas}
            yield Label(self.words("What does it follow from?"), markup=False)
            yield Select(
                [(Content(text), id) for id, text in self.ideas],
                prompt=self.words("(under nothing)"),
                value=parents.get(self._start("parent"), Select.NULL),
                id="parent",
                compact=True,
            )

    def on_mount(self) -> None:
        self.query_one(NoticeLine).hint = self.words(
            "Enter goes on, and keeps it at the last field. Ctrl+O: more about it. Esc: later."
        )
        self.watch(self.query_one("#accepted", Tick), "value", self._ticked, init=False)
        self._mind_the_owner(self._start("owner"))

    def _start(self, name: str) -> str:
        """What a field begins with: what was half typed there, or what the action has."""
        begun = self.seat.room.draft(self.seat.person, self._key(name)) or self._kept(name)
        return "" if name in _CHOSEN and begun == _NOTHING else begun

    def _kept(self, name: str) -> str:
        """What the action has, as it would stand in the field."""
        value = getattr(self.command, name)
        if isinstance(value, bool):
            return _YES if value else _NO
        return value.isoformat() if isinstance(value, date) else str(value or "")

    def _key(self, name: str) -> str:
        return form_key(self.seat, None if self.new else self.command.id, name)

    def _keep_draft(self, name: str, value: str) -> None:
        """Remember what differs from the action as it is kept."""
        draft = "" if value == self._kept(name) else value
        self.seat.room.keep_draft(self.seat.person, self._key(name), draft)

    def _ticked(self, value: bool) -> None:
        self._keep_draft("accepted", _YES if value else _NO)

    def on_select_changed(self, event: Select.Changed) -> None:
        name = event.select.id or ""
        if name == "parent":
            self._keep_draft("parent", str(event.value) if isinstance(event.value, int) else _NO)
            return
        value = event.value if isinstance(event.value, str) else ""
        # That a choice was taken back is a draft as well.
        self._keep_draft(name, value if value or not self._kept(name) else _NOTHING)
        if name == "kind":
            self.query_one(MoreAbout).mind_the_kind()

    def action_more(self) -> None:
        """Unfold what else may be said, or fold it away; what stands there stays."""
        more = self.query_one(MoreAbout)
        more.display = not more.display
        if more.display:
            self.query_one("#kind").focus()
        else:
            self.query_one("#text").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        name = event.input.id or ""
        self._keep_draft(name, event.value)
        if name == "owner":
            self._mind_the_owner(event.value)
        if name == "due":
            due = read_date(event.value, self._today())
            notice = self.query_one(NoticeLine)
            notice.notice = ""
            if due is not None:
                notice.hint = self._day(due)

    def _mind_the_owner(self, owner: str) -> None:
        """Tell that an action names whoever takes it, also who did not agree to be named."""
        people = self.seat.view().session.people.values()
        unnamed = [p.name for p in people if not p.named and alike(p.name, owner.strip())]
        line = self.query_one("#unnamed", Static)
        line.display = bool(unnamed)
        if unnamed:
            line.update(
                self.words(
                    "{name} is not named in the minutes; as the owner of an action they are.",
                    name=unnamed[0],
                )
            )

    def _today(self) -> date:
        return self.seat.room.now().date()

    def _day(self, due: date) -> str:
        days = (due - self._today()).days
        if days < 0:
            return self.words("{date}: that day has passed", date=due.isoformat())
        return self.words.plural(
            "{date}: in {count} day", "{date}: in {count} days", days, date=due.isoformat()
        )

    async def finished(self) -> None:
        await self.action_keep()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "keep":
            await self.action_keep()
        elif event.button.id == "unfold":
            self.action_more()
        else:
            self.action_cancel()

    async def action_keep(self) -> None:
        values = {name: self.query_one(f"#{name}", Field).value for name, _q, _e in FIELDS}
        due = read_date(values["due"], self._today())
        if not values["text"].strip():
            self.ask_again("text", self.words("Say what will be done first."))
        elif values["due"].strip() and due is None:
            self.ask_again(
                "due",
                self.words("That is not a day retro knows: write 2026-12-01, 1-12, +14 or 2w."),
            )
        else:
            await self._keep(self._command(values, due))

    def _command(self, values: dict[str, str], due: date | None) -> WriteAction:
        parent = self.query_one("#parent", Select).value if self.ideas else self.command.parent
        return replace(
            self.command,
            text=values["text"],
            owner=values["owner"],
            due=due,
            done_when=values["done_when"],
            first_step=values["first_step"],
            parent=parent if isinstance(parent, int) else None,
            accepted=self.query_one("#accepted", Tick).value,
            **self.query_one(MoreAbout).values(),
        )

    async def _keep(self, command: WriteAction) -> None:
        """Close only once the action is kept: until then everything typed stays where it is."""
        if self._changed_meanwhile():
            return
        try:
            await self.seat.submit(command)
        except (Refused, NotKept) as error:
            self.say(reason(error, self.words, guest=self.app.wish.is_guest))
        else:
            for name in (*_TYPED, *NAMES, "accepted", "parent"):
                self.seat.room.keep_draft(self.seat.person, self._key(name), "")
            self.kept = True
            self.dismiss(None)

    def _changed_meanwhile(self) -> bool:
        """Whether somebody else changed or removed this action; it is said once."""
        now = self.seat.view().session.actions.get(self.command.id)
        if now == self._before:
            return False
        self._before = now
        if now is None:
            self.say(self.words("Somebody removed this action. Keep once more writes it anew."))
        else:
            self.say(
                self.words(
                    "Somebody changed this action; it says “{text}” now. Keep once more puts"
                    " yours in its place.",
                    text=now.text,
                )
            )
        return True

    def action_cancel(self) -> None:
        self.dismiss(None)
