"""`retro sessions` and `retro show`: what sessions there are, and how one stands."""

from typing import TYPE_CHECKING

import click

from retro.cli.finding import complete_session, find_row, read_session, session_rows, short_key
from retro.cli.output import say, shown
from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retro.live.rows import SessionRow
    from retro.session.model import Session
    from retro.words import Words


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_place
def sessions(place: Place, as_json: bool) -> None:
    """List all sessions, newest first.

    Each has a key; its first letters name the session to `show`, `minutes` and `attach`.
    """
    rows = session_rows(place)
    words = place.words
    if as_json:
        say(sessions_as_json(rows))
    elif not rows:
        say(words("There are no sessions yet: `retro start` begins the first."))
    else:
        for row in rows:
            say(*summary(row, rows, words))


@click.command()
@click.argument("session", required=False, shell_complete=complete_session)
@with_place
def show(place: Place, session: str | None) -> None:
    """Show how one session stands.

    SESSION is the key of a session or its beginning; without it you see the latest.
    """
    row = find_row(place, session)
    say(*_description(read_session(place, row), place.words))


def sessions_as_json(rows: "Sequence[SessionRow]") -> str:
    """A list of objects, one a session, for scripts."""
    import json
    from dataclasses import asdict

    def plain(value: object) -> str:
        return value.isoformat() if hasattr(value, "isoformat") else str(value)

    return json.dumps([asdict(row) for row in rows], default=plain, indent=2)


def summary(row: "SessionRow", rows: "Sequence[SessionRow]", words: "Words") -> "Iterator[str]":
    """A session of a list in two lines."""
    key = short_key(row.key, rows)
    when = f"{row.started:%Y-%m-%d %H:%M}"
    yield shown(row.title) or words("(no title)")
    if row.damaged:
        yield f"  {key} · {when} · " + words("cannot be read: {why}", why=shown(row.damaged))
        return
    parts = [key, when, row.format, shown(row.team), _state(row, words)]
    if row.actions:
        parts.append(words.plural("{count} action", "{count} actions", row.actions))
    yield "  " + " · ".join(filter(None, parts))


def _state(row: "SessionRow", words: "Words") -> str:
    if row.closed:
        return words("closed")
    if row.rests:
        return words(
            "rests until {day}, then: {phase}", day=row.rests.isoformat(), phase=shown(row.phase)
        )
    return words("under way: {phase}", phase=shown(row.phase))


def _description(session: "Session", words: "Words") -> "Iterator[str]":
    yield shown(session.title)
    facts = [f"{session.started:%Y-%m-%d %H:%M}", shown(session.format.title), shown(session.team)]
    yield " · ".join(filter(None, facts))
    if session.goal:
        yield ""
        yield words("Goal: {goal}", goal=shown(session.goal))
    yield ""
    yield from _agenda(session, words)
    yield ""
    yield ", ".join(
        (
            words.plural("{count} person", "{count} people", len(session.people)),
            words.plural("{count} card", "{count} cards", len(session.cards)),
            words.plural("{count} action", "{count} actions", len(session.actions)),
        )
    )
    for action in sorted(session.actions.values(), key=lambda action: action.number):
        yield f"- {shown(action.text)}" + (f" ({shown(action.owner)})" if action.owner else "")
    yield ""
    if session.closed:
        yield words("Closed. The minutes: {command}", command=f"retro minutes {session.key}")
    elif session.rests:
        day, command = session.rests.isoformat(), f"retro attach {session.key}"
        yield words("Rests until {day}. Go on with: {command}", day=day, command=command)
    else:
        yield words("Under way. Go on with: {command}", command=f"retro attach {session.key}")


def _agenda(session: "Session", words: "Words") -> "Iterator[str]":
    """One line a phase, with a sign for what is done and where the session is."""
    for index, phase in enumerate(session.format.phases):
        if session.closed or index < session.index:
            sign = "✓"
        else:
            sign = "▸" if index == session.index else "·"
        time = words("{minutes} min", minutes=phase.minutes)
        yield f"  {sign} {shown(phase.title)} · {time}"
