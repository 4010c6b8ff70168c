"""What may leave as text."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro.session.text import clean, clean_line
from retro.terminal import safety
from retro.terminal.safety import is_plain, is_typable, printable
from tests.terminal.texts import ANY_TEXT, FORBIDDEN, MISPLACED, ODD


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
        ("one\r\ntwo\rthree\u2028four\u2029five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb", "a    b"),
        ("abc\u202egnp.exe\u202c \u2066x\u2069 \u061c\u200e\u200f", "abcgnp.exe x "),
        ("zero\u200bwidth\u00adsoft\ufeffbom\u2060", "zerowidthsoftbom"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("fill\u3164\u115f\u1160\uffa0er", "filler"),
        ("\ud800\udfff", "\ufffd\ufffd"),
        ("\ufdd0\uffff\U0010ffff", "\ufffd\ufffd\ufffd"),
        ("\u0378\U0001faff", "\u0378\U0001faff"),
        ("e\u0301\u0323\u0302\u0303x\u0301", "e\u0301\u0323x\u0301"),
        ("\u0301\u0301start\n\u0301line", "\u0301start\n\u0301line"),
        ("e\u0301", "e\u0301"),
        ("👩\u200d🚀 and 👨\u200d👩\u200d👧", "👩\u200d🚀 and 👨\u200d👩\u200d👧"),
        ("🏳\ufe0f\u200d🌈 ❤\ufe0f ☺\ufe0e", "🏳\ufe0f\u200d🌈 ❤\ufe0f ☺\ufe0e"),
        ("👍🏽 🇳🇱", "👍🏽 🇳🇱"),
        ("1\ufe0f\u20e3 #\u20e3", "1\ufe0f\u20e3 #\u20e3"),
        ("a\u200db a\u200cb a\ufe0f \ufe0f \u845b\u180b", "ab ab a  \u845b"),
        ("❤\ufe0f\ufe0f\u200d\u200d🔥\u200d", "❤\ufe0f\u200d🔥"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


def test_line_breaks_become_spaces_in_one_line() -> None:
    assert printable("one\r\ntwo\u2028three", lines=False) == "one two three"


def test_a_pile_of_marks_is_cut() -> None:
    assert printable("Z" + "\u0335" * 50 + "a") == "Z\u0335a"
    assert printable("Z" + "\u0335\u0336\u0337" * 20 + "a") == "Z\u0335\u0336a"
    assert printable("क" + "ािीुूृॄॅ") == "क" + "ािीुूृ"


@pytest.mark.parametrize(
    "text",
    [
        "हिन्दी: ज़िंदगी, क्षत्रिय; मराठी: दर्\u200dया",
        "বাংলা: র\u200d্যাব, ক্ষমা",
        "தமிழ்: க்ஷௌ; മലയാളം: അവന്\u200dറെ",
        "සිංහල: ශ්\u200dරී ලංකා",
        "မြန်မာ: ကြောင့်၊ မြွှာ; ខ្មែរ: ស្ត្រី",
        "བོད་ཡིག: བསྒྲུབས; ไทย: ที่ น้ำ",
        "فارسی: می\u200cخواهم; العربية: مُحَمَّدٌ \u0600١٢٣",
        "עִבְרִית: שָׁלוֹם; Tiếng Việt: những",
        "ᠮᠣᠩᠭᠣᠯ ᠠ\u180b; 葛\U000e0100飾区",
    ],
)
def test_scripts_keep_their_marks_and_joiners(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert printable(text) == text
    assert all(map(is_typable, text))


def without_end(text: str) -> str:
    return clean(text, 10 * len(text) + 10)


def assert_session_and_screen_agree(text: str) -> None:
    """The screen shows what a session keeps, and shows nothing that a session would drop."""
    kept = without_end(text)
    assert printable(kept) == kept
    assert all(map(is_typable, kept.replace("\n", "")))
    line = clean_line(text, 10 * len(text) + 10)
    assert printable(line, lines=False) == line
    # What is no character is shown by another, and dropped from a session.
    characters = re.sub("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "", text)
    characters = "".join(each for each in characters if ord(each) & 0xFFFE != 0xFFFE)
    composed = unicodedata.normalize("NFC", characters)
    assert without_end(printable(composed)) == without_end(composed)
    shown = unicodedata.normalize("NFC", printable(composed)).strip("\n")
    assert "\n".join(each.rstrip() for each in shown.split("\n")).strip("\n") == without_end(shown)


@settings(max_examples=500)
@given(ANY_TEXT | st.text(st.sampled_from(ODD), max_size=20))
def test_the_screen_shows_what_a_session_keeps(text: str) -> None:
    assert_session_and_screen_agree(text)


@pytest.mark.no_cover  # one line, for every character
def test_the_screen_shows_every_character_that_a_session_keeps() -> None:
    # Not the 90,000 of Chinese and Korean, nor the planes without characters.
    for first, last in ((0, 0x3500), (0xA000, 0xAC10), (0xD700, 0x12000), (0x1CF00, 0x20000)):
        for start in range(first, last, 128):
            lines = (f"a{chr(x)}{chr(x)}" for x in range(start, min(start + 128, last)))
            assert_session_and_screen_agree("\n".join(lines))
    for x in (*range(0xE0000, 0xE0200), *range(0xEFFFE, 0xF0002), *range(0x10FFF0, 0x110000)):
        assert_session_and_screen_agree(f"\u845b{chr(x)}")


@given(ANY_TEXT)
def test_nothing_forbidden_comes_out(text: str) -> None:
    safe = printable(text)
    assert FORBIDDEN.search(safe) is None
    assert MISPLACED.search(safe) is None
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
    "character",
    ["a", "é", "日", "👩", "\U0001faff", "\u200c", "\u200d", "\ufe0f", "\u0301", "\r", "\x1b"],
)
def test_typable(character: str) -> None:
    assert is_typable(character)


@pytest.mark.parametrize(
    "character", ["\x9b", "\u202e", "\ud800", "\uffff", "\u200b", "\U000e0041", "\u2028"]
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
