"""A recording of an after-action review, from the running program: `python -m tests.ui.recording`.

It writes docs/pictures/session.svg: the screen that a facilitator shows to the room, while five
others write at terminals of their own. Nothing but this machine is needed for it.
"""

import asyncio
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from retro.session.commands import GiveAnswer, LinkCard, MarkReady, Reveal, WriteCard
from retro.session.model import Id
from retro.session.rules import PROGRAM
from tests.live.house import Clock
from tests.ui.apart import Together, apart
from tests.ui.film import Frame, film, row
from tests.ui.pictures import DOCUMENTS, cells
from tests.ui.stage import Stage
from tests.ui.story import ENGLISH, Teller

SIZE: Final = (100, 30)
FILE: Final = DOCUMENTS / "session.svg"
ALTERNATIVE: Final = (
    "An after-action review on the screen that all look at: five people join, write the plan "
    "unseen, put what happened on a timeline, say why, and agree on two actions."
)
OTHERS: Final = ("Bo", "Cas", "Dee", "Eef", "Fay")


@dataclass
class Camera:
    """Takes what the screen shows."""

    together: Together
    screen: Stage
    frames: list[Frame] = field(default_factory=list)
    caption: str = ""

    async def take(self, seconds: float) -> None:
        """What stands there now, to be seen for so long."""
        await self.together.settle()
        drawn = tuple(map(row, cells(self.screen)))
        self.frames.append(Frame(drawn, self.caption, seconds))

    async def keys(self, *keys: str, seconds: float = 0.6) -> None:
        await self.screen.press(*keys)
        await self.take(seconds)


async def record() -> list[Frame]:
    """The frames, one after another."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        async with apart(
            Path(folder), people=tuple((n, True) for n in OTHERS), clock=clock
        ) as all_:
            noor = await all_.sits("Noor", shared=True, size=SIZE)
            camera = Camera(all_, noor)
            teller = Teller(all_.room)
            await _look_back(camera, teller, clock)
            await _look_ahead(camera, teller, clock)
            return camera.frames


async def _look_back(camera: Camera, teller: Teller, clock: Clock) -> None:
    together = camera.together
    camera.caption = "The room sees one screen. Everybody joins it with plain ssh."
    await camera.take(2)
    for name in OTHERS:
        await together.sits(name, known_as=name, size=(80, 24))
        await camera.take(0.4)
    await camera.take(1.4)
    camera.caption = "What was planned? Everybody writes, and nobody sees it yet."
    await camera.keys("n", seconds=1.6)
    for name, text in zip(OTHERS, ENGLISH.planned, strict=False):
        teller.cards.setdefault("planned", []).append(await _write(together, name, text))
        clock.forward(seconds=25)
        await camera.take(0.7)
    for name in OTHERS[:3]:
        await together.send(name, MarkReady())
    clock.forward(seconds=25)
    await camera.take(1)
    camera.caption = "All at once, for all."
    await together.room.submit(Reveal(), PROGRAM)
    await camera.take(2.6)
    camera.caption = "What happened, each with its time ..."
    await camera.keys("n", seconds=1.2)
    written: list[Id] = []
    for name, (when, text, _plan, _verdict) in zip(OTHERS, ENGLISH.happened, strict=False):
        written.append(await _write(together, name, text, when))
    teller.cards["happened"] = written
    clock.forward(seconds=100)
    await camera.take(1)
    await together.room.submit(Reveal(), PROGRAM)
    await camera.take(1.8)
    camera.caption = "... compared with what was planned: later, worse, and also better."
    for id, (_when, _text, plan, verdict) in zip(written, ENGLISH.happened, strict=True):
        if plan is not None:
            link = LinkCard(id, teller.cards["planned"][plan], verdict)
            await together.room.submit(link, together.room.facilitator)
            await camera.take(0.8)
    await camera.take(2)


async def _look_ahead(camera: Camera, teller: Teller, clock: Clock) -> None:
    together = camera.together
    camera.caption = "Why? Conditions, not culprits: at least two to a gap."
    await camera.keys("n", seconds=1)
    await teller._explain()
    clock.forward(minutes=6)
    await camera.take(3)
    camera.caption = "What to keep, and what to do differently."
    await camera.keys("n", seconds=0.8)
    await teller.write_phase()
    clock.forward(minutes=5)
    await camera.take(2.6)
    camera.caption = "Three actions at most, with an owner, a day and a first step."
    await camera.keys("n", seconds=0.8)
    await teller.write_phase()
    clock.forward(minutes=4)
    await camera.take(3.2)
    camera.caption = "Was it worth the time?"
    await camera.keys("n", seconds=0.6)
    for name, value in zip(("Noor", *OTHERS), (5, 4, 4, 5, 3, 4), strict=True):
        await together.send(name, GiveAnswer(together.room.new_id(), value))
    await together.room.submit(Reveal(), PROGRAM)
    await camera.take(2)
    camera.caption = "One takeaway each, and the minutes are written."
    await camera.keys("n", seconds=0.8)
    await teller.write_phase()
    await camera.take(3)


async def _write(together: Together, name: str, text: str, when: str = "") -> Id:
    id = together.room.new_id()
    phase = together.session.phase.key
    await together.send(name, WriteCard(id, text, when=when, phase=phase))
    return id


def main() -> None:
    """Write the file."""
    text = film(asyncio.run(record()), SIZE[0], ALTERNATIVE)
    FILE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{FILE.name}: {len(text.encode()) // 1024} KiB\n")


if __name__ == "__main__":
    main()
