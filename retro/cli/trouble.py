"""An error of the program itself: written down for whoever mends it, said to whoever met it."""

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

from retro import __version__
from retro.words import Words

NAME: Final = "errors.log"
#: Bytes; a log that is larger begins anew.
LARGEST: Final = 256 * 1024


def write_down(error: Exception, folder: Path | None, words: Words) -> str:
    """Add the error to the log in `folder`, or in the folder for temporary files.

    Returns the sentence for the person. The log has the kind of the error and its places in the
    code, not its message, which may quote what people wrote.
    """
    from retro.doors.logs import Discreet

    places = Discreet().formatException((type(error), error, error.__traceback__))
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    entry = f"{now} retro {__version__} Python {sys.version.split()[0]}\n{places}\n"
    kind = type(error).__name__
    for place in (folder, Path(tempfile.gettempdir())):
        if place is not None and place.is_dir() and _added(place / NAME, entry):
            return words(
                "retro met an error of its own ({kind}). Please report it, with the last lines of "
                "{file}.",
                kind=kind,
                file=place / NAME,
            )
    return words(
        "retro met an error of its own ({kind}), and it could not be written down anywhere.",
        kind=kind,
    )


def _added(path: Path, entry: str) -> bool:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
    try:
        if path.exists() and path.stat().st_size > LARGEST:
            flags |= os.O_TRUNC
        handle = os.open(path, flags, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(entry)
    except OSError:
        return False
    return True
