"""`retro start` and `retro attach`: a session in this terminal."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from retro.cli.attaching import attach_terminal, has_terminal, where
from retro.cli.entrance import entrance_options, with_entrance
from retro.cli.errors import Misuse
from retro.cli.finding import complete_session, find_row
from retro.cli.formats.finding import catalogue_of, complete_format
from retro.cli.output import shown
from retro.cli.place import Place, going_on, with_place

if TYPE_CHECKING:
    from retro.session.format import Format


@click.command()
@click.argument("format", required=False, shell_complete=complete_format)
@click.option("--title", metavar="TEXT", help="What the session is about.")
@click.option("--goal", metavar="TEXT", help="What you want to have at the end.")
@click.option("--team", metavar="NAME", help="Whose session it is; its open actions come first.")
@click.option("--facilitator", metavar="NAME", help="Who leads it: you.")
@click.option(
    "--person", metavar="NAME", multiple=True, help="Who else is in the room. May be repeated."
)
@click.option(
    "--apart/--together",
    default=None,
    help="All write at their own terminal and join over SSH, or you type for all (asked).",
)
@click.option(
    "--plan",
    metavar="SESSION",
    help="Take over what was planned in this session; or latest, or none.",
)
@with_entrance
@with_place
def start(
    place: Place,
    format: str | None,
    title: str | None,
    goal: str | None,
    team: str | None,
    facilitator: str | None,
    person: tuple[str, ...],
    apart: bool | None,
    plan: str | None,
    port: int | None,
    listen: str | None,
    advertise: str | None,
) -> int:
    """Start a session in this terminal.

    FORMAT is one of `retro formats`, such as aar. Without it you choose on the screen, where you
    can change everything else that you give here as well. Where all write at their own terminal,
    the screen shows the line that they type to join.

    \b
    Examples:
      retro start
      retro start aar --title "Release 4.2" --team Platform
      retro start ssc --facilitator Kim --person Robin --person Sam --language nl
      retro start aar --apart --port 0 --advertise kim.example.org
      retro start aar --team Platform --plan latest
    """
    texts = {"title": title, "goal": goal, "team": team, "facilitator": facilitator}
    options = {name: shown(text) for name, text in texts.items() if text}
    if format is not None:
        options["format"] = _held_together(place, format, team or "").key
    if plan is not None:
        options["plan"] = _plan_of(place, plan)
    if person:
        options["people"] = "\n".join(filter(None, map(shown, person)))
    entrance = entrance_options(port, listen, advertise, place.words)
    if entrance and apart is False:
        raise Misuse(
            place.words(
                "With --together nobody joins from elsewhere, so leave out --port, --listen and "
                "--advertise."
            )
        )
    options |= entrance
    if apart is not None:
        options["writing"] = "apart" if apart else "together"
    return _attach(place, "start", options)


def _held_together(place: Place, key: str, team: str) -> "Format":
    """The format with this key. Raises UnknownFormat, and Misuse for what one does alone."""
    format = catalogue_of(place, team).find(key, place.language)
    if format.people[1] == 1:
        raise Misuse(
            place.words("This is for one person alone, and no session: `retro journal` begins it.")
        )
    return format


def _plan_of(place: Place, named: str) -> str:
    """The key of a session with a plan, or one of the two words. Raises Misuse."""
    if named in ("latest", "none"):
        return named
    row = find_row(place, named)
    if not row.plan:
        raise Misuse(
            place.words(
                "“{title}” has no plan to take over: a session before the work has, when it ended.",
                title=shown(row.title),
            )
        )
    return row.key


@click.command()
@click.argument("session", required=False, shell_complete=complete_session)
@with_entrance
@with_place
def attach(
    place: Place,
    session: str | None,
    port: int | None,
    listen: str | None,
    advertise: str | None,
) -> int:
    """Go on with a session; its screen comes back.

    SESSION is the key of a session or its beginning, as `retro sessions` shows it. Without it you
    go on with the latest session that is not closed. People join where they joined before,
    unless you say something else here.
    """
    row = find_row(place, session, unfinished=True)
    entrance = entrance_options(port, listen, advertise, place.words)
    return _attach(place, "attach", {"session": row.key, **entrance})


def _attach(place: Place, wish: str, options: Mapping[str, str]) -> int:
    from retro.doors.local.client import LOST

    _refuse_without_terminal(place, wish)
    lost = going_on(place.folder, place.words(LOST))
    return attach_terminal(place, wish, {**options, "folder": where()}, lost)


def _refuse_without_terminal(place: Place, wish: str) -> None:
    if has_terminal():
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
