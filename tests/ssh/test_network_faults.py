"""Lines that break, stall, heal, and servers that end: nothing is lost and nobody else notices."""

import asyncio
import os
import resource
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.doors.people import until
from tests.ssh.guest import INSIDE, guest
from tests.ssh.member import Member, here, member
from tests.ssh.proxy import Proxy
from tests.ssh.server import MIB, Server, serving


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """A network to the server that can fail."""
    found = Proxy(server.host, server.port)
    yield found
    found.end()


def test_a_killed_client_is_gone_at_once(server: Server, victim: Member) -> None:
    """T23: kill -9 on the client's side shows on everybody's screen."""
    here(server, 1)
    with member(server, server.participant, "Abe") as person:
        here(server, 2)
        person.process.kill()
        here(server, 1)


def test_a_stopped_client_is_cut_and_costs_nothing(hasty: Server) -> None:
    """T23: a client that answers no question of life is cut (after some 60 s; made short here)."""
    with (
        member(hasty, hasty.participant, "Vera") as victim,
        member(hasty, hasty.participant, "Bea") as person,
    ):
        here(hasty, 2)
        before = hasty.resident
        os.killpg(person.process.pid, signal.SIGSTOP)
        try:
            here(hasty, 1)
        finally:
            os.killpg(person.process.pid, signal.SIGCONT)
        assert hasty.resident - before < 4 * MIB
        assert person.ends() == 255
        victim.echoes()


def test_a_client_that_was_stopped_for_a_moment_goes_on(server: Server, victim: Member) -> None:
    """T23: what changed meanwhile is on its screen."""
    with member(server, server.participant, "Cor") as person:
        os.killpg(person.process.pid, signal.SIGSTOP)
        with member(server, server.participant, "Dag"):
            here(server, 3)
            os.killpg(person.process.pid, signal.SIGCONT)
            person.echoes()


async def test_a_client_that_reads_nothing_costs_no_memory(server: Server, victim: Member) -> None:
    """T24: a window of 4 GiB and a socket that is not read: the server keeps a few frames."""
    with socket.socket() as narrow:
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        narrow.connect((server.host, server.port))
        narrow.setblocking(False)
        async with guest(server, server.participant, sock=narrow) as greedy:
            channel, seen = greedy.channel, greedy.seen
            await greedy.shows("name")
            before = server.resident
            channel._conn.send_packet(93, channel._send_chan.to_bytes(4, "big"), b"\xff" * 4)
            greedy.caller.conn._transport.pause_reading()
            for turn in range(300):
                greedy.caller.resize(channel, 290 + turn % 2, 100)
                if turn % 50 == 0:
                    await asyncio.to_thread(victim.echoes)
            await asyncio.to_thread(victim.echoes)
            assert server.resident - before < 8 * MIB
            assert len(seen.out) < 2 * MIB


async def test_a_stalled_terminal_is_dropped(hasty: Server) -> None:
    """T25: one that does not draw is let go after two minutes (made short here)."""
    async with (
        guest(hasty, hasty.participant, "Udo") as other,
        guest(hasty, hasty.participant, "Slow", window=65536) as slow,
    ):
        await asyncio.to_thread(here, hasty, 2)
        slow.channel.pause_reading()
        gone = asyncio.ensure_future(asyncio.to_thread(here, hasty, 1))
        turn = 0
        while not gone.done():
            turn += 1
            slow.caller.resize(slow.channel, 290 + turn % 2, 100)
            await other.echoes()
        await gone
        slow.channel.resume_reading()
        await slow.caller.closed(slow.seen)
        assert len(slow.seen.out) < 2 * MIB


def test_a_line_that_heals_goes_on(server: Server, victim: Member, proxy: Proxy) -> None:
    """T26: what was typed and shown while packets were lost comes once they are not."""
    with member(server, server.participant, "Eva", port=proxy.port) as person:
        person.press("enter").then("╭")
        proxy.hold()
        person.type("typed into the void")
        victim.echoes()
        assert "typed into the void" not in person.text
        proxy.heal()
        person.shows("typed into the void")
        person.echoes()


def test_a_cut_line_gives_everything_back_once(
    server: Server, victim: Member, proxy: Proxy
) -> None:
    """T26: with the ticket that was shown, one's cards and half-typed text come back, once."""
    with member(server, server.participant, "Fie", port=proxy.port) as person:
        ticket = person.ticket
        person.press("enter").then("╭")
        person.type("kept before the cut\r")
        person.shows("kept before the cut")
        person.type("half a thou")
        person.shows("half a thou")
        here(server, 2)
        proxy.cut()
        assert person.ends() == 255
    with member(server, ticket) as back:
        here(server, 2)
        back.shows("kept before the cut")
        # The writing line is open again, with what was in it.
        back.then("half a thou").then("╭")
        assert back.text.count("kept before the cut") == 1
        back.type("ght\r")
        back.shows("half a thought")


def test_coming_and_going_leaves_nothing(server: Server, victim: Member) -> None:
    """T27: in and out again by one ticket: one person, and no file or socket is left.

    `python -m tests.ssh.long returning` does it two hundred times.
    """
    with member(server, server.participant, "Gus") as person:
        ticket = person.ticket
    here(server, 1)
    before = server.descriptors
    for turn in range(4):
        with member(server, ticket) as person:
            person.shows(INSIDE)
            if turn % 2:
                person.type("\r~.")
                person.ends()
            else:
                person.process.kill()
    here(server, 1)
    until(lambda: server.sockets == 1, "connections are left")
    until(lambda: server.descriptors <= before, "files are left open")


def test_new_keys_under_way_lose_nothing(server: Server, victim: Member) -> None:
    """T28: with new keys every few KiB each key stroke comes once, and in order."""
    with member(server, server.participant, "Hal", "-o", "RekeyLimit=4K") as person:
        person.press("enter").then("╭")
        # As many as the screen holds: unseen cards stand in no order that one could scroll to.
        words = [f"rekey{number:02d}" for number in range(9)]
        for word in words:
            person.type(f"{word}\r")
        for word in words:
            person.shows(word)
        victim.echoes()


def test_a_server_that_is_stopped_says_so_to_everybody(tmp_path: Path) -> None:
    """T29: all get their terminals back and a sentence; a new server goes on with it all.

    `python -m tests.ssh.long ended` has twenty people.
    """
    with serving(tmp_path) as server, ExitStack() as stack:
        people = [
            stack.enter_context(member(server, server.participant, f"Person {number}"))
            for number in range(3)
        ]
        first = people[0]
        ticket = first.ticket
        first.press("enter").then("╭").type("kept\r")
        first.shows("kept")
        server.process.terminate()
        # All of them read on; what a client cannot write it throws away when it is cut.

        def gone() -> bool:
            for reading in people:
                reading.read(0)
            return server.process.poll() is not None

        until(gone)
        for person in people:
            # The exit status and the end of the line race each other; both are an end.
            assert person.ends() in (0, 255)
            assert "stopped" in person.sent[person.sent.rfind("\x1b[?1049l") :]
            assert person.is_restored
        with serving(tmp_path, port=server.port) as again:
            assert again.port == server.port
            assert again.fingerprint == server.fingerprint
            with member(again, ticket) as back:
                back.shows("kept")


def test_a_full_disk_takes_no_text(server: Server, victim: Member) -> None:
    """T30: what cannot be kept stays in the line of whoever typed it, and goes in afterwards.

    A file may not grow any more, which is what a full disk is to a program (EFBIG for ENOSPC).
    """
    with member(server, server.participant, "Ida") as person:
        person.press("enter").then("╭")
        limits = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, limits[1]))
        person.type("worth keeping\r")
        person.shows("Not saved")
        person.shows("worth keeping")
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limits)
        person.press("enter")
        person.press("esc").gone("╰")
        person.shows("worth keeping")
        with member(server, person.ticket) as back:
            back.shows("worth keeping")
            assert back.text.count("worth keeping") == 1
