"""The lines of a page: the Markdown that `retro.minutes` writes, laid out for one width.

Everybody reads the same minutes, and at the end of a session all at once: pages of one text and one
width are laid out once for all who look at them. What is read is what `retro.minutes.blocks` and
`retro.minutes.escape` write, and no more of Markdown: headings, nested lists, tables, paragraphs,
bold, italics, backslashes, numbered entities and hard line breaks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final, TypeAlias
from weakref import WeakValueDictionary

from rich.cells import cell_len
from textual.content import Content

#: Text with the name of its tone; "" is plain.
Piece: TypeAlias = tuple[str, str]
Line: TypeAlias = tuple[Piece, ...]

#: Longer lines are hard to read (Bringhurst: 45 to 75 characters; lists and code get some more).
WIDEST_TEXT: Final = 96
_NARROWEST: Final = 12
_LONGEST_NUMBER: Final = 4
_GAP: Final = "   "
_HEADINGS: Final = ("title", "section", "heading")

_HEADING: Final = re.compile(r"(#{1,6}) (.*)")
_ITEM: Final = re.compile(r"( *)(-|[0-9]{1,9}\.) (.*)")
_ENDED: Final = re.compile(r"(?<!\\)(\\\\)*\\$|  $")
_RULES: Final = re.compile(r"\|(?: -+:? \|)+")
_CELLS: Final = re.compile(r"(?<!\\)\|")
_INLINE: Final = re.compile(
    r"""
      \\ (?P<literal> [!-/:-@\[-`{-~] )
    | &\# (?P<entity> [0-9]{1,7} ) ;
    | (?P<break> <br> )
    | (?P<bold> \*\* )
    | (?P<italic> (?<! \s ) \* | \* (?! \s ) )   # one that stands alone is only a sign
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Page:
    """A text as lines. It is gone with the last screen that shows it: the words are people's."""

    lines: tuple[Line, ...] = field(default=())


_PAGES: Final[WeakValueDictionary[tuple[str, int], Page]] = WeakValueDictionary()


def page_of(markdown: str, width: int) -> Page:
    """The page that all share who read this text at this width, in cells."""
    width = max(width, _NARROWEST)
    found = _PAGES.get((markdown, width))
    if found is None:
        found = _PAGES[markdown, width] = Page(tuple(_laid_out(markdown, width)))
    return found


def _laid_out(markdown: str, width: int) -> Iterator[Line]:
    text_width = min(width, WIDEST_TEXT)
    source = markdown.rstrip("\n").split("\n")
    at = 0
    while at < len(source):
        line = source[at]
        block = [line]
        if line.startswith("|") and _RULES.fullmatch("".join(source[at + 1 : at + 2])):
            block = list(takewhile(lambda each: each.startswith("|"), source[at:]))
            yield from _table(block, width, text_width)
        elif not line:
            yield ()
        elif heading := _HEADING.fullmatch(line):
            yield from _heading(len(heading[1]), heading[2], text_width)
        else:
            block += takewhile(_goes_on, source[at + 1 :])
            yield from _text(block, text_width)
        at += len(block)


def _goes_on(line: str) -> bool:
    return bool(line) and not (_HEADING.fullmatch(line) or _ITEM.fullmatch(line))


def _heading(level: int, text: str, width: int) -> Iterator[Line]:
    tone = _HEADINGS[min(level, len(_HEADINGS)) - 1]
    plain = "".join(piece for piece, _ in _pieces(text))
    yield from wrapped([(plain, tone)], width)


def _text(block: Sequence[str], width: int) -> Iterator[Line]:
    """A paragraph, or a list item with the lines that belong to it."""
    item = _ITEM.fullmatch(block[0])
    margin, marker, first = ("", "", block[0]) if item is None else item.groups()
    lead = f"{margin}{'•' if marker == '-' else marker} " if marker else ""
    # Lines end where somebody ended them: with a backslash, or two spaces.
    joined = "".join(
        f"{line[:-1].rstrip(' ')}\n" if _ENDED.search(line) else f"{line} "
        for line in (first, *(line.lstrip(" ") for line in block[1:]))
    )
    inside = list(wrapped(_pieces(joined.rstrip()), max(width - cell_len(lead), _NARROWEST)))
    for place, line in enumerate(inside):
        before = lead if place == 0 else " " * cell_len(lead)
        yield ((before, "quiet"), *line) if before else line


def _table(block: Sequence[str], width: int, text_width: int) -> Iterator[Line]:
    """In columns where they fit; otherwise each row as a text with what is known of it below."""
    header, rules, *rows = [_cells(line) for line in block]
    right = {place for place, rule in enumerate(rules) if rule.endswith(":")}
    widths = [max(map(cell_len, column)) for column in zip(header, *rows, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= width and not any(
        "\n" in cell for row in rows for cell in row
    ):
        yield _row(header, widths, right, "quiet")
        yield (("─" * (sum(widths) + len(_GAP) * (len(widths) - 1)), "quiet"),)
        for row in rows:
            yield _row(row, widths, right, "")
        return
    for row in rows:
        # A number stands before what it counts; anything longer is what the row is about.
        lead = f"{row[0]} " if cell_len(row[0]) <= _LONGEST_NUMBER and len(row) > 1 else ""
        about = 1 if lead else 0
        margin, room = " " * cell_len(lead), max(text_width - cell_len(lead), _NARROWEST)
        for place, line in enumerate(wrapped([(row[about], "bold")], room)):
            yield ((margin if place else lead, "quiet"), *line)
        known = [each for each in zip(header, row, strict=True) if each[1]][about + 1 :]
        facts = [
            piece
            for place, (name, value) in enumerate(known)
            for piece in ((f"{' · ' if place else ''}{name}: ", "quiet"), (value, ""))
        ]
        for line in wrapped(facts, room):
            yield ((margin, ""), *line)


def _cells(line: str) -> list[str]:
    cells = _CELLS.split(line.strip())[1:-1]
    return ["".join(piece for piece, _ in _pieces(cell.strip())) for cell in cells]


def _row(cells: Sequence[str], widths: Sequence[int], right: set[int], tone: str) -> Line:
    padded = []
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - cell_len(cell))
        padded.append(space + cell if place in right else cell + space)
    return ((_GAP.join(padded).rstrip(), tone),)


def _pieces(markdown: str) -> list[Piece]:
    """What stands there without its markup, each part in its tone."""
    pieces: list[Piece] = []
    tone, at = "", 0
    for found in _INLINE.finditer(markdown):
        pieces.append((markdown[at : found.start()], tone))
        at = found.end()
        kind = found.lastgroup
        if kind == "literal":
            pieces.append((found["literal"], tone))
        elif kind == "entity":
            pieces.append((chr(int(found["entity"])), tone))
        elif kind == "break":
            pieces.append(("\n", tone))
        else:
            tone = "" if tone else str(kind)
    pieces.append((markdown[at:], tone))
    return [piece for piece in pieces if piece[0]]


def wrapped(pieces: Sequence[Piece], width: int) -> Iterator[Line]:
    """Lines of at most `width` cells, broken between words."""
    whole = Content.assemble(*pieces)
    for part in whole.wrap(max(width, 1)) or [Content("")]:
        text, line, at = part.plain.rstrip(), list[Piece](), 0
        for span in sorted(part.spans, key=lambda span: span.start):
            line.append((text[at : span.start], ""))
            line.append((text[span.start : span.end], str(span.style)))
            at = span.end
        line.append((text[at:], ""))
        yield tuple(piece for piece in line if piece[0])
