"""Who is told of what, and when: nobody learns from a screen who did something unseen."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path

import pytest

import retro.live.publishing
from retro.live.room import Room
from retro.session.commands import (
    Advance,
    AskMoreTime,
    GiveAnswer,
    Lock,
    MarkReady,
    RemovePerson,
    Reveal,
)
from retro.session.model import Id, Role, Writing
from retro.session.rules import PROGRAM
from retro.session.view import Audience, SessionView
from tests.live.house import House, card, go_to, house, texts, until

NEVER = timedelta(days=1)
AT_ONCE = timedelta(0)


async def people_in(room: Room, count: int) -> list[Id]:
    return [(await room.enter(f"P{n}", Role.PARTICIPANT))[0] for n in range(count)]


class Screen:
    """What one screen was told."""

    def __init__(self, room: Room, person: Id | None, shared: bool = False) -> None:
        self.told = 0
        room.watch(self._receive, person, shared)

    def _receive(self) -> None:
        self.told += 1

    def news(self) -> int:
        """How often it was told since it was last asked."""
        told, self.told = self.told, 0
        return told


async def silent_room(home: House, count: int) -> tuple[Room, list[Id], list[Screen]]:
    """A room with `count` people who write unseen, each at a screen."""
    room = await home.begin(format="ssc", writing=Writing.APART)
    people = await people_in(room, count)
    await go_to(room, "ideas")
    return room, people, [Screen(room, person) for person in people]


async def test_a_hidden_card_is_told_to_its_writer_alone(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room, people, screens = await silent_room(home, 4)
        public, anybody = Screen(room, room.facilitator, shared=True), Screen(room, None)
        before = [room.view(person) for person in people]
        await room.submit(card(room, "Secret"), people[1])
        assert [screen.news() for screen in screens] == [0, 1, 0, 0]
        assert (public.news(), anybody.news()) == (0, 1)
        after = [room.view(person) for person in people]
        assert [a is b for a, b in zip(before, after, strict=True)] == [True, False, True, True]
        assert [texts(room, person) for person in people] == [set(), {"Secret"}, set(), set()]
        # Who looks for the first time sees no more.
        newcomer, _ = await room.enter("New", Role.PARTICIPANT)
        assert texts(room, newcomer) == set()
        assert [screen.news() for screen in screens] == [1, 1, 1, 1]
        await room.submit(Reveal(), room.facilitator)
        assert [screen.news() for screen in screens] == [1, 1, 1, 1]
        assert all(texts(room, person) == {"Secret"} for person in people)


async def test_in_one_batch_everybody_hears_once_of_all(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room, people, screens = await silent_room(home, 3)
        await asyncio.gather(
            room.submit(card(room, "One"), people[0]),
            room.submit(card(room, "Two"), people[2]),
        )
        assert [screen.news() for screen in screens] == [1, 0, 1]
        await asyncio.gather(
            room.submit(card(room, "Three"), people[0]),
            room.submit(Lock(), room.facilitator),
        )
        assert [screen.news() for screen in screens] == [1, 1, 1]


async def test_a_shared_screen_shows_no_hidden_text(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room, _, _ = await silent_room(home, 1)
        me = room.facilitator
        await room.submit(card(room, "Mine"), me)
        shared = room.view(me, shared=True)
        assert shared.shared
        assert not shared.session.cards
        assert shared is room.view(me, shared=True)
        assert shared is not room.view(me)
        assert texts(room, me) == {"Mine"}
        await room.submit(card(room, "Mine too"), me)
        assert room.view(me, shared=True).can_undo == room.view(me).can_undo
        assert texts(room, me) == {"Mine", "Mine too"}


async def test_what_all_see_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    class Counting(Audience):
        def __init__(self, *given: object) -> None:
            made.append(self)
            super().__init__(*given)  # type: ignore[arg-type]

    async with house(tmp_path, beat=NEVER) as home:
        room, people, _ = await silent_room(home, 8)
        monkeypatch.setattr(retro.live.publishing, "Audience", Counting)
        await room.submit(Reveal(), room.facilitator)
        for person in people * 2:
            room.view(person)
            room.view(person, shared=True)
        assert len(made) == 1


@contextmanager
def all_here(room: Room, people: list[Id]) -> Iterator[None]:
    with ExitStack() as stack:
        for person in people:
            stack.enter_context(room.attached(person))
        yield


def counts(view: SessionView) -> tuple[int, int, int]:
    return view.ready, view.done, view.expected


async def test_counts_move_on_the_beat_alone(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room, people, screens = await silent_room(home, 3)
        publisher = room._publisher
        with all_here(room, people):
            await until(lambda: all(screen.news() for screen in screens))
            publisher._count()
            assert counts(room.view(people[0])) == (0, 0, 3)
            for screen in screens:
                screen.news()
            await room.submit(MarkReady(), people[0])
            assert room.view(people[0]).is_ready
            assert [screen.news() for screen in screens] == [1, 0, 0]
            await room.submit(MarkReady(), people[1])
            assert {counts(room.view(person)) for person in people} == {(0, 0, 3)}
            # Somebody who comes sees no other count than those who are there.
            newcomer, _ = await room.enter("New", Role.PARTICIPANT)
            with room.attached(newcomer):
                await until(lambda: newcomer in room.here)
                assert counts(room.view(newcomer)) == (0, 0, 3)
                publisher._count()
                assert {counts(room.view(person)) for person in people} == {(2, 2, 4)}
                for screen in screens:
                    screen.news()
                publisher._count()
                assert [screen.news() for screen in screens] == [0, 0, 0]


async def test_a_phase_begins_with_its_own_counts(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room, people, _ = await silent_room(home, 3)
        with all_here(room, people):
            room._publisher._count()
            await room.submit(MarkReady(), people[0])
            await room.submit(Advance("ideas"), room.facilitator)
            assert counts(room.view(people[1])) == (0, 0, 3)
            await go_to(room, "roti")
            await room.submit(GiveAnswer(room.new_id(), 4), people[0])
            await room.submit(GiveAnswer(room.new_id(), 3), people[1])
            assert counts(room.view(people[1])) == (0, 0, 3)
            await room.submit(Reveal(), room.facilitator)
            # What is shown can be counted by everybody.
            assert room.view(people[1]).done == 2


async def test_a_new_question_has_no_answers_yet(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room = await home.begin(format="ssc", writing=Writing.APART)
        await go_to(room, "discuss")
        await room.submit(AskMoreTime(room.new_id(), 3), room.facilitator)
        extension = room.view(room.facilitator).extension
        assert extension is not None
        assert extension.answered == 0


async def test_the_beat_comes_by_itself_and_only_when_something_changed(tmp_path: Path) -> None:
    async with house(tmp_path, beat=timedelta(milliseconds=20)) as home:
        room, people, screens = await silent_room(home, 2)
        publisher = room._publisher
        with all_here(room, people):
            await until(lambda: counts(room.view(people[0])) == (0, 0, 2))
            await room.submit(MarkReady(), people[0])
            await until(lambda: counts(room.view(people[1])) == (1, 1, 2))
            await until(lambda: publisher._waiting is None)
            assert screens[1].news() > 0


async def test_no_beat_is_left_behind(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room, _, _ = await silent_room(home, 1)
        publisher = room._publisher
        assert publisher._waiting is not None
    assert publisher._waiting.cancelled()


async def test_a_beat_falls_at_moments_that_nobody_chose(tmp_path: Path) -> None:
    """Ten seconds after a key would tell when the key was."""
    async with house(tmp_path, beat=timedelta(seconds=100)) as home:
        room, people, _ = await silent_room(home, 2)
        publisher = room._publisher
        moments = set()
        for _ in range(3):
            await room.submit(MarkReady(), people[0])
            await room.submit(MarkReady(False), people[0])
            assert publisher._waiting is not None
            moments.add(round(publisher._waiting.when() - publisher._start))
            publisher._waiting.cancel()
            publisher._waiting = None
        assert moments <= {100, 200}


async def test_without_a_beat_counts_come_at_once(tmp_path: Path) -> None:
    async with house(tmp_path, beat=AT_ONCE) as home:
        room, people, _ = await silent_room(home, 2)
        with all_here(room, people):
            await room.submit(MarkReady(), people[0])
            await until(lambda: counts(room.view(people[1])) == (1, 1, 2))


async def test_at_one_keyboard_counts_come_at_once_and_to_all(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room = await home.begin()
        screen = Screen(room, 12345)
        await room.submit(MarkReady(), room.facilitator)
        assert room.view(PROGRAM).ready == 1
        assert room.view(PROGRAM).expected == 3
        assert screen.news() == 1
        assert room._publisher._waiting is None


async def test_the_room_waits_for_those_with_a_screen_of_their_own(tmp_path: Path) -> None:
    async with house(tmp_path, beat=AT_ONCE) as home:
        room, people, _ = await silent_room(home, 2)
        with all_here(room, people), room.attached(room.facilitator, shared=True):
            assert set(room.here) == {*people, room.facilitator}
            await until(lambda: room.view(people[0]).expected == 2)
            with room.attached(room.facilitator):
                await until(lambda: room.view(people[0]).expected == 3)
            await until(lambda: room.view(people[0]).expected == 2)


async def test_the_first_to_come_is_counted_at_once(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room, people, _ = await silent_room(home, 2)
        assert room.view(people[0]).expected == 0
        with room.attached(people[0]):
            await until(lambda: room.view(people[0]).expected == 1)


async def test_everybody_hears_who_comes_and_goes(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room, people, screens = await silent_room(home, 2)
        with room.attached(people[0]):
            await until(lambda: all(screen.news() for screen in screens))
        await until(lambda: all(screen.news() for screen in screens))
        await room.submit(RemovePerson(people[0]), room.facilitator)
        assert all(screen.news() for screen in screens)
        assert not room.is_in(people[0])


async def test_the_newest_terminal_of_a_person_wins(tmp_path: Path) -> None:
    active: ContextVar[str] = ContextVar("active")
    gone: list[tuple[str, str]] = []

    def evicted(name: str) -> Callable[[], None]:
        return lambda: gone.append((name, active.get("nobody")))

    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        active.set("an app")
        with ExitStack() as stack:
            stack.enter_context(room.attached(1, evicted=evicted("first")))
            stack.enter_context(room.attached(2, evicted=evicted("other")))
            stack.enter_context(room.attached(1))
            assert gone == []
            stack.enter_context(room.attached(1, evicted=evicted("second")))
            assert gone == [("first", "nobody")]
            stack.enter_context(room.attached(1, evicted=evicted("third")))
            assert gone == [("first", "nobody"), ("second", "nobody")]
            assert room.here == {1: 4, 2: 1}
        assert room.here == {}


async def test_one_that_left_is_not_told_to_go(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise RuntimeError("secret words")

    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        gone: list[str] = []
        with room.attached(1, evicted=lambda: gone.append("left")):
            pass
        with room.attached(1, evicted=fails), room.attached(1, evicted=lambda: None):
            assert room.here == {1: 2}
        assert gone == []
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


async def test_who_comes_is_counted_before_what_they_do(tmp_path: Path) -> None:
    async with house(tmp_path, beat=NEVER) as home:
        room, people, _ = await silent_room(home, 2)
        with room.attached(people[0]), room.attached(people[1]):
            # In one turn of the loop: the room hears of both at once.
            await room.submit(MarkReady(), people[0])
            await until(lambda: room.view(PROGRAM).expected == 2)
            assert counts(room.view(PROGRAM)) == (0, 0, 2)
