"""What somebody has half written in a phase: kept letter by letter, by place."""

from typing import Final

from retro.ui.drafts import suffix
from retro.ui.places import Place
from retro.ui.screens.frame import FrameScreen

_OPEN: Final = "open"


class DraftingScreen(FrameScreen):
    """Keeps drafts with the room, for the person and the sort of screen they were begun at."""

    def _open_in(self, phase: str) -> Place | None:
        """Where somebody was writing in this phase when they last looked."""
        return Place.read(self.seat.room.draft(self.seat.person, self._open_key(phase)))

    def _note_open(self, place: Place, *, is_open: bool) -> None:
        """Remember where somebody is writing, for the day their terminal is lost."""
        key = self._open_key(place.phase or self.phase.key)
        self.seat.room.keep_draft(self.seat.person, key, place.key if is_open else "")

    def _open_key(self, phase: str) -> str:
        return f"{phase}|{_OPEN}{suffix(self.seat)}"

    def _draft(self, place: Place) -> str:
        return self.seat.room.draft(self.seat.person, self._draft_key(place))

    def _keep_draft(self, place: Place, text: str) -> None:
        self.seat.room.keep_draft(self.seat.person, self._draft_key(place), text)

    def _draft_key(self, place: Place) -> str:
        return f"{place.phase or self.phase.key}|{place.key}{suffix(self.seat)}"
