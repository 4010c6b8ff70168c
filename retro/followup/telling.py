"""What a session says of a stored document, field by field, and whether that is new.

`told` of a document holds, by the key of each session that spoke about it, a mark of all that it
said last (under "") and of each field that it changed. A session may be told as often as one
likes: what it says again changes nothing, so it never undoes what somebody else changed since. Of
a field that it never changed, a session says what it found there when it began.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, TypeAlias

from retro.followup.record import history

Document: TypeAlias = dict[str, Any]
#: Reads a field of a document in its plain form.
Read: TypeAlias = Callable[[Mapping[str, Any], str], Any]

_ALL: Final = ""


def news(
    document: Mapping[str, Any], said: Mapping[str, Any], key: str, began: datetime, read: Read
) -> Document:
    """What the session `key`, which began at `began`, says now and did not say before.

    `said` are fields in their plain form, as `read` gives them.
    """
    told = marks(document, key)
    if told.get(_ALL) == _mark(said):
        return {}
    return {
        name: value
        for name, value in said.items()
        if _mark(value) != (told.get(name) or _mark(_then(document, name, key, began, read)))
    }


def remembered(
    document: Mapping[str, Any], key: str, said: Mapping[str, Any], changed: Iterable[str]
) -> Document:
    """The document as it is put: with the marks of what was said and of the fields `changed`."""
    told = document.get("told")
    mine = {**marks(document, key), **{name: _mark(said[name]) for name in changed}}
    mine[_ALL] = _mark(said)
    return {**document, "told": {**(told if isinstance(told, dict) else {}), key: mine}}


def marks(document: Mapping[str, Any], key: str) -> Mapping[str, str]:
    """The marks that a session left; none where it said nothing, or in an older way."""
    told = document.get("told")
    mine = told.get(key) if isinstance(told, dict) else None
    return mine if isinstance(mine, dict) else {}


def has_told(document: Mapping[str, Any], key: str) -> bool:
    """Whether a session spoke about this."""
    told = document.get("told")
    return isinstance(told, dict) and key in told


def said_once(document: Mapping[str, Any], key: str, said: Mapping[str, Any]) -> bool:
    """Whether an older program remembered exactly this: it kept one digest, and no marks."""
    told = document.get("told")
    text = json.dumps(said, sort_keys=True)
    return isinstance(told, dict) and told.get(key) == sha256(text.encode()).hexdigest()[:16]


def _then(document: Mapping[str, Any], name: str, key: str, began: datetime, read: Read) -> Any:
    """A field as it was when the session `key` began.

    What comes after a change of its own is later, whatever the clocks say.
    """
    entries = history(document)
    own = next((at for at, entry in enumerate(entries) if entry.get("by") == key), len(entries))
    value = read(document, name)
    for at in reversed(range(len(entries))):
        changes = entries[at].get("set")
        change = changes.get(name) if isinstance(changes, dict) else None
        is_later = at >= own or _is_later(entries[at].get("at"), began)
        if isinstance(change, list) and change and is_later:
            value = change[0]
    return value


def _is_later(at: object, began: datetime) -> bool:
    try:
        return isinstance(at, str) and datetime.fromisoformat(at) > began
    except (ValueError, TypeError):  # no time, or one without a zone
        return False


def _mark(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:8]
