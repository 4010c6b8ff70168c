"""Where the socket of a data folder is, and whether the other side is oneself.

Two things guard it: the folder, mode 0700 and one's own, and the user id that the kernel gives
for the other side. Neither trusts the other, for in `/tmp` anybody may have made a folder first.
"""

import os
import socket
import stat
import struct
import sys
import warnings
from hashlib import sha256
from pathlib import Path
from typing import Final

#: Bytes in `sun_path` without the closing zero: unix(7) has 108, unix(4) of macOS 104.
LONGEST_PATH: Final = 103 if sys.platform == "darwin" else 107

# From <sys/un.h> of macOS; the socket module does not name them.
_SOL_LOCAL: Final = 0
_LOCAL_PEERCRED: Final = 1
_XUCRED_SIZE: Final = 76


class NotSafe(Exception):
    """The place for sockets belongs to somebody else. `str()` is one clear sentence."""


def socket_path(folder: Path) -> Path:
    """The socket of a data folder, however the folder is spelled. Makes its folder, 0700.

    Raises NotSafe.
    """
    name = sha256(os.fsencode(folder.resolve())).hexdigest()[:16] + ".sock"
    for place in _places():
        if len(os.fsencode(place / name)) <= LONGEST_PATH and _can_make(place):
            _refuse_strangers(place)
            return place / name
    raise NotSafe("There is no folder for a session's socket: set XDG_RUNTIME_DIR to a short one.")


def is_own(connection: socket.socket) -> bool:
    """Whether the process at the other side runs for the same user."""
    return peer(connection) == os.getuid()


def peer(connection: socket.socket) -> int:
    """The user id at the other side of a Unix socket, as the kernel knows it."""
    if sys.platform == "darwin":
        credentials = connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED_SIZE)
        return int(struct.unpack_from("=II", credentials)[1])
    credentials = connection.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")
    )
    return int(struct.unpack("3i", credentials)[1])


def _places() -> tuple[Path, ...]:
    from platformdirs import user_runtime_path

    with warnings.catch_warnings():
        # It warns of a runtime folder that others may enter, and names a safer one.
        warnings.simplefilter("ignore")
        named = user_runtime_path("retro")
    return named, Path(f"/tmp/retro-{os.getuid()}")


def _can_make(place: Path) -> bool:
    """Make the folder, but not the one it is in: that would be open to others, and so the next
    process would look elsewhere.
    """
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    return True


def _refuse_strangers(place: Path) -> None:
    status = place.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise NotSafe(f"{place} belongs to somebody else: remove it, or set XDG_RUNTIME_DIR.")
    if status.st_mode & 0o777 != 0o700:
        place.chmod(0o700)
