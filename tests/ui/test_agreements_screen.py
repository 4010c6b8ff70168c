"""Working agreements and rosters on their screens."""

from pathlib import Path

from retro.followup.teams import people_of
from retro.ui.screens.agreements import AgreementsScreen
from retro.ui.screens.home import HomeScreen
from retro.ui.screens.reading import ReadingScreen
from retro.ui.screens.roster import RosterScreen
from retro.ui.wish import Wish
from tests.live.house import house
from tests.ui.between import TEAM, between
from tests.ui.stage import stage

HOME = Wish(view="home", team=TEAM)


async def test_agreements_are_added_changed_retired_and_brought_back(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, HOME) as shown:
        await shown.press("g")
        assert shown.at(AgreementsScreen)
        assert "since 2026-05-25" in shown.text
        assert "retired 2026-05-25" in shown.text
        await shown.press("a", "We say it when we are stuck", "enter")
        await shown.press("e", " for an hour", "enter")
        texts = {each["text"]: each for each in found.lobby.follow_up.agreements(TEAM)}
        stuck = "We say it when we are stuck for an hour"
        assert stuck in texts
        await shown.press("x")
        assert shown.notice == "It is retired; o brings it back."
        await shown.press("o", "enter")
        assert shown.at(ReadingScreen)
        for told in ("retired", "kept again", f"We say it when we are stuck → {stuck}"):
            assert told in shown.text.replace("\n   ", " ")
        await shown.press("esc", "q")
        assert shown.at(HomeScreen)
        assert stuck in shown.text


async def test_where_there_is_none_no_question_is_asked_about_them(tmp_path: Path) -> None:
    async with house(tmp_path) as found, stage(found, Wish(view="home")) as shown:
        await shown.press("g")
        assert "None yet. a writes down" in shown.text
        assert "nobody notice" not in shown.text
        await shown.press("e")
        assert shown.notice == "None yet. a writes down how you want to work together."


async def test_an_empty_agreement_is_none(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, HOME) as shown:
        await shown.press("g", "a", "enter")
        assert len(found.lobby.follow_up.agreements(TEAM)) == 2
        await shown.press("e", *["backspace"] * 40, "enter")
        assert shown.notice.startswith("There is nothing to keep")


async def test_names_are_added_one_after_the_other_and_taken_off(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, HOME) as shown:
        await shown.press("p")
        assert shown.at(RosterScreen)
        await shown.press("a", "Sam", "enter", "kim", "enter")
        assert shown.notice == "Kim is on the list already."
        await shown.press(*["backspace"] * 3, "enter")
        assert found.lobby.follow_up.people(TEAM) == ("Kim", "Robin", "Sam")
        await shown.press("home", "delete")
        assert found.lobby.follow_up.people(TEAM) == ("Robin", "Sam")


async def test_a_team_is_renamed_and_its_home_stays(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, HOME) as shown:
        await shown.press("p", "e", *["backspace"] * 8, "Ground", "enter")
        assert "People · Ground" in shown.text
        await shown.press("esc")
        assert shown.at(HomeScreen)
        assert shown.lines[0].strip() == "Ground"
        assert "3 open actions" in shown.text
        (team,) = found.lobby.follow_up.teams()
        assert people_of(team) == ("Kim", "Robin")
