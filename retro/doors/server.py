"""The server process: one data folder, its live sessions, and the door to them."""

import asyncio
import logging
import os
import resource
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import Context
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from retro.doors.arrival import Answering, Arrival
from retro.doors.entrance import SshEntrance
from retro.doors.local.door import LocalDoor
from retro.doors.local.place import NotSafe, socket_path
from retro.doors.local.protocol import Hello
from retro.doors.logs import keep_log
from retro.doors.ssh.settings import SshSettings
from retro.doors.starting import FAILED, HELD, Starter
from retro.doors.watching import report, watch_loop
from retro.live.errors import FolderHeld, NotOpened
from retro.live.folder import lobby_of
from retro.live.lobby import Lobby
from retro.terminal.protocol import Terminal
from retro.ui.entrance import Entrance, NotReachable

if TYPE_CHECKING:
    from retro.terminal.hosting import HostedApp

Show: TypeAlias = Callable[[Lobby, Terminal, Arrival, Entrance], Awaitable[int]]
Ready: TypeAlias = Callable[[Lobby, Entrance], Awaitable[None]]
MakeApp: TypeAlias = "Callable[[Lobby, Terminal, Arrival, Entrance], HostedApp[Any]]"

STOPPED: Final = "The session's server was stopped. Everything is kept: `retro attach` goes on."
#: For those who came from elsewhere.
STOPPED_FOR_GUESTS: Final = (
    "The session's server was stopped. Everything is kept: come back the same way when it is there "
    "again."
)

#: How long an unfinished session that nobody is attached to keeps the server alive.
UNTOUCHED: Final = timedelta(hours=12)
#: Seconds between two looks at whether the server is still needed and its socket still there.
LOOK: Final = 5.0
#: Seconds that a started server waits for the terminal that it was started for.
FIRST_VISIT: Final = 60.0

_log = logging.getLogger(__name__)


def hosted(make_app: MakeApp) -> Show:
    """Show an app of its own at every terminal."""
    from retro.terminal.keeping import Keeper

    keeper = Keeper()

    async def show(lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance) -> int:
        from retro.terminal.hosting import host

        with keeper.visit():
            return await host(lambda: make_app(lobby, terminal, arrival, entrance), terminal)

    return show


async def serve(
    folder: Path,
    show: Show,
    *,
    templates: Iterable[Path] = (),
    stopped: str = STOPPED,
    stopped_for_guests: str = STOPPED_FOR_GUESTS,
    ssh: SshSettings | None = None,
    answer: Answering | None = None,
    ready: Ready | None = None,
) -> int:
    """Serve a data folder until stopped or not needed any more; returns the exit status.

    `show` shows a screen at one terminal; `hosted` makes one from an app. `stopped` is said at
    every terminal when the server is stopped, `stopped_for_guests` at those of guests. With `ssh`
    the SSH door is opened at once; without, an app opens it through its entrance. `answer` answers
    commands of guests. `ready` is called when the doors are open. A server that was started by
    `spawn` tells it how it went and ends when it is not needed; one that a person started stays
    until it is stopped.
    """
    # Before the first file is made: nothing here is for anybody else.
    os.umask(0o077)
    # Nor what is only in memory: people write without their name there.
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    starter = Starter.of(os.environ)
    try:
        async with lobby_of(folder, templates) as lobby:
            with _logging(folder):
                server = _Server(folder, lobby, show, answer, ssh)
                await server.run(starter, stopped, stopped_for_guests, ready)
    except FolderHeld as error:
        return starter.fail(HELD, str(error))
    except (NotOpened, NotReachable, NotSafe) as error:
        return starter.fail(FAILED, str(error))
    except OSError as error:
        reason = f"{error.strerror or error}"
        return starter.fail(FAILED, f"{folder} cannot be served ({reason}): run `retro doctor`.")
    return 0


class _Server:
    """Both doors, and when they close."""

    def __init__(
        self,
        folder: Path,
        lobby: Lobby,
        show: Show,
        answer: Answering | None,
        ssh: SshSettings | None,
    ) -> None:
        self._lobby = lobby
        self._show = show
        self._opens_at_once = ssh is not None
        self._reloads = ssh is not None and ssh.authorized_keys is not None
        self._stop = asyncio.Event()
        self._door = LocalDoor(socket_path(folder), self._show_owner)
        self._entrance = SshEntrance(folder, lobby, show, answer, ssh, self._door.changed)

    async def run(
        self, starter: Starter, stopped: str, for_guests: str, ready: Ready | None
    ) -> None:
        """Serve until stopped, or until nobody needs it. Raises OSError and NotReachable."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop.set)
        if self._reloads and not starter.waits:
            loop.add_signal_handler(signal.SIGHUP, self._reload)
        await self._door.open()
        try:
            if self._opens_at_once:
                await self._entrance.open()
            if ready is not None:
                await ready(self._lobby, self._entrance)
            starter.ready()
            _log.info("serving")
            async with _alongside(watch_loop(), report(self._lobby)):
                await self._until_stopped(stays=not starter.waits)
        finally:
            await asyncio.gather(self._entrance.close(for_guests), self._door.close(stopped))
            _log.info("stopped")

    async def _show_owner(self, terminal: Terminal, hello: Hello) -> int:
        arrival = Arrival(hello.options, hello.language, None, hello.wish)
        return await self._show(self._lobby, terminal, arrival, self._entrance)

    def _reload(self) -> None:
        try:
            self._entrance.reload()
        except NotReachable:
            _log.warning("the keys of members cannot be used; the earlier ones stay")
        else:
            _log.info("the keys of members were read again")

    async def _until_stopped(self, *, stays: bool) -> None:
        """Wait for the signal to stop, or until nobody needs the server."""
        door = self._door
        loop = asyncio.get_running_loop()
        started = loop.time()
        stopping = asyncio.ensure_future(self._stop.wait())
        while not stopping.done():
            changing = asyncio.ensure_future(door.changed.wait())
            await asyncio.wait(
                {stopping, changing}, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED
            )
            changing.cancel()
            door.changed.clear()
            await door.reopen_if_lost()
            visited = door.ever_used or loop.time() - started > FIRST_VISIT
            attached = door.connections or self._entrance.visitors
            if not stays and visited and not attached and not _is_needed(self._lobby):
                break
        stopping.cancel()


@asynccontextmanager
async def _alongside(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do this for as long as the context lasts."""
    tasks = [asyncio.create_task(each, context=Context()) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


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
