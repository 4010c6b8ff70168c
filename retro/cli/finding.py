"""The sessions of a data folder, as lists show them and as people name them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from retro.cli.errors import Failure, Misuse
from retro.cli.output import shown
from retro.cli.place import Place

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from retro.live.rows import SessionRow
    from retro.session.model import Session

#: Letters of a key that hold its time; two sessions seldom begin in the same millisecond.
_SHORT: Final = 10
_MOST_NAMED: Final = 5


def session_rows(place: Place) -> "list[SessionRow]":
    """Every session, newest first. Raises StoreError."""
    if not place.folder.is_dir():
        return []
    from retro.live.rows import read_row, summarise
    from retro.store.embedded import EmbeddedStore

    found = EmbeddedStore(place.folder, summarise=summarise).sessions()
    rows = (read_row(document["key"], document) for document in found)
    return [row for row in rows if row is not None]


def find_row(place: Place, named: str | None, *, unfinished: bool = False) -> "SessionRow":
    """The session whose key begins with `named`, or the latest one; of those `unfinished` or all.

    `unfinished` bounds the latest only. Raises Misuse for a name that fits none or several, and
    Failure where there is nothing to choose from or the session is damaged.
    """
    rows = session_rows(place)
    if named is None:
        return _latest(place, rows, unfinished=unfinished)
    row = _named(place, rows, named)
    if row.damaged:
        raise Failure(row.damaged)
    return row


def _named(place: Place, rows: "Sequence[SessionRow]", named: str) -> "SessionRow":
    words = place.words
    fitting = [row for row in rows if row.key.startswith(named.strip().upper())]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise Misuse(
            words("No session is called {name}: `retro sessions` lists them.", name=shown(named))
        )
    several = ", ".join(short_key(row.key, rows) for row in fitting[:_MOST_NAMED])
    raise Misuse(
        words(
            "{name} fits {count} sessions: {several}{more}. Give more of the key.",
            name=shown(named) or "''",
            count=len(fitting),
            several=several,
            more=" …" if len(fitting) > _MOST_NAMED else "",
        )
    )


def read_session(place: Place, row: "SessionRow") -> "Session":
    """All of a session, as it is kept at this moment. Raises StoreError, and Failure."""
    from retro.session import documents
    from retro.store.embedded import EmbeddedStore

    tables, sealed = EmbeddedStore(place.folder).read(row.key)
    try:
        return documents.read(row.key, tables, sealed)
    except (KeyError, ValueError, TypeError) as error:
        raise Failure(
            place.words(
                "Session {key} cannot be read: its file was changed by something else.",
                key=row.key,
            )
        ) from error


def short_key(key: str, rows: "Sequence[SessionRow]") -> str:
    """As much of a key as names one session only."""
    length = _SHORT
    while length < len(key) and sum(row.key.startswith(key[:length]) for row in rows) > 1:
        length += 1
    return key[:length]


def complete_session(
    context: "click.Context", parameter: "click.Parameter", incomplete: str
) -> "list[CompletionItem]":
    """The keys that a shell may fill in, with the titles of their sessions."""
    from click.shell_completion import CompletionItem

    from retro.cli.place import place_of

    try:
        rows = session_rows(place_of(context))
    except Exception:
        # There is nothing to complete with, and nowhere to say why.
        return []
    keys = ((short_key(row.key, rows), row) for row in rows)
    return [
        CompletionItem(key, help=shown(row.title))
        for key, row in keys
        if key.startswith(incomplete.upper())
    ]


def _latest(place: Place, rows: "list[SessionRow]", *, unfinished: bool) -> "SessionRow":
    words = place.words
    readable = [row for row in rows if not row.damaged]
    for row in readable:
        if not unfinished or row.closed is None:
            return row
    if rows and not readable:
        raise Failure(rows[0].damaged)
    if readable:
        raise Failure(
            words("No session is under way: `retro start` begins one, `retro sessions` lists all.")
        )
    raise Failure(words("There are no sessions yet: `retro start` begins the first."))
