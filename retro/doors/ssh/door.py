"""Listening for SSH, and ending it in good order."""

import asyncio
import errno
import logging
import math
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeAlias

import asyncssh

from retro.doors.arrival import Answer, Answering, Arrival, Guest
from retro.doors.ssh.connection import Connection
from retro.doors.ssh.host_key import fingerprint_of, host_key
from retro.doors.ssh.limits import Attempts, Rate, Turnstile
from retro.doors.ssh.listening import listening
from retro.doors.ssh.members import read_members
from retro.doors.ssh.options import server_options
from retro.doors.ssh.session import PARTING, no_commands
from retro.doors.ssh.settings import SshSettings
from retro.live.access import Admission
from retro.live.lobby import Lobby
from retro.terminal.protocol import Terminal

Show: TypeAlias = Callable[[Terminal, Arrival], Awaitable[int]]

#: Seconds between two warnings that codes are guessed.
WARN_EVERY: Final = 60.0

_log = logging.getLogger(__name__)


class PortTaken(Exception):
    """The door cannot listen there. `str()` is one clear sentence."""


class SshDoor:
    """Listens, and shows a screen to whoever has a code.

    Opened by `open`; until then it knows nobody. `changed` is set when somebody came or left.
    """

    def __init__(
        self,
        folder: Path,
        lobby: Lobby,
        show: Show,
        answer: Answering | None,
        settings: SshSettings,
        changed: asyncio.Event,
    ) -> None:
        self.limits = settings.limits
        clock = asyncio.get_running_loop().time
        self.turnstile = Turnstile(self.limits, clock)
        self.attempts = Attempts(self.limits, clock)
        self.arrivals = Rate(self.limits.arrivals, self.limits.arrivals_per_second, clock)
        self.members: asyncssh.SSHAuthorizedKeys | None = None
        self.port = 0
        self.fingerprint = ""
        self._folder = folder
        self._lobby = lobby
        self._show = show
        self._answer = answer
        self._settings = settings
        self._changed = changed
        self._count = 0
        self._warned_at = -math.inf
        self._connections: set[Connection] = set()
        self._acceptors: list[asyncssh.SSHAcceptor] = []
        self._looking: asyncio.Task[None] | None = None

    @property
    def visitors(self) -> int:
        """How many people are in."""
        return sum(connection.is_visitor for connection in self._connections)

    async def open(self) -> None:
        """Listen. Raises HostKeyRefused, KeysRefused and PortTaken."""
        # asyncssh tells its log user names and addresses; from warnings on it does not.
        asyncssh.set_log_level("WARNING")
        settings = self._settings
        key = host_key(self._folder)
        self.reload()
        options = server_options(key, self.limits, keys_are_shown=self.members is not None)
        try:
            sockets = listening(settings.listen, settings.port)
            self.port = sockets[0].getsockname()[1]
            for each in sockets:
                self._acceptors.append(
                    await asyncssh.listen(
                        sock=each, server_factory=lambda: Connection(self), **options
                    )
                )
        except (OSError, OverflowError) as error:
            raise PortTaken(_why(error, settings)) from None
        self.fingerprint = fingerprint_of(key)
        self._looking = asyncio.create_task(self._look(), name="ssh door looks")
        _log.info("the SSH door is open")

    def reload(self) -> None:
        """Read the keys of members again; the earlier ones stay in force if that fails.

        Raises KeysRefused.
        """
        if self._settings.authorized_keys is not None:
            self.members = read_members(self._settings.authorized_keys)

    async def close(self, farewell: str, status: int = 0) -> None:
        """Let nobody in any more, say one line at every terminal and give them all back."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait({self._looking})
        for acceptor in self._acceptors:
            acceptor.close()
        leaving = list(self._connections)
        shown = [
            session.task
            for connection in leaving
            for session in connection.sessions
            if session.task is not None
        ]
        for connection in leaving:
            connection.part(farewell, status)
        gone = [asyncio.ensure_future(connection.gone.wait()) for connection in leaving]
        if gone:
            _, late = await asyncio.wait(gone, timeout=PARTING)
            for waiting in late:
                waiting.cancel()
        for connection in leaving:
            connection.abort()
        for task in shown:
            task.cancel()
        await asyncio.gather(*shown, return_exceptions=True)

    # What connections ask

    def admit(self, code: str) -> Admission | None:
        """What a code opens."""
        return self._lobby.admit(code)

    def guessed(self) -> None:
        """There were too many wrong codes: tell the log and whoever facilitates, now and then."""
        now = asyncio.get_running_loop().time()
        if now - self._warned_at >= WARN_EVERY:
            self._warned_at = now
            _log.warning("too many wrong codes: whoever types one has to wait")
            self._lobby.wrong_codes.notify()

    def has_ended(self, admission: Admission) -> bool:
        """Whether the session that this opened is over."""
        room = self._lobby.rooms.get(admission.key)
        return room is not None and room.closed

    def came(self, connection: Connection) -> int:
        """Count somebody in; their number."""
        self._connections.add(connection)
        self._count += 1
        return self._count

    def left(self, connection: Connection) -> None:
        """Count somebody out."""
        self._connections.discard(connection)
        self._changed.set()

    async def show(self, terminal: Terminal, arrival: Arrival) -> int:
        """Show a screen until it ends."""
        return await self._show(terminal, arrival)

    async def answer(self, guest: Guest, command: str, language: str) -> Answer:
        """Answer a command."""
        if self._answer is None:
            return await no_commands(command, language)
        return await self._answer(self._lobby, guest, command, language)

    async def _look(self) -> None:
        """Look now and then whether a visit lasts too long, and say what was turned away."""
        said = 0
        while True:
            await asyncio.sleep(self.limits.look)
            for connection in list(self._connections):
                connection.look()
            if self.turnstile.turned_away > said:
                _log.warning("%d connections were turned away", self.turnstile.turned_away - said)
                said = self.turnstile.turned_away


def _why(error: Exception, settings: SshSettings) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return (
            f"Port {settings.port} is in use by another program: give another one with `--port`, "
            "or `--port 0` for any that is free."
        )
    if number == errno.EACCES:
        return f"Port {settings.port} is not for everybody: give one above 1023 with `--port`."
    return (
        f"Nobody can be let in at {settings.listen or 'this machine'}, port {settings.port}: "
        "give an address of this machine with `--listen`, and a port with `--port`."
    )
