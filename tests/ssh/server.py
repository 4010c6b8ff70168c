"""A server process of its own, with sessions that a team joins, and what /proc tells of it."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import asyncssh

from tests.doors.people import PATIENCE

TICKS: Final = os.sysconf("SC_CLK_TCK")
MIB: Final = 1024 * 1024
KEY: Final = "ssh_host_ed25519_key"
FORMATS: Final = Path(__file__).with_name("formats")


@dataclass
class Server:
    """The process, how to reach it, and the codes of its session."""

    process: subprocess.Popen[str]
    folder: Path
    host: str
    port: int
    participant: str
    observer: str
    facilitator: str
    fingerprint: str
    known_hosts: Path
    alias: str = "retro-test"
    most: int = 4
    strangers: int = 0

    @property
    def resident(self) -> int:
        """Bytes of memory in use now."""
        return self._status("VmRSS")

    @property
    def descriptors(self) -> int:
        """Open files and sockets."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    @property
    def sockets(self) -> int:
        """TCP connections that are kept at the door, not counting the one that listens."""
        table = Path(f"/proc/{self.process.pid}/net/tcp").read_text().splitlines()[1:]
        port = f":{self.port:04X}"
        rows = [line.split() for line in table]
        return sum(row[1].endswith(port) and row[3] == "01" and row[9] != "0" for row in rows)

    @property
    def seconds(self) -> float:
        """Processor time used so far."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text()
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def children(self) -> list[str]:
        """Processes that it started."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return found.split()

    def _status(self, name: str) -> int:
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        (line,) = (line for line in text.splitlines() if line.startswith(f"{name}:"))
        return int(line.split()[1]) * 1024

    def log(self) -> str:
        """All it wrote down of what it did."""
        return "".join(
            path.read_text(errors="replace") for path in sorted(self.folder.rglob("*.log*"))
        )

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Send a signal, and wait until it is gone."""
        if self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(PATIENCE)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def stranger(self) -> str:
        """An address of this machine that nobody used yet: limits are counted by address."""
        self.strangers += 1
        return f"127.{1 + self.strangers // 250}.7.{1 + self.strangers % 250}"

    def somebody(self) -> str:
        """A name that nobody has yet."""
        self.strangers += 1
        return f"Person {self.strangers}"

    def minutes(self) -> str:
        """The minutes, as the program writes them from the files alone."""
        done = subprocess.run(
            [sys.executable, "-m", "retro", "minutes", "-o", "-"],
            env={**os.environ, "RETRO_DATA_DIR": str(self.folder)},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


def start(folder: Path, **options: Any) -> subprocess.Popen[str]:
    """A server process."""
    folder.chmod(0o700)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ssh.server_main", str(folder), json.dumps(options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(folder: Path, **options: Any) -> Iterator[Server]:
    """A server that people can come to; stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="r", dir="/tmp") as aside:
        server = _started(folder, Path(aside), options)
        try:
            yield server
        finally:
            server.stop()


def _started(folder: Path, aside: Path, options: dict[str, Any]) -> Server:
    process = start(folder, **options)
    assert process.stdout is not None
    assert process.stderr is not None
    if not select.select([process.stdout], [], [], PATIENCE)[0]:
        process.kill()
    line = process.stdout.readline()
    assert line, process.stderr.read()
    said = json.loads(line)
    public = asyncssh.read_private_key(folder / KEY).export_public_key().decode()
    known_hosts = aside / "known_hosts"
    known_hosts.write_text(f"retro-test,[127.0.0.1]:{said['port']} {public}")
    return Server(
        process,
        folder,
        "127.0.0.1",
        said["port"],
        said["participant"],
        said["observer"],
        said["facilitator"],
        said["fingerprint"],
        known_hosts,
        most=options.get("limits", {}).get("visitors", 4),
    )


def refused(folder: Path, **options: Any) -> str:
    """What a server says that cannot start."""
    process = start(folder, **options)
    _, complaint = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    return complaint
