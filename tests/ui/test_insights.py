"""The figures on a screen: at any width, with pictures, and away again."""

from pathlib import Path

import pytest

from retro.minutes.insights.report import report_of
from retro.ui.screens.insights import FiguresView, InsightsScreen, report_lines
from retro.ui.wish import Wish
from retro.words import Words
from tests.cli.test_insights import FOUND
from tests.live.house import house
from tests.terminal.fakes import MONOCHROME, until
from tests.ui.stage import settled, stage

REPORT = report_of(FOUND, Words())


@pytest.mark.parametrize("size", [(45, 12), (80, 24), (120, 40)])
async def test_it_scrolls_through_every_figure_and_goes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with house(tmp_path) as home, stage(home, Wish(), size=size) as shown:
        before = shown.app.screen
        shown.app.call_later(shown.app.push_screen, InsightsScreen(Words(), REPORT))
        await shown.shows("Insights: Blue")
        await shown.shows("sessions that have ended")
        view = shown.app.screen.query_one(FiguresView)
        await until(lambda: view.has_pictures, "plotext never came")
        await settled(shown.app)
        seen, before_it = shown.text, ""
        while shown.text != before_it:
            before_it = shown.text
            await shown.press("\x1b[6~")
            await until(lambda: view.scroll_y == view.scroll_target_y)
            await settled(shown.app)
            seen += shown.text
        for word in ("Done by the day", "Time in sessions", "Rhythm", "└", "●", "█"):
            assert word in seen
        assert all(len(line) <= size[0] for line in shown.lines)
        await shown.press("esc")
        assert shown.app.screen is before


async def test_a_narrower_terminal_lays_it_out_anew(tmp_path: Path) -> None:
    async with (
        house(tmp_path) as home,
        stage(home, Wish(), size=(110, 30), capabilities=MONOCHROME) as shown,
    ):
        shown.app.call_later(shown.app.push_screen, InsightsScreen(Words(), REPORT))
        await shown.shows("not for appraisal")
        view = shown.app.screen.query_one(FiguresView)
        await until(lambda: view.has_pictures)
        await settled(shown.app)
        wide = view.virtual_size.height
        await shown.resize(50, 30)
        await until(lambda: view.virtual_size.height > wide)


@pytest.mark.parametrize("width", [45, 60, 120])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_line_fits(width: int, language: str) -> None:
    report = report_of(FOUND, Words(language))
    for pictures in (False, True):
        lines = report_lines(report, width, pictures=pictures)
        texts = ["".join(text for text, _ in line) for line in lines]
        assert max(map(len, texts)) <= width
        assert ("└" in "".join(texts)) == pictures
