"""Members of a team: the real OpenSSH client at a terminal of its own, with a screen to look at."""

import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import tests.doors.people
from tests.doors.people import Person, until
from tests.e2e.facilitator import KEYS
from tests.programs import program
from tests.ssh.guest import ENTRANCE, INSIDE
from tests.ssh.server import Server


def ssh(server: Server, *options: str, port: int = 0) -> list[str]:
    """The OpenSSH client as somebody runs it who knows the host key, and nothing of this machine.

    `port` goes through a network of the test's own, to the same host key.
    """
    said = [
        *("-F", "/dev/null", "-p", str(port or server.port)),
        *("-o", f"UserKnownHostsFile={server.known_hosts}", "-o", "GlobalKnownHostsFile=/dev/null"),
        *("-o", "StrictHostKeyChecking=yes", "-o", "IdentitiesOnly=yes"),
        *("-o", "IdentityFile=none", "-o", f"HostKeyAlias={server.alias}"),
    ]
    return ["env", "-u", "SSH_AUTH_SOCK", "-u", "DISPLAY", program("ssh"), *said, *options]


TICKET = re.compile("r-[0-9A-HJKMNP-TV-Z]{16}")


class Member(Person):
    """Somebody who joins from their own terminal. Every step waits for what the screen shows."""

    def __init__(
        self,
        server: Server,
        user: str,
        *options: str,
        command: Sequence[str] = (),
        size: tuple[int, int] = (100, 30),
        port: int = 0,
    ) -> None:
        self.lock = threading.RLock()
        self.ticket = ""
        at = f"{user}@{server.host}" if user else server.host
        super().__init__([*ssh(server, *options, port=port), at, *command], size)

    def read(self, seconds: float = 0.02) -> None:
        """Take what the terminal has to show; a reader in the background may be at it as well."""
        with self.lock:
            super().read(seconds)

    def press(self, *keys: str) -> "Member":
        """Press keys, by their names or as they are."""
        for key in keys:
            self.type(KEYS.get(key, key))
        return self

    def send(self, data: bytes) -> None:
        """Bytes that no keyboard sends."""
        while data:
            data = data[os.write(self.master, data[:1024]) :]
            self.read(0)

    def then(self, text: str) -> "Member":
        """Wait until the screen shows this."""
        self.shows(text)
        return self

    def gone(self, text: str) -> "Member":
        """Wait until the screen does not show this any more."""

        def left() -> bool:
            self.read()
            return text not in self.text

        until(left, f"{text!r} stays on the screen:\n{self.text.strip()}")
        return self

    def come_in(self, name: str) -> "Member":
        """Give a name at the entrance, and wait for the session and for the ticket to return."""
        self.then(ENTRANCE).type(f"{name}\r")
        self.then(INSIDE)

        def told() -> bool:
            self.read()
            found = TICKET.findall(self.text)
            self.ticket = found[0] if found else ""
            return bool(found)

        until(told, f"no way back was said:\n{self.text.strip()}")
        return self

    def echoes(self) -> None:
        """Type into the writing line and see it; then take it out again."""
        if "╭" not in self.text:
            self.press("enter").then("╭")
        self.type("q7Wz")
        self.shows("q7Wz")
        self.press("backspace", "backspace", "backspace", "backspace").gone("q7Wz")


@contextmanager
def member(
    server: Server,
    user: str,
    name: str = "",
    *options: str,
    command: Sequence[str] = (),
    size: tuple[int, int] = (100, 30),
    port: int = 0,
) -> Iterator[Member]:
    """Somebody at the door, who leaves nothing behind; with a name, somebody inside."""
    person = Member(server, user, *options, command=command, size=size, port=port)
    try:
        if name:
            person.come_in(name)
        yield person
    finally:
        person.end()


def run(server: Server, *words: str) -> subprocess.CompletedProcess[str]:
    """What OpenSSH does without a terminal."""
    return subprocess.run(
        ssh(server, *words),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


def here(server: Server, number: int) -> None:
    """Wait until the server counts so many people in the session."""
    at = f"{server.observer}@{server.host}"
    began = time.monotonic()
    while f"{number} here" not in run(server, at, "status").stdout:
        waited = time.monotonic() - began
        assert waited < tests.doors.people.PATIENCE, f"never {number} here"
        # Whoever asks comes in, and not too many may for long.
        time.sleep(min(1.0, waited / 10))
