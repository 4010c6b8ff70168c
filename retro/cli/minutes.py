"""`retro minutes`: a session as Markdown, on the screen or in a file."""

from pathlib import Path

import click

from retro.cli.finding import complete_session, find_row, read_session
from retro.cli.output import put, say, shown, warn
from retro.cli.place import Place, with_place
from retro.cli.saving import save
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
        save(Path(output), text.encode("utf-8"), place.words, force=force)
        say(place.words("The minutes are in {file}.", file=shown(output)))
    if found.closed is None:
        warn(place.words("This session is still under way: these are the minutes so far."))
