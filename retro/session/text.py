"""People's text, cleaned where it enters a session.

What is dropped: control characters (a terminal would obey them), bidirectional controls, invisible
characters and tags (they hide or reorder what others read, Unicode Technical Report 36), and marks
that pile up on one letter. A joiner stays only where it belongs: inside an emoji sequence (Unicode
Technical Standard 51), beside a virama, and between letters of Arabic script (RFC 5892, appendix
A). Line breaks and tabs become what a card can show. The result is in Normalization Form C.
"""

import unicodedata
from typing import Final

CARD_LIMIT: Final = 2000
NAME_LIMIT: Final = 60
LINE_LIMIT: Final = 300

#: Format characters that are seen: signs written before or around the digits that follow.
_SEEN: Final = frozenset(
    {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
)
#: Drawn as nothing, though not format characters (Default_Ignorable_Code_Point in Unicode).
_UNSEEN: Final = frozenset(
    {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x2065, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFF9)}
)
_TAGS: Final = range(0xE0000, 0xE1000)
_MONGOLIAN: Final = range(0x1800, 0x18B0)
_MONGOLIAN_SELECTORS: Final = frozenset({0x180B, 0x180C, 0x180D, 0x180F})
_IDEOGRAPHIC_SELECTORS: Final = range(0xE0100, 0xE01F0)
_SELECTORS: Final = frozenset(
    {*_MONGOLIAN_SELECTORS, *range(0xFE00, 0xFE10), *_IDEOGRAPHIC_SELECTORS}
)
_KEYCAPS: Final = "0123456789#*"
_EMOJI_SELECTOR: Final = "\ufe0f"
_NON_JOINER: Final = "\u200c"
_JOINER: Final = "\u200d"
_JOINERS: Final = _NON_JOINER + _JOINER
_VIRAMA: Final = 9
#: Marks above, below and through a letter pile up without end; vowel signs and points do not.
_OVERLAY: Final = 1
_ABOVE_AND_BELOW: Final = 200
_PILED_A_LETTER: Final = 2
_MARKS_A_LETTER: Final = 6


def clean(text: str, limit: int = CARD_LIMIT) -> str:
    """`text` as a session keeps it: of one line or more, no longer than `limit` characters."""
    text = text[: limit * 4].replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    if not (text.isascii() and text.replace("\n", "").isprintable()):
        # Over again: where what stood between a letter and its marks is gone, they come together.
        former = ""
        while text != former:
            former = text
            text = unicodedata.normalize("NFC", _kept(unicodedata.normalize("NFC", text)))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return text.strip("\n")[:limit].rstrip(_JOINERS).rstrip()


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """`text` on one line: a title, a name, a time."""
    return " ".join(clean(text, limit).split())


def _kept(text: str) -> str:
    kept: list[str] = []
    joiner = ""
    before = "\n"
    marks: list[str] = []
    for character in text:
        if character in _JOINERS:
            joiner = character
            continue
        if not _may_stay(character, before, marks):
            continue
        # Marks of one letter may come in another order, so any of them may be the virama.
        if joiner and _belongs(joiner, next(filter(_is_virama, marks), before), character):
            kept.append(joiner)
        joiner = ""
        if unicodedata.category(character)[0] != "M":
            marks = []
        elif ord(character) not in _SELECTORS:
            marks.append(character)
        kept.append(character)
        before = character
    return "".join(kept)


def _may_stay(character: str, before: str, marks: list[str]) -> bool:
    """False for what is dropped, after the character `before` and the `marks` of its letter."""
    code = ord(character)
    category = unicodedata.category(character)
    if code in _SELECTORS:
        return _selects(code, before)
    if category[0] == "M":
        return code not in _UNSEEN and _fits(character, marks)
    if character == "\n" or code in _SEEN:
        return True
    return not (
        category in ("Cc", "Cf", "Cs") or code in _UNSEEN or code in _TAGS or _is_no_character(code)
    )


def _selects(selector: int, before: str) -> bool:
    """True where a selector chooses a form of the character before it; elsewhere it hides data."""
    code = ord(before)
    if code in _SELECTORS or before.isspace():
        return False
    if selector in _MONGOLIAN_SELECTORS:
        return code in _MONGOLIAN
    if selector in _IDEOGRAPHIC_SELECTORS:
        return code >= 0x3400 and unicodedata.category(before) == "Lo"
    return code >= 0x80 or before in _KEYCAPS


def _fits(mark: str, marks: list[str]) -> bool:
    if mark in marks or len(marks) >= _MARKS_A_LETTER:
        return False
    return not _piles(mark) or sum(map(_piles, marks)) < _PILED_A_LETTER


def _piles(mark: str) -> bool:
    place = unicodedata.combining(mark)
    return place == _OVERLAY or place >= _ABOVE_AND_BELOW


def _is_virama(mark: str) -> bool:
    return unicodedata.combining(mark) == _VIRAMA


def _belongs(joiner: str, before: str, after: str) -> bool:
    """True where writing needs the joiner between these two."""
    if _is_virama(before) or _is_virama(after):
        return unicodedata.category(after)[0] in "LM" and unicodedata.category(before)[0] in "LM"
    if joiner == _JOINER:
        return (_is_emoji(before) or before == _EMOJI_SELECTOR) and _is_emoji(after)
    return unicodedata.bidirectional(before) == unicodedata.bidirectional(after) == "AL"


def _is_emoji(character: str) -> bool:
    """True in the blocks where emoji are, new ones included that this Python does not know."""
    code = ord(character)
    return 0x1F000 <= code <= 0x1FAFF or (
        0x2190 <= code <= 0x3299 and unicodedata.category(character) in ("So", "Sm")
    )


def _is_no_character(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
