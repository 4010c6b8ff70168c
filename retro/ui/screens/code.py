"""A code first: for somebody who came without one."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from retro.live.access import canonical
from retro.ui.screens.fields import FieldScreen
from retro.ui.widgets.field import Field
from retro.ui.widgets.lines import NoticeLine
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

TRIES: Final = 3


class CodeScreen(FieldScreen):
    """Asks for a code or a return ticket; after three that open nothing it ends."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    AUTO_FOCUS = "Field"
    app: "RetroApp"

    def __init__(self, words: Words, code: str = "") -> None:
        super().__init__(classes="entrance")
        self.words = words
        self.code = code
        self.left = TRIES

    def once_more(self, words: Words) -> "CodeScreen":
        """This screen in another language; what was tried counts on."""
        again = CodeScreen(words)
        again.left = self.left
        return again

    def compose(self) -> ComposeResult:
        words = self.words
        with Vertical(id="page"):
            yield Static(Content.styled("retro", "bold $secondary"))
            yield Static(
                Content.styled(words("Which code were you given?"), "bold $accent"), id="question"
            )
            yield Field("", example="K7QX2M9P", id="code")
            yield Static(
                Content(
                    words("It stands on the screen of whoever facilitates. Case does not matter.")
                ),
                classes="quiet",
            )
            yield NoticeLine()

    async def on_mount(self) -> None:
        self.query_one(NoticeLine).hint = self.words("Enter goes in · Esc leaves")
        if self.code:
            await self._try(self.code)
            if self.left < TRIES and self._may_be_a_computer:
                self.say(
                    self.words(
                        "No session here is open to that code. If {name} is a computer: Esc, and"
                        " type `retro join CODE@{name}`.",
                        name=self.code,
                    )
                )

    @property
    def _may_be_a_computer(self) -> bool:
        """True for what may be a code, such as server01, and is not written as codes are shown.

        Whoever came from another computer did not type `retro`.
        """
        code = self.code
        return self.app.wish.passage is None and code.isalnum() and code != canonical(code)

    async def finished(self) -> None:
        if code := self.query_one(Field).value.strip():
            await self._try(code)

    async def _try(self, code: str) -> None:
        admission = self.app.lobby.admit(code)
        if admission is not None:
            await self.app.ways_in.admitted(admission)
            return
        self.left -= 1
        if not self.left:
            self.app.exit(
                return_code=1,
                message=self.words("No session is open to that code. Ask the facilitator for it."),
            )
            return
        self.query_one(Field).clear()
        self.say(
            self.words.plural(
                "No session is open to that code. You can try once more.",
                "No session is open to that code. You can try {count} times more.",
                self.left,
            )
        )

    def action_leave(self) -> None:
        self.app.ways_in.back()
