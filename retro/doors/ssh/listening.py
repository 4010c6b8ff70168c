"""The sockets that the SSH door listens at: one a family of addresses, all at one port.

asyncio gives each family a free port of its own where any port will do, and people type one.
"""

import errno
import socket
from typing import Final

#: What a machine says that has no addresses of a family.
_NO_SUCH_FAMILY: Final = frozenset({errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.EPROTONOSUPPORT})
#: A port that is free in one family may be taken in the other.
_TURNS: Final = 5


def listening(listen: str, port: int) -> list[socket.socket]:
    """Sockets bound to what `listen` stands for: an address, a name, or "" for all addresses.

    `port` 0 is a free one. Where a machine has IPv4 or IPv6 alone there is one socket. They take
    only what is meant for their own family, so that an address of IPv4 is never written as IPv6.
    Raises OSError, and OverflowError for what is no port.
    """
    for turn in range(_TURNS if port == 0 else 1):
        try:
            return _bound(listen, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or turn + 1 == _TURNS or port:
                raise
    raise AssertionError  # the last turn returns or raises


def _bound(listen: str, port: int) -> list[socket.socket]:
    found: list[socket.socket] = []
    missing: OSError | None = None
    try:
        for family, kind, number, _, address in socket.getaddrinfo(
            listen or None, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            try:
                found.append(_bind(family, kind, number, (address[0], port, *address[2:])))
            except OSError as error:
                if error.errno not in _NO_SUCH_FAMILY:
                    raise
                missing = error
            else:
                port = found[0].getsockname()[1]
    except (OSError, OverflowError):
        for each in found:
            each.close()
        raise
    if missing is not None and not found:
        raise missing
    return found


def _bind(family: int, kind: int, number: int, address: tuple[object, ...]) -> socket.socket:
    bound = socket.socket(family, kind, number)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind(address)
    except (OSError, OverflowError):
        bound.close()
        raise
    return bound
