"""Under which address others reach this machine."""

import ipaddress
import socket
from contextlib import suppress
from typing import Final

#: Nobody is there (RFC 5737, RFC 3849), and nothing is sent: the kernel only chooses a way.
_SOMEWHERE: Final = {
    4: (socket.AF_INET, "192.0.2.1", "127.0.0.1"),
    6: (socket.AF_INET6, "2001:db8::1", "::1"),
}


def advertised(listen: str) -> str:
    """The host that people type for a door that listens at `listen`, "" for all addresses.

    An address of this machine that the network knows, where the door listens at all of them; IPv4
    first, as fewer people can mistype it. Without a network, the address that only this machine
    has.
    """
    try:
        address = ipaddress.ip_address(listen) if listen else None
    except ValueError:
        return listen  # a name
    if address is not None and not address.is_unspecified:
        return listen
    families = [_SOMEWHERE[address.version]] if address else list(_SOMEWHERE.values())
    for family, somewhere, _ in families:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((somewhere, 9))
            return str(probe.getsockname()[0])
    return families[0][2]
