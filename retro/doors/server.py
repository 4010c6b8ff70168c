"""The server process: one data folder, its live sessions, and the door to them."""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from retro.doors.local.door import LocalDoor
from retro.doors.local.place import NotSafe, socket_path
from retro.doors.local.protocol import Hello
from retro.doors.logs import keep_log
from retro.doors.starting import FAILED, HELD, Starter
from retro.live.errors import FolderHeld, NotOpened
from retro.live.folder import lobby_of
from retro.live.lobby import Lobby
from retro.terminal.protocol import Terminal

if TYPE_CHECKING:
    from retro.terminal.hosting import HostedApp

Show: TypeAlias = Callable[[Lobby, Terminal, Hello], Awaitable[int]]
MakeApp: TypeAlias = "Callable[[Lobby, Terminal, Hello], HostedApp[Any]]"

STOPPED: Final = "The session's server was stopped. Everything is kept: `retro attach` goes on."

#: How long an unfinished session that nobody is attached to keeps the server alive.
UNTOUCHED: Final = timedelta(hours=12)
#: Seconds between two looks at whether the server is still needed and its socket still there.
LOOK: Final = 5.0
#: Seconds that a started server waits for the terminal that it was started for.
FIRST_VISIT: Final = 60.0

_log = logging.getLogger(__name__)


def hosted(make_app: MakeApp) -> Show:
    """Show an app of its own at every terminal."""

    async def show(lobby: Lobby, terminal: Terminal, hello: Hello) -> int:
        from retro.terminal.hosting import host

        return await host(lambda: make_app(lobby, terminal, hello), terminal)

    return show


async def serve(
    folder: Path,
    show: Show,
    *,
    templates: Iterable[Path] = (),
    stopped: str = STOPPED,
) -> int:
    """Serve a data folder until stopped or not needed any more; returns the exit status.

    `show` shows a screen at one terminal; `hosted` makes one from an app. `stopped` is said at
    every terminal when the server is stopped. A server that was started by `spawn` tells it how
    it went and ends when it is not needed; one that a person started stays until it is stopped.
    """
    # Before the first file is made: nothing here is for anybody else.
    os.umask(0o077)
    starter = Starter.of(os.environ)
    try:
        async with lobby_of(folder, templates) as lobby:
            with _logging(folder):
                await _serve(folder, lobby, show, starter, stopped)
    except FolderHeld as error:
        return starter.fail(HELD, str(error))
    except (NotOpened, NotSafe) as error:
        return starter.fail(FAILED, str(error))
    except OSError as error:
        reason = f"{error.strerror or error}"
        return starter.fail(FAILED, f"{folder} cannot be served ({reason}): run `retro doctor`.")
    return 0


async def _serve(folder: Path, lobby: Lobby, show: Show, starter: Starter, stopped: str) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    door = LocalDoor(socket_path(folder), lambda terminal, hello: show(lobby, terminal, hello))
    await door.open()
    try:
        starter.ready()
        _log.info("serving")
        await _until_stopped(door, lobby, stop, stays=not starter.waits)
    finally:
        await door.close(stopped)
        _log.info("stopped")


async def _until_stopped(
    door: LocalDoor, lobby: Lobby, stop: asyncio.Event, *, stays: bool
) -> None:
    """Wait for the signal to stop, or until nobody needs the server."""
    loop = asyncio.get_running_loop()
    started = loop.time()
    stopping = asyncio.ensure_future(stop.wait())
    while not stopping.done():
        changing = asyncio.ensure_future(door.changed.wait())
        await asyncio.wait({stopping, changing}, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
        changing.cancel()
        door.changed.clear()
        await door.reopen_if_lost()
        visited = door.ever_used or loop.time() - started > FIRST_VISIT
        if not stays and visited and not door.connections and not _is_needed(lobby):
            break
    stopping.cancel()


def _is_needed(lobby: Lobby) -> bool:
    return any(
        not room.closed and room.now() - room.touched < UNTOUCHED for room in lobby.rooms.values()
    )


@contextmanager
def _logging(folder: Path) -> Iterator[None]:
    handler = keep_log(folder)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
