"""Holds a session that was written down before: who writes, answers, votes and agrees on what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from retro.live.room import Room
from retro.session.commands import (
    Advance,
    CastVote,
    ChooseLesson,
    Command,
    Finish,
    GiveAnswer,
    GiveFloor,
    GoOn,
    JudgeLesson,
    LinkCard,
    MakeTopic,
    NameCaseOwner,
    Park,
    Rest,
    Reveal,
    ReviewAction,
    SayWhenItApplies,
    SplitAction,
    WriteAction,
    WriteAgreement,
    WriteCard,
    WriteNote,
)
from retro.session.format import Kind, Phase
from retro.session.model import (
    ActionKind,
    ActionState,
    Applied,
    Card,
    Helped,
    Id,
    Session,
    Size,
    Strength,
    Verdict,
)
from retro.session.pausing import working_days_after
from retro.session.rounds import next_speaker
from retro.session.rules import PROGRAM
from retro.session.select import gaps, sources, topics_of
from tests.live.house import Clock

Told = Mapping[str, Any]


@dataclass
class Living:
    """One session: its room, what is to be said in it, and the clock it happens by."""

    room: Room
    told: Told
    clock: Clock
    rng: Random

    @property
    def session(self) -> Session:
        return self.room.view(PROGRAM).session

    @property
    def people(self) -> list[Id]:
        return list(self.session.people)

    async def do(self, command: Command, by: Id | None = None) -> None:
        await self.room.submit(command, self.room.facilitator if by is None else by)

    async def hold(self) -> None:
        """All phases to the end, each about as long as planned."""
        while True:
            phase = self.session.phase
            await self._phase(phase)
            planned = phase.minutes * self.rng.choice((0.5, 0.5, 1, 1, 1, 1.5))
            self.clock.forward(minutes=round(planned * 2) / 2)
            if self.session.next_phase is None:
                break
            await self.do(Advance(phase.key))
            if self.session.phase.rest:
                await self._rest(self.session.phase.rest)
        await self.do(Finish())

    async def _rest(self, days: int) -> None:
        today = self.clock.time.date()
        until = working_days_after(today, days)
        await self.do(Rest(until))
        self.clock.forward(days=(until - today).days)
        await self.do(GoOn())

    async def _phase(self, phase: Phase) -> None:
        if phase.has_owner and self.session.case_owner is None:
            await self.do(NameCaseOwner(self._person(self.told["case_owner"])))
        match phase.kind:
            case Kind.WELCOME:
                await self._open()
            case Kind.REVIEW:
                await self._review()
            case Kind.POLL:
                await self._answer(phase)
            case Kind.GROUP:
                for name, cards in self.told["topics"]:
                    ids = tuple(self._card(text).id for text in cards)
                    await self.do(MakeTopic(self.room.new_id(), name, ids))
            case Kind.VOTE:
                await self._vote(phase)
            case Kind.DISCUSS:
                for about, text, decision in self.told["notes"]:
                    target = self._target(phase, about)
                    await self.do(WriteNote(self.room.new_id(), text, target, decision))
            case Kind.COMMIT:
                await self._commit()
            case Kind.TIMELINE:
                await self._timeline(phase)
            case Kind.EXPLAIN:
                for gap, texts in zip(gaps(self.session, phase), self.told["why"], strict=False):
                    await self._write(phase, texts, parent=gap.id)
            case Kind.COLLECT | Kind.ROUNDS | Kind.CLOSE:
                await self._collect(phase)

    async def _open(self) -> None:
        for text in self.told.get("agreements", ()):
            await self.do(WriteAgreement(self.room.new_id(), text))
        fresh = [lesson for lesson in self.session.lessons.values() if not lesson.asked]
        for lesson in fresh[:1]:
            await self.do(ChooseLesson(lesson.id))
        for text in self.told.get("park", ()):
            await self.do(Park(self.room.new_id(), text))

    async def _review(self) -> None:
        for lesson in self.session.lessons.values():
            if lesson.asked:
                await self.do(
                    JudgeLesson(lesson.id, self.rng.choice((Applied.YES, Applied.NOT_YET)))
                )
        for beginning, said in self.told.get("review", {}).items():
            earlier = self.session.earlier.values()
            (action,) = [each for each in earlier if each.text.startswith(beginning)]
            if parts := said.get("split"):
                smaller = tuple((self.room.new_id(), text) for text in parts)
                await self.do(SplitAction(action.id, smaller))
                continue
            due = self.clock.time.date() + timedelta(said["days"]) if "days" in said else None
            state = ActionState(said["state"]) if "state" in said else None
            if "helped" in said:
                state = ActionState.DONE
            helped = Helped(said.get("helped", ""))
            told = ReviewAction(action.id, state, said.get("note", ""), helped, due=due)
            await self.do(told)

    async def _answer(self, phase: Phase) -> None:
        arrows = (1, 0, 0, -1, 1, 0, 1)
        for place, value in enumerate(self.told["answers"][phase.key]):
            arrow = arrows[(place + value) % len(arrows)] if phase.arrow else None
            await self.do(GiveAnswer(self.room.new_id(), value, arrow), self.people[place])
        await self._reveal(phase)

    async def _vote(self, phase: Phase) -> None:
        given: dict[Id, int] = dict.fromkeys(self.people, 0)
        for about, dots in self.told.get("dots", {}).items():
            target, here = self._target(phase, about), dict.fromkeys(self.people, 0)
            for _ in range(dots):
                able = [
                    person
                    for person in self.people
                    if given[person] < phase.most and here[person] < phase.dots_a_topic
                ]
                person = min(able, key=lambda each: (given[each], here[each]))
                given[person] += 1
                here[person] += 1
                await self.do(CastVote(self.room.new_id(), target), person)
        await self._reveal(phase)

    async def _collect(self, phase: Phase) -> None:
        if phase.in_turn:
            while (speaker := next_speaker(self.session)) is not None:
                await self.do(GiveFloor(speaker.id, after=self.session.speaker))
        cards = self.told["cards"]
        for column in [column.key for column in phase.columns] or [""]:
            key = f"{phase.key}/{column}" if column else phase.key
            await self._write(phase, cards.get(key, ()), column)
        await self._reveal(phase)

    async def _write(
        self, phase: Phase, texts: Iterable[str], column: str = "", parent: Id | None = None
    ) -> None:
        owner = self.session.case_owner
        able = [p for p in self.people if not (phase.owner_listens and p == owner)]
        for place, text in enumerate(texts):
            card = WriteCard(self.room.new_id(), text, column, parent, phase=phase.key)
            by = able[(place + len(column)) % len(able)]
            await self.do(card, by)
            for beginning, when in self.told.get("applies", {}).items():
                if text.startswith(beginning):
                    await self.do(SayWhenItApplies(card.id, when), by)

    async def _timeline(self, phase: Phase) -> None:
        written = []
        for place, (when, text, plan, verdict) in enumerate(self.told["timeline"]):
            id = self.room.new_id()
            card = WriteCard(id, text, when=when, phase=phase.key)
            await self.do(card, self.people[place % len(self.people)])
            written.append((id, plan, verdict))
        await self._reveal(phase)
        plans = sources(self.session, phase) if phase.source else ()
        for id, plan, verdict in written:
            if plans and plan >= 0:
                await self.do(LinkCard(id, plans[plan].id, Verdict(verdict)))

    async def _commit(self) -> None:
        for each in self.told["actions"]:
            action = WriteAction(
                self.room.new_id(),
                each["text"],
                owner=each["owner"],
                accepted=True,
                due=self.clock.time.date() + timedelta(each["days"]),
                done_when=each.get("done_when", ""),
                first_step=each.get("first_step", ""),
                parent=self._parent(each["from"]) if "from" in each else None,
                kind=ActionKind(each.get("kind", "")),
                size=Size(each.get("size", "")),
                strength=Strength(each.get("strength", "")),
                hypothesis=each.get("hypothesis", ""),
                stop_rule=each.get("stop_rule", ""),
            )
            await self.do(action)

    async def _reveal(self, phase: Phase) -> None:
        if self.session.hides(phase) or self.session.seals(phase):
            await self.do(Reveal())

    def _parent(self, beginning: str) -> Id:
        """A topic, or else a card, that begins so."""
        for topic in self.session.topics.values():
            if topic.name.startswith(beginning):
                return topic.id
        return self._card(beginning).id

    def _target(self, phase: Phase, beginning: str) -> Id:
        """What is voted on or talked about: a topic of this name, or a card that begins so."""
        found = topics_of(self.session, phase)
        for each in found:
            topic = self.session.topics.get(each.target)
            text = topic.name if topic else self.session.cards[each.target].text
            if text.startswith(beginning):
                return each.target
        raise KeyError(beginning)

    def _cards(self, beginning: str) -> list[Card]:
        cards = self.room.view(self.room.facilitator).session.cards.values()
        return [card for card in cards if card.text.startswith(beginning)]

    def _card(self, beginning: str) -> Card:
        found = self._cards(beginning)
        if not found:
            raise KeyError(beginning)
        return found[0]

    def _person(self, name: str) -> Id:
        return next(p.id for p in self.session.people.values() if p.name == name)
