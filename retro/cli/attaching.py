"""Reaching the server of a data folder from this terminal, and showing what it shows."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from retro.cli.errors import Failure, Misuse
from retro.cli.place import Place, of_locale

#: The most characters that the local door takes for one text.
_LONGEST: Final = 4000
#: How often a server may end right before it is reached; each time another one is started.
_TRIES: Final = 3


def has_terminal() -> bool:
    """Whether somebody sits at both ends of this process."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def where() -> str:
    """The folder that the person is in, for files that they save; empty when it is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def _spoken(place: Place) -> str:
    """The language that was asked for, or that the locale names; empty where nobody says one."""
    return place.language if place.chosen else of_locale(os.environ)


def attach_terminal(place: Place, wish: str, options: Mapping[str, str], lost: str) -> int:
    """Reach the server, or start one, and show its screen; returns the exit status.

    `lost` is said when the server dies meanwhile. Raises Misuse for a text that is too long, and
    Failure.
    """
    words = place.words
    for name, text in options.items():
        if len(text) > _LONGEST:
            raise Misuse(words("--{name} is too long; give it on the screen.", name=name))
    from retro.doors.local import client
    from retro.doors.spawn import connect

    if place.chosen:
        options = {**options, "language": place.language}
    hello = client.hello_from(os.environ, wish, options, language=_spoken(place))
    for _ in range(_TRIES):
        try:
            return client.attach(connect(place.folder), hello, lost=lost)
        except client.Vanished:
            continue
    raise Failure(
        words("The server ends as soon as it is reached: run `retro serve` to see what it says.")
    )
