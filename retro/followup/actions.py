"""Actions between sessions: what one session hands on, and what the next one gets to review.

A stored action is a JSON object: `uid` names it for good; `text`, `owner`, `accepted`, `due`,
`done_when` and `first_step` are what was agreed; `team`, `session` and `session_title` say where;
`state`, `note` and `helped` how it stands; `created`, `updated` and `closed` when. `removed` is
true once it was taken out of the session that it came from. `told` holds, by the key of each
session that spoke about it, a digest of what that one said: a session that says the same again
changes nothing, so it may be carried over as often as one likes without undoing what was done
elsewhere since.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, TypeAlias

from retro.session.model import Action, ActionState, EarlierAction, Helped, Id, Session

Document: TypeAlias = dict[str, Any]

OPEN_STATES: Final = frozenset({ActionState.OPEN, ActionState.DOING, ActionState.BLOCKED})
_TEXTS: Final = (
    "uid",
    "text",
    "team",
    "owner",
    "done_when",
    "note",
    "session",
    "session_title",
    "created",
)
_STILL_TO_ASK: Final = frozenset({Helped.UNASKED, Helped.TOO_EARLY})


def to_store(session: Session, stored: Iterable[Document], now: datetime) -> list[Document]:
    """What `session` has to say about actions that `stored` does not show yet, to merge by uid."""
    known: dict[str, Document] = {}
    # What an odd document meant nobody knows: it stays as it is until somebody mends it.
    odd = []
    for document in stored:
        if _is_action(document):
            known[document["uid"]] = document
        else:
            odd.append(document.get("uid"))
    uids = {action.uid for action in session.actions.values()}
    said = [_born(session, action) for action in session.actions.values()]
    said += [
        _removed(uid)
        for uid, document in known.items()
        if document.get("session") == session.key and uid not in uids
    ]
    # A review that was undone is told as well, where this session had told of it.
    said += [
        _reviewed(action)
        for action in session.earlier.values()
        if action.reviewed or session.key in known.get(action.uid, {}).get("told", {})
    ]
    news = (
        _news(session.key, document, known.get(document["uid"], {}), now)
        for document in said
        if document["uid"] not in odd
    )
    return [document for document in news if document]


def _is_action(document: Document) -> bool:
    """False for an odd document, one that somebody else made: it is left out everywhere."""
    try:
        _earlier(document, 0)
    except (KeyError, TypeError, ValueError):
        return False
    told = document.get("told", {})
    texts = (document.get(name, "") for name in _TEXTS)
    return (
        bool(document["uid"])
        and isinstance(told, dict)
        and all(isinstance(text, str) for text in texts)
    )


def _news(key: str, said: Document, former: Document, now: datetime) -> Document:
    """What a session said about one action, ready to be merged; empty when it said so before."""
    digest = _digest(said)
    told: dict[str, str] = former.get("told", {})
    if told.get(key) == digest:
        return {}
    news = {**said, "told": {**told, key: digest}, "updated": now.isoformat()}
    if not former:
        news = {"state": ActionState.OPEN.value, "created": now.isoformat(), **news}
    elif former.get("removed") and not said.get("removed"):
        news.update(state=ActionState.OPEN.value, removed=False)
    if "state" in news and news["state"] != former.get("state"):
        news["closed"] = None if _is_open(news) else now.isoformat()
    return news


def to_review(
    stored: Iterable[Document], team: str, today: date, new_id: Callable[[], Id]
) -> tuple[EarlierAction, ...]:
    """What `team` looks at first: overdue, then by due date, then the oldest.

    Actions that are done come last, until somebody has said whether they helped.
    """
    found = [
        document
        for document in stored
        if _is_action(document)
        and document.get("team", "").casefold() == team.casefold()
        and not document.get("removed")
        and (_is_open(document) or _is_unasked(document))
    ]
    found.sort(key=lambda document: _urgency(document, today))
    return tuple(_earlier(document, new_id()) for document in found)


def open_actions(
    stored: Iterable[Document], team: str, today: date, new_id: Callable[[], Id]
) -> tuple[EarlierAction, ...]:
    """Those of `to_review` that are still to be done."""
    actions = to_review(stored, team, today, new_id)
    return tuple(action for action in actions if action.state in OPEN_STATES)


def _is_open(document: Document) -> bool:
    return document.get("state", ActionState.OPEN) in OPEN_STATES


def _is_unasked(document: Document) -> bool:
    done = document.get("state") == ActionState.DONE
    return done and document.get("helped", Helped.UNASKED) in _STILL_TO_ASK


def _urgency(document: Document, today: date) -> tuple[bool, bool, date, str]:
    due = _due(document)
    overdue = due is not None and due < today
    return not _is_open(document), not overdue, due or date.max, document.get("created", "")


def _due(document: Document) -> date | None:
    due = document.get("due")
    return date.fromisoformat(due) if due else None


def _earlier(document: Document, id: Id) -> EarlierAction:
    return EarlierAction(
        id=id,
        uid=document["uid"],
        text=document.get("text", ""),
        owner=document.get("owner", ""),
        due=_due(document),
        done_when=document.get("done_when", ""),
        origin=document.get("session_title", ""),
        state=ActionState(document.get("state", ActionState.OPEN)),
        note=document.get("note", ""),
        helped=Helped(document.get("helped", Helped.UNASKED)),
    )


def _born(session: Session, action: Action) -> Document:
    return {
        "uid": action.uid,
        "text": action.text,
        "team": session.team,
        "owner": action.owner,
        "accepted": action.accepted,
        "due": action.due.isoformat() if action.due else None,
        "done_when": action.done_when,
        "first_step": action.first_step,
        "session": session.key,
        "session_title": session.title,
    }


def _removed(uid: str) -> Document:
    return {"uid": uid, "state": ActionState.DROPPED.value, "removed": True}


def _reviewed(action: EarlierAction) -> Document:
    return {
        "uid": action.uid,
        "state": action.state.value,
        "note": action.note,
        "helped": action.helped.value,
    }


def _digest(document: Document) -> str:
    text = json.dumps(document, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:16]
