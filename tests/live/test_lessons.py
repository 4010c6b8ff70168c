"""Lessons through sessions on a real disk: told when they are over, offered, chosen, judged."""

import gc
import json
from pathlib import Path

import pytest

from retro.followup.lessons import Document, applied_on, is_there
from retro.live.errors import NotOpened
from retro.live.room import Room
from retro.session.commands import (
    Advance,
    ChooseLesson,
    Finish,
    GoBack,
    JudgeLesson,
    RemoveCard,
    WriteCard,
)
from retro.session.model import Applied, EarlierLesson, Writing
from retro.session.rules import PROGRAM
from retro.store.embedded import EmbeddedStore
from tests.live.house import Clock, House, card, go_to, house, until


def kept(home: House) -> list[Document]:
    return [each for each in home.store.lessons().all() if is_there(each)]


def lessons_of(room: Room) -> list[EarlierLesson]:
    lessons = room.view(PROGRAM).session.lessons.values()
    return sorted(lessons, key=lambda lesson: lesson.number)


async def learn(room: Room, text: str = "Rehearse the rollback on a copy") -> None:
    await go_to(room, "next")
    await room.submit(card(room, text, "improve"), room.facilitator)


async def finish(room: Room) -> None:
    await room.submit(Finish(), PROGRAM)
    await room.close()


async def test_a_lesson_is_told_when_its_phase_is_over(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await learn(room)
        assert kept(home) == []
        await room.submit(Advance("next"), PROGRAM)
        await until(lambda: kept(home), "the lesson was never told")
        (lesson,) = kept(home)
        assert (lesson["text"], lesson["team"]) == ("Rehearse the rollback on a copy", "Checkout")
        assert (lesson["session"], lesson["created"]) == (room.key, "2026-05-04")
        await room.submit(GoBack("commit"), PROGRAM)
        (written,) = room.view(PROGRAM).session.cards
        await room.submit(RemoveCard(written), room.facilitator)
        await room.submit(Advance("next"), PROGRAM)
        await until(lambda: not kept(home), "it was never taken out")
        assert len(home.store.lessons().all()) == 1


async def test_a_lesson_goes_from_session_to_session(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        first = await home.begin()
        assert lessons_of(first) == []
        await learn(first)
        await finish(first)

        second = await home.begin(title="Release 4.3", goal="A rollback that nobody notices")
        (offered,) = lessons_of(second)
        assert (offered.text, offered.origin) == ("Rehearse the rollback on a copy", "Release 4.2")
        assert (offered.asked, offered.number) == (False, 1)
        await second.submit(ChooseLesson(offered.id), second.facilitator)
        await finish(second)
        assert kept(home)[0]["chosen"] == [second.key]

    clock.forward(days=21)
    async with house(tmp_path, clock) as home:
        third = await home.begin(title="Marketing", goal="A new logo")
        (asked,) = lessons_of(third)
        assert (asked.uid, asked.asked, asked.chosen) == (offered.uid, True, False)
        await third.submit(JudgeLesson(asked.id, Applied.YES), third.facilitator)
        await finish(third)
        assert applied_on(kept(home)[0]) == ["2026-05-25"]
        fourth = await home.begin(title="Marketing", goal="A new logo")
        assert lessons_of(fourth) == []


async def test_what_a_crash_kept_from_being_told_is_told_later(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await learn(room)
        await room.submit(Finish(), PROGRAM)
        await until(lambda: kept(home))
    for file in tmp_path.glob("lessons.*"):
        file.unlink()
    for file in tmp_path.glob("index.*"):
        file.unlink()
    async with house(tmp_path) as home:
        assert kept(home) == []
        await home.lobby.settle()
        assert len(kept(home)) == 1
        before = home.store.lessons().all()
        await home.lobby.settle()
        again = await home.lobby.open(room.key)
        await again.close()
        assert home.store.lessons().all() == before


async def test_a_command_meanwhile_is_not_undone(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await learn(room)
        await room.submit(Advance("next"), PROGRAM)
        await until(lambda: kept(home))
        other = EmbeddedStore(tmp_path).lessons()
        other.change(lambda known: [{**known[0], "applies_when": "before a release"}])
        await room.submit(GoBack("commit"), PROGRAM)
        await room.submit(card(room, "Another one", "sustain"), room.facilitator)
        await finish(room)
        lessons = {each["text"]: each["applies_when"] for each in kept(home)}
        assert lessons == {
            "Rehearse the rollback on a copy": "before a release",
            "Another one": "",
        }


async def test_anonymous_lessons_tell_nothing_on_the_disk(tmp_path: Path) -> None:
    """Neither who wrote them, nor when or in which order, in any byte of their files."""
    async with house(tmp_path) as home:
        room = await home.begin(format="unsigned", writing=Writing.APART)
        people = {p.name: p.id for p in room.view(PROGRAM).session.people.values()}
        await go_to(room, "ideas")
        texts = [f"idea {number}" for number in range(12)]
        for number, text in enumerate(texts):
            home.clock.forward(minutes=1)
            writer = people[("Noor", "Sam", "Iris")[number % 3]]
            await room.submit(WriteCard(room.new_id(), text, "start"), writer)
        assert home.store.lessons().all() == []
        assert not any(b"idea" in file.read_bytes() for file in tmp_path.glob("lessons.*"))
        await room.submit(Advance("ideas"), PROGRAM)
        await until(lambda: kept(home))
        stored = home.store.lessons().all()
        await finish(room)
    assert sorted(each["text"] for each in stored) == sorted(texts)
    # The order that the store keeps them in is that of their names, which are digests.
    assert [each["uid"] for each in stored] == sorted(each["uid"] for each in stored)
    everything = b"".join(file.read_bytes() for file in tmp_path.glob("lessons.*")).decode()
    assert "idea 3" in everything
    for secret in (*people, *map(str, people.values()), "T10:", "10:0", "author"):
        assert secret not in everything


async def test_the_lobby_keeps_no_lessons_in_memory(tmp_path: Path) -> None:
    """Beginning a session reads them all; of those not offered none is left."""
    store = EmbeddedStore(tmp_path)
    mark = "kept in nobody's memory"
    # What holds a list is known to the collector of garbage.
    lesson = {"lesson": "improve", "team": "Checkout", "tags": [mark]}
    texts = ["Rehearse the rollback", *(f"Lunch {n}" for n in range(400))]
    store.lessons().change(
        lambda known: [{**lesson, "uid": f"{n:04}", "text": text} for n, text in enumerate(texts)]
    )
    assert len(_left_of(mark)) > 400
    del store
    async with house(tmp_path) as home:
        room = await home.begin()
        assert len(lessons_of(room)) == 1
        assert [each for each in _left_of(mark) if each is not lesson] == []


def _left_of(mark: str) -> list[object]:
    """The lessons with this mark that are in memory."""
    gc.collect()
    tables = [each for each in gc.get_objects() if type(each) is dict]
    return [each for each in tables if each.get("tags") == [mark]]


async def test_lessons_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await finish(await home.begin())
        (tmp_path / "lessons.json").write_text(json.dumps({"nonsense": 1}))
        with pytest.raises(NotOpened, match="doctor"):
            await home.begin()


async def test_what_could_not_be_told_is_tried_again(tmp_path: Path) -> None:
    spoiled = tmp_path / "lessons.json"
    async with house(tmp_path) as home:
        room = await home.begin()
        await learn(room)
        spoiled.write_text("{")
        await finish(room)
        assert not home.store.sessions()[0].get("settled")
    spoiled.unlink()
    async with house(tmp_path) as home:
        await home.lobby.settle()
        assert len(kept(home)) == 1
        assert home.store.sessions()[0]["settled"]
