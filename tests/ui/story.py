"""The story of Release 4.2, told phase by phase, for snapshots and pictures.

A teller writes what people write in the phase that the room is in; `tell` goes on to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from retro.live.lobby import Lobby, Setup
from retro.live.room import Room
from retro.session.commands import (
    Advance,
    CastVote,
    Command,
    Finish,
    Focus,
    GiveAnswer,
    LinkCard,
    MakeTopic,
    WriteAction,
    WriteCard,
    WriteNote,
)
from retro.session.format import Kind
from retro.session.model import Id, Verdict
from tests.live.house import RELEASE

SETUP = replace(
    RELEASE,
    goal="Did the release go as we meant it to, and what do we keep?",
    team="Platform",
    people=(("Bo", True), ("Cas", True), ("Dee", False)),
)


@dataclass(frozen=True)
class Texts:
    """What people write, in one language."""

    planned: Sequence[str]
    happened: Sequence[tuple[str, str, int | None, Verdict | None]]
    conditions: Sequence[Sequence[str]]
    sustain: Sequence[tuple[str, int | None]]
    improve: Sequence[tuple[str, int | None]]
    actions: Sequence[tuple[str, str, date, str, str]]
    takeaways: Sequence[str]


ENGLISH = Texts(
    planned=(
        "Deploy by 10:00",
        "No visible downtime for customers",
        "Everyone knows who decides to roll back",
    ),
    happened=(
        ("09:40", "migration starts", None, None),
        ("10:25", "deploy done", 0, Verdict.OTHERWISE),
        ("10:31", "checkout errors, 14 minutes", 1, Verdict.OTHERWISE),
        ("10:45", "rolled back within 90 seconds", 2, Verdict.BETTER),
    ),
    conditions=(
        ("the switch back is one command", "two people were at the keyboard"),
        ("the rehearsal ran on a tenth of the data", "nobody could see how far it was"),
        ("the replica lagged, and nothing showed it",),
    ),
    sustain=(("Rolling back is one command: keep it so", 0), ("Two people at a migration", 1)),
    improve=(("Show replica lag where we look during a deploy", 4),),
    actions=(
        (
            "Add replica lag to the deploy dashboard",
            "Bo",
            date(2026, 5, 18),
            "the next deploy shows it",
            "Monday 09:00, open the dashboard's file",
        ),
        ("Rehearse migrations on a full copy", "Cas", date(2026, 6, 1), "", ""),
    ),
    takeaways=("Rehearsing is cheaper than apologising", "We can undo things quickly. Good."),
)

DUTCH = Texts(
    planned=(
        "Om 10.00 uur staat de nieuwe versie live",
        "Klanten merken er niets van",
        "Iedereen weet wie besluit om terug te gaan",
    ),
    happened=(
        ("09:40", "migratie begint", None, None),
        ("10:25", "nieuwe versie staat live", 0, Verdict.OTHERWISE),
        ("10:31", "fouten bij het afrekenen, 14 minuten lang", 1, Verdict.OTHERWISE),
        ("10:45", "binnen 90 seconden terug naar de oude versie", 2, Verdict.BETTER),
    ),
    conditions=(
        ("teruggaan is één opdracht", "er zaten er twee achter het toetsenbord"),
        ("we oefenden met een tiende van de gegevens", "niemand kon zien hoe ver het was"),
        ("de replica liep achter en niets liet dat zien",),
    ),
    sustain=(("Teruggaan blijft één opdracht", 0), ("Met z'n tweeën migreren", 1)),
    improve=(("Laat de achterstand zien waar we bij het uitrollen kijken", 4),),
    actions=(
        (
            "Zet de achterstand op het dashboard",
            "Bo",
            date(2026, 5, 18),
            "bij de volgende uitrol staat hij er",
            "maandag 9.00 uur het bestand openen",
        ),
        ("Oefen met een volledige kopie", "Cas", date(2026, 6, 1), "", ""),
    ),
    takeaways=("Oefenen is goedkoper dan sorry zeggen", "We kunnen snel terug. Mooi."),
)

IDEAS = {
    "start": ("Pairing on every migration", "A weekly look at the alerts together"),
    "stop": ("Status mails that nobody reads",),
    "continue": ("Friday demos with real customers", "Rotating who facilitates"),
    "planned": ENGLISH.planned[:2],
    "happened": tuple(text for _when, text, _plan, _verdict in ENGLISH.happened),
    "worked": ENGLISH.conditions[0],
    "harder": ENGLISH.conditions[1],
}


@dataclass
class Teller:
    """Writes a story into a room, as its facilitator."""

    room: Room
    texts: Texts = ENGLISH
    cards: dict[str, list[Id]] = field(default_factory=dict)

    async def write_phase(self) -> None:
        """Write what belongs into the phase that the room is in."""
        phase = self.room.view(self.room.facilitator).session.phase
        writers = {
            Kind.COLLECT: self._collect,
            Kind.TIMELINE: self._timeline,
            Kind.EXPLAIN: self._explain,
            Kind.POLL: self._poll,
            Kind.GROUP: self._group,
            Kind.VOTE: self._vote,
            Kind.DISCUSS: self._discuss,
            Kind.COMMIT: self._commit,
            Kind.CLOSE: self._close,
        }
        if phase.kind in writers:
            await writers[phase.kind]()

    async def go_on(self) -> bool:
        """Go to the next phase; False at the last one, which is not ended."""
        session = self.room.view(self.room.facilitator).session
        if session.next_phase is None:
            return False
        await self._send(Advance(session.phase.key))
        return True

    async def go_to(self, phase: str) -> None:
        """Write all phases up to `phase`, and stand at the beginning of that one."""
        while self.room.view(self.room.facilitator).session.phase.key != phase:
            await self.write_phase()
            assert await self.go_on(), f"there is no phase {phase}"

    async def finish(self) -> None:
        """Write what is left and end the session."""
        await self.write_phase()
        while await self.go_on():
            await self.write_phase()
        await self._send(Finish())

    async def _send(self, command: Command) -> None:
        await self.room.submit(command, self.room.facilitator)

    async def card(self, text: str, column: str = "", under: Id | None = None) -> Id:
        phase = self.room.view(self.room.facilitator).session.phase
        id = self.room.new_id()
        await self._send(WriteCard(id, text, column, under, phase=phase.key))
        self.cards.setdefault(column or phase.key, []).append(id)
        return id

    async def _collect(self) -> None:
        phase = self.room.view(self.room.facilitator).session.phase
        if phase.key == "planned":
            for text in self.texts.planned:
                await self.card(text)
        elif phase.key == "next":
            for key, cards in (("sustain", self.texts.sustain), ("improve", self.texts.improve)):
                for text, why in cards:
                    under = None if why is None else self.cards["why"][why]
                    await self.card(text, key, under)
        else:
            for column in phase.columns:
                for text in IDEAS[column.key]:
                    await self.card(text, column.key)
            if not phase.columns:
                for text in IDEAS[phase.key]:
                    await self.card(text)

    async def _timeline(self) -> None:
        phase = self.room.view(self.room.facilitator).session.phase
        for when, text, plan, verdict in self.texts.happened:
            id = self.room.new_id()
            await self._send(WriteCard(id, text, when=when, phase=phase.key))
            self.cards.setdefault("happened", []).append(id)
            if phase.source and plan is not None:
                await self._send(LinkCard(id, self.cards["planned"][plan], verdict))

    async def _explain(self) -> None:
        gaps = [self.cards["happened"][3], self.cards["happened"][1], self.cards["happened"][2]]
        for gap, conditions in zip(gaps, self.texts.conditions, strict=True):
            for text in conditions:
                await self.card(text, under=gap)

    async def _poll(self) -> None:
        for value in (5, 4, 4, 3):
            await self._send(GiveAnswer(self.room.new_id(), value))

    async def _group(self) -> None:
        together = (self.cards["start"][0], self.cards["start"][1])
        self.cards["topics"] = [self.room.new_id()]
        await self._send(MakeTopic(self.cards["topics"][0], "Looking together", together))

    async def _vote(self) -> None:
        topic, stop = self.cards["topics"][0], self.cards["stop"][0]
        demo = self.cards["continue"][0]
        for target in (topic, topic, stop, topic, stop, topic, demo, topic):
            await self._send(CastVote(self.room.new_id(), target))

    async def _discuss(self) -> None:
        topic = self.cards["topics"][0]
        await self._send(Focus(topic))
        note = "Pairing found two faults last month that review had missed"
        await self._send(WriteNote(self.room.new_id(), note, topic))
        decision = "We pair on every migration until the end of the year"
        await self._send(WriteNote(self.room.new_id(), decision, topic, True))

    async def _commit(self) -> None:
        most = self.room.view(self.room.facilitator).session.phase.most
        for text, owner, due, done_when, first_step in self.texts.actions[:most]:
            await self._send(
                WriteAction(
                    self.room.new_id(),
                    text,
                    owner=owner,
                    accepted=bool(done_when),
                    due=due,
                    done_when=done_when,
                    first_step=first_step,
                    parent=self.cards.get("improve", [None])[0],
                )
            )

    async def _close(self) -> None:
        for text in self.texts.takeaways:
            await self.card(text)


async def begin(lobby: Lobby, format: str, language: str = "en", **changes: object) -> Teller:
    """A new session; one that reviews actions finds those of an earlier after-action review."""
    setup: Setup = replace(SETUP, **changes)  # type: ignore[arg-type]
    if format == "ssc":
        before = Teller(await lobby.create(replace(setup, format="aar", language=language)))
        await before.finish()
    room = await lobby.create(replace(setup, format=format, language=language))
    return Teller(room, DUTCH if language == "nl" else ENGLISH)
