"""One person's screen, as a door hands it over.

A door (local socket, SSH, web) speaks its own transport. What it hands to the rest of the program
is a `Terminal`: a place to write text to, a size, and the bytes that somebody types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, runtime_checkable

MAX_COLUMNS = 500
MAX_ROWS = 200
DEFAULT_SIZE = (80, 24)


class ColourDepth(Enum):
    """How many colours a terminal shows; the value is for people to read."""

    TRUE = "16 million colours"
    EIGHT_BIT = "256 colours"
    STANDARD = "16 colours"
    NONE = "no colour"


class UnsupportedTerminal(Exception):
    """This terminal cannot show a full screen. The message is one sentence for its owner."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one person's terminal can show and report.

    Attributes:
        term: The terminal's type, such as `xterm-256color`.
        colour: The colours to draw with. `NONE` when the person asked for no colour.
        unicode: Whether characters outside ASCII arrive whole; when not, lines are drawn with
            `+-|` and letters lose their accents.
        mouse: Whether to ask for clicks, scrolling and dragging.
        no_color: Whether the person asked for no colour (https://no-color.org).
        dark: Whether the background is dark, or None when the terminal does not say.
        hover: Whether to ask for every movement of the mouse as well; each is a packet.
        clipboard: Whether text may be put on the person's own clipboard with OSC 52.
        largest: The most columns and rows that are drawn, however large its window is.
    """

    term: str = "xterm-256color"
    colour: ColourDepth = ColourDepth.TRUE
    unicode: bool = True
    mouse: bool = True
    no_color: bool = False
    dark: bool | None = None
    hover: bool = False
    clipboard: bool = False
    largest: tuple[int, int] = (MAX_COLUMNS, MAX_ROWS)


class Terminal(Protocol):
    """One person's screen. All methods are called on the event loop's thread."""

    @property
    def capabilities(self) -> Capabilities:
        """What this terminal can show and report; does not change."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows, as `clamp_size` gives them."""

    def write(self, data: str) -> None:
        """Queue output. Never blocks and never raises; after `close` it does nothing."""

    def pending(self) -> int:
        """Bytes queued and not yet taken by the other side."""

    async def drain(self) -> None:
        """Return when little is pending again, or when the terminal was closed."""

    def on_input(self, receiver: Callable[[bytes], None]) -> None:
        """Hand every read to `receiver`, replacing the one before.

        What was read before the first receiver came is kept for it.
        """

    def on_resize(self, receiver: Callable[[int, int], None]) -> None:
        """Hand every new size, columns and rows, to `receiver`, replacing the one before."""

    def on_close(self, receiver: Callable[[], None]) -> None:
        """Call `receiver` once when the other side goes away, replacing the one before.

        When it has gone away already, `receiver` is called soon.
        """

    def close(self, farewell: str = "", status: int = 0) -> None:
        """Restore the terminal, say one plain line, end with an exit status. Idempotent.

        `retro.terminal.restore.parting` has the text to write. `on_close` receivers are not called.
        """


@runtime_checkable
class TellsWayBack(Protocol):
    """A terminal of somebody who may come back, when its door closes."""

    def on_parting(self, tell: Callable[[], str]) -> None:
        """Call `tell` for a sentence to put behind the last words of the door, or ""."""


def clamp_size(
    columns: int, rows: int, largest: tuple[int, int] = (MAX_COLUMNS, MAX_ROWS)
) -> tuple[int, int]:
    """Give a size that can be drawn: 1 by 1 to the largest, and 80 by 24 when unknown.

    A client may claim any size: SSH carries 32 bits for each, and 3000 by 3000 cells stall
    everybody else for two seconds. Zero means that the client does not know (RFC 4254, 6.2).
    """
    if columns <= 0 or rows <= 0:
        return DEFAULT_SIZE
    return min(columns, largest[0]), min(rows, largest[1])


TERM_NAME = re.compile(r"[A-Za-z0-9._+-]{1,64}")
WITHOUT_SCREEN = frozenset({"", "dumb", "unknown"})
WITHOUT_COLOUR = re.compile(r"vt\d+.*|.*-mono|.*-m")
TRUE_COLOUR = re.compile(r"(xterm-)?(kitty|ghostty)|alacritty.*|foot.*|wezterm|contour.*|.*-direct")
TRUE_COLOUR_PROGRAMS = frozenset({"iTerm2", "iTerm.app", "WezTerm", "ghostty", "vscode"})
WITHOUT_MOUSE = re.compile(r"linux.*|vt\d+.*")


def capabilities_from(term: str, environment: Mapping[str, str]) -> Capabilities:
    """Work out what a terminal can do from what its side told us.

    The rules for colour follow rich (COLORTERM, then the `-256color` suffix, then 16) and add
    the terminals that are known to have true colour where COLORTERM does not travel: SSH hands
    over TERM, and LC_* by custom, but rarely COLORTERM.

    Args:
        term: The terminal's type: TERM, or the name in an SSH pty request.
        environment: Variables of the **client**, never those of the server.

    Raises:
        UnsupportedTerminal: When it cannot show a full screen.
    """
    if term in WITHOUT_SCREEN or not TERM_NAME.fullmatch(term):
        raise UnsupportedTerminal(
            "This terminal cannot show a full screen; "
            "try one whose TERM is xterm-256color or the like."
        )
    no_color = bool(environment.get("NO_COLOR"))
    program = environment.get("TERM_PROGRAM", "")
    without_mouse = WITHOUT_MOUSE.fullmatch(term) is not None
    return Capabilities(
        term=term,
        colour=ColourDepth.NONE if no_color else _colour_depth(term, environment),
        unicode=_is_unicode(environment),
        mouse=not without_mouse,
        no_color=no_color,
        dark=_is_dark(environment.get("COLORFGBG", "")),
        clipboard=not without_mouse and program != "Apple_Terminal",
    )


def _colour_depth(term: str, environment: Mapping[str, str]) -> ColourDepth:
    if WITHOUT_COLOUR.fullmatch(term):
        return ColourDepth.NONE
    programs = {environment.get("LC_TERMINAL", ""), environment.get("TERM_PROGRAM", "")}
    if (
        environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}
        or TRUE_COLOUR.fullmatch(term)
        or programs & TRUE_COLOUR_PROGRAMS
    ):
        return ColourDepth.TRUE
    return ColourDepth.EIGHT_BIT if term.endswith("-256color") else ColourDepth.STANDARD


def _is_unicode(environment: Mapping[str, str]) -> bool:
    """Tell whether the client's locale is UTF-8; assumed when it sent none."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if locale := environment.get(name):
            return locale.lower().replace("-", "").partition(".")[2].startswith("utf8")
    return True


def _is_dark(colours: str) -> bool | None:
    """Read COLORFGBG, `foreground;background` as numbers of the 16 colours."""
    background = colours.rpartition(";")[2]
    if not (background.isascii() and background.isdigit()):
        return None
    return int(background) in {0, 1, 2, 3, 4, 5, 6, 8}
