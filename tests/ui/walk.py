"""A session of any format in Dutch, on the screens of those who hold it, phase by phase.

`python -m tests.ui.walk FOLDER [FORMAT...]` holds one session of each format, writes what stood on
the screens into FOLDER as text, and prints what was cut off or English; without formats, all there
are. A minute for ten formats on two cores.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from retro.formats.catalogue import Catalogue
from retro.session.commands import Command, GoOn, MakeTopic, Reveal, WriteAction, WriteCard
from retro.session.format import Kind, Phase
from retro.session.model import Id, Writing
from retro.ui.registry import footer_for
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.heading import Agenda
from retro.ui.widgets.lines import KeyBar
from tests.live.every_kind import Company
from tests.live.house import Clock, house
from tests.terminal.fakes import MONOCHROME
from tests.ui.apart import Together
from tests.ui.stage import Stage
from tests.ui.story import SETUP, begin
from tests.words.leftovers import leftovers

LANGUAGE: Final = "nl"
NAMES: Final = ("Bo", "Cas", "Dee", "Eef")
#: Who sits where: the screen that all look at, and those of people who take part.
SCREENS: Final = (("Noor", (80, 24)), ("Bo", (80, 24)), ("Cas", (45, 20)), ("Dee", (120, 40)))

CARDS: Final = (
    "De overdracht op vrijdag ging goed",
    "Bij twee klanten bleef de storing langer dan een uur onopgemerkt, omdat niemand keek",
    "Pieken in de drukte zien we te laat",
    "We hielpen elkaar zonder dat iemand erom hoefde te vragen",
    "Wie beslist er eigenlijk over teruggaan?",
)


ACTION: Final = "Oefen het teruggaan op de eerste maandag van de maand, met z'n tweeën"


@dataclass(frozen=True)
class Seen:
    """One screen at one moment, and what is wrong with it."""

    phase: str
    state: str
    screen: str
    text: str
    faults: tuple[str, ...]


@dataclass
class Walk(Company):
    """Holds a session in Dutch, and keeps what stands on the screens meanwhile."""

    screens: dict[str, Stage] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    async def do(self, command: Command, by: Id | None = None) -> None:
        if isinstance(command, Reveal):
            await self.keep("unseen")
        elif isinstance(command, GoOn):
            await self.keep("rests")
        if isinstance(command, WriteAction):
            command = replace(command, text=ACTION, done_when="het één keer gelukt is")
        elif isinstance(command, MakeTopic):
            command = replace(command, name="Op tijd zien wat er gebeurt")
        await super().do(command, by)

    async def keep(self, state: str) -> None:
        """What all screens show now. A window over one of them is closed again."""
        for name, stage in self.screens.items():
            await stage.press()
            self.seen.append(
                Seen(self.phase.key, state, name, stage.text, tuple(faults(stage, self.phase)))
            )
            if state == "begin" and not stage.at(PhaseScreen):
                await stage.press("esc")

    async def _do_phase(self, phase: Phase) -> None:
        await self.keep("begin")
        await super()._do_phase(phase)
        await self.keep("after")

    def _card(self, phase: Phase, column: str, name: str, by: Id, **more: Id | None) -> WriteCard:
        card = super()._card(phase, column, name, by, **more)
        return replace(card, text=CARDS[len(self.written[phase.key]) % len(CARDS)])


def faults(stage: Stage, phase: Phase) -> Iterator[str]:
    """What is English or cut off on somebody's screen."""
    for piece in sorted(leftovers(stage.text, LANGUAGE, "en")):
        yield f"English: {piece}"
    screen = stage.app.screen
    for widget in screen.query("*"):
        if widget.is_attached and widget.display and screen.is_active and _is_in_sight(widget):
            yield from (f"{type(widget).__name__}: {fault}" for fault in _cut(stage, widget, phase))


def _is_in_sight(widget: Widget) -> bool:
    return all(each.display for each in widget.ancestors_with_self if isinstance(each, Widget))


def _cut(stage: Stage, widget: Widget, phase: Phase) -> Iterator[str]:
    if isinstance(widget, Agenda):
        if phase.title.upper() not in stage.text:
            yield f"no {phase.title!r}"
    elif isinstance(widget, KeyBar):
        ids = {command.id for _first, _last, command in widget._spans}
        for command in footer_for(widget.commands):
            if command.id in ("next", "ready", "reveal", "help") and command.id not in ids:
                yield f"{command.id} left out"
        if cell_len(str(widget.render())) > widget.size.width:
            yield "wider than the line"
    elif isinstance(widget, CardList):
        yield from _cut_cards(widget)
    elif not widget.children:
        yield from _cut_text(stage, widget)


def _cut_cards(cards: CardList) -> Iterator[str]:
    lines = cards._layout.lines
    for line in lines:
        if cell_len(line.lead + line.text + line.tail) > cards.size.width:
            yield f"too wide: {line}"
    if not cards.rows and cards.empty and cards.size.height:
        width = max(cards.size.width - 4, 1)
        if len(Content(cards.empty).wrap(width)) > cards.size.height:
            yield f"empty list: {cards.empty!r} in {cards.size}"


def _cut_text(stage: Stage, widget: Widget) -> Iterator[str]:
    drawn = widget.render()
    said = drawn.plain if isinstance(drawn, Content) else ""
    if not said.strip():
        return
    region = widget.content_region
    for each in widget.ancestors:
        if isinstance(each, Widget) and each.max_scroll_y + each.max_scroll_x > 0:
            # What is below can be scrolled to; it needs its lines all the same.
            if len(drawn.wrap(max(region.width, 1))) > region.height:  # type: ignore[union-attr]
                yield f"cut: {said!r}"
            return
    if _bare(_crop(stage, region)) != _bare(said):
        yield f"cut: {said!r} is {_crop(stage, region)!r}"


def _crop(stage: Stage, region: Region) -> str:
    lines = stage.terminal.lines[region.y : region.bottom]
    return "\n".join(line[region.x : region.right] for line in lines)


def _bare(text: str) -> str:
    return "".join(text.split())


@asynccontextmanager
async def walking(
    folder: Path, format: str, screens: tuple[tuple[str, tuple[int, int]], ...] = SCREENS
) -> AsyncIterator[Walk]:
    """A session at terminals of their own, and who sits at the first screen shows it to all."""
    clock = Clock()
    async with house(folder, clock) as found, AsyncExitStack() as exits:
        if any(phase.kind is Kind.REVIEW for phase in Catalogue().find(format, LANGUAGE).phases):
            await (await begin(found.lobby, "aar", LANGUAGE)).finish()
        setup = replace(
            SETUP,
            format=format,
            language=LANGUAGE,
            title="Uitrol 4.2",
            goal="Ging het zoals we wilden, en wat houden we vast?",
            people=tuple((name, False) for name in NAMES),
            writing=Writing.APART,
        )
        together = Together(found, await found.lobby.create(setup), exits)
        room = together.room
        people = [room.facilitator, *(together.id(name) for name in NAMES)]
        for place, (name, size) in enumerate(screens):
            known_as = f"{name}-{size[0]}x{size[1]}" + ("-shared" if not place else "")
            await together.sits(
                name,
                shared=not place,
                size=size,
                capabilities=MONOCHROME,
                language=LANGUAGE,
                known_as=known_as,
            )
        for name in NAMES:
            exits.enter_context(room.attached(together.id(name)))
        yield Walk(room, clock, people, screens=together.screens)


async def walk(
    folder: Path, format: str, screens: tuple[tuple[str, tuple[int, int]], ...] = SCREENS
) -> list[Seen]:
    """Hold a whole session of a format; what was seen, in its order."""
    async with walking(folder, format, screens) as company:
        await company.hold()
        await company.keep("end")
        return company.seen


def main(folder: Path, formats: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for format in formats:
        with tempfile.TemporaryDirectory() as data:
            seen = asyncio.run(walk(Path(data), format))
        pages: dict[str, list[str]] = {}
        for each in seen:
            title = f"=== {each.phase}, {each.state} ==="
            pages.setdefault(each.screen, []).append(f"{title}\n{each.text}\n")
            for fault in each.faults:
                where = f"{format} {each.phase}, {each.state}, {each.screen}"
                sys.stdout.write(f"{where}: {fault}\n")
        for name, page in pages.items():
            (folder / f"{format}-{name}.txt").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    every = [each.key for each in Catalogue().formats(LANGUAGE)] if not sys.argv[2:] else []
    main(Path(sys.argv[1]), sys.argv[2:] or every)
