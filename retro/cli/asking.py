"""Asking the server of a data folder one question, without a screen.

It is for whoever comes in through the host's own SSH service: the question is the one that
`ssh CODE@HOST minutes` puts to retro's own door, and so is the answer.
"""

import json
import os
from typing import TYPE_CHECKING, Final

from retro.cli.errors import Failure
from retro.cli.place import Place

if TYPE_CHECKING:
    import socket

    from retro.doors.local.protocol import Hello

#: What the hello of such a question wishes for.
WISH: Final = "answer"
#: Seconds that an answer may take.
PATIENCE: Final = 30.0


def ask(place: Place, code: str, command: str) -> tuple[int, str, str]:
    """Exit status, output and errors of the answer. Raises Failure, NotServed or NotSafe."""
    from retro.doors.local.protocol import VARIABLES, Hello
    from retro.doors.spawn import connect

    hello = Hello(
        # Nothing is drawn; the door wants to hear of a terminal that it knows.
        term="xterm",
        environment={name: os.environ[name] for name in VARIABLES if name in os.environ},
        size=(80, 24),
        wish=WISH,
        options={"code": code, "command": command},
        language=place.language,
    )
    with connect(place.folder) as connection:
        connection.settimeout(PATIENCE)
        try:
            status, written = _asked(connection, hello)
            answer = json.loads(written)
            return status, str(answer["out"]), str(answer["err"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Failure(
                place.words("The server gave no answer: try again, or run `retro doctor`.")
            ) from error


def _asked(connection: "socket.socket", hello: "Hello") -> tuple[int, bytes]:
    from retro.doors.local import protocol

    connection.sendall(protocol.hello_frame(hello))
    frames = protocol.Frames(protocol.FROM_SERVER)
    written = bytearray()
    while data := connection.recv(65536):
        for kind, payload in frames.feed(data):
            if kind == protocol.OUTPUT:
                written += payload
            elif kind == protocol.FAREWELL:
                return protocol.read_farewell(payload)[1], bytes(written)
    raise OSError("the server went away")
