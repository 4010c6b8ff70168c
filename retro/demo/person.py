"""A simulated person: sees what that person may see, and acts with keys alone."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from retro.demo.eyes import Eyes
from retro.demo.hands import Address, Hands, Lost, Pace, until
from retro.live.room import Room
from retro.session.model import Card, Id
from retro.session.rules import NOBODY
from retro.session.view import SessionView
from retro.ui.places import Place
from retro.words import Words

#: Seconds that somebody waits for what they did to show; then they come in anew...
_PATIENCE: Final = 20.0
#: ...and seconds that they wait before they do it once more. Each of those who are in, whose
#: screens are drawn by the same server, makes both longer by this part.
_AGAIN: Final = 2.0
_SLOWER: Final = 0.1
#: Seconds from one column to the next.
_TURNING: Final = 1.0
#: How often somebody comes back after their connection was lost.
_RETURNS: Final = 5
#: How often somebody tries to get the choice to where they want to write.
_TRIES: Final = 6
#: Words of a text that are looked for on the screen: more may stand on two lines.
_FIRST_WORDS: Final = 3


def beginning(text: str) -> str:
    """What of a text stands on one line."""
    return " ".join(text.split()[:_FIRST_WORDS])


class NotPlayed(Exception):
    """Somebody could not go on. `str()` is a sentence for a person, in the demo's language."""


@dataclass
class Gathering:
    """What all who take part share, as people in one room do.

    `written` is what was kept, by the phase. `settled` is the phase in which somebody said last
    that there is nothing more to do for them; `told` is called when any of this changed.
    """

    room: Room
    words: Words
    address: Address
    pace: Pace
    told: Callable[[], None]
    written: dict[str, list[str]] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    members: int = 1
    inside: int = 0
    returned: list[str] = field(default_factory=list)

    def patience(self, seconds: float) -> float:
        """How long to wait for what takes at most so many seconds with one person."""
        return seconds * (1 + _SLOWER * self.members)

    def tell(self) -> None:
        """Something of this changed."""
        self.told()

    def note(self, phase: str, text: str) -> None:
        """Something was written, and kept."""
        self.written.setdefault(phase, []).append(text)
        self.tell()


class Person:
    """One person at their own terminal. A subclass says how they come in, and what they do."""

    def __init__(self, name: str, gathering: Gathering) -> None:
        self.name = name
        self.gathering = gathering
        self.room = gathering.room
        self.pace = gathering.pace
        self.id: Id | None = None
        self.news = asyncio.Event()
        phases = self.room.view(NOBODY).session.format.phases
        self._titles = tuple(phase.title.upper() for phase in phases)
        self.eyes = Eyes(self._titles)
        self.hands: Hands

    async def run(self) -> None:
        """Take part until the session ends, coming back whenever the line is lost.

        Raises NotPlayed.
        """
        returns = 0
        while not self.room.closed:
            try:
                await self._visit()
            except Lost as lost:
                returns += 1
                if returns > _RETURNS:
                    raise NotPlayed(self._failed(lost)) from None
                if self.id is not None and not self.room.closed:
                    self.gathering.returned.append(self.name)

    def _failed(self, lost: Lost) -> str:
        address = self.gathering.address
        return self.gathering.words(
            "{name} could not come in over SSH at {host}, port {port}: {reason}. Try another port "
            "with --port.",
            name=self.name,
            host=address.host,
            port=address.port,
            reason=str(lost).rstrip("."),
        )

    def code(self) -> str:
        """What they come in with."""
        raise NotImplementedError

    async def come_in(self) -> None:
        """Get from the door to the session, and know who one is there."""

    async def take_part(self) -> None:
        """Do what there is to do until the session ends."""
        raise NotImplementedError

    async def _visit(self) -> None:
        self.eyes = Eyes(self._titles)
        address = self.gathering.address
        user = self.code() if self.id is None else self.room.ticket(self.id) or self.code()
        self.hands = await Hands.at(address, user, self.eyes, self.news, self.pace)
        unwatch = self.room.watch(self.news.set, self.id)
        try:
            await self.come_in()
            unwatch()
            unwatch = self.room.watch(self.news.set, self.id)
            await self.take_part()
        finally:
            unwatch()
            await self.hands.leave()

    @property
    def view(self) -> SessionView:
        """What this person may see, which is what their screen is drawn from."""
        return self.room.view(NOBODY if self.id is None else self.id)

    @property
    def phase(self) -> str:
        """The key of the phase that the session is in."""
        return self.view.session.phase.key

    @property
    def is_lost(self) -> bool:
        """Whether the line is gone."""
        return self.hands.is_lost

    # Seeing.

    async def sees(self, condition: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
        """Wait until this is so; false where it is not in time. Raises Lost.

        `seconds` are those that it may take with one person.
        """

        def noticed() -> bool:
            return self.is_lost or self.room.closed or condition()

        await until(noticed, self.news, self.gathering.patience(seconds))
        if self.is_lost and not self.room.closed:
            raise Lost("the connection was closed")
        return condition()

    async def must_see(self, condition: Callable[[], bool]) -> None:
        """Wait until this is so. Raises Lost where it is not in time: whoever comes anew may see.

        The end of the session ends the waiting as well.
        """
        if not await self.sees(condition) and not self.room.closed:
            raise Lost("the screen did not show what was expected")

    def here(self) -> bool:
        """Whether the screen shows the phase that the session is in."""
        return self.eyes.phase == self.view.session.phase.title.upper()

    def open_place(self) -> Place | None:
        """Where the writing line of this person is open; None where it is not."""
        if self.id is None:
            return None
        return Place.read(self.room.draft(self.id, f"{self.phase}|open"))

    def half_typed(self, place: Place) -> str:
        """What stands there already, from before the line was lost."""
        assert self.id is not None
        return self.room.draft(self.id, f"{self.phase}|{place.key}")

    async def ask(self, question: str, *keys: str) -> None:
        """Press keys until the screen asks this, as it does in English. Raises Lost."""
        for turn in range(_TRIES):
            self.eyes.blink()
            self.hands.press(*keys)
            asked = beginning(self.gathering.words(question))
            if await self.sees(lambda asked=asked: self.eyes.saw(asked), _AGAIN * (turn + 1)):  # type: ignore[misc]
                return
        raise Lost("the screen did not show what was expected")

    # Writing.

    async def open_line(
        self, wanted: Callable[[Place], bool], *ways: Sequence[str]
    ) -> Place | None:
        """Open the writing line at a place that is wanted, by pressing one of `ways` after another.

        None where the session went on meanwhile. Raises Lost.
        """
        phase = self.phase

        def is_open() -> bool:
            return self.phase != phase or self.open_place() is not None

        def is_there() -> bool:
            place = self.open_place()
            return self.phase != phase or (place is not None and wanted(place))

        for turn in range(_TRIES):
            if self.open_place() is None:
                self.hands.press(*ways[turn % len(ways)])
            # Each time a little longer: the server may be busy. Tab goes on from where it opens.
            await self.sees(is_open, _AGAIN * (turn + 1))
            await self.sees(is_there, _TURNING)
            place = self.open_place()
            if self.phase != phase or self.room.closed:
                return None
            if place is not None and wanted(place):
                return place
            await self.close_line()
        raise Lost("the writing line did not open where it was wanted")

    async def close_line(self) -> None:
        """Leave the writing line."""
        if self.open_place() is not None:
            phase = self.phase
            self.hands.press("esc")
            await self.must_see(lambda: self.open_place() is None or self.phase != phase)

    async def write(self, place: Place, text: str) -> None:
        """Write into the open line and keep it; nothing where the session goes on meanwhile."""
        phase = self.phase
        begun = self.half_typed(place)
        await self.hands.type(text.removeprefix(begun))
        if self.phase != phase:
            return
        self.hands.press("enter")
        await self.must_see(lambda: self.is_kept(phase, text) or self.phase != phase)
        if self.is_kept(phase, text):
            self.gathering.note(phase, text)

    def is_kept(self, phase: str, text: str) -> bool:
        """Whether a card that this person can see says so."""
        return self.card(phase, text) is not None

    def card(self, phase: str, text: str) -> Card | None:
        """The card that says so, by itself or after its time."""
        cards = self.view.session.cards.values()
        return next(
            (c for c in cards if c.phase == phase and text in (c.text, f"{c.when} {c.text}")), None
        )

    async def clear_the_line(self) -> None:
        """Keep, or else throw away, what was being written when the session went on."""
        assert self.id is not None
        earlier = [p.key for p in self.view.session.format.phases if p.key != self.phase]

        def left() -> bool:
            assert self.id is not None
            return any(self.room.draft(self.id, f"{key}|open") for key in earlier)

        for key in ("enter", "ctrl+x"):
            if not left():
                return
            self.hands.press(key)
            await self.sees(lambda: not left(), 3)
