"""The last filter on what widgets drew."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from retro.terminal.outgoing import PrintableFilter, ascii_only
from tests.terminal.texts import ANY_TEXT, FORBIDDEN

BLACK = Color(0, 0, 0)


@given(ANY_TEXT)
def test_the_filter_keeps_the_width_and_lets_nothing_through(text: str) -> None:
    (segment,) = PrintableFilter().apply([Segment(text)], BLACK)
    assert FORBIDDEN.search(segment.text) is None
    assert "\n" not in segment.text
    assert cell_len(segment.text) == cell_len(text)


@pytest.mark.parametrize("text", ["\u2028\u2029fine", "\tfine", "fi\r\nne", "\x1b\u202efine"])
def test_the_filter_loses_no_words(text: str) -> None:
    (segment,) = PrintableFilter().apply([Segment(text)], BLACK)
    assert segment.text == "fine"


@given(st.text())
def test_the_ascii_filter_keeps_the_width(text: str) -> None:
    (segment,) = PrintableFilter(unicode=False).apply([Segment(text)], BLACK)
    assert segment.text.isascii()
    assert segment.text.isprintable()
    assert cell_len(segment.text) == cell_len(text)


@pytest.mark.parametrize("unicode", [True, False])
def test_what_was_shown_is_forgotten_with_the_screen(unicode: bool) -> None:
    class Text(str):
        pass

    shown = PrintableFilter(unicode=unicode)
    # Rich remembers the width of texts below 512 characters, whoever asks for it.
    text = Text("a secret\x1b é" * 60)
    shown.apply([Segment(text)], BLACK)
    kept = ref(text)
    del text, shown
    gc.collect()
    assert kept() is None


def test_ascii_draws_lines_and_drops_accents() -> None:
    assert ascii_only("┌──┐│één│▸ 日本") == "+--+|een|> ????"


def test_links_and_controls_leave_as_plain_text() -> None:
    linked = Segment("bank", Style(link="https://evil.example", bold=True))
    control = Segment("\x1b[2J", None, [(1,)])  # type: ignore[list-item]
    (plain, cleared) = PrintableFilter().apply([linked, control], BLACK)
    assert plain.style is not None
    assert plain.style.link is None
    assert plain.style.bold
    assert cleared == Segment(cleared.text, None, None)
    assert "\x1b" not in cleared.text
