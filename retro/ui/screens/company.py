"""What a phase's keys do about who else is here: inviting, locking, sharing, privacy."""

from retro.session.commands import Lock
from retro.session.model import Role
from retro.ui.invitation import return_line
from retro.ui.screens.invite import InvitationScreen
from retro.ui.screens.privacy import PrivacyScreen
from retro.ui.screens.writing import WritingScreen


class Company(WritingScreen):
    """Part of every phase's screen."""

    async def do_invite(self, key: str) -> None:
        if not self.seat.is_apart:
            self.say(self.words("Everyone writes at one keyboard here; nobody has to come in."))
            return

        def closed(_result: str | None) -> None:
            self.refresh_view()

        self.app.push_screen(InvitationScreen(self.seat), closed)

    async def do_lock(self, key: str) -> None:
        if not self.seat.is_apart:
            self.say(self.words("Everyone writes at one keyboard here; nobody has to come in."))
        elif self.seat.role is not Role.FACILITATOR:
            self.say(self.words("Only a facilitator locks the session."))
        else:
            locks = not self.seat.view().session.locked
            if await self.submit(Lock(locks)):
                self.say(
                    self.words(
                        "Locked: nobody new comes in, but with the code to facilitate. "
                        "z opens it again."
                    )
                    if locks
                    else self.words("Open again: people can come in.")
                )

    async def do_privacy(self, key: str) -> None:
        session = self.seat.view().session
        # Whoever has read somebody's way back can come in as them.
        way_back = "" if self.seat.shared else return_line(self.seat)
        self.app.push_screen(PrivacyScreen(self.words, session, way_back))
