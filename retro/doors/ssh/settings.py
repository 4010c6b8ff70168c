"""How the SSH door is opened."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from retro.doors.ssh.limits import Limits

#: Away from 22, which needs rights and is the host's own, and where people look for SSH besides.
PORT: Final = 2222
#: All addresses of this machine, of IPv4 and of IPv6.
EVERYWHERE: Final = ""


@dataclass(frozen=True, slots=True)
class SshSettings:
    """Where to listen and whom to let in.

    `port` 0 is a free one. `advertise` is the host that people type; found out when empty.
    `asked` names those of these three that somebody asked for; another one gives way to how the
    door of this folder was open before. `authorized_keys` is a file as OpenSSH has it: whoever it
    names comes in as `lobby`.
    """

    listen: str = EVERYWHERE
    port: int = PORT
    advertise: str = ""
    authorized_keys: Path | None = None
    asked: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
