"""One screen, or one command, of somebody who is in."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, replace
from typing import Final, Protocol

import asyncssh

from retro.doors.arrival import Answer, Arrival, Guest
from retro.doors.ssh.asyncssh_internals import UNREADABLE
from retro.doors.ssh.language import language_of
from retro.doors.ssh.limits import Limits
from retro.doors.ssh.refusals import FAULT, FULL, NO_COMMANDS, STALLED, UNREADABLE_COMMAND, refusal
from retro.doors.ssh.terminal import Flow, SshTerminal
from retro.terminal.protocol import Terminal, UnsupportedTerminal, capabilities_from
from retro.terminal.receiving import HIGH, LOW, TYPED_AHEAD
from retro.ui.sayings import said

#: A window that was closed, or `kill` at the other side.
_LEAVING: Final = frozenset({"HUP", "TERM"})
#: A subsystem is asked for by programs that copy files, and answered as they are.
_FOR_FILES: Final = "sftp"
#: Seconds that a client has to take its last words when it took nothing before.
PARTING: Final = 2.0

_log = logging.getLogger(__name__)


class Host(Protocol):
    """What a session needs of its connection."""

    limits: Limits
    guest: Guest | None
    is_turned_away: bool

    def unsent(self) -> int:
        """Bytes that the connection has not sent."""

    async def show(self, terminal: Terminal, arrival: Arrival) -> int:
        """Show a screen."""

    async def answer(self, command: str, language: str) -> Answer:
        """Answer a command."""

    def began(self, session: "SshSession") -> None:
        """A session shows or answers something from here."""

    def left(self, session: "SshSession") -> None:
        """A session is over."""

    def abort(self) -> None:
        """Wait no longer for a client that does not read."""


@dataclass(frozen=True, slots=True)
class _Said:
    status: int
    out: str = ""
    err: str = ""


class SshSession(asyncssh.SSHServerSession[bytes]):
    """What one channel is for. It has neither a shell nor files: a screen, or an answer."""

    def __init__(self, host: Host) -> None:
        self.task: asyncio.Task[None] | None = None
        self._host = host
        self._term: str | None = None
        self._size = (0, 0)
        self._command: str | None = None
        self._terminal: SshTerminal | None = None
        self._late: asyncio.TimerHandle | None = None
        self._is_over = False
        self._early = b""
        self.flow = Flow(host.limits.stall, self.stalled)

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """The channel is open."""
        self._channel = chan
        chan.set_write_buffer_limits(HIGH, LOW)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """There is a terminal at the other side."""
        self._term = term_type
        self._size = term_size[:2]
        return True

    def shell_requested(self) -> bool:
        """Somebody wants the screen."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Somebody asks something."""
        self._command = command
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """A program wants to copy files; it is told why not."""
        self._command = _FOR_FILES
        return True

    def session_started(self) -> None:
        """What was asked for can be shown."""
        self._host.began(self)
        loop = asyncio.get_running_loop()
        # An empty context: whoever opened the door may have been inside an app.
        self.task = loop.create_task(self._run(), name="ssh session", context=Context())
        self.task.add_done_callback(self._done)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """The person typed. A command is asked without input."""
        if self._terminal is not None:
            self._terminal.received(data)
        elif self._command is None:
            self._early = (self._early + data)[:TYPED_AHEAD]

    def eof_received(self) -> bool:
        """Nothing more is typed; what is shown goes on."""
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """The window has another size."""
        self._size = width, height
        if self._terminal is not None:
            self._terminal.resized(width, height)

    def signal_received(self, signal: str) -> None:
        """The other side ends."""
        if signal in _LEAVING:
            self.part("", 0)

    def pause_writing(self) -> None:
        """The window is full."""
        self.flow.hold("window")

    def resume_writing(self) -> None:
        """The window has room."""
        self.flow.go_on("window")

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel is closed."""
        self._is_over = True
        self.flow.end()
        if self._late is not None:
            self._late.cancel()
        if self._terminal is not None:
            self._terminal.lost()
        elif self.task is not None:
            self.task.cancel()
        self._host.left(self)

    def part(self, farewell: str, status: int) -> None:
        """Say one line, in the language that the client sent, and end."""
        farewell = self._in_their_language(farewell)
        if self._terminal is not None:
            self._terminal.end_visit(farewell, status)
        else:
            self._say(_Said(status or 1, "", f"{farewell}\n" if farewell else ""))
            if self.task is not None:
                self.task.cancel()

    async def _run(self) -> None:
        if self._host.is_turned_away:
            self._say(_Said(1, "", f"{self._in_their_language(FULL)}\n"))
        elif self._command is None and self._term is not None:
            await self._show()
        else:
            await self._answer(self._command or "")

    async def _show(self) -> None:
        environment = _environment(self._channel)
        try:
            found = capabilities_from(self._term or "", environment)
        except UnsupportedTerminal as error:
            self._say(_Said(2, "", f"{error}\n"))
            return
        # What somebody else wrote never fills a person's clipboard.
        limits = self._host.limits
        capabilities = replace(found, clipboard=False, largest=(limits.columns, limits.rows))
        terminal = SshTerminal(
            self._channel, self._host.unsent, self.flow, capabilities, self._size
        )
        self._terminal = terminal
        terminal.received(self._early)
        self._early = b""
        # Ctrl+S and Ctrl+Q are keys.
        self._channel.set_xon_xoff(False)
        arrival = Arrival({}, language_of(environment), self._host.guest, "join")
        farewell, status = "", 1
        try:
            status = await self._host.show(terminal, arrival)
        except Exception as error:
            _log.error("a screen failed: %s", type(error).__name__, exc_info=error)
            farewell = self._in_their_language(FAULT)
        finally:
            terminal.close(farewell, status)

    async def _answer(self, command: str) -> None:
        """Answer a command; without one, and without a terminal, what is answered is help."""
        if UNREADABLE in command:
            self._say(_Said(2, "", f"{self._in_their_language(UNREADABLE_COMMAND)}\n"))
            return
        if refused := refusal(command):
            self._say(_Said(1, "", f"{self._in_their_language(refused)}\n"))
            return
        try:
            answer = await self._host.answer(command, language_of(_environment(self._channel)))
        except Exception as error:
            _log.error("a command failed: %s", type(error).__name__, exc_info=error)
            answer = _Said(1, "", f"{self._in_their_language(FAULT)}\n")
        self._say(answer)

    def _in_their_language(self, sentence: str) -> str:
        """Nothing was said of a language before the channel is open; then it is English."""
        return said(sentence, language_of(_environment(self._channel)))

    def _say(self, answer: Answer) -> None:
        """Write an answer and end. Lines end as Unix has them, unless a terminal shows them."""
        with suppress(OSError):  # the other side left meanwhile
            self._channel.write(self._lines(answer.out))
            self._channel.write_stderr(self._lines(answer.err))
            self._channel.exit(answer.status)

    def _lines(self, text: str) -> bytes:
        lines = text if self._term is None else text.replace("\n", "\r\n")
        return lines.encode("utf-8", "replace")

    def _done(self, task: asyncio.Task[None]) -> None:
        """A client that does not take the end of what it was shown is not waited for."""
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a session failed: %s", type(error).__name__, exc_info=error)
        self._end_within(self._host.limits.last_words)

    def stalled(self) -> None:
        """End it: nothing is taken."""
        _log.info("a terminal took no output for too long")
        self.part(STALLED, 1)
        self._end_within(PARTING)

    def _end_within(self, seconds: float) -> None:
        if self._late is not None:
            self._late.cancel()
        if not self._is_over:
            self._late = asyncio.get_running_loop().call_later(seconds, self._host.abort)


async def no_commands(command: str, language: str) -> Answer:
    """Answer when nobody said how: there are no commands."""
    return _Said(2 if command else 1, "", f"{said(NO_COMMANDS, language)}\n")


def _environment(channel: asyncssh.SSHServerChannel[bytes]) -> Mapping[str, str]:
    """What the client says of its terminal and language; kept short by the channel."""
    return channel.get_environment()
