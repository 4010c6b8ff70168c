"""Colour for a few lines that mean something, beside the signs that mean it without."""

import os
import sys
from collections.abc import Callable
from typing import Final, TypeAlias

Colour: TypeAlias = Callable[[str, str], str]

_CODES: Final = {"green": "32", "yellow": "33", "dim": "2"}


def colour_here() -> Colour:
    """What colours a text by name; plain text where there is no terminal that wants colour.

    See no-color.org: NO_COLOR with any text in it means none.
    """
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb"
    if plain or sys.stdout is None or not sys.stdout.isatty():
        return lambda text, _: text
    return lambda text, name: f"\x1b[{_CODES[name]}m{text}\x1b[0m"
