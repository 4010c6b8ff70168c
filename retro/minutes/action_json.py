"""Stored actions as JSON, for scripts; `docs/data/actions.schema.json` describes it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from retro.followup import stored

#: What everybody gets of an action, and in which order.
FIELDS: Final = (
    "uid",
    "text",
    "owner",
    "accepted",
    "due",
    "done_when",
    "first_step",
    "state",
    "note",
    "helped",
    "team",
    "session",
    "session_title",
    "created",
    "updated",
    "closed",
)
#: What whoever may read the data folder gets as well. `id` is what one types to name it.
MORE: Final = (
    "kind",
    "size",
    "strength",
    "control",
    "hypothesis",
    "stop_rule",
    "link",
    "carried",
    "split_from",
    "id",
    "history",
)


def actions_as_json(
    actions: Iterable[Mapping[str, Any]], ids: Mapping[str, str] | None = None
) -> str:
    """A list of objects that have `FIELDS`, and `MORE` where `ids` has the short ids by uid.

    A field that is not known is null. All is ASCII, so no terminal obeys anything in it.
    """
    import json

    names = FIELDS if ids is None else (*FIELDS, *MORE)
    objects = [{name: _value(action, name, ids or {}) for name in names} for action in actions]
    return json.dumps(objects, indent=2)


def _value(action: Mapping[str, Any], name: str, ids: Mapping[str, str]) -> Any:
    match name:
        case "id":
            uid = stored.field(action, "uid")
            return ids.get(uid, uid)
        case "carried":
            return stored.carried(action)
        case "history":
            return [_change(entry) for entry in stored.history(action)]
        case "state" | "due":
            return stored.field(action, name)
        case "accepted":
            return stored.field(action, name) if name in action else None
    value = action.get(name)
    return value if isinstance(value, str) else None


def _change(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A change in its documented form, whatever somebody else's program left in it."""
    fields = entry.get("set")
    pairs = fields if isinstance(fields, dict) else {}
    return {
        "at": str(entry.get("at", "")),
        "by": str(entry.get("by", "")),
        "set": {
            name: pair for name, pair in pairs.items() if isinstance(pair, list) and len(pair) == 2
        },
    }
