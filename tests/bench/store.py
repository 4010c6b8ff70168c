"""What durability costs: ``python -m tests.bench.store``.

One run on one machine, so the ratios mean something and the milliseconds little. The floor is an
append and ``fdatasync`` of the same bytes, with nothing else, taken in turns with what it is
compared to because the disk is shared with everything else that runs.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from tinydb import TinyDB

from retro.store.embedded import EmbeddedStore
from retro.store.journal import encode_record, encode_transaction
from retro.store.protocol import Change, Log

START = datetime(2026, 1, 1, tzinfo=UTC)
CARD = {
    "text": "We found out from a customer, not from our own alarms.",
    "phase": "happened",
    "by": 3,
}
ROUNDS, IN_A_ROUND = 20, 25


def changes(number: int) -> list[Change]:
    return [("cards", number, CARD)]


async def make_history(store: EmbeddedStore, sessions: int) -> None:
    for number in range(sessions):
        _, log = await store.create(at=START + timedelta(hours=number))
        await log.append(
            [("cards", card + 1, CARD) for card in range(60)]
            + [("actions", card + 1, CARD) for card in range(5)],
            expect_seq=0,
        )
        await log.close()
    store.sessions()


async def measure_cards(folder: Path, sessions: int) -> list[list[float]]:
    """Milliseconds of each durable card, and of each bare append taken in turns with them."""
    store = EmbeddedStore(folder)
    await make_history(store, sessions)
    _, log = await store.create(at=START + timedelta(days=400))
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    line = encode_record(1, [encode_transaction(changes(1))])
    cards: list[float] = []
    floor: list[float] = []
    for _ in range(ROUNDS):
        for _ in range(IN_A_ROUND):
            start = time.perf_counter()
            await log.append(changes(log.seq + 1), expect_seq=log.seq)
            cards.append((time.perf_counter() - start) * 1000)
        for _ in range(IN_A_ROUND):
            start = time.perf_counter()
            os.write(bare, line)
            os.fdatasync(bare)
            floor.append((time.perf_counter() - start) * 1000)
    os.close(bare)
    await log.close()
    return [cards, floor]


async def measure_crowd(folder: Path, writers: int, each: int) -> tuple[float, float]:
    """Cards a second that many writers get accepted, and the longest stall of the loop in ms."""
    _, log = await EmbeddedStore(folder).create(at=START + timedelta(days=401))
    expected = 0
    longest = 0.0
    done = False

    async def write() -> None:
        nonlocal expected
        for _ in range(each):
            expected += 1
            await log.append(changes(expected), expect_seq=expected - 1)

    async def watch() -> None:
        nonlocal longest
        while not done:
            start = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, (time.perf_counter() - start) * 1000 - 1)

    watching = asyncio.ensure_future(watch())
    start = time.perf_counter()
    await asyncio.gather(*(write() for _ in range(writers)))
    took = time.perf_counter() - start
    done = True
    await watching
    await log.close()
    return writers * each / took, longest


async def measure_big_session(folder: Path) -> list[tuple[str, float]]:
    """A session of 100 people: 600 cards and 1,500 votes."""
    store = EmbeddedStore(folder)
    key, log = await store.create(at=START + timedelta(days=402))
    await log.append([("cards", number + 1, CARD) for number in range(600)], expect_seq=0)
    for number in range(1500):
        await log.append(
            [("votes", number + 1, {"card": number % 600, "by": 7})], expect_seq=number + 1
        )

    async def timed(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        result = work()
        if asyncio.iscoroutine(result):
            await result
        return (time.perf_counter() - start) * 1000

    found = [
        ("read without a lock, journal long", await timed(lambda: store.read(key))),
        ("fold", await timed(log.checkpoint)),
        ("sealed part alone", await timed(lambda: _seal(log))),
    ]
    await log.append([("cards", 1, CARD)], expect_seq=log.seq)
    found.append(("close", await timed(log.close)))
    return found


async def _seal(log: Log) -> None:
    await log.append((), expect_seq=log.seq, sealed={"cards": [CARD] * 20})


def measure_command(folder: Path) -> tuple[float, float]:
    """Milliseconds of a process that lists actions, and of one that only imports TinyDB."""
    program = (
        "import pathlib, sys; from retro.store.embedded import EmbeddedStore; "
        "EmbeddedStore(pathlib.Path(sys.argv[1])).actions().all()"
    )

    def run(*arguments: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", *arguments], check=True)
        return (time.perf_counter() - start) * 1000

    pairs = [(run(program, str(folder)), run("import tinydb")) for _ in range(15)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def measure_stock_tinydb(folder: Path, sessions: int) -> float:
    """Milliseconds of one card in one stock TinyDB file with all sessions in it."""
    database = TinyDB(folder / "stock.json")
    database.table("sessions").insert_multiple(
        {"cards": [CARD] * 60, "actions": [CARD] * 5} for _ in range(sessions)
    )
    times = []
    for _ in range(3):
        start = time.perf_counter()
        database.table("cards").insert(CARD)
        times.append((time.perf_counter() - start) * 1000)
    database.close()
    return median(times)


def main() -> None:
    """Print the table."""
    print("a durable card            p50 ms   p99 ms   bare p50   bare p99   ratio p50   ratio p99")
    for sessions in (10, 1000):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            cards, floor = asyncio.run(measure_cards(folder, sessions))
            stock = measure_stock_tinydb(folder, sessions)
            p99, bare99 = quantiles(cards, n=100)[98], quantiles(floor, n=100)[98]
            print(
                f"  {sessions:5} sessions of history {median(cards):6.3f} {p99:8.3f} "
                f"{median(floor):10.3f} {bare99:10.3f} {median(cards) / median(floor):11.2f} "
                f"{p99 / bare99:11.2f}   stock TinyDB {stock:7.1f} ms"
            )
            if sessions == 1000:
                command, baseline = measure_command(folder)
                start = time.perf_counter()
                EmbeddedStore(folder).sessions()
                listing = (time.perf_counter() - start) * 1000
    print(
        f"list actions, whole process {command:.0f} ms, import tinydb {baseline:.0f} ms, ", end=""
    )
    print(f"ratio {command / baseline:.2f}")
    print(f"list 1,000 sessions, index whole: {listing:.0f} ms")
    with tempfile.TemporaryDirectory() as name:
        rate, longest = asyncio.run(measure_crowd(Path(name), 100, 100))
        print(f"100 writers: {rate:,.0f} accepted a second, loop stalls up to {longest:.1f} ms")
        for what, milliseconds in asyncio.run(measure_big_session(Path(name))):
            print(f"600 cards and 1,500 votes: {what} {milliseconds:.1f} ms")


if __name__ == "__main__":
    main()
