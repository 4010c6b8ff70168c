"""The lobby: beginning, opening and listing sessions, and what goes from one to the next."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from retro.followup.actions import Document
from retro.formats.errors import UnknownFormat
from retro.live.errors import FolderHeld, NotKept, NotOpened
from retro.live.folder import lobby_of
from retro.live.ledger import Ledger
from retro.live.rows import row_of, summarise
from retro.session.commands import (
    Command,
    Finish,
    GiveAnswer,
    RemoveAction,
    ReviewAction,
    Undo,
    WriteAction,
)
from retro.session.decide import decide
from retro.session.evolve import evolve_all
from retro.session.format import Kind
from retro.session.model import ActionState, Session, Writing
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from retro.store.protocol import StoreError, Tables
from tests.live.house import (
    RELEASE,
    Clock,
    FillingDisk,
    House,
    card,
    go_to,
    house,
    still_open,
    texts,
    until,
)


async def test_a_session_begins_with_its_people(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        people = room.view(PROGRAM).session.people.values()
        assert [(p.name, p.named) for p in people] == [
            ("Noor", True),
            ("Sam", True),
            ("Iris", False),
        ]
        assert room.view(room.facilitator).role == "facilitator"
        assert room.now() == home.clock.time
        assert 0 < room.new_id() < 2**53


async def test_what_may_not_be_leaves_nothing_behind(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        with pytest.raises(Refused):
            await home.begin(title=" ")
        with pytest.raises(Refused):
            await home.begin(people=(("Noor", True),))
        with pytest.raises(UnknownFormat):
            await home.begin(format="arr")
        assert home.lobby.sessions() == []
        assert list(tmp_path.glob("sessions/*/*/*.json")) == []


async def test_a_full_disk_begins_nothing(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as home:
        disk.is_full = True
        with pytest.raises(NotKept, match="space"):
            await home.begin()
        assert not home.lobby.rooms
        disk.is_full = False
        await home.begin()
        assert len(home.lobby.sessions()) == 1


async def test_everybody_gets_the_same_room(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        assert await home.lobby.open(room.key) is room
        key = room.key
    async with house(tmp_path) as home:
        rooms = await asyncio.gather(*(home.lobby.open(key) for _ in range(5)))
        assert len({id(room) for room in rooms}) == 1
        assert home.lobby.rooms == {key: rooms[0]}


async def test_a_session_that_is_listed_can_be_opened_at_once(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        beginning = asyncio.create_task(home.begin())
        await until(lambda: list(tmp_path.glob("sessions/*/*/*.json")))
        key = next(tmp_path.glob("sessions/*/*/*.json")).stem
        assert await home.lobby.open(key) is await beginning


async def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        with pytest.raises(NotOpened):
            await home.lobby.open("nonsense")
        with pytest.raises(NotOpened):
            await home.lobby.open("01J00000000000000000000000")
        other = House(tmp_path)
        with pytest.raises(NotOpened, match="is open"):
            await other.lobby.open(room.key)
        empty, log = await home.store.create(at=home.clock())
        await log.close()
        with pytest.raises(NotOpened, match="doctor"):
            await home.lobby.open(empty)
        assert [row.key for row in home.lobby.sessions()] == [room.key]


async def test_time_while_the_server_was_away_does_not_count(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        room = await home.begin()
        key = room.key
        await go_to(room, "planned")
        clock.forward(minutes=3)
        await room.submit(card(room, "A plan"), room.facilitator)
    clock.forward(hours=20)
    async with house(tmp_path, clock) as home:
        room = await home.lobby.open(key)
        clock.forward(minutes=1)
        timer = room.view(PROGRAM).session.timer("planned")
        assert timer is not None
        assert timer.elapsed(clock()) == timedelta(minutes=4)


async def test_an_answer_without_a_name_is_there_after_a_restart(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=Writing.APART)
        await go_to(room, "roti")
        await room.submit(GiveAnswer(room.new_id(), 4), room.facilitator)
        key = room.key
        tables, sealed = home.store.read(key)
        assert "answers" not in tables
        assert [answer["value"] for answer in sealed["answers"]] == [4]
        assert str(room.facilitator) not in str(sealed["answers"])
    async with house(tmp_path) as home:
        room = await home.lobby.open(key)
        assert [answer.value for answer in room._session.answers.values()] == [4]
        assert room.view(room.facilitator).done == 1


async def test_rows_say_how_sessions_stand(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        first = await home.begin()
        clock.forward(minutes=1)
        second = await home.begin(title="Second")
        await go_to(first, "planned")
        await first.submit(card(first, "A plan"), first.facilitator)
        await second.submit(Finish(), second.facilitator)
        live = home.lobby.sessions()
        assert [row.title for row in live] == ["Second", "Release 4.2"]
        assert [row.key for row in home.lobby.unfinished()] == [first.key]
    async with house(tmp_path, clock) as home:
        assert home.lobby.sessions() == live
        row = live[1]
        assert (row.phase, row.cards, row.people, row.team) == ("Planned", 1, 3, "Checkout")
        assert (row.format, row.language, row.closed, row.damaged) == ("aar", "en", None, "")
        assert live[0].closed == clock.time
        for path in tmp_path.glob("index.*"):
            path.unlink()
        assert home.lobby.sessions() == live


async def test_a_damaged_session_is_listed_and_not_offered(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        key = (await home.begin()).key
    for path in [*tmp_path.glob(f"sessions/*/*/{key}.j*"), *tmp_path.glob("index.*")]:
        path.write_bytes(b"garbage\n" * 3)
    async with house(tmp_path) as home:
        rows = home.lobby.sessions()
        assert [row.key for row in rows] == [key]
        assert rows[0].damaged
        assert home.lobby.unfinished() == []
        with pytest.raises(NotOpened):
            await home.lobby.open(key)


def action(home: House, text: str, **fields: object) -> WriteAction:
    id = home.lobby._new_id()
    return replace(WriteAction(id, text, owner="Sam", accepted=True), **fields)  # type: ignore[arg-type]


async def finished(home: House, *actions: WriteAction, team: str = "Checkout") -> str:
    """A whole session that ended with these actions."""
    room = await home.begin(team=team)
    await go_to(room, "commit")
    for each in actions:
        await room.submit(each, room.facilitator)
    await room.submit(Finish(), room.facilitator)
    return room.key


def stored(home: House) -> dict[str, Document]:
    return {document["text"]: document for document in home.store.actions().all()}


def state(home: House, text: str) -> str:
    return str(stored(home).get(text, {}).get("state", ""))


async def test_actions_come_back_the_next_time(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as home:
        key = await finished(
            home,
            action(home, "Late", due=date(2026, 7, 1), done_when="it is", first_step="ask"),
            action(home, "Never"),
            action(home, "Soon", due=date(2026, 6, 1)),
        )
        await finished(home, action(home, "Not ours"), team="Search")
        document = stored(home)["Late"]
        assert document["session"] == key
        assert (document["team"], document["session_title"]) == ("Checkout", "Release 4.2")
        assert (document["owner"], document["accepted"], document["due"]) == (
            "Sam",
            True,
            "2026-07-01",
        )
        assert (document["done_when"], document["first_step"]) == ("it is", "ask")
        assert (document["state"], document["closed"]) == ("open", None)
        assert document["created"] == document["updated"] == clock.time.isoformat()
        clock.forward(days=40)
        assert still_open(home, "checkout") == ["Soon", "Late", "Never"]
        room = await home.begin()
        session = room.view(PROGRAM).session
        assert session.format.phases[0].kind is Kind.REVIEW
        assert [a.text for a in session.earlier.values()] == ["Soon", "Late", "Never"]
        soon, late, _ = session.earlier.values()
        review = ReviewAction(soon.id, ActionState.BLOCKED, note="who can help?")
        await room.submit(review, room.facilitator)
        await room.submit(ReviewAction(late.id, ActionState.DONE), room.facilitator)
        await until(lambda: state(home, "Late") == "done")
        assert stored(home)["Late"]["closed"] == clock.time.isoformat()
        assert stored(home)["Soon"]["note"] == "who can help?"
        assert stored(home)["Soon"]["closed"] is None
        assert still_open(home, "Checkout") == ["Soon", "Never"]
        # What is done comes once more, to be asked whether it helped.
        third = await home.begin()
        earlier = third.view(PROGRAM).session.earlier.values()
        assert [a.text for a in earlier] == ["Soon", "Never", "Late"]


async def test_a_first_session_has_nothing_to_review(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await finished(home, action(home, "Not ours"), team="Search")
        room = await home.begin()
        assert room.view(PROGRAM).session.phase.kind is Kind.WELCOME


async def test_an_action_taken_back_is_dropped_and_may_return(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        await go_to(room, "commit")
        command = action(home, "Do it")
        await room.submit(command, room.facilitator)
        await until(lambda: state(home, "Do it") == "open")
        await room.submit(replace(command, text="Do it well"), room.facilitator)
        await until(lambda: "Do it well" in stored(home))
        await room.submit(RemoveAction(command.id), room.facilitator)
        await until(lambda: state(home, "Do it well") == "dropped")
        assert still_open(home, "Checkout") == []
        await room.submit(Undo(), room.facilitator)
        await until(lambda: state(home, "Do it well") == "open")
        assert still_open(home, "Checkout") == ["Do it well"]


async def test_a_review_that_was_undone_is_undone_for_the_next_time(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await finished(home, action(home, "Do it"))
        room = await home.begin()
        (found,) = room.view(PROGRAM).session.earlier.values()
        await room.submit(ReviewAction(found.id, ActionState.DROPPED), room.facilitator)
        await until(lambda: state(home, "Do it") == "dropped")
        await room.submit(Undo(), room.facilitator)
        await until(lambda: state(home, "Do it") == "open")
        third = await home.begin()
        assert [a.text for a in third.view(PROGRAM).session.earlier.values()] == ["Do it"]


async def test_odd_documents_among_the_actions_stop_nobody(tmp_path: Path) -> None:
    odd: list[Document] = [
        {"text": "no uid", "team": "Checkout"},
        {"uid": "u1", "text": "odd", "team": "Checkout", "due": "soon"},
        {"uid": "u2", "text": "odd", "team": None},
    ]
    async with house(tmp_path) as home:
        home.store.actions()._shared.transact(
            lambda tables: [("actions", number, each) for number, each in enumerate(odd, 1)]
        )
        key = await finished(home, action(home, "Sound"))
    async with house(tmp_path) as home:
        await home.lobby.settle()
        await home.lobby.open(key)
        room = await home.begin()
        earlier = room.view(PROGRAM).session.earlier.values()
        assert [(a.text, a.due) for a in earlier] == [("odd", None), ("Sound", None)]
        kept = {each.get("uid"): each for each in home.store.actions().all()}
        assert [kept[each.get("uid")] for each in (odd[0], odd[2])] == [odd[0], odd[2]]
        assert kept["u1"] == {**odd[1], "carried": [key]}


async def test_whoever_goes_away_while_a_session_opens_leaves_no_lock(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        key = (await home.begin()).key
    async with house(tmp_path) as home:
        for work in (home.lobby.open(key), home.begin()):
            task = asyncio.create_task(work)
            await until(home.lobby._opening.locked)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await until(lambda: not home.lobby._opening.locked())
        assert (await home.lobby.open(key)).key == key
    keys = {path.stem for path in tmp_path.glob("sessions/*/*/*.json")}
    async with house(tmp_path) as home:
        assert {(await home.lobby.open(key)).key for key in keys} == keys
        assert len(keys) == 2


async def test_closing_waits_for_a_session_that_is_about_to_open(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        opening = asyncio.create_task(home.begin())
        await asyncio.sleep(0)
        await home.lobby.close()
        key = (await opening).key
        async with house(tmp_path) as other:
            assert (await other.lobby.open(key)).key == key


async def test_closing_lets_go_of_every_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(self: object, session: Session, now: object) -> None:
        raise RuntimeError("of the first")

    async with house(tmp_path) as home:
        rooms = [await home.begin(), await home.begin()]
        with monkeypatch.context() as patch:
            patch.setattr(Ledger, "tidy", fails)
            await home.lobby.close()
        assert not home.lobby.rooms
        assert "RuntimeError" in caplog.text
        async with house(tmp_path) as other:
            for room in rooms:
                assert (await other.lobby.open(room.key)).key == room.key


async def test_anonymous_cards_are_not_counted_in_the_row(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(format="aar", writing=Writing.APART)
        await go_to(room, "planned")
        await room.submit(card(room, "Known"), room.facilitator)
        first = room._session
        sealed = tuple(
            replace(phase, anonymous=True) if phase.key == "planned" else phase
            for phase in first.format.phases
        )
        anonymous = replace(first, format=replace(first.format, phases=sealed))
        assert (row_of(first)["cards"], row_of(anonymous)["cards"]) == (1, 0)


async def kept_without_a_report(home: House, *commands: WriteAction, end: bool) -> Session:
    """A session as a server leaves it that died between the log and the actions."""
    room = await home.begin()
    session = replace(room._session, index=[p.key for p in room._session.format].index("commit"))
    key, log = await home.store.create(at=home.clock())
    session = replace(session, key=key)
    ledger = Ledger(home.store, key, log)
    await ledger.keep(None, session)
    after = session
    said: list[Command] = [*commands]
    if end:
        said.append(Finish())
    for command in said:
        events = decide(after, command, room.facilitator, home.clock(), home.lobby._rng)
        after = evolve_all(after, events)
    await ledger.keep(session, after)
    await log.close()
    return after


@pytest.mark.parametrize("end", [False, True])
async def test_a_crash_before_the_actions_were_carried_over_loses_none(
    tmp_path: Path, end: bool
) -> None:
    async with house(tmp_path) as home:
        command = replace(action(home, "Survive"))
        facilitated = await kept_without_a_report(home, command, end=end)
        assert stored(home) == {}
        await home.lobby.settle()
        assert stored(home)["Survive"]["session"] == facilitated.key
        # It was done elsewhere meanwhile; telling it again does not undo that.
        done = {**stored(home)["Survive"], "state": "done"}
        await home.store.actions().change_soon(lambda known: [done])
    async with house(tmp_path) as home:
        await home.lobby.settle()
        room = await home.lobby.open(facilitated.key)
        assert room.closed is end
        assert stored(home)["Survive"]["state"] == "done"


async def test_opening_carries_the_actions_over_too(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        session = await kept_without_a_report(home, action(home, "Survive"), end=False)
        await home.lobby.open(session.key)
        assert "Survive" in stored(home)


async def test_actions_wait_for_room_on_the_disk(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin()
        await go_to(room, "commit")
        await room.submit(action(home, "Written"), room.facilitator)
        await until(lambda: "Written" in stored(home))
        full_from_now = room.watch(lambda: setattr(disk, "is_full", True))
        await room.submit(action(home, "Waiting"), room.facilitator)
        full_from_now()
        disk.is_full = False
        await home.lobby.close()
        assert set(stored(home)) == {"Written", "Waiting"}


async def test_a_session_that_ended_on_a_full_disk_is_settled_later(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as home:
        room = await home.begin()
        await go_to(room, "commit")
        room.watch(lambda: setattr(disk, "is_full", room.closed))
        await asyncio.gather(
            room.submit(action(home, "Waiting"), room.facilitator),
            room.submit(Finish(), room.facilitator),
        )
        assert disk.is_full
    async with house(tmp_path) as home:
        assert stored(home) == {}
        assert [row.closed for row in home.lobby.sessions()] == [home.clock.time]
        await home.lobby.settle()
        assert set(stored(home)) == {"Waiting"}
        rows = {row["key"]: row["settled"] for row in home.store.sessions()}
        assert rows == {room.key: True}


async def test_only_what_was_carried_over_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(self: object, documents: object) -> None:
        raise StoreError("the actions are somewhere else today")

    async with house(tmp_path) as home:
        with monkeypatch.context() as patch:
            patch.setattr(type(home.store.actions()), "change_soon", refuses)
            await finished(home, action(home, "Waiting"))
            await home.lobby.close()
        assert not any(row.get("settled") for row in home.store.sessions())
        await home.lobby.settle()
        assert set(stored(home)) == {"Waiting"}
        assert all(row["settled"] for row in home.store.sessions())


async def test_one_server_has_the_folder(tmp_path: Path) -> None:
    async with lobby_of(tmp_path, clock=Clock()) as lobby:
        with pytest.raises(FolderHeld, match="another retro"):
            async with lobby_of(tmp_path):
                pass
        room = await lobby.create(RELEASE)
    async with lobby_of(tmp_path, clock=Clock()) as lobby:
        reopened = await lobby.open(room.key)
        assert texts(reopened) == texts(room)


async def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(NotOpened):
        async with lobby_of(blocked / "retro"):
            pass


def test_a_session_whose_documents_make_no_sense_harms_no_other() -> None:
    tables: Tables = {"session": {1: {"title": "x"}}, "format": {1: {}}}
    row = summarise("01M81BHQ6AFQ6EQZH2DEXSVV3Y", tables)
    assert "retro doctor" in row["damaged"]
