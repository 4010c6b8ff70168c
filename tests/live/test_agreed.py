"""What sessions agree on, in a real folder: nothing of it is lost or forgotten."""

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from retro.followup import record
from retro.live.room import Room
from retro.session.commands import (
    Finish,
    RemoveAction,
    RetireAgreement,
    ReviewAction,
    SplitAction,
    Undo,
    WriteAction,
    WriteAgreement,
)
from retro.session.model import Agreement, Session
from retro.session.rules import PROGRAM
from retro.store.embedded import EmbeddedStore
from tests.live.holder import __name__ as HOLDER
from tests.live.house import Clock, House, go_to, house, still_open, until
from tests.live.lead import FIRST

LEAD = HOLDER.replace("holder", "lead")
TIMES = 15


def session_of(room: Room) -> Session:
    return room.view(PROGRAM).session


async def do(room: Room, *commands: Any) -> None:
    for command in commands:
        await room.submit(command, room.facilitator)


async def end(home: House, room: Room) -> None:
    """End it, and wait until all was carried over and the room does nothing more."""
    await do(room, Finish())
    await home.lobby._close(room.key)


async def ended_with(home: House, *texts: str) -> None:
    room = await home.begin()
    await go_to(room, "commit")
    await do(room, *(WriteAction(room.new_id(), text, owner="Sam") for text in texts))
    await end(home, room)


def actions(home: House) -> dict[str, record.Document]:
    return {document["text"]: document for document in home.store.actions().all()}


def agreements(home: House) -> list[tuple[str, str, bool]]:
    return [
        (document["text"], document["state"], document.get("removed", False))
        for document in home.store.agreements().all()
    ]


async def test_a_lead_in_another_process_and_a_session_lose_no_change(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await ended_with(home, "One", "Two", "Three")
        room = await home.begin()
        lead = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", LEAD, str(tmp_path), str(TIMES)),
            stdout=asyncio.subprocess.PIPE,
        )
        assert lead.stdout is not None
        await lead.stdout.readline()
        for number in range(TIMES):
            for earlier in session_of(room).earlier.values():
                await do(room, ReviewAction(earlier.id, note=f"seen {number}"))
        assert await lead.wait() == 0
        await end(home, room)
    found = EmbeddedStore(tmp_path).actions().all()
    assert len(found) == 3
    for document in found:
        last = (FIRST + timedelta(days=TIMES - 1)).isoformat()
        assert (document["due"], document["note"]) == (last, f"seen {TIMES - 1}")
        by = [(entry["by"], *entry["set"]) for entry in record.history(document)]
        assert by.count(("review", "due")) == TIMES
        assert by.count((room.key, "note")) == TIMES
        assert document["carried"] == [room.key]


async def test_a_lead_s_change_is_not_undone_by_the_session_that_goes_on(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        await ended_with(home, "One")
        clock.forward(days=7)
        room = await home.begin()
        (earlier,) = session_of(room).earlier.values()
        clock.forward(minutes=5)
        uid = actions(home)["One"]["uid"]
        await home.lobby.follow_up.change_action(uid, {"state": "done", "owner": "Iris"})
        clock.forward(minutes=5)
        await do(room, ReviewAction(earlier.id, note="we heard it works"))
        await until(lambda: actions(home)["One"].get("note"))
        clock.forward(minutes=5)
        await end(home, room)
        one = actions(home)["One"]
        assert (one["state"], one["owner"], one["note"]) == ("done", "Iris", "we heard it works")
        assert record.carried(one) == 0
    async with house(tmp_path, clock) as home:
        await home.lobby.settle()
        await home.lobby.open(room.key)
        assert actions(home)["One"] == one


async def test_what_stays_open_says_how_often_it_was_carried_over(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        await ended_with(home, "One")
        for times in (0, 1, 2):
            clock.forward(days=14)
            room = await home.begin()
            (earlier,) = session_of(room).earlier.values()
            assert earlier.carried == times
            await end(home, room)
        key = room.key
    async with house(tmp_path, clock) as home:
        await home.lobby.open(key)
        assert record.carried(actions(home)["One"]) == 3


async def test_a_session_that_could_not_tell_is_carried_over_when_the_server_starts(
    tmp_path: Path,
) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        await ended_with(home, "One")
        clock.forward(days=14)
        room = await home.begin()
        await go_to(room, "close")
        await do(room, WriteAgreement(room.new_id(), "We start on time"))
        await end(home, room)
    for path in [*tmp_path.glob("actions.*"), *tmp_path.glob("agreements.*")]:
        path.unlink()
    for path in tmp_path.glob("index.*"):
        path.unlink()
    async with house(tmp_path) as home:
        await home.lobby.settle()
        assert record.carried(actions(home)["One"]) == 1
        assert agreements(home) == [("We start on time", "kept", False)]


async def test_an_action_that_was_split_comes_back_in_parts(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await ended_with(home, "All of it")
        room = await home.begin()
        (earlier,) = session_of(room).earlier.values()
        await go_to(room, "review")
        parts = ((room.new_id(), "The first half"), (room.new_id(), "The rest"))
        await do(room, SplitAction(earlier.id, parts))
        await until(lambda: len(actions(home)) == 3)
        assert actions(home)["All of it"]["state"] == "dropped"
        assert actions(home)["The rest"]["split_from"] == actions(home)["All of it"]["uid"]
        assert set(still_open(home, "Checkout")) == {text for _, text in parts}
        await do(room, Undo())
        await until(lambda: actions(home)["All of it"]["state"] == "open")
        assert still_open(home, "Checkout") == ["All of it"]


async def test_working_agreements_come_back_the_next_time(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        room = await home.begin()
        await go_to(room, "close")
        taken_back = WriteAgreement(room.new_id(), "Nobody is late")
        await do(room, taken_back)
        await until(lambda: agreements(home) == [("Nobody is late", "kept", False)])
        await do(room, Undo())
        await until(lambda: agreements(home) == [("Nobody is late", "kept", True)])
        once = WriteAgreement(room.new_id(), "We begin")
        await do(room, once, replace(once, text="We start on time"))
        gone = WriteAgreement(room.new_id(), "One at a time")
        await do(room, gone, RetireAgreement(gone.id))
        await end(home, room)
        assert [text for text, state, away in agreements(home) if state == "kept" and not away] == [
            "We start on time"
        ]
        clock.forward(days=14)
        room = await home.begin()
        (found,) = session_of(room).agreements.values()
        day = (clock.time - timedelta(days=14)).date()
        assert found == Agreement(found.id, found.uid, "We start on time", 1, day)
        assert session_of(await home.begin(team="Search")).agreements == {}
        await go_to(room, "welcome")
        clock.forward(minutes=1)
        await home.lobby.follow_up.change_agreement(found.uid, {"text": "We start at nine"})
        clock.forward(minutes=1)
        await do(room, RetireAgreement(found.id))
        await until(lambda: ("We start at nine", "retired", False) in agreements(home))
        await do(room, Undo())
        await until(lambda: ("We start at nine", "kept", False) in agreements(home))
        kept = {document["uid"]: document for document in home.store.agreements().all()}
        assert [entry["by"] for entry in record.history(kept[found.uid])] == [
            *(entry["by"] for entry in record.history(kept[found.uid])[:2]),
            *("review", room.key, room.key),
        ]
    async with house(tmp_path, clock) as home:
        before = home.store.agreements().all()
        await home.lobby.open(room.key)
        assert home.store.agreements().all() == before


async def test_a_team_that_is_called_otherwise_finds_what_it_agreed_on(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await ended_with(home, "One")
        await home.lobby.follow_up.rename_team("Checkout", "Payments")
        for name in ("checkout", "Payments"):
            room = await home.begin(team=name)
            assert session_of(room).team == "Payments"
            assert [a.text for a in session_of(room).earlier.values()] == ["One"]
            assert still_open(home, name) == ["One"]


async def test_what_was_closed_long_ago_is_put_away(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        room = await home.begin()
        await go_to(room, "commit")
        command = WriteAction(room.new_id(), "Never mind")
        await do(room, command, RemoveAction(command.id))
        await end(home, room)
        assert set(actions(home)) == {"Never mind"}
        clock.forward(days=91)
        await ended_with(home, "Another")
        assert set(actions(home)) == {"Another"}
        assert [document["text"] for document in home.store.actions().archived()] == ["Never mind"]
        clock.forward(days=91)
        uid = actions(home)["Another"]["uid"]
        await home.lobby.follow_up.change_action(uid, {"state": "done"})
        clock.forward(days=91)
    async with house(tmp_path, clock) as home:
        await home.lobby.settle()
        assert actions(home) == {}
        # Whoever opens the session again brings none of it back.
        await home.lobby.open(room.key)
        assert actions(home) == {}
        assert len(home.store.actions().archived()) == 2


async def test_a_team_called_otherwise_meanwhile_finds_what_the_session_agreed_on(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await home.lobby.follow_up.rename_team("Checkout", "Payments")
        await go_to(room, "commit")
        await do(room, WriteAction(room.new_id(), "New", owner="Sam"))
        await go_to(room, "close")
        await do(room, WriteAgreement(room.new_id(), "We start on time"))
        await end(home, room)
        assert still_open(home, "Payments") == ["New"]
        assert actions(home)["New"]["team"] == "Payments"
        session = session_of(await home.begin(team="Payments"))
        assert [each.text for each in session.earlier.values()] == ["New"]
        assert [each.text for each in session.agreements.values()] == ["We start on time"]
