"""`retro backup` and `retro restore`: all that is kept, in one file and back again."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retro.cli.errors import Failure, Misuse
from retro.cli.output import finish, say, shown
from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from retro.store.archive import Archive
    from retro.store.backing_up import Taken
    from retro.words import Words


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@with_place
def backup(place: Place, file: Path | None) -> int:
    """Put all that is kept in one file.

    FILE is a new file for you alone; without it, one named by the date in the folder that you are
    in. It is read back, and every session in it opened, before this says that all is well. A
    server may go on meanwhile. The key of this host and what lets people back in are left out.
    """
    words = place.words
    if not place.folder.is_dir():
        raise Failure(
            words(
                "Nothing is stored yet in {folder}, so there is nothing to back up.",
                folder=place.folder,
            )
        )
    now = datetime.now().astimezone()
    target = _target(file, now, words)
    taken = take(place, target, now)
    held = words.plural("{count} session", "{count} sessions", taken.sessions)
    say(
        words("{file} holds {held}; all of it was read back.", file=shown(str(target)), held=held),
        words(
            "Keep it where nobody else can read it. The key of this host is not in it, nor are the "
            "codes and tickets of sessions under way."
        ),
    )
    if not taken.damaged:
        return 0
    say(words("This was damaged before, and is in the backup as it is:"))
    say(*(f"  {shown(words.retold(each))}" for each in taken.damaged))
    return 1


def take(place: Place, target: Path, now: datetime) -> "Taken":
    """Make a backup of a data folder, in which every session can be shown. Raises StoreError."""
    from retro import __version__
    from retro.session import documents
    from retro.store.backing_up import back_up

    return back_up(place.folder, target, made=now, version=__version__, opens=documents.read)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", metavar="FOLDER", help="Put it in this folder, and leave yours alone.")
@click.option("--yes", is_flag=True, help="Do not ask before what is there gives way.")
@with_place
def restore(place: Place, file: Path, into: str | None, yes: bool) -> int:
    """Bring back what a backup holds.

    FILE is one that `retro backup` made. It is checked whole before anything changes. What is in
    the data folder gives way to it and is kept beside it under another name; no server may run
    there meanwhile.
    """
    from retro.session import documents
    from retro.store.archive import Archive
    from retro.store.bringing_back import bring_back, is_empty

    words = place.words
    folder = _absolute(into, words) if into is not None else place.folder
    with Archive(file) as archive:
        count = archive.verify(documents.read)
        say(_what(archive, count, words))
        if not is_empty(folder) and not yes:
            _ask(folder, words)
        kept = bring_back(archive, folder, now=datetime.now())
    say(words("It is in {folder} now.", folder=shown(str(folder))))
    if kept is not None:
        say(
            words(
                "What was there is in {kept}: remove it when nothing is missing.",
                kept=shown(str(kept)),
            )
        )
    return 0


def _what(archive: "Archive", count: int, words: "Words") -> str:
    held = words.plural("{count} session", "{count} sessions", count)
    made = shown(archive.manifest.made).replace("T", " ")
    return words("The backup is of {made} and holds {held}.", made=made, held=held)


def _ask(folder: Path, words: "Words") -> None:
    """Raises Misuse where nobody can be asked, and Failure where the answer is no."""
    from retro.cli.attaching import has_terminal
    from retro.cli.confirming import agreed

    if not has_terminal():
        raise Misuse(
            words(
                "There is something in {folder} already: add --yes to put the backup in its place, "
                "or name another folder with --into.",
                folder=folder,
            )
        )
    finish()
    question = words("Put it in the place of what is in {folder}?", folder=shown(str(folder)))
    if not agreed(question, words):
        raise Failure(words("Nothing was changed."))


def _target(file: Path | None, now: datetime, words: "Words") -> Path:
    """Where a backup goes. Raises Misuse."""
    name = f"retro-{now:%Y-%m-%d-%H%M%S}.zip"
    try:
        if file is None:
            return Path.cwd() / name
        target = file.expanduser()
        return target / name if target.is_dir() else target
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Misuse(
            words("No file can be made there ({why}): name one in another folder.", why=why)
        ) from error


def _absolute(name: str, words: "Words") -> Path:
    """Raises Misuse for what can be no folder."""
    try:
        folder = Path(name).expanduser().absolute()
        usable = bool(name) and (folder.is_dir() or not folder.exists())
    except (OSError, RuntimeError, ValueError):
        usable = False
    if not usable:
        raise Misuse(words("{name} is no folder: name another one for the data.", name=name))
    return folder
