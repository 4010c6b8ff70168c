"""Four people who do what each phase asks, whatever the format, at terminals of their own."""

from dataclasses import dataclass, field

from retro.live.room import Room
from retro.session.commands import (
    Advance,
    CastVote,
    Command,
    Finish,
    Focus,
    GiveAnswer,
    GiveFloor,
    GoOn,
    Join,
    LinkCard,
    MakeTopic,
    NameCaseOwner,
    Rest,
    Reveal,
    ReviewAction,
    WriteAction,
    WriteCard,
    WriteNote,
)
from retro.session.format import Format, Kind, Phase
from retro.session.model import ActionState, Id, Role, Session, Verdict
from retro.session.pausing import working_days_after
from retro.session.rounds import next_speaker
from retro.session.rules import PROGRAM
from retro.session.select import by_votes, cards_of, gaps, sources, topics_of
from tests.live.house import Clock


@dataclass
class Company:
    """The people of one session; `written` holds the texts by phase, `unseen` leaks to others."""

    room: Room
    clock: Clock
    people: list[Id]
    written: dict[str, list[str]] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    owner_wrote: list[str] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """The whole session, as one who tests it sees it: everybody's view put together."""
        return self.room.view(self.people[0]).session

    @property
    def phase(self) -> Phase:
        return self.session.phase

    async def do(self, command: Command, by: Id | None = None) -> None:
        await self.room.submit(command, self.people[0] if by is None else by)

    async def hold(self) -> None:
        """The whole session, phase by phase, as long as each is planned to take."""
        format = self.session.format
        while True:
            phase = self.phase
            await self._do_phase(phase)
            self.clock.forward(minutes=phase.minutes)
            if self.session.next_phase is None:
                break
            await self.do(Advance(phase.key))
            if self.phase.rest:
                await self._rest(self.phase.rest)
        assert self.phase.key == format.phases[-1].key
        await self.do(Finish())

    async def _rest(self, days: int) -> None:
        today = self.clock.time.date()
        until = working_days_after(today, days)
        await self.do(Rest(until))
        assert self.session.rests == until
        self.clock.forward(days=(until - today).days)
        await self.do(GoOn())

    async def _do_phase(self, phase: Phase) -> None:
        if phase.has_owner and self.session.case_owner is None:
            await self.do(NameCaseOwner(self.people[1]))
        match phase.kind:
            case Kind.POLL:
                await self._answer(phase)
            case Kind.REVIEW:
                for earlier in self.session.earlier.values():
                    await self.do(ReviewAction(earlier.id, ActionState.DONE))
            case Kind.COLLECT | Kind.TIMELINE | Kind.EXPLAIN | Kind.ROUNDS:
                await self._write(phase)
            case Kind.GROUP:
                await self._group(phase)
            case Kind.VOTE:
                await self._vote(phase)
            case Kind.DISCUSS:
                for topic in by_votes(self.session, phase)[:2]:
                    await self.do(Focus(topic.target))
                    await self.do(WriteNote(self.room.new_id(), "We agree on this", topic.target))
            case Kind.COMMIT:
                text = f"Rehearse it once ({phase.key})"
                owner = self.session.people[self.people[1]].name
                action = WriteAction(
                    self.room.new_id(), text, owner=owner, accepted=True, done_when="it ran"
                )
                await self.do(action)
            case Kind.CLOSE:
                for person in self.people:
                    await self.do(self._card(phase, "", "takeaway", person), person)
            case Kind.WELCOME:
                pass

    def _card(self, phase: Phase, column: str, name: str, by: Id, **more: Id | None) -> WriteCard:
        id = self.room.new_id()
        text = f"{name} {id} of {phase.key}"
        self.written.setdefault(phase.key, []).append(text)
        parent = more.get("parent")
        when = f"9:{len(self.written[phase.key]):02}" if phase.kind is Kind.TIMELINE else ""
        return WriteCard(id, text, column, parent=parent, when=when)

    async def _write(self, phase: Phase) -> None:
        if phase.in_turn:
            while (speaker := next_speaker(self.session)) is not None:
                await self.do(GiveFloor(speaker.id, after=self.session.speaker))
        about = gaps(self.session, phase) if phase.kind is Kind.EXPLAIN else ()
        for place, person in enumerate(self.people):
            if phase.owner_listens and person == self.session.case_owner:
                continue
            columns = [column.key for column in phase.columns] or [""]
            for column in columns:
                parent = about[place % len(about)].id if about else None
                if phase.kind is Kind.EXPLAIN and parent is None:
                    continue
                await self.do(self._card(phase, column, "card", person, parent=parent), person)
        if self.session.hides(phase):
            for person in self.people:
                seen = cards_of(self.room.view(person).session, phase.key)
                if len(seen) > len(phase.columns or "1"):
                    self.leaks.append(f"{phase.key}: somebody sees {len(seen)} hidden cards")
            await self.do(Reveal())
        plans = [card for card in sources(self.session, phase) if phase.kind is Kind.TIMELINE]
        if plans:
            happened = cards_of(self.session, phase.key)[0]
            await self.do(LinkCard(happened.id, plans[0].id, Verdict.BETTER))

    async def _answer(self, phase: Phase) -> None:
        assert phase.scale is not None
        for place, person in enumerate(self.people):
            value = phase.scale.values[-1 - place % 2]
            arrow = place % 3 - 1 if phase.arrow else None
            await self.do(GiveAnswer(self.room.new_id(), value, arrow), person)
        await self.do(Reveal())

    async def _group(self, phase: Phase) -> None:
        cards = [card.id for topic in topics_of(self.session, phase) for card in topic.cards]
        await self.do(MakeTopic(self.room.new_id(), "A topic", tuple(cards[:2])))

    async def _vote(self, phase: Phase) -> None:
        topics = topics_of(self.session, phase)
        assert topics, f"{phase.key}: nothing to vote on"
        for person in self.people:
            for topic in topics[: phase.most]:
                await self.do(CastVote(self.room.new_id(), topic.target), person)
        await self.do(Reveal())


async def company(room: Room, clock: Clock, names: tuple[str, ...]) -> Company:
    """The facilitator, and whoever else comes in."""
    people = [room.facilitator]
    for name in names:
        person = room.new_id()
        await room.submit(Join(person, name, Role.PARTICIPANT), PROGRAM)
        people.append(person)
    return Company(room, clock, people)


def erased(format: Format) -> set[str]:
    """The keys of the phases that leave nothing behind."""
    return {phase.key for phase in format if phase.confidential}
