"""A year of one team, lived in real sessions on a real disk, and written down on the side.

What happened is kept in plain lists, from which a test works out every figure in its own way.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from retro.followup import record
from retro.live.room import Room
from retro.session.commands import (
    Advance,
    Finish,
    GiveAnswer,
    MakeTopic,
    ReviewAction,
    SplitAction,
    WriteAction,
    WriteCard,
)
from retro.session.format import Kind
from retro.session.model import (
    ActionState,
    EarlierAction,
    Helped,
    Session,
    Size,
    Strength,
    Writing,
)
from retro.session.rules import PROGRAM
from tests.live.house import Clock, House, house

TEAM = "Checkout"
SESSIONS = 26
SAYINGS = ("done", "doing", "blocked", "blocked", "drop", "give up", "split", "move", "move", "")
THEMES = ("Deploys on Friday", "Flaky tests", "Too many meetings", "Hand-over at night", "Builds")


@dataclass
class Deed:
    """One action, as somebody in the room would remember it."""

    text: str
    made: date
    due: date | None
    size: Size = Size.UNKNOWN
    strength: Strength = Strength.UNKNOWN
    state: str = "open"
    note: str = ""
    helped: str = ""
    ended: date | None = None
    outlived: int = 0
    was_split: bool = False
    moved: bool = False
    dated: bool = True

    @property
    def is_open(self) -> bool:
        return self.state in ("open", "doing", "blocked")


@dataclass
class Meeting:
    """One session: what was answered, written and how long it took."""

    day: date
    answers: dict[str, list[int]] = field(default_factory=dict)
    sustain: int = 0
    improve: int = 0
    minutes: dict[str, tuple[float, float]] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    found: int = 0
    looked_first: bool = False


@dataclass
class Year:
    """Everything that happened, and the clock it happened by."""

    clock: Clock
    deeds: dict[str, Deed] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.clock.time.date()


async def live_through(folder: Path, seed: int) -> Year:
    """A session every two weeks, and work in between."""
    rng = Random(seed)
    year = Year(Clock())
    year.clock.time = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
    for number in range(SESSIONS):
        async with house(folder, year.clock) as home:
            await _meet(home, year, rng, number)
        year.clock.time = year.clock.time.replace(hour=9, minute=0) + timedelta(days=6)
        await _work(home, year, rng)
        home.store.actions().archive(year.today)
        year.clock.time += timedelta(days=rng.choice([7, 8, 8, 9]), hours=1)
    return year


async def _meet(home: House, year: Year, rng: Random, number: int) -> None:
    people = rng.choice([3, 5, 6, 7])
    room = await home.begin(
        format=rng.choice(["ssc", "ssc", "aar", "hotwash"]),
        writing=Writing.APART if number % 4 == 0 else Writing.TOGETHER,
        title=f"Session {number}",
        team=TEAM,
        people=tuple((f"Person {each}", False) for each in range(people)),
    )
    meeting = Meeting(year.today)
    year.meetings.append(meeting)
    before = [deed for deed in year.deeds.values() if deed.is_open]
    meeting.found = len(_session(room).earlier)
    while True:
        phase = _session(room).phase
        if phase.kind is Kind.REVIEW:
            await _review(room, year, rng, meeting)
        elif phase.kind is Kind.POLL:
            await _answer(room, rng, meeting)
        elif phase.kind is Kind.COLLECT:
            await _collect(room, rng, meeting)
        elif phase.kind is Kind.GROUP:
            await _group(room, rng, meeting)
        elif phase.kind is Kind.COMMIT:
            await _commit(room, year, rng, number)
        spent = rng.randrange(0, 30) / 2
        home.clock.forward(minutes=spent)
        planned, used = meeting.minutes.get(phase.kind.value, (0.0, 0.0))
        if spent:
            meeting.minutes[phase.kind.value] = (planned + phase.minutes, used + spent)
        if _session(room).next_phase is None:
            break
        await room.submit(Advance(phase.key), room.facilitator)
    await room.submit(Finish(), room.facilitator)
    for deed in before:
        deed.outlived += deed.is_open


async def _review(room: Room, year: Year, rng: Random, meeting: Meeting) -> None:
    for action in _session(room).earlier.values():
        deed = year.deeds[action.text]
        if not deed.is_open:
            if rng.random() < 0.7:
                deed.helped = rng.choice(["yes", "yes", "partly", "no", "too early"])
                told = ReviewAction(action.id, ActionState.DONE, helped=Helped(deed.helped))
                await room.submit(told, room.facilitator)
                meeting.looked_first = True
        else:
            meeting.looked_first |= await _look_at(room, year, rng, action, deed)


async def _look_at(room: Room, year: Year, rng: Random, action: EarlierAction, deed: Deed) -> bool:
    """How an open action stands now; whether anybody looked at it."""
    said = rng.choice(SAYINGS)
    if said == "split":
        parts = tuple((room.new_id(), f"{deed.text}, part {each}") for each in (1, 2))
        await room.submit(SplitAction(action.id, parts), room.facilitator)
        deed.state, deed.was_split, deed.ended = "dropped", True, year.today
        for _, text in parts:
            year.deeds[text] = Deed(text, year.today, None, outlived=deed.outlived, dated=False)
        return True
    if said == "move":
        due = year.today + timedelta(days=14)
        await room.submit(ReviewAction(action.id, due=due), room.facilitator)
        deed.moved |= deed.due is not None and deed.due != due
        deed.due = due
        return True
    state = {"drop": "dropped", "give up": "dropped"}.get(said, said)
    if not state:
        return False
    note = {"blocked": "ask the platform team", "drop": "it is no longer needed"}.get(said, "")
    told = ReviewAction(action.id, ActionState(state), note=note)
    await room.submit(told, room.facilitator)
    deed.state, deed.note = state, note or deed.note
    deed.ended = None if deed.is_open else year.today
    return True


async def _answer(room: Room, rng: Random, meeting: Meeting) -> None:
    session = _session(room)
    given = [rng.randrange(1, 6) for _ in session.people if rng.random() < 0.95]
    for value, person in zip(given, session.people, strict=False):
        by = person if session.writing is Writing.APART else room.facilitator
        await room.submit(GiveAnswer(room.new_id(), value), by)
    about = {"checkin": "safety"}.get(session.phase.key, session.phase.key)
    meeting.answers[about] = given


async def _collect(room: Room, rng: Random, meeting: Meeting) -> None:
    session = _session(room)
    for column in session.phase.columns:
        for number in range(rng.randrange(1, 4)):
            card = WriteCard(room.new_id(), f"{column.key} {number}", column.key)
            await room.submit(card, rng.choice(list(session.people)))
            meeting.sustain += column.lesson == "sustain"
            meeting.improve += column.lesson == "improve"


async def _group(room: Room, rng: Random, meeting: Meeting) -> None:
    cards = list(_session(room).cards)
    for name in rng.sample(THEMES, 3):
        if cards:
            taken, cards = tuple(cards[:2]), cards[2:]
            await room.submit(MakeTopic(room.new_id(), name, taken), room.facilitator)
            meeting.topics.append(name)


async def _commit(room: Room, year: Year, rng: Random, number: int) -> None:
    for each in range(rng.randrange(1, 4)):
        about = rng.choice(["Stop deploys", "Mend the flaky suite", "Write a page", "Ask for help"])
        deed = Deed(
            f"{about} {number}-{each}",
            year.today,
            rng.choice([None, *(year.today + timedelta(days) for days in (6, 14, 15, 21))]),
            rng.choice(list(Size)),
            rng.choice(list(Strength)),
        )
        year.deeds[deed.text] = deed
        action = WriteAction(
            room.new_id(),
            deed.text,
            owner="Sam",
            accepted=True,
            due=deed.due,
            size=deed.size,
            strength=deed.strength,
        )
        await room.submit(action, room.facilitator)


async def _work(home: House, year: Year, rng: Random) -> None:
    """Between two sessions somebody does something, and says so with a command."""
    for deed in [deed for deed in year.deeds.values() if deed.is_open and rng.random() < 0.12]:

        def do(documents: list[record.Document], text: str = deed.text) -> list[record.Document]:
            (mine,) = [each for each in documents if each["text"] == text]
            done = {"state": ActionState.DONE}
            return [record.changed(mine, done, now=year.clock.time, by="command")]

        await home.store.actions().change_soon(do)
        deed.state, deed.ended = "done", year.today


def _session(room: Room) -> Session:
    return room.view(PROGRAM).session
