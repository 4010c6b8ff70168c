"""A server that people join in a process of its own, and OpenSSH to join it with."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.doors.people import PATIENCE, Person
from tests.programs import program


class Server:
    """The process, what it printed, and the data folder."""

    def __init__(self, folder: Path, show: str = "board", **options: Any) -> None:
        self.folder = folder
        self.runtime = Path(tempfile.mkdtemp(prefix="r", dir="/tmp"))
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.doors.ssh_server_main"),
                *(str(folder / "data"), show, json.dumps(options)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "XDG_RUNTIME_DIR": str(self.runtime), "TERM": "dumb"},
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        self.said: dict[str, Any] = json.loads(line)
        self.code: str = self.said["participant"]
        self.port: int = self.said["port"]
        self.host = "127.0.0.1"
        self.known_hosts = folder / "known_hosts"
        self.known_hosts.write_text(f"{self.said['known_hosts']}\n")

    def ssh(self, user: str, *options: str, identity: str = "none") -> list[str]:
        """OpenSSH as somebody types it who knows the host key."""
        said = {
            "UserKnownHostsFile": str(self.known_hosts),
            "GlobalKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "yes",
            "IdentitiesOnly": "yes",
            "IdentityFile": identity,
        }
        pairs = [word for name, value in said.items() for word in ("-o", f"{name}={value}")]
        address = f"{user}@127.0.0.1"
        return [program("ssh"), "-F", "/dev/null", "-p", f"{self.port}", *pairs, *options, address]

    def ask(
        self, user: str, command: str | None, *options: str, identity: str = "none"
    ) -> subprocess.CompletedProcess[bytes]:
        """Ask a command, as a script does."""
        line = self.ssh(user, "-o", "BatchMode=yes", *options, identity=identity)
        return subprocess.run(
            [*line, *([] if command is None else [command])],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={**os.environ, "LANG": "C.UTF-8"},
        )

    @property
    def log(self) -> str:
        """What it wrote down."""
        return (self.folder / "data" / "server.log").read_text()

    def stop(self) -> int:
        """Stop it in good order; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        """Leave nothing behind."""
        self.process.kill()
        self.process.communicate()
        shutil.rmtree(self.runtime, ignore_errors=True)


@contextmanager
def serving(folder: Path, show: str = "board", **options: Any) -> Iterator[Server]:
    """A server that leaves nothing behind; `options` are those of `ssh_server_main`."""
    server = Server(folder, show, **options)
    try:
        yield server
    finally:
        server.end()


#: Makes standard input the terminal that `/dev/tty` is, where OpenSSH asks for a code.
_AT_A_DESK: Final = (
    "import fcntl, os, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "os.execv(sys.argv[1], sys.argv[1:])\n"
)


def at_a_desk(command: list[str]) -> list[str]:
    """A command with a controlling terminal, which is hung up when it ends."""
    return [sys.executable, "-S", "-E", "-c", _AT_A_DESK, *command]


@contextmanager
def person_at(command: list[str], size: tuple[int, int] = (80, 24)) -> Iterator[Person]:
    """Somebody at a terminal of their own."""
    person = Person(command, size)
    try:
        yield person
    finally:
        person.end()
