"""The attaching side by itself, against a server that a test plays."""

import os
import pty
import signal
import socket
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest

from retro.doors.local import protocol
from retro.doors.local.client import LOST, NoTerminal, Vanished, attach, hello_from
from retro.doors.local.protocol import Frames
from tests.doors.people import HELLO

RESTORE = "<restored>"


@dataclass
class Terminal:
    """A terminal that shows what was written to it."""

    master: int
    slave: int

    def shown(self) -> str:
        os.close(self.slave)
        data = b""
        try:
            while more := os.read(self.master, 65536):
                data += more
        except OSError:  # EIO: nothing is left and nobody writes
            pass
        return data.decode()


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (30, 100))
    yield Terminal(master, slave)
    os.close(master)


def attached(terminal: Terminal, server: Callable[[socket.socket], None]) -> int:
    """Attach while a thread plays the server; the exit status."""
    ours, theirs = socket.socketpair()
    theirs.settimeout(20)

    def play() -> None:
        with theirs, suppress(TimeoutError):
            server(theirs)

    thread = threading.Thread(target=play)
    thread.start()
    try:
        return attach(ours, HELLO, keyboard=terminal.slave, screen=terminal.slave)
    finally:
        thread.join()


def test_the_size_is_told_again_once_its_changes_are_heard(terminal: Terminal) -> None:
    frames = Frames(protocol.FROM_CLIENT)
    heard: list[tuple[bytes, bytes]] = []

    def server(connection: socket.socket) -> None:
        while len(heard) < 2:
            heard.extend(frames.feed(connection.recv(65536)))
        connection.sendall(protocol.farewell_frame("", 0))

    assert attached(terminal, server) == 0
    assert protocol.read_hello(heard[0][1]).size == (80, 24)
    assert protocol.read_resize(heard[1][1]) == (100, 30)


def test_keys_go_one_way_and_pictures_the_other(terminal: Terminal) -> None:
    frames = Frames(protocol.FROM_CLIENT)

    def server(connection: socket.socket) -> None:
        connection.sendall(protocol.welcome_frame(RESTORE))
        typed = b""
        heard = list(frames.feed(connection.recv(65536)))  # so the terminal is raw by now
        assert heard[0][0] == protocol.HELLO
        os.write(terminal.master, b"\x1b[A\x03\x1a")
        while typed != b"\x1b[A\x03\x1a":
            for kind, payload in frames.feed(connection.recv(65536)):
                typed += payload if kind == protocol.INPUT else b""
        picture = protocol.output_frames("pictüre ".encode())
        connection.sendall(picture[:7])
        connection.sendall(picture[7:] + protocol.farewell_frame("Bye.", 5))

    before = termios.tcgetattr(terminal.slave)
    assert attached(terminal, server) == 5
    assert termios.tcgetattr(terminal.slave) == before
    assert terminal.shown() == "pictüre Bye."


def test_a_server_that_dies_leaves_a_word(terminal: Terminal) -> None:
    def server(connection: socket.socket) -> None:
        connection.sendall(protocol.welcome_frame(RESTORE) + protocol.output_frames(b"pict"))

    assert attached(terminal, server) == 1
    assert terminal.shown() == f"pict{RESTORE}{LOST}\r\n"


def test_a_terminal_that_was_not_drawn_on_is_not_restored(terminal: Terminal) -> None:
    def server(connection: socket.socket) -> None:
        connection.sendall(protocol.welcome_frame(RESTORE))

    assert attached(terminal, server) == 1
    assert terminal.shown() == f"{LOST}\r\n"


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH_9.6\r\n", protocol.frame(b"O")[:3]])
def test_a_server_that_shows_nothing_may_be_tried_again(terminal: Terminal, said: bytes) -> None:
    with pytest.raises(Vanished):
        attached(terminal, lambda connection: connection.sendall(said))
    assert terminal.shown() == ""


def test_garbage_from_the_server_ends_in_good_order(terminal: Terminal) -> None:
    def server(connection: socket.socket) -> None:
        connection.sendall(protocol.welcome_frame(RESTORE) + protocol.output_frames(b"pict"))
        connection.sendall(b"\x00" * 100)

    assert attached(terminal, server) == 1
    assert terminal.shown() == f"pict{RESTORE}{LOST}\r\n"


def test_signals_are_handled_as_before_afterwards(terminal: Terminal) -> None:
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGWINCH, signal.SIGALRM)
    before = [signal.getsignal(number) for number in numbers]
    attached(terminal, lambda connection: connection.sendall(protocol.farewell_frame("", 0)))
    assert [signal.getsignal(number) for number in numbers] == before


def test_without_a_terminal_it_says_so() -> None:
    reader, writer = os.pipe()
    ours, theirs = socket.socketpair()
    try:
        with pytest.raises(NoTerminal):
            hello_from({}, "start", terminal=reader)
        with pytest.raises(NoTerminal):
            attach(ours, HELLO, keyboard=reader, screen=writer)
        assert theirs.recv(1) == b""
    finally:
        for number in (reader, writer):
            os.close(number)
        theirs.close()


def test_a_hello_says_what_the_terminal_is(terminal: Terminal) -> None:
    environment = {"TERM": "kitty", "LANG": "nl_NL.UTF-8", "NO_COLOR": "1", "SECRET": "x"}
    hello = hello_from(environment, "start", {"format": "aar"}, "nl", terminal=terminal.slave)
    assert hello.term == "kitty"
    assert hello.size == (100, 30)
    assert hello.environment == {"LANG": "nl_NL.UTF-8", "NO_COLOR": "1"}
    assert (hello.wish, hello.options, hello.language) == ("start", {"format": "aar"}, "nl")
    os.close(terminal.slave)
