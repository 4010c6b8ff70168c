"""`retro actions`: what was agreed, across sessions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import click

from retro.cli.output import say, shown
from retro.cli.place import Place, with_place
from retro.words import Words

#: What is still to be done. As in `retro.followup.actions`, which takes longer to import than
#: all that this command does; a test holds the two together.
OPEN_STATES: Final = frozenset({"open", "doing", "blocked"})
#: What scripts get of an action, and in which order.
FIELDS: Final = (
    "uid",
    "text",
    "owner",
    "accepted",
    "due",
    "done_when",
    "first_step",
    "state",
    "note",
    "helped",
    "team",
    "session",
    "session_title",
    "created",
    "updated",
    "closed",
)


@click.command()
@click.option(
    "--open/--all", "only_open", default=True, help="Those still to be done (default), or all."
)
@click.option("--team", metavar="NAME", help="Only the actions of this team.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_place
def actions(place: Place, only_open: bool, team: str | None, as_json: bool) -> None:
    """List the actions that are still open.

    What is overdue comes first, then what is due soonest, then the oldest.
    """
    found = stored_actions(place, team=team, only_open=only_open)
    if as_json:
        say(actions_as_json(found))
    elif not found:
        say(_nothing(place.words, team, only_open=only_open))
    else:
        say(*action_report(found, place.words, only_open=only_open))


def actions_as_json(found: Sequence[Mapping[str, Any]]) -> str:
    """A list of objects that have `FIELDS`, for scripts."""
    import json

    return json.dumps([{name: each.get(name) for name in FIELDS} for each in found], indent=2)


def action_report(
    found: Sequence[Mapping[str, Any]], words: Words, *, only_open: bool
) -> Iterator[str]:
    """Lines that say how many there are, and then each of them."""
    if only_open:
        yield words.plural("{count} open action", "{count} open actions", len(found))
    else:
        yield words.plural("{count} action", "{count} actions", len(found))
    today = date.today()
    for action in found:
        yield ""
        yield from _lines(action, today, words)


def stored_actions(
    place: Place, *, team: str | None = None, only_open: bool = True
) -> list[Mapping[str, Any]]:
    """The actions of one team or of all, the most urgent first. Raises StoreError."""
    if not place.folder.is_dir():
        return []
    from retro.store.embedded import EmbeddedStore

    store = EmbeddedStore(place.folder).actions()
    documents = store.all() if only_open else [*store.all(), *store.archived()]
    found = [
        document
        for document in documents
        if not document.get("removed")
        and (not only_open or is_open(document))
        and (team is None or _text(document, "team").casefold() == team.casefold())
    ]
    return sorted(found, key=_urgency)


def _urgency(action: Mapping[str, Any]) -> tuple[bool, str, str]:
    """By due date, which puts what is overdue first."""
    return not is_open(action), _text(action, "due") or "9999", _text(action, "created")


def is_open(action: Mapping[str, Any]) -> bool:
    """Whether it is still to be done."""
    return action.get("state", "open") in OPEN_STATES


def _lines(action: Mapping[str, Any], today: date, words: Words) -> Iterator[str]:
    yield f"- {shown(_text(action, 'text'))}"
    yield "  " + " · ".join(filter(None, _facts(action, today, words)))
    for sentence in (
        words("Blocked: {note}", note=shown(_text(action, "note")))
        if action.get("state") == "blocked" and action.get("note")
        else "",
        words("Done when: {when}", when=shown(_text(action, "done_when")))
        if action.get("done_when") and is_open(action)
        else "",
    ):
        if sentence:
            yield f"  {sentence}"


def _facts(action: Mapping[str, Any], today: date, words: Words) -> Sequence[str]:
    owner = shown(_text(action, "owner"))
    state = {
        "doing": words("under way"),
        "blocked": words("blocked"),
        "done": words("done"),
        "dropped": words("dropped"),
    }.get(_text(action, "state"), "")
    return (
        owner or words("nobody yet"),
        state,
        _due(action, today, words) if is_open(action) else "",
        shown(_text(action, "team")),
        shown(_text(action, "session_title")),
    )


def _due(action: Mapping[str, Any], today: date, words: Words) -> str:
    text = _text(action, "due")
    try:
        due = date.fromisoformat(text)
    except ValueError:
        return words("no date yet")
    if due < today:
        late = (today - due).days
        return words.plural(
            "{count} day overdue ({date})", "{count} days overdue ({date})", late, date=due
        )
    return words("today") if due == today else words("due {date}", date=due)


def _text(action: Mapping[str, Any], name: str) -> str:
    """A field as a text, whatever somebody else's program left in it."""
    value = action.get(name)
    return value if isinstance(value, str) else ""


def _nothing(words: Words, team: str | None, *, only_open: bool) -> str:
    if team is not None:
        return words(
            "No actions for the team {team}: `retro actions` shows those of all teams.",
            team=shown(team),
        )
    if only_open:
        return words("No open actions: `retro start` holds a session that ends with some.")
    return words("There are no actions yet: `retro start` holds a session that ends with some.")
