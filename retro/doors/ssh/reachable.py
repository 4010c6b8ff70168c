"""Under which address others reach this machine."""

import ipaddress
import socket
from contextlib import suppress
from typing import Final

#: Nobody is there (RFC 5737, RFC 3849), and nothing is sent: the kernel only chooses a way.
_SOMEWHERE: Final = (
    (socket.AF_INET, "192.0.2.1", "127.0.0.1"),
    (socket.AF_INET6, "2001:db8::1", "::1"),
)


def advertised(listen: str) -> str:
    """The host that people type for a door that listens at `listen`.

    An address of this machine that the network knows, where the door listens at all of them.
    """
    try:
        address = ipaddress.ip_address(listen or "0.0.0.0")
    except ValueError:
        return listen  # a name
    if not address.is_unspecified:
        return listen
    families = _SOMEWHERE if address.version == 4 else tuple(reversed(_SOMEWHERE))
    for family, somewhere, _ in families:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((somewhere, 9))
            return str(probe.getsockname()[0])
    return families[0][2]
