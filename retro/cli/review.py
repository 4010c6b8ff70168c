"""`retro review`: the actions between sessions, on a screen."""

import click

from retro.cli.attaching import attach_terminal, has_terminal, where
from retro.cli.errors import Misuse
from retro.cli.output import shown
from retro.cli.place import Place, with_place

#: What the server of the local door has to be told for a screen between sessions.
WISH = "between"
LOST = "The server stopped. Every change that was said to be kept is kept: open it again."


@click.command()
@click.option("--team", metavar="NAME", help="Only the actions of this team.")
@with_place
def review(place: Place, team: str | None) -> int:
    """Go through the open actions on a screen.

    A line an action: what is overdue, whose it is, how old it is, and how often it was carried
    over. One key says done, going on, blocked or dropped; u takes it back. Nobody has to wait for
    a session to change an action, and a session that runs meanwhile shows the change.

    \b
    Examples:
      retro review
      retro review --team Platform
    """
    if not has_terminal():
        raise Misuse(
            place.words(
                "`retro review` needs a terminal: type it in a terminal window, or over SSH with "
                "`ssh -t`. Without one, `retro actions` lists and changes actions."
            )
        )
    return show_between(place, "review", team or "")


def show_between(place: Place, view: str, team: str = "") -> int:
    """Show a screen between sessions in this terminal; returns the exit status."""
    options = {"view": view, "team": shown(team), "folder": where()}
    return attach_terminal(place, WISH, options, place.words(LOST))
