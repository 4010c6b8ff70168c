"""A whole session in Dutch: nothing on its screens is English, and nothing is cut off.

`python -m tests.ui.walk FOLDER` does the same for every format, at more sizes.
"""

from pathlib import Path

import pytest

from retro.ui.widgets.lines import NoticeLine, Prompt
from tests.ui.walk import faults, walk, walking

SCREENS = (("Noor", (80, 24)), ("Bo", (80, 24)))


@pytest.mark.parametrize("format", ["incident", "iv-five"])
async def test_every_phase_is_whole_and_dutch(tmp_path: Path, format: str) -> None:
    seen = await walk(tmp_path, format, SCREENS)
    assert {each.screen for each in seen} == {"Noor-80x24-shared", "Bo-80x24"}
    assert len({each.phase for each in seen}) > 6
    wrong = [f"{s.phase}, {s.state}, {s.screen}: {s.faults}\n{s.text}" for s in seen if s.faults]
    assert not wrong, "\n".join(wrong)


async def test_what_is_english_or_cut_off_is_found(tmp_path: Path) -> None:
    async with walking(tmp_path, "www", SCREENS[:1]) as company:
        shown = next(iter(company.screens.values()))
        await shown.press()
        assert list(faults(shown, company.phase)) == []
        notice = shown.app.screen.query_one(NoticeLine)
        notice.styles.max_height = 1
        notice.hint = "Press Enter and type what the room says, one thing a card. " * 3
        await shown.press()
        found = list(faults(shown, company.phase))
        assert any(each.startswith("English: Press Enter and type") for each in found)
        assert any(each.startswith("NoticeLine: cut") for each in found)
        shown.app.screen.query_one(Prompt).styles.width = 9
        shown.app.screen.query_one(Prompt).styles.max_height = 1
        await shown.press()
        assert any(each.startswith("Prompt: cut") for each in faults(shown, company.phase))
