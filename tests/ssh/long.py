"""What takes minutes, with the limits that everybody has: `python -m tests.ssh.long [NAME...]`.

Names: `silent` (T19: connections that say nothing are cut), `stopped` (T23: a client that is
stopped is cut after about 60 s), `stalled` (T25: a terminal that takes nothing is dropped after
120 s), `away` (T26: two minutes without a network, and the ticket), `returning` (T27: two hundred
times in and out), `ended` (T29: 20 people when the server stops), `flooded` (T33: megabytes of
keys), `unlinked` (T38: the files of 200 sessions), `load` (T42: 30 people, a card a second, ten
minutes). All of them take about 20 minutes; each prints what it saw.
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
from tests.ssh.guest import INSIDE, Guest, guest
from tests.ssh.hostile import knock, until
from tests.ssh.member import here, member
from tests.ssh.proxy import Proxy
from tests.ssh.server import MIB, Server, serving
from tests.ssh.test_anonymity import tally_of_many
from tests.ssh.test_terminal import FLOODS, MOST, flood

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


def returning(server: Server) -> None:
    """Two hundred times in and out by one ticket."""
    with member(server, server.participant, "Gus") as person:
        ticket = person.ticket
    here(server, 0)
    before = server.descriptors, server.resident
    for turn in range(200):
        with member(server, ticket) as person:
            person.shows(INSIDE)
            if turn % 2:
                person.type("\r~.")
                person.ends()
    here(server, 0)
    tests.doors.people.until(lambda: server.sockets == 0)
    tests.doors.people.until(lambda: server.descriptors <= before[0])
    grown = (server.resident - before[1]) / MIB
    say(f"returning: no file and no socket is left, {grown:.1f} MiB more")


def ended(server: Server) -> None:
    """Twenty people when the server stops."""
    with ExitStack() as stack:
        people = [
            stack.enter_context(member(server, server.participant, f"Person {number}"))
            for number in range(20)
        ]
        server.process.terminate()

        def gone() -> bool:
            for reading in people:
                reading.read(0)
            return server.process.poll() is not None

        tests.doors.people.until(gone)
        told = 0
        for person in people:
            person.ends()
            told += "stopped" in person.sent[person.sent.rfind("\x1b[?1049l") :]
        restored = sum(person.is_restored for person in people)
        say(f"ended: {told} of 20 were told, {restored} have their terminal back")


def flooded(server: Server) -> None:
    """A hundred times as many keys as in the suite, of each kind."""
    with member(server, server.participant, "Vera") as victim:
        for kind, typed in {**FLOODS, "all at once": MOST}.items():
            began, used = time.monotonic(), server.seconds
            asyncio.run(flood(server, {kind: more(kind, typed)}, victim))
            seconds = f"{time.monotonic() - began:.1f} s, {server.seconds - used:.1f} of processor"
            say(f"flooded: {kind}: {seconds}; the victim's typing shows")


def more(kind: str, typed: bytes) -> bytes:
    """A hundred times as much, in one sequence where it is one."""
    if kind == "an endless sequence":
        return b"\x1b[" + b"9" * (100 * len(typed)) + b"m"
    return typed if kind == "all at once" else typed * 100


def unlinked(server: Server) -> None:
    """The adversary with the files of two hundred sessions."""
    with tempfile.TemporaryDirectory() as folder:
        tally = asyncio.run(tally_of_many(Path(folder), 200))
    found = tally.better_than_luck()
    say(f"unlinked: {len(tally.right)} methods, better than luck: {found or 'none'}")


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


ALL: Final[tuple[Callable[[Server], None], ...]] = (
    silent,
    stopped,
    stalled,
    away,
    returning,
    ended,
    flooded,
    unlinked,
    load,
)


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
