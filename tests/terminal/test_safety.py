"""What may leave as text."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.terminal import safety
from retro.terminal.safety import is_plain, is_typable, printable
from tests.terminal.texts import ANY_TEXT, FORBIDDEN


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
        if is_plain(character) and character != "\n":
            assert "".join(safety._kept("a" + character)) == "a" + character, hex(codepoint)
            assert unicodedata.category(character)[0] in "LNPSZ", hex(codepoint)


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


def test_a_client_that_only_restores_a_terminal_loads_no_screens() -> None:
    program = """
import sys
import retro.terminal.protocol, retro.terminal.restore, retro.terminal.safety
print([name for name in ("rich", "textual") if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "[]\n"), run.stderr
