"""Clients that keep to the protocol and ask for too much of it."""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import asyncssh
import pytest
from asyncssh.constants import MSG_KEXINIT

from retro.doors.arrival import Answer, Arrival, Guest
from retro.doors.ssh import connection as connection_module
from retro.doors.ssh.asyncssh_internals import heed_key_exchange, pace_reading, unsent
from retro.doors.ssh.connection import Connection
from retro.doors.ssh.door import SshDoor
from retro.doors.ssh.limits import Attempts, Bucket, Limits, Rate, Turnstile
from retro.doors.ssh.members import KeysRefused, read_members
from retro.doors.ssh.outlet import Outlet
from retro.doors.ssh.session import SshSession
from retro.doors.ssh.settings import SshSettings
from retro.doors.ssh.terminal import Flow
from retro.live.access import Admission
from retro.session.model import Role
from retro.terminal.protocol import Terminal
from tests.doors.joining import Server, serving
from tests.ssh.hostile import calling, until

CODE = "AAAA1111"
#: A way back.
TICKET = "r-23456789ABCDEFGH"
ADDRESS = "192.0.2.1"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("hostile"), "retro", key_exchange=0.5) as here:
        yield here


class Door:
    """A door that knows one code, and the wire below one connection."""

    members = None
    visitors = 0
    port = 2222

    def __init__(self, **limits: Any) -> None:
        self.limits = replace(Limits(), **limits)
        self.turnstile = Turnstile(self.limits, lambda: 0.0)
        self.attempts = Attempts(self.limits, lambda: 0.0)
        self.arrivals = Rate(self.limits.arrivals, 1.0, lambda: 0.0)
        self.aborted = 0
        self.warnings = 0

    def admit(self, code: str) -> Admission | None:
        person = {CODE: None, TICKET: 7}.get(code, -1)
        return None if person == -1 else Admission("key", Role.PARTICIPANT, person)

    def guessed(self) -> None:
        self.warnings += 1

    def disconnect(self, code: int, reason: str) -> None:
        """It was told why."""

    def abort(self) -> None:
        self.aborted += 1


def at(door: Door) -> Connection:
    """Somebody at that door."""
    connection = Connection(cast("Any", door))
    connection._connection = cast("Any", door)
    connection._address = ADDRESS
    return connection


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[Connection], SshSession | None]:
    """Open a session of a connection of which there is no more than `at` makes."""
    monkeypatch.setattr(connection_module, "narrow_channel", lambda *_: object())

    def open_one(connection: Connection) -> SshSession | None:
        connection.guest = Guest(None, True, 1)
        found = connection.session_requested()
        return cast("SshSession", found[1]) if isinstance(found, tuple) else None

    return open_one


# Packets


@pytest.mark.parametrize("size", [0, 1, 4095])
async def test_a_channel_of_small_packets_is_not_opened(server: Server, size: int) -> None:
    async with calling(cast("Any", server), server.code) as caller:
        for _ in range(3):
            with pytest.raises(asyncssh.ChannelOpenError):
                await caller.open(max_pktsize=size)
        # Nothing of it is left: as many as may be there at once can still be opened.
        for _ in range(2):
            _, seen = await caller.open(max_pktsize=4096)
            await caller.says(seen, "Your name")


class Wire:
    """What of a connection of asyncssh the parts that are tested here touch."""

    def __init__(self) -> None:
        self._transport = self
        self._deferred_packets: list[tuple[int, tuple[bytes, ...]]] = []
        self._kex_complete = True
        self._recv_seq = 0
        self.paused = 0
        self.read = 0

    def _send_kexinit(self) -> None:
        self._kex_complete = False

    def _send_deferred_packets(self) -> None:
        self._deferred_packets = []

    def get_write_buffer_size(self) -> int:
        return 100

    def data_received(self, data: bytes, datatype: int | None = None) -> None:
        self.read += len(data)
        self._recv_seq += data.count(b"\n")

    def pause_reading(self) -> None:
        self.paused += 1

    def is_closing(self) -> bool:
        return False

    def resume_reading(self) -> None:
        self.paused -= 1


async def test_messages_are_read_no_faster_than_they_may_come() -> None:
    wire: Any = Wire()
    now = 0.0
    limits = Limits()
    bucket = Bucket(limits.messages, limits.messages_per_second, lambda: now)
    pace_reading(wire, bucket.owe)
    assert wire.max_size <= 32 * 1024
    # A paste comes through at once.
    for _ in range(16):
        wire.data_received(b"x" * 4095 + b"\n")
    assert wire.paused == 0
    assert wire.read == 64 * 1024
    reads = 0
    while not wire.paused and reads < 100:
        wire.data_received(b"\n" * 400)
        reads += 1
    assert reads * 400 <= limits.messages + 400
    # New keys: the numbers begin anew.
    wire._recv_seq = 0
    wire.data_received(b"\n")
    await until(lambda: not wire.paused, "it is read no more")


def test_what_waits_for_keys_is_pending_and_output_waits_too() -> None:
    wire: Any = Wire()
    said: list[str] = []
    heed_key_exchange(wire, lambda: said.append("begun"), lambda: said.append("done"))
    wire._send_kexinit()
    wire._deferred_packets = [(94, (b"1234", b"x" * 1000)), (94, (b"y" * 5,))]
    assert unsent(wire) == 1109
    wire._send_deferred_packets()
    assert said == ["begun"]
    wire._kex_complete = True
    wire._send_deferred_packets()
    assert said == ["begun", "done"]
    assert unsent(wire) == 100


async def test_keys_that_are_never_agreed_upon_end_it(server: Server) -> None:
    async with calling(cast("Any", server), server.code) as caller:
        _, seen = await caller.open()
        await caller.says(seen, "Your name")
        process = caller.conn.process_packet

        def not_answered(kind: int, number: int, packet: Any) -> Any:
            return True if kind == MSG_KEXINIT else process(kind, number, packet)

        caller.conn.process_packet = not_answered
        caller.conn._send_kexinit()
        await caller.closed(seen)


async def test_new_keys_that_are_agreed_upon_end_nothing(server: Server) -> None:
    async with calling(cast("Any", server), server.code) as caller:
        channel, seen = await caller.open()
        await caller.says(seen, "Your name")
        for _ in range(2):
            caller.conn._send_kexinit()
            caller.conn._kexinit_sent = True
            await until(lambda: caller.conn._kex_complete)
        # Longer than an exchange of keys may take.
        ended = asyncio.ensure_future(caller.closed(seen))
        await asyncio.wait({ended}, timeout=1.0)
        assert not ended.done()
        ended.cancel()
        channel.write(b"Eve")
        await caller.says(seen, "Eve")


# A socket that takes nothing


async def test_a_new_session_hears_that_the_socket_is_full(
    opened: Callable[[Connection], SshSession | None],
) -> None:
    connection = at(Door())
    connection._outlet.hold("socket")
    session = opened(connection)
    assert session is not None
    waiting = asyncio.ensure_future(session.flow.drained())
    done, _ = await asyncio.wait({waiting}, timeout=0)
    assert not done
    connection._outlet.go_on("socket")
    await waiting


async def test_a_stall_is_counted_for_all_sessions_of_a_connection() -> None:
    stalled = asyncio.Event()
    sessions: list[Any] = []
    outlet = Outlet(0.01, stalled.set, sessions)
    outlet.hold("socket")
    # The session that was there ended; another one is not told a later time.
    sessions.append(SimpleNamespace(flow=Flow(1000.0, pytest.fail)))
    outlet.tell(sessions[0])
    await asyncio.wait_for(stalled.wait(), 20)
    sessions[0].flow.end()


# Members


@pytest.mark.parametrize(
    "options",
    [
        'expiry-time="20200101"',
        'ssh-x,command="date"',
        "cert-authority",
        'no-pty,expiry-time="20200101"',
        'from="192.0.2.1",principals="a"',
        'from="a\\"b"',
        "zos-key-ring-label",
    ],
)
def test_options_that_are_not_obeyed_are_refused(tmp_path: Path, options: str) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode().strip()
    path = tmp_path / "authorized_keys"
    path.touch(mode=0o600)
    path.write_text(f"restrict,no-pty {key} tia, at work\n\n# more\n{options} {key}\n")
    with pytest.raises(KeysRefused, match="line 4"):
        read_members(path)


# What is typed early


class Host:
    """A connection of which one session is shown."""

    is_turned_away = False
    guest: Guest | None = Guest(None, True, 1)

    def __init__(self) -> None:
        self.limits = Limits()
        self.typed = b""

    def unsent(self) -> int:
        return 0

    async def show(self, terminal: Terminal, arrival: Arrival) -> int:
        def read(data: bytes) -> None:
            self.typed += data

        terminal.on_input(read)
        return 0

    async def answer(self, command: str, language: str) -> Answer:
        raise AssertionError

    def began(self, session: SshSession) -> None:
        """It did."""

    def left(self, session: SshSession) -> None:
        """It did."""

    def abort(self) -> None:
        """Nothing is there."""


class Channel:
    """A channel that takes whatever is sent."""

    def __getattr__(self, name: str) -> Any:
        return (lambda *_: {}) if name == "get_environment" else (lambda *_: None)


async def test_what_is_typed_before_there_is_a_screen_comes_through() -> None:
    host = Host()
    session = SshSession(host)
    session.connection_made(cast("Any", Channel()))
    session.pty_requested("xterm-256color", (80, 24, 0, 0), {})
    session.data_received(b"T", None)
    session.session_started()
    session.data_received(b"ia\r", None)
    for _ in range(100):
        session.data_received(b"x" * 4096, None)
    assert session.task is not None
    await session.task
    session.connection_lost(None)
    assert host.typed.startswith(b"Tia\rxxx")
    assert len(host.typed) == 64 * 1024


# How much, and how often


async def test_a_connection_begins_so_many_screens_and_no_more(
    opened: Callable[[Connection], SshSession | None],
) -> None:
    connection = at(Door())
    begun = 0
    for _ in range(200):
        if (session := opened(connection)) is not None:
            begun += 1
            connection.sessions.discard(session)
    assert begun == Limits().openings
    connection._stop_waiting()


async def test_a_hundred_come_with_one_code_and_thousands_do_not() -> None:
    door = Door()
    stayed = 0
    for _ in range(1000):
        connection = at(door)
        connection.begin_auth(CODE)
        connection.auth_completed()
        connection._stop_waiting()
        stayed += not connection.is_turned_away
    assert 100 <= stayed == Limits().arrivals


async def test_those_who_come_back_are_kept_out_by_nobody_else() -> None:
    door = Door()

    def stays(user: str) -> bool:
        connection = at(door)
        connection.begin_auth(user)
        connection.auth_completed()
        connection._stop_waiting()
        return not connection.is_turned_away

    while stays(CODE):
        pass
    assert sum(stays(TICKET) for _ in range(1000)) == Limits().arrivals


def test_one_code_from_everywhere_comes_no_faster() -> None:
    rate = Rate(3, 1.0, lambda: 0.0)
    assert [rate.take("key participant") for _ in range(4)] == [True, True, True, False]
    assert rate.take("key observer")


def test_two_addresses_keep_nobody_out() -> None:
    limits = Limits()
    now = 0.0
    turnstile = Turnstile(replace(limits, burst=1000), lambda: now)
    dropped: list[tuple[str, int]] = []

    def dropping(address: str, number: int) -> Callable[[], None]:
        return lambda: dropped.append((address, number))

    for number in range(limits.strangers):
        address = "one" if number < 120 else "two"
        assert turnstile.enter(address, dropping(address, number))
    assert not dropped
    for number in range(30):
        assert turnstile.enter(f"other {number}", dropping("other", number))
    assert dropped == [("one", number) for number in range(30)]
    assert turnstile.strangers == limits.strangers
    # Whoever has most themselves push nobody out.
    assert not turnstile.enter("one", dropping("one", 999))
    assert len(dropped) == 30


def test_whoever_was_dropped_does_not_leave_twice() -> None:
    turnstile = Turnstile(replace(Limits(), strangers=2), lambda: 0.0)
    dropped: list[int] = []
    first, second = (lambda: dropped.append(1)), (lambda: dropped.append(2))
    assert turnstile.enter("one", first)
    assert turnstile.enter("one", second)
    assert turnstile.enter("two", lambda: None)
    assert dropped == [1]
    turnstile.leave("one", first)
    assert turnstile.strangers == 2


async def test_names_that_look_like_codes_are_counted_after_the_first_ones() -> None:
    door = Door()
    for _ in range(door.limits.names_per_address):
        assert at(door).begin_auth("SOMEBODY")
    assert door.attempts.may_try(ADDRESS)
    for _ in range(door.limits.failures_per_address):
        assert at(door).begin_auth("SOMEBODY")
    assert not door.attempts.may_try(ADDRESS)
    assert door.warnings == 1
    assert door.attempts.may_try("192.0.2.2")


# What is left behind


async def test_a_door_that_closed_looks_no_more(tmp_path: Path) -> None:
    async def show(terminal: Terminal, arrival: Arrival) -> int:
        return 0

    settings = SshSettings("127.0.0.1", 0)
    tmp_path.chmod(0o700)
    door = SshDoor(tmp_path, cast("Any", None), show, None, settings, asyncio.Event())
    await door.open()
    await door.close("")
    assert door._looking is not None
    assert door._looking.done()


async def test_whoever_leaves_at_once_leaves_no_fault_behind(server: Server) -> None:
    async with calling(cast("Any", server), server.code) as caller:
        for turn in range(8):
            channel, seen = await caller.open()
            if turn % 2:
                await until(lambda seen=seen: seen.out)
            channel.close()
            await channel.wait_closed()
        await (await caller.conn.create_process("status")).wait()
    assert "Traceback" not in server.log
    assert " ERROR " not in server.log


def test_one_file_touches_what_asyncssh_does_not_document() -> None:
    files = {
        path.name
        for path in Path("retro").rglob("*.py")
        if re.search(r"^\s*(from|import) asyncssh\.", path.read_text(), re.MULTILINE)
    }
    assert files == {"asyncssh_internals.py"}
