"""How a server that was started tells whoever started it that it serves, or why it does not.

The starter passes the number of a pipe in an environment variable. One line comes back: `ready`,
or `held` or `failed` and a sentence. Standard error is the same pipe until then, so what Python
itself says before is read, and passed over, by the starter.
"""

import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Final

VARIABLE: Final = "RETRO_STARTER"

READY: Final = "ready"
HELD: Final = "held"
FAILED: Final = "failed"


class Starter:
    """The starter of this process; a person who typed `retro serve` is one without a pipe."""

    def __init__(self, pipe: int | None) -> None:
        self._pipe = pipe

    @classmethod
    def of(cls, environment: MutableMapping[str, str]) -> "Starter":
        """Find the pipe in `os.environ`, and take it out: children of this process have none."""
        number = environment.pop(VARIABLE, "")
        return cls(int(number) if number.isdecimal() else None)

    @property
    def waits(self) -> bool:
        """Whether this process was started by a program that waits for word."""
        return self._pipe is not None

    def ready(self) -> None:
        """Say that the door is open, and let go of the terminal and folder of the starter."""
        if self._pipe is not None:
            self._say(f"{READY}\n")
            os.chdir("/")

    def fail(self, kind: str, sentence: str) -> int:
        """Say why there is no server, to the starter or to the person; returns the exit status."""
        if self._pipe is None:
            sys.stderr.write(sentence + "\n")
        else:
            self._say(f"{kind} {' '.join(sentence.split())}\n")
        return 1

    def _say(self, line: str) -> None:
        assert self._pipe is not None
        # The starter may have gone away; the server serves all the same.
        with suppress(OSError):
            os.write(self._pipe, line.encode("utf-8", "replace"))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in {self._pipe, 2}:
            os.dup2(nowhere, number)
        os.close(nowhere)
