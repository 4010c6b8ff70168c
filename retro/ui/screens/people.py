"""Who is in the room, and who agreed to stand in the minutes by name."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from retro.live.entering import lead_again, way_back
from retro.live.errors import NotKept
from retro.session.commands import ChangePerson, Command, HandOver, Join, Lock, RemovePerson
from retro.session.model import Id, Person, Role
from retro.session.refusal import Refused
from retro.ui.screens.dialogs import Question
from retro.ui.screens.way_back import WayBackScreen
from retro.ui.seat import ROLES, Seat
from retro.ui.trouble import reason
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.field import Field
from retro.ui.widgets.lines import NoticeLine

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


class PeopleScreen(ModalScreen[None]):
    """A list with a line for a name. Nobody is named without having agreed.

    Where everyone has a terminal of their own, each speaks for themselves, and whoever facilitates
    decides who does what.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w", "close", show=False),
        Binding("space", "named", show=False),
        Binding("enter,a", "add", show=False),
        Binding("e", "rename", show=False),
        Binding("h", "hand_over", show=False),
        Binding("d", "deputy", show=False),
        Binding("o", "observer", show=False),
        Binding("l", "lock", show=False),
        Binding("b", "way_back", show=False),
        Binding("delete,backspace", "remove", show=False),
    ]
    AUTO_FOCUS = "CardList"
    app: "RetroApp"

    def __init__(self, seat: Seat) -> None:
        super().__init__(classes="dialog")
        self.seat = seat
        self.words = seat.words
        self._renaming: Id | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="heading", classes="title")
            yield CardList()
            yield Field("", example=self.words("Name, then Enter"))
            yield NoticeLine()

    def on_mount(self) -> None:
        self.query_one(Field).display = False
        self.refresh_view()

    # Drawing.

    @property
    def _people(self) -> dict[Id, Person]:
        return dict(self.seat.view().session.people)

    @property
    def _facilitates(self) -> bool:
        return self.seat.role is Role.FACILITATOR

    def _hint(self) -> str:
        if not self.seat.is_apart:
            return self.words(
                "Enter adds · Space: may be named in the minutes · ⌫ removes · Esc closes"
            )
        if self._facilitates:
            return self.words(
                "h hand over · d deputy · o only watches · ⌫ remove · l lock · b way back"
                " · Enter add · e name · Space named · Esc closes"
            )
        if self._may_lead_again:
            return self.words(
                "No facilitator is here: h takes over · Space: your name in the minutes, or not"
                " · Esc closes"
            )
        return self.words(
            "Space: your name in the minutes, or not · e changes your name · Esc closes"
        )

    def refresh_view(self) -> None:
        """Draw who is on the list now."""
        session = self.seat.view().session
        title = self.words("Who is in the room?")
        if session.locked:
            title += f"  ·  {self.words('locked: nobody new comes in')}"
        self.query_one("#heading", Static).update(Content.styled(title, "bold $primary"))
        self.query_one(NoticeLine).hint = self._hint()
        people = session.people.values()
        card_list = self.query_one(CardList)
        # A line of air for each; the rest of the window is for what stands around the list.
        card_list.styles.height = min(max(2 * len(people), 4), max(self.app.size.height - 13, 4))
        card_list.show([self._row(person) for person in people])

    def _row(self, person: Person) -> Row:
        tone = "good" if person.named else "quiet"
        if not self.seat.is_apart:
            return Row(person.id, person.name, tail=self._tail(person), tone=tone)
        is_here = bool(self.seat.room.here.get(person.id))
        name = person.name
        if person.id == self.seat.person:
            name = self.words("{name} (you)", name=name)
        return Row(
            person.id,
            name,
            mark="●" if is_here else "○",
            tail=self._tail(person) if is_here else f"{self.words('away')} · {self._tail(person)}",
            # No name has the colour of a role.
            tone=tone if person.role is Role.PARTICIPANT else "accent",
            quiet=not is_here,
        )

    def _tail(self, person: Person) -> str:
        part = self.words("✓ named in the minutes") if person.named else self.words("not named")
        if person.role is Role.PARTICIPANT:
            return part
        return f"{self.words(ROLES[person.role])} · {part}"

    # Names.

    def action_add(self) -> None:
        """Open the line for a name, for whoever may add one."""
        if self.seat.is_apart and not self._facilitates:
            self.say(self.words("Others come in by themselves: i shows how."))
        else:
            self._open_field("", None)

    def action_rename(self) -> None:
        """Change a name: one's own, or, where one keyboard speaks for all, anybody's."""
        person = self._chosen()
        if self.seat.is_apart:
            person = self._people.get(self.seat.person)
        if person is not None:
            self._open_field(person.name, person.id)

    def _open_field(self, value: str, renaming: Id | None) -> None:
        self._renaming = renaming
        field = self.query_one(Field)
        field.value = value
        field.cursor_position = len(value)
        field.display = True
        field.focus()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        name = event.value
        if not name.strip():
            self._close_field()
        elif self._renaming is not None:
            if await self._submit(ChangePerson(self._renaming, name=name)):
                self._close_field()
        elif await self._submit(Join(self.seat.room.new_id(), name)):
            event.input.clear()

    def _close_field(self) -> None:
        self._renaming = None
        self.query_one(Field).display = False
        self.query_one(CardList).focus()

    # What is decided about a person.

    def _chosen(self) -> Person | None:
        row = self.query_one(CardList).chosen
        if row is None or not isinstance(row.id, int):
            return None
        return self._people.get(row.id)

    async def on_card_list_opened(self) -> None:
        await self.action_named()

    async def action_named(self) -> None:
        person = self._chosen()
        if person is None:
            return
        if self.seat.is_apart and person.id != self.seat.person:
            self.say(self.words("Whether {name} is named, only {name} can say.", name=person.name))
        else:
            await self._submit(ChangePerson(person.id, named=not person.named))

    def _chosen_to_decide_about(self) -> Person | None:
        """The chosen person, for somebody who may decide about others; says why not."""
        if not self.seat.is_apart:
            self.say(self.words("Here one keyboard writes for all; roles make no difference."))
        elif not self._facilitates:
            self.say(self.words("Only a facilitator does that."))
        else:
            return self._chosen()
        return None

    def action_hand_over(self) -> None:
        if not self._facilitates and self._may_lead_again:
            self._ask_to_lead_again()
            return
        person = self._chosen_to_decide_about()
        if person is None:
            return
        if person.id == self.seat.person:
            self.say(self.words("You facilitate; choose whom you hand over to."))
            return
        self._ask(
            HandOver(person.id),
            self.words("Hand over to {name}?", name=person.name),
            self.words("They facilitate from now on, and you take part."),
        )

    @property
    def _may_lead_again(self) -> bool:
        guest = self.app.wish.is_guest
        return self.seat.may_lead_again and not self.seat.looks_on and not guest

    def _ask_to_lead_again(self) -> None:
        async def answered(sure: bool | None) -> None:
            if sure:
                self.say("")
                try:
                    await lead_again(self.seat.room, self.seat.person)
                except (Refused, NotKept) as error:
                    self.say(reason(error, self.words, guest=self.app.wish.is_guest))

        question = self.words("Take over?")
        detail = self.words("No facilitator is here any more: you facilitate from now on.")
        self.app.push_screen(Question(self.words, question, detail), answered)

    async def action_deputy(self) -> None:
        """Let somebody facilitate as well, or not any more."""
        person = self._chosen_to_decide_about()
        if person is not None:
            leads = person.role is Role.FACILITATOR
            role = Role.PARTICIPANT if leads else Role.FACILITATOR
            await self._submit(ChangePerson(person.id, role=role))

    async def action_observer(self) -> None:
        """Let somebody only watch, or take part again."""
        person = self._chosen_to_decide_about()
        if person is not None:
            watches = person.role is Role.OBSERVER
            role = Role.PARTICIPANT if watches else Role.OBSERVER
            await self._submit(ChangePerson(person.id, role=role))

    async def action_lock(self) -> None:
        if self._chosen_to_decide_about() is not None:
            await self._submit(Lock(not self.seat.view().session.locked))

    def action_way_back(self) -> None:
        """Make somebody a new line to come back with, and show it."""
        person = self._chosen_to_decide_about()
        if person is None:
            return

        async def answered(sure: bool | None) -> None:
            if sure:
                await self._give_way_back(person)

        question = self.words("Make {name} a new way back?", name=person.name)
        detail = self.words(
            "Whoever types it is {name}. The one from before ends.", name=person.name
        )
        if self.seat.shared:
            detail += " " + self.words(
                "All who look at this screen see it: o makes it yours alone."
            )
        self.app.push_screen(Question(self.words, question, detail), answered)

    async def _give_way_back(self, person: Person) -> None:
        try:
            ticket = await way_back(self.seat.room, person.id, self.seat.person)
        except (Refused, NotKept) as error:
            self.say(reason(error, self.words, guest=self.app.wish.is_guest))
        else:
            self.app.push_screen(WayBackScreen(self.seat, person, ticket))

    def action_remove(self) -> None:
        """Ask first: undo does not bring back a person."""
        person = self._chosen()
        if person is None:
            return
        if self.seat.is_apart and self._chosen_to_decide_about() is None:
            return
        detail = self.words("Undo does not bring a person back.")
        if self.seat.is_apart:
            detail += " " + self.words("The codes are made new: give the others the new line.")
        question = self.words("Remove {name} from this session?", name=person.name)
        self._ask(RemovePerson(person.id), question, detail)

    def _ask(self, command: Command, question: str, detail: str) -> None:
        async def answered(sure: bool | None) -> None:
            if sure:
                await self._submit(command)

        self.app.push_screen(Question(self.words, question, detail), answered)

    async def _submit(self, command: Command) -> bool:
        self.say("")
        try:
            await self.seat.submit(command)
        except (Refused, NotKept) as error:
            self.say(reason(error, self.words, guest=self.app.wish.is_guest))
            return False
        if self.is_attached:
            self.refresh_view()
        return True

    def say(self, sentence: str, *, good: bool = False) -> None:
        """Show one sentence until the next is said."""
        if self.is_attached:
            self.query_one(NoticeLine).say(sentence, "$success" if good else "$warning")

    def action_close(self) -> None:
        if self.query_one(Field).has_focus:
            self._close_field()
        else:
            self.dismiss(None)
