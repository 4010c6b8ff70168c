"""A small app for tests: shows the cards of the latest session, and a line to write one."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Input, Static

from retro.doors.arrival import Arrival
from retro.live.errors import NotKept
from retro.live.lobby import Lobby, Setup
from retro.live.room import Room
from retro.session.commands import Advance, Finish
from retro.session.rules import PROGRAM
from retro.terminal.hosting import HostedApp
from retro.terminal.protocol import Terminal
from retro.ui.entrance import Entrance
from tests.live.house import card

SETUP = Setup("aar", "en", "Release 4.2", "", "Checkout", "Noor", True)


async def latest_room(lobby: Lobby) -> Room:
    """The room of the latest session that has not ended, or of a new one."""
    unfinished = lobby.unfinished()
    if unfinished:
        return await lobby.open(unfinished[0].key)
    room = await lobby.create(SETUP)
    await room.submit(Advance("welcome"), PROGRAM)
    return room


class Board(HostedApp[None]):
    """`ctrl+d` leaves, `ctrl+e` ends the session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "quit", priority=True),
        Binding("ctrl+e", "finish", priority=True),
        Binding("ctrl+x", "fault", priority=True),
    ]

    def __init__(
        self, lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance
    ) -> None:
        super().__init__()
        self.lobby = lobby
        self.arrival = arrival
        self.room: Room | None = None
        self.shown_size = Size()

    def compose(self) -> ComposeResult:
        yield Static(id="cards", markup=False)
        yield Static(id="size", markup=False)
        yield Input(id="line", disabled=True, select_on_focus=False)

    async def on_mount(self) -> None:
        self.room = room = await latest_room(self.lobby)
        self.present = room.attached(room.facilitator)
        self.present.__enter__()
        self.leave = room.watch(self.changed)
        line = self.query_one(Input)
        line.value = room.draft(room.facilitator, "line")
        line.disabled = False
        line.focus()
        self.show()

    def on_unmount(self) -> None:
        if self.room is not None:
            self.leave()
            self.present.__exit__(None, None, None)

    def changed(self) -> None:
        self.call_later(self.show)

    def show(self) -> None:
        assert self.room is not None
        view = self.room.view(self.room.facilitator)
        texts = [each.text for each in view.session.cards.values()]
        wish = f"{self.arrival.wish} {self.arrival.options.get('title', '')}"
        self.query_one("#cards", Static).update(Content(f"{wish} [{len(texts)}] {texts}"))

    def on_resize(self, event: Resize) -> None:
        self.shown_size = event.size
        self.show_size()

    def on_descendant_focus(self) -> None:
        self.show_size()

    def show_size(self) -> None:
        ready = "ready" if isinstance(self.focused, Input) else "wait"
        size = f"size {self.shown_size.width}x{self.shown_size.height} {ready}"
        self.query_one("#size", Static).update(Content(size))

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.room is not None and not event.input.disabled:
            self.room.keep_draft(self.room.facilitator, "line", event.value)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        assert self.room is not None
        # First, for the next line may be begun before this one is accepted.
        event.input.clear()
        try:
            await self.room.submit(card(self.room, event.value), self.room.facilitator)
        except NotKept as error:
            self.notify(str(error))

    async def action_finish(self) -> None:
        assert self.room is not None
        await self.room.submit(Finish(), self.room.facilitator)
        self.exit(message="The session has ended.")

    def action_fault(self) -> None:
        raise RuntimeError("a fault")
