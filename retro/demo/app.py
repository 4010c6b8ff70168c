"""The screens of a demo: those of any session, but for what is said at the end."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retro import ui
from retro.demo.staging import Plan
from retro.doors.arrival import Arrival
from retro.formats.catalogue import Catalogue
from retro.live.lobby import Lobby
from retro.terminal.protocol import Terminal
from retro.ui.app import RetroApp
from retro.ui.entrance import Entrance
from retro.ui.screens.ended import EndedScreen
from retro.ui.widgets.lines import NoticeLine
from retro.ui.wish import Wish

if TYPE_CHECKING:
    from retro.terminal.hosting import HostedApp


class FacilitatorApp(RetroApp):
    """What the person sees who watches a demo and leads it."""

    # Textual looks for them beside the class.
    CSS_PATH = [str(Path(ui.__file__).parent / each) for each in RetroApp.CSS_PATH]  # noqa: RUF012
    kept: str = ""

    def enter_phase(self) -> None:
        """As in any session; at the end it says what is kept of a demo."""
        super().enter_phase()
        if self.seat is not None and self.seat.room.closed:
            self.call_after_refresh(self._say_what_is_kept)

    def exit(self, result: None = None, return_code: int = 0, message: Any = None) -> None:
        """Leaving ends the demo: there is nothing to come back to, whatever a session would say."""
        super().exit(result, return_code, self._farewell() if message else message)

    def _farewell(self) -> str:
        if not self.kept:
            return self.words("The demo has ended. What you did not save is gone.")
        return self.words("The demo has ended. It is kept in {folder}.", folder=self.kept)

    def _say_what_is_kept(self) -> None:
        if isinstance(self.screen, EndedScreen):
            hint = self.words("s saves these minutes in the folder you are in; q ends the demo.")
            self.screen.query_one(NoticeLine).hint = hint


def make_app(plan: Plan) -> "Callable[[Lobby, Terminal, Arrival, Entrance], HostedApp[Any]]":
    """What makes the app of whoever comes: the facilitator at this machine, or a member."""

    def made(
        lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance
    ) -> "HostedApp[Any]":
        language = arrival.language or plan.language
        guest = arrival.guest
        if guest is None:
            wish = Wish.read(arrival.options, language)
            folder = Path(arrival.options["folder"]) if arrival.options.get("folder") else None
            app = FacilitatorApp(lobby, Catalogue(), replace(wish, folder=folder), entrance)
            app.kept = plan.folder if plan.kept else ""
            return app
        wish = Wish(
            language=language,
            admission=guest.admission,
            is_guest=True,
            asks_code=guest.admission is None,
        )
        return RetroApp(lobby, Catalogue(), wish, entrance)

    return made
