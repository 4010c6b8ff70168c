"""A facilitator at a real terminal: the real program on a PTY, driven by keys."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.doors.people import Person, Place, until

RETRO = [sys.executable, "-m", "retro"]

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "backspace": "\x7f",
    "ctrl+s": "\x13",
}


class Facilitator(Person):
    """Somebody who holds a session; every step waits until the screen shows that it was done."""

    def press(self, *keys: str) -> "Facilitator":
        for key in keys:
            self.type(KEYS.get(key, key))
        return self

    def then(self, text: str) -> "Facilitator":
        """Wait until the screen shows this."""
        self.shows(text)
        return self

    def gone(self, text: str) -> "Facilitator":
        """Wait until the screen does not show this any more."""

        def left() -> bool:
            self.read()
            return text not in self.text

        until(left, f"{text!r} stays on the screen")
        return self

    def fill(self, *fields: str) -> "Facilitator":
        """Type into a form from the field where one is; Enter goes on, after the last as well."""
        for field in fields:
            self.type(field + "\r")
        return self

    def write(self, *cards: str) -> "Facilitator":
        """Open the writing line, write these cards, and leave it again."""
        self.press("enter").then("╭─")
        for card in cards:
            self.type(card + "\r")
            self.shows(card[-12:])
        return self.leave_line()

    def leave_line(self) -> "Facilitator":
        """Esc, and wait until the writing line is gone: what follows at once would be Alt."""
        return self.press("esc").gone("╰")


class House(Place):
    """The data folder of one test, with the real program."""

    def __init__(self, folder: Path, where: Path) -> None:
        super().__init__(folder)
        self.where = where

    def facilitator(self, *command: str, size: tuple[int, int] = (140, 40)) -> Facilitator:
        """Somebody types a command at a terminal of this size."""
        person = Facilitator([*RETRO, *command], size, cwd=self.where)
        self.people.append(person)
        return person

    def run(self, *command: str, status: int = 0, stream: str = "") -> str:
        """What a command prints: its output, or what it complains of when it should fail."""
        done = subprocess.run(
            [*RETRO, *command], capture_output=True, text=True, cwd=self.where, check=False
        )
        assert done.returncode == status, done.stderr
        return str(getattr(done, stream or ("stderr" if status else "stdout")))

    def kill_server(self) -> None:
        """The server dies without a word."""
        pid = self.server
        os.kill(pid, signal.SIGKILL)
        self.wait_until_unserved(pid)
