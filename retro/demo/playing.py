"""The process of a demo: a server as any other, and people who come in through its door."""

import asyncio
import json
import os
import shutil
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any, Final

from retro.demo.app import make_app
from retro.demo.casting import cast
from retro.demo.facilitator import Facilitator
from retro.demo.hands import Address, Pace
from retro.demo.member import Member
from retro.demo.person import Gathering, NotPlayed
from retro.demo.staging import Plan
from retro.demo.story import STORIES, Story
from retro.doors.server import hosted, serve
from retro.doors.ssh.host_key import host_key
from retro.doors.ssh.settings import SshSettings
from retro.live.lobby import Lobby, Setup
from retro.live.room import Room
from retro.minutes.markdown import minutes
from retro.session.model import Writing
from retro.ui.entrance import Entrance
from retro.words import Words

#: Nobody from elsewhere has anything to do with a demo.
HOST: Final = "127.0.0.1"
#: The same demo each time.
_SEED: Final = 5
#: Seconds between one arrival and the next, where people are human.
_ARRIVAL: Final = 1.5
#: Seconds between two looks at how far it is.
_BEAT: Final = 1.0
_CHUNK: Final = 4096


def play(plan: Plan) -> int:
    """Play a demo until its end, or until whoever started it lets go; returns the exit status."""
    try:
        return asyncio.run(_served(plan))
    finally:
        if not plan.kept:
            # Whoever started this does so as well, unless they were killed.
            shutil.rmtree(plan.folder, ignore_errors=True)


async def _served(plan: Plan) -> int:
    _hold_the_leash()
    playing: list[asyncio.Task[None]] = []

    async def ready(lobby: Lobby, entrance: Entrance) -> None:
        task = asyncio.create_task(_played(plan, lobby, entrance), name="demo")
        playing.append(task)

    asked = frozenset({"listen", "port", "advertise"})
    status = await serve(
        Path(plan.folder),
        hosted(make_app(plan)),
        stopped=Words(plan.language)("The demo has ended."),
        stopped_for_guests=Words(plan.language)("The demo has ended."),
        ssh=SshSettings(HOST, plan.port, HOST, asked=asked),
        ready=ready,
    )
    for task in playing:
        task.cancel()
    await asyncio.gather(*playing, return_exceptions=True)
    return status


def _hold_the_leash() -> None:
    """Stop as soon as whoever started this lets go of the other end, or is gone."""

    def pulled() -> None:
        if not os.read(0, _CHUNK):
            asyncio.get_running_loop().remove_reader(0)
            signal.raise_signal(signal.SIGTERM)

    asyncio.get_running_loop().add_reader(0, pulled)


def _tell(what: str, **facts: object) -> None:
    """One line for whoever started this; they may be gone, and then so is the demo."""
    line = json.dumps({"what": what, **facts}) + "\n"
    try:
        os.write(1, line.encode())
    except OSError:
        signal.raise_signal(signal.SIGTERM)


async def _played(plan: Plan, lobby: Lobby, entrance: Entrance) -> None:
    words, story = Words(plan.language), STORIES[plan.language]
    try:
        room = await lobby.create(_setup(plan, story))
        invitation, codes = entrance.invitation, room.codes
        assert invitation is not None
        assert codes is not None
        key = host_key(Path(plan.folder)).convert_to_public()
        address = Address(HOST, invitation.port, key)
        told = _Progress(plan, room)
        pace = Pace(Random(_SEED), human=plan.human)
        gathering = Gathering(room, words, address, pace, told.look, members=plan.members)
        told.gathering = gathering
        _tell("begun", session=room.key)
        await _perform(plan, story, gathering, codes.participant)
        if plan.headless:
            _tell_the_end(room, gathering)
    except NotPlayed as error:
        _tell("failed", sentence=str(error))
    except asyncio.CancelledError:
        raise
    except Exception as error:
        sentence = words("The demo met a fault: {error}.", error=f"{type(error).__name__}: {error}")
        _tell("failed", sentence=" ".join(sentence.split()))
    if plan.headless:
        signal.raise_signal(signal.SIGTERM)


def _setup(plan: Plan, story: Story) -> Setup:
    return Setup(
        format="aar",
        language=plan.language,
        title=story.title,
        goal=story.goal,
        team=story.team,
        facilitator=story.facilitator,
        facilitator_named=True,
        writing=Writing.APART,
    )


async def _perform(plan: Plan, story: Story, gathering: Gathering, code: str) -> None:
    """Everybody does their part. Raises NotPlayed where somebody cannot go on."""
    pace, room = gathering.pace, gathering.room
    parts = cast(story, plan.members, Random(_SEED))

    async def later(seconds: float, run: Callable[[], Awaitable[None]]) -> None:
        await asyncio.sleep(seconds if pace.human else 0)
        await run()

    people = [
        later(_ARRIVAL * (1 + place), Member(part, gathering, code).run)
        for place, part in enumerate(parts)
    ]
    if plan.headless:
        ticket = await room.give_ticket(room.facilitator)
        people.append(Facilitator(story, parts, gathering, ticket).run())
    tasks = [asyncio.ensure_future(each) for each in people]
    try:
        # At somebody's screen the others go on; where nobody looks, one who cannot ends it.
        await asyncio.gather(*tasks, return_exceptions=not plan.headless)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _tell_the_end(room: Room, gathering: Gathering) -> None:
    """The minutes, and what was written and is not in them."""
    session = room.view(room.facilitator).session
    text = minutes(session, gathering.words)
    flat = " ".join(text.split())
    written = [each for texts in gathering.written.values() for each in texts]
    # The time of what happened stands in bold before it.
    said = [each[6:] if each[2:3] == ":" and each[5:6] == " " else each for each in written]
    missing = [each for each in said if " ".join(each.split()) not in flat]
    _tell("ended", minutes=text, written=len(written), missing=missing)


class _Progress:
    """Tells how far a demo is, where nobody looks at it."""

    def __init__(self, plan: Plan, room: Room) -> None:
        self._plan = plan
        self._room = room
        self._said: dict[str, Any] = {}
        self._said_at = 0.0
        self.gathering: Gathering | None = None

    def look(self) -> None:
        """Tell what changed, now and then; a new phase at once."""
        gathering = self.gathering
        if gathering is None or not self._plan.headless:
            return
        session = self._room.view(self._room.facilitator).session
        phases = session.format.phases
        facts = {
            "inside": gathering.inside,
            "phase": session.index + 1,
            "phases": len(phases),
            "title": session.phase.title,
            "cards": len(gathering.written.get(session.phase.key, ())),
            "returned": list(gathering.returned),
        }
        now = asyncio.get_running_loop().time()
        calm = now - self._said_at < _BEAT
        if facts == self._said or (calm and facts["phase"] == self._said.get("phase")):
            return
        before = self._said
        if before and facts["phase"] != before["phase"]:
            # What came last in the phase that has gone by.
            last = len(gathering.written.get(phases[before["phase"] - 1].key, ()))
            if last != before["cards"]:
                _tell("progress", **{**before, "cards": last})
        self._said, self._said_at = facts, now
        _tell("progress", **facts)
