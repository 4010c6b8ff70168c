"""A new way back for somebody who lost theirs, shown once to whoever facilitates."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from retro.session.model import Person
from retro.ui.seat import Seat


class WayBackScreen(ModalScreen[None]):
    """The line that one person types to come back; for their eyes alone."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,b,enter,space", "close", show=False)]

    def __init__(self, seat: Seat, person: Person, ticket: str) -> None:
        super().__init__(classes="dialog")
        self.words = seat.words
        self.person = person
        self.line = seat.invitation.line(ticket) if seat.invitation else ticket

    def compose(self) -> ComposeResult:
        with Vertical():
            title = self.words("The way back for {name}", name=self.person.name)
            yield Static(
                Content.assemble((f"{title}\n", "bold $primary"), (self.line, "bold $accent"))
            )
            yield Static(
                self.words(
                    "Give it to {name} alone: whoever types it is {name}. The line from before"
                    " opens nothing any more.",
                    name=self.person.name,
                ),
                markup=False,
            )
            yield Static(self.words("Esc closes"), classes="quiet")

    def action_close(self) -> None:
        self.dismiss(None)
