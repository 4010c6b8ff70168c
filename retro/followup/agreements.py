"""One working agreement of a team as it is stored: how they want to work together.

A JSON object: `uid` names it for good; `team` and `text`; `state` is "kept" or "retired"; `made`
the day it was agreed on (an ISO date). `history` holds every change as in `retro.followup.record`.
Unknown fields stay.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, TypeAlias

from retro.followup.record import history, one_of, short_ids
from retro.followup.stored import day_of
from retro.followup.telling import has_told, marks, news, remembered
from retro.session.model import Agreement, Id, Session
from retro.session.refusal import Refused
from retro.session.rules import line_of, line_or_nothing

Document: TypeAlias = dict[str, Any]


class Standing(StrEnum):
    """Whether a team still keeps to an agreement."""

    KEPT = "kept"
    RETIRED = "retired"


#: What `changed` may set.
FIELDS: Final = frozenset({"team", "text", "state"})


def made(uid: str, team: str, text: str, *, now: datetime, by: str) -> Document:
    """A new agreement. Raises Refused for an empty text, or one that is too long."""
    born = {"uid": uid, "state": Standing.KEPT.value, "made": now.date().isoformat()}
    return changed(born, {"team": team, "text": text}, now=now, by=by)


def changed(
    document: Mapping[str, Any], fields: Mapping[str, Any], *, now: datetime, by: str
) -> Document:
    """The whole document with these fields set, and the change in its history.

    It comes back as it is when nothing changes. Raises Refused for an empty text or a state that is
    none, and KeyError for a field that is not in `FIELDS`.
    """
    wanted = {name: _plain(name, value) for name, value in fields.items()}
    news = {name: value for name, value in wanted.items() if value != field(document, name)}
    if not news:
        return dict(document)
    change = {name: [field(document, name), value] for name, value in news.items()}
    entry = {"at": now.isoformat(), "by": by, "set": change}
    return {**document, **news, "history": [*history(document), entry]}


def field(document: Mapping[str, Any], name: str) -> str:
    """A field as a text, whatever somebody else's program left in it."""
    value = document.get(name)
    if name == "state":
        return Standing.RETIRED if value == Standing.RETIRED else Standing.KEPT
    return value if isinstance(value, str) else ""


def is_there(document: Mapping[str, Any]) -> bool:
    """False for one that was taken out of its session again, and for what is no agreement."""
    return not document.get("removed") and bool(field(document, "uid") and field(document, "text"))


def is_kept(document: Mapping[str, Any]) -> bool:
    """Whether the team keeps to it."""
    return field(document, "state") == Standing.KEPT


def made_on(document: Mapping[str, Any]) -> date | None:
    """The day it was agreed on; None where that is not known."""
    return day_of(document.get("made"))


def since(document: Mapping[str, Any]) -> date | None:
    """The day its words were last changed, or it was retired or brought back; None for never."""
    for entry in reversed(history(document)[1:]):
        news, at = entry.get("set"), entry.get("at")
        if isinstance(news, dict) and not news.keys().isdisjoint(("text", "state")):
            return day_of(at)
    return None


def in_order(documents: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those kept first, each in the order in which they were made."""
    there = (each for each in documents if is_there(each))
    return sorted(there, key=lambda each: (not is_kept(each), field(each, "made")))


def find(documents: Sequence[Document], typed: str) -> Document:
    """The one agreement whose uid begins with what was typed; capitals do not matter.

    Raises Refused when there is none, or more than one.
    """
    if not typed.strip():
        raise Refused("Which agreement? Type its id: `retro agreements` lists them with their ids.")
    there = [each for each in documents if is_there(each)]
    if agreement := one_of(there, typed, short_ids(documents)):
        return agreement
    raise Refused(
        "There is no agreement {id}: `retro agreements` lists them with their ids.", id=typed
    )


def to_show(
    documents: Iterable[Mapping[str, Any]], team: str, new_id: Callable[[], Id]
) -> tuple[Agreement, ...]:
    """What `team` keeps to, for its next session: in the order in which it was agreed on."""
    mine = [
        each
        for each in in_order(documents)
        if is_kept(each) and field(each, "team").casefold() == team.casefold()
    ]
    return tuple(
        Agreement(new_id(), field(each, "uid"), field(each, "text"), number, made_on(each))
        for number, each in enumerate(mine, 1)
    )


def to_store(session: Session, documents: Iterable[Document], now: datetime) -> list[Document]:
    """What has to be put, each whole, for the store to know all that `session` says of agreements.

    Nothing where it is known already; what somebody changed meanwhile stays, as with actions.
    """
    known = {each["uid"]: each for each in documents if isinstance(each.get("uid"), str)}
    found = dict(known)
    for uid, said in _sayings(session, known):
        # Text that may not be, of a file that somebody changed, stays in the session alone.
        with suppress(Refused):
            found[uid] = _put(session, uid, found.get(uid, {}), said, now)
    return [document for uid, document in found.items() if document != known.get(uid)]


def _sayings(session: Session, known: Mapping[str, Document]) -> Iterator[tuple[str, Document]]:
    """What the session says, by uid: of all that it changed, and of what it made and took back."""
    key = session.key
    uids = {agreement.uid for agreement in session.agreements.values()}
    for uid, document in known.items():
        is_own = marks(document, key).get("removed") and uid not in uids
        if is_own:
            yield uid, {"removed": True}
    for agreement in session.agreements.values():
        document = known.get(agreement.uid, {})
        standing = Standing.RETIRED if agreement.retired else Standing.KEPT
        said = {"text": agreement.text, "state": standing.value}
        if agreement.new and (document or not agreement.retired):
            made = agreement.made.isoformat() if agreement.made else ""
            yield agreement.uid, {**said, "team": session.team, "made": made, "removed": False}
        elif not agreement.new and (_is_changed(agreement) or has_told(document, key)):
            yield agreement.uid, said if document else {**said, "team": session.team}


def _is_changed(agreement: Agreement) -> bool:
    return agreement.changed or agreement.retired


def _put(session: Session, uid: str, former: Document, said: Document, now: datetime) -> Document:
    """The document with what is new of what the session said; as it is where nothing is."""
    fresh = news(former, said, session.key, session.started, _read)
    born = {"uid": uid, "state": Standing.KEPT.value, "made": now.date().isoformat()}
    fields = {name: fresh[name] for name in fresh.keys() & FIELDS}
    document = changed(former or born, fields, now=now, by=session.key)
    document.update({name: fresh[name] for name in fresh.keys() - FIELDS})
    # The mark of `removed` tells, from the first time on, that the session made this one.
    return remembered(document, session.key, said, fresh.keys() | ({"removed"} & said.keys()))


def _read(document: Mapping[str, Any], name: str) -> Any:
    return bool(document.get("removed")) if name == "removed" else field(document, name)


def _plain(name: str, value: Any) -> str:
    if name not in FIELDS:
        raise KeyError(name)
    if name == "text":
        return line_of(str(value))
    if name == "team":
        return line_or_nothing(str(value))
    try:
        return Standing(value).value
    except ValueError:
        known = ", ".join(Standing)
        raise Refused("{value} is none of: {known}.", value=value, known=known) from None
