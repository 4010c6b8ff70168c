"""Writing a file that somebody named."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from retro.cli.errors import Failure, Misuse
from retro.cli.output import shown
from retro.words import Words


def save(path: Path, content: bytes, words: Words, *, force: bool, private: bool = False) -> None:
    """Write a file whole or not at all; a `private` one is for nobody else to read.

    One that is there already with other content is replaced only with `force`. Raises Failure, and
    Misuse for a folder.
    """
    name = shown(str(path))
    try:
        if path.is_dir():
            raise Misuse(words("{file} is a folder: give the name of a file in it.", file=name))
        if path.is_symlink():
            path = path.resolve()
        if path.exists() and not path.is_file():
            # A device or a pipe cannot be replaced, only written to.
            path.write_bytes(content)
            return
        if path.exists() and not force and path.read_bytes() != content:
            raise Failure(
                words("{file} is there already: --force replaces it, or choose a name.", file=name)
            )
        _replace(path, content, 0o600 if private else _mode(path))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise Failure(
            words("{file} could not be written: {why}.", file=name, why=why or error)
        ) from error


def _replace(path: Path, content: bytes, mode: int) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _mode(path: Path) -> int:
    """The mode of a file that is replaced, or the one that a new file gets."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
