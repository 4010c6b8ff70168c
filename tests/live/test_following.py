"""What goes on between sessions, with a real store and live rooms."""

import threading
from pathlib import Path
from typing import Any

import pytest

from retro.followup import record, teams
from retro.live.errors import NotKept
from retro.live.following import Change
from retro.live.room import Room
from retro.session.commands import Advance, Finish, ReviewAction
from retro.session.format import Kind
from retro.session.model import ActionState, Helped
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from retro.store.embedded import EmbeddedStore
from retro.store.naming import Files
from retro.store.reading import Loaded, load
from tests.live.house import Clock, FillingDisk, House, house, until

TEAM = "Checkout"


async def ended(room: Room) -> None:
    while not room.closed:
        session = room.view(PROGRAM).session
        is_last = session.phase == session.format.phases[-1]
        await room.submit(Finish() if is_last else Advance(session.phase.key), PROGRAM)


async def added(found: House, text: str = "Rehearse the rollback", **fields: object) -> Change:
    return await found.lobby.follow_up.add_action(TEAM, {"text": text, **fields})


async def test_a_change_is_kept_with_its_history_and_told(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        told: list[None] = []
        found.lobby.changes.add(lambda: told.append(None))
        uid = (await added(found)).document["uid"]
        await follow_up.change_action(uid, {"state": "doing", "owner": "Sam"})
        assert len(told) == 2
    async with house(tmp_path) as again:
        (action,) = again.lobby.follow_up.actions("checkout")
        assert (action["state"], action["owner"]) == ("doing", "Sam")
        assert [entry["by"] for entry in record.history(action)] == ["review", "review"]


async def test_undo_is_a_change_and_keeps_both(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        uid = (await added(found, owner="Sam", accepted=True)).document["uid"]
        change = await follow_up.change_action(uid, {"owner": "Kim"})
        assert not change.document["accepted"]
        await follow_up.undo(change)
        (action,) = follow_up.actions()
        assert (action["owner"], action["accepted"]) == ("Sam", True)
        assert len(record.history(action)) == 3


async def test_what_somebody_changed_since_is_not_undone(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        uid = (await added(found)).document["uid"]
        mine = await follow_up.change_action(uid, {"owner": "Kim"})
        await follow_up.change_action(uid, {"owner": "Sam"})
        with pytest.raises(Refused):
            await follow_up.undo(mine)
        assert follow_up.actions()[0]["owner"] == "Sam"
        # A change of something else takes nothing away from that.
        due = await follow_up.change_action(uid, {"due": "2026-06-01"})
        await follow_up.change_action(uid, {"owner": "Kim"})
        await follow_up.undo(due)
        (action,) = follow_up.actions()
        assert (action["owner"], action["due"]) == ("Kim", None)


async def test_an_added_action_can_be_taken_back(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        change = await added(found)
        await follow_up.undo(change)
        assert follow_up.actions() == []
        (document,) = found.store.actions().all()
        assert document["removed"]
        with pytest.raises(Refused):
            await follow_up.change_action(document["uid"], {"state": "done"})


async def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as found:
        uid = (await added(found)).document["uid"]
        disk.is_full = True
        with pytest.raises(NotKept):
            await found.lobby.follow_up.change_action(uid, {"state": "done"})
        disk.is_full = False
        assert found.lobby.follow_up.actions()[0]["state"] == "open"


async def test_while_a_session_runs_no_change_of_either_side_is_lost(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        late = (await added(found, due="2026-05-01")).document["uid"]
        other = (await added(found, "Show the queue")).document["uid"]
        room = await found.begin()
        session = room.view(room.facilitator).session
        assert session.phase.kind is Kind.REVIEW
        by_uid = {each.uid: each.id for each in session.earlier.values()}
        await follow_up.change_action(late, {"owner": "Sam", "due": "2026-06-01"})
        await room.submit(
            ReviewAction(by_uid[late], ActionState.BLOCKED, note="no test data"), room.facilitator
        )
        await room.submit(ReviewAction(by_uid[other], ActionState.DONE), room.facilitator)
        await follow_up.change_action(other, {"note": "seen on the page"})
        await ended(room)
        key = room.key
    async with house(tmp_path) as again:
        await again.lobby.settle()
        actions = {each["uid"]: each for each in again.lobby.follow_up.actions()}
        assert {name: actions[late].get(name) for name in ("state", "note", "owner", "due")} == {
            "state": "blocked",
            "note": "no test data",
            "owner": "Sam",
            "due": "2026-06-01",
        }
        assert (actions[other]["state"], actions[other]["note"]) == ("done", "seen on the page")
        said = {entry["by"] for entry in record.history(actions[late])}
        assert said == {"review", key}


async def test_what_a_long_session_says_of_an_archived_action_is_kept(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as found:
        uid = (await added(found)).document["uid"]
        await found.lobby.follow_up.change_action(uid, {"state": "done"})
        clock.forward(days=85)
        long = await found.begin()
        (earlier,) = long.view(PROGRAM).session.earlier.values()
        clock.forward(days=10)
        await ended(await found.begin())
        await until(lambda: not found.store.actions().all(), "the end of a session archives")
        await long.submit(
            ReviewAction(earlier.id, ActionState.DONE, helped=Helped.PARTLY), long.facilitator
        )
        await until(lambda: found.store.actions().all(), "nobody wrote down what was said")
        (action,) = found.store.actions().all()
        assert (action["helped"], action["text"]) == ("partly", "Rehearse the rollback")
        await ended(long)
        await until(lambda: not found.store.actions().all(), "it is archived again")
    async with house(tmp_path, clock) as again:
        await again.lobby.settle()
        assert again.store.actions().all() == []
        (action,) = again.store.actions().archived()
        assert action["helped"] == "partly"
        assert {entry["by"] for entry in record.history(action)} == {"review", long.key}


async def test_agreements_are_kept_changed_and_retired(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        one = await follow_up.add_agreement(TEAM, "Two of us look at every migration")
        await follow_up.add_agreement("Payments", "One name for a refund")
        await follow_up.change_agreement(one["uid"], {"text": "Two of us rehearse"})
        await follow_up.change_agreement(one["uid"], {"state": "retired"})
        (kept,) = follow_up.agreements("CHECKOUT")
        assert (kept["text"], kept["state"]) == ("Two of us rehearse", "retired")
        assert len(kept["history"]) == 3
        assert len(follow_up.agreements()) == 2


async def test_a_team_takes_all_that_is_its_own_along_under_another_name(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as found:
        follow_up = found.lobby.follow_up
        await added(found)
        await follow_up.add_agreement(TEAM, "Two of us look")
        await follow_up.change_team(TEAM, lambda team: teams.with_person(team, "Sam"))
        await found.begin(people=())
        await follow_up.rename_team("checkout", "Tills")
        assert follow_up.team_names() == ["Tills"]
        assert follow_up.people("Tills") == follow_up.people("Checkout") == ("Sam",)
        for name in ("Tills", "Checkout"):
            assert len(follow_up.actions(name)) == 1
            assert len(follow_up.agreements(name)) == 1
            assert [row.team for row in follow_up.sessions_of(name)] == ["Checkout"]


async def test_what_another_program_left_half_written_goes_along_with_its_team(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        await added(found)
        odd = {"uid": "feedbeef000001", "text": "Wait", "team": TEAM, "state": "blocked"}
        found.store.actions().change(lambda stored: [odd])
        await follow_up.rename_team(TEAM, "Tills")
        assert {each["team"] for each in follow_up.actions()} == {"Tills"}


async def test_a_team_does_not_become_one_with_another_unasked(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        await follow_up.change_team("Platform", lambda team: teams.with_person(team, "Kim"))
        await found.begin()
        with pytest.raises(Refused):
            await follow_up.rename_team("Platform", TEAM.upper())
        assert set(follow_up.team_names()) == {TEAM, "Platform"}
        # A name that was the team's own before is.
        await follow_up.rename_team("Platform", "Ground")
        assert teams.name_of(await follow_up.rename_team("Ground", "platform")) == "platform"


async def test_teams_with_the_latest_sessions_come_first(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as found:
        for team in ("Payments", TEAM):
            clock.forward(hours=1)
            await found.begin(team=team)
        await found.lobby.follow_up.add_action("Quiet", {"text": "Wake up"})
        assert found.lobby.follow_up.team_names() == [TEAM, "Payments", "Quiet"]


async def test_what_was_added_and_changed_since_is_not_taken_back(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        new = await added(found)
        change = await follow_up.change_action(new.document["uid"], {"owner": "Kim"})
        with pytest.raises(Refused):
            await follow_up.undo(new)
        await follow_up.undo(change)
        await follow_up.undo(new)
        assert follow_up.actions() == []


async def test_undo_gives_back_the_day_it_was_closed(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as found:
        follow_up = found.lobby.follow_up
        uid = (await added(found)).document["uid"]
        done = await follow_up.change_action(uid, {"state": "done"})
        clock.forward(days=3)
        await follow_up.undo(await follow_up.change_action(uid, {"state": "open"}))
        assert follow_up.actions()[0]["closed"] == done.document["closed"]
        await follow_up.undo(done)
        assert follow_up.actions()[0]["closed"] is None


async def test_a_team_called_otherwise_keeps_its_figures(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as found:
        follow_up = found.lobby.follow_up
        uid = (await added(found)).document["uid"]
        await follow_up.change_action(uid, {"state": "done"})
        await ended(await found.begin())
        clock.forward(days=91)
        assert found.store.actions().archive(clock().date()) == 1
        await follow_up.rename_team(TEAM, "Payments")
        await ended(await found.begin(team="Payments"))
        for name in ("payments", TEAM):
            figures = await follow_up.insights(name)
            assert (figures.sessions, figures.actions, figures.lessons.n) == (2, 1, 0)
        assert not (await follow_up.insights("")).several


async def test_figures_take_what_is_in_both_as_it_is_now(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        uid = (await added(found)).document["uid"]
        done = await follow_up.change_action(uid, {"state": "done"})
        found.store.actions()._put_away(2026, [done.document])
        await follow_up.undo(done)
        assert (await follow_up.insights(TEAM)).open_age.n == 1


async def test_what_was_looked_at_is_not_read_again_on_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(files: Files, *rest: Any) -> Loaded:
        # What is noted of the room that ended may come at any moment.
        is_quiet = files.name in ("actions", "agreements", "teams")
        if is_quiet and threading.current_thread() is threading.main_thread():
            read.append(files.name)
        return load(files, *rest)

    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        await added(found)
        await follow_up.add_agreement(TEAM, "Two of us look")
        await follow_up.change_team(TEAM, lambda team: teams.with_person(team, "Sam"))
        room = await found.begin()
        await ended(room)
        await room.close()  # Or what it still reports would change the files once more.
        monkeypatch.setattr("retro.store.shared.load", reading)
        another = EmbeddedStore(tmp_path)
        another.actions().change(lambda known: [{**known[0], "text": "Changed elsewhere"}])
        assert [each["text"] for each in follow_up.actions(TEAM)] == ["Changed elsewhere"]
        assert "actions" in read
        read.clear()
        another.actions().change(lambda known: [{**known[0], "text": "And again"}])
        await follow_up.look()
        assert [each["text"] for each in follow_up.actions(TEAM)] == ["And again"]
        assert follow_up.agreements(TEAM)
        assert follow_up.people(TEAM)
        assert follow_up.sessions_of(TEAM)
        assert follow_up.team_names() == [TEAM]
        assert read == []


async def test_the_lesson_to_use_follows_what_the_team_is_at(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        follow_up = found.lobby.follow_up
        assert await follow_up.lesson_to_use(TEAM) is None
        born = {"lesson": "improve", "team": TEAM}
        known = [
            {**born, "uid": "a1", "text": "Copy production first", "created": "2026-01-05"},
            {**born, "uid": "b1", "text": "Invite support early", "created": "2026-03-02"},
        ]
        await found.store.lessons().change_soon(lambda _: known)
        assert await follow_up.lesson_to_use(TEAM) == known[1]
        change = await added(found, "Migrate on a copy of production")
        assert await follow_up.lesson_to_use("checkout") == known[0]
        await follow_up.undo(change)
        assert await follow_up.lesson_to_use(TEAM) == known[1]
