"""`retro minutes`: a session as Markdown, on the screen or in a file."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from retro.cli.errors import Failure, Misuse
from retro.cli.finding import complete_session, find_row, read_session
from retro.cli.output import put, say, shown, warn
from retro.cli.place import Place, with_place
from retro.words import Words


@click.command()
@click.argument("session", required=False, shell_complete=complete_session)
@click.option(
    "-o", "--output", metavar="FILE", help="Write to this file; - is the screen, as without it."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@with_place
def minutes(place: Place, session: str | None, output: str | None, force: bool) -> None:
    """Write the minutes of a session.

    SESSION is the key of a session or its beginning; without it you get the latest. The minutes
    are Markdown, in the language of the session unless you choose one. A file that is there
    already is kept, as you may have added to it; --force replaces it.

    \b
    Examples:
      retro minutes
      retro minutes -o release.md
      retro minutes 01KAP3XYZ9 --language nl -o release.md --force
    """
    row = find_row(place, session)
    from retro.minutes.markdown import minutes as as_markdown

    found = read_session(place, row)
    language = place.language if place.chosen else found.language
    text = as_markdown(found, Words(language))
    if output is None or output == "-":
        put(text)
    else:
        _write(Path(output), text.encode("utf-8"), place.words, force=force)
        say(place.words("The minutes are in {file}.", file=shown(output)))
    if found.closed is None:
        warn(place.words("This session is still under way: these are the minutes so far."))


def _write(path: Path, content: bytes, words: Words, *, force: bool) -> None:
    """Write a file whole or not at all."""
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
        _replace(path, content)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise Failure(
            words("{file} could not be written: {why}.", file=name, why=why or error)
        ) from error


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
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
