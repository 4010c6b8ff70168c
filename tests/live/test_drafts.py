"""What is half written outlives the server, and tells nobody who wrote it."""

import asyncio
import json
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

import retro.live.register
from retro.live.access import Access, digest
from retro.live.drafts import KEY_SIZE, Drafts, key_of
from retro.live.room import Room
from retro.session.commands import RemovePerson, WriteAnonymously
from retro.session.format import Kind
from retro.session.model import Id, Role, Writing
from retro.session.rules import PROGRAM
from retro.store.disk import Disk
from retro.store.naming import session_path
from tests.live.holder import LOCAL, PLACE, TEXT
from tests.live.house import House, go_to, house, until

TICKET = "r-0123456789ABCDEF"
OTHER = "r-FEDCBA9876543210"
OPEN_KEY = bytes(KEY_SIZE)


def anything(person: Id, place: str) -> bool:
    return True


def blocks_of(home: House, key: str) -> list[str]:
    blocks: list[str] = home.store.aside(key).read()["drafts"]
    return blocks


def test_a_ticket_opens_what_it_sealed_and_nothing_else() -> None:
    drafts = Drafts()
    drafts.keep(1, PLACE, "éen")
    drafts.keep(1, "other", "two")
    drafts.keep(2, PLACE, "three")
    drafts.keep(3, PLACE, "four")
    keys = {1: key_of(TICKET), 2: key_of(OTHER)}
    blocks = drafts.seal(keys, OPEN_KEY, anything, Random(1))
    assert len(blocks) == 3
    again = Drafts()
    again.load(blocks)
    assert again.read(1, PLACE) == ""
    assert again.unlock(key_of("r-0000000000000000")) == {}
    assert again.unlock(key_of(TICKET.lower())) == {1: {PLACE: "éen", "other": "two"}}
    assert [again.read(n, PLACE) for n in (1, 2, 3)] == ["éen", "", ""]
    # What is still locked is kept as it is.
    third = Drafts()
    third.load(again.seal({1: key_of(TICKET)}, OPEN_KEY, anything, Random(1)))
    assert third.unlock(key_of(OTHER)) == {2: {PLACE: "three"}}
    assert third.unlock(OPEN_KEY) == {3: {PLACE: "four"}}


def test_blocks_have_nothing_in_common() -> None:
    drafts = Drafts()
    for person in range(20):
        drafts.keep(person, PLACE, "the same text" + "!" * person)
    keys = {person: key_of(f"r-{person:016}") for person in range(20)}
    first = drafts.seal(keys, OPEN_KEY, anything, Random(1))
    second = drafts.seal(keys, OPEN_KEY, anything, Random(2))
    assert len({*first, *second}) == 40
    # The sizes tell the length of what was written to 256 bytes, and the order tells nothing.
    assert {len(b64decode(block)) % 256 for block in first} == {12 + 16}
    assert len({len(block) for block in first}) == 1

    def order(blocks: list[str]) -> list[int]:
        found = []
        for block in blocks:
            one = Drafts()
            one.load([block])
            found.append(next(person for person in keys if one.unlock(keys[person])))
        return found

    assert sorted(order(first)) == sorted(order(second)) == list(range(20))
    assert order(first) != order(second)
    assert order(first) != list(range(20))


def test_what_was_written_since_stays() -> None:
    drafts = Drafts()
    drafts.keep(1, PLACE, "old")
    drafts.keep(1, "other", "old")
    blocks = drafts.seal({1: key_of(TICKET)}, OPEN_KEY, anything, Random(1))
    again = Drafts()
    again.load(blocks)
    again.keep(1, PLACE, "new")
    again.unlock(key_of(TICKET))
    assert (again.read(1, PLACE), again.read(1, "other")) == ("new", "old")


def test_a_damaged_block_brings_nothing_back() -> None:
    drafts = Drafts()
    drafts.keep(1, PLACE, "text")
    block = drafts.seal({1: key_of(TICKET)}, OPEN_KEY, anything, Random(1))[0]
    again = Drafts()
    again.load(["", "AAAA", block[:-8] + "AAAAAAA="])
    assert again.unlock(key_of(TICKET)) == {}


@contextmanager
def killed_server(folder: Path) -> Iterator[list[str]]:
    """What a server said that was killed with half-typed texts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.live.holder", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline().split()
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert said, "the server did not come up"
        yield said
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


async def test_half_a_sentence_outlives_a_killed_server(tmp_path: Path) -> None:
    with killed_server(tmp_path) as (key, facilitator, said, ticket):
        person = int(said)
        nothing_tells_who_wrote(tmp_path, key, person)
        async with house(tmp_path) as home:
            await home.lobby.settle()
            admission = home.lobby.admit(ticket)
            assert admission is not None
            assert (admission.key, admission.person) == (key, person)
            room = await home.lobby.open(key)
            assert room.draft(person, PLACE) == ""
            room.unlock(person, OTHER)
            assert room.draft(person, PLACE) == ""
            room.unlock(person, ticket)
            assert room.draft(person, PLACE) == TEXT
            # Without a ticket: what has a name anyway is there, what is anonymous is not.
            assert room.draft(int(facilitator), "commit|new") == LOCAL
            assert room.draft(int(facilitator), PLACE) == ""


def nothing_tells_who_wrote(folder: Path, key: str, person: Id) -> None:
    """As somebody who has every file of the folder, and no ticket."""
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for written in (TEXT, "Xantippe", LOCAL):
        assert written.encode() not in everything
    document = House(folder).store.aside(key).read()
    assert set(document) == {"codes", "tickets", "claimed", "languages", "key", "drafts"}
    # Nothing in the file opens the block of somebody with a ticket.
    codes = document["codes"].values()
    guesses = [b64decode(document["key"]), *(key_of(code) for code in codes)]
    for known in document["tickets"]:
        guesses += [bytes.fromhex(known), key_of(known[:16]), key_of(str(person))]
    opened: dict[Id, dict[str, str]] = {}
    drafts = Drafts()
    drafts.load(document["drafts"])
    for guess in guesses:
        opened |= drafts.unlock(guess)
    assert [*opened.values()] == [{"commit|new": LOCAL}]
    left = drafts.seal({}, OPEN_KEY, anything, Random(1))
    locked = [block for block in document["drafts"] if block in left]
    assert len(locked) == 1
    assert str(person).encode() not in b64decode(locked[0])


async def test_somebody_who_comes_back_needs_no_ticket_twice(tmp_path: Path) -> None:
    """The door asked for the ticket; the screen that follows need not have it."""
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        room.keep_draft(person, PLACE, TEXT)
    async with house(tmp_path) as home:
        await home.lobby.settle()
        room = await home.lobby.open(room.key)
        room.unlock(person)
        assert room.draft(person, PLACE) == ""
        assert home.lobby.admit(ticket)
        room.unlock(person)
        assert room.draft(person, PLACE) == TEXT


async def test_a_text_that_was_sent_is_not_kept_sealed(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        person, _ = await room.enter("Zoe", Role.PARTICIPANT)
        room.keep_draft(person, PLACE, TEXT)
        await until(lambda: len(blocks_of(home, room.key)) == 1)
        room.keep_draft(person, PLACE, "")
        await until(lambda: blocks_of(home, room.key) == [])


async def test_whoever_was_removed_leaves_no_sealed_text(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        person, _ = await room.enter("Zoe", Role.PARTICIPANT)
        room.keep_draft(person, PLACE, TEXT)
        await until(lambda: len(blocks_of(home, room.key)) == 1)
        await room.submit(RemovePerson(person), PROGRAM)
        assert blocks_of(home, room.key) == []


@pytest.mark.parametrize("is_known", [True, False])
async def test_after_a_restart_the_text_of_somebody_removed_goes(
    tmp_path: Path, is_known: bool
) -> None:
    """At once when their ticket was shown, or when nobody else has text that waits for them."""
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        room.keep_draft(person, PLACE, TEXT)
        if is_known:
            await room.enter("Ada", Role.PARTICIPANT)
    async with house(tmp_path) as home:
        await home.lobby.settle()
        room = await home.lobby.open(room.key)
        assert len(blocks_of(home, room.key)) == 1
        if is_known:
            assert home.lobby.admit(ticket)
        await room.submit(RemovePerson(person), PROGRAM)
        assert blocks_of(home, room.key) == []


async def test_the_last_words_are_kept_at_closing(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        room.keep_draft(person, PLACE, TEXT)
        await home.lobby.close()
        # What comes after that is kept nowhere, and writes no file behind the lock.
        room.keep_draft(person, PLACE, "too late")
        assert room._register is not None
        assert room._register._pause is None
    async with house(tmp_path) as home:
        room = await home.lobby.open(room.key)
        room.unlock(person, ticket)
        assert room.draft(person, PLACE) == TEXT


class CountingDisk(Disk):
    """How often the file beside the session was written."""

    def __init__(self) -> None:
        self.writes = 0

    def replace(self, source: Path, target: Path) -> None:
        self.writes += target.suffix == ".access"
        super().replace(source, target)


async def test_many_keys_are_one_write(tmp_path: Path) -> None:
    disk = CountingDisk()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin(writing=Writing.APART)
        person, _ = await room.enter("Zoe", Role.PARTICIPANT)
        before = disk.writes
        for length in range(1, 40):
            room.keep_draft(person, PLACE, TEXT[:length])
            await asyncio.sleep(0)
        await until(lambda: disk.writes > before)
        assert disk.writes == before + 1
        # The same text again is nothing new, and nothing waits.
        room.keep_draft(person, PLACE, TEXT[:39])
        assert room._register is not None
        assert room._register._pause is None
    assert disk.writes == before + 1


async def test_one_person_changes_the_blocks_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever compares two copies of the file does not see which block changed."""
    monkeypatch.setattr(retro.live.register, "PAUSE", 0.0)
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        people = [(await room.enter(f"P{n}", Role.PARTICIPANT))[0] for n in range(5)]
        for person in people:
            room.keep_draft(person, PLACE, TEXT)
        await until(lambda: len(blocks_of(home, room.key)) == 5)
        before = set(blocks_of(home, room.key))
        room.keep_draft(people[2], PLACE, TEXT + "!")
        await until(lambda: set(blocks_of(home, room.key)) != before)
        assert not before.intersection(blocks_of(home, room.key))


async def test_anonymous_text_without_a_ticket_stays_in_memory(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(format="unsigned", writing=Writing.APART)
        await go_to(room, "ideas")
        room.keep_draft(room.facilitator, PLACE, TEXT)
        room.keep_draft(room.facilitator, "ideas|", TEXT)
        assert room.draft(room.facilitator, PLACE) == TEXT
    async with house(tmp_path) as home:
        assert blocks_of(home, room.key) == []


async def test_text_without_a_ticket_stays_in_memory_once_no_names_are_kept(
    tmp_path: Path,
) -> None:
    """A low safety poll made a phase anonymous that was not so when the session began."""
    async with house(tmp_path) as home:
        room = await home.begin(format="ssc", writing=Writing.APART)
        await room.submit(WriteAnonymously(), PROGRAM)
        session = room.view(PROGRAM).session
        phase = next(p for p in session.format if p.anonymous and p.kind is Kind.COLLECT)
        await go_to(room, phase.key)
        room.keep_draft(room.facilitator, f"{phase.key}|new", TEXT)
        assert room.draft(room.facilitator, f"{phase.key}|new") == TEXT
    async with house(tmp_path) as home:
        assert blocks_of(home, room.key) == []


async def test_a_text_with_a_ticket_is_never_sealed_with_the_open_key(tmp_path: Path) -> None:
    """Somebody with a ticket sits down without it, as at the keyboard of the server."""
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
    async with house(tmp_path) as home:
        room = await home.lobby.open(room.key)
        room.keep_draft(person, "planned|x", TEXT)
        room.keep_draft(room.facilitator, "planned|x", LOCAL)
    async with house(tmp_path) as home:
        room = await home.lobby.open(room.key)
        room.unlock(person, ticket)
        assert room.draft(person, "planned|x") == ""
        assert room.draft(room.facilitator, "planned|x") == LOCAL


async def test_the_ticket_is_in_no_file(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        room.keep_draft(person, PLACE, TEXT)
        await until(lambda: blocks_of(home, room.key))
        access = Access.read(home.store.aside(room.key).read())
        assert access.tickets == {digest(ticket): person}
        path = session_path(tmp_path, room.key).with_suffix(".access")
        json.loads(path.read_bytes())
        for file in tmp_path.rglob("*"):
            if file.is_file():
                assert ticket[2:].encode() not in file.read_bytes().upper()
        assert path.stat().st_mode & 0o777 == 0o600


def is_idle(room: Room) -> bool:
    return room._register is not None and room._register._pause is None


async def test_nothing_runs_while_nobody_writes(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        assert is_idle(room)
        person, _ = await room.enter("Zoe", Role.PARTICIPANT)
        room.keep_draft(person, PLACE, TEXT)
        assert not is_idle(room)
        await until(lambda: is_idle(room))


async def test_the_ticket_of_somebody_else_opens_nothing(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        other, second = await room.enter("Ada", Role.PARTICIPANT)
        room.keep_draft(other, PLACE, TEXT)
    async with house(tmp_path) as home:
        room = await home.lobby.open(room.key)
        room.unlock(person, second)
        assert room.draft(other, PLACE) == ""
        room.unlock(person, ticket)
        room.unlock(other, second)
        assert room.draft(other, PLACE) == TEXT
        assert room.draft(person, PLACE) == ""
