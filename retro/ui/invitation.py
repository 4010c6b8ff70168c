"""How people come in: what they type, and what a phone scans."""

import ipaddress
from dataclasses import dataclass
from typing import Final

from retro.ui.seat import Seat

#: The port of SSH, which needs no telling.
SSH_PORT: Final = 22


@dataclass(frozen=True, slots=True)
class Invitation:
    """The open door: the host as others reach it, its port, and the fingerprint of its key.

    `fingerprint` is the text that `ssh` shows at a first connection, `SHA256:` and 43 characters.
    """

    host: str
    port: int
    fingerprint: str

    def line(self, code: str) -> str:
        """What to type in a terminal; a return ticket takes the place of a code."""
        line = f"ssh {code}@{self.host}"
        return line if self.port == SSH_PORT else f"{line} -p {self.port}"

    @property
    def is_for_this_machine_alone(self) -> bool:
        """Whether nobody reaches this host from another machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host.casefold() == "localhost"

    def uri(self, code: str) -> str:
        """The same for a program that opens addresses (draft-ietf-secsh-scp-sftp-ssh-uri-04).

        It always names the port, and has no path: OpenSSH 9.2 refuses one. It also refuses an
        address of IPv6, with brackets and without; then there is none, "".
        """
        if ":" in self.host:
            return ""
        return f"ssh://{code}@{self.host}:{self.port}"


def short_invitation(seat: Seat) -> str:
    """The one line for the top of a screen that all may see; empty when there is none to give."""
    codes = seat.room.codes
    if seat.invitation is None or codes is None:
        return ""
    return seat.invitation.line(codes.participant)


def return_line(seat: Seat) -> str:
    """What one person alone types to come back; empty for somebody who came without a code."""
    if seat.invitation is None or not seat.ticket:
        return ""
    return seat.invitation.line(seat.ticket)
