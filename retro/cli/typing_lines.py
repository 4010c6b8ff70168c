"""Lines that somebody types in a terminal, of which nothing is lost when they stop halfway."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

#: What ends the typing from outside: Ctrl+C, a closed terminal, and the end of the computer's day.
_SIGNALS: Final = (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)
#: What stands before each line.
_SIGN: Final = "> "


class Interrupted(Exception):
    """The typing was ended from outside; `lines` is all that was typed, the last one unfinished."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines


class _Stopped(BaseException):
    """Leaves `input`; `line` is what stands on the line that was being typed."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


@contextmanager
def stoppable() -> Iterator[None]:
    """While this lasts, `typed_lines` loses nothing to a signal.

    Once the typing has ended, signals stay ignored: a terminal that closes sends more than one,
    and what was typed is still to be put away before the command ends.
    """
    with suppress(ImportError):
        # With it `input` takes lines of any length, and says what is on one that is not finished.
        import readline

        readline.set_auto_history(False)
    before = {number: signal.signal(number, _stop) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is _stop:
                signal.signal(number, handler)


def typed_lines() -> list[str]:
    """Lines until an empty one or the end of input (Ctrl+D). Raises Interrupted."""
    lines: list[str] = []
    try:
        # A terminal that closes ends the input too, before or after its signal; of a line that was
        # not finished the line editor then tells nothing.
        with suppress(EOFError):
            while line := input(_SIGN):
                lines.append(line)
        _ignore_signals()
    except _Stopped as stopped:
        raise Interrupted([*lines, stopped.line] if stopped.line else lines) from stopped
    return lines


def _stop(number: int, frame: FrameType | None) -> None:
    _ignore_signals()
    line = ""
    with suppress(ImportError):
        import readline

        line = readline.get_line_buffer()
    raise _Stopped(line)


def _ignore_signals() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
