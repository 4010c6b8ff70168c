"""Whatever happens in a room, opening it again gives what everybody saw."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from retro.live.errors import NotKept
from retro.live.room import Room
from retro.session.commands import (
    Advance,
    CastVote,
    ChangeSetup,
    Command,
    GiveAnswer,
    GoBack,
    Join,
    MakeTopic,
    MarkReady,
    MoveCard,
    Park,
    RemoveAction,
    RemoveCard,
    Reveal,
    TakeVote,
    Undo,
    WriteAction,
    WriteCard,
    WriteNote,
)
from retro.session.model import Id, Writing
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from tests.live.house import FillingDisk, card, house, stored


def some_command(room: Room, rng: Random) -> Command:
    """A command that may well be refused."""
    session = room.view(PROGRAM).session
    cards: Sequence[Id] = list(room._session.cards) or [1]
    phase = session.phase
    id = room.new_id()
    written = card(room, f"text {id} \x1b[31m é")
    choices: list[Command] = [
        written,
        WriteCard(rng.choice(cards), "anew", written.column),
        RemoveCard(rng.choice(cards)),
        MakeTopic(id, "A topic", tuple(rng.sample(cards, min(2, len(cards))))),
        MoveCard(rng.choice(cards), rng.choice([None, *session.topics])),
        CastVote(id, rng.choice([*cards, *session.topics])),
        TakeVote(rng.choice([*cards, *session.topics])),
        GiveAnswer(id, rng.randrange(0, 7)),
        WriteNote(id, "noted", rng.choice([None, *cards])),
        WriteAction(id, "Do it", owner="Sam", accepted=True),
        RemoveAction(rng.choice(list(session.actions) or [1])),
        Park(id, "later"),
        MarkReady(rng.random() < 0.5),
        ChangeSetup(goal=f"goal {id}"),
        Join(id, f"Guest {id}"),
        Reveal(),
        Undo(),
        Undo(),
    ]
    if rng.random() < 0.15:
        leave: list[Command] = [Advance(phase.key), Advance(phase.key), GoBack(phase.key)]
        return rng.choice(leave)
    return rng.choice(choices)


@pytest.mark.parametrize("seed", range(12))
async def test_opening_again_gives_the_same_session(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as home:
        writing = rng.choice(list(Writing))
        room = await home.begin(format=rng.choice(["aar", "ssc", "hotwash"]), writing=writing)
        outcomes: set[type[object]] = set()
        for _ in range(40):
            disk.is_full = rng.random() < 0.1
            people = list(room.view(PROGRAM).session.people)
            answers = await asyncio.gather(
                *(
                    room.submit(some_command(room, rng), rng.choice(people))
                    for _ in range(rng.randrange(1, 8))
                ),
                return_exceptions=True,
            )
            home.clock.forward(seconds=rng.randrange(60))
            outcomes |= {type(answer) for answer in answers}
        assert outcomes <= {type(None), Refused, NotKept}
        assert type(None) in outcomes
        disk.is_full = False
        published = stored(room._session)
        await home.lobby.close()
        assert not home.lobby.rooms
    async with house(tmp_path, home.clock) as home:
        room = await home.lobby.open(published.key)
        read = stored(room._session)
        # Opening restarts a timer that ran, and nothing else.
        assert {**vars_of(read), "timers": None} == {**vars_of(published), "timers": None}
        assert read.timers.keys() == published.timers.keys()


def vars_of(session: object) -> dict[str, object]:
    """The fields of a session, to compare one by one."""
    return {name: getattr(session, name) for name in session.__slots__}  # type: ignore[attr-defined]
