"""A page of minutes: laid out once for all, with every word that was typed, at any width."""

import gc
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from rich.cells import cell_len

from retro.minutes.blocks import item, strong, table, title
from retro.minutes.escape import cell, heading, inline
from retro.session.commands import Finish
from retro.session.model import Writing
from retro.ui.screens.ended import EndedScreen
from retro.ui.widgets.page import PageView
from retro.ui.widgets.page_lines import Page, page_of
from tests.live.house import house
from tests.minutes.typed import typed, typed_line
from tests.terminal.fakes import until
from tests.ui.stage import guest, settled
from tests.ui.story import begin

EXAMPLES = Path(__file__).parents[2] / "examples"


def text_of(page: Page) -> list[str]:
    return ["".join(text for text, _ in line) for line in page.lines]


def squeezed(text: str) -> str:
    """Without what wrapping changes."""
    return "".join(text.split())


@given(typed())
@example("\xa0*  \\")
def test_what_was_typed_is_read_back(text: str) -> None:
    for markdown in (inline(text), item(text), item(text, 3, strong("Label"))):
        page = page_of(markdown, 40)
        read = squeezed("".join(text_of(page))).removeprefix("•").removeprefix("Label–")
        assert read == squeezed(text)


@given(typed(), typed_line())
def test_headings_and_cells_are_read_back(text: str, line: str) -> None:
    assert heading(line) in title(line, 2)
    assert squeezed("".join(text_of(page_of(title(line, 2), 40)))) == squeezed(line)
    markdown = table(("No.", "Action"), [("1", text)])
    assert cell(text) in markdown
    read = squeezed("".join(text_of(page_of(markdown, 20))))
    assert squeezed(text) in read


@pytest.mark.parametrize("name", [path.name for path in sorted(EXAMPLES.glob("minutes-*.md"))])
@pytest.mark.parametrize("width", [30, 43, 78, 118])
def test_every_line_fits(name: str, width: int) -> None:
    markdown = (EXAMPLES / name).read_text(encoding="utf-8")
    lines = text_of(page_of(markdown, width))
    assert max(map(cell_len, lines)) <= width
    # What a column is called stands with what is in it; over the first one it says nothing.
    told = re.sub(r"&#\d+;|<br>|\n\| [^|]+(?=.*\n\| -)", " ", markdown)
    words = re.findall(r"\w{4,}", told)
    shown = squeezed("".join(lines))
    assert not [word for word in words if word not in shown]
    assert not any("**" in line or "\\" in line or line.startswith("#") for line in lines)


def test_a_table_stands_in_columns_or_as_texts() -> None:
    markdown = table(("No.", "Action", "Owner"), [("1", "Rehearse the migration", "Dewi")])
    assert text_of(page_of(markdown, 60)) == [
        "No.   Action                   Owner",
        "────────────────────────────────────",
        "1     Rehearse the migration   Dewi",
    ]
    assert text_of(page_of(markdown, 30)) == ["1 Rehearse the migration", "  Owner: Dewi"]


def test_all_share_a_page_and_it_goes_with_the_last() -> None:
    page = page_of("- one", 40)
    assert page_of("- " + "one", 40) is page
    assert page_of("- one", 41) is not page
    known = id(page)
    del page
    gc.collect()
    assert known not in [id(each) for each in gc.get_objects() if isinstance(each, Page)]


async def test_at_the_end_all_read_one_page(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        room = (await begin(found.lobby, "aar", writing=Writing.APART, people=())).room
        codes = room.codes
        assert codes is not None
        async with (
            guest(found, codes.participant, "Bo") as one,
            guest(found, codes.observer, "Cy") as two,
        ):
            await room.submit(Finish(), room.facilitator)
            await until(lambda: one.at(EndedScreen) and two.at(EndedScreen))
            for shown in (one, two):
                await settled(shown.app)
                await shown.shows("After-action review")
            pages = [shown.app.screen.query_one(PageView) for shown in (one, two)]
            assert pages[0].markdown is pages[1].markdown
            assert pages[0]._page is pages[1]._page
            top = one.text
            await one.press("end")
            await until(lambda: one.text != top)
            await one.press("home")
            await until(lambda: one.text == top)
