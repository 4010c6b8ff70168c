"""What the door does besides screens: nothing but the commands it knows."""

import json
import subprocess

import asyncssh
import pytest
from asyncssh.packet import String

from tests.doors.people import until
from tests.programs import program
from tests.ssh.hostile import Caller, calling
from tests.ssh.member import member, run, ssh
from tests.ssh.server import MIB, Server


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["-W", "127.0.0.1:22"], id="-W"),
        pytest.param(["-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"], id="-R"),
        pytest.param(["-N", "-w", "any", "-o", "ExitOnForwardFailure=yes"], id="tunnel"),
    ],
)
def test_no_forwarding(server: Server, options: list[str]) -> None:
    """T12: neither ports nor tunnels are forwarded; the client hears that and ends."""
    done = run(server, *options, f"{server.participant}@{server.host}")
    assert done.returncode == 255
    assert done.stdout == ""


async def test_no_forwarding_either_when_asked_later(server: Server) -> None:
    """T12: `-L` and `-D` ask when they are used: each channel is refused, the session stays."""
    async with calling(server, server.participant) as caller:
        channel, seen = await caller.open()
        for _ in range(3):
            with pytest.raises(asyncssh.ChannelOpenError):
                await caller.conn.open_connection("127.0.0.1", 22)
        with pytest.raises(asyncssh.ChannelOpenError):
            await caller.conn.open_unix_connection("/run/nothing")
        with pytest.raises(asyncssh.ChannelListenError):
            await caller.conn.start_server(lambda *_: None, "", 0)
        await caller.says(seen, "\x1b[?1049h")
        assert not seen.is_closed
        channel.abort()


def test_agent_and_display_are_not_taken(server: Server) -> None:
    """T12: `-A` and `-X` give the server neither the agent nor the display."""
    done = run(server, "-v", "-A", "-X", f"{server.participant}@{server.host}", "status")
    assert "agent" not in server.log()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["-s", "{at}", "sftp"],
        ["-s", "{at}", "netconf"],
        ["{at}", "scp", "-f", "minutes.md"],
        ["{at}", "scp", "-t", "/etc"],
        ["{at}", "sftp-server"],
    ],
    ids=" ".join,
)
def test_files_are_not_copied(server: Server, words: list[str]) -> None:
    """T13: no SFTP and no SCP; whoever asks hears how to get the minutes."""
    done = run(server, *(word.format(at=f"{server.participant}@{server.host}") for word in words))
    assert done.returncode != 0
    assert done.stdout == ""
    if "-s" not in words:
        assert "minutes" in done.stderr


@pytest.mark.parametrize("more", [[], ["-O"]], ids=["sftp", "scp"])
def test_scp_says_so_too(server: Server, more: list[str], tmp_path: str) -> None:
    """T13: the scp program gets nothing, by either of its protocols."""
    command = ssh(server)
    start = command.index(program("ssh"))
    scp = [*command[:start], program("scp"), *command[start + 1 :]]
    scp[scp.index("-p")] = "-P"
    at = f"{server.participant}@{server.host}"
    done = subprocess.run(
        [*scp, *more, f"{at}:minutes.md", f"{tmp_path}/got.md"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode != 0


@pytest.mark.parametrize(
    "command",
    [
        "sh",
        "sh -c 'touch {mark}'",
        "minutes;touch {mark}",
        "minutes|touch {mark}",
        "minutes\ntouch {mark}",
        "$(touch {mark})",
        "`touch {mark}`",
        "minutes --output {mark}",
        "minutes -o {mark}",
        "minutes ../../etc/passwd",
        "python -m retro",
        "mosh-server new -s -c 256",
        "rsync --server --sender . /",
        "git-upload-pack 'retro.git'",
        "actions --data-dir /",
        "serve",
        "privacy /etc/passwd",
        "x --version; id",
        " ",
        "é\u202e\x1b]0;owned\x07",
    ],
)
def test_what_is_no_command_is_refused_in_a_line(
    server: Server, command: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """T14, T15: whatever else is asked ends with 1 or 2 and a hint; nothing is run."""
    mark = tmp_path_factory.mktemp("mark") / "here"
    at = f"{server.participant}@{server.host}"
    done = run(server, at, command.format(mark=mark))
    assert done.returncode in {1, 2}, done.stderr
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert not mark.exists()
    assert server.children == []


@pytest.mark.parametrize(
    "command", [b"x" * 200_000, b"minutes\0", b"\xff\xfe", b"minutes \xff"], ids=lambda c: c[:9]
)
async def test_nor_does_a_command_of_any_bytes(server: Server, command: bytes) -> None:
    """T14: too long, with a NUL, or no UTF-8: refused as well, and only that channel ends."""
    async with calling(server, server.participant) as caller:
        channel, seen = await caller.open()
        await caller.says(seen, "\x1b[?1049h")
        ended = await exec_bytes(caller, command)
        assert ended in (None, 2)
        assert not seen.is_closed
        channel.abort()


async def exec_bytes(caller: Caller, command: bytes) -> int | None:
    """Ask for a command of any bytes; its status, or None where the request itself is refused."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("asyncssh.channel.SSHClientChannel._make_request", _exec_as(command))
        try:
            _, seen = await caller.open("x")
        except asyncssh.ChannelOpenError:
            return None
    await caller.closed(seen)
    assert seen.out == b""
    return seen.status


def _exec_as(command: bytes):  # type: ignore[no-untyped-def]
    made = asyncssh.channel.SSHClientChannel._make_request

    async def make(channel, kind, *args):  # type: ignore[no-untyped-def]
        more = (String(command),) if kind == b"exec" else args
        return await made(channel, kind, *more)

    return make


def test_without_a_terminal_and_a_command_there_is_help(server: Server) -> None:
    """T16: `ssh -T` says on its error output what there is, and ends with 1."""
    done = run(server, "-T", f"{server.participant}@{server.host}")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "minutes" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_fault(server: Server) -> None:
    """T16: `minutes | head -1`, with nothing on its input, is whole as far as it is read."""
    at = f"{server.participant}@{server.host}"
    whole = run(server, at, "minutes")
    assert whole.returncode == 0, whole.stderr
    assert whole.stdout.startswith("# ")
    line = subprocess.run(
        ["sh", "-c", '"$@" | head -1', "sh", *ssh(server), at, "minutes"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert line.stdout == whole.stdout.splitlines(keepends=True)[0]
    assert line.stderr == whole.stderr
    assert "Traceback" not in server.log()


def test_what_a_program_reads_is_clean(server: Server) -> None:
    """T17: JSON is JSON: no escape, no carriage return, nothing on the error output."""
    done = subprocess.run(
        [*ssh(server), f"{server.participant}@{server.host}", "actions", "--json"],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)
    assert done.stdout.endswith(b"\n")
    assert b"\r" not in done.stdout
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


def test_who_asks_for_nothing_is_let_go(hasty: Server) -> None:
    """T18: `ssh -N` has no session; the door closes it after its ten seconds (made short here)."""
    done = run(hasty, "-N", f"{hasty.participant}@{hasty.host}")
    assert done.returncode == 255
    until(lambda: hasty.sockets == 0)


async def test_one_screen_a_connection_and_no_pile_of_requests(server: Server) -> None:
    """T18: a second shell, a terminal after the shell, a third channel, 200 variables: refused."""
    before = server.resident
    async with calling(server, server.participant) as caller:
        env = {f"V{number}": "x" * 30_000 for number in range(200)}
        channel, seen = await caller.open(env=env)
        await caller.says(seen, "\x1b[?1049h")
        assert not await channel._make_request(b"shell")
        refused = await channel._make_request(b"exec", String("minutes"))
        assert not refused
        _, second = await caller.open("minutes")
        await caller.closed(second)
        opened = 0
        for _ in range(20):
            try:
                await caller.open()
                opened += 1
            except (asyncssh.ChannelOpenError, asyncssh.ConnectionLost):
                break
        assert opened <= 1
        assert server.resident - before < 16 * MIB
        assert not seen.is_closed


async def test_a_packet_size_of_nothing_stops_nobody(server: Server) -> None:
    """A channel of packets of 0 bytes once stopped the whole server (asyncssh below 2.24)."""
    async with calling(server, server.participant) as caller:
        with pytest.raises((asyncssh.Error, OSError)):
            _, seen = await caller.open(max_pktsize=0)
            await caller.closed(seen)
            raise asyncssh.ConnectionLost("closed")


def test_a_member_of_the_team_sees_all_of_that(server: Server) -> None:
    """After all of the above somebody joins as ever."""
    with member(server, server.participant) as person:
        person.shows("Your name")
