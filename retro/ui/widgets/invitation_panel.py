"""How to come in, drawn large: the line to type, the code to scan, and who is here."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from retro.session.model import Person, Role
from retro.ui.invitation import short_invitation
from retro.ui.registry import translate
from retro.ui.seat import ROLES, Seat
from retro.ui.widgets.qr import QrCode, can_show
from retro.ui.widgets.who_is_here import Parts, WhoIsHere

#: Where no network was found, or the door listens for this computer alone.
ALONE: Final = translate(
    "Only this computer can join at this address. Where others reach it by another one, start "
    "with --advertise and the name or address that they type."
)

_BESIDE = 34
"""Cells that the text needs beside the QR code."""


class InvitationPanel(Vertical):
    """Draws the invitation of a seat; `renew` brings it up to date."""

    DEFAULT_CSS = """
    InvitationPanel {
        height: 1fr;
        #line { height: auto; width: 1fr; padding: 0 1; background: $surface; }
        #line { border-left: thick $primary; }
        #line:nocolor { border: round $primary; }
        #beside { height: 1fr; margin-top: 1; }
        QrCode { margin-right: 3; }
        #text { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; }
        #text Static { height: auto; width: 1fr; margin-bottom: 1; }
    }
    """

    def __init__(self, seat: Seat, closed_because: str = "") -> None:
        super().__init__()
        self.seat = seat
        self.words = seat.words
        self.closed_because = closed_because

    def compose(self) -> ComposeResult:
        yield Static(id="line")
        with Horizontal(id="beside"), VerticalScroll(id="text", can_focus=False):
            yield Static(id="alone")
            yield Static(id="scan")
            yield Static(id="fingerprint")
            yield WhoIsHere()

    def on_mount(self) -> None:
        self.renew()

    def on_resize(self) -> None:
        self.call_after_refresh(self._place_code)

    def renew(self) -> None:
        """Draw everything as it is now."""
        words, invitation = self.words, self.seat.invitation
        line = self._line()
        self.query_one("#fingerprint").display = bool(line)
        if invitation is None or not line:
            self._say("line", [(self._why_closed(), "$warning")])
        else:
            self._say("line", [(line, "bold $accent")])
            asked = words("ssh asks once whether this is the right machine. It is if it shows:")
            self._say("fingerprint", [(asked + "\n", "$text-muted"), (invitation.fingerprint, "")])
        is_alone = bool(line) and invitation is not None and invitation.is_for_this_machine_alone
        self.query_one("#alone").display = is_alone
        if is_alone:
            self._say("alone", [(words(ALONE), "$warning")])
        self._show_who_is_here()
        self._place_code()

    def _say(self, id: str, parts: list[tuple[str, str]]) -> None:
        self.query_one(f"#{id}", Static).update(Content.assemble(*parts))

    def _line(self) -> str:
        """What to type; empty while that leads nowhere."""
        locked = self.seat.view().session.locked
        return "" if locked else short_invitation(self.seat)

    def _why_closed(self) -> str:
        if self.seat.room.codes is None:
            return self.words("Everyone writes at one keyboard here; nobody has to come in.")
        if self.seat.view().session.locked:
            return self.words("This session is locked: nobody new comes in.")
        return self.closed_because or self.words("The door for others is not open.")

    def _show_who_is_here(self) -> None:
        words, here = self.words, self.seat.room.here
        people = self.seat.view().session.people.values()
        present = [person for person in people if here.get(person.id)]
        shown = self.query_one(WhoIsHere)
        shown.count = words("{here} of {all} here", here=len(present), all=len(people))
        first = sorted(people, key=lambda each: not here.get(each.id))
        shown.people = tuple(self._parts(each, is_here=bool(here.get(each.id))) for each in first)

    def _parts(self, person: Person, *, is_here: bool) -> Parts:
        """Whether somebody is here, their name, and in a style that no name has, their role."""
        sign = ("● ", "$success") if is_here else ("○ ", "$text-muted")
        name = (person.name, "" if is_here else "$text-muted")
        if person.role is Role.PARTICIPANT:
            return sign, name
        return sign, name, (f" · {self.words(ROLES[person.role])}", "italic $secondary")

    def _place_code(self) -> None:
        """Show the QR code where it fits with its quiet zone, and nowhere else."""
        line = self._line()
        codes, invitation = self.seat.room.codes, self.seat.invitation
        uri = invitation.uri(codes.participant) if line and invitation and codes else ""
        shown = next(iter(self.query(QrCode)), None)
        if shown is not None and shown.text != uri:
            shown.remove()
            shown = None
        if uri and can_show(self.app.capabilities):  # type: ignore[attr-defined]
            if shown is None:
                shown = QrCode(uri)
                self.query_one("#beside").mount(shown, before=0)
            needs, room = shown.needs(), self.query_one("#beside").size
            shown.display = room.width >= needs.width + _BESIDE and room.height >= needs.height
        is_shown = shown is not None and shown.display
        scan = self.query_one("#scan", Static)
        scan.display = is_shown
        scan.update(Content(self.words("Or scan the code with a phone that has an SSH app.")))
