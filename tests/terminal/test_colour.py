"""The colours that leave for one terminal."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from rich.color import Color as RichColor
from rich.style import Style
from textual.app import ComposeResult
from textual.widgets import Label

from retro.terminal.colour import style_at
from retro.terminal.hosting import HostedApp
from retro.terminal.protocol import Capabilities, ColourDepth
from tests.terminal.fakes import EIGHT_BIT, MONOCHROME, STANDARD, TRUE_COLOUR, shown, until
from tests.terminal.stream import colours


class Painted(HostedApp[None]):
    CSS = """
    #bright { color: #ff8700; background: #102030; }
    #strong { text-style: bold underline reverse; }
    #dim { text-style: dim; color: ansi_green; }
    """

    def compose(self) -> ComposeResult:
        yield Label("bright", id="bright")
        yield Label("strong", id="strong")
        yield Label("dim", id="dim")


async def sent_to(capabilities: Capabilities) -> str:
    async with shown(Painted, capabilities) as visit:
        await visit.terminal.shows("bright")
    return visit.terminal.sent


@pytest.mark.parametrize(
    ("capabilities", "kinds"),
    [
        (TRUE_COLOUR, {"true"}),
        (EIGHT_BIT, {"256"}),
        (STANDARD, {"16"}),
        (MONOCHROME, set()),
    ],
)
async def test_each_terminal_gets_its_own_colours(
    capabilities: Capabilities, kinds: set[str]
) -> None:
    assert colours(await sent_to(capabilities)) == kinds


async def test_one_persons_colours_do_not_reach_the_next() -> None:
    """Textual caches escape codes on styles that all apps share."""
    for capabilities in (MONOCHROME, EIGHT_BIT, STANDARD, TRUE_COLOUR, EIGHT_BIT, MONOCHROME):
        alone = {"256": EIGHT_BIT, "16": STANDARD, "true": TRUE_COLOUR}
        (kind,) = [kind for kind, each in alone.items() if each is capabilities] or [""]
        assert colours(await sent_to(capabilities)) == ({kind} if kind else set())
        gc.collect()


async def test_the_style_under_the_mouse_has_the_terminals_colours_too() -> None:
    """Textual adds the style of a link under the mouse after its line filters."""

    class Linked(HostedApp[None]):
        CSS = "Label { link-background-hover: #ff8700; }"

        def compose(self) -> ComposeResult:
            yield Label("[@click=app.bell]link[/]")

    async with shown(Linked, replace(EIGHT_BIT, hover=True)) as visit:
        await visit.terminal.shows("link")
        seen = len(visit.terminal.sent)
        visit.terminal.type("\x1b[<35;2;1M")
        await until(lambda: "link" in visit.terminal.sent[seen:])
    hovered = visit.terminal.sent[seen:]
    assert "48;5;208mlink" in hovered
    assert colours(hovered) == {"256"}


async def test_emphasis_survives_without_colour() -> None:
    sent = await sent_to(MONOCHROME)
    assert "\x1b[1;4;7mstrong" in sent
    assert "\x1b[2mdim" in sent


async def test_dim_and_named_colours_are_the_terminals_own_with_sixteen() -> None:
    assert "\x1b[2;32;40mdim" in await sent_to(STANDARD)


async def test_the_servers_environment_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[38;2;255;135;0;48;2;16;32;48mbright" in await sent_to(TRUE_COLOUR)
    async with shown(Painted, TRUE_COLOUR) as visit:
        assert not visit.app.no_color
    monkeypatch.delenv("NO_COLOR")
    async with shown(Painted, MONOCHROME) as visit:
        assert visit.app.no_color


@pytest.mark.parametrize("depth", ColourDepth)
def test_a_style_for_a_depth_is_another_object(depth: ColourDepth) -> None:
    style = Style(color="#ff8700", bgcolor="#102030", bold=True)
    changed = style_at(style, depth)
    assert changed is not style
    assert changed.bold
    assert style.color == RichColor.parse("#ff8700")


@pytest.mark.parametrize("depth", [ColourDepth.STANDARD, ColourDepth.EIGHT_BIT])
@pytest.mark.parametrize(
    ("text", "ground", "is_light"), [("#010101", "#000000", True), ("#fefefe", "#ffffff", False)]
)
def test_text_does_not_vanish_into_its_ground(
    depth: ColourDepth, text: str, ground: str, is_light: bool
) -> None:
    changed = style_at(Style(color=text, bgcolor=ground), depth)
    assert changed.color is not None
    assert changed.color != changed.bgcolor
    assert (sum(changed.color.get_truecolor()) > 400) is is_light
    edge = style_at(Style(color=text, bgcolor=ground), depth, is_words=False)
    assert edge.color is not None
    assert edge.bgcolor is not None
    assert edge.color.number == edge.bgcolor.number


@pytest.mark.parametrize("depth", [ColourDepth.STANDARD, ColourDepth.EIGHT_BIT])
def test_hidden_text_stays_hidden(depth: ColourDepth) -> None:
    changed = style_at(Style(color="#123456", bgcolor="#123456"), depth)
    assert changed.color == changed.bgcolor


def test_no_colour_is_kept_as_no_colour() -> None:
    assert style_at(Style(bold=True), ColourDepth.EIGHT_BIT) == Style(bold=True)
    assert style_at(Style.null(), ColourDepth.STANDARD).color is None
