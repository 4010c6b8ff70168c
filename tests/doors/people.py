"""People at real terminals: a client process on a PTY, with a screen model to look at."""

import codecs
import fcntl
import json
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyte

from retro.doors.local import protocol
from retro.doors.local.protocol import Frames, Hello

PATIENCE = 30.0
"""Seconds after which a condition that was waited for is given up."""

# pyte prints the last letter of the kitty sequences.
_UNKNOWN_TO_PYTE = re.compile("\x1b\\[[<>]1?u")


def until(condition: Callable[[], object], what: str = "") -> None:
    """Wait until `condition()` is true; fail with `what` when it never is."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what or "it never came true"
        time.sleep(0.005)


def has_news(descriptor: int, seconds: float) -> bool:
    """Whether there is something to read within so many seconds; for descriptors of any number."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


class Person:
    """Somebody at a terminal of their own."""

    def __init__(
        self, command: list[str], size: tuple[int, int] = (80, 24), cwd: Path | None = None
    ) -> None:
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.screen = pyte.Screen(*size)
        self.stream = pyte.Stream(self.screen)
        self.sent = ""
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.resize(*size, tell=False)
        self.process = subprocess.Popen(
            command,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            cwd=cwd,
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        )

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def resize(self, columns: int, rows: int, *, tell: bool = True) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
        self.screen.resize(min(rows, 200), min(columns, 500))
        if tell:
            os.kill(self.process.pid, signal.SIGWINCH)

    def read(self, seconds: float = 0.02) -> None:
        """Take what the terminal has to show."""
        while has_news(self.master, seconds):
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            text = self.decode(data)
            self.sent += text
            self.stream.feed(_UNKNOWN_TO_PYTE.sub("", text))
            seconds = 0

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def shows(self, text: str) -> None:
        """Wait until the screen shows `text`."""

        def shown() -> bool:
            self.read()
            return text in self.text

        try:
            until(shown)
        except AssertionError:
            raise AssertionError(
                f"never showed {text!r} but:\n{self.text.strip()}\nafter {self.sent[-2000:]!r}"
            ) from None

    def ends(self) -> int:
        """Wait for the client to end; its exit status."""

        def ended() -> bool:
            self.read()
            return self.process.poll() is not None

        until(ended, "the client never ended")
        self.read(0)
        assert self.process.returncode is not None
        return self.process.returncode

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was: its modes, the main screen, a cursor."""
        on = self.sent.rfind("\x1b[?1049h"), self.sent.rfind("\x1b[?1000h")
        off = self.sent.rfind("\x1b[?1049l"), self.sent.rfind("\x1b[?1000l")
        modes = termios.tcgetattr(self.slave) == self.before
        return modes and on[0] < off[0] and on[1] < off[1] and not self.screen.cursor.hidden

    def close_window(self) -> None:
        """The terminal goes away without a word."""
        with suppress(OSError):
            os.close(self.slave)
        with suppress(OSError):
            os.close(self.master)

    def end(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.close_window()


class Place:
    """A data folder and whoever is at it."""

    def __init__(self, folder: Path, show: str = "board") -> None:
        self.folder = folder
        self.show = show
        self.people: list[Person] = []
        self.pids: set[int] = set()

    def server_command(self) -> list[str]:
        return [sys.executable, "-m", "tests.doors.server_main", str(self.folder), self.show]

    def attach(self, wish: str = "attach", size: tuple[int, int] = (80, 24)) -> Person:
        """Somebody attaches."""
        command = [sys.executable, "-m", "tests.doors.client_main"]
        person = Person([*command, str(self.folder), self.show, wish], size)
        self.people.append(person)
        return person

    def attach_two(self) -> tuple[Person, Person]:
        """Two people at the same session: the first begins it."""
        one = self.attach()
        one.shows("ready")
        two = self.attach()
        two.shows("ready")
        return one, two

    @property
    def server(self) -> int:
        """The process id of the server."""
        pid = int((self.folder / "retro.lock").read_text())
        self.pids.add(pid)
        return pid

    @property
    def is_served(self) -> bool:
        """Whether somebody has the lock of the folder."""
        try:
            handle = os.open(self.folder / "retro.lock", os.O_RDWR)
        except (FileNotFoundError, NotADirectoryError):
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the server a signal, and wait until it is gone."""
        pid = self.server
        os.kill(pid, number)
        self.wait_until_unserved(pid)

    def wait_until_unserved(self, pid: int) -> None:
        """Wait until the server ended."""
        until(lambda: not self.is_served, f"server {pid} did not end")

    def end(self) -> None:
        """Leave nothing behind."""
        for person in self.people:
            person.end()
        if self.is_served:
            self.kill()


@contextmanager
def place(folder: Path, show: str = "board") -> Iterator[Place]:
    """A place that leaves nothing behind."""
    found = Place(folder, show)
    try:
        yield found
    finally:
        found.end()


HELLO = Hello(
    term="xterm-256color", environment={"COLORTERM": "truecolor"}, size=(80, 24), wish="attach"
)


class Caller:
    """A client without a terminal, that speaks the protocol itself."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.frames = Frames(protocol.FROM_SERVER)
        self.output = b""
        self.farewell: tuple[str, int] | None = None
        self.is_open = True

    def hello(self, hello: Hello = HELLO) -> None:
        self.connection.sendall(protocol.hello_frame(hello))

    def type(self, data: bytes) -> None:
        self.connection.sendall(protocol.frame(protocol.INPUT, data))

    def say(self, **fields: Any) -> None:
        """Send one line to `tests.doors.script`."""
        self.type(json.dumps(fields).encode() + b"\n")

    def lines(self, *, wait: bool) -> list[dict[str, Any]]:
        """The lines that came; with `wait`, at least one unless the server is gone."""
        while self.is_open:
            if not has_news(self.connection.fileno(), PATIENCE if wait else 0):
                assert not wait, "no answer came"
                break
            self.receive()
            if b"\n" in self.output:
                break
        *whole, self.output = self.output.split(b"\n")
        return [json.loads(line) for line in whole]

    def receive(self) -> bytes:
        """Take what came; all output that nobody took as lines yet."""
        try:
            data = self.connection.recv(65536)
        except OSError:
            data = b""
        self.is_open = bool(data)
        for kind, payload in self.frames.feed(data):
            if kind == protocol.OUTPUT:
                self.output += payload
            elif kind == protocol.FAREWELL:
                self.farewell = protocol.read_farewell(payload)
        return self.output
