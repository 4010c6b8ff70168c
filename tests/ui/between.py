"""A team between sessions, for tests and pictures: actions of all kinds, agreements, a roster.

`python -m tests.ui.between` writes anew what its screens show; read what changed before keeping it.
"""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Final

from retro.followup.teams import with_person
from retro.live.following import FollowUp
from retro.ui.wish import Wish
from tests.live.house import Clock, House, house
from tests.terminal.fakes import MONOCHROME
from tests.ui.snapshots import FOLDER, SIZES
from tests.ui.stage import stage
from tests.ui.story import begin

TEAM = "Platform"
ACTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    (
        "Rehearse the rollback with somebody who has never done it",
        {"owner": "Robin", "due": date(2026, 5, 1)},
    ),
    ("Show the queue on the deploy page", {"owner": "Sam de Wit", "state": "doing"}),
    (
        "Ask operations for a copy of production",
        {"state": "blocked", "note": "waits for operations: who may copy?"},
    ),
)


async def settle_in(found: House, clock: Clock) -> None:
    """Three actions of one team, a week apart, one of another, agreements and people."""
    follow_up = found.lobby.follow_up
    for text, fields in ACTIONS:
        await follow_up.add_action(TEAM, {"text": text, **fields})
        clock.forward(days=7)
    await follow_up.add_action("Payments", {"text": "Agree on one name for a refund"})
    await follow_up.add_agreement(TEAM, "Two of us look at every migration")
    ended = await follow_up.add_agreement(TEAM, "No meetings on Friday")
    await follow_up.change_agreement(ended["uid"], {"state": "retired"})
    for name in ("Kim", "Robin"):
        await join(follow_up, name)


async def join(follow_up: FollowUp, name: str) -> None:
    """Somebody belongs to the team."""
    await follow_up.change_team(TEAM, lambda team: with_person(team, name))


@asynccontextmanager
async def between(folder: Path, *, session: bool = False) -> AsyncIterator[House]:
    """A house between sessions; with `session`, one has ended in it."""
    clock = Clock()
    async with house(folder, clock) as found:
        if session:
            teller = await begin(found.lobby, "aar")
            await teller.finish()
            clock.forward(days=3)
        await settle_in(found, clock)
        yield found


def action_of(found: House, text: str) -> dict[str, object]:
    """The stored action that begins so, whatever became of it."""
    return next(each for each in found.store.actions().all() if each["text"].startswith(text))


#: Screens by what is pressed at the home of the team to come there, and to go back.
SCREENS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "home": ((), ()),
    "actions": (("r",), ()),
    "asking": (("b",), ("esc",)),
    "by owner": (("s", "s"), ("esc",)),
    "agreements": (("g",), ("esc",)),
    "people": (("p",), ("esc",)),
}
LANGUAGES: Final = {"en": SIZES, "nl": ((80, 24),)}
#: Ids are drawn anew at every run.
ID: Final = re.compile(r"\b[0-9a-f]{6}\b")


async def take_between(folder: Path, language: str) -> dict[str, str]:
    """What each screen shows at the sizes for a language, keyed by the name of its file."""
    taken = {}
    async with between(folder, session=True) as found:
        wish = Wish(view="home", team=TEAM, language=language)
        for columns, rows in LANGUAGES[language]:
            size = (columns, rows)
            async with stage(found, wish, capabilities=MONOCHROME, size=size) as shown:
                pages = []
                for name, (there, back) in SCREENS.items():
                    if there:
                        await shown.press(*there)
                    pages.append(f"{f'=== {name} ':=<{columns}}\n{ID.sub('000000', shown.text)}\n")
                    if back:
                        await shown.press(*back)
            taken[f"between-{language}-{columns}x{rows}.txt"] = "\n".join(pages)
    return taken


def write_all() -> None:
    """Write the files."""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in asyncio.run(take_between(Path(folder), language)).items():
                (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_all()
