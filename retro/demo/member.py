"""A member of the team: writes, answers, agrees, and comes back when the line is lost."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from retro.demo.casting import Line, Part
from retro.demo.hands import Lost, until
from retro.demo.person import Gathering, Person, beginning
from retro.session.format import Kind, Phase
from retro.session.model import Action, Card, Id, Session
from retro.session.rules import NOBODY
from retro.session.select import children, gaps, sources
from retro.ui.places import Place

#: Something that somebody does next.
Deed: TypeAlias = Callable[[], Awaitable[None]]

_WRITTEN: Final = (Kind.COLLECT, Kind.TIMELINE, Kind.EXPLAIN, Kind.CLOSE)
#: Phases in which people say that they are ready.
_READY: Final = (Kind.COLLECT, Kind.TIMELINE, Kind.EXPLAIN)


class Member(Person):
    """Plays a part. What there is to do follows from what this person sees, whatever was before."""

    def __init__(self, part: Part, gathering: Gathering, code: str) -> None:
        super().__init__(part.name, gathering)
        self.part = part
        self._code = code
        self._said: set[tuple[str, Line]] = set()
        self._was_ready: set[str] = set()
        self._has_dropped = False
        self._is_in = False

    def code(self) -> str:
        return self._code

    async def come_in(self) -> None:
        """Give a name at the entrance; whoever has a ticket is in already."""
        if self.id is None:
            # The line may have been lost before they saw that they were in.
            self.id = self._find()
            if self.id is not None:
                raise Lost("they are in already, and come back")
            title = self.view.session.title
            await self.must_see(lambda: self.eyes.saw(title))
            await self.pace.think(2)
            await self.hands.type(self.name)
            self.hands.press(*(("tab", " ") if self.part.named else ()), "enter")
            await self.must_see(lambda: self._find() is not None)
            self.id = self._find()
        if not self._is_in:
            self._is_in = True
            self.gathering.inside += 1
            self.gathering.tell()

    def _find(self) -> Id | None:
        people = self.room.view(NOBODY).session.people.values()
        return next((p.id for p in people if p.name == self.name), None)

    async def take_part(self) -> None:
        while not self.room.closed:
            deed = self._next()
            if deed is None:
                self._settle()
                await until(self._is_called, self.news)
                if self.is_lost and not self.room.closed:
                    raise Lost("the connection was closed")
                continue
            await self.must_see(self.here)
            await self.clear_the_line()
            await deed()
        await self.pace.think(3)
        self.hands.press("q")

    def _is_called(self) -> bool:
        if self.is_lost or self.room.closed or self._next() is not None:
            return True
        return self.gathering.settled.get(self.name) != self.phase

    def _settle(self) -> None:
        """Say that there is nothing more to do."""
        self.gathering.settled[self.name] = self.phase
        self.gathering.tell()

    def _next(self) -> Deed | None:
        """What there is to do now; None for nothing."""
        view, phase = self.view, self.view.session.phase
        asked = view.extension
        if asked is not None and not asked.closed and asked.own is None:
            return self._answer_more_time
        if phase.kind is Kind.POLL:
            return self._answer if view.hidden and view.answers_left else None
        if phase.kind is Kind.COMMIT:
            action = self._mine()
            return None if action is None else partial(self._accept, action)
        if phase.kind in _WRITTEN:
            line = self._unsaid(phase)
            if line is not None:
                return partial(self._say, line)
        if phase.kind in _READY and phase.key not in self._was_ready and not view.is_ready:
            return self._be_ready
        return None

    def _unsaid(self, phase: Phase) -> Line | None:
        if phase.kind is Kind.EXPLAIN and not gaps(self.view.session, phase):
            return None
        lines = self.part.lines.get(phase.key, ())
        return next((line for line in lines if (phase.key, line) not in self._said), None)

    # Writing.

    async def _say(self, line: Line) -> None:
        phase = self.view.session.phase
        if not self.is_kept(phase.key, line.text):
            await self.pace.think(4)
            if self.phase != phase.key or self.room.closed:
                return
            place = await self._open(phase, line)
            if place is None:
                return
            if self.part.drops == phase.key and not self._has_dropped:
                await self._drop(line.text)
            await self.write(place, line.text)
            await self.close_line()
        if self.is_kept(phase.key, line.text):
            self._said.add((phase.key, line))

    async def _drop(self, text: str) -> None:
        """Lose the line in the middle of a word."""
        self._has_dropped = True
        half = text[: len(text) // 2]
        await self.hands.type(half)
        await self.sees(lambda: any(half == each for each in self._typed()))
        self.hands.cut()
        raise Lost("the line was cut on purpose")

    def _typed(self) -> Sequence[str]:
        assert self.id is not None
        return tuple(self.room.drafts(self.id).values())

    async def _open(self, phase: Phase, line: Line) -> Place | None:
        """Open the writing line where a card belongs."""
        session = self.view.session
        if phase.kind is Kind.EXPLAIN:
            gap = _called(gaps(session, phase), line.about)
            row = _rows_of_gaps(session, phase).index(gap.id)
            ways = ("home", *["down"] * row, "enter")
            return await self.open_line(lambda place: place.under == gap.id, ways)
        if phase.source and phase.columns:
            return await self._open_under(phase, line)
        return await self.open_line(lambda place: place.verb == "new", ("enter",))

    async def _open_under(self, phase: Phase, line: Line) -> Place | None:
        """Open it in a column, under what the card follows from."""
        found = sources(self.view.session, phase)
        parent = _called(found, line.about) if found else None
        turns = [column.key for column in phase.columns].index(line.column)
        to_the_parent = [] if parent is None else ["home", *["down"] * found.index(parent)]
        here = [*to_the_parent, "enter", *["tab"] * turns]
        elsewhere = ["back tab", *here]
        # Who has written under one of these before is among them still.
        was_here = any(said == phase.key for said, _ in self._said)
        under = parent.id if parent else 0

        def wanted(place: Place) -> bool:
            return (place.about, place.under) == (line.column, under)

        ways = (here, elsewhere) if was_here or parent is None else (elsewhere, here)
        return await self.open_line(wanted, *ways)

    # Everything else.

    async def _be_ready(self) -> None:
        phase = self.phase
        await self.pace.think(2)
        if self.phase != phase or self.room.closed:
            return
        self.hands.press(" ")
        self._was_ready.add(phase)
        await self.sees(lambda: self.view.is_ready or self.phase != phase, 5)

    async def _answer(self) -> None:
        phase = self.phase
        await self.pace.think(4)
        if self.phase != phase:
            return
        self.hands.press(str(self.part.vote))
        await self.must_see(lambda: not self.view.answers_left or self.phase != phase)

    async def _answer_more_time(self) -> None:
        await self.pace.think(3)
        self.hands.press("y" if self.part.vote > 3 else "n")

        def is_in() -> bool:
            asked = self.view.extension
            return asked is None or asked.closed or asked.own is not None

        await self.must_see(is_in)

    def _mine(self) -> Action | None:
        """An action that waits for this person to say yes."""
        for action in self.view.session.actions.values():
            if action.owner == self.name and not action.accepted:
                return action
        return None

    async def _accept(self, action: Action) -> None:
        phase = self.phase
        await self.pace.think(3)
        actions = self.view.session.actions
        if self.phase != phase or action.id not in actions:
            return
        in_order = sorted(actions.values(), key=lambda each: each.number)
        row = [each.id for each in in_order].index(action.id)
        # It is on the screen a moment after it can be seen there.
        await self.sees(lambda: self.eyes.saw(beginning(action.text)), 3)
        self.hands.press("home", *["down"] * row, "a")
        await self.sees(lambda: self._mine() != action or self.phase != phase, 5)


def _called(cards: Sequence[Card], text: str) -> Card:
    """The card that says so; another one where nobody wrote that."""
    found = (card for card in cards if text and text in card.text)
    return next(found, cards[len(text) % len(cards)])


def _rows_of_gaps(session: Session, phase: Phase) -> list[Id]:
    """The rows of a phase that explains, from the top: each gap, and what hangs under it."""
    rows: list[Id] = []

    def add(card: Card) -> None:
        rows.append(card.id)
        for child in children(session, card.id, phase.key):
            add(child)

    for gap in gaps(session, phase):
        add(gap)
    return rows
