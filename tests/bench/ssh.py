"""What it costs that many people join over SSH: ``python -m tests.bench.ssh [PEOPLE ...]``.

One server process, as `retro serve` runs it, with a board of 120 cards that everybody sees and
writes on; the people are asyncssh clients in this process, with terminals of 120 by 40. Beside it
runs a bare asyncssh server that sends the same number of bytes to as many clients: the floor. Both
take turns in one run, so the ratio means something and the milliseconds little.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import asyncssh

from retro.doors.server import hosted, serve
from retro.doors.ssh.settings import SshSettings
from retro.live.lobby import Lobby, Setup
from retro.live.room import Room
from retro.session.commands import Advance, Reveal, WriteCard
from retro.session.model import Role, Writing
from retro.session.rules import PROGRAM
from retro.ui.entrance import Entrance
from tests.bench.ui import resident_of
from tests.doors.ssh_server_main import retro_app

CROWDS = (1, 10, 50, 100)
CARDS = 120
TURNS = 30
KEYS = 150
SIZE = (120, 40)
PATIENCE = 60.0
#: What the aims are, for fifty people.
AIMS = "aims at 50: last screen 100 ms and 12 times the floor at the median, key 30 ms at p99, 3 MB"
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?<>=$]*[A-Za-z]")
# Nothing else on the screen has these letters, so one that comes is the one that was typed.
LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"


# The servers


class Loop:
    """How long the event loop did nothing else, in time of the processor.

    What other programs on this machine take is not in it.
    """

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self) -> None:
        while True:
            begun = time.thread_time()
            await asyncio.sleep(0.002)
            self.longest = max(self.longest, time.thread_time() - begun)


async def board(lobby: Lobby, people: int) -> tuple[Room, list[str]]:
    """A session at a phase where all see what is written, and a ticket for everyone."""
    setup = Setup("aar", "en", "Release 4.2", "", "", "Noor", True, writing=Writing.APART)
    room = await lobby.create(setup)
    while (phase := room.view(PROGRAM).session.phase.key) != "planned":
        await room.submit(Advance(phase), PROGRAM)
    for number in range(CARDS):
        text = f"Card {number}: what was seen and heard, in about as many words as people write"
        await room.submit(WriteCard(room.new_id(), text), room.facilitator)
    await room.submit(Reveal(), PROGRAM)
    entered = [await room.enter(f"P{n}", Role.PARTICIPANT) for n in range(people)]
    return room, [ticket for _person, ticket in entered]


def run_server(folder: str, people: int) -> None:
    """Serve until SIGTERM; at SIGUSR1 print the longest stall since the last, in milliseconds."""
    loop_watch, settings = Loop(), SshSettings("127.0.0.1", 0)

    async def ready(lobby: Lobby, entrance: Entrance) -> None:
        _room, tickets = await board(lobby, people)
        invitation = await entrance.open("", -1, "")
        loop = asyncio.get_running_loop()
        watching.append(loop.create_task(loop_watch.watch()))
        loop.add_signal_handler(signal.SIGUSR1, tell)
        print(json.dumps({"port": invitation.port, "tickets": tickets}), flush=True)

    def tell() -> None:
        print(json.dumps({"stall": loop_watch.longest * 1000}), flush=True)
        loop_watch.longest = 0.0

    watching: list[asyncio.Task[None]] = []
    asyncio.run(serve(Path(folder), hosted(retro_app), ssh=settings, ready=ready))


class Bare(asyncssh.SSHServer):
    """Lets everybody in."""

    def begin_auth(self, username: str) -> bool:
        return False


async def run_floor() -> None:
    """Send to everybody as many bytes as one asks for, and an end mark."""
    everybody: list[asyncssh.SSHServerProcess[bytes]] = []

    async def visit(process: asyncssh.SSHServerProcess[bytes]) -> None:
        everybody.append(process)
        while line := await process.stdin.readline():
            size, mark = line.split()
            for each in everybody:
                each.stdout.write(b"." * (int(size) - len(mark)) + mark)

    key = asyncssh.generate_private_key("ssh-ed25519")
    acceptor = await asyncssh.listen(
        "127.0.0.1",
        0,
        server_factory=Bare,
        server_host_keys=[key],
        process_factory=visit,
        encoding=None,
        line_editor=False,
        compression_algs=None,
    )
    print(json.dumps({"port": acceptor.get_port()}), flush=True)
    await asyncio.Event().wait()


class Process:
    """A server in a process of its own, and what it prints."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.pid = process.pid

    async def said(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        assert line, "the server ended"
        found: dict[str, Any] = json.loads(line)
        return found

    async def stall(self) -> float:
        self.process.send_signal(signal.SIGUSR1)
        return float((await self.said())["stall"])

    def cpu(self) -> float:
        """Seconds of processor that it used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def server(*arguments: str) -> AsyncIterator[Process]:
    """A server that ends with the block."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.ssh", *arguments), stdout=asyncio.subprocess.PIPE
    )
    try:
        yield Process(process)
    finally:
        process.terminate()
        await process.wait()


# The people


class Person(asyncssh.SSHClientSession[bytes]):
    """Somebody who looks for one text at a time in what comes."""

    channel: asyncssh.SSHClientChannel[bytes]

    def __init__(self) -> None:
        self.received = 0
        self.text = b""
        self.wanted = b""
        self.seen_at = 0.0
        self._seen = asyncio.Event()

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        self.received += len(data)
        if not self.wanted:
            return
        self.text += data
        if self.wanted in self.text or self.wanted in _SEQUENCE.sub(b"", self.text):
            self.seen_at = time.perf_counter()
            self.wanted = b""
            self._seen.set()

    def wait_for(self, text: bytes) -> Awaitable[None]:
        """Look for this from now on."""
        self.text, self.wanted = b"", text
        self._seen.clear()
        return self.seen()

    async def seen(self) -> None:
        """Wait until it came."""
        async with asyncio.timeout(PATIENCE):
            await self._seen.wait()

    def type(self, text: str) -> None:
        self.channel.write(text.encode())


async def join(stack: AsyncExitStack, port: int, user: str) -> Person:
    """Somebody comes in."""
    connection = await stack.enter_async_context(
        asyncssh.connect(
            "127.0.0.1",
            port,
            username=user,
            known_hosts=None,
            config=None,
            client_keys=None,
            agent_path=None,
            compression_algs=None,
        )
    )
    person = Person()
    person.wanted = b"" if user == "floor" else b"Card "
    person.channel, _session = await connection.create_session(
        lambda: person, encoding=None, term_type="xterm-256color", term_size=SIZE
    )
    if person.wanted:
        await person.seen()
    return person


async def until_last(people: list[Person], act: Callable[[], None], text: bytes) -> float:
    """Milliseconds from an act until everybody has seen a text."""
    waiting = [person.wait_for(text) for person in people]
    begun = time.perf_counter()
    act()
    await asyncio.gather(*waiting)
    return (max(person.seen_at for person in people) - begun) * 1000


# What is measured


async def cards(
    people: list[Person], bare: list[Person], turns: int
) -> tuple[list[float], list[float], int]:
    """Of each card the time to the last screen, and of the floor; bytes a card and a person."""
    writer, sender = people[-1], bare[-1]
    times, floor, sizes = [], [], []
    for turn in range(turns):
        word = "Q" + "".join(random.choices("XZJ", k=8)) + str(turn)
        writer.type(word)
        await asyncio.sleep(0.3)
        before = sum(person.received for person in people[:-1] or people)
        others = people[:-1] or people
        times.append(await until_last(others, lambda: writer.type("\r"), word.encode()))
        await asyncio.sleep(0.4)
        size = (sum(person.received for person in others) - before) // len(others)
        sizes.append(max(size, 100))
        mark = f"{word}!"
        line = f"{sizes[-1]} {mark}\n"
        ask = partial(sender.type, line)
        floor.append(await until_last(bare[:-1] or bare, ask, mark.encode()))
        await asyncio.sleep(0.1)
    return times, floor, int(median(sizes))


async def keys(people: list[Person]) -> list[float]:
    """Milliseconds from a key to its picture, while somebody else keeps a card a second."""
    typist, writer = people[0], people[-1]
    times: list[float] = []
    stop = asyncio.Event()

    async def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            writer.type(f"Meanwhile {number}\r")
            await asyncio.sleep(1)

    writing = asyncio.create_task(write()) if writer is not typist else None
    for number in range(KEYS):
        letter = LETTERS[number % len(LETTERS)]
        times.append(await until_last([typist], lambda: typist.type(letter), letter.encode()))  # noqa: B023
        await asyncio.sleep(random.uniform(0.02, 0.08))
    stop.set()
    if writing is not None:
        await writing
    return times


def late(times: list[float]) -> float:
    return quantiles(times, n=100)[98]


async def measure(people: int) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory(prefix="r") as place:
        os.environ["XDG_RUNTIME_DIR"] = place
        async with (
            AsyncExitStack() as stack,
            server("server", f"{place}/data", str(people + 1)) as retro,
            server("floor") as bare,
        ):
            said, port = await retro.said(), (await bare.said())["port"]
            first = await join(stack, said["port"], said["tickets"][0])
            memory, begun = resident_of(retro.pid), time.perf_counter()
            joins, there = [], [first]
            for ticket in said["tickets"][1:]:
                begun = time.perf_counter()
                there.append(await join(stack, said["port"], ticket))
                joins.append((time.perf_counter() - begun) * 1000)
            there = there if people > 1 else there[1:]
            floor = [await join(stack, port, "floor") for _ in there]
            await asyncio.sleep(1)
            for person in there:  # everybody opens the line to write in
                await until_last([person], partial(person.type, "\r"), b"Enter keeps it")
            await asyncio.sleep(2)
            each = (resident_of(retro.pid) - memory) / len(joins)
            gc.collect()
            gc.freeze()
            await retro.stall()
            used = retro.cpu()
            times, floors, size = await cards(there, floor, TURNS)
            used = (retro.cpu() - used) * 1000 / TURNS / len(there)
            stall = await retro.stall()
            echoes = await keys(there)
    ratio = median(times) / median(floors)
    return (
        f"{people:6} {median(joins):7.0f} {median(echoes):8.1f} {late(echoes):7.1f} "
        f"{median(times):10.1f} {late(times):7.1f} {median(floors):8.2f} {ratio:6.1f} "
        f"{size:7} {used:8.2f} {stall:7.0f} {each:6.2f}"
    )


def main(crowds: list[int]) -> None:
    """Print the table."""
    print(
        "people  join ms   key ms     p99   card to last   p99    floor  ratio   bytes   cpu ms"
        "   stall     MB"
    )
    for people in crowds:
        print(asyncio.run(measure(people)), flush=True)
    print(f"\n{AIMS}; join: to a full board; cpu and bytes: a card and a person")


if __name__ == "__main__":
    if sys.argv[1:2] == ["server"]:
        run_server(sys.argv[2], int(sys.argv[3]))
    elif sys.argv[1:2] == ["floor"]:
        asyncio.run(run_floor())
    else:
        main([int(each) for each in sys.argv[1:]] or list(CROWDS))
