"""The invitation: how others come in, and the codes."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from retro.live.errors import NotKept
from retro.session.model import Role
from retro.session.refusal import Refused
from retro.ui.invitation import short_invitation
from retro.ui.registry import UserCommand
from retro.ui.registry_around import INVITATION
from retro.ui.screens.commanded import CommandedScreen, bindings_of
from retro.ui.screens.dialogs import Question
from retro.ui.screens.people import PeopleScreen
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.ui.widgets.invitation_panel import InvitationPanel
from retro.ui.widgets.lines import KeyBar, NoticeLine

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


class CodesScreen(ModalScreen[None]):
    """What somebody types who only watches, or who facilitates."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,c,enter,space", "close", show=False)]

    def __init__(self, seat: Seat) -> None:
        super().__init__(classes="dialog")
        self.seat = seat
        self.words = seat.words

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content.assemble(*self._text()), id="codes")
            yield Static(self.words("Esc closes"), classes="quiet")

    def refresh_view(self) -> None:
        """Show the codes that count now; none to somebody who facilitates no more."""
        if self.seat.role is Role.FACILITATOR:
            self.query_one("#codes", Static).update(Content.assemble(*self._text()))
        elif self.is_current:
            self.dismiss(None)

    def _text(self) -> list[tuple[str, str]]:
        words, codes, invitation = self.words, self.seat.room.codes, self.seat.invitation
        if codes is None:
            return [(words("The session has ended, and its codes with it."), "")]
        parts: list[tuple[str, str]] = []
        for title, code in (
            (words("To watch"), codes.observer),
            (words("To facilitate"), codes.facilitator),
        ):
            parts.append((f"{title}\n", "bold $primary"))
            parts.append((f"{invitation.line(code) if invitation else code}\n\n", "bold $accent"))
        return parts

    def action_close(self) -> None:
        self.dismiss(None)


class InvitationScreen(CommandedScreen):
    """Stays until somebody goes on, or the session does."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(INVITATION)
    AUTO_FOCUS = ""
    app: "RetroApp"

    def __init__(self, seat: Seat) -> None:
        super().__init__(classes="invitation")
        self.seat = seat
        self.words = seat.words

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(id="how")
            yield InvitationPanel(self.seat, self.app.closed_because)
            yield NoticeLine()
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        self.refresh_view()

    def refresh_view(self) -> None:
        """Draw who is here now, and how to come in."""
        session = self.seat.view().session
        how = self.words("Come in: type this in a terminal")
        if session.locked:
            how = self.words("locked")
        heading = Content.assemble((how, "bold"), (f"  ·  {session.title}", "$text-muted"))
        self.query_one("#how", Static).update(heading)
        self.query_one(InvitationPanel).renew()
        self.query_one(KeyBar).commands = [c for c in INVITATION if self._offers(c)]
        notice = self.query_one(NoticeLine)
        notice.display = bool(notice.notice)

    def _offers(self, command: UserCommand) -> bool:
        if command.id == "again":
            return self.seat.invitation is None and self.app.entrance is not None
        if command.id in ("codes", "renew"):
            leads = self.seat.role is Role.FACILITATOR
            # Where nobody at this machine is in the session, its owner comes in to lead it.
            if command.id == "codes" and self.seat.looks_on and not self.app.wish.is_guest:
                leads = self.seat.may_lead_again
            return bool(short_invitation(self.seat)) and leads
        return True

    def _say(self, sentence: str) -> None:
        notice = self.query_one(NoticeLine)
        notice.say(sentence)
        notice.display = bool(sentence)

    async def action_command(self, id: str, key: str = "") -> None:
        self._say("")
        if all(self._offers(command) for command in INVITATION if command.id == id):
            await super().action_command(id, key)

    async def do_close(self) -> None:
        self.dismiss()

    async def do_again(self) -> None:
        await self.app.ways_in.open_door()
        self.query_one(InvitationPanel).closed_because = self.app.closed_because
        self.refresh_view()

    async def do_codes(self) -> None:
        def answered(sure: bool | None) -> None:
            if sure:
                self.app.push_screen(CodesScreen(self.seat))

        if not self.seat.shared:
            answered(True)
            return
        question = self.words("Show the other codes on this screen?")
        detail = self.words("Whoever sees this screen can then come in to facilitate.")
        self.app.push_screen(Question(self.words, question, detail), answered)

    async def do_renew(self) -> None:
        async def answered(sure: bool | None) -> None:
            if sure:
                try:
                    await self.seat.room.renew_codes(self.seat.person)
                except (Refused, NotKept) as error:
                    self._say(reason(error, self.words, guest=self.app.wish.is_guest))
                    return
                self.refresh_view()
                self._say(self.words("These are new; the old codes open nothing any more."))

        question = self.words("Make new codes?")
        detail = self.words("Whoever is in stays in. The old codes open nothing any more.")
        self.app.push_screen(Question(self.words, question, detail), answered)

    async def do_who(self) -> None:
        self.app.push_screen(PeopleScreen(self.seat))

    async def do_leave(self) -> None:
        self.app.leave()
