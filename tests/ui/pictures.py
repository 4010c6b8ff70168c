"""Pictures of every phase from the running program: `python -m tests.ui.pictures FOLDER`.

SVG, at 120 by 40 and 80 by 24; without a folder, the chosen few of the
documentation, at 100 by 30. Nothing is fetched when one is shown: the fonts are those of the
reader's machine.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pyte.screens import Char

from retro.session.commands import Advance, GiveAnswer, GiveFloor, NameCaseOwner, Reveal
from retro.session.rounds import speakers
from retro.session.rules import PROGRAM
from retro.terminal.protocol import Capabilities
from retro.ui.wish import Wish
from tests.live.house import Clock, house
from tests.terminal.fakes import TRUE_COLOUR
from tests.ui.apart import Together, apart
from tests.ui.film import still
from tests.ui.stage import Stage, settled, stage
from tests.ui.story import begin

SIZES: Final = ((120, 40), (80, 24))
#: That of the pictures of the documentation.
SIZE: Final = (100, 30)
FORMATS: Final = ("aar", "hotwash", "ssc")
DARK: Final = TRUE_COLOUR
LIGHT: Final = replace(TRUE_COLOUR, dark=False)

DOCUMENTS: Final = Path(__file__).parents[2] / "docs" / "pictures"
#: Those of the documentation: the name of the file, the phase, the ground.
CHOSEN: Final = (
    ("happened.svg", "happened", DARK),
    ("why.svg", "why", DARK),
    ("actions.svg", "commit", DARK),
    ("happened-light.svg", "happened", LIGHT),
)


def cells(shown: Stage) -> list[list[Char]]:
    """What the terminal shows now, row by row."""
    columns, rows = shown.terminal.size
    # Asking for the lines brings the screen up to date.
    assert shown.terminal.lines
    buffer = shown.terminal._screen.buffer
    return [[buffer[y][x] for x in range(columns)] for y in range(rows)]


def picture(shown: Stage) -> str:
    """The screen as SVG."""
    return still(cells(shown), "retro in a terminal")


async def take(
    format: str, size: tuple[int, int], capabilities: Capabilities = DARK
) -> dict[str, str]:
    """A picture of each phase of a format, by the key of the phase."""
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with house(Path(folder)) as rooms:
            teller = await begin(rooms.lobby, format)
            wish = Wish(session=teller.room.key)
            async with stage(rooms, wish, capabilities=capabilities, size=size) as shown:
                going_on = True
                while going_on:
                    await teller.write_phase()
                    await settled(shown.app)
                    found[shown.session.phase.key] = picture(shown)
                    going_on = await teller.go_on()
    return found


async def take_all(folder: Path) -> None:
    """Every phase of every format at both sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    for format in FORMATS:
        for size in SIZES:
            for place, (phase, svg) in enumerate((await take(format, size)).items(), 1):
                name = f"{format}-{place:02}-{phase}-{size[0]}x{size[1]}.svg"
                (folder / name).write_text(svg, encoding="utf-8")


async def take_chosen() -> None:
    """Those of the documentation."""
    DOCUMENTS.mkdir(parents=True, exist_ok=True)
    for ground in (DARK, LIGHT):
        pictures = await take("aar", SIZE, ground)
        for name, phase, on in CHOSEN:
            if on is ground:
                (DOCUMENTS / name).write_text(pictures[phase], encoding="utf-8")
    for name, found in OTHERS.items():
        with tempfile.TemporaryDirectory() as folder:
            (DOCUMENTS / name).write_text(await found(Path(folder)), encoding="utf-8")


async def chooser(folder: Path) -> str:
    """After three questions: which formats fit, and why."""
    async with house(folder) as rooms, stage(rooms, Wish(), size=SIZE) as shown:
        await shown.press("1", "enter", "enter")
        return picture(shown)


async def guide(folder: Path) -> str:
    """What the facilitator can say and watch for, beside the phase."""
    async with house(folder) as rooms:
        teller = await begin(rooms.lobby, "aar")
        await teller.go_to("happened")
        async with stage(rooms, Wish(session=teller.room.key), size=SIZE) as shown:
            await shown.press("g")
            return picture(shown)


async def dutch(folder: Path) -> str:
    """A phase in Dutch."""
    async with house(folder) as rooms:
        teller = await begin(rooms.lobby, "aar", "nl")
        await teller.go_to("why")
        await teller.write_phase()
        wish = Wish(session=teller.room.key, language="nl", asked="nl")
        async with stage(rooms, wish, size=SIZE) as shown:
            return picture(shown)


async def rounds(folder: Path) -> str:
    """Somebody has the floor, and the owner of the case listens."""
    async with apart(folder, format="iv-incident") as together:
        await together.send("Noor", NameCaseOwner(together.id("Dee")))
        await _advance(together, "analysis")
        for name in ("Bo", "Cas", "Dee", "Eef", "Fay"):
            await together.sits(name, size=(80, 24))
        order = speakers(together.session)
        await together.send("Noor", GiveFloor(order[0].id))
        await together.send("Noor", GiveFloor(order[1].id, after=order[0].id))
        shown = await together.sits("Noor", shared=True, size=SIZE)
        return picture(shown)


async def health(folder: Path) -> str:
    """Colours and arrows of a whole team, once all have answered."""
    async with apart(folder, format="health") as together:
        await _advance(together, "health-learning")
        answers = ((3, 1), (3, 0), (2, 1), (3, 1), (1, -1), (2, 0))
        names = [person.name for person in speakers(together.session)]
        for name, (value, arrow) in zip(names, answers, strict=True):
            await together.send(name, GiveAnswer(together.room.new_id(), value, arrow))
        await together.room.submit(Reveal(), PROGRAM)
        for name in names[1:]:
            await together.sits(name, size=(80, 24))
        shown = await together.sits("Noor", shared=True, size=SIZE)
        return picture(shown)


async def home(folder: Path) -> str:
    """The home of the team of the example data, the day after its last session."""
    data = folder / "data"
    shutil.copytree(Path(__file__).parents[2] / "examples" / "data", data)
    clock = Clock()
    clock.time = datetime(2026, 6, 23, 9, 0, tzinfo=UTC)
    wish = Wish(view="home", team="Ferry Desk")
    async with house(data, clock) as rooms, stage(rooms, wish, size=SIZE) as shown:
        return picture(shown)


async def _advance(together: Together, phase: str) -> None:
    while (now := together.session.phase.key) != phase:
        await together.room.submit(Advance(now), PROGRAM)


#: What shows more than a phase of one format: the name of the file, and what takes it.
OTHERS: Final[dict[str, Callable[[Path], Awaitable[str]]]] = {
    "chooser.svg": chooser,
    "guide.svg": guide,
    "dutch.svg": dutch,
    "rounds.svg": rounds,
    "health.svg": health,
    "home.svg": home,
}


if __name__ == "__main__":
    asyncio.run(take_all(Path(sys.argv[1])) if len(sys.argv) > 1 else take_chosen())
