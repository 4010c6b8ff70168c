"""All private names of asyncssh that retro touches; checked against 2.24.1.

asyncssh pays no attention to a socket that takes no more, keeps every variable that a client sends,
and drops a command that is no UTF-8 without a word. None of that can be changed from outside.
"""

import asyncio
from collections.abc import Callable
from typing import Final, cast

import asyncssh
from asyncssh.packet import SSHPacket

from retro.doors.local.protocol import VARIABLES

#: What stands for a command that cannot be read; a real one has no zero byte either.
UNREADABLE: Final = "\0"

_MOST_VARIABLES: Final = 32
_LONGEST_NAME: Final = 64
_LONGEST_VALUE: Final = 256
_NAMES: Final = frozenset(name.encode("ascii") for name in VARIABLES)


class NarrowChannel(asyncssh.SSHServerChannel[bytes]):
    """A session channel that keeps few variables and offers neither agent nor X11."""

    longest_command: int

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name = packet.get_string()
        value = packet.get_string()
        packet.check_end()
        wanted = name in _NAMES or (name.startswith(b"LC_") and len(name) <= _LONGEST_NAME)
        plain = value.isascii() and value.decode("ascii", "replace").isprintable()
        if not wanted or not plain or len(value) > _LONGEST_VALUE or not name.isascii():
            return False
        if len(self._env) >= _MOST_VARIABLES and name not in self._env:
            return False
        self._env[name] = value
        return True

    def _process_exec_request(self, packet: SSHPacket) -> bool:
        content = packet.get_string()
        packet.check_end()
        command = UNREADABLE
        if len(content) <= self.longest_command:
            try:
                command = content.decode("utf-8")
            except UnicodeDecodeError:
                command = UNREADABLE
        return self._start_session(command=command)

    def _process_x11_req_request(self, packet: SSHPacket) -> bool:
        return False

    # asyncssh answers this one later and so declares that nothing is returned.
    def _process_auth_agent_req_at_openssh_dot_com_request(  # type: ignore[override]
        self, packet: SSHPacket
    ) -> bool:
        return False


def narrow_channel(
    connection: asyncssh.SSHServerConnection, window: int, packet: int, longest_command: int
) -> NarrowChannel:
    """A channel for `SSHServer.session_requested`: bytes, no line editor.

    `window` and `packet` are the bytes that a client may send ahead, and at once.
    """
    connection._update_recv_pktlen(packet)
    channel = NarrowChannel(
        connection,
        asyncio.get_running_loop(),
        True,
        False,
        False,
        0,
        1024,
        None,
        "strict",
        window,
        packet,
    )
    channel.longest_command = longest_command
    return channel


def transport_of(connection: asyncssh.SSHServerConnection) -> asyncio.Transport:
    """The socket below a connection that was just made."""
    return cast(asyncio.Transport, connection._transport)


def heed_full_socket(
    connection: asyncssh.SSHServerConnection, full: Callable[[], None], free: Callable[[], None]
) -> None:
    """Call `full` when the socket takes no more, and `free` when it does again.

    asyncssh's own methods do nothing. A client with a window of 4 GiB that does not read had a
    server keep 155 MiB in five seconds.
    """
    connection.pause_writing = full  # type: ignore[method-assign]
    connection.resume_writing = free  # type: ignore[method-assign]


def has_spoken(connection: asyncssh.SSHServerConnection) -> bool:
    """Whether the other side said which version it is: the first thing that any client does."""
    return bool(connection._client_version)
