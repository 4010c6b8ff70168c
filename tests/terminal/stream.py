"""Reads what was sent to a terminal, by rules written down apart from the program's."""

from __future__ import annotations

import re
import unicodedata

_MODES = ["1049", "25", "1004", "2026", "2004", "7", "1000", "1002", "1003", "1006", "2048"]

_OWN_SEQUENCES = re.compile(
    "|".join(
        [
            r"\x1b\[[0-9;]*m",  # style
            r"\x1b\[[0-9]+;[0-9]+H",  # cursor position
            rf"\x1b\[\?(?:{'|'.join(_MODES)})[hl]",
            r"\x1b\[\?2026\$p",  # query for synchronised output
            r"\x1b\[>1u|\x1b\[<u",  # kitty keyboard
            r"\x1b\\",  # string terminator
        ]
    )
)
_ONE_BY_ONE = set("\n\r\x07")
_JOINERS = set("\u200d\ufe0e\ufe0f")


def foreign(sent: str) -> list[str]:
    """Give what in `sent` is neither text that may be shown nor one of our own sequences."""
    return [character for character in _OWN_SEQUENCES.sub("", sent) if not _is_text(character)]


def plain(sent: str) -> str:
    """Give the text in `sent`."""
    return _OWN_SEQUENCES.sub("", sent)


def colours(sent: str) -> set[str]:
    """Give the kinds of colour that `sent` uses: `true`, `256`, `16`, `default`."""
    kinds = set()
    for parameters in re.findall(r"\x1b\[([0-9;]*)m", sent):
        numbers = iter(parameters.split(";"))
        for number in numbers:
            if number in {"38", "48"}:
                kind = {"2": "true", "5": "256"}[next(numbers)]
                kinds.add(kind)
                for _component in range({"true": 3, "256": 1}[kind]):
                    next(numbers)
            elif number in {"39", "49"}:
                kinds.add("default")
            elif number.isdigit() and (30 <= int(number) <= 47 or 90 <= int(number) <= 107):
                kinds.add("16")
    return kinds


def _is_text(character: str) -> bool:
    return (
        character in _ONE_BY_ONE
        or character in _JOINERS
        or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    )
