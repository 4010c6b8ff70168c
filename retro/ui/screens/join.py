"""Coming in: under which name, and what people should know before they write."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Label, Static

from retro.live.access import Admission
from retro.live.errors import NotKept
from retro.live.room import Room
from retro.session.model import Role
from retro.session.refusal import Refused
from retro.session.rules import NOBODY
from retro.ui.privacy import in_short
from retro.ui.screens.fields import FieldScreen
from retro.ui.screens.privacy import PrivacyScreen
from retro.ui.trouble import reason
from retro.ui.widgets.field import Field
from retro.ui.widgets.lines import NoticeLine
from retro.ui.widgets.tick import Tick
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


class JoinScreen(FieldScreen):
    """A name and a tick. What is refused is said, and what was typed stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f1", "privacy", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    AUTO_FOCUS = "#name"
    app: "RetroApp"

    def __init__(self, words: Words, room: Room, admission: Admission) -> None:
        super().__init__(classes="entrance")
        self.words = words
        self.room = room
        self.admission = admission
        # Somebody who is not in yet sees what everybody may see.
        self.session = room.view(NOBODY).session
        self._entering = False

    def compose(self) -> ComposeResult:
        words, session = self.words, self.session
        with Vertical(id="page"):
            yield Static(Content.styled(session.title, "bold $accent"), id="question")
            with VerticalScroll(id="fields", can_focus=False):
                yield Static(Content(self._about()), id="about")
                with Horizontal(classes="field"):
                    yield Label(words("Your name"), markup=False)
                    yield Field("", example=words("as the others know you"), id="name")
                with Horizontal(classes="field"):
                    yield Label("", markup=False)
                    yield Tick(words("My name may stand in the minutes"), id="named")
                yield Static(
                    Content("\n".join(f"· {each}" for each in in_short(session, words))), id="kept"
                )
            yield NoticeLine()
            with Horizontal(classes="buttons"):
                yield Button(words("Join"), id="join", variant="primary", compact=True)
                yield Button(words("Leave"), id="leave", compact=True)

    def _about(self) -> str:
        lines = [self.session.goal] if self.session.goal else []
        if self.admission.role is Role.OBSERVER:
            lines.append(self.words("You come to watch: you see what all see, and write nothing."))
        elif self.admission.role is Role.FACILITATOR:
            lines.append(self.words("You come to facilitate, beside whoever does so already."))
        return "\n".join(lines)

    def on_mount(self) -> None:
        self.query_one("#about").display = bool(self._about())
        self.query_one(NoticeLine).hint = self.words(
            "Enter joins · Tab, then Space: your choice about the minutes · F1: what is kept"
        )

    async def finished(self) -> None:
        await self._enter()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "join":
            await self._enter()
        else:
            self.action_leave()

    async def _enter(self) -> None:
        name = self.query_one(Field).value.strip()
        if not name:
            self.ask_again(
                "name", self.words("Type a name first; any that the others know you by.")
            )
            return
        if self._entering:
            return
        self._entering = True
        named = self.query_one("#named", Tick).value
        try:
            person, _ticket = await self.room.enter(name, self.admission.role, named)
        except (Refused, NotKept) as error:
            self.ask_again("name", reason(error, self.words))
        else:
            self.app.ways_in.entered(self.room, person)
        finally:
            self._entering = False

    def action_privacy(self) -> None:
        self.app.push_screen(PrivacyScreen(self.words, self.session))

    def action_leave(self) -> None:
        self.app.ways_in.back(
            self.words("You did not come in. The same line brings you here again.")
        )
