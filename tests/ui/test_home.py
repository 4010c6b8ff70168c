"""The home of a team: what `retro` alone shows in a terminal."""

from pathlib import Path

import pytest

from retro.live.errors import NotOpened
from retro.live.following import FollowUp
from retro.session.model import Writing
from retro.ui.screens.agreements import AgreementsScreen
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.home import HomeScreen
from retro.ui.screens.insights import InsightsScreen
from retro.ui.screens.lead import LeadScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.screens.reading import ReadingScreen
from retro.ui.screens.roster import RosterScreen
from retro.ui.screens.setup import SetupScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.field import Field
from retro.ui.wish import Wish
from tests.live.house import house
from tests.terminal.fakes import until
from tests.ui.between import TEAM, action_of, between
from tests.ui.stage import Stage, settled, stage
from tests.ui.story import begin

HOME = Wish(view="home")
PLATFORM = Wish(view="home", team=TEAM)


def listed(shown: Stage) -> list[str]:
    return [row.text for row in shown.app.screen.query_one(CardList).rows]


async def test_with_nothing_there_it_says_what_it_is_for(tmp_path: Path) -> None:
    async with house(tmp_path) as found, stage(found, HOME) as shown:
        assert shown.at(HomeScreen)
        assert "Hold a blameless retrospective" in shown.text
        assert shown.hint == "s begins a session; it asks what happened."
        for key in "ml":
            await shown.press(key)
            assert shown.notice
        await shown.press("s")
        assert not shown.at(HomeScreen)
        await shown.press("1", "1", "1", "1")
        assert shown.at(SetupScreen)
        await shown.press("esc")
        assert shown.at(HomeScreen)
        await shown.press("q")
        await until(shown.visit.running.done)


async def test_what_is_open_agreed_and_held_stands_there(tmp_path: Path) -> None:
    async with (
        between(tmp_path, session=True) as found,
        stage(found, PLATFORM, size=(120, 40)) as shown,
    ):
        text = shown.text
        for expected in (
            "5 open actions · ! 2 overdue",
            "! 27d overdue",
            "Working agreements",
            "Two of us look at every migration",
            "Last sessions",
            "Release 4.2",
            "Kim, Robin",
        ):
            assert expected in text
        assert "No meetings on Friday" not in text
        assert "refund" not in text
        assert shown.hint.startswith("Something is overdue: r goes through")
        # The oldest comes first.
        assert listed(shown)[1].startswith("Add replica lag")


async def test_of_several_teams_it_asks_for_one(tmp_path: Path) -> None:
    async with between(tmp_path) as found:
        async with stage(found, HOME) as shown:
            await until(lambda: shown.at(Choice))
            await shown.press("2")
            assert shown.at(HomeScreen)
            assert "refund" in shown.text
            await shown.press("tab", "1")
            await shown.shows("Rehearse the rollback")
        async with stage(found, PLATFORM) as shown:
            assert shown.at(HomeScreen)


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("r", LeadScreen),
        ("g", AgreementsScreen),
        ("p", RosterScreen),
        ("l", ReadingScreen),
        ("m", Choice),
        ("n", InsightsScreen),
        ("?", ReadingScreen),
    ],
)
async def test_each_key_opens_what_it_says_and_esc_comes_back(
    tmp_path: Path, key: str, screen: type
) -> None:
    async with between(tmp_path, session=True) as found:
        lesson = {"uid": "l1", "text": "Roll back", "lesson": "sustain", "team": TEAM}
        await found.store.lessons().change_soon(lambda known: [lesson])
        async with stage(found, PLATFORM) as shown:
            await shown.press(key)
            await until(lambda: shown.at(screen))
            await shown.press("esc")
            await until(lambda: shown.at(HomeScreen))


async def test_enter_opens_what_is_marked(tmp_path: Path) -> None:
    async with between(tmp_path, session=True) as found, stage(found, PLATFORM) as shown:
        await shown.press("down", "enter")
        assert shown.at(LeadScreen)
        row = shown.app.screen.query_one(CardList).chosen
        assert row is not None
        assert row.text.startswith("Rehearse migrations")
        await shown.press("d")
        assert action_of(found, "Rehearse migrations")["state"] == "done"
        await shown.press("q")
        assert shown.at(HomeScreen)
        assert "4 open actions" in shown.text
        await shown.press("end", "enter")
        assert shown.at(ReadingScreen)
        await shown.shows("After-action review")


async def test_enter_goes_into_the_session_under_way(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "hotwash", writing=Writing.APART, people=())
        wish = Wish(view="home", folder=tmp_path)
        async with stage(found, wish) as shown:
            assert shown.hint == "“Release 4.2” is under way: Enter goes in."
            await shown.press("enter")
            assert shown.at(PhaseScreen)
            assert shown.room is teller.room


async def test_a_session_of_the_team_begins_with_its_people(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, PLATFORM) as shown:
        await shown.press("s", "1", "1", "1", "1")
        assert shown.at(SetupScreen)
        fields = {each.id: each.value for each in shown.app.screen.query(Field)}
        assert (fields["team"], fields["people"]) == (TEAM, "Kim, Robin")
        await shown.press("Release", "enter", "Learn", "enter", "enter", "Kim", "ctrl+s")
        await settled(shown.app)
        # Whoever leads is not there twice.
        assert sorted(p.name for p in shown.session.people.values()) == ["Kim", "Robin"]


async def test_the_people_of_a_team_that_is_typed_are_filled_in(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, Wish(format="aar")) as shown:
        await shown.press("Release", "enter", "Learn", "enter", "platform", "enter")
        assert shown.app.screen.query_one("#people", Field).value == "Kim, Robin"


async def test_a_guest_gets_no_home(tmp_path: Path) -> None:
    wish = Wish(view="home", is_guest=True)
    async with between(tmp_path) as found, stage(found, wish) as shown:
        assert not shown.at(HomeScreen)
        assert "Rehearse" not in shown.text


async def test_a_store_that_cannot_be_read_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: object) -> list[str]:
        raise NotOpened("The teams cannot be read: run `retro doctor`.")

    async with between(tmp_path) as found, stage(found, PLATFORM) as shown:
        monkeypatch.setattr(FollowUp, "team_names", unreadable)
        await shown.press("tab")
        assert shown.at(HomeScreen)
        assert shown.notice.endswith("run `retro doctor`.")
        await shown.press("r", "tab")
        assert shown.at(LeadScreen)
        assert shown.notice.endswith("run `retro doctor`.")
