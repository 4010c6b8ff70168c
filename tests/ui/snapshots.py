"""What every phase shows at three sizes, as text.

`python -m tests.ui.snapshots` writes the files anew; read what changed before keeping it.
"""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

from retro.ui.wish import Wish
from tests.live.house import house
from tests.terminal.fakes import MONOCHROME
from tests.ui.stage import settled, stage
from tests.ui.story import begin

FOLDER: Final = Path(__file__).with_name("snapshots")
SIZES: Final = ((120, 40), (80, 24), (45, 20))
SERIES: Final = (
    ("aar", "en", SIZES),
    ("hotwash", "en", SIZES),
    ("ssc", "en", SIZES),
    ("aar", "nl", ((80, 24),)),
)


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


def write_all() -> None:
    FOLDER.mkdir(exist_ok=True)
    for format, language, sizes in SERIES:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in asyncio.run(take(Path(folder), format, language, sizes)).items():
                (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_all()
