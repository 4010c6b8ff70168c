"""A health check: colours and arrows; and how good or bad a moment was."""

from pathlib import Path

import pytest

from retro.session.commands import Advance, GiveAnswer, Reveal
from retro.session.rules import PROGRAM
from retro.terminal.protocol import Capabilities
from retro.ui.screens.health import HealthScreen
from retro.ui.screens.timeline import MOODS, gauge
from retro.ui.widgets.heading import Agenda
from retro.ui.widgets.lights import COLOURS
from tests.terminal.fakes import MONOCHROME, TRUE_COLOUR
from tests.ui.apart import Together, apart
from tests.ui.stage import at_phase

SIZES = ((80, 24), (120, 40), (45, 20))


async def at_health(together: Together, phase: str = "health-learning") -> None:
    while (now := together.session.phase.key) != phase:
        await together.room.submit(Advance(now), PROGRAM)


def given(together: Together) -> list[tuple[int, int | None]]:
    return sorted((each.value, each.arrow) for each in together.room._session.answers.values())


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_and_then_an_arrow(tmp_path: Path, size: tuple[int, int]) -> None:
    async with apart(tmp_path, format="health") as together:
        await at_health(together)
        bo = await together.sits("Bo", size=size)
        assert bo.at(HealthScreen)
        for said in ("● green", "◐ amber", "○ red", "↑ better   → the same   ↓ worse"):
            assert said in bo.text, said
        await bo.press("up")
        assert "First the colour" in bo.notice
        await bo.press("2")
        assert given(together) == [(2, 0)]
        assert "✓ your answer  → the same" in bo.text
        await bo.press("down")
        assert given(together) == [(2, -1)]
        assert "✓ your answer  ↓ worse" in bo.text
        await bo.press("3")
        assert given(together) == [(3, -1)], "another colour keeps the arrow"
        await bo.press("up", "right")
        assert given(together) == [(3, 0)]
        await bo.press("backspace")
        assert given(together) == []


async def test_a_light_can_be_clicked(tmp_path: Path) -> None:
    async with apart(tmp_path, format="health") as together:
        await at_health(together)
        bo = await together.sits("Bo", size=(80, 24))
        await bo.click("amber")
        await bo.click("red")
        assert given(together) == [(1, 0)]


async def test_a_shared_screen_shows_nobodys_answer(tmp_path: Path) -> None:
    async with apart(tmp_path, format="health") as together:
        await at_health(together)
        noor = await together.sits("Noor", shared=True, size=(80, 24))
        await noor.press("3", "down")
        assert given(together) == [(3, -1)]
        assert "✓ your answer" not in noor.text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("capabilities", [TRUE_COLOUR, MONOCHROME], ids=["colours", "none"])
async def test_the_spread_of_colours_and_arrows(
    tmp_path: Path, size: tuple[int, int], capabilities: Capabilities
) -> None:
    async with apart(tmp_path, format="health") as together:
        await at_health(together)
        for name, value, arrow in (("Noor", 3, 1), ("Bo", 3, 0), ("Cas", 1, -1), ("Dee", 3, 1)):
            await together.send(name, GiveAnswer(together.room.new_id(), value, arrow))
        await together.room.submit(Reveal(), PROGRAM)
        noor = await together.sits("Noor", shared=True, size=size, capabilities=capabilities)
        assert "███ 3   ↑ 2  → 1" in noor.text
        assert "█ 1   ↓ 1" in noor.text
        assert "↑ 2 better" in noor.text
        await noor.press("1")
        assert len(given(together)) == 4


async def test_one_keyboard_answers_for_everybody(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "welcome", format="health") as shown:
        while shown.session.phase.key != "health-learning":
            await shown.room.submit(Advance(shown.session.phase.key), PROGRAM)
        await shown.shows("● green")
        await shown.press("1", "down", "3", "3", "up", "2")
        answers = sorted((a.value, a.arrow) for a in shown.session.answers.values())
        assert answers == [(1, -1), (2, 0), (3, 0), (3, 1)]
        assert "Which way it goes:" in shown.text
        await shown.press("backspace")
        answers = sorted((a.value, a.arrow) for a in shown.session.answers.values())
        assert answers == [(1, -1), (3, 0), (3, 1)]


async def test_fourteen_phases_stay_readable(tmp_path: Path) -> None:
    async with apart(tmp_path, format="health") as together:
        assert len(together.session.format.phases) == 14
        noor = await together.sits("Noor", size=(80, 24))
        for place, phase in enumerate(together.session.format.phases, 1):
            await at_health(together, phase.key)
            await together.settle()
            line = noor.app.screen.query_one(Agenda).render().plain
            assert f"▸ {phase.title.upper()}" in line
            assert f"{place}/14" in line
            assert len(line) <= 80 - 6 - 23
            assert "·" in line or place > 12


def test_a_colour_is_known_without_its_colour() -> None:
    assert len({sign for sign, _name, _tone in COLOURS}) == 3
    assert len({name for _sign, name, _tone in COLOURS}) == 3


def test_a_mood_is_a_place_on_a_line() -> None:
    assert [gauge(mood) for mood, _name, _tone in MOODS] == [
        "····●",
        "···●·",
        "··●··",
        "·●···",
        "●····",
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_a_moment_has_a_mood(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_phase(tmp_path, "happened", size=size) as shown:
        await shown.press("m")
        assert shown.notice == "Choose what happened first."
        await shown.press("enter", "10:25 deploy done", "enter", "esc", "l", "1", "2", "m", "5")
        card = shown.card("deploy done")
        assert (card.mood, card.when, card.parent is not None) == (-2, "10:25", True)
        assert card.verdict is not None
        assert "●····" in shown.text
        await shown.press("l", "4", "m", "2")
        assert "good ···●·" in shown.text
        await shown.press("m", "6")
        assert shown.card("deploy done").mood is None
        assert "···●·" not in shown.text


async def test_how_it_felt_says_whoever_wrote_it(tmp_path: Path) -> None:
    async with apart(tmp_path, "happened") as together:
        bo = await together.sits("Bo")
        cas = await together.sits("Cas")
        await bo.press("enter", "10:25 deploy done", "enter", "esc", "m", "1")
        moods = [card.mood for card in together.room._session.cards.values() if card.when]
        assert moods == [2]
        await together.room.submit(Reveal(), PROGRAM)
        await cas.shows("very good ····●")
        await cas.press("home", "m")
        assert "only whoever wrote it says" in cas.notice
