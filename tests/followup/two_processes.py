"""Two processes that change the actions of one folder at the same time.

`python -m tests.followup.two_processes 10000` makes that many changes in all and counts them: every
change is in the history of its action once, so one that was lost or made twice shows. Half of them
are made as `retro actions` makes them, the others as a session tells the store about its actions.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Final, TypeVar

from retro.cli.actions.adding import add_action
from retro.cli.actions.changing import change
from retro.cli.place import Place, find_place
from retro.followup.record import Document, changed, history
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import Held

WRITERS: Final = ("command", "session")
#: Actions that both change.
SHARED: Final = 20

Result = TypeVar("Result")


def changes_of(writer: str, changes: int) -> list[str]:
    """What one of the two writes, each time another note."""
    return [f"{writer} {number}" for number in range(changes)]


def prepare(folder: Path) -> None:
    """Store the actions that both change."""
    for number in range(SHARED):
        add_action(_place(folder), {"text": f"Do {number}"})


def write(folder: Path, writer: str, changes: int) -> None:
    """Make all changes of one of the two; one in ten is an action of its own."""
    place = _place(folder)
    uids = sorted(each["uid"] for each in EmbeddedStore(folder).actions().all())[:SHARED]
    step = _command if writer == "command" else _Session(folder).step
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for number, note in enumerate(changes_of(writer, changes)):
        uid = "" if number % 10 == 9 else uids[number % len(uids)]
        _patiently(lambda uid=uid, note=note: step(place, uid, note))  # type: ignore[misc]


def counted(folder: Path) -> Counter[str]:
    """How often each change is in the history of an action."""
    found: Counter[str] = Counter()
    uids: Counter[str] = Counter()
    for action in EmbeddedStore(folder).actions().all():
        uids[action["uid"]] += 1
        notes = [entry["set"]["note"] for entry in history(action) if "note" in entry["set"]]
        found.update(after for _, after in notes)
        # Each builds on the one before it: nobody wrote over what they had not seen.
        befores, afters = [before for before, _ in notes], [after for _, after in notes]
        assert befores == ["", *afters[:-1]][: len(notes)], action["uid"]
    assert set(uids.values()) <= {1}
    return found


def run(folder: Path, changes: int) -> Counter[str]:
    """Let both make half of the changes at the same time; returns what `counted` does."""
    prepare(folder)
    command = [sys.executable, "-m", "tests.followup.two_processes", str(changes // 2)]
    both = [
        Popen([*command, "--folder", str(folder), "--writer", name], stdin=PIPE, stdout=PIPE)
        for name in WRITERS
    ]
    try:
        for process in both:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
        for process in both:
            assert process.stdin is not None
            process.stdin.write(b"go\n")
            process.stdin.flush()
        for process in both:
            assert process.wait(timeout=1200) == 0
    finally:
        for process in both:
            process.kill()
            process.communicate()
    return counted(folder)


def expected(changes: int) -> Counter[str]:
    """What `counted` has to find."""
    return Counter(note for writer in WRITERS for note in changes_of(writer, changes // 2))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both, or with --writer be one of them; returns the status of the process."""
    parser = argparse.ArgumentParser(prog="python -m tests.followup.two_processes")
    parser.add_argument("changes", type=int, help="how many in all")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--writer", choices=WRITERS)
    options = parser.parse_args(arguments)
    if options.writer:
        write(options.folder, options.writer, options.changes)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        found = run(Path(folder, "data"), options.changes)
        seconds = time.monotonic() - started
        wanted = expected(options.changes)
        lost, doubled = (wanted - found).total(), (found - wanted).total()
        sys.stdout.write(
            f"{wanted.total()} changes in {seconds:.0f} s: {lost} lost, {doubled} doubled\n"
        )
    return 1 if lost or doubled else 0


def _place(folder: Path) -> Place:
    return find_place(str(folder), "en", {})


def _command(place: Place, uid: str, note: str) -> None:
    """As `retro actions note` and `retro actions add`."""
    if uid:
        change(place, [uid], lambda _: {"note": note})
    else:
        add_action(place, {"text": "New", "note": note})


class _Session:
    """A running server: one store for all of its changes, on the thread that writes."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._actions = EmbeddedStore(folder).actions()

    def step(self, place: Place, uid: str, note: str) -> None:
        """Change one action as the review does, or put a new one as a session does."""

        def decide(documents: list[Document]) -> list[Document]:
            (action,) = [each for each in documents if each["uid"] == uid]
            return [changed(action, {"note": note}, now=datetime.now(UTC), by="session")]

        if uid:
            self._loop.run_until_complete(self._actions.change_soon(decide))
            return
        born = {"uid": f"new {note}", "state": "open", "created": "2026-01-01"}
        action = changed(born, {"text": "New", "note": note}, now=datetime.now(UTC), by="session")
        self._loop.run_until_complete(self._actions.change_soon(lambda known: [action]))


def _patiently(step: Callable[[], Result]) -> Result:
    """Somebody who is told that the file is held does it again: nothing was written then."""
    while True:
        try:
            return step()
        except Held:
            continue


if __name__ == "__main__":
    sys.exit(main())
