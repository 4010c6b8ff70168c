"""What may leave as text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from retro.terminal import safety
from retro.terminal.safety import PrintableFilter, ascii_only, is_typable, printable

BLACK = Color(0, 0, 0)

# Written down a second time, apart from the program's rules: what must never come out.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e0fff]"
)

ANY_TEXT = st.text(
    st.characters()
    | st.sampled_from("\x1b\x9b\u202e\ud800\u200d\ufe0f\u20e3\u0301\u200b\n\r\t1👩🚀❤")
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("plain text, ~tilde~ {and} so on", "plain text, ~tilde~ {and} so on"),
        ("één café ─│┌ → ✓ … “quoted”", "één café ─│┌ → ✓ … “quoted”"),
        ("日本語 한국어 Ελλάδα Україна", "日本語 한국어 Ελλάδα Україна"),
        ("שלום עולם", "שלום עולם"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\x1b[2Jgone", "[2Jgone"),
        ("\x9b2Jgone\x9d0;x\x9c", "2Jgone0;x"),
        ("\x7f\x08\x0bback", "back"),
        ("a\x00b", "ab"),
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a    b"),
        ("abc\u202egnp.exe\u202c \u2066x\u2069 \u061c\u200e\u200f", "abcgnp.exe x "),
        ("zero\u200bwidth\u00adsoft\ufeffbom\u2060", "zerowidthsoftbom"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("fill\u3164\u115f\u1160\uffa0er", "filler"),
        ("\ud800\udfff", "\ufffd\ufffd"),
        ("\ufdd0\uffff\U0010ffff", "\ufffd\ufffd\ufffd"),
        ("\u0378", "□"),
        ("e\u0301\u0323\u0302\u0303x\u0301", "e\u0301\u0323x\u0301"),
        ("\u0301start\n\u0301line", "start\nline"),
        ("e\u0301", "e\u0301"),
        ("👩\u200d🚀 and 👨\u200d👩\u200d👧", "👩\u200d🚀 and 👨\u200d👩\u200d👧"),
        ("🏳\ufe0f\u200d🌈 ❤\ufe0f ☺\ufe0e", "🏳\ufe0f\u200d🌈 ❤\ufe0f ☺\ufe0e"),
        ("👍🏽 🇳🇱", "👍🏽 🇳🇱"),
        ("1\ufe0f\u20e3 #\u20e3", "1\ufe0f\u20e3 #\u20e3"),
        ("a\u200db a\ufe0f 1\ufe0fx a\u20e3", "ab a 1x a"),
        ("❤\ufe0f\ufe0f\u200d\u200d🔥\u200d", "❤\ufe0f\u200d🔥"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


def test_line_breaks_become_spaces_in_one_line() -> None:
    assert printable("one\r\ntwo\u2028three", lines=False) == "one two three"


def test_a_pile_of_marks_is_cut_to_two() -> None:
    assert printable("Z" + "\u0335" * 50 + "a") == "Z\u0335\u0335a"


@given(ANY_TEXT)
def test_nothing_forbidden_comes_out(text: str) -> None:
    safe = printable(text)
    assert FORBIDDEN.search(safe) is None
    safe.encode("utf-8")
    assert not re.search("[\u0300-\u036f]{3}", safe)
    assert "\n" not in printable(text, lines=False)


@given(ANY_TEXT)
def test_printable_is_idempotent(text: str) -> None:
    assert printable(printable(text)) == printable(text)
    assert printable(printable(text, lines=False), lines=False) == printable(text, lines=False)


@given(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u115f\u1160"))
)
def test_clean_text_is_unchanged(text: str) -> None:
    assert printable(text) == re.sub("[\u3164\uffa0]", "", text)


def test_the_quick_way_agrees_with_the_thorough_one() -> None:
    for codepoint in range(0x110000):
        character = chr(codepoint)
        if safety._PLAIN(character) and character != "\n":
            assert "".join(safety._kept("a" + character)) == "a" + character, hex(codepoint)
            assert unicodedata.category(character)[0] in "LNPSZ", hex(codepoint)


@given(ANY_TEXT)
def test_the_filter_keeps_the_width_and_lets_nothing_through(text: str) -> None:
    (segment,) = PrintableFilter().apply([Segment(text)], BLACK)
    assert FORBIDDEN.search(segment.text) is None
    assert "\n" not in segment.text
    assert cell_len(segment.text) == cell_len(text)


@given(st.text())
def test_the_ascii_filter_keeps_the_width(text: str) -> None:
    (segment,) = PrintableFilter(unicode=False).apply([Segment(text)], BLACK)
    assert segment.text.isascii()
    assert segment.text.isprintable()
    assert cell_len(segment.text) == cell_len(text)


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


@pytest.mark.parametrize(
    "character", ["a", "é", "日", "👩", "\u200d", "\ufe0f", "\u0301", "\r", "\x1b"]
)
def test_typable(character: str) -> None:
    assert is_typable(character)


@pytest.mark.parametrize(
    "character", ["\x9b", "\u202e", "\ud800", "\u200b", "\U000e0041", "\u2028"]
)
def test_not_typable(character: str) -> None:
    assert not is_typable(character)
