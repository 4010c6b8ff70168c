"""The figures of a team, to read and to scroll."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from retro.minutes.blocks import table
from retro.minutes.insights.parts import Report, Section
from retro.minutes.insights.pictures import load, picture
from retro.ui.widgets.page import PageView
from retro.ui.widgets.page_lines import WIDEST_TEXT, Line, page_of, wrapped
from retro.words import Words


class FiguresView(PageView):
    """A report, line by line, with tables for pictures until `has_pictures`."""

    def __init__(self, report: Report, *, id: str | None = None) -> None:
        super().__init__("", id=id)
        self.report = report
        self.has_pictures = False

    @on(Resize)
    def _was_resized(self, event: Resize) -> None:
        # A page of minutes would be laid out as well.
        event.prevent_default()
        self.lay_out()

    def lay_out(self) -> None:
        """Lay the report out anew for the width there is."""
        width = max(1, self.scrollable_content_region.width - 1)
        self._lines = tuple(report_lines(self.report, width, pictures=self.has_pictures))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()


class InsightsScreen(Screen[None]):
    """What `retro insights` prints, on a screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,backspace", "close", show=False)
    ]
    AUTO_FOCUS = "#figures"

    def __init__(self, words: Words, report: Report) -> None:
        super().__init__()
        self.words = words
        self.report = report

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(Content.styled(self.report.title, "bold $accent"), id="thanks")
            yield FiguresView(self.report, id="figures")
            yield Static(self.words("Esc goes back"), classes="quiet")

    def on_mount(self) -> None:
        self.run_worker(self._draw())

    async def _draw(self) -> None:
        # Loading it on the loop would hold up everybody else's screen.
        if await asyncio.to_thread(load):
            view = self.query_one(FiguresView)
            view.has_pictures = True
            view.lay_out()

    def action_close(self) -> None:
        self.dismiss(None)


def report_lines(report: Report, width: int, *, pictures: bool) -> Iterator[Line]:
    """A report without its title, laid out for one width in cells."""
    text_width = min(width, WIDEST_TEXT)
    for sentence in report.lead:
        yield from wrapped([(sentence, "quiet")], text_width)
    for section in report.sections:
        yield ()
        yield from _section(section, width, pictures=pictures)
    yield ()
    for sentence in report.end:
        yield from wrapped([(sentence, "quiet")], text_width)


def _section(section: Section, width: int, *, pictures: bool) -> Iterator[Line]:
    text_width = min(width, WIDEST_TEXT)
    yield from wrapped([(section.title, "section")], text_width)
    for sentence in section.sentences:
        yield from wrapped([(sentence, "")], text_width)
    for item in section.items:
        for place, line in enumerate(wrapped([(item, "")], max(1, text_width - 2))):
            yield (("  " if place else "• ", "quiet"), *line)
    drawn = picture(section.chart, width) if pictures and section.chart else ()
    if drawn:
        yield from (((line, "heading"),) for line in drawn)
    elif section.table is not None:
        shown = section.table
        yield from page_of(table(shown.header, shown.rows, right=shown.right), width).lines
