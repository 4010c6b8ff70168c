"""One line about each session, for lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
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
    the sentence that says why it cannot be read, or empty. It `rests` until that day, or sooner;
    None while it does not. `plan` is how many cards it has for a review of the work to take over,
    and `plan_from` the key of the session that it took such cards from.
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
    rests: date | None = None
    plan: int = 0
    plan_from: str = ""


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
        **({"rests": session.rests.isoformat()} if session.rests else {}),
        **({"plan": len(planned_in(session))} if planned_in(session) else {}),
        **({"plan_from": session.plan_from} if session.plan_from else {}),
        **({"figures": figures_of(session)} if session.closed else {}),
    }


def read_row(key: str, row: Mapping[str, Any]) -> SessionRow | None:
    """The row that the index keeps; None for a session that was never begun."""
    started = row.get("started") or (row.get("at") if row.get("damaged") else None)
    if not started:
        return None
    closed, rests = row.get("closed"), row.get("rests")
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
        rests=date.fromisoformat(rests) if rests and not closed else None,
        plan=row.get("plan", 0),
        plan_from=row.get("plan_from", ""),
    )


def planned_in(session: Session) -> tuple[str, ...]:
    """The texts that were planned in a session that has ended, in order, as all could see them."""
    if not session.closed:
        return ()
    giving = [p for p in session.format.phases if p.gives_plan and not session.hides(p)]
    cards = sorted(session.cards.values(), key=lambda card: (card.number, card.id))
    return tuple(card.text for phase in giving for card in cards if card.phase == phase.key)
