"""One room: durable before it counts, one order, and nobody harms anybody else."""

import asyncio
import logging
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

import retro.live.asked
import retro.live.room
from retro.live.errors import NotKept
from retro.live.ledger import Ledger
from retro.live.publishing import Publisher
from retro.live.register import Register
from retro.live.room import AWAY, IDLE, Room
from retro.session.commands import (
    Advance,
    ChangeSetup,
    Finish,
    Join,
    MarkReady,
    PauseTimer,
    WriteAction,
    WriteCard,
)
from retro.session.decide import decide
from retro.session.model import Writing
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from tests.live.house import (
    PATIENCE,
    Clock,
    FillingDisk,
    House,
    card,
    go_to,
    house,
    texts,
    until,
)


async def test_what_submit_returned_for_is_on_disk(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await go_to(room, "planned")
        command = card(room, "Deploy by 10:00")
        await room.submit(command, room.facilitator)
        tables, _ = House(tmp_path).store.read(room.key)
        assert tables["cards"][command.id]["text"] == "Deploy by 10:00"
        assert texts(room) == {"Deploy by 10:00"}


async def test_a_refusal_is_for_its_sender_alone(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await go_to(room, "planned")
        good, bad, other = card(room, "One"), card(room, "   "), card(room, "Two")
        answers = await asyncio.gather(
            *(room.submit(each, room.facilitator) for each in (good, bad, other)),
            return_exceptions=True,
        )
        assert [type(answer) for answer in answers] == [type(None), Refused, type(None)]
        assert texts(room) == {"One", "Two"}


async def test_commands_are_decided_in_the_order_they_came(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await go_to(room, "planned")
        column = room.view(PROGRAM).session.phase.columns
        early = WriteCard(room.new_id(), "Early", column[0].key if column else "")
        answers = await asyncio.gather(
            room.submit(early, room.facilitator),
            room.submit(Advance("planned"), room.facilitator),
            room.submit(replace(early, id=room.new_id(), text="Late"), room.facilitator),
            room.submit(Advance("happened"), room.facilitator),
            return_exceptions=True,
        )
        kinds = [type(answer) for answer in answers]
        assert kinds[:2] == [type(None), type(None)]
        assert room.view(PROGRAM).session.phase.key == "why"
        assert "Early" in texts(room)


async def test_a_hundred_senders_share_one_write_and_one_call(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        people = [room.new_id() for _ in range(100)]
        await asyncio.gather(
            *(room.submit(Join(id, f"Person {n}"), id) for n, id in enumerate(people))
        )
        await go_to(room, "happened")
        calls: list[int] = []
        room.watch(lambda: calls.append(len(room._session.cards)))
        await until(lambda: journal_lines(tmp_path, room.key) == 1)
        await asyncio.gather(
            *(room.submit(card(room, f"Card {n}"), id) for n, id in enumerate(people))
        )
        cards = room._session.cards.values()
        assert {each.text for each in cards} == {f"Card {n}" for n in range(100)}
        assert calls == [100]
        assert journal_lines(tmp_path, room.key) == 2
        assert len({each.number for each in cards}) == 100


async def test_a_full_disk_keeps_nothing_and_goes_on_later(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin()
        await go_to(room, "planned")
        first = card(room, "Before")
        await room.submit(first, room.facilitator)
        seen = room.view(room.facilitator)
        calls: list[None] = []
        room.watch(lambda: calls.append(None))
        disk.is_full = True
        answers = await asyncio.gather(
            room.submit(card(room, "Never"), room.facilitator),
            room.submit(card(room, "  "), room.facilitator),
            room.submit(first, room.facilitator),
            return_exceptions=True,
        )
        assert [type(answer) for answer in answers] == [NotKept, NotKept, NotKept]
        assert "space" in str(answers[0])
        assert room.view(room.facilitator) is seen
        assert calls == []
        disk.is_full = False
        again = card(room, "After")
        await room.submit(again, room.facilitator)
        assert texts(room) == {"Before", "After"}
        key = room.key
    async with house(tmp_path) as home:
        assert texts(await home.lobby.open(key)) == {"Before", "After"}


async def test_a_disk_that_failed_to_sync_is_trusted_again_once_it_works(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin()
        await go_to(room, "planned")
        await room.submit(card(room, "Before"), room.facilitator)
        disk.cannot_sync = True
        for text in ("Perhaps on the disk", "Again"):
            with pytest.raises(NotKept):
                await room.submit(card(room, text), room.facilitator)
        disk.cannot_sync = False
        await room.submit(card(room, "After"), room.facilitator)
        assert texts(room) == {"Before", "After"}
        key = room.key
    async with house(tmp_path) as home:
        assert texts(await home.lobby.open(key)) == {"Before", "After"}


async def test_what_was_refused_is_off_the_disk_at_once(tmp_path: Path) -> None:
    class FailsOnce(FillingDisk):
        def sync(self, handle: int) -> None:
            try:
                super().sync(handle)
            finally:
                self.cannot_sync = False

    disk = FailsOnce()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin()
        await go_to(room, "planned")
        await room.submit(card(room, "Before"), room.facilitator)
        disk.cannot_sync = True
        with pytest.raises(NotKept):
            await room.submit(card(room, "Refused"), room.facilitator)
        # As after a power cut: what is on the disk now.
        tables, _ = House(tmp_path).store.read(room.key)
        assert [each["text"] for each in tables["cards"].values()] == ["Before"]


async def test_what_was_refused_is_off_the_disk_after_closing(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin()
        await go_to(room, "planned")
        await room.submit(card(room, "Before"), room.facilitator)
        disk.cannot_sync = True
        with pytest.raises(NotKept):
            await room.submit(card(room, "Refused"), room.facilitator)
        disk.cannot_sync = False
    async with house(tmp_path) as home:
        assert texts(await home.lobby.open(room.key)) == {"Before"}


async def test_nothing_to_keep_needs_no_disk(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin()
        await go_to(room, "planned")
        first = card(room, "Once")
        await room.submit(first, room.facilitator)
        disk.is_full = True
        await room.submit(first, room.facilitator)
        with pytest.raises(Refused):
            await room.submit(card(room, " "), room.facilitator)
        disk.is_full = False
        assert len(room.view(PROGRAM).session.cards) == 1


async def test_a_command_sent_twice_at_once_counts_once(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await go_to(room, "planned")
        command = card(room, "Once")
        await asyncio.gather(*(room.submit(command, room.facilitator) for _ in range(5)))
        assert [c.text for c in room.view(PROGRAM).session.cards.values()] == ["Once"]


async def test_a_sender_that_goes_away_takes_nothing_back(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await go_to(room, "planned")
        leaving = asyncio.create_task(room.submit(card(room, "Sent"), room.facilitator))
        await asyncio.sleep(0)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        await room.submit(card(room, "Next"), room.facilitator)
        assert texts(room) == {"Sent", "Next"}


async def test_a_fault_in_a_rule_harms_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(session, command, by, now, rng):  # type: ignore[no-untyped-def]
        if isinstance(command, ChangeSetup):
            raise RuntimeError("secret words")
        return decide(session, command, by, now, rng)

    monkeypatch.setattr(retro.live.asked, "decide", faulty)
    async with house(tmp_path) as home:
        room = await home.begin()
        await go_to(room, "planned")
        answers = await asyncio.gather(
            room.submit(ChangeSetup(title="x"), room.facilitator),
            room.submit(card(room, "Fine"), room.facilitator),
            return_exceptions=True,
        )
        assert [type(answer) for answer in answers] == [NotKept, type(None)]
        assert texts(room) == {"Fine"}
    assert "ChangeSetup" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("part", ["keep", "tidy"])
async def test_a_fault_in_keeping_leaves_nobody_waiting(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    part: str,
) -> None:
    async def faulty(*_: object) -> None:
        raise ValueError("secret words")

    async with house(tmp_path) as home:
        room = await home.begin()
        with monkeypatch.context() as patch:
            patch.setattr(Ledger, part, faulty)
            moving = room.submit(Advance("welcome"), room.facilitator)
            if part == "keep":
                with pytest.raises(NotKept):
                    await moving
            else:
                await moving
                await until(lambda: "stumbled" in caplog.text)
        await go_to(room, "planned")
        await room.submit(card(room, "Fine"), room.facilitator)
        assert texts(room) == {"Fine"}


async def test_a_failing_receiver_harms_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise RuntimeError("secret words")

    async with house(tmp_path) as home:
        room = await home.begin()
        calls: list[str] = []
        room.watch(fails)
        room.watch(lambda: calls.append("second"))
        with caplog.at_level(logging.ERROR):
            await room.submit(MarkReady(), room.facilitator)
            await room.submit(MarkReady(False), room.facilitator)
        assert calls == ["second", "second"]
        assert "RuntimeError" in caplog.text
        assert "secret" not in caplog.text


async def test_nothing_runs_in_the_context_of_whoever_submitted(tmp_path: Path) -> None:
    active: ContextVar[str] = ContextVar("active")
    seen: list[str] = []
    judged: list[str] = []

    class Watching(Clock):
        def __call__(self) -> datetime:
            judged.append(active.get("nobody"))
            return super().__call__()

    async with house(tmp_path, Watching()) as home:
        active.set("an app")
        room = await home.begin()
        room.watch(lambda: seen.append(active.get("nobody")))
        room.watch(lambda: active.set("a receiver") and None)
        submitted = room.submit(MarkReady(), room.facilitator)
        judged.clear()
        await submitted
        with room.attached(room.facilitator):
            await until(lambda: len(seen) == 2)
        # The first is the moment that the command came in.
        assert judged[0] == "an app"
        assert set(judged[1:]) == {"nobody"}
    assert set(seen) == {"nobody"}


async def test_a_receiver_that_left_hears_nothing(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        calls: list[str] = []
        leave = room.watch(lambda: calls.append("gone"))
        room.watch(leave)
        room.watch(lambda: calls.append("here"))
        await room.submit(MarkReady(), room.facilitator)
        await room.submit(MarkReady(False), room.facilitator)
        leave()
        assert calls == ["gone", "here", "here"]


async def test_a_view_is_the_same_object_until_something_changes(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        before = room.view(room.facilitator)
        assert room.view(room.facilitator) is before
        await room.submit(MarkReady(), room.facilitator)
        assert room.view(room.facilitator).is_ready


async def test_drafts_outlive_a_phase_and_belong_to_one_person(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        room.keep_draft(room.facilitator, "planned/plan", "half a sen")
        await go_to(room, "happened")
        assert room.draft(room.facilitator, "planned/plan") == "half a sen"
        assert room.draft(room.facilitator, "elsewhere") == ""
        assert room.draft(12345, "planned/plan") == ""
        room.keep_draft(room.facilitator, "planned/plan", "")
        assert room.draft(room.facilitator, "planned/plan") == ""
        room.keep_draft(room.facilitator, "planned/plan", "x" * 10**6)
        assert len(room.draft(room.facilitator, "planned/plan")) < 10**5


async def test_presence_counts_terminals(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        calls: list[dict[int, int]] = []
        room.watch(lambda: calls.append(dict(room.here)))
        with room.attached(1), room.attached(1):
            await until(lambda: calls == [{1: 2}])
            with room.attached(2):
                await until(lambda: calls[-1] == {1: 2, 2: 1})
        await until(lambda: calls[-1] == {})


async def alone(home: House, *, idle: timedelta = IDLE, away: timedelta = AWAY) -> Room:
    """A room over a new session with other bounds than the usual ones."""
    session = (await home.begin())._session
    key, log = await home.store.create(at=home.clock())
    session = replace(session, key=key)
    ledger = Ledger(home.store, key, log)
    await ledger.keep(None, session)
    return Room(session, ledger, clock=home.clock, rng=Random(1), idle=idle, away=away)


async def test_the_timer_waits_when_nobody_is_there(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        room = await alone(home, away=timedelta(0))

        def timer() -> object:
            found = room.view(PROGRAM).session.timer("welcome")
            assert found is not None
            return found.since

        with room.attached(1):
            clock.forward(minutes=2)
            await room.submit(MarkReady(), room.facilitator)
        await until(lambda: timer() is None, "the timer went on")
        clock.forward(hours=5)
        with room.attached(1):
            await until(lambda: timer() == clock.time, "the timer did not go on")
            found = room.view(PROGRAM).session.timer("welcome")
            assert found is not None
            assert found.used == timedelta(minutes=2)
        await room.close()


async def test_a_timer_that_was_paused_by_somebody_stays_paused(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await alone(home, away=timedelta(0))
        with room.attached(1):
            await room.submit(PauseTimer(), room.facilitator)
        for _ in range(3):
            await room.submit(MarkReady(), room.facilitator)
        with room.attached(1):
            await room.submit(MarkReady(False), room.facilitator)
            timer = room.view(PROGRAM).session.timer("welcome")
            assert timer is not None
            assert timer.since is None
        await room.close()


async def test_a_short_absence_pauses_nothing(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await alone(home, away=timedelta(0))
        with room.attached(1):
            pass
        with room.attached(2):  # before the loop came round
            await room.submit(MarkReady(), room.facilitator)
            await room.submit(MarkReady(False), room.facilitator)
            timer = room.view(PROGRAM).session.timer("welcome")
            assert timer is not None
            assert timer.since is not None
        await room.close()


def journal_lines(folder: Path, key: str) -> int:
    path = next(folder.glob(f"sessions/*/*/{key}.journal"))
    return path.read_bytes().count(b"\n")


async def test_the_journal_is_folded_when_nobody_types(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await alone(home, idle=timedelta(0))
        await room.submit(ChangeSetup(title="Another"), room.facilitator)
        await until(lambda: journal_lines(tmp_path, room.key) == 1, "it was never folded")
        await room.submit(ChangeSetup(title="And another"), room.facilitator)
        await until(lambda: journal_lines(tmp_path, room.key) == 1, "it was folded once only")
        await room.close()


async def test_the_journal_is_folded_at_a_phase_change(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await alone(home, idle=timedelta(days=1))
        await room.submit(ChangeSetup(title="Another"), room.facilitator)
        assert journal_lines(tmp_path, room.key) > 1
        await go_to(room, "planned")
        await until(lambda: journal_lines(tmp_path, room.key) == 1, "it was not folded")
        await room.close()


async def test_closing_answers_everybody_and_lets_go(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await go_to(room, "planned")
        waiting = asyncio.gather(
            *(room.submit(card(room, f"Card {n}"), room.facilitator) for n in range(20))
        )
        await asyncio.sleep(0)
        await home.lobby.close()
        await waiting
        with pytest.raises(NotKept):
            await room.submit(card(room, "Too late"), room.facilitator)
        await room.close()
        assert journal_lines(tmp_path, room.key) == 1
        tables, _ = House(tmp_path).store.read(room.key)
        assert len(tables["cards"]) == 20


async def test_after_the_end_only_the_end_is_accepted(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await room.submit(Finish(), room.facilitator)
        await room.submit(Finish(), room.facilitator)
        assert room.closed
        with pytest.raises(Refused):
            await room.submit(WriteAction(room.new_id(), "Too late"), room.facilitator)


@pytest.mark.parametrize("part", ["show", "follow"])
async def test_a_fault_after_keeping_leaves_nobody_waiting(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    part: str,
) -> None:
    def faulty(*_: object) -> None:
        raise ValueError("secret words")

    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        with monkeypatch.context() as patch:
            patch.setattr(Publisher if part == "show" else Register, part, faulty)
            async with asyncio.timeout(PATIENCE):
                await room.submit(Advance("welcome"), room.facilitator)
            await until(lambda: "stumbled" in caplog.text)
        await room.submit(card(room, "Fine"), room.facilitator)
        assert texts(room, room.facilitator) == {"Fine"}
    assert "secret words" not in "".join(record.getMessage() for record in caplog.records)
