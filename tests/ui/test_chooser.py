"""Three questions lead to two formats with their reasons; nothing that was answered is lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Select

from retro.formats.catalogue import Catalogue
from retro.session.commands import Finish
from retro.session.rules import PROGRAM
from retro.ui.screens.chooser import ChooserScreen
from retro.ui.screens.setup import SetupScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.field import Field
from retro.ui.wish import Wish
from tests.live.house import House, go_to, house
from tests.live.test_plan import planned
from tests.ui.stage import Stage, settled, stage


async def held(home: House, format: str, days: int, team: str = "Checkout") -> None:
    """A session with this format that ended so many days ago."""
    home.clock.time -= timedelta(days=days)
    room = await home.begin(format=format, team=team)
    await go_to(room, room.view(PROGRAM).session.format.phases[-1].key)
    await room.submit(Finish(), room.facilitator)
    home.clock.time += timedelta(days=days)


def marked(shown: Stage) -> str:
    row = shown.app.screen.query_one(CardList).chosen
    return str(row.id) if row else ""


def offered(shown: Stage) -> list[str]:
    return [str(row.id) for row in shown.app.screen.query_one(CardList).rows]


async def test_three_questions_and_two_suggestions_with_reasons(tmp_path: Path) -> None:
    async with house(tmp_path) as home, stage(home, Wish()) as shown:
        assert "What brings you together?" in shown.text
        await shown.press("1")
        assert "How much time is there?" in shown.text
        await shown.press("1")
        assert "How freely do people speak here?" in shown.text
        await shown.press("enter")
        assert offered(shown)[0] == "hotwash"
        assert len(offered(shown)) == 3
        assert "fits in your 15 minutes" in shown.text
        assert Catalogue().find("hotwash", "en").title in shown.text
        await shown.press("enter")
        assert shown.at(SetupScreen)
        assert shown.app.screen.query_one("#format", Select).value == "hotwash"


async def test_going_back_keeps_every_answer(tmp_path: Path) -> None:
    async with house(tmp_path) as home, stage(home, Wish()) as shown:
        await shown.press("3", "2", "1")
        first = shown.text
        await shown.press("esc")
        assert marked(shown) == "low"
        await shown.press("esc")
        assert marked(shown) == "30"
        await shown.press("esc")
        assert marked(shown) == "feelings"
        await shown.press("esc")
        assert marked(shown) == "feelings", "there is nothing before the first question"
        await shown.press("enter", "enter", "enter")
        assert shown.text == first


async def test_what_is_unsafe_is_not_suggested_and_what_is_long_says_so(tmp_path: Path) -> None:
    async with house(tmp_path) as home, stage(home, Wish()) as shown:
        await shown.press("3", "2", "1")
        assert "msg" not in offered(shown)
        flowing = " ".join(shown.text.split())
        assert "works when people are careful" in flowing
        assert "takes 40 minutes, and you have less" in flowing
        await shown.press("esc", "3")
        assert "msg" in offered(shown)
        assert "needs people to speak freely" in " ".join(shown.text.split())


async def test_one_format_is_left_and_nothing_more_is_asked(tmp_path: Path) -> None:
    async with house(tmp_path) as home, stage(home, Wish()) as shown:
        await shown.press("4")
        assert offered(shown)[0] == "lean"
        await shown.press("esc")
        assert "What brings you together?" in shown.text


@pytest.mark.parametrize("keys", [["a"], ["2", "a"], ["1", "1", "enter", "a"]])
async def test_all_formats_for_those_who_know(tmp_path: Path, keys: list[str]) -> None:
    async with house(tmp_path) as home, stage(home, Wish()) as shown:
        before = ""
        for key in keys:
            before = shown.text
            await shown.press(key)
        everything = {f.key for f in Catalogue().formats("en") if f.people[1] > 1}
        assert set(offered(shown)) == everything
        await shown.press("esc")
        assert shown.text.split() == before.split()
        await shown.press("a", "down", "enter")
        assert shown.app.screen.query_one("#format", Select).value == "before"


@pytest.mark.parametrize("team", ["", "Checkout"])
async def test_it_remembers_what_was_used_lately(tmp_path: Path, team: str) -> None:
    async with house(tmp_path) as home:
        await held(home, "aar", days=14)
        async with stage(home, Wish(team=team)) as shown:
            await shown.press("1", "4", "2")
            assert "aar" not in offered(shown)
            assert "new to you" in shown.text
    async with house(tmp_path / "other") as home:
        for format, days in (("incident", 15), ("project-close", 1), ("timeline", 70)):
            await held(home, format, days)
        async with stage(home, Wish(team=team)) as shown:
            await shown.press("1", "5", "3")
            held_before = {"incident": "2 weeks ago", "timeline": "2 months ago"}
            for key, when in held_before.items():
                assert (key in offered(shown)) == (f"you held this one {when}" in shown.text)


async def test_what_another_team_used_is_not_remembered(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await held(home, "aar", days=3)
        async with stage(home, Wish(team="Search")) as shown:
            await shown.press("1", "4", "2")
            assert offered(shown)[0] == "aar"
            assert "you held this one" not in shown.text


async def test_help_from_the_form_loses_nothing(tmp_path: Path) -> None:
    wish = Wish(format="aar", title="Release", team="Checkout")
    async with house(tmp_path) as home, stage(home, wish) as shown:
        await shown.press("Learn from it", "ctrl+o")
        assert shown.at(ChooserScreen)
        await shown.press("esc")
        assert shown.at(SetupScreen)
        await shown.press("ctrl+o", "1", "1", "enter", "enter")
        screen = shown.app.screen
        assert screen.query_one("#format", Select).value == "hotwash"
        assert screen.query_one("#goal", Field).value == "Learn from it"
        await shown.click("Help me choose")
        await shown.press("q")
        assert screen.query_one("#format", Select).value == "hotwash"


async def test_the_form_says_what_a_format_is_for_and_whom_it_suits(tmp_path: Path) -> None:
    wish = Wish(format="iv-balint", title="A case", goal="Learn", facilitator="Noor")
    async with house(tmp_path) as home, stage(home, wish, size=(120, 40)) as shown:
        format = Catalogue().find("iv-balint", "en")
        flowing = " ".join(shown.text.split())
        assert format.purpose in flowing
        assert format.avoid in flowing
        assert "5–10 people" in flowing
        assert "you are" not in shown.text
        shown.app.screen.query_one("#people", Field).value = "Bo, Cas"
        await settled(shown.app)
        assert "! This format suits 5 to 10 people; you are 3." in shown.text
        shown.app.screen.query_one("#people", Field).value = "Bo, Cas, Dee, Eef"
        await settled(shown.app)
        assert "you are" not in shown.text


async def test_a_plan_is_offered_once_the_team_is_known(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        before = await planned(home)
        wish = Wish(format="aar", title="After 4.2", goal="Learn")
        async with stage(home, wish, size=(100, 40)) as shown:
            assert "Plan" not in shown.text
            await shown.press("checkout", "enter")
            assert "3 cards from Before 4.2, 4 May 2026" in shown.text
            await shown.press("Noor", "ctrl+s")
            assert shown.session.plan_from == before.key
            assert shown.room.row()["cards"] == 3


@pytest.mark.parametrize(("plan", "cards"), [("latest", 3), ("none", 0), ("", 3)])
async def test_a_plan_may_be_wished_for_or_not(tmp_path: Path, plan: str, cards: int) -> None:
    async with house(tmp_path) as home:
        await planned(home)
        wish = Wish(
            format="aar", title="A", goal="B", team="Checkout", facilitator="Noor", plan=plan
        )
        async with stage(home, wish) as shown:
            await shown.press("ctrl+s")
            assert shown.room.row()["cards"] == cards


async def test_a_plan_that_was_taken_already_is_taken_again_when_it_is_named(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as home:
        before = await planned(home)
        await home.begin(plan=before.key)
        wish = Wish(
            format="aar", title="A", goal="B", team="Checkout", facilitator="Noor", plan=before.key
        )
        async with stage(home, wish) as shown:
            await shown.press("ctrl+s")
            assert shown.session.plan_from == before.key


async def test_a_format_without_a_plan_asks_for_none(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await planned(home)
        wish = Wish(format="ssc", title="A", goal="B", team="Checkout", facilitator="Noor")
        async with stage(home, wish) as shown:
            assert "Before 4.2" not in shown.text
            await shown.press("ctrl+s")
            assert shown.session.plan_from == ""


async def test_the_formats_of_the_form_are_in_the_language_of_the_session(tmp_path: Path) -> None:
    async with house(tmp_path) as home, stage(home, Wish(format="hotwash")) as shown:
        assert "Hot wash" in shown.text
        shown.app.screen.query_one("#language", Select).value = "nl"
        await settled(shown.app)
        assert Catalogue().find("hotwash", "nl").title in shown.text
        assert shown.app.screen.query_one("#format", Select).value == "hotwash"
