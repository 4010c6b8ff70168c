"""What the local door costs: `python -m tests.bench.doors`.

From a key to its picture, against a raw echo through the same socket of the same server, turn by
turn in one run: the ratio means something, the milliseconds little. Then what one attached screen
with 120 cards weighs.
"""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

from retro.doors.arrival import Arrival
from retro.doors.local import protocol
from retro.doors.local.protocol import Frames, Hello
from retro.doors.server import hosted, serve
from retro.doors.spawn import running
from retro.formats.catalogue import Catalogue
from retro.live.lobby import Lobby, Setup
from retro.session.commands import Advance
from retro.session.rules import PROGRAM
from retro.terminal.protocol import Terminal
from retro.ui.app import RetroApp
from retro.ui.entrance import Entrance
from retro.ui.wish import Wish
from tests.live.house import card

KEYS = 300
CARDS = 120
SCREENS = 20
#: Megabytes that one attached screen may weigh.
AIM = 4.0
HELLO = Hello(term="xterm-256color", environment={"LANG": "C.UTF-8"}, size=(120, 40))
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?<>=$]*[A-Za-z]")


# The server


async def show(lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance) -> int:
    """An echo, a session with cards, or the screen of one."""
    if arrival.wish == "echo":
        gone = asyncio.Event()
        terminal.on_close(gone.set)
        terminal.on_input(lambda data: terminal.write(data.decode()))
        await gone.wait()
        return 0
    if arrival.wish == "fill":
        terminal.write(await filled(lobby) + "\n")
        return 0
    catalogue = Catalogue()
    app = hosted(
        lambda lobby, _, arrival, __: RetroApp(lobby, catalogue, Wish.read(arrival.options, "en"))
    )
    return await app(lobby, terminal, arrival, entrance)


async def filled(lobby: Lobby) -> str:
    """The key of a session with cards, where cards are written."""
    room = await lobby.create(Setup("ssc", "en", "Release 4.2", "", "Platform", "Noor", True))
    while (phase := room.view(PROGRAM).session.phase.key) != "ideas":
        await room.submit(Advance(phase), PROGRAM)
    for number in range(CARDS):
        text = f"Card {number}: what was seen and heard, in about as many words as people write"
        await room.submit(card(room, text), room.facilitator)
    return room.key


# The client


class Caller:
    """A client that waits for what it types to be drawn."""

    def __init__(self, folder: Path, hello: Hello) -> None:
        connection = running(folder)
        assert connection is not None
        self.connection: socket.socket = connection
        self.frames = Frames(protocol.FROM_SERVER)
        self.connection.sendall(protocol.hello_frame(hello))

    def output(self) -> bytes:
        """The text of the next output, without styles and positions."""
        while True:
            data = self.connection.recv(1 << 20)
            assert data, "the server ended it"
            payloads = [body for kind, body in self.frames.feed(data) if kind == protocol.OUTPUT]
            if payloads:
                return _SEQUENCE.sub(b"", b"".join(payloads))

    def wait_for(self, text: bytes) -> None:
        """Wait until this is drawn."""
        drawn = b""
        while text not in drawn:
            drawn += self.output()

    def key(self, key: bytes) -> float:
        """Milliseconds until a key is drawn."""
        begun = time.perf_counter()
        self.connection.sendall(protocol.frame(protocol.INPUT, key))
        self.wait_for(key)
        return (time.perf_counter() - begun) * 1000


@contextmanager
def server(folder: Path) -> Iterator[int]:
    """A server process; its id."""
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.doors", str(folder)])
    try:
        while (connection := running(folder)) is None:
            time.sleep(0.05)
        connection.close()
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def weight(pid: int) -> float:
    """Megabytes of memory that a process has resident."""
    ps = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)
    return int(ps.stdout) / 1024


def row(name: str, times: list[float]) -> None:
    """One line of the table, in milliseconds."""
    late = quantiles(times, n=100)[98]
    print(f"{name:42} {median(times):8.2f} {late:8.2f}")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="r") as place:
        os.environ["XDG_RUNTIME_DIR"] = place
        folder = Path(place) / "data"
        with server(folder) as pid:
            filling = Caller(folder, replace(HELLO, wish="fill"))
            key = filling.output().decode().strip()
            attached = replace(HELLO, wish="attach", options={"session": key})
            echo, screen = Caller(folder, replace(HELLO, wish="echo")), Caller(folder, attached)
            screen.wait_for(b"Card 1")
            screen.connection.sendall(protocol.frame(protocol.INPUT, b"\r"))
            screen.wait_for(b"Enter")
            echoes, drawings = [], []
            for number in range(KEYS):
                letter = b"bcdfgjkpqvwxyz"[number % 14 :][:1]
                echoes.append(echo.key(letter))
                drawings.append(screen.key(letter))
            print(f"{KEYS} keys each, milliseconds{'':16} {'median':>8} {'p99':>8}")
            row("raw echo through the socket", echoes)
            row(f"key to screen, {CARDS} cards, 120 by 40", drawings)
            print(f"{'ratio of the medians':42} {median(drawings) / median(echoes):8.1f}")
            before = weight(pid)
            more = [Caller(folder, attached) for _ in range(SCREENS)]
            for each in more:
                each.wait_for(b"Card 1")
            each_weighs = (weight(pid) - before) / SCREENS
            print(f"{'one attached screen, megabytes':42} {each_weighs:8.2f} (aim: {AIM} or less)")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(asyncio.run(serve(Path(sys.argv[1]), show)))
    main()
