"""One line about each session, for lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from retro.followup.figures import figures_of
from retro.session import documents
from retro.session.model import Session
from retro.store.protocol import Document, Tables

UNREADABLE: Final = "This session cannot be read: run `retro doctor` to see what is wrong."


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list.

    `phase` is the title of the phase it is in; `closed` is None until it has ended; `damaged` is
    the sentence that says why it cannot be read, or empty.
    """

    key: str
    title: str
    team: str
    format: str
    language: str
    started: datetime
    closed: datetime | None
    phase: str
    people: int
    cards: int
    actions: int
    damaged: str = ""


def summarise(key: str, tables: Tables, sealed: Document | None = None) -> dict[str, Any]:
    """The row of a session from its documents, for an index that has to be made again.

    Empty for a session that was never begun; one whose documents make no session says so, and harms
    no other row.
    """
    if "session" not in tables:
        return {}
    try:
        return row_of(documents.read(key, tables, sealed or {}))
    except (KeyError, ValueError, TypeError):
        return {"damaged": UNREADABLE}


def row_of(session: Session) -> dict[str, Any]:
    """The row of a session as the index keeps it.

    Anonymous cards are not counted: a row that changes would tell when one was written. What the
    session contributes to the `figures` of its team comes once it has ended.
    """
    sealed = {phase.key for phase in session.format.phases if session.seals(phase)}
    return {
        "title": session.title,
        "team": session.team,
        "format": session.format.key,
        "language": session.language,
        "started": session.started.isoformat(),
        "closed": session.closed.isoformat() if session.closed else None,
        "phase": session.phase.title,
        "people": len(session.people),
        "cards": sum(card.phase not in sealed for card in session.cards.values()),
        "actions": len(session.actions),
        **({"figures": figures_of(session)} if session.closed else {}),
    }


def read_row(key: str, row: Mapping[str, Any]) -> SessionRow | None:
    """The row that the index keeps; None for a session that was never begun."""
    started = row.get("started") or (row.get("at") if row.get("damaged") else None)
    if not started:
        return None
    closed = row.get("closed")
    return SessionRow(
        key=key,
        title=row.get("title", ""),
        team=row.get("team", ""),
        format=row.get("format", ""),
        language=row.get("language", ""),
        started=datetime.fromisoformat(started),
        closed=datetime.fromisoformat(closed) if closed else None,
        phase=row.get("phase", ""),
        people=row.get("people", 0),
        cards=row.get("cards", 0),
        actions=row.get("actions", 0),
        damaged=row.get("damaged", ""),
    )
