"""Whoever has no code yet: bare connections, broken greetings, lengths that lie, old ciphers."""

import socket
from contextlib import ExitStack

import asyncssh
import pytest

from tests.doors.people import until
from tests.ssh.hostile import knock, knocking, options, packet, read_to_end
from tests.ssh.member import member
from tests.ssh.server import MIB, Server

GREETING = b"SSH-2.0-stranger\r\n"
KEXINIT = 20


def test_silent_connections_are_few_and_somebody_still_comes_in(server: Server) -> None:
    """T19: of 500 connections that say nothing the door keeps 16, and people come in meanwhile.

    All come from one address, the victim of this flood from another, as in a real room. That
    the silent ones are cut after 30 seconds is T19 of `python -m tests.ssh.long`.
    """
    before = server.sockets
    with ExitStack() as held:
        for _ in range(500):
            held.enter_context(knock(server))
        until(lambda: server.sockets - before <= 16, "the door keeps too many who say nothing")
        with member(server, server.participant, "", "-b", server.stranger()) as person:
            person.shows("Your name")
        assert server.sockets - before <= 16
    until(lambda: server.sockets <= before, "connections were left open")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"A" * 8192, id="8 KiB without an end of line"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: retro\r\n\r\n", id="HTTP"),
        pytest.param(b"SSH-1.5-old\r\n", id="SSH 1.5"),
        pytest.param(b"SSH-2.0-\x1b]0;owned\x07\xff\r\n" + packet(b"\x63"), id="escapes"),
        pytest.param(GREETING + packet(b"\x14" + bytes(16))[:20], id="half a key exchange"),
        pytest.param(GREETING + packet(b"\x14" + bytes(20)), id="an empty key exchange"),
        pytest.param(GREETING + packet(b"\x32" + bytes(40)), id="authentication first"),
        pytest.param(GREETING + packet(b"\x5a" + bytes(40)), id="a channel first"),
    ],
)
def test_a_greeting_that_is_none_ends_the_connection(server: Server, said: bytes) -> None:
    """T20: what is no SSH is hung up on, and no traceback is written."""
    with knock(server) as connection:
        connection.sendall(said)
        # One that only stays silent now would be waited for, as T19 has it.
        connection.shutdown(socket.SHUT_WR)
        received = read_to_end(connection)
    assert received == b"" or received.startswith(b"SSH-2.0-retro\r\n")
    assert "Traceback" not in server.log()


@pytest.mark.parametrize("length", [0, 1, 256 * 1024 + 1, 2**31, 2**32 - 1])
def test_a_length_that_lies_before_authentication_ends_the_connection(
    server: Server, length: int
) -> None:
    """T21: a packet that claims an impossible length is hung up on, and nothing is kept for it."""
    before = server.resident
    with knock(server) as connection:
        connection.sendall(GREETING + packet(b"\x14" + bytes(64), length=length))
        connection.shutdown(socket.SHUT_WR)
        read_to_end(connection)
    assert server.resident - before < 2 * MIB


@pytest.mark.parametrize("length", [0, 256 * 1024 + 1, 2**32 - 1])
async def test_a_length_that_lies_after_the_key_exchange_ends_the_connection(
    server: Server, length: int
) -> None:
    """T21: nor once the line is encrypted. With an encrypt-then-MAC cipher the length is bare."""
    before = server.resident
    ciphers = {"encryption_algs": "aes256-ctr", "mac_algs": "hmac-sha2-256-etm@openssh.com"}
    async with knocking(server, **ciphers) as knocker:
        knocker.conn._transport.write(length.to_bytes(4, "big") + bytes(4096))
        await knocker.cut()
    assert server.resident - before < 2 * MIB


@pytest.mark.parametrize(
    "choice",
    [
        {"compression_algs": "zlib@openssh.com"},
        {"compression_algs": "zlib"},
        {"kex_algs": "diffie-hellman-group1-sha1"},
        {"kex_algs": "diffie-hellman-group14-sha1"},
        {"encryption_algs": "3des-cbc"},
        {"mac_algs": "hmac-sha1", "encryption_algs": "aes256-ctr"},
        {"server_host_key_algs": "ssh-rsa"},
    ],
    ids=str,
)
async def test_old_algorithms_find_nobody_to_talk_to(
    server: Server, choice: dict[str, str]
) -> None:
    """T22: neither compression (a bomb) nor what is broken is agreed upon."""
    # The door hangs up at once, and its reason may be lost with the line.
    refusals = (asyncssh.KeyExchangeFailed, asyncssh.ProtocolError, asyncssh.ConnectionLost)
    with pytest.raises(refusals):
        await asyncssh.connect(server.host, server.port, username="x", **(options(server) | choice))


async def test_the_greeting_names_no_version(server: Server) -> None:
    """The first line says what this is, not which library of which age has to be attacked."""
    with knock(server) as connection:
        connection.sendall(GREETING)
        assert connection.recv(256).split(b"\r\n")[0] == b"SSH-2.0-retro"
