"""Actions between sessions: what one session hands on, and what the next one gets to review.

What a stored action is, `retro.followup.record` says. Besides, `removed` is true once it was taken
out of the session that it came from, and `told` is what `retro.followup.telling` keeps there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias, TypeVar

from retro.followup import record
from retro.followup.telling import has_told, marks, news, remembered, said_once
from retro.session.agreed import OPEN_STATES
from retro.session.model import (
    Action,
    ActionKind,
    ActionState,
    EarlierAction,
    Helped,
    Id,
    Session,
    Size,
)
from retro.session.refusal import Refused
from retro.session.text import LINE_LIMIT, clean_line

Document: TypeAlias = dict[str, Any]
Term = TypeVar("Term", Helped, ActionKind, Size)

_STILL_TO_ASK: Final = frozenset({Helped.UNASKED, Helped.TOO_EARLY})
#: What an older program said of a new action, of one taken out again, and of one reviewed.
_SAID_ONCE: Final = (
    (
        *("text", "team", "owner", "accepted", "due"),
        *("done_when", "first_step", "session", "session_title"),
    ),
    ("state", "removed"),
    ("state", "note", "helped"),
)


def to_store(session: Session, stored: Iterable[Document], now: datetime) -> list[Document]:
    """What has to be put, each whole, for the store to know all that `session` says of actions.

    Nothing where it is known already. What somebody changed meanwhile stays, unless the session
    says something else of that same field since; then both are in the history.
    """
    # An odd document, one that somebody else made, harms no other.
    known = {each["uid"]: each for each in stored if isinstance(each.get("uid"), str)}
    found = dict(known)
    for uid, said in _sayings(session, known):
        if put := _put(session, uid, found.get(uid, {}), said, now):
            found[uid] = put
    if session.closed is not None:
        for action in session.earlier.values():
            if action.uid in found:
                found[action.uid] = _carried(session.key, found[action.uid], action)
    return [document for uid, document in found.items() if document != known.get(uid)]


def _sayings(session: Session, known: Mapping[str, Document]) -> Iterator[tuple[str, Document]]:
    """What the session says, by uid: of its own actions, those taken out again, and earlier ones.

    A review that was undone is told as well, where the session had told of it.
    """
    uids = {action.uid for action in session.actions.values()}
    for action in session.actions.values():
        yield action.uid, _born(session, action)
    for uid, document in known.items():
        is_own = document.get("session") == session.key and has_told(document, session.key)
        if is_own and uid not in uids:
            yield uid, {"state": ActionState.DROPPED.value, "removed": True}
    for earlier in session.earlier.values():
        document = known.get(earlier.uid, {})
        if earlier.reviewed or has_told(document, session.key):
            said = _reviewed(earlier, marks(document, session.key))
            yield earlier.uid, said if document else {**_as_found(session, earlier), **said}


def _put(session: Session, uid: str, former: Document, said: Document, now: datetime) -> Document:
    """The document with what is new of what the session said; as it is where nothing is."""
    key = session.key
    once = next((names for names in _SAID_ONCE if _is_known(former, key, uid, said, names)), ())
    not_once = {name: value for name, value in said.items() if name not in once}
    fresh = news(former, not_once, key, session.started, _read)
    if once and not fresh:
        return former
    fields = {name: value for name, value in fresh.items() if name != "removed"}
    if "owner" in fields:
        fields["accepted"] = said["accepted"]
    if fields.get("state") == ActionState.BLOCKED:
        fields["note"] = said["note"]
    if "removed" in fresh:
        state = ActionState.DROPPED if fresh["removed"] else ActionState.OPEN
        fields["state"] = state.value
    try:
        if former:
            changed = record.changed(former, fields, now=now, by=key)
        else:
            changed = record.made(uid, fields, now=now, by=key)
    except Refused:
        # It was left as it may not be, such as blocked by nothing: so it stays.
        return former
    if "removed" in fresh:
        changed["removed"] = fresh["removed"]
    return remembered(changed, key, said, (*fresh, *once))


def _is_known(
    document: Document, key: str, uid: str, said: Document, names: tuple[str, ...]
) -> bool:
    """Whether an older program was told these fields as they are."""
    if not said.keys() >= set(names):
        return False
    return said_once(document, key, {"uid": uid, **{name: said[name] for name in names}})


def _read(document: Mapping[str, Any], name: str) -> Any:
    return bool(document.get("removed")) if name == "removed" else record.field(document, name)


def _carried(key: str, document: Document, action: EarlierAction) -> Document:
    """The document; with the session's key where it was still open at its end."""
    keys = document.get("carried")
    keys = keys if isinstance(keys, list) else []
    is_open = action.state in OPEN_STATES and record.is_open(document)
    if not is_open or not record.is_there(document) or key in keys:
        return document
    return {**document, "carried": [*keys, key]}


def to_review(
    stored: Iterable[Document], team: str, new_id: Callable[[], Id]
) -> tuple[EarlierAction, ...]:
    """What `team` looks at first: by due date, so that what is overdue leads, then the oldest.

    Actions that are done come last, until somebody has said whether they helped.
    """
    found = [
        document
        for document in stored
        if record.is_there(document)
        and record.of_team(document, team)
        and (record.is_open(document) or _is_unasked(document))
    ]
    found.sort(key=record.urgency)
    return tuple(_earlier(document, new_id()) for document in found)


def _is_unasked(document: Document) -> bool:
    helped = _term(Helped, document, "helped")
    return record.state_of(document) is ActionState.DONE and helped in _STILL_TO_ASK


def _term(kind: type[Term], document: Document, name: str) -> Term:
    """One of the words that a field may have; the empty one for what is none."""
    try:
        return kind(record.field(document, name))
    except ValueError:
        return kind("")


def _earlier(document: Document, id: Id) -> EarlierAction:
    return EarlierAction(
        id=id,
        uid=document["uid"],
        text=record.field(document, "text"),
        owner=record.field(document, "owner"),
        due=record.due_of(document),
        done_when=record.field(document, "done_when"),
        origin=record.field(document, "session_title"),
        state=record.state_of(document),
        note=record.field(document, "note"),
        helped=_term(Helped, document, "helped"),
        accepted=record.field(document, "accepted"),
        first_step=record.field(document, "first_step"),
        kind=_term(ActionKind, document, "kind"),
        size=_term(Size, document, "size"),
        hypothesis=record.field(document, "hypothesis"),
        stop_rule=record.field(document, "stop_rule"),
        link=record.field(document, "link"),
        carried=record.carried(document),
    )


def _born(session: Session, action: Action) -> Document:
    return {
        **_agreed(session, action),
        "strength": action.strength.value,
        "control": action.control.value,
        "split_from": action.split_from,
        "card": _card(session, action),
        "session": session.key,
        "session_title": session.title,
        "removed": False,
    }


def _agreed(session: Session, action: Action | EarlierAction) -> Document:
    """What an action says, in the session that made it and in one that found it."""
    return {
        "text": action.text,
        "team": session.team,
        "owner": action.owner,
        "accepted": action.accepted,
        "due": _day(action.due),
        "done_when": action.done_when,
        "first_step": action.first_step,
        "kind": action.kind.value,
        "size": action.size.value,
        "hypothesis": action.hypothesis,
        "stop_rule": action.stop_rule,
        "link": action.link,
    }


def _card(session: Session, action: Action) -> str:
    """The text that it follows from, once everybody may read that; nothing of what is erased.

    The history of a stored action would keep it.
    """
    card = session.cards.get(action.parent) if action.parent is not None else None
    phase = session.format.phase(card.phase) if card else None
    if card is None or phase is None or phase.confidential or session.hides(phase):
        return ""
    return clean_line(card.text, LINE_LIMIT)


def _reviewed(action: EarlierAction, told: Mapping[str, str]) -> Document:
    """What a review said; owner and day where it changed them, or had changed them before."""
    said: Document = {
        "state": action.state.value,
        "note": action.note,
        "helped": action.helped.value,
    }
    if action.reowned or "owner" in told:
        said.update(owner=action.owner, accepted=action.accepted)
    if action.redated or "due" in told:
        said["due"] = _day(action.due)
    return said


def _as_found(session: Session, action: EarlierAction) -> Document:
    """What is known of an earlier action that the store has lost."""
    return {**_agreed(session, action), "session_title": action.origin}


def _day(due: date | None) -> str | None:
    return due.isoformat() if due else None
