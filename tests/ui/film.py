"""Screens of a terminal as one SVG that plays them, by CSS alone and in a loop.

A row that stays the same from one screen to the next is in the file once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

from pyte.screens import Char

WIDTH: Final = 8.4
HEIGHT: Final = 18
MARGIN: Final = 12
CAPTION: Final = 44
FONTS: Final = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
_GROUND: Final = "#121212"
_INK: Final = "#e0e0e0"
#: What pyte calls the colours that a terminal has names for.
_NAMED: Final = {"default": "", "black": "#000000", "white": _INK}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of letters is drawn; colours are "#rrggbb", or "" for those of the terminal."""

    ink: str
    ground: str
    bold: bool
    italic: bool
    underlined: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A screen: a piece of SVG for each row, a caption, and for how many seconds it stands."""

    rows: tuple[str, ...]
    caption: str
    seconds: float


def _colour(name: str) -> str:
    return _NAMED.get(name, f"#{name}" if len(name) == 6 else "")


def _look(cell: Char) -> Look:
    ink, ground = _colour(cell.fg), _colour(cell.bg)
    if cell.reverse:
        ink, ground = ground or _GROUND, ink or _INK
    return Look(ink, ground, cell.bold, cell.italics, cell.underscore)


def row(cells: Sequence[Char]) -> str:
    """One row, its top left corner at 0, 0. Each run has the width that it takes on a terminal."""
    return "".join(_pieces(cells))


def _pieces(cells: Sequence[Char]) -> Iterator[str]:
    at = 0
    for look, run in groupby(cells, _look):
        letters = [cell.data for cell in run]
        text, left, wide = "".join(letters), at * WIDTH, len(letters) * WIDTH
        at += len(letters)
        if look.ground and look.ground != _GROUND:
            box = f'x="{left:.1f}" width="{wide:.1f}" height="{HEIGHT}"'
            yield f'<rect {box} fill="{look.ground}"/>'
        if not text.strip():
            continue
        # Runs of blanks are left out, and what stands between them is placed by itself.
        for start, word in _words(text):
            style = f' fill="{look.ink}"' if look.ink else ""
            style += ' class="b"' if look.bold else ' class="i"' if look.italic else ""
            style += ' text-decoration="underline"' if look.underlined else ""
            x, length = left + start * WIDTH, len(word) * WIDTH
            yield f'<text x="{x:.1f}" y="14" textLength="{length:.1f}"{style}>{escape(word)}</text>'


def _words(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for part in text.split("   "):
        word = part.strip(" ")
        if word:
            yield at + len(part) - len(part.lstrip(" ")), word
        at += len(part) + 3


@dataclass(frozen=True, slots=True)
class _Shot:
    """Something that is seen from one moment to another, as a part of the whole."""

    place: int
    content: str
    begin: float
    end: float


def _shots(frames: Sequence[Frame]) -> Iterator[_Shot]:
    whole = sum(frame.seconds for frame in frames)
    starts = [sum(frame.seconds for frame in frames[:n]) / whole for n in range(len(frames))]
    ends = [*starts[1:], 1.0]
    for place in range(len(frames[0].rows) + 1):
        pieces = [(*frame.rows, frame.caption)[place] for frame in frames]
        numbers = range(len(frames))
        for content, run in groupby(numbers, lambda number, pieces=pieces: pieces[number]):  # type: ignore[misc]
            shown = list(run)
            if content:
                yield _Shot(place, content, starts[shown[0]], ends[shown[-1]])


def film(frames: Sequence[Frame], columns: int, alternative: str, ground: str = _GROUND) -> str:
    """The whole as SVG. Where nothing may or can move it stands still at the last frame."""
    rows = len(frames[0].rows)
    width = columns * WIDTH + 2 * MARGIN
    height = rows * HEIGHT + 2 * MARGIN + (CAPTION if any(f.caption for f in frames) else 0)
    length = sum(frame.seconds for frame in frames)
    shots = list(_shots(frames))
    spans = {(shot.begin, shot.end): "" for shot in shots if shot.end - shot.begin < 1}
    for number, span in enumerate(sorted(spans)):
        spans[span] = f"s{number}"
    moving = [
        f".m{{visibility:hidden;animation:{length:.1f}s step-end infinite}}",
        *(_keyframes(name, *span) for span, name in spans.items()),
        ".z{visibility:visible}@media(prefers-reduced-motion:reduce){.m{animation:none!important}}",
    ]
    style = [
        f"text{{font:14px {FONTS};white-space:pre}}",
        ".b{font-weight:bold}.i{font-style:italic}",
        f".c{{font:bold 17px {FONTS};fill:#ffd479;text-anchor:middle}}",
        *(moving if spans else ()),
    ]
    drawn = [_drawn(shot, spans.get((shot.begin, shot.end), ""), rows, width) for shot in shots]
    box = f'viewBox="0 0 {width:.0f} {height:.0f}" fill="{_INK}"'
    label = f'role="img" aria-label="{escape(alternative)}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {box} {label}>',
            f"<title>{escape(alternative)}</title>",
            f"<style>{''.join(style)}</style>",
            f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>',
            *drawn,
            "</svg>\n",
        )
    )


def _keyframes(name: str, begin: float, end: float) -> str:
    hidden, seen = "{visibility:hidden}", "{visibility:visible}"
    before = f"0%{hidden}" if begin > 0 else ""
    after = f"{end * 100:.2f}%{hidden}" if end < 1 else ""
    frames = f"{before}{begin * 100:.2f}%{seen}{after}100%{hidden if end < 1 else seen}"
    return f"@keyframes {name}{{{frames}}}.{name}{{animation-name:{name}}}"


def _drawn(shot: _Shot, name: str, rows: int, width: float) -> str:
    last = " z" if shot.end > 1 - 1e-9 else ""
    seen = f' class="m {name}{last}"' if name else ""
    if shot.place == rows:
        y = rows * HEIGHT + 2 * MARGIN + CAPTION // 2
        text = f'<text class="c" x="{width / 2:.0f}" y="{y}">{escape(shot.content)}</text>'
        return f"<g{seen}>{text}</g>"
    y = MARGIN + shot.place * HEIGHT
    return f'<g{seen} transform="translate({MARGIN} {y})">{shot.content}</g>'


def still(screen: Sequence[Sequence[Char]], alternative: str) -> str:
    """One screen, on the ground that its first cell has."""
    frame = Frame(tuple(map(row, screen)), "", 1)
    return film([frame], len(screen[0]), alternative, _look(screen[0][0]).ground or _GROUND)
