"""One app's stay in a room: that somebody is there, and the news of what changes."""

from collections.abc import Callable
from contextlib import ExitStack

from retro.ui.seat import Seat


class Attendance:
    """Present in at most one room at a time.

    `changed` and `evicted` are called from the room's own task: they must only post a message.
    """

    def __init__(self, changed: Callable[[], None], evicted: Callable[[], None]) -> None:
        self._changed = changed
        self._evicted = evicted
        self._staying = ExitStack()

    def stay(self, seat: Seat) -> None:
        """Be there on this seat, and nowhere else any more."""
        # Nobody is told in between; coming before leaving, this terminal would evict itself.
        self.leave()
        evicted = self._evicted if seat.is_guest else None
        self._staying.enter_context(
            seat.room.attached(seat.person, shared=seat.shared, evicted=evicted)
        )
        self._staying.callback(
            seat.room.watch(self._changed, person=seat.person, shared=seat.shared)
        )

    def leave(self) -> None:
        """Be nowhere any more."""
        self._staying.close()
