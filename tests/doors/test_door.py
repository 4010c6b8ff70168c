"""The door by itself: what clients may do to it, and what they may not."""

import asyncio
import json
import os
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from retro.doors.local import door as doors
from retro.doors.local import protocol
from retro.doors.local.door import FAULT, GARBLED, OTHER_VERSION, STRANGER, LocalDoor
from retro.doors.local.protocol import Frames, Hello
from retro.terminal.protocol import Terminal
from retro.terminal.receiving import HIGH, TYPED_AHEAD
from tests.doors.people import HELLO
from tests.live.house import until


class Client:
    """A client on the same loop."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.frames = Frames(protocol.FROM_SERVER)
        self.heard: list[tuple[bytes, bytes]] = []

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    def say_hello(self, hello: Hello = HELLO) -> None:
        self.send(protocol.hello_frame(hello))

    async def hears(self, kind: bytes) -> bytes:
        """The payload of the next frame of a kind."""
        while True:
            for number, (found, payload) in enumerate(self.heard):
                if found == kind:
                    del self.heard[: number + 1]
                    return payload
            data = await asyncio.wait_for(self.reader.read(65536), 20)
            assert data, f"closed before a {kind!r}"
            self.heard.extend(self.frames.feed(data))

    async def hears_output(self, text: str) -> None:
        """Wait until this was put on the screen."""
        shown = ""
        while text not in shown:
            shown += (await self.hears(protocol.OUTPUT)).decode()

    async def farewell(self) -> tuple[str, int]:
        """The last words; after them the connection is closed."""
        words = protocol.read_farewell(await self.hears(protocol.FAREWELL))
        with suppress(ConnectionResetError):  # when it did not read what was sent meanwhile
            assert await asyncio.wait_for(self.reader.read(), 20) == b""
        return words


class Show:
    """Shows what is typed, in capitals, and remembers its terminals."""

    def __init__(self) -> None:
        self.terminals: list[Terminal] = []
        self.hellos: list[Hello] = []
        self.gone: list[Terminal] = []

    async def __call__(self, terminal: Terminal, hello: Hello) -> int:
        self.terminals.append(terminal)
        self.hellos.append(hello)
        leaving = asyncio.Event()
        terminal.on_close(leaving.set)
        if hello.wish == "fault":
            raise RuntimeError("a fault")
        if hello.wish == "brief":
            return 4
        terminal.on_resize(lambda columns, rows: terminal.write(f"size {columns}x{rows}"))
        terminal.on_input(lambda data: terminal.write(data.decode().upper()))
        await leaving.wait()
        self.gone.append(terminal)
        return 0


class House:
    """An open door."""

    def __init__(self, path: Path) -> None:
        self.show = Show()
        self.door = LocalDoor(path, self.show)
        self.clients: list[Client] = []

    async def knock(self) -> Client:
        client = Client(*await asyncio.open_unix_connection(str(self.door.path)))
        self.clients.append(client)
        return client

    async def attach(self, hello: Hello = HELLO) -> Client:
        client = await self.knock()
        client.say_hello(hello)
        await client.hears(protocol.WELCOME)
        return client


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[House]:
    house = House(path)
    await house.door.open()
    try:
        yield house
    finally:
        await house.door.close("")
        for client in house.clients:
            client.writer.close()


@pytest.fixture
def path(runtime: Path) -> Path:
    return runtime / "door.sock"


async def test_a_terminal_is_shown_and_left(path: Path) -> None:
    async with opened(path) as house:
        client = await house.attach()
        client.send(protocol.frame(protocol.INPUT, "café".encode()))
        await client.hears_output("CAFÉ")
        assert house.show.hellos == [HELLO]
        assert house.show.terminals[0].size == (80, 24)
        assert house.door.connections == 1
        client.writer.close()
        await until(lambda: house.show.gone and not house.door.connections)
        assert house.show.terminals[0].pending() == 0


async def test_sizes_are_clamped(path: Path) -> None:
    async with opened(path) as house:
        client = await house.attach(replace(HELLO, size=(0, -5)))
        assert house.show.terminals[0].size == (80, 24)
        await until(lambda: house.show.terminals)
        for columns, rows, shown in (
            (1, 1, "1x1"),
            (1000, 500, "500x200"),
            (2**32 - 1, 0, "80x24"),
        ):
            client.send(protocol.resize_frame(columns, rows))
            await client.hears_output(f"size {shown}")


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        bytes(range(256)) * 10,
        struct.pack("!cI", protocol.HELLO, 0xFFFFFFFF),
        protocol.frame(protocol.INPUT, b"before a hello"),
        protocol.frame(protocol.HELLO, b"\xff\xfe no JSON"),
        protocol.frame(protocol.RESIZE, b"12345678"),
        protocol.hello_frame(HELLO) * 2,
        protocol.hello_frame(HELLO) + protocol.frame(protocol.RESIZE, b"123"),
        protocol.hello_frame(HELLO) + b"\x00garbage",
    ],
)
async def test_garbage_is_answered_with_a_word_and_harms_nobody(path: Path, data: bytes) -> None:
    async with opened(path) as house:
        other = await house.attach()
        client = await house.knock()
        client.send(data)
        words, status = await client.farewell()
        assert GARBLED in words
        assert status == 1
        other.send(protocol.frame(protocol.INPUT, b"still here"))
        await other.hears_output("STILL HERE")


async def test_another_version_is_told_so(path: Path) -> None:
    async with opened(path) as house:
        client = await house.knock()
        client.send(protocol.frame(protocol.HELLO, json.dumps({"version": 99}).encode()))
        assert await client.farewell() == (OTHER_VERSION + "\r\n", 1)


async def test_half_a_hello_is_not_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "PATIENCE", 0.05)
    async with opened(path) as house:
        client = await house.knock()
        client.send(protocol.hello_frame(HELLO)[:-5])
        assert GARBLED in (await client.farewell())[0]
        silent = await house.knock()
        assert GARBLED in (await silent.farewell())[0]
        await until(lambda: not house.door.connections)


async def test_a_terminal_without_a_screen_is_told_so(path: Path) -> None:
    async with opened(path) as house:
        client = await house.knock()
        client.say_hello(replace(HELLO, term="dumb"))
        words, status = await client.farewell()
        assert "full screen" in words
        assert status == 2
        assert house.show.terminals == []


async def test_somebody_else_is_turned_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(path) as house:
        monkeypatch.setattr(doors, "is_own", lambda connection: False)
        client = await house.knock()
        client.say_hello()
        assert await client.farewell() == (STRANGER + "\r\n", 1)
        assert house.show.terminals == []


async def test_a_ping_is_answered_before_a_hello(path: Path) -> None:
    async with opened(path) as house:
        client = await house.knock()
        client.send(protocol.frame(protocol.PING))
        await client.hears(protocol.PONG)
        client.say_hello()
        await client.hears(protocol.WELCOME)


async def test_the_end_of_a_screen_has_a_status(path: Path) -> None:
    async with opened(path) as house:
        client = await house.knock()
        client.say_hello(replace(HELLO, wish="brief"))
        assert (await client.farewell())[1] == 4


async def test_a_fault_in_one_screen_is_that_screens_alone(path: Path) -> None:
    async with opened(path) as house:
        other = await house.attach()
        client = await house.knock()
        client.say_hello(replace(HELLO, wish="fault"))
        assert await client.farewell() == (FAULT + "\r\n", 1)
        other.send(protocol.frame(protocol.INPUT, b"fine"))
        await other.hears_output("FINE")


async def test_a_reader_that_stopped_stops_nobody_else(path: Path) -> None:
    async with opened(path) as house:
        stalled = await house.attach()
        stalled.writer.transport.pause_reading()  # type: ignore[attr-defined]
        other = await house.attach()
        await until(lambda: len(house.show.terminals) == 2)
        terminal = house.show.terminals[0]
        while terminal.pending() <= HIGH:
            terminal.write("x" * 10000)
        draining = asyncio.ensure_future(terminal.drain())
        other.send(protocol.frame(protocol.INPUT, b"still here"))
        await other.hears_output("STILL HERE")
        assert not draining.done()
        stalled.writer.transport.resume_reading()  # type: ignore[attr-defined]
        taking = asyncio.ensure_future(stalled.hears_output("never"))
        await draining
        assert terminal.pending() < HIGH
        taking.cancel()


async def test_drain_ends_when_a_stalled_reader_goes(path: Path) -> None:
    async with opened(path) as house:
        stalled = await house.attach()
        stalled.writer.transport.pause_reading()  # type: ignore[attr-defined]
        await until(lambda: house.show.terminals)
        terminal = house.show.terminals[0]
        while terminal.pending() <= HIGH:
            terminal.write("x" * 10000)
        draining = asyncio.ensure_future(terminal.drain())
        stalled.writer.transport.abort()
        await draining
        terminal.write("into the void")
        assert terminal.pending() == 0


async def test_typing_ahead_is_kept_within_bounds(path: Path) -> None:
    ready = asyncio.Event()
    got: list[bytes] = []

    async def late(terminal: Terminal, hello: Hello) -> int:
        await ready.wait()
        terminal.on_input(got.append)
        return 0

    door = LocalDoor(path, late)
    await door.open()
    client = Client(*await asyncio.open_unix_connection(str(path)))
    client.say_hello()
    for _ in range(10):
        client.send(protocol.frame(protocol.INPUT, b"x" * 60000))
    client.send(protocol.frame(protocol.PING))
    await client.hears(protocol.PONG)
    ready.set()
    await client.farewell()
    assert [len(data) for data in got] == [TYPED_AHEAD]
    await door.close("")
    client.writer.close()


async def test_a_stale_socket_is_replaced(path: Path) -> None:
    async with opened(path) as first:
        stale = path.lstat().st_ino
        first.door._inode = 0  # as if its server had died without a word
    assert path.exists()
    async with opened(path) as house:
        assert path.lstat().st_ino != stale
        await house.attach()
    assert not path.exists()


async def test_a_socket_that_was_taken_away_comes_back(path: Path) -> None:
    async with opened(path) as house:
        early = await house.attach()
        await house.door.reopen_if_lost()
        path.unlink()
        path.parent.rmdir()
        await house.door.reopen_if_lost()
        assert path.parent.stat().st_mode & 0o777 == 0o700
        client = await house.attach()
        for each in (early, client):
            each.send(protocol.frame(protocol.INPUT, b"here"))
            await each.hears_output("HERE")


async def test_the_socket_is_for_its_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        async with opened(path):
            assert path.lstat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


async def test_closing_gives_every_terminal_back(path: Path) -> None:
    house = House(path)
    await house.door.open()
    drawn_on, untouched, asking = await house.attach(), await house.attach(), await house.knock()
    asking.send(protocol.frame(protocol.PING))
    await asking.hears(protocol.PONG)
    house.show.terminals[0].write("something")
    closing = asyncio.ensure_future(house.door.close("The server was stopped."))
    words, status = await drawn_on.farewell()
    assert "\x1b[?1049l" in words
    assert words.endswith("The server was stopped.\r\n")
    assert status == 0
    assert await untouched.farewell() == ("The server was stopped.\r\n", 0)
    assert (await asking.farewell())[0] == "The server was stopped.\r\n"
    for client in (drawn_on, untouched, asking):
        client.writer.close()
    await closing
    assert not path.exists()


async def test_closing_does_not_wait_for_a_stalled_reader(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "PARTING", 0.05)
    house = House(path)
    await house.door.open()
    stalled = await house.attach()
    stalled.writer.transport.pause_reading()  # type: ignore[attr-defined]
    await until(lambda: house.show.terminals)
    house.show.terminals[0].write("x" * 10**7)
    await house.door.close("Bye.")
    await until(lambda: not house.door.connections)
    stalled.writer.close()


async def test_a_screen_that_ended_is_not_held_by_a_stalled_reader(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "LAST_WORDS", 0.05)
    ending = asyncio.Event()

    async def show(terminal: Terminal, hello: Hello) -> int:
        terminal.write("x" * 10**7)
        await ending.wait()
        return 0

    door = LocalDoor(path, show)
    await door.open()
    client = Client(*await asyncio.open_unix_connection(str(path)))
    client.say_hello()
    await client.hears(protocol.WELCOME)
    client.writer.transport.pause_reading()  # type: ignore[attr-defined]
    ending.set()
    await until(lambda: not door.connections)
    await door.close("")
    client.writer.close()
