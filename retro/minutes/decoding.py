"""Bytes that some editor wrote, as text."""

import codecs
from typing import Final

#: The longest text that is read, in bytes: a thousand cards of the greatest length, and more.
MOST_BYTES: Final = 5_000_000

#: Longer marks first: that of UTF-32 begins as that of UTF-16 does.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT: Final = 2000


def decoded(content: bytes) -> str:
    """`content` with line feeds as its only line ends.

    In UTF-8, 16 or 32, with or without a mark, or else in Windows-1252. Raises ValueError for
    bytes that are no text.
    """
    text = _text(content).replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise ValueError("no text")
    return text


def _text(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding)
    start = content[:_LOOKED_AT]
    if b"\x00" in start:
        # Of letters that are mostly Latin, UTF-16 has a null in every other place.
        even, odd = start[::2].count(0), start[1::2].count(0)
        return content.decode("utf-16-be" if even > odd else "utf-16-le")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # Five bytes of it mean nothing.
        return content.decode("cp1252", errors="replace")
