"""What the screens of a team share: a list, a line to ask something on, and what others change."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.timer import Timer
from textual.widgets import Input, Static

from retro.live.errors import NotKept, NotOpened
from retro.live.following import FollowUp
from retro.minutes.markdown import minutes
from retro.session.refusal import Refused
from retro.ui.registry import MOVING, UserCommand, sign
from retro.ui.screens.commanded import CommandedScreen
from retro.ui.screens.reading import ReadingScreen
from retro.ui.trouble import reason
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.field import Field
from retro.ui.widgets.lines import KeyBar, NoticeLine
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

T = TypeVar("T")

#: The least time between two drawings of what others change, in seconds.
DRAW_EVERY: Final = 1.0
#: How often is looked for what sessions and other programs changed, in seconds.
LOOK_EVERY: Final = 5.0

#: Does something with what was typed; False keeps the line open.
Then = Callable[[str], Awaitable[bool]]


class Changed(Message):
    """Somebody changed something between sessions."""


class FittedList(CardList):
    """A list whose rows are made for its width: it asks for others when that changes."""

    class Resized(Message):
        """The list has another width."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class TeamScreen(CommandedScreen):
    """A title, a list, a line that asks, a line that says, and the keys."""

    COMMANDED: ClassVar[tuple[UserCommand, ...]] = ()
    AUTO_FOCUS = "CardList"
    app: "RetroApp"

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._watching = ExitStack()
        self._waiting: Timer | None = None
        self._then: Then | None = None
        self._typing: Callable[[str], None] | None = None
        self._asked_at = ""
        self._drawn_for = 0

    @property
    def follow_up(self) -> FollowUp:
        return self.app.lobby.follow_up

    @property
    def is_asking(self) -> bool:
        """True while the line for an answer is open."""
        return self._then is not None

    def compose(self) -> ComposeResult:
        with Vertical(id="page", classes="team"):
            yield Static(id="question")
            yield Static(id="about", classes="quiet")
            yield FittedList(id="answers")
            yield Static(id="asked")
            yield Field("")
            yield NoticeLine()
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        self._show_field(False)
        self.query_one(KeyBar).commands = self.COMMANDED
        self.set_interval(LOOK_EVERY, self._look_now)

    def on_screen_resume(self) -> None:
        self._watching.callback(self.app.lobby.changes.add(self._tell))
        self._look()

    def on_screen_suspend(self) -> None:
        self._watching.close()

    def on_unmount(self) -> None:
        self._watching.close()

    def on_fitted_list_resized(self) -> None:
        if self.list_width != self._drawn_for:
            self._look()

    # What others change.

    def _tell(self) -> None:
        self.post_message(Changed())

    def on_changed(self) -> None:
        if self._waiting is None:
            self._waiting = self.set_timer(DRAW_EVERY, self._look_now)

    def _look(self) -> None:
        """Draw what there is now, in turn with what else there is to do."""
        self.call_later(self._look_now)

    async def _look_now(self) -> None:
        """Draw what there is now, where somebody looks."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if not self._is_seen():
            return
        try:
            await self.look()
            if not self._is_seen():
                return
            self._drawn_for = self.list_width
            self.draw()
        except NotOpened as error:
            self.say_why(error)

    async def look(self) -> None:
        """Read what will be drawn, beside the event loop. May raise NotOpened."""
        await self.follow_up.look()

    def _is_seen(self) -> bool:
        return self.is_current and bool(self.query_one(CardList).size.width)

    def draw(self) -> None:
        """Show what there is now. May raise NotOpened."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show a list. While somebody types, what others add does not take the choice away."""
        answers = self.query_one(CardList)
        answers.show(rows)
        if self.is_asking and self._typing is None:
            answers.choose(self._asked_at)

    @property
    def list_width(self) -> int:
        """The cells that a list has for its rows, with a scroll bar beside them."""
        return self.query_one(CardList).size.width - 2

    # Saying and doing.

    def head(self, title: str, about: str = "") -> None:
        """What stands above the list."""
        self.query_one("#question", Static).update(Content.styled(title, "bold $accent"))
        line = self.query_one("#about", Static)
        line.update(Content(about))
        line.display = bool(about)

    def say(self, sentence: str, *, good: bool = False) -> None:
        """Say something until something else is done."""
        self.query_one(NoticeLine).say(sentence, "$success" if good else "$warning")

    def say_why(self, error: Exception) -> None:
        """Say why it could not be done."""
        self.say(reason(error, self.words, guest=self.app.wish.is_guest))

    async def act(self, doing: Awaitable[T]) -> T | None:
        """Do it and draw what came of it; None where it was refused, which is said."""
        try:
            done = await doing
        except (Refused, NotKept, NotOpened) as error:
            self.say_why(error)
            return None
        await self._look_now()
        return done

    async def action_command(self, id: str, key: str = "") -> None:
        """Do what a key or a click asks for; what was said last has been read."""
        if not self.is_asking:
            self.say("")
        try:
            await super().action_command(id, key)
        except NotOpened as error:
            self.say_why(error)

    # Asking for one line.

    def ask(
        self,
        question: str,
        then: Then,
        *,
        value: str = "",
        example: str = "",
        known: Sequence[str] = (),
        typing: Callable[[str], None] | None = None,
    ) -> None:
        """Open the line; `then` gets what was typed, and `typing` each letter as it comes."""
        self._then, self._typing = then, None
        self._asked_at = self.chosen
        self.query_one("#asked", Static).update(Content.styled(question, "bold $primary"))
        field = self.query_one(Field)
        field.placeholder = example
        field.suggester = SuggestFromList(known, case_sensitive=False) if known else None
        field.value = value
        field.cursor_position = len(value)
        self._show_field(True)
        field.focus()
        self._typing = typing
        self.say("")
        self.hint(self.words("Enter keeps it, Esc leaves it as it is."))

    def hint(self, sentence: str) -> None:
        """Say what to do next."""
        self.query_one(NoticeLine).hint = sentence

    def close_field(self) -> None:
        """Ask no more."""
        self._then = self._typing = None
        self._show_field(False)
        self.query_one(CardList).focus()
        self._look()

    def _show_field(self, shown: bool) -> None:
        self.query_one(Field).display = shown
        self.query_one("#asked").display = shown
        self.query_one(KeyBar).display = not shown

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._typing is not None:
            self._typing(event.value)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        then = self._then
        if then is None:
            return
        self.say("")
        if await then(event.value.strip()) and self._then is then:
            self.close_field()

    # What every one of them does.

    @property
    def chosen(self) -> str:
        """The id of the row that keys act on; empty for none."""
        row = self.query_one(CardList).chosen
        return str(row.id) if row else ""

    async def do_back(self) -> None:
        """Close the line, or else the screen."""
        if self.is_asking:
            self.close_field()
        else:
            await self.do_leave()

    async def do_leave(self) -> None:
        """Go back to the screen below; where there is none, leave."""
        if len(self.app.screen_stack) > 2:
            self.dismiss("")
        else:
            self.app.leave()

    async def do_help(self) -> None:
        """All keys of this screen."""
        parts: list[tuple[str, str]] = []
        keys = [(sign(each), each.help) for each in self.COMMANDED]
        for key, sentence in (*keys, *MOVING):
            parts += [(f"{key:>7}  ", "bold $primary"), (f"{self.words(sentence)}\n", "")]
        title = self.words("All keys of this screen")
        self.app.push_screen(ReadingScreen(self.words, title, Content.assemble(*parts)))

    def read_minutes(self, key: str) -> None:
        """Open the minutes of a session, as they are now."""
        try:
            session = self.app.lobby.read(key)
        except NotOpened as error:
            self.say_why(error)
            return
        text = minutes(session, Words(session.language))
        self.app.push_screen(ReadingScreen(self.words, session.title, text))

    async def show_insights(self, team: str) -> None:
        """Open the figures of a team, or with "" of all."""
        from retro.minutes.insights.report import report_of
        from retro.ui.screens.insights import InsightsScreen

        found = await self.act(self.follow_up.insights(team))
        if found is not None and not found.sessions and not found.actions:
            self.say(
                self.words(
                    "Nothing to look back on yet: the first figures come when a session ends."
                )
            )
        elif found is not None:
            self.app.push_screen(InsightsScreen(self.words, report_of(found, self.words)))
