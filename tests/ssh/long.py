"""What takes minutes, with the limits that everybody has: `python -m tests.ssh.long [NAME...]`.

Names: `silent` (T19: connections that say nothing are cut), `stopped` (T23: a client that is
stopped is cut after about 60 s), `stalled` (T25: a terminal that takes nothing is dropped after
120 s), `away` (T26: two minutes without a network, and the ticket), `load` (T42: 30 people, a card
a second, ten minutes). All of them take about 17 minutes; each prints what it saw.
"""

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Final

import tests.doors.people
import tests.ssh.hostile
from tests.ssh.guest import Guest, guest
from tests.ssh.hostile import knock, until
from tests.ssh.member import here, member
from tests.ssh.proxy import Proxy
from tests.ssh.server import MIB, Server, serving

#: Seconds; longer than any of the limits.
PATIENCE: Final = 200.0
PEOPLE: Final = 30
MINUTES: Final = 10


def say(sentence: str) -> None:
    """One line."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def silent(server: Server) -> None:
    """Connections that say nothing are cut."""
    with ExitStack() as held:
        for _ in range(500):
            held.enter_context(knock(server))
        began = time.monotonic()
        say(f"silent: {server.sockets} of 500 are kept at first")
        tests.doors.people.until(lambda: server.sockets == 0)
        say(f"silent: all are cut after {time.monotonic() - began:.0f} s")


def stopped(server: Server) -> None:
    """A client that is stopped is cut."""
    with member(server, server.participant, "Stan") as person:
        here(server, 1)
        os.killpg(person.process.pid, signal.SIGSTOP)
        began = time.monotonic()
        here(server, 0)
        say(f"stopped: cut after {time.monotonic() - began:.0f} s")
        os.killpg(person.process.pid, signal.SIGCONT)


def stalled(server: Server) -> None:
    """A terminal that takes no output is dropped."""

    async def stall() -> None:
        async with guest(server, server.participant, "Stella", term={"window": 16384}) as slow:
            before = server.resident
            slow.channel.pause_reading()
            began = time.monotonic()
            gone = asyncio.ensure_future(asyncio.to_thread(here, server, 0))
            turn = 0
            while not gone.done():
                turn += 1
                slow.caller.resize(slow.channel, 290 + turn % 2, 100)
                await asyncio.sleep(0.2)
            grown = (server.resident - before) / MIB
            say(f"stalled: dropped after {time.monotonic() - began:.0f} s, {grown:.1f} MiB more")

    asyncio.run(stall())


def away(server: Server) -> None:
    """Two minutes without a network, and back with the ticket."""
    proxy = Proxy(server.host, server.port)
    with member(server, server.participant, "Away", port=proxy.port) as person:
        person.press("enter").then("╭").type("kept\rhalf")
        person.shows("half")
        proxy.hold()
        here(server, 0)
        with member(server, person.ticket) as back:
            back.then("kept").then("half")
            say("away: the card and the half-typed text are back")
    proxy.end()


def load(server: Server) -> None:
    """30 people, a card a second, ten minutes; how long an echo takes, and the memory."""

    async def work() -> None:
        async with AsyncExitStack() as stack:
            people = [
                await stack.enter_async_context(
                    guest(server, server.participant, f"Load {number:02}", size=(120, 40))
                )
                for number in range(PEOPLE)
            ]
            echoes: list[float] = []
            first = server.resident
            for second in range(MINUTES * 60):
                echoes.append(await _echo(people[second % PEOPLE], f"c{second:04}"))
                await asyncio.sleep(max(0.0, 1.0 - echoes[-1]))
            p95 = statistics.quantiles(echoes, n=20)[-1] * 1000
            say(f"load: echo p50 {statistics.median(echoes) * 1000:.0f} ms, p95 {p95:.0f} ms")
            say(f"load: {first / MIB:.0f} MiB at first, {server.resident / MIB:.0f} MiB at the end")

    asyncio.run(work())


async def _echo(person: Guest, text: str) -> float:
    """Seconds until typing shows; then the card is kept."""
    if "╭" not in person.text:
        person.press("enter")
        await person.shows("╭")
    began = time.monotonic()
    person.type(text)
    await until(lambda: text in person.text)
    taken = time.monotonic() - began
    person.press("enter")
    return taken


ALL: Final[tuple[Callable[[Server], None], ...]] = (silent, stopped, stalled, away, load)


def main(names: list[str]) -> int:
    """Do those that are named, or all."""
    tests.doors.people.PATIENCE = tests.ssh.hostile.PATIENCE = PATIENCE
    for part in ALL:
        if not names or part.__name__ in names:
            with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
                part(server)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
