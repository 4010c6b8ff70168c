"""Clients that do not behave: an SSH client that says what it likes, and bare sockets.

asyncssh's own client is polite. Here its turns of the conversation are taken over where that is
needed, with what RFC 4252 (authentication) and RFC 4254 (channels) call the messages.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import asyncssh
from asyncssh.packet import Boolean, Byte, SSHPacket, String, UInt32

from tests.ssh.server import Server

#: Seconds after which a condition that was waited for is given up.
PATIENCE = 20.0

SERVICE_ACCEPT: Final = 6
USERAUTH_REQUEST: Final = 50
USERAUTH_FAILURE: Final = 51
USERAUTH_SUCCESS: Final = 52
USERAUTH_BANNER: Final = 53
#: The same number answers a key probe (RFC 4252, 7) and asks for replies (RFC 4256, 3.2).
USERAUTH_INFO_REQUEST: Final = 60
USERAUTH_INFO_RESPONSE: Final = 61
CHANNEL_DATA: Final = 94
CHANNEL_REQUEST: Final = 98


async def until(condition: Any, what: str = "it never came true") -> None:
    """Wait until `condition()` is true, while the loop runs."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, what
        await asyncio.sleep(0.005)


def options(server: Server) -> dict[str, Any]:
    """What every client here says to asyncssh: nothing of the machine it runs on."""
    return {
        "known_hosts": str(server.known_hosts),
        "config": None,
        "agent_path": None,
        "client_keys": None,
        "client_host_keys": None,
        "x509_trusted_certs": None,
        "gss_host": None,
        "request_pty": False,
    }


class _Listening:
    """In the place of asyncssh's own authentication: hears what the server says."""

    def __init__(self, knocker: "Knocker") -> None:
        self.knocker = knocker

    def log_received_packet(self, *_: object) -> None:
        """Nothing is logged."""

    def process_packet(self, kind: int, number: int, packet: SSHPacket) -> bool:
        """Keep what came."""
        self.knocker.hear(kind, packet)
        return True

    def cancel(self) -> None:
        """Nothing to cancel."""


class Knocker(asyncssh.SSHClient):
    """Somebody at the door whose authentication is written out by the test, message by message."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, bytes]] = []
        self.is_at_the_door = False
        self.is_in = False
        self.is_cut = False

    def connection_made(self, conn: asyncssh.SSHClientConnection) -> None:
        """Take over from the accepted service on."""
        self.conn: Any = conn
        handlers = dict(self.conn._packet_handlers)
        handlers[SERVICE_ACCEPT] = self._accepted
        for kind in (USERAUTH_FAILURE, USERAUTH_SUCCESS, USERAUTH_BANNER):
            handlers[kind] = lambda _, kind, number, packet: self.hear(kind, packet)
        self.conn._packet_handlers = handlers

    def connection_lost(self, exc: Exception | None) -> None:
        """Keep that it is over."""
        self.is_cut = True

    def _accepted(self, *_: object) -> None:
        self.conn._auth_in_progress = True
        self.conn._auth = _Listening(self)
        self.is_at_the_door = True

    def hear(self, kind: int, packet: SSHPacket) -> None:
        """Keep one message of the server."""
        self.heard.append((kind, packet.get_remaining_payload()))
        if kind == USERAUTH_SUCCESS:
            self.is_in = True
            self.conn._auth = None
            self.conn._auth_in_progress = False
            self.conn._auth_complete = True

    def count(self, kind: int) -> int:
        """How many messages of a kind came."""
        return sum(heard == kind for heard, _ in self.heard)

    def request(self, user: str | bytes, method: str, *more: bytes) -> None:
        """Ask to be let in."""
        self.conn.send_packet(
            USERAUTH_REQUEST,
            String(user),
            String("ssh-connection"),
            String(method),
            *more,
        )

    def password(self, user: str, code: str) -> None:
        """Try a code as a password."""
        self.request(user, "password", Boolean(False), String(code))

    def interactive(self, user: str | bytes) -> None:
        """Ask to be asked."""
        self.request(user, "keyboard-interactive", String(""), String(""))

    def reply(self, *replies: str) -> None:
        """Answer what was asked, or what was not."""
        self.conn.send_packet(
            USERAUTH_INFO_RESPONSE, UInt32(len(replies)), *(String(reply) for reply in replies)
        )

    def probe(self, user: str, key: asyncssh.SSHKey) -> None:
        """Ask whether a key would do, without having it (RFC 4252, 7)."""
        public = key.public_data
        algorithm = key.algorithm
        self.request(user, "publickey", Boolean(False), String(algorithm), String(public))

    def sign(self, user: str, key: Any) -> None:
        """Come in with a key that one has."""
        begun = b"".join(
            (
                String(user),
                String("ssh-connection"),
                String("publickey"),
                Boolean(True),
                String(key.algorithm),
                String(key.public_data),
            )
        )
        signed = key.sign(
            String(self.conn._session_id) + Byte(USERAUTH_REQUEST) + begun, key.algorithm
        )
        self.conn.send_packet(USERAUTH_REQUEST, begun, String(signed))

    @property
    def answers(self) -> list[tuple[int, bytes]]:
        """What came, besides greetings."""
        return [(kind, content) for kind, content in self.heard if kind != USERAUTH_BANNER]

    async def answered(self, number: int) -> None:
        """Wait until so many answers came, or the line was cut."""
        await until(lambda: self.is_cut or len(self.answers) >= number, f"only {self.heard} came")

    async def cut(self) -> None:
        """Wait until the server hangs up."""
        await until(lambda: self.is_cut, f"it was not cut after {self.heard[-5:]}")


@asynccontextmanager
async def knocking(server: Server, **more: Any) -> AsyncIterator[Knocker]:
    """Somebody whose keys are exchanged and who has said nothing yet."""
    knocker = Knocker()
    connecting = asyncio.ensure_future(
        asyncssh.connect(
            server.host,
            server.port,
            username="nobody",
            client_factory=lambda: knocker,
            **(options(server) | more),
        )
    )
    try:
        await until(lambda: knocker.is_at_the_door or connecting.done(), "no service was accepted")
        if not knocker.is_at_the_door:
            await connecting
        yield knocker
    finally:
        with suppress(AttributeError):
            knocker.conn.abort()
        connecting.cancel()
        with suppress(asyncio.CancelledError, asyncssh.Error, OSError):
            await connecting


class Seen(asyncssh.SSHClientSession[bytes]):
    """A channel of which all that comes is kept."""

    def __init__(self) -> None:
        self.out = b""
        self.err = b""
        self.is_closed = False
        self.status: int | None = None

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Keep what came."""
        if datatype:
            self.err += data
        else:
            self.out += data

    def exit_status_received(self, status: int) -> None:
        """Keep the exit status."""
        self.status = status

    def eof_received(self) -> bool:
        """Stay open for writing."""
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        """Keep that it is over."""
        self.is_closed = True


class Caller:
    """An authenticated client with channels of its own making."""

    def __init__(self, conn: asyncssh.SSHClientConnection) -> None:
        self.conn: Any = conn

    async def open(self, command: str | None = None, **more: Any) -> tuple[Any, Seen]:
        """One more channel; with a terminal unless said otherwise."""
        choices: dict[str, Any] = {
            "request_pty": command is None,
            "term_type": "xterm-256color" if command is None else None,
            "term_size": (80, 24) if command is None else (),
            "encoding": None,
        }
        channel, session = await self.conn.create_session(Seen, command or (), **(choices | more))
        return channel, session

    def request(self, channel: Any, kind: str, *more: bytes, wants_reply: bool = False) -> None:
        """One request on a channel, as the client would not make it."""
        self.conn.send_packet(
            CHANNEL_REQUEST,
            UInt32(channel._send_chan),
            String(kind),
            Boolean(wants_reply),
            *more,
        )

    def resize(self, channel: Any, columns: int, rows: int) -> None:
        """Say that the window has another size; nothing is too large."""
        sizes = (UInt32(columns), UInt32(rows), UInt32(0), UInt32(0))
        self.request(channel, "window-change", *sizes)

    async def says(self, session: Seen, text: str) -> None:
        """Wait until this came on the channel."""
        await until(
            lambda: text.encode() in session.out, f"{text!r} never came: {session.out[-800:]!r}"
        )

    async def says_one_of(self, session: Seen, *texts: str) -> None:
        """Wait until one of these came on the channel."""
        await until(
            lambda: any(text.encode() in session.out for text in texts),
            f"none of {texts} came: {session.out[-800:]!r}",
        )

    async def closed(self, session: Seen) -> None:
        """Wait until the channel is closed."""
        await until(lambda: session.is_closed, "the channel was not closed")


@asynccontextmanager
async def calling(server: Server, user: str, **more: Any) -> AsyncIterator[Caller]:
    """Somebody whom the code in the user name let in."""
    async with asyncssh.connect(
        server.host, server.port, username=user, **(options(server) | more)
    ) as conn:
        yield Caller(conn)
        conn.abort()


def knock(server: Server) -> socket.socket:
    """A bare connection to the door."""
    found = socket.create_connection((server.host, server.port), timeout=PATIENCE)
    found.settimeout(PATIENCE)
    return found


def read_to_end(connection: socket.socket) -> bytes:
    """All that comes until the other side hangs up."""
    received = b""
    with suppress(ConnectionResetError, BrokenPipeError):
        while data := connection.recv(65536):
            received += data
    return received


def packet(payload: bytes, length: int | None = None) -> bytes:
    """A binary packet without encryption (RFC 4253, 6), of any length it claims to have."""
    padding = 8 - (len(payload) + 5) % 8 + 8
    claimed = len(payload) + padding + 1 if length is None else length
    return claimed.to_bytes(4, "big") + bytes([padding]) + payload + bytes(padding)
