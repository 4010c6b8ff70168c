"""`retro start` and `retro attach`: a session in this terminal."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

from retro.cli.errors import Failure, Misuse
from retro.cli.finding import complete_session, find_row
from retro.cli.output import shown
from retro.cli.place import Place, place_of, with_place

#: The most characters that the local door takes for one text.
_LONGEST: Final = 4000
#: How often a server may end right before it is reached; each time another one is started.
_TRIES: Final = 3


def _complete_format(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from retro.formats.catalogue import Catalogue

    try:
        place = place_of(context)
        formats = Catalogue(place.templates).formats(place.language)
    except Exception:
        # There is nothing to complete with, and nowhere to say why.
        return []
    found = (CompletionItem(each.key, help=each.title) for each in formats)
    return [item for item in found if item.value.startswith(incomplete)]


@click.command()
@click.argument("format", required=False, shell_complete=_complete_format)
@click.option("--title", metavar="TEXT", help="What the session is about.")
@click.option("--goal", metavar="TEXT", help="What you want to have at the end.")
@click.option("--team", metavar="NAME", help="Whose session it is; its open actions come first.")
@click.option("--facilitator", metavar="NAME", help="Who leads it: you.")
@click.option(
    "--person", metavar="NAME", multiple=True, help="Who else is in the room. May be repeated."
)
@with_place
def start(
    place: Place,
    format: str | None,
    title: str | None,
    goal: str | None,
    team: str | None,
    facilitator: str | None,
    person: tuple[str, ...],
) -> int:
    """Start a session in this terminal.

    FORMAT is one of `retro formats`, such as aar. Without it you choose on the screen, where you
    can change everything else that you give here as well.

    \b
    Examples:
      retro start
      retro start aar --title "Release 4.2" --team Platform
      retro start ssc --facilitator Kim --person Robin --person Sam --language nl
    """
    texts = {"title": title, "goal": goal, "team": team, "facilitator": facilitator}
    options = {name: shown(text) for name, text in texts.items() if text}
    if format is not None:
        from retro.formats.catalogue import Catalogue

        options["format"] = Catalogue(place.templates).find(format, place.language).key
    if person:
        options["people"] = "\n".join(filter(None, map(shown, person)))
    return _attach(place, "start", options)


@click.command()
@click.argument("session", required=False, shell_complete=complete_session)
@with_place
def attach(place: Place, session: str | None) -> int:
    """Go on with a session; its screen comes back.

    SESSION is the key of a session or its beginning, as `retro sessions` shows it. Without it you
    go on with the latest session that is not closed.
    """
    row = find_row(place, session, unfinished=True)
    return _attach(place, "attach", {"session": row.key})


def _attach(place: Place, wish: str, options: Mapping[str, str]) -> int:
    """Reach the server, or start one, and show its screen; returns the exit status."""
    words = place.words
    _refuse_without_terminal(place, wish)
    for name, text in options.items():
        if len(text) > _LONGEST:
            raise Misuse(words("--{name} is too long; give it on the screen.", name=name))
    from retro.doors.local import client
    from retro.doors.spawn import connect

    hello = client.hello_from(
        os.environ, wish, {**options, "folder": _where()}, language=place.language
    )
    for _ in range(_TRIES):
        try:
            return client.attach(connect(place.folder), hello, lost=words(client.LOST))
        except client.Vanished:
            continue
    raise Failure(
        words("The server ends as soon as it is reached: run `retro serve` to see what it says.")
    )


def _refuse_without_terminal(place: Place, wish: str) -> None:
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return
    if wish == "start":
        raise Misuse(
            place.words(
                "`retro start` needs a terminal: type it in a terminal window, or over SSH with "
                "`ssh -t`. Without one, `retro minutes` and `retro actions` work."
            )
        )
    raise Misuse(
        place.words(
            "`retro attach` needs a terminal: type it in a terminal window, or over SSH with "
            "`ssh -t`. Without one, `retro show` and `retro minutes` work."
        )
    )


def _where() -> str:
    """The folder that the person is in, for files that they save; empty when it is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""
