"""A facilitator who does what the guide says, where nobody sits at the demo to do it."""

from typing import Final

from retro.demo.casting import Part
from retro.demo.hands import until
from retro.demo.person import Gathering, Person
from retro.demo.story import Happening, Story
from retro.session.format import Kind
from retro.session.select import cards_of, sources, timeline

#: How many happenings are linked to the plan, before everybody explains.
_LINKS: Final = 5


class Facilitator(Person):
    """Waits until all are in and done, shows what was unseen, writes the actions, and closes."""

    def __init__(
        self, story: Story, parts: tuple[Part, ...], gathering: Gathering, ticket: str
    ) -> None:
        super().__init__(story.facilitator, gathering)
        self._story = story
        self._parts = parts
        self._ticket = ticket

    def code(self) -> str:
        return self._ticket

    async def come_in(self) -> None:
        """They have a ticket, and are in."""
        self.id = self.room.facilitator

    async def take_part(self) -> None:
        gathering = self.gathering
        members = len(self._parts)
        await until(
            lambda: gathering.inside >= members or self.is_lost or self.room.closed, self.news
        )
        while not self.room.closed:
            phase = self.view.session.phase
            await self.must_see(self.here)
            if phase.kind is Kind.POLL and self.view.answers_left:
                self.hands.press("5")
                await self.must_see(lambda: not self.view.answers_left)
            if phase.kind is Kind.COMMIT:
                await self._write_actions()
            if phase.kind is not Kind.WELCOME:
                await until(self._all_are_done, self.news)
            await self.pace.think(4)
            if self.view.hidden:
                # Twice: somebody who said so aloud may not be counted yet.
                self.hands.press("r", "r")
                await self.must_see(lambda: not self.view.hidden)
                await self.pace.think(6)
            if phase.kind is Kind.TIMELINE:
                await self._link()
            await self._go_on()
        await self.pace.think(3)
        self.hands.press("q")

    def _all_are_done(self) -> bool:
        if self.is_lost or self.room.closed:
            return True
        settled, session = self.gathering.settled, self.view.session
        said = all(settled.get(part.name) == session.phase.key for part in self._parts)
        return said and (
            session.phase.kind is not Kind.COMMIT
            or all(action.accepted for action in session.actions.values())
        )

    async def _go_on(self) -> None:
        phase = self.phase
        if self.view.session.next_phase is not None:
            self.hands.press("n")
            await self.must_see(lambda: self.phase != phase)
            return
        await self.ask("End this session?", "n")
        self.hands.press("y")
        await self.must_see(lambda: self.room.closed)

    async def _link(self) -> None:
        """Say of what happened which plan it meets or misses."""
        for happening in self._story.happened[:_LINKS]:
            await self._link_one(happening)

    async def _link_one(self, happening: Happening) -> None:
        session = self.view.session
        card = self.card(session.phase.key, f"{happening.time} {happening.text}")
        plans = [plan.text for plan in sources(session, session.phase)]
        wanted = self._story.planned[happening.plan]
        if card is None or wanted not in plans or card.verdict is not None:
            return
        rows = [each.id for each in timeline(cards_of(session, session.phase.key))]
        to_the_card = ("home", *["down"] * rows.index(card.id))
        await self.ask("Which part of the plan does this meet or miss?", *to_the_card, "l")
        to_the_plan = ("home", *["down"] * plans.index(wanted))
        await self.ask("How did it compare?", *to_the_plan, "enter")
        self.hands.press(happening.verdict)
        await self.must_see(lambda: self.view.session.cards[card.id].verdict is not None)
        await self.pace.think(2)

    async def _write_actions(self) -> None:
        """An action each for those who came first, with a day."""
        for action, part in zip(self._story.actions, self._parts, strict=False):
            if any(each.text == action.text for each in self.view.session.actions.values()):
                continue
            await self.pace.think(4)
            await self.ask("A new action", "enter")
            fields = (action.text, part.name, action.due, action.done_when, action.first_step)
            for field in fields:
                await self.hands.type(field)
                self.hands.press("enter")
            await self.must_see(lambda action=action: self._has(action.text))  # type: ignore[misc]
            self.gathering.note(self.phase, action.text)

    def _has(self, text: str) -> bool:
        return any(action.text == text for action in self.view.session.actions.values())
