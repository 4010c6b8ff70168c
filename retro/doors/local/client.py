"""Attaching this terminal to a server: bytes from one to the other, and nothing else.

No Textual here, so that it starts at once. The terminal is given back in every case: by what the
server says last, or, if the server died, by the text that it handed over at the start.
"""

import os
import select
import signal
import socket
import termios
import tty
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final, NoReturn

from retro.doors.local import protocol
from retro.doors.local.protocol import Frames, Garbled, Hello

LOST: Final = (
    "The session's server stopped. Nothing that was accepted is lost: `retro attach` goes on."
)

#: Seconds that a terminal which takes no output has for being given back.
_PATIENCE: Final = 1.0
_CHUNK: Final = 32768


class NoTerminal(Exception):
    """There is no terminal to attach. `str()` is one clear sentence."""


class Vanished(Exception):
    """The server ended before it showed anything; connecting again starts another one."""


class _Ended(BaseException):
    """A signal asked this program to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.status = 128 + number


def hello_from(
    environment: Mapping[str, str],
    wish: str,
    options: Mapping[str, str] | None = None,
    language: str = "",
    terminal: int = 0,
) -> Hello:
    """What this terminal says of itself; `environment` is `os.environ` of the person.

    Raises NoTerminal.
    """
    try:
        size = os.get_terminal_size(terminal)
    except OSError:
        raise NoTerminal(
            "This needs a terminal: run it in a terminal window, not in a pipe."
        ) from None
    known = {name: environment[name] for name in protocol.VARIABLES if name in environment}
    return Hello(
        term=environment.get("TERM", ""),
        environment=known,
        size=(size.columns, size.lines),
        wish=wish,
        options=dict(options or {}),
        language=language,
    )


def attach(
    connection: socket.socket,
    hello: Hello,
    *,
    lost: str = LOST,
    keyboard: int = 0,
    screen: int = 1,
) -> int:
    """Show what the server shows until it says farewell; returns the exit status.

    `connection` is one of `retro.doors.spawn.connect`, and is closed in every case. `lost` is said
    when the server dies. Raises NoTerminal, and Vanished when nothing was shown yet.
    """
    if not (os.isatty(keyboard) and os.isatty(screen)):
        connection.close()
        raise NoTerminal("This needs a terminal: run it in a terminal window, not in a pipe.")
    relay = _Relay(connection, keyboard, screen, lost)
    with connection, _raw(keyboard), _signals(relay):
        try:
            relay.send(protocol.hello_frame(hello))
            relay.tell_size()  # which may have changed before its signal was heard
            relay.run()
        except _Ended as ended:
            relay.status = ended.status
        finally:
            _give_back(relay, screen)
    if relay.vanished:
        raise Vanished
    return relay.status


class _Relay:
    """Carries bytes both ways, and knows how to leave the terminal."""

    def __init__(self, connection: socket.socket, keyboard: int, screen: int, lost: str) -> None:
        self.status = 1
        self.last_words = ""
        self.vanished = False
        self._connection = connection
        self._keyboard = keyboard
        self._screen = screen
        self._lost = lost
        self._restore: str | None = None
        self._drawn_on = False
        self._frames = Frames(protocol.FROM_SERVER)
        self._outgoing = bytearray()
        connection.setblocking(False)

    def run(self) -> None:
        """Relay until one side ends."""
        going_on = True
        while going_on:
            writing = [self._connection] if self._outgoing else []
            # Nothing is read from the keyboard while the server takes nothing: it would pile up.
            reading: list[socket.socket | int] = [self._connection, self._wake]
            if not writing:
                reading.append(self._keyboard)
            readable, writable, _ = select.select(reading, writing, [])
            if self._wake in readable:
                self.tell_size()
            if writable:
                self._flush()
            if self._keyboard in readable:
                going_on = self._typed()
            if self._connection in readable:
                going_on = self._heard() and going_on

    def send(self, data: bytes) -> None:
        """Queue bytes for the server."""
        self._outgoing += data
        self._flush()

    def watch(self, wake: socket.socket) -> None:
        """Hear of signals through this socket."""
        self._wake = wake

    def leaving_text(self) -> str:
        """What gives the terminal back."""
        if self.last_words or not self._drawn_on:
            return self.last_words
        return self._restore or ""

    def _flush(self) -> None:
        try:
            while self._outgoing:
                del self._outgoing[: self._connection.send(self._outgoing)]
        except BlockingIOError:
            return
        except OSError:
            self._outgoing.clear()  # it is gone, and reading will say so

    def _typed(self) -> bool:
        try:
            data = os.read(self._keyboard, _CHUNK)
        except OSError:  # EIO: the terminal was closed
            data = b""
        if data:
            self.send(protocol.frame(protocol.INPUT, data))
        else:
            self.status = 128 + signal.SIGHUP
        return bool(data)

    def _heard(self) -> bool:
        """Take what the server sent; False at the end."""
        try:
            data = self._connection.recv(_CHUNK)
        except BlockingIOError:
            return True
        except OSError:
            data = b""
        if not data:
            self._server_died()
            return False
        try:
            return all(self._take(*each) for each in self._frames.feed(data))
        except Garbled:
            self._server_died()
            return False

    def _take(self, kind: bytes, payload: bytes) -> bool:
        if kind == protocol.OUTPUT:
            self._drawn_on = True
            _write_all(self._screen, payload)
        elif kind == protocol.WELCOME:
            self._restore = protocol.read_welcome(payload)
        elif kind == protocol.FAREWELL:
            self.last_words, self.status = protocol.read_farewell(payload)
            self._drawn_on = False
        return kind != protocol.FAREWELL

    def _server_died(self) -> None:
        self.vanished = self._restore is None
        if not self.vanished:
            restore = self._restore if self._drawn_on else ""
            self.last_words = f"{restore}{self._lost}\r\n"

    def tell_size(self) -> None:
        """Tell the server how large the terminal is now."""
        with suppress(BlockingIOError):
            self._wake.recv(_CHUNK)
        with suppress(OSError):
            size = os.get_terminal_size(self._keyboard)
            self.send(protocol.resize_frame(size.columns, size.lines))


@contextmanager
def _raw(keyboard: int) -> Iterator[None]:
    """Every key as it is typed; as it was before at the end."""
    before: list[Any] = termios.tcgetattr(keyboard)
    try:
        tty.setraw(keyboard, termios.TCSANOW)
        yield
    finally:
        # The terminal may be gone, and then there is nothing to give back.
        with suppress(termios.error):
            # Reports of the mouse that nobody read would be typed into the shell.
            termios.tcflush(keyboard, termios.TCIFLUSH)
            termios.tcsetattr(keyboard, termios.TCSANOW, before)


@contextmanager
def _signals(relay: _Relay) -> Iterator[None]:
    """Hear of a new size, and end in good order when asked to."""
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    relay.watch(reader)
    former_wake = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    handlers = {
        signal.SIGWINCH: _nothing,
        signal.SIGCONT: _nothing,
        signal.SIGTERM: _end,
        signal.SIGHUP: _end,
        signal.SIGINT: _end,
    }
    former = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        signal.set_wakeup_fd(former_wake)
        for number, handler in former.items():
            signal.signal(number, handler)
        reader.close()
        writer.close()


def _give_back(relay: _Relay, screen: int) -> None:
    """Write the last words, unless the terminal does not take them in time."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    former = signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
    try:
        _write_all(screen, relay.leaving_text().encode("utf-8", "replace"))
    except (_Ended, OSError):
        return
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def _write_all(screen: int, data: bytes) -> None:
    """Write to a terminal, however long it takes. A terminal that is gone raises _Ended."""
    left = memoryview(data)
    try:
        while left:
            left = left[os.write(screen, left) :]
    except BlockingIOError:
        # Somebody else made this terminal non-blocking; wait until it takes more.
        select.select([], [screen], [])
        _write_all(screen, bytes(left))
    except OSError:
        raise _Ended(signal.SIGHUP) from None


def _nothing(number: int, frame: FrameType | None) -> None:
    """The wake-up socket has told of it."""


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise _Ended(number)
