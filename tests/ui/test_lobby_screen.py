"""The team's sessions, for whoever belongs to it."""

from pathlib import Path

import pytest

from retro.session.commands import Advance
from retro.session.model import Role, Writing
from retro.ui.screens.code import CodeScreen
from retro.ui.screens.join import JoinScreen
from retro.ui.screens.lead import LeadScreen
from retro.ui.screens.lobby import LobbyScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.screens.privacy import PrivacyScreen
from retro.ui.screens.reading import ReadingScreen
from retro.ui.wish import Wish
from tests.live.house import house
from tests.terminal.fakes import until
from tests.ui.stage import Doorway, guest, settled, stage
from tests.ui.story import begin


async def test_minutes_and_actions_are_there_to_read(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "aar")
        await teller.finish()
        async with stage(found, Wish(member=True), size=(100, 30)) as shown:
            assert shown.at(LobbyScreen)
            assert "Minutes" in shown.text
            await shown.press("enter")
            assert shown.at(ReadingScreen)
            await shown.shows("Release 4.2")
            await shown.press("esc", "a")
            assert shown.at(LeadScreen)
            await shown.shows("Add replica lag to the deploy dashboard")
            await shown.press("esc")
            assert shown.at(LobbyScreen)
            await shown.press("q")
            await until(shown.visit.running.done)


async def test_an_empty_lobby_says_what_to_do(tmp_path: Path) -> None:
    async with house(tmp_path) as found, stage(found, Wish(member=True)) as shown:
        assert "s begins a session, c joins one" in shown.text
        await shown.press("a")
        await shown.shows("No action is open.")
        await shown.press("esc", "c")
        assert shown.at(CodeScreen)
        await shown.press("esc")
        assert shown.at(LobbyScreen)
        await shown.press("s", "1", "1", "1", "1")
        assert shown.app.screen.query("#facilitator")
        await shown.press("esc")
        assert shown.at(LobbyScreen)


async def test_a_key_and_anonymity_do_not_go_together(tmp_path: Path) -> None:
    door = Doorway()
    await door.open("", -1, "")
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "aar", writing=Writing.APART)
        codes = teller.room.codes
        assert codes is not None
        phases = teller.room.view(teller.room.facilitator).session.format.phases
        assert any(phase.anonymous for phase in phases)
        async with stage(found, Wish(member=True), entrance=door) as shown:
            await shown.press("enter")
            assert shown.at(LobbyScreen)
            assert f"ssh {codes.participant}@192.168.1.20 -p 2222" in shown.notice


async def test_without_an_anonymous_phase_a_member_goes_in(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "hotwash", writing=Writing.APART, people=())
        async with stage(found, Wish(member=True)) as shown:
            await shown.press("enter")
            assert shown.at(JoinScreen)
            await shown.press("esc")
            assert shown.at(LobbyScreen)
            await shown.press("enter", "Bo", "enter")
            assert shown.at(PhaseScreen)
            assert shown.room is teller.room
            assert shown.app.seat is not None
            assert shown.app.seat.is_guest


async def test_the_owner_goes_on_with_a_session(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "aar")
        async with stage(found, Wish(member=True, folder=tmp_path)) as shown:
            assert "Welcome" in shown.text
            await shown.press("enter")
            assert shown.at(PhaseScreen)
            assert shown.room is teller.room


async def test_together_nobody_joins_from_afar(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        await begin(found.lobby, "aar")
        async with stage(found, Wish(member=True)) as shown:
            await shown.press("enter")
            assert shown.notice.startswith("Everyone writes at one keyboard there")


async def test_a_member_begins_a_session_and_is_told_how_to_come_back(tmp_path: Path) -> None:
    door = Doorway()
    wish = Wish(member=True, is_guest=True)
    async with house(tmp_path) as found, stage(found, wish, entrance=door) as shown:
        await shown.press("s", "1", "1", "1", "1")
        await shown.press("Release", "enter", "Learn", "enter", "enter", "Mia", "ctrl+s")
        codes = shown.room.codes
        assert codes is not None
        assert f"ssh {codes.participant}@" in shown.text
        assert shown.app.seat is not None
        ticket = shown.app.seat.ticket
        await shown.press("esc", "y")
        assert shown.at(PrivacyScreen)
        assert ticket not in shown.text
        # Others look at this screen: the way back is told on one that they do not look at.
        await shown.press("esc", "o")
        await until(lambda: not shown.app.seat or not shown.app.seat.shared)
        await settled(shown.app)
        await shown.press("q")
        await until(shown.visit.running.done)
        assert f"ssh {ticket}@" in shown.terminal.farewell
        assert codes.facilitator not in shown.terminal.farewell
        assert "retro attach" not in shown.terminal.farewell
        async with guest(found, ticket, entrance=door) as again:
            assert again.app.seat is not None
            assert again.app.seat.role is Role.FACILITATOR


async def test_past_minutes_open_no_room(tmp_path: Path) -> None:
    async with house(tmp_path) as first:
        teller = await begin(first.lobby, "aar")
        await teller.finish()
    async with house(tmp_path) as found, stage(found, Wish(member=True)) as shown:
        await shown.press("enter")
        assert shown.at(ReadingScreen)
        await shown.shows("Release 4.2")
        assert not found.lobby.rooms


@pytest.mark.parametrize(
    "wish",
    [
        Wish(is_guest=True),
        Wish(is_guest=True, format="aar", folder=Path("/")),
        Wish(is_guest=True, session="01ARZ3NDEKTSV4RRFFQ69G5FAV"),
    ],
)
async def test_a_guest_without_anything_is_asked_for_a_code(tmp_path: Path, wish: Wish) -> None:
    async with house(tmp_path) as found, stage(found, wish) as shown:
        assert shown.at(CodeScreen)
        await shown.press("esc")
        await until(shown.visit.running.done)
        assert not found.lobby.sessions()


async def test_the_list_follows_what_happens_in_the_sessions(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "hotwash", writing=Writing.APART, people=())
        room = teller.room
        async with stage(found, Wish(member=True)) as shown:
            assert "Welcome · 0 here" in shown.text
            with room.attached(room.facilitator):
                await shown.shows("Welcome · 1 here")
            await shown.shows("Welcome · 0 here")
            await room.submit(Advance("welcome"), room.facilitator)
            now = room.view(room.facilitator).session.phase.title
            await shown.shows(f"{now} · 0 here")
            await begin(found.lobby, "hotwash", writing=Writing.APART, people=())
            await shown.shows("Welcome · 0 here")
