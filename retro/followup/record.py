"""One action as it is stored between sessions: a JSON object, and how it may change.

`uid` names it for good. What was agreed: `text`, `team`, `owner`, `accepted`, `due` (an ISO date or
null), `done_when`, `first_step`, `kind`, `size`, `strength`, `control`, `hypothesis`, `stop_rule`,
`link`. Where it came from: `session`, `session_title`, `card` (the text it follows from),
`split_from` (a uid). How it stands: `state`, `note`, `helped`; `created`, `updated` and `closed`
(ISO times, `closed` null while it is open). `carried` lists the keys of the sessions that it was
still open after. `history` holds every change as `{"at", "by", "set": {field: [before, after]}}`,
oldest first; `by` says from where (a session's key, or a word such as "command"), never who.
Empty fields are left out. Unknown fields, of a newer version or of somebody's own, stay.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from retro.session.agreed import ActionKind, ActionState, Control, Helped, Size, Strength
from retro.session.refusal import Refused
from retro.session.rules import line_or_nothing, text_of
from retro.session.text import clean

Document: TypeAlias = dict[str, Any]

OPEN_STATES: Final = frozenset({ActionState.OPEN, ActionState.DOING, ActionState.BLOCKED})
#: How many characters of a uid people see and type, unless that is not enough to tell two apart.
SHORT: Final = 6

_TEXTS: Final = (
    *("text", "team", "owner", "done_when", "first_step", "hypothesis", "stop_rule", "link"),
    *("note", "session", "session_title", "card", "split_from"),
)
_TERMS: Final = {
    "state": ActionState,
    "helped": Helped,
    "kind": ActionKind,
    "size": Size,
    "strength": Strength,
    "control": Control,
}
#: What `changed` may set.
FIELDS: Final = frozenset({*_TEXTS, *_TERMS, "accepted", "due"})


def changed(
    document: Mapping[str, Any], fields: Mapping[str, Any], *, now: datetime, by: str
) -> Document:
    """The whole document with these fields set, and the change in its history.

    `due` may be a date, an ISO date or None; terms may be the terms or their texts. The document
    comes back as it is when nothing changes. Raises Refused for an action without a text, one that
    is blocked without a note that says what is asked of whom, and values that are none; KeyError
    for a field that is not in `FIELDS`.
    """
    wanted = {name: _plain(name, value) for name, value in fields.items()}
    news = {name: value for name, value in wanted.items() if value != field(document, name)}
    after = {name: value for name, value in {**document, **news}.items() if value not in ("", None)}
    if not field(after, "text"):
        raise Refused("Say what will be done first.")
    if state_of(after) is ActionState.BLOCKED and not field(after, "note"):
        raise Refused("Blocked by what, and who can help? Write the ask down.")
    if not news:
        return dict(document)
    if "owner" in news and "accepted" not in wanted and field(after, "accepted"):
        # Whoever takes it over has not said yes yet.
        after["accepted"] = False
    if "state" in news:
        after["closed"] = None if is_open(after) else now.isoformat()
    after.setdefault("due", None)
    after["updated"] = now.isoformat()
    change = {name: [field(document, name), value] for name, value in news.items()}
    entry = {"at": now.isoformat(), "by": by, "set": change}
    after["history"] = [*history(document), entry]
    return after


def made(uid: str, fields: Mapping[str, Any], *, now: datetime, by: str) -> Document:
    """A new action. Raises as `changed`."""
    born = {"uid": uid, "state": ActionState.OPEN.value, "created": now.isoformat(), "closed": None}
    return changed(born, fields, now=now, by=by)


def field(document: Mapping[str, Any], name: str) -> Any:
    """A field in its plain form, whatever somebody else's program left in it."""
    value = document.get(name)
    if name == "accepted":
        return value is True
    if name == "due":
        due = due_of(document)
        return due.isoformat() if due else None
    if name == "state":
        return state_of(document).value
    return value if isinstance(value, str) else ""


def state_of(document: Mapping[str, Any]) -> ActionState:
    """How it stands; open where the document has no word for that."""
    try:
        return ActionState(document.get("state", ActionState.OPEN))
    except ValueError:
        return ActionState.OPEN


def due_of(document: Mapping[str, Any]) -> date | None:
    """The day it is due; None for none."""
    return _day(document.get("due"))


def created_of(document: Mapping[str, Any]) -> date | None:
    """The day it was agreed on; None where that is not known."""
    return _day(document.get("created"))


def is_open(document: Mapping[str, Any]) -> bool:
    """Whether it is still to be done."""
    return state_of(document) in OPEN_STATES


def is_there(document: Mapping[str, Any]) -> bool:
    """False for one that was taken out of its session again, and for what is no action."""
    return not document.get("removed") and bool(field(document, "uid") and field(document, "text"))


def is_overdue(document: Mapping[str, Any], today: date) -> bool:
    """Whether it is open and its day has passed."""
    due = due_of(document)
    return is_open(document) and due is not None and due < today


def carried(document: Mapping[str, Any]) -> int:
    """How many sessions it was still open after."""
    keys = document.get("carried")
    return len(set(keys)) if isinstance(keys, list) else 0


def history(document: Mapping[str, Any]) -> list[Document]:
    """Every change, oldest first."""
    kept = document.get("history")
    return [entry for entry in kept if isinstance(entry, dict)] if isinstance(kept, list) else []


def of_team(document: Mapping[str, Any], team: str) -> bool:
    """Whether it is an action of this team; capitals do not matter."""
    return str(field(document, "team")).casefold() == team.casefold()


def urgency(document: Mapping[str, Any]) -> tuple[bool, str, str]:
    """To sort by: what is open first, by due date (what is overdue leads), then the oldest."""
    return not is_open(document), field(document, "due") or "9999", str(document.get("created", ""))


def short_id(document: Mapping[str, Any], documents: Iterable[Mapping[str, Any]]) -> str:
    """The start of its uid that no other of these documents begins with; `SHORT` at least."""
    return short_ids(documents).get(uid := str(document.get("uid", "")), uid[:SHORT])


def short_ids(documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The short id of each, by uid."""
    uids = sorted({str(document.get("uid", "")) for document in documents})
    found = {}
    for before, uid, after in zip(["", *uids], uids, [*uids[1:], ""], strict=False):
        length = max(SHORT, _shared(uid, before) + 1, _shared(uid, after) + 1)
        found[uid] = uid[:length]
    return found


def find(documents: Sequence[Document], typed: str) -> Document:
    """The one action whose uid begins with what was typed; capitals do not matter.

    Raises Refused when there is none, or more than one.
    """
    start = typed.strip().lower()
    matching = [
        each for each in documents if is_there(each) and str(each["uid"]).lower().startswith(start)
    ]
    exact = [each for each in matching if str(each["uid"]).lower() == start]
    if not start or not matching:
        raise Refused(
            "There is no action {id}: `retro actions --all` lists them with their ids.", id=typed
        )
    if len(matching) > 1 and not exact:
        ids = short_ids(documents)
        some = ", ".join(ids[each["uid"]] for each in matching[:5])
        raise Refused("{id} may be {some}: type more of it.", id=typed, some=some)
    return (exact or matching)[0]


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _plain(name: str, value: Any) -> Any:
    """A value as it is stored."""
    if name not in FIELDS:
        raise KeyError(name)
    if name == "accepted":
        return bool(value)
    if name == "due":
        return _due(value)
    if name in _TERMS:
        try:
            return _TERMS[name](value).value
        except ValueError:
            known = ", ".join(term.value for term in _TERMS[name] if term.value)
            raise Refused("{value} is none of: {known}.", value=value, known=known) from None
    return _note(value) if name == "note" else line_or_nothing(str(value))


def _note(value: Any) -> str:
    """A text of more lines than one, cleaned; refused when it is too long."""
    return text_of(str(value)) if clean(str(value)) else ""


def _due(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    day = _day(value)
    if day is None:
        raise Refused("{value} is no day: write it as 2026-12-01.", value=value)
    return day.isoformat()


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
