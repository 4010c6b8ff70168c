"""Reading one stored action: whatever somebody else's program left in it, nothing is raised.

`retro.followup.record` says what an action holds and how it may change. What is here loads nothing
of a session, so that a command that only lists costs next to nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

Document: TypeAlias = dict[str, Any]

#: How an action may stand; one that says nothing about it is open. The texts of `ActionState`,
#: whose module takes longer to load than all that reading needs; a test holds the two together.
STATES: Final = ("open", "doing", "blocked", "done", "dropped")
OPEN_STATES: Final = frozenset(STATES[:3])
#: How many characters of a uid people see and type, unless that is not enough to tell two apart.
SHORT: Final = 6


def field(document: Mapping[str, Any], name: str) -> Any:
    """A field in its plain form, whatever somebody else's program left in it."""
    value = document.get(name)
    if name == "accepted":
        return value is True
    if name == "due":
        due = due_of(document)
        return due.isoformat() if due else None
    if name == "state":
        return value if isinstance(value, str) and value in STATES else STATES[0]
    return value if isinstance(value, str) else ""


def due_of(document: Mapping[str, Any]) -> date | None:
    """The day it is due; None for none."""
    return day_of(document.get("due"))


def created_of(document: Mapping[str, Any]) -> date | None:
    """The day it was agreed on; None where that is not known."""
    return day_of(document.get("created"))


def closed_of(document: Mapping[str, Any]) -> date | None:
    """The day it was done or dropped; None while it is open."""
    return day_of(document.get("closed"))


def is_open(document: Mapping[str, Any]) -> bool:
    """Whether it is still to be done."""
    return field(document, "state") in OPEN_STATES


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
    return len({str(key) for key in keys}) if isinstance(keys, list) else 0


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


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def day_of(value: Any) -> date | None:
    """The day that a stored date or time begins with; None for anything else."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
