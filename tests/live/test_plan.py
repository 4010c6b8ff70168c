"""What was planned before the work is there when it is looked back on, once."""

from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue
from retro.live.errors import NotOpened
from retro.live.plans import OFFERED
from retro.live.room import Room
from retro.live.rows import row_of
from retro.session.commands import Finish
from retro.session.model import Writing
from retro.session.rules import PROGRAM
from tests.live.house import House, card, go_to, house, texts


async def planned(home: House, *, title: str = "Before 4.2", **changes: object) -> Room:
    """A session before the work, with three cards in its phases that give a plan, ended."""
    room = await home.begin(format="before", title=title, **changes)
    leader = room.facilitator
    await go_to(room, "intent")
    await room.submit(card(room, "Live by ten"), leader)
    await room.submit(card(room, "Nobody notices"), leader)
    await go_to(room, "signs")
    await room.submit(card(room, "Errors below one in a thousand"), leader)
    await go_to(room, room.view(PROGRAM).session.format.phases[-1].key)
    await room.submit(Finish(), leader)
    return room


async def test_a_plan_is_offered_and_its_cards_are_there(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        before = await planned(home)
        (plan,) = home.lobby.plans("checkout")
        assert (plan.key, plan.title, plan.cards) == (before.key, "Before 4.2", 3)
        room = await home.begin(plan=plan.key)
        assert texts(room) == {"Live by ten", "Nobody notices", "Errors below one in a thousand"}
        session = room.view(PROGRAM).session
        assert session.plan_from == before.key
        assert {each.phase for each in session.cards.values()} == {"planned"}
        assert {each.author for each in session.cards.values()} == {None}


async def test_a_plan_is_taken_once_and_may_be_named_again(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        before = await planned(home)
        await home.begin(plan=before.key)
        assert home.lobby.plans("Checkout") == ()
        (named,) = home.lobby.plans("Checkout", before.key)
        assert named.key == before.key
    async with house(tmp_path) as home:
        assert home.lobby.plans("Checkout") == (), "it is known from the files as well"


async def test_the_latest_comes_first_and_an_old_one_is_offered_no_more(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        first = await planned(home, title="First")
        home.clock.forward(days=1)
        second = await planned(home, title="Second")
        assert [plan.key for plan in home.lobby.plans("Checkout")] == [second.key, first.key]
        home.clock.forward(days=OFFERED)
        assert [plan.key for plan in home.lobby.plans("Checkout")] == [second.key]


async def test_only_this_team_and_only_what_has_ended(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await planned(home, team="Search")
        room = await home.begin(format="before")
        await go_to(room, "intent")
        await room.submit(card(room, "Not yet"), room.facilitator)
        assert home.lobby.plans("Checkout") == ()
        assert home.lobby.plans("") == ()
        assert len(home.lobby.plans("Search")) == 1


async def test_a_plan_of_people_who_wrote_apart_names_nobody(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        before = await planned(home, writing=Writing.APART)
        assert row_of(before.view(PROGRAM).session)["plan"] == 3
        room = await home.begin(plan=before.key, writing=Writing.APART)
        assert {c.author for c in room.view(PROGRAM).session.cards.values()} <= {None}


async def test_a_format_that_takes_no_plan_begins_without(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        before = await planned(home)
        room = await home.begin(format="ssc", plan=before.key)
        assert texts(room) == set()
        assert len(home.lobby.plans("Checkout")) == 1


async def test_a_session_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        with pytest.raises(NotOpened):
            await home.begin(plan="01KQS6WB80F2TPJQYR5C0RFDSM")
        assert home.lobby.sessions() == []


async def test_a_team_begins_with_its_own_format(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "teams" / "checkout").mkdir(parents=True)
    text = Catalogue().file("aar", "en").read_text().replace("# After-action", "# Checkout's")
    (own / "teams" / "checkout" / "aar.md").write_text(text)
    async with house(tmp_path / "data") as home:
        home.lobby._catalogue = Catalogue([own])
        mine = await home.begin()
        assert mine.view(PROGRAM).session.format.title == "Checkout's review"
        others = await home.begin(team="Search")
        assert others.view(PROGRAM).session.format.title == "After-action review"
