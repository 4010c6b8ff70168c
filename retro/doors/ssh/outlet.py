"""Whether a connection sends: what holds it holds all its sessions, also one that comes later."""

from collections.abc import Callable, Collection
from typing import Protocol

from retro.doors.ssh.terminal import Flow


class Sending(Protocol):
    """What a connection has of those that send."""

    flow: Flow


class Outlet(Flow):
    """Held by a full socket, and by keys that are being agreed upon: until then nothing is sent.

    `stalled` is called when that lasts too long for the connection, however old its sessions are.
    """

    def __init__(
        self, patience: float, stalled: Callable[[], None], sessions: Collection[Sending]
    ) -> None:
        super().__init__(patience, stalled)
        self._sessions = sessions

    def hold(self, what: str) -> None:
        """Nothing is sent any more."""
        super().hold(what)
        for session in self._sessions:
            session.flow.hold(what)

    def go_on(self, what: str) -> None:
        """That is over."""
        super().go_on(what)
        for session in self._sessions:
            session.flow.go_on(what)

    def tell(self, session: Sending) -> None:
        """Tell a new session what there is."""
        for what in self._full:
            session.flow.hold(what)
