"""A QR code in half blocks, dark on light on every ground."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from retro.terminal.protocol import Capabilities, ColourDepth

#: Light modules around a QR code that readers need (ISO/IEC 18004: 4).
QUIET: Final = 4
#: Readers expect dark modules on light ground, whatever colours the rest of the screen has.
_DARK_ON_LIGHT: Final = "#000000 on #ffffff"


@lru_cache(maxsize=8)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The square of a QR code with its quiet zone; True is dark. Error correction level M."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def half_blocks(square: Sequence[Sequence[bool]]) -> list[str]:
    """Two rows of modules in one line of cells; an odd last row has light below it."""
    rows = [*square, *([(False,) * len(square[0])] if len(square) % 2 else [])]
    return [
        "".join(" ▀▄█"[upper + 2 * lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]


def can_show(capabilities: Capabilities) -> bool:
    """True on a terminal that can be told what is dark and what is light, and has the blocks."""
    return capabilities.unicode and capabilities.colour is not ColourDepth.NONE


class QrCode(Widget):
    """Shows `text` as a QR code; as large as it has to be, and never cut."""

    DEFAULT_CSS = "QrCode { width: auto; height: auto; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    @property
    def lines(self) -> list[str]:
        return half_blocks(modules(self.text))

    def needs(self) -> Size:
        """The cells that it takes."""
        lines = self.lines
        return Size(len(lines[0]), len(lines))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return self.needs().width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self.needs().height

    def render(self) -> Content:
        return Content.styled("\n".join(self.lines), _DARK_ON_LIGHT)
