"""Who is here, and who decides about whom, where everyone has a terminal of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from retro.live.access import Codes
from retro.session.model import Person, Role
from retro.session.rules import PROGRAM
from retro.ui.screens.join import JoinScreen
from retro.ui.screens.people import PeopleScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.card_list import CardList
from tests.live.house import House, house
from tests.terminal.fakes import until
from tests.ui.stage import Doorway, Stage, guest, settled, stage
from tests.ui.test_join_invitation import BEGUN


@asynccontextmanager
async def two(folder: Path) -> AsyncIterator[tuple[House, Stage, Stage, Codes]]:
    """Noor, who facilitates at the shared screen, and Bo, who came in."""
    door = Doorway()
    async with house(folder) as found, stage(found, BEGUN, entrance=door) as noor:
        await noor.press("ctrl+s", "enter")
        codes = noor.room.codes
        assert codes is not None
        async with guest(found, codes.participant, "Bo", entrance=door) as bo:
            await settled(noor.app)
            yield found, noor, bo, codes


def person(shown: Stage, name: str) -> Person:
    people = shown.room.view(PROGRAM).session.people.values()
    return next(each for each in people if each.name == name)


async def choose(shown: Stage, name: str) -> None:
    """Open the list of people with the choice on this one."""
    if not shown.at(PeopleScreen):
        await shown.press("w")
    shown.app.screen.query_one(CardList).choose(person(shown, name).id)


async def test_everybody_sees_who_is_here(tmp_path: Path) -> None:
    async with two(tmp_path) as (_found, noor, bo, _codes):
        await bo.press("w")
        assert "● Noor" in bo.text
        assert "● Bo (you)" in bo.text
        await noor.press("w")
        assert "● Bo" in noor.text
        await bo.press("esc", "q")
        await until(bo.visit.running.done)
        await noor.shows("○ Bo")


async def test_only_oneself_says_whether_one_is_named(tmp_path: Path) -> None:
    async with two(tmp_path) as (_found, noor, bo, _codes):
        await choose(noor, "Bo")
        await noor.press("space")
        assert noor.notice == "Whether Bo is named, only Bo can say."
        await choose(bo, "Noor")
        await bo.press("space")
        assert bo.notice == "Whether Noor is named, only Noor can say."
        assert not person(noor, "Bo").named
        assert not person(noor, "Noor").named
        await choose(bo, "Bo")
        await bo.press("space")
        assert person(noor, "Bo").named


async def test_a_name_is_changed_by_its_owner(tmp_path: Path) -> None:
    async with two(tmp_path) as (_found, _noor, bo, _codes):
        await bo.press("w", "e", "b", "enter")
        assert person(bo, "Bob")
        await bo.press("e", *["backspace"] * 3, "noor", "enter")
        assert bo.notice.startswith("There is a Noor already")


async def test_a_participant_decides_about_nobody(tmp_path: Path) -> None:
    async with two(tmp_path) as (_found, noor, bo, codes):
        await choose(bo, "Noor")
        for key in ("h", "d", "o", "l", "delete"):
            await bo.press(key)
            assert bo.notice == "Only a facilitator does that.", key
        await bo.press("enter")
        assert bo.notice == "Others come in by themselves: i shows how."
        assert person(noor, "Noor").role is Role.FACILITATOR
        assert not noor.session.locked
        assert noor.room.codes == codes


async def test_roles_are_given_and_taken(tmp_path: Path) -> None:
    async with two(tmp_path) as (_found, noor, bo, _codes):
        await choose(noor, "Bo")
        await noor.press("d")
        assert person(noor, "Bo").role is Role.FACILITATOR
        await noor.press("d", "o")
        assert person(noor, "Bo").role is Role.OBSERVER
        await noor.press("o")
        assert person(noor, "Bo").role is Role.PARTICIPANT
        await noor.press("h", "n")
        assert person(noor, "Noor").role is Role.FACILITATOR
        await noor.press("h", "y")
        assert person(noor, "Bo").role is Role.FACILITATOR
        assert person(noor, "Noor").role is Role.PARTICIPANT
        await noor.press("d")
        assert noor.notice == "Only a facilitator does that."
        await choose(bo, "Noor")
        await bo.press("d")
        assert person(noor, "Noor").role is Role.FACILITATOR


async def test_removing_makes_new_codes_and_says_so(tmp_path: Path) -> None:
    async with two(tmp_path) as (found, noor, bo, codes):
        await choose(noor, "Bo")
        await noor.press("delete")
        assert "The codes are made new" in " ".join(noor.text.split())
        await noor.press("y")
        await until(bo.visit.running.done)
        assert noor.room.codes is not None
        assert noor.room.codes.participant != codes.participant
        assert found.lobby.admit(codes.participant) is None
        await noor.press("esc")
        await noor.shows(noor.room.codes.participant)


async def test_a_locked_room_lets_nobody_in(tmp_path: Path) -> None:
    async with two(tmp_path) as (found, noor, _bo, codes):
        await noor.press("w", "l")
        assert noor.session.locked
        await noor.shows("locked: nobody new comes in")
        async with guest(found, codes.participant) as cas:
            await cas.press("Cas", "enter")
            assert cas.at(JoinScreen)
            await noor.press("l")
            await cas.press("enter")
            assert cas.at(PhaseScreen)
        await noor.press("esc", "z")
        assert noor.session.locked


async def test_somebody_who_hands_over_does_not_become_the_other(tmp_path: Path) -> None:
    from retro.ui.wish import Wish

    async with two(tmp_path) as (found, noor, bo, _codes):
        key, was = noor.room.key, person(noor, "Noor").id
        await choose(noor, "Bo")
        await noor.press("h", "y")
        assert person(noor, "Bo").role is Role.FACILITATOR
        async with stage(found, Wish(session=key)) as again:
            assert again.app.seat is not None
            assert again.app.seat.person == was
            assert bo.app.is_running


async def test_somebody_who_lost_their_way_back_gets_a_new_one(tmp_path: Path) -> None:
    async with two(tmp_path) as (found, noor, bo, codes):
        assert bo.app.seat is not None
        was, lost = bo.app.seat.person, bo.app.seat.ticket
        await choose(noor, "Bo")
        await noor.press("b", "y")
        assert noor.notice == "Bo is here: y shows them their own way back."
        await bo.press("q")
        await until(bo.visit.running.done)
        async with guest(found, codes.participant) as again:
            await again.press("Bo", "enter")
            assert again.notice.startswith("Bo was here before. Is that you?")
        await noor.shows("○ Bo")
        await noor.press("b")
        await noor.shows("All who look at")
        await noor.press("y")
        ticket = noor.room.ticket(was)
        assert f"ssh {ticket}@192.168.1.20" in noor.text
        assert found.lobby.admit(lost) is None
        async with guest(found, ticket) as back:
            assert back.app.seat is not None
            assert back.app.seat.person == was
            assert back.app.way_back() == ""
            back.app.seat.invitation = noor.app.seat.invitation if noor.app.seat else None
            assert back.app.way_back() == f"Your way back: ssh {ticket}@192.168.1.20 -p 2222"


async def test_a_participant_makes_nobody_a_way_back(tmp_path: Path) -> None:
    async with two(tmp_path) as (_found, noor, bo, _codes):
        await choose(bo, "Noor")
        await bo.press("b")
        assert bo.notice == "Only a facilitator does that."
        await choose(noor, "Noor")
        await noor.press("b", "y")
        assert noor.notice.startswith("Only somebody who came in with a code")
