"""The process that plays a demo, as whoever started it sees it. Loads neither Textual nor asyncssh.

The process is a server with a data folder of its own. It writes what it does as lines of JSON, and
ends when whoever started it lets go of its input, however that came about.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from retro.doors.local.place import NotSafe, socket_path

#: Seconds that the process has to tidy up, before it is killed.
ENDING: Final = 15.0
#: A sentence of the process is the last thing it says beside its report.
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be played: how many `members`, whether they are as slow as people, and who leads.

    `folder` is the data folder; `kept` is false where it goes away with the demo. `port` 0 is a
    free one.
    """

    folder: str
    kept: bool
    language: str
    members: int
    human: bool
    headless: bool
    port: int


class Stage:
    """A demo that is being played."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.folder = Path(plan.folder)
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-m", "retro.demo", json.dumps(asdict(plan))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            # Ctrl+C is for whoever started it, who then lets go.
            start_new_session=True,
            env={k: v for k, v in os.environ.items() if not k.startswith("TEXTUAL")},
        )

    def told(self) -> Iterator[dict[str, Any]]:
        """What it tells, until it ends."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with suppress(ValueError):
                yield json.loads(line)

    def complaint(self) -> str:
        """The sentence that it ended with, in English; "" where it said none, or more than one."""
        self._errors.seek(0)
        said = self._errors.read(_LONGEST + 1).decode("utf-8", "replace").strip()
        return said if said and "\n" not in said and len(said) <= _LONGEST else ""

    def end(self) -> None:
        """Let the process end, and leave nothing of it. Fine to call twice."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        try:
            self._process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()
        with suppress(OSError, NotSafe):
            socket_path(self.folder).unlink(missing_ok=True)
        if not self.plan.kept:
            shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def staged(plan: Plan) -> Iterator[Stage]:
    """Play a demo for as long as the context lasts, and leave nothing that was not asked for."""
    stage = Stage(plan)
    try:
        yield stage
    finally:
        stage.end()


def temporary_folder() -> str:
    """A new folder for a demo that is not kept, for its owner alone."""
    return tempfile.mkdtemp(prefix="retro-demo-")
