"""Writing to standard output: people's text cleaned, and never an error about an encoding.

There are no colours: what a command says is plain text, in a terminal as in a file.
"""

import io
import sys
from typing import TextIO


def prepare() -> None:
    """Let both streams take every character; one that the terminal cannot show becomes "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def shown(text: str) -> str:
    """`text` of people on one line, without anything that a terminal would obey."""
    from retro.session.text import clean_line

    return clean_line(text, len(text))


def say(*lines: str) -> None:
    """Lines of one's own, in which every text of people went through `shown`."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def warn(sentence: str) -> None:
    """A sentence beside the output."""
    sys.stdout.flush()
    sys.stderr.write(f"{shown(sentence)}\n")


def put(text: str) -> None:
    """A whole document: exactly these bytes, in UTF-8, where no terminal obeys them."""
    stream: TextIO = sys.stdout
    if stream.isatty():
        say(*map(_harmless, text.splitlines()))
    else:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "replace"))
        stream.buffer.flush()


def _harmless(line: str) -> str:
    """As `shown`, with the spaces of an indent."""
    rest = line.lstrip(" ")
    return " " * (len(line) - len(rest)) + shown(rest)
