"""A session that rests for some days, and goes on."""

from datetime import date
from pathlib import Path

import pytest

from retro.live.rows import SessionRow
from retro.session.commands import Advance, GoOn, Rest
from retro.session.rules import PROGRAM
from retro.ui.resting import day_said, days_offered, until_said
from retro.ui.screens.home import HomeScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.screens.rest import RestQuestion
from retro.ui.screens.resting import RestingScreen
from retro.ui.wish import Wish
from retro.words import Words
from tests.live.house import Clock, house
from tests.terminal.fakes import until
from tests.ui.apart import Together, apart
from tests.ui.stage import at_phase, guest, settled, stage
from tests.ui.story import begin

SIZES = ((80, 24), (120, 40), (45, 20))
#: A Monday, as the clock of the tests has it.
TODAY = date(2026, 5, 4)


def test_days_are_working_days_and_have_names() -> None:
    words = Words("en")
    assert days_offered(TODAY, words)[:3] == [
        ("2026-05-05", "Tuesday 2026-05-05 · 1 working day"),
        ("2026-05-06", "Wednesday 2026-05-06 · 2 working days"),
        ("2026-05-07", "Thursday 2026-05-07 · 3 working days"),
    ]
    assert days_offered(date(2026, 5, 8), words)[0][0] == "2026-05-11"
    assert day_said(date(2026, 5, 10), words) == "Sunday 2026-05-10"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (TODAY, "This session rests until Wednesday 2026-05-06"),
        (date(2026, 5, 6), "This session has rested: Wednesday 2026-05-06 has come"),
        (date(2026, 6, 6), "This session has rested: Wednesday 2026-05-06 has come"),
    ],
)
def test_the_large_line_knows_the_day(today: date, said: str) -> None:
    assert until_said(date(2026, 5, 6), today, Words("en")) == said


async def before_ideas(together: Together) -> None:
    """To the end of the part before the rest, with all dots counted."""
    while (now := together.session.phase.key) != "vote":
        await together.room.submit(Advance(now), PROGRAM)


@pytest.mark.parametrize("size", SIZES)
async def test_it_asks_before_a_phase_that_is_better_for_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with apart(tmp_path, format="incident") as together:
        await before_ideas(together)
        noor = await together.sits("Noor", size=size)
        bo = await together.sits("Bo", size=size)
        await noor.press("r", "r", "n")
        assert noor.at(RestQuestion)
        assert "Wednesday 2026-05-06" in " ".join(noor.text.split())
        noor.terminal.type("y")
        await until(lambda: noor.at(RestingScreen) and bo.at(RestingScreen))
        for shown in (noor, bo):
            await shown.shows("rests until")
            assert "Ideas" in shown.text
            assert "Nothing is lost" in shown.text
        assert together.session.phase.key == "ideas"
        resting = together.session
        assert resting.rests == date(2026, 5, 6)
        timer = resting.timer("ideas")
        assert timer is not None
        assert timer.since is None
        await bo.press("enter")
        assert together.session.rests is not None
        await noor.press("enter")
        noor.terminal.type("y")
        await until(lambda: noor.at(PhaseScreen) and bo.at(PhaseScreen))
        going_on = together.session
        assert going_on.rests is None
        # It has begun: going back and on again asks no more.
        await noor.press("b")
        await until(lambda: together.session.phase.key == "vote")
        await settled(noor.app)
        await noor.press("r", "r", "n")
        await until(lambda: together.session.phase.key == "ideas")
        assert not noor.at(RestQuestion)


async def test_no_goes_on_and_escape_stays(tmp_path: Path) -> None:
    async with apart(tmp_path, format="incident") as together:
        await before_ideas(together)
        noor = await together.sits("Noor")
        await noor.press("r", "r", "n", "esc")
        assert (together.session.phase.key, together.session.rests) == ("vote", None)
        await noor.press("n")
        noor.terminal.type("n")
        await until(lambda: together.session.phase.key == "ideas")
        assert together.session.rests is None


async def test_another_day_can_be_chosen_before_and_after(tmp_path: Path) -> None:
    async with apart(tmp_path, format="incident") as together:
        await before_ideas(together)
        noor = await together.sits("Noor")
        await noor.press("r", "r", "n", "2", "4")
        await until(lambda: noor.at(RestingScreen))
        assert together.session.rests == date(2026, 5, 11)
        await settled(noor.app)
        await noor.press("d", "1")
        await until(lambda: together.session.rests == date(2026, 5, 5))
        await noor.shows("Tuesday 2026-05-05")


async def test_any_phase_can_rest_from_the_palette_and_by_its_key(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("ctrl+p")
        await shown.press("for some days")
        await shown.shows("Let the session rest")
        await shown.press("esc", "R", "2")
        await until(lambda: shown.at(RestingScreen))
        assert shown.session.rests == date(2026, 5, 6)


async def test_only_the_facilitator_lets_it_rest(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as together:
        bo = await together.sits("Bo")
        await bo.press("R")
        assert bo.notice
        assert together.session.rests is None


async def test_days_later_after_a_stop_everybody_comes_back(tmp_path: Path) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as first:
        teller = await begin(first.lobby, "incident")
        await teller.room.submit(Advance("welcome"), PROGRAM)
        await teller.room.submit(Rest(date(2026, 5, 6)), PROGRAM)
        key = teller.room.key
        rows = first.lobby.sessions()
        assert [(row.key, row.rests) for row in rows] == [(key, date(2026, 5, 6))]
    clock.forward(days=3)
    async with house(tmp_path, clock) as later:
        (row,) = later.lobby.sessions()
        assert row.rests == date(2026, 5, 6)
        async with stage(later, Wish(session=key)) as shown:
            await until(lambda: shown.at(RestingScreen))
            await shown.shows("has rested: Wednesday 2026-05-06 has come")
            await shown.press("enter")
            shown.terminal.type("y")
            await until(lambda: shown.at(PhaseScreen))
            timer = shown.session.timer("safety")
            assert timer is not None
            assert timer.elapsed(clock()).total_seconds() < 60
        await later.lobby.rooms[key].submit(GoOn(), PROGRAM)
        (row,) = later.lobby.sessions()
        assert row.rests is None


@pytest.mark.parametrize("size", [(80, 24), (45, 20)])
async def test_home_says_until_when(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = Clock()
    async with house(tmp_path, clock) as found:
        teller = await begin(found.lobby, "incident")
        await teller.room.submit(Rest(date(2026, 5, 6)), PROGRAM)
        async with stage(found, Wish(view="home"), size=size) as shown:
            await until(lambda: shown.at(HomeScreen))
            await shown.shows("rests until 2026-05-06")


async def test_whoever_came_with_a_code_finds_the_way_back(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as together:
        codes = together.room.codes
        assert codes is not None
        await together.room.submit(Rest(date(2026, 5, 6)), PROGRAM)
        async with guest(together.house, codes.participant, "Gus") as gus:
            await until(lambda: gus.at(RestingScreen))
            assert "rests until" in gus.text
            assert "retro attach" not in gus.text
            await gus.press("d")
            assert together.session.rests == date(2026, 5, 6)


def test_a_row_without_a_rest_has_none() -> None:
    assert SessionRow.__dataclass_fields__["rests"].default is None
