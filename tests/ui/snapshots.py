"""What every phase shows at three sizes, as text.

`python -m tests.ui.snapshots` writes the files anew; read what changed before keeping it.
"""

import asyncio
import re
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

from retro.session.commands import MarkReady, Reveal
from retro.ui.wish import Wish
from tests.live.house import house
from tests.terminal.fakes import MONOCHROME
from tests.ui.apart import ApartTeller, apart
from tests.ui.stage import settled, stage
from tests.ui.story import begin

FOLDER: Final = Path(__file__).with_name("snapshots")
SIZES: Final = ((120, 40), (80, 24), (45, 20))
SERIES: Final = (
    ("aar", "en", SIZES),
    ("hotwash", "en", ((80, 24),)),
    ("ssc", "en", SIZES),
    ("aar", "nl", ((80, 24),)),
)

#: Those where everyone has their own terminal.
APART: Final = ("aar", "ssc")
#: A screen for all to see is large; one's own may be small.
APART_SCREENS: Final = (
    ("shared", "Noor", (120, 40)),
    ("bo", "Bo", (80, 24)),
    ("bo", "Bo", (45, 20)),
)
#: A code is drawn anew at every run.
CODE: Final = re.compile(r"[0-9A-Z]{8}@")


async def take(
    folder: Path, format: str, language: str, sizes: tuple[tuple[int, int], ...]
) -> dict[str, str]:
    """All phases of a format, one text a size, keyed by the name of its file.

    All sizes are screens of one session at once, without colours: the text is the same, and the
    screen model reads it in half the time.
    """
    pages: dict[tuple[int, int], list[str]] = {size: [] for size in sizes}
    async with house(folder) as found, AsyncExitStack() as screens:
        teller = await begin(found.lobby, format, language)
        wish = Wish(session=teller.room.key, language=language, folder=folder)
        shown = {
            size: await screens.enter_async_context(
                stage(found, wish, capabilities=MONOCHROME, size=size)
            )
            for size in sizes
        }
        going_on = True
        while going_on:
            await teller.write_phase()
            for size, screen in shown.items():
                await settled(screen.app)
                title = f"=== {screen.session.phase.key} "
                pages[size].append(f"{title:=<{size[0]}}\n{screen.text}\n")
            going_on = await teller.go_on()
    return {
        f"{format}-{language}-{columns}x{rows}.txt": "\n".join(pages[columns, rows])
        for columns, rows in sizes
    }


async def take_apart(folder: Path, format: str) -> dict[str, str]:
    """The same where everyone has their own terminal: the shared screen, and Bo's.

    A phase that is written unseen stands there before and after it is shown.
    """
    pages: dict[str, list[str]] = {}
    async with apart(folder, format=format) as room:
        for screen, name, size in APART_SCREENS:
            await room.sits(
                name,
                shared=screen == "shared",
                size=size,
                capabilities=MONOCHROME,
                known_as=f"{screen}-{size[0]}x{size[1]}",
            )
        teller = ApartTeller(room.room)
        for name in ("Cas", "Dee", "Eef", "Fay"):
            room.exits.enter_context(room.room.attached(room.id(name)))

        async def keep(state: str) -> None:
            await room.settle()
            for name, stage in room.screens.items():
                title = f"=== {room.session.phase.key}{state} "
                text = CODE.sub("CODE0000@", stage.text)
                pages.setdefault(name, []).append(f"{title:=<{stage.terminal.size[0]}}\n{text}\n")

        going_on = True
        while going_on:
            if room.session.hides(room.session.phase):
                await teller.write_unseen()
                for name in ("Cas", "Dee", "Bo"):
                    await room.send(name, MarkReady())
                await keep(", unseen")
            await teller.write_phase()
            if room.session.hides(room.session.phase):
                await room.send("Noor", Reveal())
            await keep("")
            going_on = await teller.go_on()
    return {f"apart-{format}-{name}.txt": "\n".join(page) for name, page in pages.items()}


def write_all() -> None:
    FOLDER.mkdir(exist_ok=True)
    for format in APART:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in asyncio.run(take_apart(Path(folder), format)).items():
                (FOLDER / name).write_text(text, encoding="utf-8")
    for format, language, sizes in SERIES:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in asyncio.run(take(Path(folder), format, language, sizes)).items():
                (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_all()
