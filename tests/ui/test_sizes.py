"""Any window, any colours: everything stays readable, and nothing is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from retro.terminal.protocol import Capabilities, ColourDepth
from retro.ui.app import RetroApp
from retro.ui.screens.too_small import TooSmallScreen
from retro.ui.widgets.heading import TimerLine
from retro.ui.widgets.write_line import WriteLine
from tests.live.house import Clock
from tests.terminal.fakes import EIGHT_BIT, MONOCHROME, STANDARD, TRUE_COLOUR
from tests.ui.stage import at_phase, settled


async def test_a_window_may_have_any_size(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "happened") as shown:
        await shown.press("enter", "09:40 it began", "enter", "half")
        before = shown.text
        await shown.resize(1, 1)
        assert isinstance(shown.app.screen, TooSmallScreen)
        await shown.resize(39, 30)
        assert "too small: 40 by 12" in " ".join(shown.text.split())
        await shown.resize(500, 200)
        assert "it began" in shown.text
        await shown.resize(45, 20)
        assert "half" in shown.text
        await shown.resize(80, 24)
        assert shown.text == before
        assert shown.app.screen.query_one(WriteLine).text == "half"
        await shown.press(" more", "enter")
        assert shown.card("half more")


async def test_a_phase_that_changes_in_a_window_too_small(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.resize(20, 5)
        from retro.session.commands import Advance

        await shown.room.submit(Advance("planned"), shown.room.facilitator)
        await settled(shown.app)
        assert isinstance(shown.app.screen, TooSmallScreen)
        await shown.resize(80, 24)
        await shown.shows("HAPPENED")


@pytest.mark.parametrize("capabilities", [MONOCHROME, STANDARD, EIGHT_BIT], ids=lambda c: c.term)
async def test_states_are_told_without_colour(tmp_path: Path, capabilities: Capabilities) -> None:
    async with at_phase(tmp_path, "happened", capabilities=capabilities) as shown:
        await shown.press("enter", "09:40 it began", "enter", "enter", "l", "1", "3")
        assert "▸• 09:40  it began" in shown.text
        assert "▼ other than planned" in shown.text
        assert "▸ HAPPENED" in shown.text
        await shown.press("a")
        assert "! “owner says yes” is for: Actions." in shown.text
        if capabilities.colour is ColourDepth.NONE:
            for sequence in ("\x1b[38", ";38;", "\x1b[48", ";48;", "\x1b[31m"):
                assert sequence not in shown.terminal.sent


async def test_the_focus_of_a_button_is_seen_without_colour(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "close", capabilities=MONOCHROME) as shown:
        await shown.press("n")
        row = next(y for y, line in enumerate(shown.lines) if "No, not yet" in line)
        cells = shown.terminal._screen.buffer[row]
        column = shown.lines[row].index("No, not yet")
        assert cells[column].reverse
        assert not cells[shown.lines[row].index("Yes (y)")].reverse


async def test_the_cursor_is_seen_without_colour(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned", capabilities=MONOCHROME) as shown:
        await shown.press("enter", "half")
        cursor = shown.terminal._screen.cursor
        assert shown.before_cursor.endswith("half")
        assert shown.terminal._screen.buffer[cursor.y][cursor.x].reverse
    async with at_phase(tmp_path / "form", "commit", capabilities=MONOCHROME) as shown:
        await shown.press("enter", "Add")
        row = next(y for y, line in enumerate(shown.lines) if "Add" in line)
        assert any(cell.reverse for cell in shown.terminal._screen.buffer[row].values())


async def test_light_and_dark_follow_the_terminal(tmp_path: Path) -> None:
    for number, (dark, name) in enumerate(
        ((None, "retro-dark"), (True, "retro-dark"), (False, "retro-light"))
    ):
        capabilities = replace(TRUE_COLOUR, dark=dark)
        async with at_phase(tmp_path / str(number), "welcome", capabilities=capabilities) as shown:
            assert shown.app.theme == name


async def test_an_idle_screen_sends_one_line_a_second(tmp_path: Path) -> None:
    clock = Clock()
    async with at_phase(tmp_path, "planned", clock=clock, size=(120, 40)) as shown:
        app: RetroApp = shown.app
        screen = app.screen
        begun = -1
        while begun != len(shown.terminal.sent):
            begun = len(shown.terminal.sent)
            await settled(app)
        for _ in range(3):
            screen._tick()  # type: ignore[attr-defined]
            await settled(app)
        assert shown.terminal.sent[begun:] == ""
        for _ in range(5):
            clock.forward(seconds=1)
            screen._tick()  # type: ignore[attr-defined]
            await settled(app)
        sent = shown.terminal.sent[begun:]
        assert "4:5" in sent
        assert 0 < len(sent) / 5 < 200
        assert "Release" not in sent
        assert screen.query_one(TimerLine).left.total_seconds() == 295
