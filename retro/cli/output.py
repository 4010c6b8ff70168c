"""Writing to standard output: people's text cleaned, and never an error about an encoding.

There are no colours: what a command says is plain text, in a terminal as in a file.
"""

import io
import os
import sys
from pathlib import Path
from typing import Final, TextIO

from retro.cli.errors import Failure
from retro.words import translate

NOWHERE: Final = translate("There is nowhere to write to: standard output is closed.")
NOT_WRITTEN: Final = translate("The output could not be written: {reason}.")


def prepare() -> None:
    """Let both streams take every character; one that the terminal cannot show becomes "?".

    Where the input is closed there is nothing to read, and nobody to ask.
    """
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 (until the end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def shown(text: str) -> str:
    """`text` of people on one line, without anything that a terminal would obey."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    from retro.session.text import clean_line

    # Composing letters and spelling out tabs make a text longer, by four at most.
    return clean_line(text, 4 * len(text))


def say(*lines: str) -> None:
    """Lines of one's own, in which every text of people went through `shown`. Raises Failure."""
    try:
        _output().write("".join(f"{line}\n" for line in lines))
    except OSError as error:
        raise _not_written(error) from error


def put(text: str) -> None:
    """A whole document: exactly these bytes, in UTF-8, where no terminal obeys them.

    Raises Failure.
    """
    stream = _output()
    if stream.isatty():
        say(*map(indented, text.splitlines()))
        return
    try:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "replace"))
    except OSError as error:
        raise _not_written(error) from error


def indented(line: str) -> str:
    """As `shown`, with the spaces that the line begins with."""
    rest = line.lstrip(" ")
    return " " * (len(line) - len(rest)) + shown(rest)


def warn(sentence: str) -> None:
    """Sentences beside the output."""
    if sys.stderr is not None:
        sys.stderr.write("".join(f"{shown(line)}\n" for line in sentence.splitlines()))


def finish() -> None:
    """Write what is still waiting. Raises Failure, and BrokenPipeError when nobody reads it."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError as error:
        let_go()
        raise _not_written(error) from error


def let_go() -> None:
    """Drop what is still waiting: Python would try again when it ends, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _output() -> TextIO:
    if sys.stdout is None:
        raise Failure(NOWHERE)
    return sys.stdout


def _not_written(error: OSError) -> Exception:
    if isinstance(error, BrokenPipeError):
        return error
    return Failure(NOT_WRITTEN, reason=error.strerror or error)
