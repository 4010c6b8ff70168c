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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from retro.formats.catalogue import Catalogue
from retro.live.room import Room
from retro.session.commands import WriteCard
from retro.terminal.hosting import host
from retro.terminal.protocol import Capabilities, clamp_size
from retro.ui.app import RetroApp
from retro.ui.screens.frame import FrameScreen
from retro.ui.screens.lead import LeadScreen
from retro.ui.screens.lobby import LobbyScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.wish import Wish
from tests.live.house import Clock, House, house
from tests.ui.story import begin

SCREENS = 20
CARDS = 120
CHANGES = 40
IDLE = 10.0
ACTIONS = 5000
OPEN = 300
OPENINGS = 9
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


async def opening_the_review(folder: Path) -> list[tuple[str, str, str]]:
    """How long it takes until the actions between sessions are on a screen."""
    async with house(folder, Running()) as found:
        now = datetime.now(UTC)
        closed = (now - timedelta(days=120)).isoformat()
        await found.store.actions().change_soon(
            lambda known: [
                {
                    "uid": f"{number:014x}",
                    "text": f"{number}: rehearse what nobody has done before, on a full copy",
                    "team": f"Team {number % 7}",
                    "owner": f"Person {number % 40}",
                    "created": (now - timedelta(days=number % 300)).isoformat(),
                    "state": "open" if number < OPEN else "done",
                    "closed": None if number < OPEN else closed,
                }
                for number in range(ACTIONS)
            ]
        )
        await found.store.actions().archive_soon(now.date())
        terminal = Nowhere()
        apps: list[RetroApp] = []

        def make() -> RetroApp:
            apps.append(RetroApp(found.lobby, Catalogue(), Wish(member=True)))
            return apps[-1]

        visit = asyncio.create_task(host(make, terminal))
        await asyncio.sleep(1.5)
        assert isinstance(apps[0].screen, LobbyScreen)
        costs = [await _opened(apps[0], terminal) for _ in range(OPENINGS)]
        terminal.hang_up()
        await visit
    name = f"the review, {OPEN} of {ACTIONS} open"
    return [(name, f"{median(costs):.0f} ms, worst {max(costs):.0f} ms", "300 ms or less")]


async def _opened(app: RetroApp, terminal: Nowhere) -> float:
    """Milliseconds until its rows are drawn; then it is closed again."""
    sent, begun = terminal.sent, time.perf_counter()
    screen = LeadScreen(app.words)
    app.call_later(app.push_screen, screen)
    # Nothing else but its rows takes that many bytes.
    while terminal.sent - sent < 6000 or not screen.documents:  # noqa: ASYNC110
        await asyncio.sleep(0.001)
    took = (time.perf_counter() - begun) * 1000
    assert len(screen.query_one(CardList).rows) >= OPEN
    screen.call_later(screen.do_leave)
    await asyncio.sleep(0.3)
    return took


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = asyncio.run(measure(Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        rows += asyncio.run(opening_the_review(Path(folder)))
    print(f"{SCREENS} screens of {SIZE[0]}x{SIZE[1]} in one process\n")
    for name, value, aim in rows:
        print(f"{name:<36} {value:>22}   {aim}")


if __name__ == "__main__":
    main()
