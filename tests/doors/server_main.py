"""A server for tests: `python -m tests.doors.server_main FOLDER board|script|echo`."""

import asyncio
import sys
from pathlib import Path

from retro.doors.arrival import Arrival
from retro.doors.server import Show, hosted, serve
from retro.live.lobby import Lobby
from retro.terminal.protocol import Terminal
from retro.ui.entrance import Entrance


async def echo(lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance) -> int:
    """Write back what is typed."""
    gone = asyncio.Event()
    terminal.on_close(gone.set)
    terminal.on_input(lambda data: terminal.write(data.decode("utf-8", "replace")))
    await gone.wait()
    return 0


def show_of(name: str) -> Show:
    """What to show by its name."""
    if name == "board":
        from tests.doors.board import Board

        return hosted(Board)
    if name == "script":
        from tests.doors.script import run

        return run
    return echo


def run(folder: str, name: str) -> int:
    """Serve until not needed any more."""
    templates = Path(__file__).with_name("formats")
    return asyncio.run(serve(Path(folder), show_of(name), templates=[templates]))


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
