"""What screens cost: ``python -m tests.bench.ui``.

Memory is that of one process with many attached screens, all showing the same session with 120
cards, as measured by the kernel before and after; each has a terminal of its own that forgets what
it is sent.
"""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from retro.formats.catalogue import Catalogue
from retro.live.room import Room
from retro.session.commands import WriteCard
from retro.terminal.hosting import host
from retro.terminal.protocol import Capabilities, clamp_size
from retro.ui.app import RetroApp
from retro.ui.screens.frame import FrameScreen
from retro.ui.wish import Wish
from tests.live.house import Clock, House, house
from tests.ui.story import begin

SCREENS = 20
CARDS = 120
CHANGES = 40
IDLE = 10.0
SIZE = (120, 40)


class Running(Clock):
    """The real clock: a timer that runs is what an idle screen draws."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


class Nowhere:
    """A terminal that counts what it is sent, and forgets it."""

    def __init__(self) -> None:
        self.capabilities = Capabilities()
        self.size = clamp_size(*SIZE)
        self.sent = 0
        self._closed: Callable[[], None] = lambda: None

    def write(self, data: str) -> None:
        self.sent += len(data.encode())

    def pending(self) -> int:
        return 0

    async def drain(self) -> None:
        """Everything was taken already."""

    def on_input(self, receiver: Callable[[bytes], None]) -> None:
        """Nobody types here."""

    def on_resize(self, receiver: Callable[[int, int], None]) -> None:
        """Nobody resizes this."""

    def on_close(self, receiver: Callable[[], None]) -> None:
        self._closed = receiver

    def close(self, farewell: str = "", status: int = 0) -> None:
        """There is nothing to restore."""

    def hang_up(self) -> None:
        self._closed()


def resident_of(process: int | str = "self") -> float:
    """Memory of a process that is in use, in MB (proc_pid_status(5): RssAnon, in kB)."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this kernel does not tell")


class Screens:
    """Many screens of one session."""

    def __init__(self, found: House, room: Room) -> None:
        self.found = found
        self.room = room
        self.terminals: list[Nowhere] = []
        self.apps: list[RetroApp] = []
        self.visits: list[asyncio.Task[int]] = []

    async def attach(self) -> None:
        terminal = Nowhere()

        def make() -> RetroApp:
            app = RetroApp(self.found.lobby, Catalogue(), Wish(session=self.room.key))
            self.apps.append(app)
            return app

        self.terminals.append(terminal)
        self.visits.append(asyncio.create_task(host(make, terminal)))
        while terminal.sent < 5000:  # noqa: ASYNC110 - a terminal has no event for this
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)

    async def leave(self) -> None:
        for terminal in self.terminals:
            terminal.hang_up()
        await asyncio.gather(*self.visits)


async def measure(folder: Path) -> list[tuple[str, str, str]]:
    async with house(folder, Running()) as found:
        teller = await begin(found.lobby, "aar")
        await teller.go_to("planned")
        room = teller.room
        for number in range(CARDS):
            text = f"{number}: nobody could see how far the migration was, and we waited for it"
            await room.submit(WriteCard(room.new_id(), text, phase="planned"), room.facilitator)
        screens = Screens(found, room)
        await screens.attach()
        gc.collect()
        before = resident_of()
        for _ in range(SCREENS):
            await screens.attach()
        gc.collect()
        each = (resident_of() - before) / SCREENS
        changed = await drawing(screens)
        begun = [terminal.sent for terminal in screens.terminals]
        used = time.process_time()
        await asyncio.sleep(IDLE)
        used = (time.process_time() - used) / IDLE / (SCREENS + 1)
        sent = [(t.sent - b) / IDLE for t, b in zip(screens.terminals, begun, strict=True)]
        await screens.leave()
    return [
        (f"memory of one screen, {CARDS} cards", f"{each:.2f} MB", "4 MB or less"),
        ("drawing one changed card, CPU", f"{changed:.1f} ms a screen", ""),
        ("an idle screen sends", f"{median(sent):.0f} bytes a second", "one line"),
        ("an idle screen, CPU", f"{used * 1000:.2f} ms a second", ""),
    ]


async def drawing(screens: Screens) -> float:
    """Milliseconds of CPU, all included, until one screen shows one changed card."""
    room = screens.room
    card = next(iter(room.view(room.facilitator).session.cards.values()))
    costs = []
    for number in range(CHANGES):
        used = time.process_time()
        await room.submit(WriteCard(card.id, f"changed {number}"), room.facilitator)
        await asyncio.sleep(0.3)
        costs.append((time.process_time() - used) * 1000 / (SCREENS + 1))
    assert all(
        isinstance(app.screen, FrameScreen) and app.screen.view is room.view(room.facilitator)
        for app in screens.apps
    )
    return median(costs)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = asyncio.run(measure(Path(folder)))
    print(f"{SCREENS} screens of {SIZE[0]}x{SIZE[1]} in one process\n")
    for name, value, aim in rows:
        print(f"{name:<36} {value:>22}   {aim}")


if __name__ == "__main__":
    main()
