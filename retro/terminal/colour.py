"""The colours of one terminal.

Every app renders in true colour (see `textual_internals`); what leaves for a terminal with fewer
colours gets other styles here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.color import Color as RichColor
from rich.color import ColorSystem, ColorType
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter

from retro.terminal.protocol import ColourDepth

_SYSTEMS: Final = {
    ColourDepth.EIGHT_BIT: ColorSystem.EIGHT_BIT,
    ColourDepth.STANDARD: ColorSystem.STANDARD,
}
_BLACK: Final = {
    ColourDepth.EIGHT_BIT: RichColor.from_ansi(16),
    ColourDepth.STANDARD: RichColor.from_ansi(0),
}
_WHITE: Final = {
    ColourDepth.EIGHT_BIT: RichColor.from_ansi(231),
    ColourDepth.STANDARD: RichColor.from_ansi(15),
}


class ColourFilter(LineFilter):
    """Draws a line with the colours that one terminal has.

    With `ColourDepth.NONE` no colour leaves at all; bold, dim, underline and reverse stay.
    """

    def __init__(self, depth: ColourDepth) -> None:
        """Make a filter for a terminal of this depth."""
        super().__init__()
        self._depth = depth

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the same line with styles of this depth."""
        depth = self._depth
        return [
            Segment(text, style and style_at(style, depth, any(map(str.isalnum, text))), control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=8)
def colour_filter(depth: ColourDepth) -> ColourFilter:
    """Give the filter that all terminals of this depth share, so that a line is made once."""
    return ColourFilter(depth)


@lru_cache(maxsize=8)
def to_true_colour(theme: TerminalTheme) -> ANSIToTruecolor:
    """Give Textual's filter for a theme of named colours, one for all apps."""
    return ANSIToTruecolor(theme)


@lru_cache(maxsize=16384)
def style_at(style: Style, depth: ColourDepth, is_words: bool = True) -> Style:
    """Give a style for a colour depth: always another object, as its escape codes are cached on it.

    Two colours that become one would hide what is written; then words are black or white. The
    edges of boxes, which Textual draws with blocks in the colour of what is beside, may vanish.
    """
    if depth is ColourDepth.TRUE:
        return style.copy()
    if depth is ColourDepth.NONE:
        return style.without_color
    text, ground = _colour_at(style.color, depth), _colour_at(style.bgcolor, depth)
    if is_words and text is not None and ground is not None and style.color != style.bgcolor:
        text = _readable(text, ground, depth)
    plain = style.without_color
    return plain + Style.from_color(text, ground) if text or ground else plain


def _colour_at(colour: RichColor | None, depth: ColourDepth) -> RichColor | None:
    return None if colour is None else colour.downgrade(_SYSTEMS[depth])


def _readable(text: RichColor, ground: RichColor, depth: ColourDepth) -> RichColor:
    if ground.type is ColorType.DEFAULT or text.number != ground.number:
        return text
    is_dark = sum(ground.get_truecolor()) < 3 * 128
    return _WHITE[depth] if is_dark else _BLACK[depth]
