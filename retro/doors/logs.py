"""What the server writes down about itself: never what people wrote.

An error's message may quote a card, so of an error only its kind and its places in the code are
kept; of what other libraries say, only who said it and how grave it is.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final, TypeAlias

NAME: Final = "server.log"
LARGEST: Final = 256 * 1024

_ErrorInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Discreet(logging.Formatter):
    """Drops messages of errors and of other libraries, and all values."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record, one line, and the places of an error below it."""
        ours = record.name.startswith(("retro.live", "retro.doors"))
        plain = logging.makeLogRecord(record.__dict__)
        if not ours:
            # A text without its values: those may hold what somebody wrote.
            plain.args = None
            plain.msg = record.msg if record.name.startswith("retro.") else "said something"
        return super().format(plain)

    def formatException(self, ei: _ErrorInfo) -> str:
        """The kind of an error and where it happened, without its message."""
        kind, _, trace = ei
        places = [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        return "\n".join([kind.__name__ if kind else "no error", *places])


def keep_log(folder: Path) -> logging.Handler:
    """Write warnings to a file of bounded size, mode 0600, in `folder`. Raises OSError.

    Returns the handler, to be given to `logging.getLogger().removeHandler` at the end.
    """
    path = folder / NAME
    path.touch(mode=0o600)
    path.chmod(0o600)
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
