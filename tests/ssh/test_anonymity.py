"""What is anonymous stays so against somebody with every file, every log and a second seat."""

import asyncio
import json
import random
import re
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest

from retro.live.folder import lobby_of
from retro.live.lobby import Setup
from retro.session.commands import Advance, WriteCard
from retro.session.model import Role, Writing
from tests.ssh.adversary import LUCK, Secret, Tally, artefacts, at_least, rows_of
from tests.ssh.guest import Guest, guest
from tests.ssh.hostile import until
from tests.ssh.member import run
from tests.ssh.server import FORMATS, Server, serving
from tests.terminal.stream import plain

PEOPLE = ("Ana", "Bo", "Cas", "Dee", "Eli", "Fin")
CARDS = 5


async def write(person: Guest, text: str) -> None:
    """One card, from the list or from the open writing line."""
    if "╭" not in person.text:
        person.press("enter")
        await person.shows("╭")
    person.type(f"{text}\r")
    await person.shows(text)


async def answer(person: Guest, *keys: str) -> None:
    """Press keys, and wait until the screen shows that they did something."""
    clock = re.compile(r"\d+:\d\d")
    before = clock.sub("", person.text)
    person.press(*keys)
    await until(lambda: clock.sub("", person.text) != before, "nothing happened")


async def play(server: Server, rng: random.Random) -> tuple[Secret, list[Guest]]:
    """Six people write 30 cards in any order, answer, vote, and the facilitator ends it."""
    async with AsyncExitStack() as stack:
        leader = await stack.enter_async_context(guest(server, server.facilitator, "Lee"))
        people = {}
        for name in PEOPLE:
            people[name] = await stack.enter_async_context(
                guest(server, server.participant, name, client_version="Tell-Tale_1.0")
            )
        turns = [name for name in PEOPLE for _ in range(CARDS)]
        rng.shuffle(turns)
        written = []
        for name in turns:
            text = f"thought {rng.randrange(10**9):09}"
            await write(people[name], text)
            written.append((text, name))
        for person in people.values():
            person.press("esc")
            await person.gone("╭")
        await leader.go_on("How safe was this?")
        for number, person in enumerate(people.values()):
            await person.shows("How safe was this?")
            await answer(person, str(1 + number % 5))
        await leader.go_on("Which one?")
        for person in people.values():
            await person.shows("Which one?")
            await answer(person, "enter")
        for text in ("What next?", "What do you take along?"):
            await leader.go_on(text)
        await leader.go_on("End this session?")
        leader.press("y")
        await people["Fin"].shows("ended")
        everybody = [leader, *people.values()]
        for person in everybody:
            assert person.text
    return Secret(tuple(written), PEOPLE), everybody


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Secret, Server, dict[str, str], str]:
    """A session over SSH, and all that is left of it."""
    folder = tmp_path_factory.mktemp("played")

    async def session(server: Server) -> Secret:
        secret, _ = await play(server, random.Random(5))
        return secret

    with serving(folder) as server:
        secret = asyncio.run(session(server))
        log = server.log()
        server.stop()
        minutes = server.minutes()
        return secret, server, artefacts(folder, minutes), log


def test_no_file_tells_who_wrote_a_card(played: tuple[Secret, Server, dict[str, str], str]) -> None:
    """T38: every order in files, log and minutes, laid along who came or wrote when: luck."""
    secret, _, files, _ = played
    assert all(any(text in content for content in files.values()) for text, _ in secret.written)
    tally = Tally.of(len(PEOPLE))
    tally.add(secret, files)
    assert len(tally.right) >= 12
    assert tally.better_than_luck() == []


def test_the_adversary_finds_what_there_is_to_find() -> None:
    """T38: the same methods, given files that do tell: an order, or an id that grows."""
    rng = random.Random(1)
    turns = [name for name in PEOPLE for _ in range(CARDS)]
    rng.shuffle(turns)
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
    """T38: a leak that shows in a part of the cards shows over twenty sessions.

    Played in this process on a real folder: what is looked at are the files.
    """
    rng = random.Random(11)
    tally = Tally.of(len(PEOPLE))
    for number in range(20):
        folder = tmp_path / str(number)
        folder.mkdir(mode=0o700)
        async with lobby_of(folder, [FORMATS]) as lobby:
            setup = Setup("team", "en", "S", "G", "T", "Lee", False, writing=Writing.APART)
            room = await lobby.create(setup)
            ids = {name: (await room.enter(name, Role.PARTICIPANT))[0] for name in PEOPLE}
            turns = [name for name in PEOPLE for _ in range(CARDS)]
            rng.shuffle(turns)
            written = []
            for name in turns:
                text = f"thought {rng.randrange(10**9):09}"
                await room.submit(WriteCard(room.new_id(), text, column="things"), ids[name])
                written.append((text, name))
            await room.submit(Advance("ideas"), room.facilitator)
        tally.add(Secret(tuple(written), PEOPLE), artefacts(folder))
    assert len(tally.right) >= 12
    assert tally.better_than_luck() == []


def test_nothing_that_is_left_tells_of_anybody(
    played: tuple[Secret, Server, dict[str, str], str],
) -> None:
    """T39: no address, client, code, ticket or time of a card; no ballot; in no file and no log."""
    _, server, files, log = played
    everything = "\n".join([*files.values(), log])
    for told in ("127.0.0.1", "Tell-Tale", "AsyncSSH", "xterm", server.participant, "r-"):
        assert told not in everything.replace("ssh_host", ""), told
    for kept in (cards_of(files), votes_of(files), answers_of(files)):
        assert kept
        for row in kept:
            assert row.get("author") is None
            assert row.get("person") is None
            assert not {"created", "at", "time", "when_written", "order"} & set(row)
            assert row.get("number", 0) == 0


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


@pytest.mark.parametrize("people", [2, 4, 5])
async def test_a_few_answers_are_not_written_down(people: int, tmp_path: Path) -> None:
    """T40: below five the minutes hold no spread; a late joiner sees what all see, no more."""
    with serving(tmp_path) as server:
        async with AsyncExitStack() as stack:
            leader = await stack.enter_async_context(guest(server, server.facilitator, "Lee"))
            voters = [
                await stack.enter_async_context(guest(server, server.participant, f"P{number}"))
                for number in range(people)
            ]
            await leader.go_on("How safe was this?")
            for voter in voters:
                await voter.shows("How safe was this?")
            voters[0].press("2")
            await voters[0].shows("✓")
            for voter in voters[1:-1]:
                voter.press("4")
            # Whoever did not answer sees the same as before: no count, no bar, no name.
            late = await stack.enter_async_context(guest(server, server.participant))
            await late.shows("Your name")
            late.type("Late\r")
            await late.shows("How safe was this?")
            for viewer in (late, leader, voters[-1]):
                assert spread(viewer) == []
            voters[-1].press("4")
            await voters[-1].shows("✓")
            await leader.reveal()
            for viewer in (leader, late, *voters):
                await until(partial(spread, viewer), "the spread was not shown")
            assert spread(late) == spread(leader) == spread(voters[0])
        minutes = run(server, f"{server.participant}@{server.host}", "minutes").stdout
        assert ("too few to write down" in minutes) == (people < 5)


async def test_no_screen_tells_when_somebody_writes(server: Server) -> None:
    """T41: while one person writes, what comes to another's terminal has nothing to do with it.

    Hidden cards are shown together at the reveal, so there is no moment of appearing to time; what
    a terminal gets meanwhile is the clock of the phase.
    """
    async with (
        guest(server, server.participant, "Wim") as writer,
        guest(server, server.participant, "Eve") as watcher,
    ):
        # Once it is at rest: the clock went on twice and nothing else came.
        await watcher.shows("r-")
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
