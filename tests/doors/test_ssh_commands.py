"""What is answered without a screen: commands, and what programs ask for by themselves."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest

from retro.doors.ssh.language import language_of
from tests.doors.joining import Server, person_at, serving
from tests.programs import program


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("commands")) as here:
        yield here


def test_an_answer_is_plain_and_whole(server: Server) -> None:
    done = server.ask(server.code, "minutes")
    assert done.returncode == 0
    assert done.stdout.startswith(b"# Release 4.2\n")
    assert b"\r" not in done.stdout and b"\x1b" not in done.stdout
    as_json = server.ask(server.code, "status --json")
    assert json.loads(as_json.stdout)
    assert as_json.stderr == b""


def test_a_terminal_gets_lines_that_begin_at_the_left(server: Server) -> None:
    done = server.ask(server.code, "minutes", "-tt")
    assert done.returncode == 0
    assert b"# Release 4.2\r\n" in done.stdout
    assert b"\n" not in done.stdout.replace(b"\r\n", b"")
    assert b"\x1b" not in done.stdout


def test_without_a_terminal_and_a_command_there_is_help(server: Server) -> None:
    done = server.ask(server.code, None, "-T")
    assert done.returncode == 1
    assert done.stdout == b""
    assert f"ssh CODE@HOST -p {server.port} minutes".encode() in done.stderr


@pytest.mark.parametrize(
    "command",
    ["sh", "minutes;id", "$(id)", "help --all", "x" * 1001, b"\xff\xfe", "'", "actions `id`", "."],
)
def test_anything_else_is_not_asked_here(server: Server, command: str | bytes) -> None:
    line = [*server.ssh(server.code, "-o", "BatchMode=yes"), command]
    done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


async def test_a_command_with_a_zero_byte_or_far_too_long_is_not_asked(server: Server) -> None:
    async with asyncssh.connect(
        "127.0.0.1",
        server.port,
        username=server.code,
        known_hosts=str(server.known_hosts),
        config=None,
        client_keys=None,
        agent_path=None,
    ) as connection:
        for command in ("minutes\0", "x" * 30_000):
            assert (await connection.run(command)).exit_status == 2


@pytest.mark.parametrize(
    "command",
    ["mosh-server new -s", "rsync --server .", "git-upload-pack x", "scp -f x", "scp -t x"],
)
def test_programs_that_want_a_shell_are_told_in_one_line(server: Server, command: str) -> None:
    done = server.ask(server.code, command)
    assert done.returncode != 0
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("options", [(), ("-O",)])
def test_files_are_not_copied(server: Server, tmp_path: Path, options: tuple[str, ...]) -> None:
    line = [*server.ssh("nobody", "-o", "BatchMode=yes")[1:-1], *options]
    line[line.index("-p")] = "-P"
    source = f"{server.code}@127.0.0.1:minutes.md"
    done = subprocess.run(
        [program("scp"), *line, source, str(tmp_path / "minutes.md")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "minutes > minutes.md" in done.stderr
    assert not (tmp_path / "minutes.md").exists()


@pytest.mark.parametrize("option", ["-A", "-X", "-R"])
def test_nothing_is_forwarded(server: Server, option: str) -> None:
    options = [option, "0:127.0.0.1:9"] if option == "-R" else [option]
    done = server.ask(server.code, "status", *options, "-o", "ExitOnForwardFailure=no")
    assert done.returncode == 0
    if option == "-R":
        assert b"forwarding failed" in done.stderr


def test_the_screen_goes_on_beside_a_command_on_the_same_connection(
    server: Server, tmp_path: Path
) -> None:
    control = ("-o", f"ControlPath={tmp_path}/c")
    with person_at(server.ssh(server.code, "-o", "ControlMaster=yes", *control)) as person:
        person.shows("ready")
        assert server.ask(server.code, "status", *control).returncode == 0
        person.type("Still here\r")
        person.shows("Still here")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl"}, "nl"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "nl_BE"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "POSIX"}, ""),
        ({"LANG": "nl-x; rm"}, ""),
        ({"LANG": "de_DE"}, "de"),
        ({"LANG": "nl_BE@euro"}, "nl"),
        ({}, ""),
    ],
)
def test_the_language_of_a_client(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language
