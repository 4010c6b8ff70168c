"""How people come in: what they type, and what a phone scans."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from retro.ui.seat import Seat

#: The port of SSH, which needs no telling.
SSH_PORT: Final = 22
#: An account, an address of either kind, and a port.
_PASSAGE: Final = re.compile(
    r"([A-Za-z0-9_][A-Za-z0-9_.-]*) ([0-9A-Fa-f:.]+) ([0-9]{1,5})", re.ASCII
)


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


class Passage(NamedTuple):
    """The host's own SSH service, where it let somebody in through an account that does only that.

    `host` is its address as they reached it.
    """

    account: str
    host: str
    port: int

    @classmethod
    def read(cls, text: str) -> "Passage | None":
        """From `str(passage)`; None for anything else."""
        found = _PASSAGE.fullmatch(text)
        return None if found is None else cls(found[1], found[2], int(found[3]))

    def __str__(self) -> str:
        return f"{self.account} {self.host} {self.port}"

    def line(self, code: str) -> str:
        """What to type in a terminal; a return ticket takes the place of a code."""
        port = "" if self.port == SSH_PORT else f"-p {self.port} "
        return f"ssh -t {port}{self.account}@{self.host} {code}"


def short_invitation(seat: Seat) -> str:
    """The one line for the top of a screen that all may see; empty when there is none to give."""
    codes = seat.room.codes
    if seat.invitation is None or codes is None:
        return ""
    return seat.invitation.line(codes.participant)


def return_line(seat: Seat) -> str:
    """What one person alone types to come back; empty for somebody who came without a code."""
    way = seat.passage or seat.invitation
    return "" if way is None or not seat.ticket else way.line(seat.ticket)
