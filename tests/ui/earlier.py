"""What earlier sessions of the team left in the store: actions, lessons and working agreements."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from retro.followup import agreements, record
from retro.formats.catalogue import Catalogue
from retro.live.lobby import Lobby
from retro.session.model import Writing
from retro.ui.wish import Wish
from tests.live.house import House, house
from tests.ui.apart import PEOPLE, ApartTeller, Together
from tests.ui.stage import Stage, stage
from tests.ui.story import SETUP, Teller

BEFORE = "01KQ0000000000000000000001"
TEAM = SETUP.team

TWICE = {
    "text": "Rehearse migrations on a full copy of the data",
    "owner": "Cas",
    "due": "2026-04-20",
    "done_when": "one rehearsal ran to the end",
    "first_step": "ask for a copy, this week",
    "kind": "experiment",
    "hypothesis": "surprises show before the day itself",
    "stop_rule": "after three rehearsals",
}
STUCK = {
    "text": "Show replica lag on the deploy dashboard",
    "owner": "Bo",
    "due": "2026-06-01",
    "state": "blocked",
    "note": "no access to the dashboard; Dee asks operations",
}
DONE = {"text": "Write down how to roll back", "owner": "Bo", "state": "done"}

FITTING = (
    {
        "uid": "a" * 14,
        "text": "Rolling back is one command: keep it so",
        "lesson": "sustain",
        "context": "the switch back took 90 seconds",
        "applies_when": "a release can go wrong in front of customers",
    },
    {
        "uid": "b" * 14,
        "text": "Say aloud who decides before a release begins",
        "lesson": "improve",
        "context": "",
        "applies_when": "",
    },
)
CHOSEN = {
    "uid": "c" * 14,
    "text": "Two people at the keyboard during a migration",
    "lesson": "sustain",
    "context": "one typed, one read along",
    "applies_when": "what is typed cannot be taken back",
    "used": {BEFORE: {"team": TEAM, "on": "2026-04-01", "chosen": True, "applied": ""}},
}
AGREED = ("Cameras on while we decide", "No releases on a Friday")


async def remember(
    found: House,
    *,
    actions: bool = True,
    lessons: bool = True,
    chosen: bool = True,
    agreed: bool = True,
) -> None:
    """Put into the store what is asked for, as sessions of some weeks ago left it."""
    now = found.clock() - timedelta(days=35)
    if actions:
        stored = []
        for number, fields in enumerate((TWICE, STUCK, DONE), 1):
            whole = {**fields, "team": TEAM, "session_title": "Release 4.1"}
            told = {name: whole[name] for name in whole if name in record.FIELDS}
            document = record.made(f"{number:014x}", told, now=now, by=BEFORE)
            stored.append({**document, "session": BEFORE, "session_title": "Release 4.1"})
        stored[0]["carried"] = ["01KQ0000000000000000000002", "01KQ0000000000000000000003"]
        await found.store.actions().change_soon(lambda known: stored)
    known = [*(FITTING if lessons else ()), *((CHOSEN,) if chosen else ())]
    if known:
        await found.store.lessons().change_soon(lambda _: [_lesson(each) for each in known])
    if agreed:
        kept = [
            agreements.made(f"{number:014x}", TEAM, text, now=now, by=BEFORE)
            for number, text in enumerate(AGREED, 1)
        ]
        await found.store.agreements().change_soon(lambda known: kept)


def _lesson(fields: dict[str, Any]) -> dict[str, Any]:
    born = {
        "team": TEAM,
        "tags": [],
        "session": BEFORE,
        "session_title": "Release 4.1",
        "format": "aar",
        "language": "en",
        "created": "2026-03-01",
        "applied": [],
        "not_applied": 0,
        "chosen": [],
        "used": {},
        "told": {},
        "removed": False,
    }
    return {**born, **fields}


@asynccontextmanager
async def after_others(
    folder: Path,
    phase: str = "",
    *,
    format: str = "aar",
    size: tuple[int, int] = (80, 24),
    language: str = "en",
    **what: bool,
) -> AsyncIterator[Stage]:
    """A session of a team that has met before, at this phase, at one keyboard."""
    async with house(folder) as found:
        await remember(found, **what)
        room = await found.lobby.create(replace(SETUP, format=format, language=language))
        if phase:
            await Teller(room).go_to(phase)
        wish = Wish(session=room.key, language=language, folder=folder)
        async with stage(found, wish, size=size) as shown:
            yield shown


@asynccontextmanager
async def apart_after_others(
    folder: Path, phase: str = "", **what: bool
) -> AsyncIterator[Together]:
    """The same where everyone writes at their own terminal."""
    found = House(folder)
    found.lobby = Lobby(found.store, Catalogue(), found.clock, Random(7), beat=timedelta())
    try:
        await remember(found, **what)
        setup = replace(SETUP, format="aar", people=PEOPLE, writing=Writing.APART)
        room = await found.lobby.create(setup)
        async with AsyncExitStack() as exits:
            if phase:
                await ApartTeller(room).go_to(phase)
            yield Together(found, room, exits)
    finally:
        await found.lobby.close()
