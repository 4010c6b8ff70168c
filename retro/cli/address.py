"""Addresses that people type to join a session, and the `ssh` command that each stands for.

Nothing that is accepted here can become an option of `ssh` or a word of a shell: OpenSSH itself
had to learn to refuse such names (CVE-2023-51385), and older ones still take them.
"""

import ipaddress
import re
from typing import Final, NamedTuple

#: The port that retro listens at, and the one of `ssh://` without a port (RFC 4251, section 1).
PORT: Final = 2222
SSH_PORT: Final = 22
#: The name that is given where there is no code: the name of one's own account is nobody's matter.
GUEST: Final = "join"
#: The name under which a team's members come in, with a key.
MEMBER: Final = "lobby"

_USER: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?", re.ASCII)
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?", re.ASCII)
_ADDRESS: Final = re.compile(
    r"(?P<scheme>ssh://)?(?:(?P<user>[^@]*)@)?(?P<host>\[[^\]]*\]|[^:/@\[\]]*)"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<slash>/)?"
)
#: What every such connection is made with. The language is sent along, and how many colours there
#: are; nothing is forwarded, whatever the person's own settings say.
_OPTIONS: Final = (
    "ServerAliveInterval=15",
    "ForwardAgent=no",
    "ForwardX11=no",
    "ClearAllForwardings=yes",
    "SendEnv=LANG LC_* COLORTERM",
)


class NoAddress(ValueError):
    """This is no address to join at."""


class Address(NamedTuple):
    """Where a session is; `user` is a code, a ticket, `lobby`, or `join` where none was given."""

    user: str
    host: str
    port: int


def is_code(text: str) -> bool:
    """Whether a text has the form of a code or of a ticket, however it is spelled."""
    from retro.live.access import canonical

    return bool(canonical(text))


def read_address(text: str) -> Address:
    """`ssh://CODE@host[:port]`, `CODE@host[:port]` or `host[:port]`. Raises NoAddress."""
    found = _ADDRESS.fullmatch(text)
    if found is None or (found["slash"] and not found["scheme"]):
        raise NoAddress
    user = GUEST if found["user"] is None else found["user"]
    port = int(found["port"]) if found["port"] else SSH_PORT if found["scheme"] else PORT
    if not _USER.fullmatch(user) or not 0 < port < 65536:
        raise NoAddress
    return Address(user, _read_host(found["host"]), port)


def is_host(text: str) -> bool:
    """Whether a text is the name or the address of a computer, and nothing else."""
    try:
        _read_host(text)
    except NoAddress:
        return False
    return True


def ssh_command(address: Address) -> list[str]:
    """The command that joins there with the `ssh` of the system; no part needs a shell.

    A key is offered by members alone: a server sees every public key that it is offered, also
    those that it does not take.
    """
    keys = () if address.user == MEMBER else ("PubkeyAuthentication=no",)
    command = ["ssh", "-t", "-p", str(address.port)]
    for option in (*_OPTIONS, *keys):
        command += ["-o", option]
    return [*command, "--", f"{address.user}@{address.host}"]


def _read_host(text: str) -> str:
    """A name, or an address of either kind; that of IPv6 may stand in brackets."""
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    try:
        address = ipaddress.ip_address(inner)
    except ValueError:
        address = None
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None and not _HOST.fullmatch(address.scope_id):
            raise NoAddress
        return inner
    if inner is not text or not _HOST.fullmatch(text):
        raise NoAddress
    return text
