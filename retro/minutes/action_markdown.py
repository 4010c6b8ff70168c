"""Stored actions as a table in Markdown, to paste into a page or a ticket."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from retro.followup import record
from retro.minutes.escape import cell
from retro.minutes.terms import action_states
from retro.session.agreed import ActionState
from retro.session.text import clean
from retro.words import Words

_NOTED: Final = frozenset({ActionState.BLOCKED, ActionState.DROPPED})


def actions_as_markdown(
    actions: Iterable[Mapping[str, Any]], ids: Mapping[str, str], words: Words
) -> str:
    """A table with one row an action; `ids` are the short ids by uid."""
    heads = (
        words("Action"),
        words("Owner"),
        words("Due"),
        words("State"),
        words("Done when"),
        words("Team"),
        words("Id"),
    )
    states = action_states(words)
    rows = [heads, ("---",) * len(heads), *(_row(action, ids, states) for action in actions)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(
    action: Mapping[str, Any], ids: Mapping[str, str], states: Mapping[str, str]
) -> tuple[str, str, str, str, str, str, str]:
    uid = record.field(action, "uid")
    state = record.state_of(action)
    standing = states[state.value]
    note = _text(action, "note")
    return (
        _text(action, "text"),
        _text(action, "owner"),
        record.field(action, "due") or "",
        f"{standing}: {note}" if note and state in _NOTED else standing,
        _text(action, "done_when"),
        _text(action, "team"),
        cell(clean(ids.get(uid, uid))),
    )


def _text(action: Mapping[str, Any], name: str) -> str:
    text = record.field(action, name)
    return cell(clean(text, limit=4 * len(text)))
