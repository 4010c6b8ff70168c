"""`retro join`: with a stand-in for ssh, with a real server, and as a forced command."""

import os
import re
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.shelf import Shelf, typed
from tests.doors.people import Person
from tests.programs import program

#: Programs that a shell could be made to run, and what they would leave.
BAIT = "touch TAKEN"
#: ssh asks at the terminal that controls it, whatever its input is.
AT_A_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture
def fake_ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An `ssh` that writes down its arguments; returns that file."""
    written = tmp_path / "arguments"
    program = tmp_path / "bin" / "ssh"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {shlex.quote(str(written))}\nexit 7\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return written


@pytest.fixture(autouse=True)
def no_server_is_left(tmp_path: Path) -> Iterator[None]:
    """End the server that a test started, by the process id in its lock file."""
    yield
    with suppress(OSError, ValueError):
        os.kill(int((tmp_path / "data" / "retro.lock").read_bytes()), signal.SIGKILL)


@contextmanager
def somebody(*arguments: str) -> Iterator[Person]:
    """Somebody types `retro` and these arguments in a terminal."""
    command = [sys.executable, "-m", "retro", *arguments]
    person = Person([sys.executable, "-c", AT_A_TERMINAL, *command], (100, 30))
    try:
        yield person
    finally:
        person.end()


def test_another_computer_is_joined_with_the_ssh_of_the_system(fake_ssh: Path) -> None:
    said = typed("join", "ssh://K7QX2M9P@192.168.1.20:2222")
    assert (said.status, said.err) == (7, "")
    arguments = fake_ssh.read_text().splitlines()
    assert arguments[-2:] == ["--", "K7QX2M9P@192.168.1.20"]
    assert "PubkeyAuthentication=no" in arguments
    assert not (fake_ssh.parent / "data").exists()


def test_the_command_is_printed_as_a_shell_would_read_it(shelf: Shelf, fake_ssh: Path) -> None:
    printed = shelf.tell("join", "K7QX2M9P@host", "--print")
    assert printed.startswith("ssh -t -p 2222 -o ServerAliveInterval=15 ")
    assert printed.endswith(" -- K7QX2M9P@host\n")
    assert not fake_ssh.exists()
    os.system(f"{printed}")
    assert fake_ssh.read_text().splitlines() == shlex.split(printed)[1:]


def test_without_ssh_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = typed("join", "K7QX2M9P@host")
    assert (said.status, said.out) == (1, "")
    assert "install OpenSSH" in said.err


@pytest.mark.parametrize(
    "address",
    [
        "-oProxyCommand=touch",
        "K7QX2M9P@-oProxyCommand=touch",
        f"K7QX2M9P@host;{BAIT}",
        f"K7QX2M9P@$({BAIT})",
        "ssh://K7QX2M9P@host/path",
        "K7QX2M9P@host:99999",
        "\x1b[2J",
        "K7QX2M9P@host:22:22",
    ],
)
def test_what_is_no_address_is_refused(shelf: Shelf, fake_ssh: Path, address: str) -> None:
    sentence = shelf.refuse("join", address, status=2)
    assert sentence.count("\n") == 1
    assert "\x1b" not in sentence
    assert not fake_ssh.exists()
    assert "is no address" in shelf.refuse("join", "--", address, status=2)


def test_print_needs_an_address(shelf: Shelf) -> None:
    assert "--print needs an address" in shelf.refuse("join", "--print", status=2)
    assert "--print needs an address" in shelf.refuse("join", "K7QX2M9P", "--print", status=2)


def test_all_sessions_and_one_address_do_not_go_together(shelf: Shelf) -> None:
    assert "--lobby takes no address" in shelf.refuse("join", "--lobby", "K7QX2M9P", status=2)


@pytest.mark.parametrize("arguments", [[], ["--lobby"], ["--code"], ["K7QX2M9P"]])
def test_without_a_terminal_another_way_is_named(arguments: list[str]) -> None:
    said = typed("join", *arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("`retro join` needs a terminal")


@pytest.mark.parametrize(
    "told",
    [
        "sh", "/bin/sh", "start", "attach", f"minutes;{BAIT}", f"$({BAIT})", "-c id",
        "--data-dir x", f"K7QX2M9P; {BAIT}", f"K7QX2M9P `{BAIT}`", "K7QX2M9P sh", "K7QX2M9P start",
        "K7QX2M9P attach", "K7QX2M9P minutes -o x", "K7QX2M9P scp -t /", "K7QX2M9P 'unclosed",
        "internal-sftp", "ssh://K7QX2M9P@host", "K7QX2M9P@host", "x" * 100_000,
    ],
)  # fmt: skip
def test_a_forced_command_does_nothing_but_join_and_answer(
    tmp_path: Path, fake_ssh: Path, told: str
) -> None:
    said = typed("join", SSH_ORIGINAL_COMMAND=told)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "needs a terminal" not in said.err, "it would have been shown a screen"
    assert not fake_ssh.exists()
    assert not (Path.cwd() / "TAKEN").exists()
    assert not (tmp_path / "data" / "retro.lock").exists(), "a server was asked"


def test_a_forced_command_says_what_can_be_asked() -> None:
    said = typed("join", SSH_ORIGINAL_COMMAND="help")
    assert (said.status, said.err) == (0, "")
    assert "ssh HOST CODE minutes" in said.out
    assert "@" not in said.out


def test_one_starts_and_another_joins_with_the_line_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: the line, the fingerprint that ssh asks about, a name, and in."""
    known = tmp_path / "known_hosts"
    real = program("ssh")
    wrapper = tmp_path / "bin" / "ssh"
    wrapper.parent.mkdir()
    own = f"-F /dev/null -o UserKnownHostsFile={known} -o GlobalKnownHostsFile=/dev/null"
    wrapper.write_text(f'#!/bin/sh\nexec {real} {own} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}:{os.environ['PATH']}")
    door = ["--apart", "--port", "0", "--listen", "127.0.0.1"]
    about = ["--title", "Release 4.2", "--facilitator", "Kim", "--team", "Blue", "--goal", "Learn"]
    with somebody("start", "aar", *door, *about) as kim:
        kim.shows("Begin")
        kim.type("\x13")
        kim.shows("SHA256:")
        line = re.search(r"ssh (\w{8})@127\.0\.0\.1 -p (\d+)", kim.text)
        fingerprint = re.search(r"SHA256:[\w+/]{43}", kim.text)
        assert line and fingerprint
        with somebody("join", f"ssh://{line[1]}@127.0.0.1:{line[2]}") as robin:
            robin.shows("authenticity of host")
            assert fingerprint[0] in robin.text.replace("\n", "")
            robin.type(f"{fingerprint[0]}\r")
            robin.shows("Release 4.2")
            robin.type("Robin\r")
            kim.shows("Robin")
        assert f"[127.0.0.1]:{line[2]} ssh-ed25519 " in known.read_text()
