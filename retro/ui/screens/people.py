"""Who is in the room, and who agreed to stand in the minutes by name."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from retro.live.errors import NotKept
from retro.session.commands import ChangePerson, Command, Join, RemovePerson
from retro.session.model import Role
from retro.session.refusal import Refused
from retro.ui.screens.dialogs import Question
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.field import Field
from retro.ui.widgets.lines import NoticeLine


class PeopleScreen(ModalScreen[None]):
    """A list with a line to add somebody. Nobody is named without having agreed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", show=False),
        Binding("space", "named", show=False),
        Binding("enter,a", "add", show=False),
        Binding("delete,backspace", "remove", show=False),
    ]
    AUTO_FOCUS = "CardList"

    def __init__(self, seat: Seat) -> None:
        super().__init__(classes="dialog")
        self.seat = seat
        self.words = seat.words

    def compose(self) -> ComposeResult:
        words = self.words
        with Vertical():
            yield Static(
                Content.styled(words("Who is in the room?"), "bold $primary"), classes="title"
            )
            yield CardList()
            yield Field("", example=words("Name, then Enter"))
            yield NoticeLine()

    def on_mount(self) -> None:
        self.query_one(Field).display = False
        self.query_one(NoticeLine).hint = self.words(
            "Enter adds · Space: may be named in the minutes · ⌫ removes · Esc closes"
        )
        self._draw()

    def _draw(self) -> None:
        people = self.seat.view().session.people.values()
        card_list = self.query_one(CardList)
        # A line of air for each; the rest of the window is for what stands around the list.
        card_list.styles.height = min(max(2 * len(people), 4), max(self.app.size.height - 13, 4))
        card_list.show(
            [
                Row(
                    person.id,
                    person.name,
                    tail=self._tail(person.role, person.named),
                    tone="good" if person.named else "quiet",
                )
                for person in people
            ]
        )

    def _tail(self, role: Role, named: bool) -> str:
        part = self.words("✓ named in the minutes") if named else self.words("not named")
        return f"{self.words('facilitator')} · {part}" if role is Role.FACILITATOR else part

    def action_add(self) -> None:
        self.query_one(Field).display = True
        self.query_one(Field).focus()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self._stop_adding()
        elif await self._submit(Join(self.seat.room.new_id(), event.value)):
            event.input.clear()

    async def on_card_list_opened(self) -> None:
        await self.action_named()

    async def action_named(self) -> None:
        row = self.query_one(CardList).chosen
        people = self.seat.view().session.people
        if row is not None and isinstance(row.id, int) and row.id in people:
            await self._submit(ChangePerson(row.id, named=not people[row.id].named))

    async def action_remove(self) -> None:
        """Ask first: undo does not bring back a person."""
        row = self.query_one(CardList).chosen
        if row is None or not isinstance(row.id, int):
            return
        person = row.id

        async def answered(sure: bool | None) -> None:
            if sure:
                await self._submit(RemovePerson(person))

        question = self.words("Remove {name} from this session?", name=row.text)
        detail = self.words("Undo does not bring a person back.")
        self.app.push_screen(Question(self.words, question, detail), answered)

    async def _submit(self, command: Command) -> bool:
        try:
            await self.seat.submit(command)
        except (Refused, NotKept) as error:
            self.query_one(NoticeLine).say(reason(error, self.words))
            return False
        self.query_one(NoticeLine).notice = ""
        self._draw()
        return True

    def _stop_adding(self) -> None:
        self.query_one(Field).display = False
        self.query_one(CardList).focus()

    def action_close(self) -> None:
        if self.query_one(Field).has_focus:
            self._stop_adding()
        else:
            self.dismiss(None)
