"""Many people for a long time: `python -m tests.ssh.soak --people 50 --minutes 30`.

Everybody writes cards, loses the line and comes back with their ticket; some read slowly; two
clients attack all the time. At the end every card that was accepted is there once, nobody is left
in the session, and what the server holds is as it was: a table says how that went.
"""

import argparse
import asyncio
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import asyncssh

import tests.ssh.hostile
from retro.session.rules import ITEMS_LIMIT
from tests.ssh.guest import INSIDE, Guest, guest
from tests.ssh.hostile import knock, knocking, until
from tests.ssh.server import MIB, Server, serving

TICKET: Final = re.compile("r-[0-9A-HJKMNP-TV-Z]{16}")
#: Seconds that anything may take; fifty people come in at once, on whatever machine this is.
PATIENCE: Final = 60.0
#: One of so many reads slowly.
SLOW: Final = 5
#: Cards that all write together at most: a session takes a few more.
CARDS: Final = ITEMS_LIMIT * 9 // 10


@dataclass
class Work:
    """What was done so far, and what the server held meanwhile."""

    kept: Counter[str] = field(default_factory=Counter)
    drops: int = 0
    returns: int = 0
    attacks: int = 0
    table: list[tuple[float, int, int, int]] = field(default_factory=list)
    """(seconds, resident bytes, descriptors, connections)"""

    def note(self, server: Server, began: float) -> None:
        """Add a row."""
        row = (time.monotonic() - began, server.resident, server.descriptors, server.sockets)
        self.table.append(row)

    def report(self) -> str:
        """The table."""
        lines = ["seconds  resident MiB  descriptors  connections"]
        lines += [
            f"{seconds:7.0f}  {resident / MIB:12.1f}  {files:11}  {sockets:11}"
            for seconds, resident, files, sockets in self.table
        ]
        done = f"{len(self.kept)} cards, {self.drops} drops, {self.returns} returns"
        return "\n".join([*lines, f"{done}, {self.attacks} attacks"])


async def person(
    server: Server, number: int, work: Work, goes_on: Callable[[], bool], most: int, pause: float
) -> None:
    """One person: at most so many cards, drops and returns until it is time to go.

    Between two cards they think for up to `pause` seconds.
    """
    rng = random.Random(number)
    ticket = ""
    cards = 0
    while goes_on():
        user, name = (ticket, "") if ticket else (server.participant, f"Person {number:03}")
        window = 16384 if number % SLOW == 0 else 65536
        async with guest(server, user, name, term={"window": window}) as here:
            if not ticket:
                await until(lambda here=here: TICKET.search(here.text), "no way back was said")
                ticket = TICKET.findall(here.text)[0]
            else:
                await here.shows(INSIDE)
                work.returns += 1
            for _ in range(rng.randrange(1, 4)):
                cards += 1
                await write(here, f"card {number:03}-{cards:03}", work)
                if number % SLOW == 0:
                    here.channel.pause_reading()
                    await asyncio.sleep(rng.random())
                    here.channel.resume_reading()
                await asyncio.sleep(rng.random() * pause)
                if not goes_on() or cards >= most:
                    break
            work.drops += 1
        if cards >= most:
            return


async def write(here: Guest, text: str, work: Work) -> None:
    """One card; it counts once the screen says that it was kept."""
    if "╭" not in here.text:
        here.press("enter")
        await here.shows("╭")
    here.type(text)
    await here.shows(text)
    here.press("enter")
    try:
        await until(lambda: _is_kept(here, text))
    except AssertionError:
        raise AssertionError(f"{text} was not kept:\n{here.text}") from None
    work.kept[text] += 1


def _is_kept(here: Guest, text: str) -> bool:
    line = [row for row in here.lines if "│" in row]
    return any("Kept" in row for row in here.lines) and not any(text in row for row in line)


async def attacker(
    server: Server, number: int, work: Work, goes_on: Callable[[], bool], flood: int
) -> None:
    """Wrong codes, broken greetings, and floods of keys (so many bytes) and sizes."""
    rng = random.Random(-number)
    while goes_on():
        work.attacks += 1
        await asyncio.sleep(rng.random() / 2)
        try:
            if work.attacks % 3 == 0:
                with knock(server) as connection:
                    connection.sendall(rng.randbytes(5000))
            elif work.attacks % 3 == 1:
                async with knocking(server, local_addr=(server.stranger(), 0)) as knocker:
                    knocker.interactive("x")
                    knocker.reply("ZZZZZZZZ")
                    await knocker.answered(2)
            else:
                async with guest(server, server.participant) as odd:
                    odd.type(rng.randbytes(flood).replace(b"\r", b"").replace(b"\x03", b""))
                    for turn in range(flood // 200):
                        odd.caller.resize(odd.channel, turn * 1000, turn)
                    await odd.caller.says(odd.seen, "\x1b[?1049h")
        except (OSError, asyncssh.Error):
            continue


async def soak(
    server: Server,
    people: int,
    seconds: float,
    every: float,
    returns: int = 0,
    flood: int = 20_000,
) -> Work:
    """Let them all work for so long, and until somebody came back so often.

    A flood of an attacker has so many bytes.
    Raises AssertionError where somebody cannot work, or where connections are left.
    """
    work = Work()
    began = time.monotonic()
    # So that everybody has something to write until the end.
    most = CARDS // people
    pause = max(1.0, 2 * seconds / most)

    def goes_on() -> bool:
        return time.monotonic() - began < seconds or work.returns < returns

    async def watch() -> None:
        while goes_on():
            work.note(server, began)
            await asyncio.sleep(every)

    async with asyncio.TaskGroup() as group:
        for number in range(people):
            group.create_task(person(server, number, work, goes_on, most, pause))
        for number in range(2):
            group.create_task(attacker(server, number, work, goes_on, flood))
        group.create_task(watch())
    await until(lambda: server.sockets == 0, "connections are left")
    work.note(server, began)
    return work


def check(server: Server, work: Work) -> None:
    """Every card that was kept is in the file once; no connection and no process is left."""
    assert work.kept
    server.stop()
    # Nothing was shown yet, so the cards are where unseen ones are kept.
    (sealed,) = server.folder.rglob("*.sealed")
    found = Counter(re.findall(r"card \d{3}-\d{3}", sealed.read_text()))
    lost = set(work.kept) - set(found)
    assert not lost, f"lost: {sorted(lost)[:10]}"
    assert not [text for text, times in found.items() if times > 1]
    settled = [row for row in work.table if row[0] > work.table[-1][0] / 3]
    assert settled[-1][2] <= max(row[2] for row in work.table[:-1])


def main() -> int:
    """Soak as the arguments say, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=30)
    given = parser.parse_args()
    tests.ssh.hostile.PATIENCE = PATIENCE
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        seconds = given.minutes * 60
        work = asyncio.run(soak(server, given.people, seconds, max(1.0, seconds / 30)))
        sys.stdout.write(work.report() + "\n")
        check(server, work)
    sys.stdout.write("Nothing was lost, and nothing is left.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
