"""A server that is killed at any moment loses nothing that it said was accepted.

`python -m tests.doors.test_kills 200` runs a longer campaign.
"""

import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from socket import socket

from retro.doors.spawn import running
from tests.doors.people import Caller, Place, place, until

KINDS = ("card", "vote", "action")
KILLS = 20
#: Commands that wait for their answer at the same time.
AHEAD = 8


class Campaign:
    """One client that notes what was accepted, and a killer."""

    def __init__(self, here: Place, zygote: subprocess.Popen[str], seed: int) -> None:
        self.here = here
        self.zygote = zygote
        self.rng = random.Random(seed)
        self.accepted: dict[int, str] = {}
        self.ids = itertools.count(10)
        self.unanswered: dict[int, str] = {}
        self.kills = 0

    def caller(self) -> Caller:
        """A client of a new server process."""
        if not self.here.is_served:
            assert self.zygote.stdin is not None
            self.zygote.stdin.write(f"{self.here.folder}\n")
            self.zygote.stdin.flush()
        found: list[socket] = []

        def reached() -> bool:
            found.extend(filter(None, [self.connection()]))
            return bool(found)

        until(reached, "the server never answered")
        caller = Caller(found[0])
        caller.hello()
        return caller

    def connection(self) -> socket | None:
        """A connection to the server, when it serves."""
        return running(self.here.folder)

    def run_until_killed(self) -> None:
        """Send commands, kill the server at a random moment, and note what it answered."""
        with closing((caller := self.caller()).connection):
            # What was not answered is sent again: it may have been kept, and counts once.
            for id, kind in self.unanswered.items():
                caller.say(do=kind, id=id)
            pid = self.here.server
            wanted = len(self.accepted) + self.rng.randrange(3, 40)
            killer: threading.Timer | None = None
            while caller.is_open:
                try:
                    while len(self.unanswered) < AHEAD:
                        id, kind = next(self.ids), self.rng.choice(KINDS)
                        self.unanswered[id] = kind
                        caller.say(do=kind, id=id)
                except OSError:
                    pass  # it is dead; what it said before is read below
                for line in caller.lines(wait=True):
                    self.accepted[line["ok"]] = self.unanswered.pop(line["ok"])
                if killer is None and len(self.accepted) >= wanted:
                    delay = self.rng.random() * 0.003
                    killer = threading.Timer(delay, os.kill, (pid, signal.SIGKILL))
                    killer.start()
            assert killer is not None, "the server ended by itself"
            killer.join()
        self.here.wait_until_unserved(pid)
        self.kills += 1

    def check(self) -> Counter[str]:
        """Everything that was accepted is there, once, and nothing that nobody asked for."""
        with closing((caller := self.caller()).connection):
            caller.say(do="list")
            (found,) = caller.lines(wait=True)
        asked = {**self.accepted, **self.unanswered}
        for kind in KINDS:
            ids = [id for id, _ in found[kind]]
            assert len(ids) == len(set(ids)), f"a {kind} is there twice"
            accepted = {id for id, of in self.accepted.items() if of == kind}
            assert accepted <= set(ids), f"lost: {accepted - set(ids)}"
            assert all(asked.get(id) == kind for id in ids), f"a {kind} that nobody asked for"
        texts = {id: text for kind in ("card", "action") for id, text in found[kind]}
        for id, kind in self.accepted.items():
            if kind != "vote":
                assert texts[id] == f"{kind.capitalize()} {id}"
        return Counter(self.accepted.values())


def campaign(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill the server so many times; how much was accepted and found again, by kind."""
    command = [sys.executable, "-m", "tests.doors.zygote"]
    zygote = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
    with zygote, place(folder, "script") as here:
        run = Campaign(here, zygote, seed)
        for number in range(kills):
            run.run_until_killed()
            if number % 10 == 9:
                run.check()
        assert run.kills == kills
        return run.check()


def test_kills_lose_nothing_that_was_accepted(tmp_path: Path) -> None:
    counts = campaign(tmp_path / "data", KILLS, seed=int(time.time()))
    assert all(counts[kind] > KILLS for kind in KINDS)


def main() -> None:
    """Run a campaign of as many kills as asked for."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(time.time())
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="r") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        # A session holds a thousand of each, so every forty kills have a folder of their own.
        for start in range(0, kills, KILLS):
            some = min(KILLS, kills - start)
            counts += campaign(Path(folder) / f"data-{start}", some, seed + start)
    sys.stdout.write(f"{kills} kills, seed {seed}; accepted and found once: {dict(counts)}\n")


if __name__ == "__main__":
    main()
