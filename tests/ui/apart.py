"""Several people in one session, each at a terminal of their own, and one screen for all to see."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import cast

from retro.formats.catalogue import Catalogue
from retro.live.lobby import Lobby
from retro.live.room import Room
from retro.session.commands import (
    CastVote,
    Command,
    GiveAnswer,
    Join,
    LinkCard,
    Reveal,
    WriteCard,
)
from retro.session.format import Kind
from retro.session.model import Id, Role, Session, Writing
from retro.session.rules import PROGRAM
from retro.terminal.protocol import Capabilities
from retro.ui.app import RetroApp
from retro.ui.invitation import Invitation
from retro.ui.seat import Seat
from retro.ui.ways_in import WaysIn
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.write_line import WriteLine
from retro.ui.wish import Wish
from retro.words import Words
from tests.live.house import Clock, House
from tests.terminal.fakes import TRUE_COLOUR, shown, until
from tests.ui.stage import FINGERPRINT, Stage, settled
from tests.ui.story import SETUP, Teller

DOOR = Invitation("192.168.1.20", 2222, FINGERPRINT)
#: Who is on the list besides Noor, who facilitates; Eye watches.
PEOPLE = (("Bo", False), ("Cas", False), ("Dee", False), ("Eef", False), ("Fay", False))


class Sitting:
    """In place of the ways in: whoever comes sits down at once."""

    def __init__(self, app: RetroApp, seat: Seat) -> None:
        self.app = app
        self.seat = seat

    async def enter(self) -> None:
        self.app.speak(self.seat.words.language)
        self.app.take_seat(self.seat)


@dataclass
class Together:
    """One session, and everybody's screens by name; `shared` is the one that all look at."""

    house: House
    room: Room
    exits: AsyncExitStack
    screens: dict[str, Stage] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Stage:
        return self.screens[name]

    @property
    def session(self) -> Session:
        return self.room.view(PROGRAM).session

    @property
    def teller(self) -> Teller:
        return Teller(self.room)

    def id(self, name: str) -> Id:
        return next(p.id for p in self.session.people.values() if p.name == name)

    async def send(self, name: str, command: Command) -> None:
        await self.room.submit(command, self.id(name))

    async def sits(
        self,
        name: str,
        *,
        shared: bool = False,
        size: tuple[int, int] = (100, 30),
        capabilities: Capabilities = TRUE_COLOUR,
        known_as: str = "",
        language: str = "en",
    ) -> Stage:
        """Somebody takes a seat, at a new terminal."""
        seat = Seat(self.room, self.id(name), Words(language), shared=shared, invitation=DOOR)

        def make() -> RetroApp:
            app = RetroApp(self.house.lobby, Catalogue(), Wish())
            app.ways_in = cast(WaysIn, Sitting(app, seat))
            return app

        visit = await self.exits.enter_async_context(shown(make, capabilities, size))
        stage = Stage(self.house, visit)
        await until(lambda: len(stage.app.screen_stack) > 1)
        await settled(stage.app)
        self.screens[known_as or ("shared" if shared else name)] = stage
        return stage

    async def settle(self) -> None:
        """Wait until every screen shows the newest."""
        for stage in self.screens.values():
            await settled(stage.app)


@asynccontextmanager
async def apart(
    folder: Path,
    phase: str = "",
    *,
    format: str = "aar",
    people: Sequence[tuple[str, bool]] = PEOPLE,
    clock: Clock | None = None,
    beat: timedelta = timedelta(),
    formats: Path | None = None,
) -> AsyncIterator[Together]:
    """A session that everyone writes at their own terminal, at the beginning of this phase.

    `formats` is a folder with formats beside those of the program.
    """
    found = House(folder, clock)
    catalogue = Catalogue((formats,) if formats else ())
    found.lobby = Lobby(found.store, catalogue, found.clock, Random(7), beat=beat)
    try:
        setup = replace(SETUP, format=format, people=tuple(people), writing=Writing.APART)
        if format == "ssc":
            before = Teller(await found.lobby.create(replace(SETUP, format="aar")))
            await before.finish()
        room = await found.lobby.create(setup)
        await room.submit(Join(room.new_id(), "Eye", Role.OBSERVER), PROGRAM)
        async with AsyncExitStack() as exits:
            together = Together(found, room, exits)
            if phase:
                await ApartTeller(room).go_to(phase)
            yield together
    finally:
        await found.lobby.close()


class ApartTeller(Teller):
    """Tells the story where everyone has one answer and some dots of their own."""

    def _people(self) -> list[Id]:
        people = self.room.view(PROGRAM).session.people.values()
        return [person.id for person in people if person.role is not Role.OBSERVER]

    async def write_unseen(self) -> None:
        """What two people write where nobody sees it; in polls and votes, nothing yet."""
        phase = self.room.view(PROGRAM).session.phase
        if phase.kind not in (Kind.COLLECT, Kind.TIMELINE):
            return
        column = phase.columns[0].key if phase.columns else ""
        for person, text in zip(
            self._people(), ("Noor writes this", "Bo writes this"), strict=False
        ):
            card = WriteCard(self.room.new_id(), text, column, phase=phase.key)
            await self.room.submit(card, person)

    async def _poll(self) -> None:
        for person, value in zip(self._people(), (5, 4, 4, 3, 2, 5), strict=False):
            await self.room.submit(GiveAnswer(self.room.new_id(), value), person)

    async def _timeline(self) -> None:
        phase = self.room.view(PROGRAM).session.phase
        for when, text, _plan, _verdict in self.texts.happened:
            id = self.room.new_id()
            await self._send(WriteCard(id, text, when=when, phase=phase.key))
            self.cards.setdefault("happened", []).append(id)
        await self._send(Reveal())
        story = zip(self.texts.happened, self.cards["happened"], strict=True)
        for (_when, _text, plan, verdict), id in story:
            if phase.source and plan is not None:
                await self._send(LinkCard(id, self.cards["planned"][plan], verdict))

    async def _vote(self) -> None:
        topic, stop = self.cards["topics"][0], self.cards["stop"][0]
        for person in self._people()[:3]:
            for target in (topic, stop, topic):
                await self.room.submit(CastVote(self.room.new_id(), target), person)


def line(stage: Stage) -> WriteLine:
    return stage.app.screen.query_one(WriteLine)


def rows(stage: Stage) -> list[str]:
    """The cards of the phase, in its first list."""
    lists = (each for each in stage.app.screen.query(CardList) if (each.id or "")[:5] == "cards")
    return [row.text for row in next(lists).rows]


async def write(room: Together, name: str, text: str, under: Id | None = None) -> Id:
    id = room.room.new_id()
    phase = room.session.phase
    await room.send(name, WriteCard(id, text, parent=under, phase=phase.key))
    return id
