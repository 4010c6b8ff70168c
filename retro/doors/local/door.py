"""Accepting at the local socket: each connection becomes a `Terminal`."""

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import Context
from pathlib import Path
from typing import Final, TypeAlias, cast

from retro.doors.local import protocol
from retro.doors.local.place import is_own
from retro.doors.local.protocol import Frames, Garbled, Hello, OtherVersion
from retro.doors.local.terminal import SocketTerminal
from retro.terminal.protocol import Terminal, UnsupportedTerminal, capabilities_from

Show: TypeAlias = Callable[[Terminal, Hello], Awaitable[int]]

#: Seconds that a client has to say what it wants.
PATIENCE: Final = 10.0
#: Seconds that clients have to take their last words when the server stops.
PARTING: Final = 2.0
#: Seconds that one client has to take its last words when its screen ended.
LAST_WORDS: Final = 30.0

GARBLED: Final = "That was not understood: this is the socket of retro, for `retro attach`."
OTHER_VERSION: Final = (
    "The server of this session is another version of retro: use that one, or stop it first."
)
STRANGER: Final = "This session belongs to another user of this computer."
FAULT: Final = "This screen met a fault and was closed; `retro attach` goes on."

_log = logging.getLogger(__name__)


class LocalDoor:
    """Listens at a socket and shows a screen to whoever attaches.

    Whoever opens the door holds the lock of the data folder; that lock decides, so a socket that
    is there already is left from a server that died and is replaced.
    """

    def __init__(self, path: Path, show: Show) -> None:
        self.path = path
        self.changed = asyncio.Event()
        """Set when somebody came or left."""
        self.ever_used = False
        self._show = show
        self._is_open = True
        self._server: asyncio.Server | None = None
        self._inode = 0
        self._connections: set[_Connection] = set()

    @property
    def connections(self) -> int:
        """How many terminals and questioners there are."""
        return len(self._connections)

    async def open(self) -> None:
        """Listen. Raises OSError."""
        await self._listen()

    async def reopen_if_lost(self) -> None:
        """Listen anew when the socket's name is gone: logging out empties the runtime folder."""
        with suppress(OSError):
            if self.path.lstat().st_ino == self._inode:
                return
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            await self._listen()
            _log.warning("the socket was gone and is there again")

    async def close(self, farewell: str, status: int = 0) -> None:
        """Let nobody in any more, say one line at every terminal and give them all back."""
        self._is_open = False
        if self._server is not None:
            self._server.close()
            with suppress(OSError):
                if self.path.lstat().st_ino == self._inode:
                    self.path.unlink()
        leaving = list(self._connections)
        for connection in leaving:
            connection.part(farewell, status)
        gone = [asyncio.ensure_future(connection.gone.wait()) for connection in leaving]
        if gone:
            _, late = await asyncio.wait(gone, timeout=PARTING)
            for waiting in late:
                waiting.cancel()
        shown = [connection.shown for connection in leaving if connection.shown is not None]
        for connection in leaving:
            connection.abort()
        for task in shown:
            task.cancel()
        await asyncio.gather(*shown, return_exceptions=True)

    async def _listen(self) -> None:
        if self._server is not None:
            self._server.close()
        fresh = self.path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            listener.bind(str(fresh))
            fresh.chmod(0o600)
            listener.listen(100)
            self._inode = fresh.lstat().st_ino
            fresh.replace(self.path)
            self._server = await asyncio.get_running_loop().create_unix_server(
                lambda: _Connection(self), sock=listener
            )
        except OSError:
            listener.close()
            raise

    def came(self, connection: "_Connection") -> bool:
        """Count somebody in; false when the door is closed already."""
        if self._is_open:
            self._connections.add(connection)
            self.changed.set()
        return self._is_open

    def left(self, connection: "_Connection") -> None:
        """Count somebody out."""
        self._connections.discard(connection)
        self.changed.set()

    async def show(self, terminal: SocketTerminal, hello: Hello) -> None:
        """Show a screen until it ends; a fault there is that screen's alone."""
        self.ever_used = True
        farewell, status = "", 1
        try:
            status = await self._show(terminal, hello)
        except Exception as error:
            _log.error("a screen failed: %s", type(error).__name__, exc_info=error)
            farewell = FAULT
        finally:
            terminal.close(farewell, status)


class _Connection(asyncio.Protocol):
    """One client, from its first byte to its last."""

    def __init__(self, door: LocalDoor) -> None:
        self.gone = asyncio.Event()
        self.shown: asyncio.Task[None] | None = None
        self._door = door
        self._frames = Frames(protocol.FROM_CLIENT)
        self._terminal: SocketTerminal | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._waiting = asyncio.get_running_loop().call_later(PATIENCE, self._too_late)
        if not self._door.came(self):
            self.abort()
        elif not is_own(transport.get_extra_info("socket")):
            _log.warning("somebody else knocked")
            self.part(STRANGER, 1)

    def data_received(self, data: bytes) -> None:
        try:
            for kind, payload in self._frames.feed(data):
                if self._transport.is_closing():
                    return
                self._take(kind, payload)
        except OtherVersion:
            self.part(OTHER_VERSION, 1)
        except Garbled as error:
            _log.warning("a client sent %s", error)
            self.part(GARBLED, 1)

    def _take(self, kind: bytes, payload: bytes) -> None:
        if kind == protocol.PING:
            self._transport.write(protocol.frame(protocol.PONG))
        elif kind == protocol.HELLO and self._terminal is None:
            self._begin(protocol.read_hello(payload))
        elif self._terminal is None:
            raise Garbled("something before a hello")
        elif kind == protocol.INPUT:
            self._terminal.received(payload)
        elif kind == protocol.RESIZE:
            self._terminal.resized(*protocol.read_resize(payload))
        else:
            raise Garbled("a second hello")

    def _begin(self, hello: Hello) -> None:
        from retro.terminal.restore import RESTORE

        self._waiting.cancel()
        try:
            capabilities = capabilities_from(hello.term, hello.environment)
        except UnsupportedTerminal as error:
            self.part(str(error), 2)
            return
        self._transport.write(protocol.welcome_frame(RESTORE))
        terminal = SocketTerminal(self._transport, capabilities, hello.size)
        self._terminal = terminal
        loop = asyncio.get_running_loop()
        # An empty context: whoever opened the door may have been inside an app.
        self.shown = loop.create_task(
            self._door.show(terminal, hello), name="local screen", context=Context()
        )
        # A terminal that does not read its last words is not waited for.
        self.shown.add_done_callback(lambda _: loop.call_later(LAST_WORDS, self.abort))

    def pause_writing(self) -> None:
        if self._terminal is not None:
            self._terminal.pause()

    def resume_writing(self) -> None:
        if self._terminal is not None:
            self._terminal.resume()

    def connection_lost(self, exc: Exception | None) -> None:
        self._waiting.cancel()
        self.gone.set()
        self._door.left(self)
        if self._terminal is not None:
            self._terminal.lost()

    def part(self, farewell: str, status: int) -> None:
        """Say one line and close."""
        if self._terminal is not None:
            self._terminal.close(farewell, status)
        elif not self._transport.is_closing():
            line = farewell + "\r\n" if farewell else ""
            self._transport.write(protocol.farewell_frame(line, status))
            self._transport.close()

    def abort(self) -> None:
        """Wait no longer for a client that does not read."""
        self._transport.abort()

    def _too_late(self) -> None:
        self.part(GARBLED, 1)
