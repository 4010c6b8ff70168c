"""`retro doctor`: what is wrong in the data folder, and the mends that need a person's word."""

from pathlib import Path

import click

from retro.cli.errors import Failure
from retro.cli.output import say
from retro.cli.place import Place, with_place

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--accept", type=_FILE, help="Take a file that was edited by hand as it is now.")
@click.option("--restore", type=_FILE, help="Bring a file back from its backup and journal.")
@click.option("--salvage", type=_FILE, help="Give up what cannot be read, and keep the rest.")
@with_place
def doctor(place: Place, accept: Path | None, restore: Path | None, salvage: Path | None) -> int:
    """Check what is stored, and mend it.

    Checking changes nothing. A mend first copies the bytes it replaces to `quarantine` in the data
    folder, so nothing is ever thrown away. Exit status 1 when something was found, or when there
    is nothing to check.
    """
    from retro.store import check
    from retro.store.protocol import StoreError

    words = place.words
    if not place.folder.is_dir():
        raise Failure(
            words(
                "Nothing is stored yet in {folder}: there is no such folder. `retro start` makes "
                "it; --data-dir names another one.",
                folder=place.folder,
            )
        )
    try:
        if accept is not None:
            check.accept(accept, place.folder)
            say(words("{file} counts as it is now.", file=accept))
        if restore is not None:
            say(*check.restore(restore, place.folder))
            say(words("{file} is back.", file=restore))
        if salvage is not None:
            say(*check.salvage(salvage, place.folder))
            say(words("The rest of {file} can be used again.", file=salvage))
    except StoreError as error:
        raise Failure(str(error)) from error
    if check.open_to_others(place.folder):
        say(
            words(
                "{folder} is open to other people on this computer; what retro keeps in it is "
                "closed to them. `chmod 700` closes the folder as well.",
                folder=place.folder,
            )
        )
    findings = check.check(place.folder)
    say(*(findings or [words("All is well in {folder}.", folder=place.folder)]))
    return 1 if findings else 0
