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
from typing import Any, Final

# Passed on: whoever changes actions finds here how to read them.
from retro.followup.stored import SHORT as SHORT
from retro.followup.stored import Document as Document
from retro.followup.stored import carried as carried
from retro.followup.stored import closed_of as closed_of
from retro.followup.stored import created_of as created_of
from retro.followup.stored import day_of
from retro.followup.stored import due_of as due_of
from retro.followup.stored import field as field
from retro.followup.stored import history as history
from retro.followup.stored import is_open as is_open
from retro.followup.stored import is_overdue as is_overdue
from retro.followup.stored import is_there as is_there
from retro.followup.stored import of_team as of_team
from retro.followup.stored import short_id as short_id
from retro.followup.stored import short_ids as short_ids
from retro.followup.stored import urgency as urgency
from retro.session.agreed import OPEN_STATES as OPEN_STATES
from retro.session.agreed import ActionKind, ActionState, Control, Helped, Size, Strength
from retro.session.refusal import Refused

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
    is blocked without a note that says what is asked of whom, links that open something else than
    a page of the web, and values that are none; KeyError for a field that is not in `FIELDS`.
    """
    wanted = {name: _plain(name, value) for name, value in fields.items()}
    before, owner = field(document, "owner"), wanted.get("owner", field(document, "owner"))
    if (owner != before and "accepted" not in wanted) or (wanted.get("accepted") and not owner):
        # Whoever takes it over has not said yes yet.
        wanted["accepted"] = False
    news = {name: value for name, value in wanted.items() if value != field(document, name)}
    whole = {**document, **news}
    after = {
        name: value
        for name, value in whole.items()
        if name not in FIELDS or value not in ("", None)
    }
    if not field(after, "text"):
        raise Refused("Say what will be done first.")
    if state_of(after) is ActionState.BLOCKED and not field(after, "note"):
        raise Refused("Blocked by what, and who can help? Write the ask down.")
    if not news:
        return dict(document)
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


def state_of(document: Mapping[str, Any]) -> ActionState:
    """How it stands; open where the document has no word for that."""
    return ActionState(field(document, "state"))


def find(documents: Sequence[Document], typed: str) -> Document:
    """The one action whose uid begins with what was typed; capitals do not matter.

    Raises Refused when there is none, or more than one.
    """
    if not typed.strip():
        raise Refused("Which action? Type its id: `retro actions` lists them with their ids.")
    there = [each for each in documents if is_there(each)]
    if action := one_of(there, typed, short_ids(documents)):
        return action
    raise Refused(
        "There is no action {id}: `retro actions --all` lists them with their ids.", id=typed
    )


def one_of(documents: Iterable[Document], typed: str, ids: Mapping[str, str]) -> Document | None:
    """The one of these whose uid begins with what was typed, if there is one.

    `ids` are the short ones by uid. Raises Refused where there are more.
    """
    start = typed.strip().lower()
    matching = [each for each in documents if each["uid"].lower().startswith(start)]
    exact = [each for each in matching if each["uid"].lower() == start]
    if not start or not matching:
        return None
    if len(matching) > 1 and not exact:
        some = ", ".join(ids[each["uid"]] for each in matching[:5])
        raise Refused("{id} may be {some}: type more of it.", id=typed, some=some)
    return (exact or matching)[0]


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
    return _cleaned(name, str(value))


def _cleaned(name: str, text: str) -> str:
    """A text of one line, or of more for a note; refused when it is too long."""
    # Here, so that a command that only lists does not pay for the rules of sessions.
    from retro.session.rules import line_or_nothing, link_of, text_of
    from retro.session.text import clean

    if name == "note":
        return text_of(text) if clean(text) else ""
    return link_of(text) if name == "link" else line_or_nothing(text)


def _due(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    day = day_of(value)
    if day is None:
        raise Refused("{value} is no day: write it as 2026-12-01.", value=value)
    return day.isoformat()
