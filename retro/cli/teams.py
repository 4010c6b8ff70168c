"""`retro teams`: who belongs to which team, and what each is called."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import click

from retro.cli.agreements import BY, misuse_of
from retro.cli.errors import Failure, Misuse
from retro.cli.output import say, shown
from retro.cli.place import Place, place_of, with_place, with_place_options
from retro.cli.tree import Entry, Tree

if TYPE_CHECKING:
    from retro.store.embedded import EmbeddedStore

_HERE: Final = "retro.cli.teams"
_READ: Final = "Read"
_CHANGE: Final = "Change"

ENTRIES: Final = (
    Entry("list", _HERE, _READ, "List the teams, those with the latest sessions first."),
    Entry("show", _HERE, _READ, "Show who belongs to a team."),
    Entry("add", _HERE, _CHANGE, "Write down a team, and add people to it."),
    Entry("remove", _HERE, _CHANGE, "Take people off the list of a team."),
    Entry("rename", _HERE, _CHANGE, "Call a team otherwise, with all its actions."),
)

EPILOG: Final = """\
\b
Examples:
  retro teams
  retro teams add Platform Kim Robin "Sam de Wit"
  retro teams remove Platform Robin
  retro teams rename Platform Foundations

The names are filled in when a session of the team is set up. They are in no minutes by that.
"""


@click.group(
    cls=Tree,
    entries=ENTRIES,
    invoke_without_command=True,
    epilog=EPILOG,
    subcommand_metavar="[COMMAND] [ARGUMENT]...",
)
@with_place_options
def teams() -> None:
    """List the teams, and who belongs to each.

    Those with the latest sessions come first.
    """
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        _say_teams(place_of(context))


@click.command(name="list")
@with_place
def list_(place: Place) -> None:
    """List the teams, those with the latest sessions first."""
    _say_teams(place)


@click.command()
@click.argument("team")
@with_place
def show(place: Place, team: str) -> None:
    """Show who belongs to a team.

    A name a line.
    """
    from retro.followup.teams import find, people_of

    found = find(_store(place).teams().all(), team) if place.folder.is_dir() else None
    if found is None:
        raise Failure(
            place.words(
                "Nobody has said who belongs to {team}: `retro teams add {team} NAME` does.",
                team=shown(team),
            )
        )
    say(*(shown(name) for name in people_of(found)))


@click.command()
@click.argument("team")
@click.argument("people", nargs=-1)
@with_place
def add(place: Place, team: str, people: tuple[str, ...]) -> None:
    """Write down a team, and add people to it."""
    from retro.followup.teams import with_person

    _say_people(place, _change(place, team, lambda now, _: reduce(with_person, people, now)))


@click.command()
@click.argument("team")
@click.argument("people", nargs=-1, required=True)
@with_place
def remove(place: Place, team: str, people: tuple[str, ...]) -> None:
    """Take people off the list of a team.

    Minutes and actions stay as they are.
    """
    from retro.followup.teams import without_person

    changed = _change(place, team, lambda now, _: reduce(without_person, people, now), new=False)
    _say_people(place, changed)


@click.command()
@click.argument("team")
@click.argument("name")
@click.option("--merge", is_flag=True, help="Also where sessions have that name: they go together.")
@with_place
def rename(place: Place, team: str, name: str, merge: bool) -> None:
    """Call a team otherwise, with all its actions.

    Its actions, agreements and lessons go along. Its sessions keep the name that they were held
    under, and are found by both.
    """
    from retro.followup.teams import name_of, renamed
    from retro.live.following import teams_records

    store = _store(place)

    def called_so(now: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, Any]:
        return renamed(now, name, documents, () if merge else known_teams(place))

    changed = _change(place, team, called_so, new=False)
    for records, moved in teams_records(store, changed, datetime.now(UTC), BY):
        records.change(moved)
    say(place.words("The team is called {name} now.", name=shown(name_of(changed))))


def known_teams(place: Place) -> list[str]:
    """What all teams are called, those with the latest sessions first. Raises StoreError."""
    if not place.folder.is_dir():
        return []
    from retro.cli.finding import session_rows
    from retro.followup.record import field
    from retro.followup.teams import all_names

    store = _store(place)
    used = [row.team for row in session_rows(place)]
    for documents in (store.actions().all(), store.agreements().all(), store.lessons().all()):
        used += [field(each, "team") for each in documents]
    return all_names(store.teams().all(), used)


def _change(
    place: Place,
    team: str,
    decide: Callable[[dict[str, Any], list[dict[str, Any]]], dict[str, Any]],
    *,
    new: bool = True,
) -> dict[str, Any]:
    """Change a team, written down first if need be; `decide` gets it, and all that are stored.

    Without `new` there has to be something of the team. All is read under the lock, so nobody
    writes down another team in between. Raises Misuse, and StoreError.
    """
    from retro.followup.teams import find, made, uid_of
    from retro.session.refusal import Refused

    found: list[dict[str, Any]] = []

    def put(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
        now = find(documents, team)
        if now is None:
            # As sessions and actions write it.
            called = next((n for n in known_teams(place) if uid_of(n) == uid_of(team)), None)
            if called is None and not new:
                raise Misuse(_no_team(place, team))
            now = made(called or team, now=datetime.now(UTC), language=place.language)
        found.append(decide(now, documents))
        return found[-1:]

    if not new and not place.folder.is_dir():
        raise Misuse(_no_team(place, team))
    try:
        _store(place).teams().change(put)
    except Refused as error:
        raise misuse_of(place, error) from error
    return found[-1]


def _no_team(place: Place, typed: str) -> str:
    return place.words("There is no team {team}: `retro teams` lists them.", team=shown(typed))


def _say_teams(place: Place) -> None:
    from retro.followup.teams import find, people_of

    words, names = place.words, known_teams(place)
    if not names:
        say(words("No teams yet: `retro teams add TEAM NAME` writes one down."))
        return
    documents = _store(place).teams().all()
    for name in names:
        document = find(documents, name)
        people = [shown(each) for each in people_of(document)] if document else []
        say(f"- {shown(name)}", *_of_people(people))


def _of_people(people: Sequence[str]) -> list[str]:
    return [f"  {', '.join(people)}"] if people else []


def _say_people(place: Place, document: dict[str, Any]) -> None:
    from retro.followup.teams import name_of, people_of

    people = [shown(name) for name in people_of(document)]
    name = shown(name_of(document))
    say(f"{name}: {', '.join(people)}" if people else place.words("{team}: nobody", team=name))


def _store(place: Place) -> "EmbeddedStore":
    from retro.store.embedded import EmbeddedStore

    return EmbeddedStore(place.folder)
