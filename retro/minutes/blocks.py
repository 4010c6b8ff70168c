"""The few Markdown blocks that minutes are made of."""

from collections.abc import Iterable, Sequence
from typing import Final

from retro.minutes.escape import cell, heading, inline

#: Deeper than this a list goes on at the same depth; some parsers drop what is nested further.
DEEPEST: Final = 8

_REFERENCE: Final = 60
_PADDED: Final = 24
_JOINER: Final = "\u200d"


def title(text: str, level: int, before: str = "", after: str = "") -> str:
    """A heading of `level` 1 to 6 with people's text, between Markdown of our own."""
    words = (before, heading(text), after)
    return f"{'#' * level} {' '.join(word for word in words if word)}"


def strong(markdown: str) -> str:
    """Text in bold."""
    return f"**{markdown}**"


def emphasis(markdown: str) -> str:
    """Text in italics."""
    return f"*{markdown}*"


def item(text: str, depth: int = 0, label: str = "", marker: str = "-") -> str:
    """A list item with people's text, behind a label in Markdown."""
    return own_item(inline(text, at_start=not label), depth, label, marker)


def own_item(markdown: str, depth: int = 0, label: str = "", marker: str = "-") -> str:
    """A list item with text that is Markdown already."""
    margin = "  " * min(depth, DEEPEST)
    written = f"{label} – {markdown}" if label else markdown
    return f"{margin}{marker} {written}".replace("\n", f"\n{margin}{' ' * (len(marker) + 1)}")


def bullets(items: Iterable[str]) -> str:
    """Items below each other, as one block."""
    return "\n".join(items)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> str:
    """A table of people's text; columns with nothing in them are left out.

    The last `right` columns hold numbers and end at the right.
    """
    written = [[cell(text) for text in row] for row in rows]
    kept = [place for place in range(len(header)) if any(row[place] for row in written)]
    grid = [[row[place] for place in kept] for row in [list(header), *written]]
    widths = [max(len(text) for text in column) for column in zip(*grid, strict=True)]
    widths = [width if width <= _PADDED else 3 for width in widths]
    first_right = len(kept) - right
    rules = [
        "-" * (width - 1) + (":" if place >= first_right else "-")
        for place, width in enumerate(widths)
    ]
    lines = [
        " | ".join(
            text.rjust(width) if place >= first_right else text.ljust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [grid[0], rules, *grid[1:]]
    ]
    return "\n".join(f"| {line} |" for line in lines)


def reference(text: str) -> str:
    """The start of a text, on one line, to point at where it stands in full."""
    line, *others = text.split("\n")
    if len(line) > _REFERENCE:
        start = line[:_REFERENCE]
        line, others = start.rpartition(" ")[0] or start.rstrip(_JOINER), ["more"]
    return f"{line.rstrip()} …" if others else line
