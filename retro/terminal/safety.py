"""What may leave as text.

Textual and rich strip five control characters from text and no more. Measured with Textual 8.2.8:
OSC (title, clipboard, links), CSI, C1 controls and bidi overrides in the text of a widget reach
the terminal of whoever looks at it. In a room of people that is a way to write to another's
clipboard and to fake their screen. So text is cleaned here, whoever drew it.
"""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 2
"""Combining marks kept on one base character. Vietnamese needs two; fifty are one cell high
in theory and cover the lines above in practice."""

TAB = "    "
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
UNASSIGNED = "\N{WHITE SQUARE}"
"""Stands for a character this Python does not know: its width cannot be told."""

_ZERO_WIDTH_JOINER = "\u200d"
_VARIATION_SELECTORS = "\ufe0e\ufe0f"
_ENCLOSING_KEYCAP = "\u20e3"
_LINE_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")

# Latin, Greek, Cyrillic, punctuation, arrows to symbols, CJK, Hangul: no mark, control, format or
# unassigned character among them.
_PLAIN = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u038e-\u03a1\u03a3-\u0482"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2426\u2460-\u27bf\u2800-\u28ff"
    "\u3001-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*"
).fullmatch

# Look like nothing, so that two different texts look the same: fillers of Hangul, the grapheme
# joiner, Khmer inherent vowels, Mongolian and supplementary variation selectors.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b\u180c\u180d\u180f")

# Where a variation selector or a joiner may follow: characters of Unicode's emoji-data.txt,
# by block, without the digits that only make keycaps.
_EMOJI = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
).fullmatch
_KEYCAPS = frozenset("0123456789#*")


def is_plain(text: str) -> bool:
    """Tell, quickly, that `text` has only characters and line breaks that are fine anywhere.

    What is not plain may be printable all the same.
    """
    return _PLAIN(text) is not None


def printable(text: str, *, lines: bool = True) -> str:
    """Give `text` as it may be shown.

    Removed are controls (C0, DEL, C1), format characters (bidi, tags, zero width, soft hyphen),
    invisible fillers, marks without a base and more than two on one; joiners and variation
    selectors stay inside emoji only. Surrogates and noncharacters become U+FFFD, characters that
    Python does not know become a square, tabs four spaces. The result is not normalised: text in
    NFC stays in NFC. Idempotent; text that was fine comes back unchanged.

    Args:
        text: Any string, from anybody.
        lines: Keep line breaks, each as one `\\n`; otherwise they become spaces.
    """
    if is_plain(text) and (lines or "\n" not in text):
        return text
    text = _LINE_BREAKS.sub("\n", text).replace("\t", TAB)
    if not lines:
        text = text.replace("\n", " ")
    return "".join(_kept(text))


def _kept(text: str) -> list[str]:
    """Choose the characters of `text` that stay; line breaks and tabs are done already."""
    kept: list[str] = []
    marks = MAX_MARKS  # on the base so far; full while there is no base
    for index, character in enumerate(text):
        if " " <= character <= "~":
            kept.append(character)
            marks = 0
            continue
        category = unicodedata.category(character)
        if character == "\n":
            kept.append(character)
            marks = MAX_MARKS
        elif character == _ZERO_WIDTH_JOINER:
            if _joins(kept, text[index + 1 : index + 2]):
                kept.append(character)
        elif character in _VARIATION_SELECTORS:
            if _may_vary(kept, text[index + 1 : index + 2]):
                kept.append(character)
        elif character == _ENCLOSING_KEYCAP:
            if _is_keycap(kept):
                kept.append(character)
                marks = MAX_MARKS
        elif category in {"Mn", "Me"}:
            if marks < MAX_MARKS and _is_visible_mark(character):
                kept.append(character)
                marks += 1
        elif (replacement := _standing_for(character, category)) is not None:
            kept.append(replacement)
            marks = 0
    return kept


def _standing_for(character: str, category: str) -> str | None:
    """Give what stands for one character that is no mark; None when nothing does."""
    if category in {"Cc", "Cf"} or character in _INVISIBLE:
        return None
    if category == "Cs":
        return REPLACEMENT
    if category == "Cn":
        codepoint = ord(character)
        noncharacter = 0xFDD0 <= codepoint <= 0xFDEF or codepoint & 0xFFFE == 0xFFFE
        return REPLACEMENT if noncharacter else UNASSIGNED
    return character


def _is_visible_mark(character: str) -> bool:
    return (
        character not in _INVISIBLE
        and not "\ufe00" <= character <= "\ufe0f"
        and not "\U000e0100" <= character <= "\U000e01ef"
    )


def _is_emoji(character: str) -> bool:
    return _EMOJI(character) is not None


def _joins(kept: list[str], following: str) -> bool:
    """Tell whether a zero width joiner here stands between two emoji."""
    before = kept[-1] if kept else ""
    if before and before in _VARIATION_SELECTORS:
        before = kept[-2]
    return _is_emoji(before) and _is_emoji(following)


def _may_vary(kept: list[str], following: str) -> bool:
    """Tell whether a variation selector here belongs to an emoji or a keycap."""
    before = kept[-1] if kept else ""
    return _is_emoji(before) or (before in _KEYCAPS and following == _ENCLOSING_KEYCAP)


def _is_keycap(kept: list[str]) -> bool:
    """Tell whether an enclosing keycap here follows a digit, with or without a selector."""
    before = kept[-1] if kept else ""
    if before and before in _VARIATION_SELECTORS:
        before = kept[-2]
    return before in _KEYCAPS


def is_typable(character: str) -> bool:
    """Tell whether one typed character may reach an app.

    Emoji arrive a character at a time, so joiners, selectors and marks pass here and are judged
    when the text is whole. C0 controls are keys, such as enter.
    """
    return (
        character < " "
        or character == "\x7f"
        or character == _ZERO_WIDTH_JOINER
        or (character not in _INVISIBLE and unicodedata.category(character) in _TYPABLE)
    )


_TYPABLE = frozenset(
    {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Co", "Zs"}
    | {"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So"}
)
