"""Pictures of every phase from the running program: `python -m tests.ui.pictures FOLDER`.

SVG, at 120 by 40 and 80 by 24, the same at every run; without a folder, the chosen few of the
documentation. Nothing is fetched when one is shown: the fonts are those of the reader's machine.
"""

import asyncio
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from retro.terminal.protocol import Capabilities
from retro.ui.wish import Wish
from tests.live.house import house
from tests.terminal.fakes import TRUE_COLOUR
from tests.ui.stage import Stage, settled, stage
from tests.ui.story import begin

SIZES: Final = ((120, 40), (80, 24))
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

_FONT_FACE: Final = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)
_COMMENT: Final = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_UNIQUE: Final = re.compile(r"terminal-\d+")
_FONTS: Final = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"


def picture(shown: Stage) -> str:
    """The screen as SVG, without anything to fetch and without a name that differs every time."""
    svg = shown.app.export_screenshot(title="retro", simplify=True)
    svg = _UNIQUE.sub("retro", _COMMENT.sub("", _FONT_FACE.sub("", svg)))
    return re.sub(r"font-family: [^;]*;", f"font-family: {_FONTS};", svg)


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
        pictures = await take("aar", SIZES[0], ground)
        for name, phase, on in CHOSEN:
            if on is ground:
                (DOCUMENTS / name).write_text(pictures[phase], encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(take_all(Path(sys.argv[1])) if len(sys.argv) > 1 else take_chosen())
