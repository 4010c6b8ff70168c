"""What may leave as text.

Textual and rich strip five control characters from text and no more. Measured with Textual 8.2.8:
OSC (title, clipboard, links), CSI, C1 controls and bidi overrides in the text of a widget reach
the terminal of whoever looks at it. In a room of people that is a way to write to another's
clipboard and to fake their screen. So text is cleaned here, whoever drew it.

A session cleans what enters it by the same rules, in `retro.session.text`; neither layer may
import the other, so a test holds the two together: what a session keeps is shown as it is.
"""

from __future__ import annotations

import re
import unicodedata

TAB = "    "
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

PILED_MARKS = 2
"""Marks above, below or through one character that are kept. Vietnamese needs two; fifty are one
cell high in theory and cover the lines above in practice."""

MARKS = 6
"""Marks kept on one character, vowel signs and points included."""

_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")

# Latin, Greek, Cyrillic, punctuation, arrows to symbols, CJK, Hangul: no mark, control, format or
# unassigned character among them.
_PLAIN = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u038e-\u03a1\u03a3-\u0482"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2426\u2460-\u27bf\u2800-\u28ff"
    "\u3001-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*"
).fullmatch

_NON_JOINER, _JOINER = "\u200c", "\u200d"
_JOINERS = frozenset({_NON_JOINER, _JOINER})

_EMOJI_STYLE = "\ufe0f"
_MONGOLIAN_SELECTORS = frozenset("\u180b\u180c\u180d\u180f")
_IDEOGRAPHIC_SELECTORS = frozenset(map(chr, range(0xE0100, 0xE01F0)))
_SELECTORS = frozenset(
    {*map(chr, range(0xFE00, 0xFE10)), *_MONGOLIAN_SELECTORS, *_IDEOGRAPHIC_SELECTORS}
)
_KEYCAPS = frozenset("0123456789#*")

# Format characters that are seen: signs written before or around the digits that follow
# (Prepended_Concatenation_Mark in Unicode), and the abbreviation mark of Syriac.
_SEEN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)

# Look like nothing, so that two different texts look the same (Default_Ignorable_Code_Point in
# Unicode, without the format characters, which go anyway): fillers of Hangul, the grapheme
# joiner, Khmer inherent vowels, tags, and what Unicode reserves for more of them.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180e\u2065\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
).fullmatch

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp"})
_VIRAMA = 9
_OVERLAY = 1
_ABOVE_AND_BELOW = 200


def is_plain(text: str) -> bool:
    """Tell, quickly, that `text` has only characters and line breaks that are fine anywhere.

    What is not plain may be printable all the same.
    """
    if text.isascii():  # most of it is, and this takes a fiftieth of the time
        return text.isprintable() or text.replace("\n", "").isprintable()
    return _PLAIN(text) is not None


def printable(text: str, *, lines: bool = True) -> str:
    """Give `text` as it may be shown.

    Removed are controls (C0, DEL, C1), format characters (bidi, tags, zero width, soft hyphen),
    invisible fillers, and marks that pile up on one character. A joiner stays inside emoji
    (Unicode Technical Standard 51), beside a virama, and between letters of Arabic script (RFC
    5892, appendix A); a variation selector stays where it chooses a form. Surrogates and
    noncharacters become U+FFFD, tabs four spaces. The result is not normalised: text in NFC stays
    in NFC. Idempotent; text that was fine comes back unchanged.

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
    marks: list[str] = []  # on the character so far, without selectors
    before = "\n"
    joiner = ""  # waits for what it may join to
    for character in text:
        if " " <= character <= "~" and not joiner:
            kept.append(character)
            before, marks = character, []
            continue
        category = unicodedata.category(character)
        if character in _JOINERS:
            joiner = character
            continue
        if character in _SELECTORS:
            stays = _selects(character, before)
        elif category[0] == "M":
            stays = _INVISIBLE(character) is None and _fits(character, marks)
        else:
            stays = character == "\n" or _is_visible(character, category)
        if not stays:
            continue
        # Marks of one letter may come in another order, so any of them may be the virama.
        if joiner and _joins(joiner, next(filter(_is_virama, marks), before), character):
            kept.append(joiner)
        joiner = ""
        if category[0] != "M":
            marks = []
        elif character not in _SELECTORS:
            marks.append(character)
        before = REPLACEMENT if _is_no_character(character, category) else character
        kept.append(before)
    return kept


def _is_visible(character: str, category: str) -> bool:
    """Tell whether a character that is no mark may be shown, in itself or by a replacement."""
    return character in _SEEN or not (category in _HIDDEN_CATEGORIES or _INVISIBLE(character))


def _is_no_character(character: str, category: str) -> bool:
    """Tell a surrogate or a noncharacter; others that Python does not know may be new emoji."""
    codepoint = ord(character)
    return category == "Cs" or (
        category == "Cn" and (0xFDD0 <= codepoint <= 0xFDEF or codepoint & 0xFFFE == 0xFFFE)
    )


def _selects(selector: str, before: str) -> bool:
    """Tell whether a variation selector chooses a form of what is before it, and hides nothing."""
    if before in _SELECTORS or before.isspace():
        return False
    if selector in _MONGOLIAN_SELECTORS:
        return "\u1800" <= before <= "\u18af"
    if selector in _IDEOGRAPHIC_SELECTORS:
        return before >= "\u3400" and unicodedata.category(before) == "Lo"
    return before in _KEYCAPS or not before.isascii()


def _fits(mark: str, marks: list[str]) -> bool:
    """Tell whether one mark more may go on a character that has `marks`."""
    if mark in marks or len(marks) >= MARKS:
        return False
    return not _piles(mark) or sum(map(_piles, marks)) < PILED_MARKS


def _piles(mark: str) -> bool:
    """Tell a mark of which any number fits on a letter from a vowel sign or a point."""
    place = unicodedata.combining(mark)
    return place == _OVERLAY or place >= _ABOVE_AND_BELOW


def _is_virama(mark: str) -> bool:
    return unicodedata.combining(mark) == _VIRAMA


def _joins(joiner: str, before: str, after: str) -> bool:
    """Tell whether writing needs the joiner between these two."""
    if _is_virama(before) or _is_virama(after):
        return all(unicodedata.category(each)[0] in "LM" for each in (before, after))
    if joiner == _JOINER:
        return (before == _EMOJI_STYLE or _is_emoji(before)) and _is_emoji(after)
    return all(unicodedata.bidirectional(each) == "AL" for each in (before, after))


def _is_emoji(character: str) -> bool:
    """Tell a character of the blocks with emoji, those included that Python does not know."""
    return "\U0001f000" <= character <= "\U0001faff" or (
        "\u2190" <= character <= "\u3299" and unicodedata.category(character) in {"So", "Sm"}
    )


def is_typable(character: str) -> bool:
    """Tell whether one typed character may reach an app.

    Emoji and words arrive a character at a time, so joiners, selectors and marks pass here and are
    judged when the text is whole. C0 controls are keys, such as enter.
    """
    category = unicodedata.category(character)
    return (
        character < " "
        or character == "\x7f"
        or character in _JOINERS
        or character in _SELECTORS
        or (_is_visible(character, category) and not _is_no_character(character, category))
    )
