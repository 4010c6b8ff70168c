"""Whatever people write, and whatever draws it, nothing but text leaves for a terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import DataTable, Header, Input, Label, Markdown, OptionList, Static, TextArea

from retro.terminal.hosting import HostedApp
from tests.terminal.fakes import EIGHT_BIT, MONOCHROME, TRUE_COLOUR, shown
from tests.terminal.stream import foreign, plain

MARK = "\x1b[5;48;5;77m"  # a style that no theme has: blinking on colour 77

PAYLOADS = {
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\owned\x1b]8;;\x1b\\",
    "notification": "\x1b]777;notify;owned;owned\x07\x1b]9;owned\x1b\\\x1b]1337;File=:owned\x07",
    "palette": "\x1b]4;1;#ff0000\x1b\\\x1b]10;red\x07\x1b]2;owned\x07",
    "clear": "\x1b[2J\x1b[H\x1b[31;1mowned",
    "query": "\x1b[6n\x1b[21t\x1b[c\x1b[?1049l",
    "style": MARK + "owned",
    "reset": "\x1bc\x1b7\x1b8\x1b(0",
    "device": "\x1bP+q544e\x1b\\\x1bP1;2|owned\x1b\\",
    "application": "\x1b_Gowned\x1b\\\x1b^owned\x1b\\\x1bXowned\x1b\\",
    "c1": "\x9b2J\x9d0;owned\x9c\x90owned\x9c\x85\x84",
    "controls": "\x00\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "bidi": "\u202eowned\u202c\u2066owned\u2069\u200e\u200f\u061c",
    "invisible": "\u200b\u2060\ufeff\u00ad\u3164",
    "tags": "\U000e0001\U000e006f\U000e0077\U000e006e\U000e007f",
    "separators": "\u2028\u2029",
    "surrogates": "\ud800\udfff\uffff",
    "marks": "o" + "\u0335" * 50,
    "markup": "[@click=app.boom]owned[/] [link=https://evil.example]owned[/link]",
}


class Lines(ScrollView):
    """Draws with the line API, as boards do."""

    DEFAULT_CSS = "Lines { height: 3; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(f"lines {self.text}", Style(bold=True)), Segment(self.text)])


class Raw(Widget):
    """Draws past every filter that Textual has, with a control segment and a link besides."""

    DEFAULT_CSS = "Raw { height: 1; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render_lines(self, crop: Region) -> list[Strip]:
        link = Style(link=f"https://evil.example/{self.text}")
        line = [Segment("raw "), Segment(self.text, link), Segment(self.text, None, [(1,)])]  # type: ignore[list-item]
        return [Strip(line, self.size.width).crop(0, crop.width)] * crop.height


class Wall(HostedApp[None]):
    """Shows one text in every widget that people's text can come to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.has_boomed = False

    def compose(self) -> ComposeResult:
        text = self.text
        yield Header()
        yield Static(f"static {text}", markup=False)
        yield Static(Content(f"content {text}"))
        yield Label(f"label {text}", markup=False)
        yield Input(f"input {text}", placeholder=text)
        yield OptionList(Content(f"option {text}"))
        bordered = Static("bordered")
        bordered.styles.border = ("round", "red")
        bordered.border_title = Content(f"border {text}")
        bordered.border_subtitle = Content(text)
        bordered.tooltip = Content(text)
        yield bordered
        yield TextArea(f"area {text}", id="area")
        yield DataTable[Text](id="table")
        yield Markdown(f"markdown `{text}`")
        yield Lines(text)
        yield Raw(text)

    def on_mount(self) -> None:
        self.title = f"title {self.text}"
        self.query_one("#area").styles.height = 3
        self.query_one("#table").styles.height = 3
        table = self.query_one("#table", DataTable)
        table.add_columns(Text(self.text))
        table.add_row(Text(f"table {self.text}"))
        self.notify(f"notice {self.text}", title=self.text, timeout=60)

    def action_boom(self) -> None:
        self.has_boomed = True


PLACES = [
    "static",
    "content",
    "label",
    "input",
    "option",
    "border",
    "area",
    "table",
    "lines",
    "raw",
    "title",
    "notice",
]


@pytest.mark.parametrize("name", PAYLOADS)
async def test_nothing_but_text_leaves(name: str) -> None:
    payload = PAYLOADS[name]
    async with shown(lambda: Wall(f"{payload}fine"), size=(150, 60)) as visit:
        await visit.terminal.shows("notice")
        await visit.terminal.shows("fine")
        screen = visit.terminal.text
        assert [place for place in PLACES if place not in screen] == []
        visit.terminal.type("\t" * 3)
        visit.app.refresh_all()
        await visit.terminal.shows("fine")
    sent = visit.terminal.sent
    assert foreign(sent) == []
    assert MARK not in sent
    assert sent.count("\x1b[?1049l") == 1
    assert "\u0335" * 3 not in plain(sent)
    assert visit.status == 0


@pytest.mark.parametrize(
    "capabilities", [EIGHT_BIT, MONOCHROME, replace(TRUE_COLOUR, unicode=False)]
)
async def test_nor_for_terminals_with_less(capabilities: Any) -> None:
    text = "".join(PAYLOADS.values()) + "fine"
    async with shown(lambda: Wall(text), capabilities, size=(150, 60)) as visit:
        await visit.terminal.shows("fine")
    assert foreign(visit.terminal.sent) == []
    assert capabilities.unicode or plain(visit.terminal.sent).isascii()


class Clicked(HostedApp[None]):
    """Shows markup in a widget that reads markup, and counts what it does."""

    def __init__(self) -> None:
        super().__init__()
        self.booms = 0
        self.clicks = 0

    def compose(self) -> ComposeResult:
        yield Static("[@click=app.boom]press me[/]")
        yield Label("[@click=app.boom]and me[/]", markup=False)

    def action_boom(self) -> None:
        self.booms += 1

    def on_click(self) -> None:
        self.clicks += 1


async def test_an_action_in_text_never_runs() -> None:
    async with Clicked().run_test() as pilot:
        await pilot.click(Static, offset=(2, 0))
        await pilot.click(Label, offset=(20, 0))
        assert isinstance(pilot.app, Clicked)
        assert pilot.app.booms == 0
        assert pilot.app.clicks == 2


async def test_markup_in_a_notice_is_text() -> None:
    class Notifier(HostedApp[None]):
        def on_mount(self) -> None:
            self.notify("[b]bold[/b] [@click=app.boom]x[/]", timeout=60)

    async with shown(Notifier, size=(120, 30)) as visit:
        await visit.terminal.shows("[b]bold[/b] [@click=app.boom]x[/]")


async def test_borders_stay_in_place_around_odd_text() -> None:
    # Without emoji of several characters: pyte counts the cells of each.
    odd = [
        "日本語",
        "👩",
        "e\u0301",
        "Z" + "\u0335" * 50,
        "\u200bzero",
        "soft\u00ad",
        "\u202ertl",
        "שלום",
    ]

    class Boxes(HostedApp[None]):
        CSS = "Label { border: round red; width: 30; }"

        def compose(self) -> ComposeResult:
            for text in odd:
                yield Label(Content(text))

    async with shown(Boxes, size=(40, 40)) as visit:
        await visit.terminal.shows("soft")
        await visit.terminal.shows("rtl")
        rows = [line for line in visit.terminal._screen.buffer.values() if line[0].data in "│╭╰"]
        assert len(rows) == 3 * len(odd)
        assert {row[29].data for row in rows} == {"│", "╮", "╯"}
