"""Finding the server of a data folder, or starting it. Loads neither Textual nor the store."""

import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from retro.doors.local import protocol
from retro.doors.local.place import is_own, socket_path
from retro.doors.starting import FAILED, HELD, READY, VARIABLE

#: Seconds that a server has to start, or to end so that another can.
PATIENCE: Final = 30.0
#: Seconds that a server has to answer.
ANSWER: Final = 10.0
#: Seconds that a server has to end after it said that it cannot serve.
ENDING: Final = 10.0
#: Seconds between two tries to reach a server that has the folder but does not listen yet.
_KNOCK: Final = 0.02
_KNOCKS: Final = 50

#: What describes the starter's terminal and must not describe everybody's.
_TERMINAL_VARIABLES: Final = frozenset(
    {"COLORTERM", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TERM_PROGRAM", "TTY_COMPATIBLE"}
)


class NotServed(Exception):
    """There is no server and none could be started. `str()` is one clear sentence."""


def server_command(folder: Path) -> list[str]:
    """What starts a server for a data folder."""
    return [sys.executable, "-m", "retro", "serve", "--data-dir", str(folder.absolute())]


def connect(folder: Path, command: Sequence[str] | None = None) -> socket.socket:
    """A connection to the server of `folder`, which is started if there is none.

    It is for `retro.doors.local.client.attach`; the server does not end while it is open.
    `command` is what to start instead of `server_command`. Raises NotServed, or NotSafe for a
    socket that is somebody else's.
    """
    path = socket_path(folder)
    deadline = time.monotonic() + PATIENCE
    knocks = 1
    while True:
        for _ in range(knocks):
            connection = _knock(path)
            if connection is not None:
                return connection
            if knocks == 1 or time.monotonic() > deadline or not path.exists():
                break
            time.sleep(_KNOCK)
        kind, sentence = _start(command or server_command(folder))
        # Where another server has the folder it is about to listen, or about to end. Otherwise a
        # socket that nobody listens at is left from a server that was killed.
        knocks = _KNOCKS if kind == HELD else 1
        if kind == FAILED or time.monotonic() > deadline:
            raise NotServed(sentence)


def running(folder: Path) -> socket.socket | None:
    """A connection to the server of `folder` if one is running. Raises as `connect` does."""
    return _knock(socket_path(folder))


def _knock(path: Path) -> socket.socket | None:
    """A connection that a server answered at; None when there is no server."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(ANSWER)
    try:
        connection.connect(str(path))
        if not is_own(connection):
            raise NotServed(f"{path} belongs to another user: remove it, or ask them to.")
        connection.sendall(protocol.frame(protocol.PING))
        if _received(connection) != protocol.frame(protocol.PONG):
            connection.close()
            return None
    except TimeoutError:
        connection.close()
        raise NotServed(
            "The server of this data folder does not answer: stop its process and try again. "
            "Nothing that was accepted is lost."
        ) from None
    except OSError:
        connection.close()
        return None
    except BaseException:
        connection.close()
        raise
    return connection


def _received(connection: socket.socket) -> bytes:
    wanted = len(protocol.frame(protocol.PONG))
    data = b""
    while len(data) < wanted and (more := connection.recv(wanted - len(data))):
        data += more
    return data


def _start(command: Sequence[str]) -> tuple[str, str]:
    """Start a server that outlives this process; returns what it said of itself."""
    reader, writer = os.pipe()
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in _TERMINAL_VARIABLES and not name.startswith("TEXTUAL")
    }
    environment[VARIABLE] = str(writer)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=writer,
            pass_fds=(writer,),
            start_new_session=True,
            env=environment,
        )
    except OSError as error:
        os.close(reader)
        return FAILED, f"The server could not be started: {error.strerror or error}."
    finally:
        os.close(writer)
    try:
        kind, sentence = _word(reader)
        if kind != READY:
            process.wait(ENDING)
    except subprocess.TimeoutExpired:
        pass  # it said its word, and has something to finish
    except TimeoutError:
        kind, sentence = (
            FAILED,
            (
                f"The server did not start within {PATIENCE:.0f} seconds, and may still: try again "
                "in a minute, or run `retro serve` to see what it waits for."
            ),
        )
    finally:
        os.close(reader)
        if process.returncode is None:
            process.returncode = 0  # it is not waited for: it outlives this process
    return kind, sentence


def _word(pipe: int) -> tuple[str, str]:
    """What the server says of itself, or a sentence for one that says nothing.

    Raises TimeoutError for one that neither says anything nor ends.
    """
    for line in _lines(pipe):
        kind, _, sentence = line.partition(" ")
        if kind in (READY, HELD, FAILED):
            return kind, sentence
    return FAILED, "The server could not start: `retro serve` shows why."


def _lines(pipe: int) -> Iterator[str]:
    """The lines that come until the other side closes. Raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE
    rest = b""
    while select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
        data = os.read(pipe, 4096)
        *lines, rest = (rest + data).split(b"\n")
        yield from (line.decode("utf-8", "replace") for line in lines)
        if not data:
            return
    raise TimeoutError
