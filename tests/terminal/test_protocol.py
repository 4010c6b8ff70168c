"""What a terminal can do, and how large it may be."""

from __future__ import annotations

import pytest

from retro.terminal.protocol import (
    Capabilities,
    ColourDepth,
    UnsupportedTerminal,
    capabilities_from,
    clamp_size,
)

TRUE, EIGHT_BIT = ColourDepth.TRUE, ColourDepth.EIGHT_BIT
STANDARD, NONE = ColourDepth.STANDARD, ColourDepth.NONE


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        ((80, 24), (80, 24)),
        ((1, 1), (1, 1)),
        ((500, 200), (500, 200)),
        ((0, 0), (80, 24)),
        ((0, 50), (80, 24)),
        ((-5, 10), (80, 24)),
        ((1000, 500), (500, 200)),
        ((10_000, 10_000), (500, 200)),
        ((2**32 - 1, 2**32 - 1), (500, 200)),
    ],
)
def test_sizes_are_clamped(claimed: tuple[int, int], given: tuple[int, int]) -> None:
    assert clamp_size(*claimed) == given


@pytest.mark.parametrize(
    ("term", "environment", "depth"),
    [
        ("xterm-256color", {"COLORTERM": "truecolor"}, TRUE),
        ("xterm", {"COLORTERM": "24bit"}, TRUE),
        ("xterm-kitty", {}, TRUE),
        ("xterm-ghostty", {}, TRUE),
        ("alacritty", {}, TRUE),
        ("foot", {}, TRUE),
        ("foot-extra", {}, TRUE),
        ("wezterm", {}, TRUE),
        ("xterm-direct", {}, TRUE),
        ("xterm-256color", {"LC_TERMINAL": "iTerm2"}, TRUE),
        ("xterm-256color", {"TERM_PROGRAM": "WezTerm"}, TRUE),
        ("xterm-256color", {}, EIGHT_BIT),
        ("tmux-256color", {}, EIGHT_BIT),
        ("xterm-256color", {"TERM_PROGRAM": "Apple_Terminal"}, EIGHT_BIT),
        ("xterm", {}, STANDARD),
        ("screen", {"COLORTERM": "1"}, STANDARD),
        ("linux", {}, STANDARD),
        ("vt100", {}, NONE),
        ("xterm-mono", {}, NONE),
        ("xterm-kitty", {"NO_COLOR": "1"}, NONE),
        ("xterm-kitty", {"NO_COLOR": ""}, TRUE),
    ],
)
def test_colours(term: str, environment: dict[str, str], depth: ColourDepth) -> None:
    assert capabilities_from(term, environment).colour is depth


def test_no_color_is_told_apart_from_a_terminal_without() -> None:
    assert capabilities_from("xterm", {"NO_COLOR": "1"}).no_color
    assert not capabilities_from("vt100", {}).no_color


@pytest.mark.parametrize("term", ["", "dumb", "unknown", "xterm\x1b]0;x", "x" * 65, "a b", "é"])
def test_some_terminals_cannot_show_a_screen(term: str) -> None:
    with pytest.raises(UnsupportedTerminal, match=r"cannot show a full screen.*TERM"):
        capabilities_from(term, {})


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, True),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "C.utf8"}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "POSIX"}, False),
        ({"LANG": "nl_NL.ISO-8859-15@euro"}, False),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "en_GB.UTF-8", "LANG": "C"}, True),
    ],
)
def test_unicode(environment: dict[str, str], expected: bool) -> None:
    assert capabilities_from("xterm", environment).unicode is expected


@pytest.mark.parametrize(
    ("colours", "dark"),
    [
        ("15;0", True),
        ("0;15", False),
        ("12;default;8", True),
        ("7", False),
        ("", None),
        ("x", None),
    ],
)
def test_dark(colours: str, dark: bool | None) -> None:
    assert capabilities_from("xterm", {"COLORFGBG": colours}).dark is dark


def test_mouse_and_clipboard() -> None:
    assert capabilities_from("xterm-256color", {}) == Capabilities(
        colour=EIGHT_BIT, mouse=True, clipboard=True
    )
    console = capabilities_from("linux", {})
    assert not console.mouse
    assert not console.clipboard
    assert not capabilities_from("xterm-256color", {"TERM_PROGRAM": "Apple_Terminal"}).clipboard
