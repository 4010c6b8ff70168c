"""Lives half a year of an invented team and writes examples/data: `python -m tests.examples.make`.

The sessions are real ones, by the program's own code and at a clock of their own, so each run makes
the same. Minutes of some of them are written to examples/minutes.
"""

import asyncio
import shutil
import sys
import tempfile
import tomllib
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest.mock import patch

from retro.followup.teams import with_person
from retro.formats.catalogue import Catalogue
from retro.live.lobby import Lobby, Setup
from retro.live.rows import summarise
from retro.minutes.markdown import minutes
from retro.session import documents
from retro.session.model import Writing
from retro.session.rules import NOBODY
from retro.session.view import view
from retro.store import database
from retro.store.embedded import EmbeddedStore
from retro.store.naming import new_key
from retro.store.protocol import Log, SessionKey
from retro.words import Words
from tests.examples.living import Living
from tests.live.house import Clock

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
TOLD: Final = Path(__file__).parent / "half_year.toml"
TEAM: Final = "Ferry Desk"
#: Which sessions there are minutes of, by the name of the file.
MINUTES: Final = {
    "start-stop-continue.md": "How we work, January",
    "after-action-review.md": "The summer timetable went live",
    "health-check.md": "How are we doing, March",
    "incident-review.md": "Sold twice at Easter",
    "sailboat.md": "Towards the summer timetable",
    "peer-consultation.md": "Peer consultation, May",
    "pre-mortem.md": "Before the summer timetable",
    "starten-stoppen-doorgaan-nl.md": "Terugblik winter",
    "after-action-review-nl.md": "Paasdrukte op de kade",
}


class Seeded(EmbeddedStore):
    """A store whose sessions get the same keys at every run."""

    def __init__(self, folder: Path, rng: Random) -> None:
        super().__init__(folder, summarise=summarise)
        self._rng = rng

    async def create(self, *, at: datetime) -> tuple[SessionKey, Log]:
        key = new_key(at, self._rng.randbytes)
        return key, await self._own(key, new=True)


def told() -> dict[str, Any]:
    """What is said: teams, sessions by the time that they begin, and what happens in between."""
    with TOLD.open("rb") as file:
        return tomllib.load(file)


async def live(folder: Path) -> dict[str, str]:
    """The half year, in a folder; the key of each session by its title."""
    story, rng, clock, keys = told(), Random(1), Clock(), dict[str, str]()
    people = {team["name"]: team["people"] for team in story["team"]}
    happenings = sorted((*story["session"], *story["between"]), key=lambda each: each["at"])

    class Then(datetime):
        """The time on the clock of the story, for what the store writes of itself."""

        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return clock.time.astimezone(tz)

    clock.time = happenings[0]["at"]
    with patch.object(database, "datetime", Then):
        store = Seeded(folder, rng)
        lobby = Lobby(store, Catalogue(), clock, rng)
        try:
            for name, members in people.items():
                for each in members:
                    await lobby.follow_up.change_team(
                        name,
                        lambda team, who=each: with_person(team, who),  # type: ignore[misc]
                    )
            for each in happenings:
                clock.time = each["at"]
                if "action" in each:
                    await _between(lobby, each)
                    continue
                room = await lobby.create(_setup(each, people[each["team"]], keys))
                keys[each["title"]] = room.key
                await Living(room, each, clock, rng).hold()
        finally:
            await lobby.close()
    _tidy(folder)
    return keys


def _setup(told: dict[str, Any], people: list[str], keys: dict[str, str]) -> Setup:
    return Setup(
        format=told["format"],
        language=told.get("language", "en"),
        title=told["title"],
        goal=told["goal"],
        team=told["team"],
        facilitator=people[0],
        facilitator_named=True,
        people=tuple((name, True) for name in people[1:]),
        writing=Writing.APART,
        plan=keys[told["plan"]] if "plan" in told else "",
    )


async def _between(lobby: Lobby, told: dict[str, Any]) -> None:
    known = lobby.follow_up.actions()
    (uid,) = [each["uid"] for each in known if each["text"].startswith(told["action"])]
    await lobby.follow_up.change_action(uid, told["fields"])


def _tidy(folder: Path) -> None:
    """Leave only what cannot be made again: no locks, no index, no copies of what was before."""
    for path in folder.rglob("*"):
        if path.suffix in (".lock", ".bak", ".before") or path.stem == "index":
            path.unlink()


def write_minutes(data: Path, keys: dict[str, str], folder: Path) -> None:
    """The minutes of some sessions, each in its own language."""
    store = EmbeddedStore(data, summarise=summarise)
    for name, title in MINUTES.items():
        session = view(documents.read(keys[title], *store.read(keys[title])), NOBODY).session
        text = minutes(session, Words(session.format.language))
        (folder / name).write_text(text, encoding="utf-8")


def make(folder: Path) -> None:
    """Both, into `folder`."""
    keys = asyncio.run(live(folder / "data"))
    (folder / "minutes").mkdir()
    write_minutes(folder / "data", keys, folder / "minutes")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        make(Path(temporary))
        for part in ("data", "minutes"):
            shutil.rmtree(EXAMPLES / part, ignore_errors=True)
            shutil.copytree(Path(temporary) / part, EXAMPLES / part)
    sys.stdout.write(f"{EXAMPLES} is written anew.\n")
