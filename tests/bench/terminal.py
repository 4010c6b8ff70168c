"""What hosting an app costs. Run: python -m tests.bench.terminal"""

from __future__ import annotations

import asyncio
import gc
import resource
import time
from collections.abc import Callable
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from retro.terminal.colour import ColourFilter
from retro.terminal.driver import without_foreign
from retro.terminal.outgoing import PrintableFilter
from retro.terminal.protocol import ColourDepth
from retro.terminal.safety import printable
from tests.terminal.fakes import EIGHT_BIT, TRUE_COLOUR, shown
from tests.terminal.test_hosting import Named
from tests.terminal.test_output import LARGE, Ticker, frames

BLACK = Color(0, 0, 0)


def timed(name: str, action: Callable[[], Any], repeat: int = 200) -> None:
    """Print the mean time of `action` in microseconds."""
    action()
    begin = time.perf_counter()
    for _turn in range(repeat):
        action()
    print(f"{name:55} {(time.perf_counter() - begin) / repeat * 1e6:10.1f} µs")


def text() -> None:
    clean, accented = "What happened, in order? " * 400, "Wat gebeurde er, één voor één? │" * 313
    timed("printable, 10,000 characters of ASCII", lambda: printable(clean))
    timed("printable, 10,000 characters with accents and lines", lambda: printable(accented))
    timed(
        "printable, 10,000 hostile characters", lambda: printable("\x1b]0;x\x07e\u0301" * 1250), 20
    )
    line = [Segment(f"segment {n} ─│ ", Style(color=f"#{n:06x}")) for n in range(10)]
    safe, colours = PrintableFilter(), ColourFilter(ColourDepth.EIGHT_BIT)
    timed(
        "filter a screen of 40 lines, 10 styles each",
        lambda: [safe.apply(line, BLACK) for _ in range(40)],
    )
    timed("the same to 256 colours", lambda: [colours.apply(line, BLACK) for _ in range(40)])
    frame = "\x1b[1;1H\x1b[38;2;1;2;3mwhat happened, in order\x1b[0m\n" * 800
    timed(f"look over a frame of {len(frame) // 1000} KB", lambda: without_foreign(frame))


async def drawing() -> None:
    for capabilities in (TRUE_COLOUR, EIGHT_BIT):
        async with shown(Ticker, capabilities, LARGE) as visit:
            assert isinstance(visit.app, Ticker)
            await frames(visit.app, 5)
            begin = time.process_time()
            await frames(visit.app, 50)
            cost = (time.process_time() - begin) / 50 * 1e3
            print(f"{'whole frame of 120 by 40, ' + capabilities.colour.value:55} {cost:10.1f} ms")


async def visits() -> None:
    begin, memory = time.process_time(), 0
    for turn in range(200):
        async with shown(Named, EIGHT_BIT, (80, 24)) as visit:
            await visit.terminal.shows("I am ana")
        if turn == 20:
            gc.collect()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 180
    print(f"{'a visit, from joining to leaving':55} {(time.process_time() - begin) * 5:10.1f} ms")
    print(f"{'memory that stays after a visit':55} {grown:10.1f} KB")


if __name__ == "__main__":
    text()
    asyncio.run(drawing())
    asyncio.run(visits())
