"""All private names of asyncssh that retro touches; checked against 2.24.1.

asyncssh pays no attention to a socket that takes no more, keeps every variable that a client sends,
answers as many requests to be let in as there are, and drops a command that is no UTF-8 without a
word. None of that can be changed from outside.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final, TypeAlias, cast

import asyncssh
from asyncssh.auth import KbdIntChallenge, KbdIntResponse
from asyncssh.constants import (
    MSG_CHANNEL_OPEN,
    MSG_USERAUTH_REQUEST,
    OPEN_RESOURCE_SHORTAGE,
)
from asyncssh.encryption import get_encryption_algs
from asyncssh.kex import get_kex_algs
from asyncssh.mac import get_mac_algs
from asyncssh.packet import SSHPacket

from retro.doors.local.protocol import VARIABLES

__all__ = [
    "UNREADABLE",
    "KbdIntChallenge",
    "KbdIntResponse",
    "NarrowChannel",
    "count_requests",
    "get_encryption_algs",
    "get_kex_algs",
    "get_mac_algs",
    "has_spoken",
    "heed_full_socket",
    "heed_key_exchange",
    "narrow_channel",
    "pace_reading",
    "refuse_small_packets",
    "transport_of",
    "unsent",
]

#: What asyncssh calls with a packet: the connection or its part, the kind, a number, the packet.
_Handler: TypeAlias = Callable[[Any, int, int, SSHPacket], Awaitable[None] | None]

#: What stands for a command that cannot be read; a real one has no zero byte either.
UNREADABLE: Final = "\0"

#: Bytes of a packet that a client has to take at least. All have to take 32 KiB (RFC 4253, 6.1),
#: and what is sent costs by the packet: in packets of one byte a screen stops everybody.
SMALLEST_PACKET: Final = 4096
#: Bytes that are read at once; asyncio would read 256 KiB, which may be 7,000 messages.
MOST_READ: Final = 16 * 1024

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


def heed_key_exchange(
    connection: asyncssh.SSHServerConnection, begun: Callable[[], None], done: Callable[[], None]
) -> None:
    """Call `begun` when keys are to be agreed upon, at first or anew, and `done` when they are.

    In between asyncssh puts aside whatever is to be sent, without bound.
    """
    begin, send = connection._send_kexinit, connection._send_deferred_packets

    def exchange() -> None:
        begun()
        begin()

    def agreed() -> None:
        send()
        if connection._kex_complete:
            done()

    connection._send_kexinit = exchange  # type: ignore[method-assign]
    connection._send_deferred_packets = agreed  # type: ignore[method-assign]


def unsent(connection: asyncssh.SSHServerConnection) -> int:
    """Bytes that the socket has not taken, with those that wait for keys."""
    aside = sum(len(part) for _, parts in connection._deferred_packets for part in parts)
    transport = transport_of(connection)
    return aside + (transport.get_write_buffer_size() if transport is not None else 0)


def pace_reading(connection: asyncssh.SSHServerConnection, owed: Callable[[int], float]) -> None:
    """Call `owed` with how many messages came, and read no more for as many seconds as it says."""
    transport = transport_of(connection)
    transport.max_size = MOST_READ  # type: ignore[attr-defined]
    loop = asyncio.get_running_loop()
    take = connection.data_received
    seen = 0

    def received(data: bytes, datatype: int | None = None) -> None:
        nonlocal seen
        take(data, datatype)
        number = connection._recv_seq
        # The numbers begin anew with new keys. A read costs as much as a message.
        count = 1 + (number - seen if number >= seen else number)
        seen = number
        seconds = owed(count)
        if seconds > 0 and not transport.is_closing():
            transport.pause_reading()
            loop.call_later(seconds, go_on)

    def go_on() -> None:
        if not transport.is_closing():
            transport.resume_reading()

    connection.data_received = received  # type: ignore[method-assign]


def refuse_small_packets(connection: asyncssh.SSHServerConnection) -> None:
    """Open no channel to a client that takes next to nothing at once; asyncssh takes any."""
    handlers = dict(connection._packet_handlers)
    begin: _Handler = handlers[MSG_CHANNEL_OPEN]

    def opened(part: Any, kind: int, number: int, packet: SSHPacket) -> Awaitable[None] | None:
        # RFC 4254, 5.1: the kind of channel, its number, its window, its largest packet.
        ahead = SSHPacket(packet.get_remaining_payload())
        ahead.get_string()
        channel = ahead.get_uint32()
        ahead.get_uint32()
        if ahead.get_uint32() >= SMALLEST_PACKET:
            return begin(part, kind, number, packet)
        connection.send_channel_open_failure(
            channel, OPEN_RESOURCE_SHORTAGE, f"Packets of {SMALLEST_PACKET} bytes are needed", "en"
        )
        return None

    connection._packet_handlers = {**handlers, MSG_CHANNEL_OPEN: opened}


def count_requests(
    connection: asyncssh.SSHServerConnection,
    may_ask: Callable[[], bool],
    may_reply: Callable[[], bool],
) -> None:
    """Call `may_ask` for every request to be let in, and `may_reply` for every reply to a question.

    They are called when the message comes, one after the other; where one says no, nothing of the
    message is looked at. asyncssh calls its own callbacks later and for the last of several replies
    alone: fifty wrong codes in one packet cost a guesser nothing.
    """
    handlers = dict(connection._packet_handlers)
    begin: _Handler = handlers[MSG_USERAUTH_REQUEST]

    def ask(part: Any, kind: int, number: int, packet: SSHPacket) -> Awaitable[None] | None:
        if connection._auth_complete:
            return begin(part, kind, number, packet)
        return begun(begin(part, kind, number, packet)) if may_ask() else None

    async def begun(beginning: Awaitable[None] | None) -> None:
        if beginning is not None:
            await beginning
        if (auth := connection._auth) is not None:
            # The next packet is read after this, so no reply gets past.
            theirs = auth._packet_handlers
            auth._packet_handlers = {each: partial(reply, theirs[each]) for each in theirs}

    def reply(
        handler: _Handler, part: Any, kind: int, number: int, packet: SSHPacket
    ) -> Awaitable[None] | None:
        return handler(part, kind, number, packet) if may_reply() else None

    connection._packet_handlers = {**handlers, MSG_USERAUTH_REQUEST: ask}


def has_spoken(connection: asyncssh.SSHServerConnection) -> bool:
    """Whether the other side said which version it is: the first thing that any client does."""
    return bool(connection._client_version)
