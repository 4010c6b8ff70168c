"""`retro agreements`: how teams want to work together, kept, changed and retired."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from retro.cli.errors import Misuse
from retro.cli.of_team import of_team
from retro.cli.output import say, shown
from retro.cli.place import Place, place_of, with_place, with_place_options
from retro.cli.tree import Entry, Tree

if TYPE_CHECKING:
    from retro.session.refusal import Refused

_HERE: Final = "retro.cli.agreements"
_CHANGE: Final = "Change"
#: From where a change comes, in the history of an agreement.
BY: Final = "command"
#: What scripts get of an agreement, and in which order.
FIELDS: Final = ("uid", "team", "text", "state", "made", "history")

ENTRIES: Final = (
    Entry("add", _HERE, _CHANGE, "Write down what a team agreed on."),
    Entry("change", _HERE, _CHANGE, "Change the words of an agreement."),
    Entry("retire", _HERE, _CHANGE, "End an agreement; it stays in the history."),
    Entry("keep", _HERE, _CHANGE, "Bring a retired agreement back."),
)

EPILOG: Final = """\
\b
Examples:
  retro agreements --team Platform
  retro agreements add "Two of us look at every migration" --team Platform
  retro agreements change 3fa9c2 "Two of us rehearse every migration"
  retro agreements retire 3fa9c2

An agreement is named by the first characters of its id, which the list shows.
"""


@click.group(
    cls=Tree,
    entries=ENTRIES,
    invoke_without_command=True,
    epilog=EPILOG,
    subcommand_metavar="[COMMAND] [ARGUMENT]...",
)
@click.option("--team", metavar="NAME", help="Only the agreements of this team.")
@click.option("--all", "with_retired", is_flag=True, help="Those that were retired as well.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_place_options
def agreements(team: str | None, with_retired: bool, as_json: bool) -> None:
    """List the working agreements of a team.

    Sessions show them at the opening, and can change them as well.
    """
    context = click.get_current_context()
    place = place_of(context)
    if context.invoked_subcommand is not None:
        if team is not None or with_retired or as_json:
            raise Misuse(place.words("Give the options of a command after it."))
        return
    documents, listed = _listed(place, team, with_retired=with_retired or as_json)
    if as_json:
        plain = [{name: each.get(name) for name in FIELDS} for each in listed]
        say(json.dumps(plain, indent=2))
    elif not listed and team is not None:
        say(
            place.words(
                "No agreements of the team {team}: `retro agreements` shows those of all teams.",
                team=shown(team),
            )
        )
    elif not listed:
        say(place.words("No agreements yet: `retro agreements add TEXT --team NAME` keeps one."))
    else:
        _say_list(place, listed, documents)


@click.command()
@click.argument("text")
@click.option("--team", metavar="NAME", help="Whose agreement it is.")
@with_place
def add(place: Place, text: str, team: str | None) -> None:
    """Write down what a team agreed on.

    For what was agreed outside a session.
    """
    from retro.followup.agreements import made
    from retro.followup.record import short_ids

    whose, words = _team(place, team), place.words
    uid = _new_uid()
    stored: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []

    def decide(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
        new = made(uid, whose, text, now=_now(), by=BY)
        found[:] = [_same(documents, new) or new]
        stored[:] = [*documents, new]
        return [] if found[0] is not new else found

    _put(place, decide)
    said, id = shown(found[0]["text"]), short_ids(stored)[found[0]["uid"]]
    if found[0]["uid"] == uid:
        say(words("Kept from today: {text}", text=said))
        undo = place.typed(f"retro agreements retire {id}")
        say(words("Undo it with: {command}", command=undo))
    else:
        team = shown(whose)
        say(words("{team} keeps to this already: {text} ({id})", team=team, text=said, id=id))


@click.command()
@click.argument("id")
@click.argument("text")
@with_place
def change(place: Place, id: str, text: str) -> None:
    """Change the words of an agreement.

    ID is the beginning of its id.
    """
    document = _changed(place, id, {"text": text})
    say(place.words("It reads now: {text}", text=shown(document["text"])))


@click.command()
@click.argument("id")
@with_place
def retire(place: Place, id: str) -> None:
    """End an agreement; it stays in the history.

    `retro agreements keep` brings it back.
    """
    document = _changed(place, id, {"state": "retired"})
    say(place.words("Retired: {text}", text=shown(document["text"])))


@click.command()
@click.argument("id")
@with_place
def keep(place: Place, id: str) -> None:
    """Bring a retired agreement back."""
    document = _changed(place, id, {"state": "kept"})
    say(place.words("Kept again: {text}", text=shown(document["text"])))


def misuse_of(place: Place, error: "Refused") -> Misuse:
    """What a rule refused, in a person's language."""
    values = {name: shown(str(value)) for name, value in error.values.items()}
    return Misuse(place.words(error.reason, **values))


def _same(documents: Sequence[dict[str, Any]], new: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the team keeps to already in these words; capitals do not matter."""
    from retro.followup.agreements import field, is_kept

    def words_of(document: Mapping[str, Any]) -> tuple[str, str]:
        return field(document, "team").casefold(), field(document, "text").casefold()

    same = (each for each in documents if is_kept(each) and words_of(each) == words_of(new))
    return next(same, None)


def _changed(place: Place, id: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Change the agreement that was named; the one that it is now."""
    from retro.followup.agreements import changed, find

    found: list[dict[str, Any]] = []

    def decide(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found.append(changed(find(documents, id), fields, now=_now(), by=BY))
        return found[-1:]

    _put(place, decide)
    return found[-1]


def _put(
    place: Place, decide: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Write what is decided under the lock. Raises Misuse for what is refused, and StoreError."""
    from retro.session.refusal import Refused
    from retro.store.embedded import EmbeddedStore

    try:
        return EmbeddedStore(place.folder).agreements().change(decide)
    except Refused as error:
        raise misuse_of(place, error) from error


def _listed(
    place: Place, team: str | None, *, with_retired: bool
) -> tuple[Sequence[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """All that are stored, and those that were asked for. Raises Misuse and StoreError."""
    is_asked_for = of_team(place, team)
    if not place.folder.is_dir():
        return [], []
    from retro.followup.agreements import in_order, is_kept
    from retro.store.embedded import EmbeddedStore

    documents = EmbeddedStore(place.folder).agreements().all()
    return documents, [
        each
        for each in in_order(documents)
        if (with_retired or is_kept(each)) and is_asked_for(each)
    ]


def _say_list(
    place: Place, listed: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]]
) -> None:
    from retro.followup.agreements import field, is_kept, made_on, since
    from retro.followup.record import short_ids

    words, ids = place.words, short_ids(documents)
    for each in listed:
        made, last = made_on(each), since(each)
        facts = [ids[each["uid"]], shown(field(each, "team"))]
        facts.append(words("since {date}", date=made) if made else "")
        if last:
            told = (
                words("changed {date}", date=last)
                if is_kept(each)
                else words("retired {date}", date=last)
            )
            facts.append(told)
        say(f"- {shown(field(each, 'text'))}", f"  {' · '.join(filter(None, facts))}")


def _team(place: Place, typed: str | None) -> str:
    """Whose agreement it is: the team that was named, or the only one there is. Raises Misuse."""
    from retro.cli.teams import known_teams

    known = known_teams(place)
    if typed is not None and shown(typed):
        same = (name for name in known if name.casefold() == shown(typed).casefold())
        return next(same, shown(typed))
    if typed is None and len(known) == 1:
        return known[0]
    raise Misuse(place.words("Whose agreement is it? Add --team NAME."))


def _now() -> datetime:
    return datetime.now(UTC)


def _new_uid() -> str:
    from secrets import randbelow

    from retro.session.model import ID_LIMIT

    return f"{randbelow(ID_LIMIT):014x}"
