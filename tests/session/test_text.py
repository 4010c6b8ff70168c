"""What people type is kept; what only a terminal or a trick would see is not."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retro.session.text import CARD_LIMIT, clean, clean_line

ESC = "\x1b"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        # Control characters and what hangs on them: a terminal would obey.
        (f"{ESC}[31mred{ESC}[0m", "[31mred[0m"),
        (f"{ESC}]0;title\x07", "]0;title"),
        (f"{ESC}]52;c;ZXZpbA=={ESC}\\", "]52;c;ZXZpbA==\\"),
        ("\x9b31mred", "31mred"),
        ("null\x00, bell\x07, back\x08, delete\x7f", "null, bell, back, delete"),
        ("\x90payload\x9c", "payload"),
        # Line breaks and tabs.
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\u2028two\u2029three\x85four", "one\ntwo\nthree\nfour"),
        ("page\x0cvertical\x0b", "pagevertical"),
        ("a\tb", "a    b"),
        ("\n\n  indented  \n\n", "  indented"),
        # Bidirectional controls.
        ("\u202eevil\u202c", "evil"),
        ("\u2066isolated\u2069 \u2067x\u2068y", "isolated xy"),
        ("\u200eleft\u200fright\u061c", "leftright"),
        # Invisible characters.
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u115f\u1160\u3164\uffa0", ""),
        ("a\u034fb", "ab"),
        ("\u180ex\u17b4\u17b5", "x"),
        ("\u2061\u2062\u2063\u2064x\u206a\u206f", "x"),
        ("x\U0001d173\U0001d17ay\U0001bca0", "xy"),
        ("tags\U000e0001\U000e0041\U000e007f", "tags"),
        ("x\ufe0f1\ufe0f\ufe0f\ufe0f", "x1\ufe0f"),
        ("\u845b" + "\U000e0100" * 9, "\u845b\U000e0100"),
        ("hidden" + "".join(chr(0xE0100 + byte) for byte in b"secret"), "hidden"),
        ("\ufe0fno base", "no base"),
        ("\ufff9ruby\ufffb", "ruby"),
        # A joiner where nothing joins.
        ("a\u200db", "ab"),
        ("a\u200cb", "ab"),
        ("\u200d\u200c", ""),
        ("^\u200d^", "^^"),
        ("\U0001f600\u200d", "\U0001f600"),
        ("\U0001f600\u200dletter", "\U0001f600letter"),
        # What is not text at all.
        ("half\ud800pair\udfff", "halfpair"),
        ("\ufdd0\uffff\U0010ffff", ""),
        # Marks that pile up.
        ("Z" + "\u0351\u036b\u0343\u036a\u0302\u0352" * 3, "Z\u0351\u036b"),
        ("a" + "\u0336\u0337\u0338", "a\u0336\u0337"),
        ("ส" + "\u0e49" * 20, "ส\u0e49"),
    ],
)
def test_hostile_text(typed: str, kept: str) -> None:
    assert clean(typed) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize(
    "text",
    [
        "Deploy by 10:00 — no visible downtime (“none”, 0 %)",
        "`code` <b> & **stars** [link](https://example.org/?a=b#c) \\n | ~ ^ _ {x} $y",
        "Ça va? Größe, naïve, œuvre, Łódź, šŤ, ñandú, İstanbul, ħalq, ŋ",
        "Tiếng Việt: những người ở đây đều nghĩ thế",
        "Ελληνικά: τί ἐστι τόδε; ᾧ",
        "Русский, українська ї, български",
        "עִבְרִית עם ניקוד: שָׁלוֹם",
        "العربية: مُحَمَّدٌ ١٢٣",
        "فارسی: می\u200cخواهم نمی\u200cدانم",
        "हिन्दी: ज़िंदगी, क्षत्रिय, नहीं",
        "मराठी: दर्\u200dया",
        "বাংলা: র\u200d্যাব, ক্ষমা",
        "தமிழ்: க்ஷௌ",
        "മലയാളം: അവന്\u200dറെ",
        "සිංහල: ශ්\u200dරී ලංකා",
        "ไทย: ที่ น้ำ เพื่อ ผู้ใหญ่",
        "ລາວ: ເຂົ້າ",
        "မြန်မာ: ကြောင့်၊ မြွှာ",
        "ខ្មែរ: ស្ត្រី",
        "བོད་ཡིག: བསྒྲུབས",
        "한국어: 안녕하세요",
        "日本語：これはペンです。葛\U000e0100飾区",
        "简体中文，繁體中文：測試。𠮷野家",
        "ქართული, Հայերեն, አማርኛ, ᏣᎳᎩ, ᠮᠣᠩᠭᠣᠯ",
        "e\u0301a\u0328\u0301".encode().decode(),
        "👍🏽 👨‍👩‍👧‍👦 🏳️‍🌈 🏴‍☠️ 👩🏿‍🚀 🙂‍↔️ ❤️‍🔥 🐦‍⬛ 🧑🏻‍🤝‍🧑🏾",
        "1️⃣ #️⃣ ☎️ ☎︎ 🇳🇱 ✔️ → ⇒ ≤ ∑ √ ½ ² µ € ™ © …",
        "┌─┐ █▓▒ ⠓⠑ ♠ ♪",
        "def f(x):\n    return x\n\n\nprint(f(1))",
        "  two leading spaces, two  inside",
        "no\u00a0break, thin\u2009space, ideographic\u3000space",
    ],
)
def test_ordinary_text_is_kept(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\n b\t c  ", "a b c"),
        ("a\u00a0\u3000b", "a b"),
        ("👨‍👩‍👧‍👦\n👍", "👨‍👩‍👧‍👦 👍"),
        ("\n\n", ""),
    ],
)
def test_a_line(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


HOSTILE = st.sampled_from(
    "\x00\x07\x08\t\n\r\x1b\x7f\x85\x9b \u00a0\u00ad\u0300\u0301\u0327\u0338\u034f\u05b4\u061c"
    "\u094d\u0bd7\u0e49\u1161\u11a8\u1100\u115f\u200b\u200c\u200d\u200e\u2028\u202e\u2066\u2069"
    "\u20e3\u3099\ufe0e\ufe0f\ufeff\uffff\ud800\U000e0041\U000e0100\U0001f3fd\U0001f600\u2194"
    "e\u00e9\u0628\u0631\u0915\u304b\uac00\u212b\u0344\u1fee\U0001d15e"
)
TEXTS = st.one_of(st.text(max_size=60), st.text(HOSTILE, max_size=40))
FORBIDDEN = {"Cc", "Cs", "Zl", "Zp"}
UNSEEN = {*"\u00ad\u034f\u061c\u115f\u1160\u180e\u3164\ufeff\uffa0\u200b\u200e\u200f"} | {
    chr(code)
    for codes in (range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xE0000, 0xE0080))
    for code in codes
}


@given(TEXTS)
@example("e\u200b\u0301\u0301\u0301")
@example("\U0001f600\u200d\u202e\U0001f600")
@example("a\u0327\u034f\u0301\u0300\u0300")
@example("E\u0300\u0306\x08\u0327")
@example("E\u0300\x08\u0327")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(TEXTS, st.integers(1, 30))
@example("\U0001f600\u200d\U0001f600", 2)
@example("a b", 2)
@example("\u1fee" * 9, 5)
def test_the_limit_holds_and_a_cut_text_is_clean(text: str, limit: int) -> None:
    for cut, again in ((clean(text, limit), clean), (clean_line(text, limit), clean_line)):
        assert len(cut) <= limit
        assert again(cut, limit) == cut


@given(TEXTS)
def test_nothing_hidden_comes_through(text: str) -> None:
    kept = clean(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert not UNSEEN & set(kept)
    assert all(unicodedata.category(x) not in FORBIDDEN or x == "\n" for x in kept)
    assert not kept.startswith("\n")
    assert kept == kept.rstrip()
    assert not {kept[:1], kept[-1:]} & {"\u200c", "\u200d"}
    assert "\ufe0f\ufe0f" not in kept
    assert "\n" not in clean_line(text)
    kept.encode()  # what cannot be encoded cannot be stored


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60))
def test_letters_digits_and_signs_all_come_through(text: str) -> None:
    """All but the fillers of Hangul, which are letters by category and drawn as nothing."""
    visible = "".join(x for x in text if x not in UNSEEN)
    assert clean(visible) == unicodedata.normalize("NFC", visible).rstrip()


def test_a_text_without_end_is_no_work() -> None:
    assert len(clean("x" * 10_000_000)) == CARD_LIMIT
    assert clean("\u200b" * 10_000_000 + "x") == ""
