"""Who leads: handing over, taking over again, and the screens that go along with it."""

from pathlib import Path

import pytest

from retro.live.entering import lead_again
from retro.session.commands import ChangePerson, HandOver, RemovePerson
from retro.session.model import Role
from retro.session.refusal import Refused
from retro.session.rules import NOBODY
from retro.session.view import progress
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.lines import NoticeLine
from retro.ui.wish import Wish
from tests.terminal.fakes import until
from tests.ui.apart import apart, line
from tests.ui.stage import Stage, guest, settled, stage
from tests.ui.test_people_apart import choose, person, two


def said(shown: Stage) -> str:
    """What stands on the screen of the phase, also behind another one."""
    phase = next(each for each in shown.app.screen_stack if isinstance(each, PhaseScreen))
    return phase.query_one(NoticeLine).notice


async def test_whoever_hands_over_has_a_screen_of_their_own(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        shared, bo = await room.sits("Noor", shared=True), await room.sits("Bo")
        await bo.press("n")
        assert bo.notice.startswith("The facilitator takes the room on")
        await room.send("Noor", HandOver(room.id("Bo")))
        await room.settle()
        assert shared.app.seat is not None
        assert not shared.app.seat.shared
        assert shared.notice == "You take part from now on; this screen is yours alone."
        assert bo.notice == "You facilitate now: n goes on, ? shows the keys."
        assert room.room.view(room.id("Bo")).expected == 2
        await shared.press("enter", "Noor plans", "enter", "esc")
        assert line(shared).place is None
        assert any(
            card.text == "Noor plans"
            for card in room.room.view(room.id("Noor")).session.cards.values()
        )
        await bo.press("o")
        assert bo.app.seat is not None
        assert bo.app.seat.shared


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.PARTICIPANT, "You take part from now on; this screen is yours alone."),
        (Role.OBSERVER, "You only watch from now on; this screen is yours alone."),
    ],
)
async def test_whoever_is_relieved_by_a_deputy_did_not_hand_over(
    tmp_path: Path, role: Role, sentence: str
) -> None:
    async with apart(tmp_path, "planned") as room:
        shared = await room.sits("Noor", shared=True)
        await room.send("Noor", ChangePerson(room.id("Bo"), role=Role.FACILITATOR))
        await room.send("Bo", ChangePerson(room.id("Noor"), role=role))
        await room.settle()
        assert shared.notice == sentence


async def test_the_owner_of_the_machine_leads_again_when_nobody_else_does(tmp_path: Path) -> None:
    async with two(tmp_path) as (_found, noor, bo, _codes):
        await choose(noor, "Bo")
        await noor.press("h", "y")
        assert said(noor) == noor.notice == "You take part from now on; this screen is yours alone."
        await settled(bo.app)
        assert bo.notice.startswith("You facilitate now")
        await noor.press("h")
        assert noor.notice == "Only a facilitator does that."
        with pytest.raises(Refused, match="facilitates and is here"):
            await lead_again(noor.room, person(noor, "Noor").id)
        await bo.press("q")
        await until(bo.visit.running.done)
        await settled(noor.app)
        await noor.press("esc", "n")
        assert noor.notice == "No facilitator is here: w, then h, and you lead."
        await noor.press("w", "h", "y")
        assert person(noor, "Noor").role is Role.FACILITATOR
        await settled(noor.app)
        assert said(noor).startswith("You facilitate now")


async def test_nobody_who_came_by_a_code_takes_over(tmp_path: Path) -> None:
    async with two(tmp_path) as (_found, noor, bo, _codes):
        bo_id = person(noor, "Bo").id
        room = noor.room
        await noor.press("q")
        await until(noor.visit.running.done)
        await settled(bo.app)
        await bo.press("w", "h")
        assert bo.notice == "Only a facilitator does that."
        with pytest.raises(Refused):
            await lead_again(room, bo_id)


async def test_an_owner_who_is_in_no_session_finds_the_code_to_lead(tmp_path: Path) -> None:
    async with two(tmp_path) as (found, noor, bo, _codes):
        room, host, bo_id = noor.room, person(noor, "Noor").id, person(noor, "Bo").id
        await room.submit(HandOver(bo_id), host)
        await room.submit(RemovePerson(host), bo_id)
        await until(noor.visit.running.done)
        entrance = bo.app.entrance
        async with stage(found, Wish(session=room.key), entrance=entrance) as owner:
            assert owner.app.seat is not None
            assert owner.app.seat.person == NOBODY
            assert room.codes is not None
            await owner.press("i", "c", "y")
            assert room.codes.facilitator not in owner.text
            await bo.press("q")
            await until(bo.visit.running.done)
            await settled(owner.app)
            await owner.press("c", "y")
            assert room.codes.facilitator in owner.text


async def test_a_deputy_who_shares_their_screen_stays(tmp_path: Path) -> None:
    async with (
        two(tmp_path) as (found, _noor, _bo, codes),
        guest(found, codes.facilitator, "Dee") as dee,
    ):
        assert dee.app.seat is not None
        for shared in (True, False):
            await dee.press("o")
            assert dee.app.is_running
            assert dee.app.seat.shared is shared
        assert dee.room.here[dee.app.seat.person] == 1


async def test_a_screen_for_all_to_see_is_not_waited_for(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        shared = await room.sits("Noor", shared=True)
        await room.sits("Bo")
        await shared.press("space")
        assert shared.notice.startswith("This screen is for all to see, so nobody waits for you.")
        assert shared.notice.endswith("1 person is writing, unseen.")
        assert progress(room.session).ready == 0
