"""The last filter on what widgets drew, before it becomes bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from retro.terminal.safety import is_plain, printable

_ASCII_DRAWING = str.maketrans(
    {
        **dict.fromkeys("─━┄┅┈┉╌╍═▔▁⎯–—‐‑‒−", "-"),
        **dict.fromkeys("│┃┆┇┊┋╎╏║▏▕▎▍▌▐┤├▊▋", "|"),
        **dict.fromkeys("┌┐└┘┏┓┗┛┼╋╔╗╚╝╬┬┴╭╮╯╰┳┻╠╣╦╩╞╡", "+"),
        **dict.fromkeys("█▓▒▉▇▆", "#"),
        **dict.fromkeys("░▄▀▅▃▂", "."),
        **dict.fromkeys("•●○◦·∙◆◇", "*"),
        **dict.fromkeys("▶▸→❯›»⇒", ">"),
        **dict.fromkeys("◀◂←❮‹«⇐", "<"),
        **dict.fromkeys("▲▴↑", "^"),
        **dict.fromkeys("▼▾↓", "v"),
        **dict.fromkeys("✓✔☑", "x"),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("“”„", '"'),
        "…": ".",
        "\u00a0": " ",
    }
)


def ascii_only(text: str) -> str:
    """Give `text` in ASCII, of the same width in cells.

    For a terminal that is not UTF-8: there, bytes of UTF-8 show as rubbish and some of them
    (0x80 to 0x9f) are control characters. Lines and arrows become `+-|<>^v`, letters lose their
    accents, anything else becomes `?`.
    """
    if text.isascii():
        return text
    return "".join(map(_ascii_character, text.translate(_ASCII_DRAWING)))


def _ascii_character(character: str) -> str:
    if character.isascii():
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    width = cell_len(character)
    return base if base.isascii() and width == 1 else "?" * width


@lru_cache(maxsize=2)
def printable_filter(*, unicode: bool = True) -> PrintableFilter:
    """Give the filter that all terminals of a kind share, so a line is cleaned once for all."""
    return PrintableFilter(unicode=unicode)


class PrintableFilter(LineFilter):
    """The last filter on what widgets drew: printable text in the cells it had, and no links.

    A link would leave as OSC 8, which shows one address and opens another.
    """

    def __init__(self, *, unicode: bool = True) -> None:
        """Make a filter; `unicode` says whether characters outside ASCII may pass."""
        super().__init__()
        self._clean = _cleaner(unicode=unicode)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the same line, safe to send. Texts keep their width, so nothing moves."""
        clean = self._clean
        return [Segment(clean(text), _without_link(style)) for text, style, _control in segments]


def _without_link(style: Style | None) -> Style | None:
    return style.update_link(None) if style is not None and style.link else style


def _cleaner(*, unicode: bool) -> Callable[[str], str]:
    """What cleans a text. It remembers none: the texts are people's, and lines are kept anyway."""
    if not unicode:
        return _clean_ascii_cells

    def clean(text: str) -> str:
        return text if is_plain(text) and "\n" not in text else _clean_cells(text)

    return clean


# As spaces they would push out what follows: drawn, a break or a tab has no cell.
_WITHOUT_BREAKS = dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"))


def _clean_cells(text: str) -> str:
    safe = printable(text.translate(_WITHOUT_BREAKS), lines=False)
    return safe if safe == text else set_cell_size(safe, cell_len(text))


def _clean_ascii_cells(text: str) -> str:
    return set_cell_size(ascii_only(_clean_cells(text)), cell_len(text))
