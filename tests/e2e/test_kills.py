"""The server is killed while somebody types: what was on the screen is still there, once.

`python -m tests.e2e.test_kills 200` runs a longer campaign.
"""

import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.e2e.facilitator import Facilitator, House

KILLS = 6
STOPPED = "Nothing that was accepted is lost"


class Typist:
    """Types one card after the other, and notes which of them were shown as kept."""

    def __init__(self, house: House, seed: int) -> None:
        self.house = house
        self.rng = random.Random(seed)
        self.typed = 0
        self.seen: set[str] = set()
        screen = house.facilitator("start", "aar", "--together", "--title", "Kills", size=(60, 60))
        screen.then("Begin").fill("Whether it holds", "Crew", "Noor").press("ctrl+s")
        screen.then("Ground rules").press("n").then("What did we want")
        self.screen: Facilitator = screen

    def type_until_killed(self) -> None:
        """Type without waiting; at a random moment the server dies, and somebody comes back."""
        screen = self.screen.press("enter").then("╭─")
        last = self.typed + self.rng.randrange(2, 12)
        pid = self.house.server
        while self.typed < last:
            self.typed += 1
            screen.type(f"card{self.typed:05d}\r")
            if self.rng.random() < 0.3:
                self.look()
        moment = time.monotonic() + self.rng.random() * 0.2
        while time.monotonic() < moment:
            self.look()
        os.kill(pid, signal.SIGKILL)
        assert screen.ends() == 1
        self.look()
        assert STOPPED in screen.sent
        assert screen.is_restored
        self.house.wait_until_unserved(pid)
        self.screen = self.house.facilitator("attach", size=(60, 60)).then("What did we want")
        if "╭─" in self.screen.text:
            self.screen.leave_line()

    def look(self) -> None:
        """Note the cards in the list; what stands in the writing line was not accepted."""
        self.screen.read(0.001)
        self.seen.update(re.findall(r"• (card\d{5})", self.screen.text))

    def check(self) -> Counter[str]:
        """What was shown is kept, nothing is there twice, and nothing that nobody typed."""
        kept = Counter(re.findall(r"card\d{5}", self.house.run("minutes")))
        assert self.seen <= set(kept), f"lost: {sorted(self.seen - set(kept))}"
        assert set(kept.values()) <= {1}, f"twice: {kept.most_common(3)}"
        assert all(int(card[4:]) <= self.typed for card in kept)
        return kept


def campaign(house: House, kills: int, seed: int) -> tuple[int, int]:
    """Kill so many times; how many cards were seen on the screen, and how many were kept."""
    typist = Typist(house, seed)
    for _ in range(kills):
        typist.type_until_killed()
        typist.check()
    return len(typist.seen), len(typist.check())


def test_what_was_on_the_screen_survives_a_kill(house: House) -> None:
    seen, kept = campaign(house, KILLS, seed=int(time.time()))
    assert 0 < seen <= kept


def main() -> None:
    """Run a campaign of as many kills as asked for."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(time.time())
    with tempfile.TemporaryDirectory(prefix="r", dir="/tmp") as runtime:
        os.environ["XDG_RUNTIME_DIR"] = runtime
        os.environ["RETRO_DATA_DIR"] = f"{runtime}/data"
        house = House(Path(runtime) / "data", Path(runtime))
        try:
            seen, kept = campaign(house, kills, seed)
        finally:
            house.end()
    sys.stdout.write(f"{kills} kills, seed {seed}: {seen} cards seen, {kept} kept, none twice\n")


if __name__ == "__main__":
    main()
