"""What is anonymous stays so against somebody with every file, every log and a second seat."""

import asyncio
import json
import random
import re
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from retro.live.folder import lobby_of
from retro.live.lobby import Setup
from retro.minutes.markdown import minutes
from retro.session.commands import Advance, GiveAnswer, Reveal, WriteCard
from retro.session.model import Role, Writing
from retro.session.refusal import Refused
from retro.words import Words
from tests.ssh.adversary import LUCK, Secret, Tally, artefacts, at_least, rows_of
from tests.ssh.guest import Guest, guest
from tests.ssh.hostile import until
from tests.ssh.server import FORMATS, Server, serving
from tests.terminal.stream import plain

#: Who writes at their own terminals, and who writes in one process.
FEW = ("Ana", "Bo", "Cas", "Dee")
PEOPLE = (*FEW, "Eli", "Fin")
CARDS = 6
SETUP = Setup("team", "en", "S", "G", "T", "Lee", False, writing=Writing.APART)


async def write(person: Guest, text: str) -> None:
    """One card, from the list or from the open writing line."""
    if "╭" not in person.text:
        person.press("enter")
        await person.shows("╭")
    person.type(f"{text}\r")
    await person.shows(text)


async def answer(person: Guest, key: str, shown: str = "✓") -> None:
    """Press a key, and wait until the screen shows that it did something."""
    person.press(key)
    await person.shows(shown)


def in_any_order(people: Sequence[str], rng: random.Random) -> list[tuple[str, str]]:
    """Cards to write, (text, writer)."""
    turns = [name for name in people for _ in range(CARDS)]
    rng.shuffle(turns)
    return [(f"thought {rng.randrange(10**9):09}", name) for name in turns]


@dataclass
class Played:
    """A session over SSH: what happened, what screens showed, and all that is left of it."""

    secret: Secret
    participant: str
    unseen: list[list[str]]
    """The spread of the answers on each screen while the last answer is not there yet."""
    shown: list[list[str]]
    minutes: str = ""
    log: str = ""
    files: dict[str, str] = field(default_factory=dict)


async def play(server: Server, rng: random.Random) -> Played:
    """Four people write cards in any order, answer, vote and go; the facilitator ends it."""
    secret = Secret(tuple(in_any_order(FEW, rng)), FEW)
    async with guest(server, server.facilitator, "Lee") as leader:
        async with AsyncExitStack() as stack:
            people = {}
            for name in FEW:
                people[name] = await stack.enter_async_context(
                    guest(server, server.participant, name, client_version="Tell-Tale_1.0")
                )
            for text, name in secret.written:
                await write(people[name], text)
            for person in people.values():
                person.press("esc")
                await person.gone("╭")
            await leader.go_on("How safe was this?")
            late = await stack.enter_async_context(guest(server, server.participant))
            unseen, shown = await vote_safety(leader, list(people.values()), late)
            await leader.go_on("Which one?")
            for person in people.values():
                await person.shows("Which one?")
                await answer(person, "enter", "2 dots left")
        for text in ("What next?", "What do you take along?", "End this session?"):
            await leader.go_on(text)
        leader.press("y")
        await leader.shows("ended")
    return Played(secret, server.participant, unseen, shown)


async def vote_safety(
    leader: Guest, voters: list[Guest], late: Guest
) -> tuple[list[list[str]], list[list[str]]]:
    """Everybody answers, one of them last, and somebody comes in between; what screens show."""
    *early, last = voters
    for voter in voters:
        await voter.shows("How safe was this?")
    for voter, key in zip(early, "244", strict=True):
        await answer(voter, key)
    await late.shows("Your name")
    late.type("Late\r")
    await late.shows("How safe was this?")
    unseen = [spread(viewer) for viewer in (late, leader, last)]
    await answer(last, "4")
    await leader.reveal()
    everybody = [leader, late, *voters]
    for viewer in everybody:
        await until(partial(spread, viewer), "the spread was not shown")
    return unseen, [spread(viewer) for viewer in everybody]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A session over SSH, and all that is left of it."""
    folder = tmp_path_factory.mktemp("played")
    with serving(folder) as server:
        found = asyncio.run(play(server, random.Random(5)))
        found.log = server.log()
        server.stop()
        found.minutes = server.minutes()
        found.files = artefacts(folder, found.minutes)
        return found


def test_no_file_tells_who_wrote_a_card(played: Played) -> None:
    """T38: every order in files, log and minutes, laid along who came or wrote when: luck."""
    secret, files = played.secret, played.files
    assert all(any(text in content for content in files.values()) for text, _ in secret.written)
    tally = Tally.of(len(FEW))
    tally.add(secret, files)
    assert len(tally.right) >= 12
    assert tally.better_than_luck() == []


def test_the_adversary_finds_what_there_is_to_find() -> None:
    """T38: the same methods, given files that do tell: an order, or an id that grows."""
    rng = random.Random(1)
    turns = [name for _, name in in_any_order(PEOPLE, rng)]
    secret = Secret(tuple((f"card {number:03}", name) for number, name in enumerate(turns)), PEOPLE)
    shuffled = [text for text, _ in secret.written]
    rng.shuffle(shuffled)
    telling = {
        "order": json.dumps([{"text": text} for text, _ in secret.written]),
        "grouped": "\n".join(
            sorted(shuffled, key=lambda text: PEOPLE.index(dict(secret.written)[text]))
        ),
        "id": json.dumps({"cards": {text[5:]: {"text": text} for text in shuffled}}),
        "time": json.dumps([{"text": text, "at": int(text[5:])} for text in shuffled]),
    }
    for name, content in telling.items():
        tally = Tally.of(len(PEOPLE))
        tally.add(secret, {name: content})
        assert tally.better_than_luck(), name
    tally = Tally.of(len(PEOPLE))
    tally.add(secret, {"nothing": json.dumps([{"text": text} for text in shuffled])})
    assert tally.better_than_luck() == []
    assert at_least(0, 30, 1 / 6) == pytest.approx(1)
    assert at_least(30, 30, 1 / 6) < LUCK


async def test_nor_do_the_files_of_many_sessions(tmp_path: Path) -> None:
    """T38: a leak that shows in a part of the cards shows over several sessions.

    `python -m tests.ssh.long unlinked` plays two hundred.
    """
    tally = await tally_of_many(tmp_path, 6)
    assert len(tally.right) >= 12
    assert tally.better_than_luck() == []


def test_nothing_that_is_left_tells_of_anybody(played: Played) -> None:
    """T39: no address, client, code, ticket or time of a card; no ballot; in no file and no log."""
    files = played.files
    # Where the door is, which is the server's own address, is kept for the next start.
    kept_files = [text for name, text in files.items() if not name.endswith("door.json")]
    everything = "\n".join([*kept_files, played.log])
    for told in ("127.0.0.1", "Tell-Tale", "AsyncSSH", "xterm", played.participant, "r-"):
        assert told not in everything.replace("ssh_host", ""), told
    for kept in (cards_of(files), votes_of(files), answers_of(files)):
        assert kept
        for row in kept:
            assert row.get("author") is None
            assert row.get("person") is None
            # A lesson is found again by its day, which is that of the session for all of them.
            assert len(str(row.pop("created", "2026-01-01"))) == len("2026-01-01")
            assert not {"created", "at", "time", "when_written", "order"} & set(row)
            assert row.get("number", 0) == 0


async def tally_of_many(folder: Path, sessions: int) -> Tally:
    """Let the adversary guess at sessions played in this process, on a folder each."""
    rng = random.Random(11)
    tally = Tally.of(len(PEOPLE))
    for number in range(sessions):
        data = folder / str(number)
        data.mkdir(mode=0o700)
        secret = Secret(tuple(in_any_order(PEOPLE, rng)), PEOPLE)
        async with lobby_of(data, [FORMATS]) as lobby:
            room = await lobby.create(SETUP)
            ids = {name: (await room.enter(name, Role.PARTICIPANT))[0] for name in PEOPLE}
            for text, name in secret.written:
                await room.submit(WriteCard(room.new_id(), text, column="things"), ids[name])
            await room.submit(Advance("ideas"), room.facilitator)
        tally.add(secret, artefacts(data))
    return tally


def rows(files: dict[str, str], *fields: str) -> list[dict[str, object]]:
    """The objects in any file that have these fields."""
    return [row for content in files.values() for row in rows_of(content) if {*fields} <= {*row}]


def cards_of(files: dict[str, str]) -> list[dict[str, object]]:
    """The rows of cards in any file."""
    return [row for row in rows(files, "text") if "thought" in str(row["text"])]


def votes_of(files: dict[str, str]) -> list[dict[str, object]]:
    """The rows of dots in any file."""
    return [row for row in rows(files, "target") if "text" not in row]


def answers_of(files: dict[str, str]) -> list[dict[str, object]]:
    """The rows of answers in any file."""
    return rows(files, "value", "phase")


def spread(viewer: Guest) -> list[str]:
    """The bars of the answers that a screen shows."""
    found = [
        re.search(r"([1-5] (?:not|hard|so|most|enti).*?)(█+.*)", line) for line in viewer.lines
    ]
    return [f"{bar[1].strip()} {bar[2]}" for bar in found if bar]


def test_a_late_viewer_sees_what_all_see(played: Played) -> None:
    """T40: nothing shows while an answer is missing, so that nobody can tell which was the last.

    Whoever came in between sees what the others see; four answers are too few for the minutes.
    """
    assert played.unseen == [[], [], []]
    assert len(played.shown) == 2 + len(FEW)
    first = played.shown[0]
    assert [line[0] for line in first] == ["4", "2"]
    assert all(spread == first for spread in played.shown)
    assert "4 answers: too few to write down" in played.minutes


@pytest.mark.parametrize("values", ["24", "344", "4444", "22444", "44444"])
async def test_a_few_answers_are_not_written_down(values: str, tmp_path: Path) -> None:
    """T40: below five the minutes hold no spread, alike or not; a late answer makes no five."""
    async with lobby_of(tmp_path, [FORMATS]) as lobby:
        room = await lobby.create(SETUP)
        voters = [(await room.enter(name, Role.PARTICIPANT))[0] for name in PEOPLE[: len(values)]]
        await room.submit(Advance("ideas"), room.facilitator)
        for voter, value in zip(voters, values, strict=True):
            await room.submit(GiveAnswer(room.new_id(), int(value)), voter)
        await room.submit(Reveal(), room.facilitator)
        late, _ = await room.enter("Late", Role.PARTICIPANT)
        with suppress(Refused):
            await room.submit(GiveAnswer(room.new_id(), 1), late)
        text = minutes(room.view(room.facilitator).session, Words("en"))
    few = len(values) < 5
    assert (f"{len(values)} answers: too few to write down" in text) == few
    assert ("●" in text) != few
    assert "**1** not at all – 0" in text or few


async def test_no_screen_tells_when_somebody_writes(server: Server) -> None:
    """T41: while one person writes, what comes to another's terminal has nothing to do with it.

    Hidden cards are shown together at the reveal, so there is no moment of appearing to time; what
    a terminal gets meanwhile is the clock of the phase.
    """
    async with (
        guest(server, server.participant, "Wim") as writer,
        guest(server, server.participant, "Eve") as watcher,
    ):
        # Once it is at rest: both are counted, the clock went on twice, and nothing else came.
        await watcher.shows("0 of 2 ready")
        for _ in range(2):
            clock = re.findall(r"\d+:\d\d", watcher.text)
            await until(lambda clock=clock: re.findall(r"\d+:\d\d", watcher.text) != clock)
        screen = re.sub(r"\d+:\d\d", "", watcher.text)
        begun = len(watcher.seen.out)
        for number in range(10):
            await write(writer, f"secret {number}")
        came = watcher.seen.out[begun:].decode()
        assert re.fullmatch(r"[\d:\s▓░▰▱━█▏▎▍▌▋▊▉─]*", plain(came)), plain(came)
        assert "secret" not in watcher.text
        assert re.sub(r"\d+:\d\d", "", watcher.text) == screen
