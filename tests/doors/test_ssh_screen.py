"""A screen over SSH: a real server process, the real OpenSSH client, a real terminal."""

import asyncio
import logging
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from retro.doors.server import STOPPED_FOR_GUESTS
from retro.doors.watching import Stalls, watch_loop
from tests.doors.joining import Server, person_at, serving
from tests.doors.people import until
from tests.terminal.fakes import until as eventually


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a board that all tests write on."""
    with serving(tmp_path_factory.mktemp("screen")) as here:
        yield here


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with room for one, and little patience."""
    limits: dict[str, Any] = {"visitors": 1, "begin": 0.3, "after_end": 0.2, "look": 0.1}
    with serving(tmp_path_factory.mktemp("strict"), **limits) as here:
        yield here


def joined(server: Server, user: str = "", *options: str) -> list[str]:
    return server.ssh(user or server.code, "-o", "SendEnv=LANG", *options)


def test_a_code_as_the_user_name_shows_the_screen_without_a_question(server: Server) -> None:
    with person_at(joined(server), (90, 30)) as person:
        person.shows("size 90x30 ready")
        assert "code" not in person.text
        person.type("Deploy by ten\r")
        person.shows("join  [1] ['Deploy by ten']")
        for size in ((40, 12), (120, 40), (1, 1), (80, 24)):
            person.resize(*size)
        person.shows("size 80x24")
        person.resize(500, 200)
        person.shows("size 300x100")
        person.resize(80, 24)
        person.shows("size 80x24")
        person.type("\x04")
        assert person.ends() == 0
        assert person.is_restored


def test_two_people_see_the_same_session_and_control_s_is_a_key(server: Server) -> None:
    with (
        person_at(joined(server)) as one,
        person_at(joined(server, server.said["observer"].lower())) as two,
    ):
        one.shows("ready")
        two.shows("ready")
        one.type("\x13From one\r")
        two.shows("'From one']")
        two.type("From two\r")
        one.shows("'From one', 'From two']")


def test_stopping_the_server_gives_every_terminal_back_and_says_why(tmp_path: Path) -> None:
    with (
        serving(tmp_path) as server,
        person_at(joined(server)) as one,
        person_at(joined(server)) as two,
    ):
        for person in (one, two):
            person.shows("ready")
        assert server.stop() == 0
        for person in (one, two):
            person.ends()
            assert person.is_restored
            assert STOPPED_FOR_GUESTS in person.sent
        again = subprocess.run(
            joined(server, server.code, "-o", "BatchMode=yes"), capture_output=True, check=False
        )
        assert again.returncode == 255


def test_a_fault_on_a_screen_ends_that_screen_alone(server: Server) -> None:
    with (
        person_at(joined(server)) as one,
        person_at(joined(server)) as two,
    ):
        one.shows("ready")
        two.shows("ready")
        one.type("\x18")
        assert one.ends() == 1
        assert one.is_restored
        assert "met a fault" in one.text
        two.type("Fine\r")
        two.shows("'Fine']")
        assert "a fault" not in server.log


def test_a_client_that_is_killed_is_gone_at_once(server: Server) -> None:
    with person_at(joined(server)) as person:
        person.shows("ready")
        sockets = Path(f"/proc/{server.process.pid}/fd")
        before = len(list(sockets.iterdir()))
        person.process.kill()
        until(lambda: len(list(sockets.iterdir())) < before, "its socket stayed open")


@pytest.mark.parametrize("term", ["dumb", "unknown", "no such\x1b]0;x\x07"])
def test_a_terminal_that_shows_no_screen_is_told_so(server: Server, term: str) -> None:
    done = subprocess.run(
        joined(server, server.code, "-tt"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, "TERM": term},
    )
    assert done.returncode == 2
    assert b"cannot show a full screen" in done.stdout + done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


def test_a_terminal_that_says_no_size_has_the_usual_one(server: Server) -> None:
    client = subprocess.Popen(
        joined(server, server.code, "-tt"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm"},
    )
    assert client.stdout is not None and client.stdin is not None
    shown = b""
    while b"size 80x24" not in shown:
        data = os.read(client.stdout.fileno(), 65536)
        assert data, shown
        shown += data
    client.stdin.write(b"\x04")
    client.stdin.flush()
    client.communicate()
    assert client.returncode == 0


def test_a_client_that_reads_nothing_is_bounded_and_then_let_go(tmp_path: Path) -> None:
    with serving(tmp_path, "flood", stall=1.0) as server:
        client = subprocess.Popen(
            joined(server, server.code, "-tt"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TERM": "xterm"},
        )
        until(lambda: "took no output" in server.log, "it was never let go")
        assert _resident(server) < 160 * 1024 * 1024
        client.kill()
        client.communicate()


async def test_a_client_with_an_endless_window_is_bounded(tmp_path: Path) -> None:
    """asyncssh alone would keep all that is written while the socket takes nothing."""
    with serving(tmp_path, "flood") as server:
        before = _resident(server)
        connection = await asyncssh.connect(
            "127.0.0.1",
            server.port,
            username=server.code,
            known_hosts=str(server.known_hosts),
            config=None,
            client_keys=None,
            agent_path=None,
        )
        await connection.create_session(
            asyncssh.SSHClientSession,
            term_type="xterm",
            window=2**32 - 1,
            encoding=None,
        )
        connection._transport.pause_reading()  # type: ignore[union-attr]
        seconds = _seconds(server)
        # A server that goes on writing is busy; one that waits is not.
        quiet = 0
        while quiet < 10:
            await asyncio.sleep(0.05)
            now = _seconds(server)
            quiet = quiet + 1 if now == seconds else 0
            seconds = now
            assert _resident(server) - before < 24 * 1024 * 1024
        connection.abort()


def test_a_client_that_reads_nothing_does_not_keep_the_server_from_stopping(
    tmp_path: Path,
) -> None:
    """What it is given to read its last words counts while the server runs, and not at its end."""
    with serving(tmp_path, "flood", stall=3600.0, last_words=3600.0) as server:
        client = subprocess.Popen(
            joined(server, server.code, "-tt"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TERM": "xterm"},
        )
        assert client.stdout is not None
        assert client.stdout.read(1)
        os.kill(client.pid, signal.SIGSTOP)
        # A server that writes is busy, and one that waits for its client is not.
        spent = -1.0
        while spent != (spent := _seconds(server)):
            until(lambda: server.process.poll() is None)
            time.sleep(0.2)
        assert server.stop() == 0
        client.kill()
        client.communicate()


async def test_a_loop_that_stands_still_is_written_down(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "retro.doors.watching")
    watching = asyncio.create_task(watch_loop())
    await asyncio.sleep(0)
    time.sleep(1.0)  # noqa: ASYNC251  # what nobody should do on a loop
    await eventually(lambda: bool(caplog.text))
    watching.cancel()
    (length,) = re.findall(r"nothing answered for (\d+) ms", caplog.text)
    assert int(length) > 250


def test_many_stalls_are_few_lines() -> None:
    stalls = Stalls()
    assert stalls.look(100.0, 0.2) == 0
    assert stalls.look(101.0, 0.3) == 0.3
    assert [stalls.look(102.0 + number, late) for number, late in enumerate((0.4, 0.9, 0.5))] == [
        0,
        0,
        0,
    ]
    assert stalls.look(111.0, 0.0) == 0.9
    assert stalls.look(130.0, 0.0) == 0


async def test_two_sessions_a_connection_and_no_more(tmp_path: Path) -> None:
    with serving(tmp_path, "echo") as server:
        async with asyncssh.connect(
            "127.0.0.1",
            server.port,
            username=server.code,
            known_hosts=str(server.known_hosts),
            config=None,
            client_keys=None,
            agent_path=None,
        ) as connection:
            screens = [
                await connection.create_process(term_type="xterm", encoding=None) for _ in range(2)
            ]
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.create_process(term_type="xterm")
            for number, screen in enumerate(screens):
                screen.stdin.write(b"%d" % number)
                assert await screen.stdout.read(1) == b"%d" % number
            screens[0].close()
            await screens[0].wait_closed()
            third = await connection.create_process(term_type="xterm", encoding=None)
            third.stdin.write(b"x")
            assert await third.stdout.read(1) == b"x"


def test_a_visit_has_an_end(tmp_path: Path) -> None:
    with serving(tmp_path, longest=1.0, look=0.1) as server, person_at(joined(server)) as person:
        person.ends()
        assert "half a day" in person.text


def test_somebody_who_is_in_and_asks_nothing_is_let_go(strict: Server) -> None:
    with person_at(joined(strict, "", "-N")) as person:
        assert person.ends() == 255
        assert "Nothing was asked for" in person.text


def test_there_is_an_end_to_the_room(strict: Server) -> None:
    with person_at(joined(strict)) as person:
        person.shows("ready")
        with person_at(joined(strict)) as second:
            assert second.ends() == 1
            assert "no room" in second.text
        person.type("Mine\r")
        person.shows("['Mine']")
        # Whose session ended is let go after a while.
        strict.process.send_signal(signal.SIGUSR1)
        person.ends()
        assert person.is_restored
        assert "has ended" in person.text


def _resident(server: Server) -> int:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def _seconds(server: Server) -> int:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
