"""Coming in: under which name, and what people should know before they write."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Label, Static

from retro.live.access import Admission
from retro.live.errors import NotKept
from retro.live.room import Room
from retro.session.joining import LOCKED
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
from retro.words import Words, language_names

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


class TurnedAway(Message):
    """What somebody came in by does not count any more."""


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
        self._typed, self._agreed = "", False
        self._entering = False
        self._hearing: Callable[[], None] = lambda: None

    def once_more(self, words: Words) -> "JoinScreen":
        """This screen in another language, with what was filled in so far."""
        again = JoinScreen(words, self.room, self.admission)
        again._typed, again._agreed = self.query_one(Field).value, self.query_one(Tick).value
        return again

    def compose(self) -> ComposeResult:
        words, session = self.words, self.session
        with Vertical(id="page"):
            yield Static(Content.styled(session.title, "bold $accent"), id="question")
            with VerticalScroll(id="fields", can_focus=False):
                if about := self._about():
                    yield Static(Content(about), id="about")
                if session.locked and self.admission.role is not Role.FACILITATOR:
                    yield Static(Content.styled(words(LOCKED), "bold $warning"), id="locked")
                with Horizontal(classes="field"):
                    yield Label(words("Your name"), markup=False)
                    yield Field(self._typed, example=words("as the others know you"), id="name")
                with Horizontal(classes="field"):
                    yield Label("", markup=False)
                    yield Tick(words("My name may stand in the minutes"), self._agreed, id="named")
                yield Static(
                    Content("\n".join(f"· {each}" for each in in_short(session, words))), id="kept"
                )
            notice = NoticeLine()
            notice.hint = words(
                "Enter joins · Tab, then Space: your choice about the minutes · F1: what is kept"
            )
            yield notice
            with Horizontal(classes="buttons"):
                yield Button(words("Join"), id="join", variant="primary", compact=True)
                yield Button(words("Leave"), id="leave", compact=True)
                for code, name in language_names().items():
                    if code != words.language:
                        # By the name that whoever looks for it knows.
                        yield Button(f"{name} (F2)", id=f"in-{code}", compact=True)

    def _about(self) -> str:
        lines = [self.session.goal] if self.session.goal else []
        if self.admission.role is Role.OBSERVER:
            lines.append(self.words("You come to watch: you see what all see, and write nothing."))
        elif self.admission.role is Role.FACILITATOR:
            lines.append(self.words("You come to facilitate, beside whoever does so already."))
        return "\n".join(lines)

    def on_mount(self) -> None:
        # Somebody who is not in hears of what all hear of: also of new codes, and of the end.
        self._hearing = self.room.watch(self._look_again, NOBODY)

    def _look_again(self) -> None:
        if not self.app.lobby.admits(self.admission):
            self.post_message(TurnedAway())

    def on_turned_away(self) -> None:
        self.app.ways_in.turn_away(self.room)

    def on_unmount(self) -> None:
        self._hearing()

    async def finished(self) -> None:
        await self._enter()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "join":
            await self._enter()
        elif (event.button.id or "").startswith("in-"):
            await self.app.choose_language(str(event.button.id).removeprefix("in-"))
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
            role = self.admission.role
            person, _ticket = await self.room.enter(name, role, named, self.admission)
        except (Refused, NotKept) as error:
            if self.app.lobby.admits(self.admission):
                self.ask_again("name", reason(error, self.words, guest=self.app.wish.is_guest))
            else:
                self.app.ways_in.turn_away(self.room)
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
