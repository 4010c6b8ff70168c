"""What the server writes down about itself: never what people wrote.

An error's message may quote a card, so of an error only its kind and its places in the code are
kept; of what other libraries say, only who said it, where in their code, and how grave it is.
"""

import logging
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final, TypeAlias

NAME: Final = "server.log"
LARGEST: Final = 256 * 1024
#: What asyncio says of each of many writes to somebody who has just gone: no fault, and the end of
#: that connection is told by itself.
_GONE: Final = ("asyncio", "socket.send() raised exception.")

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
        plain.exc_text = None  # what another handler may have made of the error
        if not ours:
            # A text without its values: those may hold what somebody wrote.
            plain.args = None
            place = f"{record.filename}:{record.lineno} {record.funcName}"
            plain.msg = record.msg if record.name.startswith("retro.") else f"spoke at {place}"
        return super().format(plain)

    def formatException(self, ei: _ErrorInfo) -> str:
        """The kind of an error and where it happened, without its message."""
        kind, _, trace = ei
        places = [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        return "\n".join([kind.__name__ if kind else "no error", *places])


class _BoundedLog(RotatingFileHandler):
    """A log for its owner alone, that goes without what the disk does not take."""

    def _open(self) -> TextIOWrapper:
        """Open the file, mode 0600 from the start, also after the log was turned over."""
        path = Path(self.baseFilename)
        path.touch(mode=0o600)
        path.chmod(0o600)
        return path.open("a", encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: whoever could hear it is at a screen of their own."""


def keep_log(folder: Path) -> logging.Handler:
    """Write warnings to a file of bounded size, mode 0600, in `folder`. Raises OSError.

    Returns the handler, to be given to `logging.getLogger().removeHandler` at the end.
    """
    handler = _BoundedLog(folder / NAME, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
    handler.setFormatter(Discreet())
    handler.addFilter(lambda record: (record.name, record.msg) != _GONE)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
