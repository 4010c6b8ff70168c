"""Frames on their way from an app to a terminal, which may stop reading."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import ComposeResult
from textual.widgets import Input, Static

from retro.terminal.driver import HIGH_WATER, without_foreign
from retro.terminal.hosting import HostedApp
from retro.terminal.protocol import Capabilities
from tests.terminal.fakes import shown, until
from tests.terminal.stream import foreign

LARGE = (120, 40)


# A terminal that does not read


class Ticker(HostedApp[None]):
    """Draws a full screen whenever it is told."""

    turn = 0

    def compose(self) -> ComposeResult:
        yield Static(id="board", markup=False)

    def next_frame(self) -> None:
        self.turn += 1
        line = "".join(chr(33 + (self.turn + column) % 90) for column in range(110))
        self.query_one(Static).update("\n".join(f"{self.turn:06} {line}" for _row in range(38)))


async def frames(app: Ticker, count: int) -> None:
    for _turn in range(count):
        app.call_later(app.next_frame)
        drawn = asyncio.Event()
        app.call_after_refresh(drawn.set)
        await drawn.wait()


async def test_a_stalled_terminal_costs_bounded_memory_and_gets_a_whole_frame_after() -> None:
    async with shown(Ticker, size=LARGE) as visit:
        app, terminal = visit.app, visit.terminal
        assert isinstance(app, Ticker)
        terminal.stall()
        await frames(app, 80)
        largest_frame = 64 * 1024
        assert HIGH_WATER < terminal.most_pending < HIGH_WATER + largest_frame
        seen = len(terminal.sent)
        await frames(app, 20)
        assert len(terminal.sent) == seen
        app.bell()
        assert len(terminal.sent) == seen
        terminal.resume()
        await until(lambda: terminal.sent.count(f"{app.turn:06}", seen) >= 38)
        await frames(app, 1)
        await terminal.shows(f"{app.turn:06}")
    assert visit.status == 0


async def test_a_frame_that_was_begun_is_ended_while_stalled() -> None:
    async with shown(Ticker, size=LARGE) as visit:
        app, terminal = visit.app, visit.terminal
        assert isinstance(app, Ticker)
        terminal.type(b"\x1b[?2026;2$y\x1b[24~")
        await frames(app, 3)
        await until(lambda: "\x1b[?2026h" in terminal.sent)
        terminal.stall()
        await frames(app, 60)
        assert terminal.sent.count("\x1b[?2026h") == terminal.sent.count("\x1b[?2026l") > 0


async def test_a_stalled_terminal_can_hang_up() -> None:
    async with shown(Ticker, size=LARGE) as visit:
        app = visit.app
        assert isinstance(app, Ticker)
        visit.terminal.stall()
        await frames(app, 60)
    assert visit.status == 0


# What leaves


async def test_a_whole_frame_can_be_asked_for() -> None:
    async with shown(Ticker, size=LARGE) as visit:
        app = visit.app
        assert isinstance(app, Ticker)
        await frames(app, 1)
        await visit.terminal.shows("000001")
        seen = len(visit.terminal.sent)
        app.refresh_all()
        await until(lambda: visit.terminal.sent.count("000001", seen) >= 38)


@pytest.mark.parametrize(
    "hostile",
    ["\x1b]0;x\x07", "\x1b[2J", "\x1b[6n", "\x1bc", "\x9b2J", "\u202e", "\x1b[?1049l", "\x1bP1;2q"],
)
def test_a_frame_holds_nothing_but_text_styles_and_positions(hostile: str) -> None:
    frame = "\x1b[1;1H\x1b[38;2;1;2;3mé│👩\u200d🚀\x1b[0m\n"
    assert without_foreign(frame) == frame
    cleaned = without_foreign(frame + hostile + frame)
    assert foreign(cleaned) == []
    assert cleaned.startswith(frame)
    assert cleaned.endswith(frame)


class Copier(HostedApp[None]):
    def compose(self) -> ComposeResult:
        yield Input("text", id="field")


async def test_the_clipboard_is_filled_only_where_it_may_be() -> None:
    command = "\x1b]52;c;Y29weQ==\x07"
    async with shown(Copier) as visit:
        visit.app.copy_to_clipboard("copy")
        await until(lambda: command in visit.terminal.sent)
        visit.app.copy_to_clipboard("x" * 100_000)
        assert len(visit.terminal.sent) < 100_000
    async with shown(Copier, Capabilities(clipboard=False)) as visit:
        visit.app.copy_to_clipboard("copy")
    assert "\x1b]" not in visit.terminal.sent
    assert "Y29weQ" not in visit.terminal.sent


async def test_pointer_shapes_and_titles_do_not_leave() -> None:
    async with shown(Copier) as visit:
        visit.terminal.type(b"\x1b[<35;5;2M")
        driver = visit.app._driver
        assert driver is not None
        driver.write("\x1b]22;pointer\x07")
        driver.write("\x1b]0;title\x07")
        driver.write("\x1b]52;c;?\x07")
        driver.write("\x1b[?1003h")
    assert "\x1b]" not in visit.terminal.sent
    assert "pointer" not in visit.terminal.sent
    assert "\x1b[?1003h" not in visit.terminal.sent
