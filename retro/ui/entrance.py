"""What the screens need of the door that others come in through."""

from typing import Protocol

from retro.ui.invitation import Invitation


class NotReachable(Exception):
    """The door could not be opened; str() is one sentence with the next step."""


class Entrance(Protocol):
    """The SSH door of this server, opened when somebody first wants company."""

    @property
    def invitation(self) -> Invitation | None:
        """How others come in; None while the door is closed."""

    async def open(self, listen: str, port: int, advertise: str) -> Invitation:
        """Open the door if it is not open yet.

        `listen` is the address to listen on, `port` the TCP port (0: a free one), `advertise`
        the host that others type; each may be left to the door ("" and -1). Raises NotReachable.
        """
