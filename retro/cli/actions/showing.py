"""`retro actions show`: one action with its history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import click

from retro.cli.actions.changing import (
    complete_action,
    field_name,
    misuse,
    news_lines,
    value_in_words,
)
from retro.cli.actions.listing import actions_as_json, due_in_words, read_actions
from retro.cli.output import say, shown
from retro.cli.place import Place, with_place
from retro.followup.record import (
    Document,
    carried,
    due_of,
    field,
    find,
    history,
    is_open,
    short_ids,
)
from retro.session.refusal import Refused
from retro.words import Words

_FIRST = ("owner", "accepted", "due", "state", "team", "done_when", "first_step")
_REST = ("note", "helped", "kind", "size", "strength", "control", "hypothesis", "stop_rule", "link")


@click.command()
@click.argument("id", shell_complete=complete_action)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_place
def show(place: Place, id: str, as_json: bool) -> None:
    """Show all of one action, and how it changed.

    The history says when something changed and from where, never by whom.

    \b
    Example:
      retro actions show 3fa9c2
    """
    action, documents = _found(place, id)
    ids = short_ids(documents)
    if as_json:
        say(actions_as_json([action], ids))
        return
    words = place.words
    say(shown(field(action, "text")))
    say(*(f"  {line}" for line in _facts(action, ids[action["uid"]], words)))
    if changes := history(action):
        say("", words("History"))
        for change in changes:
            say(*(f"  {line}" for line in _change(change, words)))


def _found(place: Place, id: str) -> tuple[Document, Sequence[Document]]:
    """The action, and those that its short id is told apart from."""
    try:
        documents = read_actions(place)
        return find(documents, id), documents
    except Refused:
        everything = read_actions(place, archived=True)
    try:
        return find(everything, id), everything
    except Refused as refused:
        raise misuse(place.words, refused) from None


def _facts(action: Document, id: str, words: Words) -> Iterator[str]:
    yield f"{field_name('id', words)}: {shown(id)}"
    for name in (*_FIRST, *_REST):
        value = field(action, name)
        if name == "due" and is_open(action):
            today, day = date.today(), due_of(action)
            near = str(day) if day and day > today else due_in_words(action, today, words)
            yield f"{field_name(name, words)}: {near}"
        elif name in _FIRST[:4] or value:
            yield f"{field_name(name, words)}: {value_in_words(name, value, words)}"
    if times := carried(action):
        yield words.plural(
            "Still open after {count} session", "Still open after {count} sessions", times
        )
    if origin := shown(field(action, "session_title")):
        yield words("From: {session}", session=origin)
    if card := shown(field(action, "card")):
        yield words("Because of: {card}", card=card)
    if whole := shown(field(action, "split_from")):
        yield f"{field_name('split_from', words)}: {whole}"


def _change(change: Mapping[str, Any], words: Words) -> Iterator[str]:
    when = shown(str(change.get("at", "")))[:16].replace("T", " ")
    yield f"{when}  {_from_where(str(change.get('by', '')), words)}"
    fields = change.get("set")
    pairs = fields if isinstance(fields, dict) else {}
    news = {name: pair for name, pair in pairs.items() if isinstance(pair, list) and len(pair) == 2}
    yield from (f"  {line}" for line in news_lines(news, words))


def _from_where(by: str, words: Words) -> str:
    if by == "command":
        return words("by a command")
    if by == "review":
        return words("in the review between sessions")
    return words("in session {key}", key=shown(by)) if by else ""
