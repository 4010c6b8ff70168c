"""Stored actions as comma-separated values, safe to open in a spreadsheet, and the way back.

A spreadsheet takes a cell that begins with one of a few signs for a formula, and runs it (OWASP,
"CSV Injection"); one that looks like a number it rewrites. Such a cell gets an apostrophe before
it, and so does one that begins with apostrophes and such a sign: reading takes one off again, so
every text comes back as it was.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any, Final

from retro.followup import stored
from retro.session.text import clean

#: A spreadsheet may change all of them; what is not in `record.FIELDS` an import leaves alone.
COLUMNS: Final = (
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
    "kind",
    "size",
    "strength",
    "control",
    "hypothesis",
    "stop_rule",
    "link",
    "split_from",
    "carried",
    "session",
    "session_title",
    "created",
    "updated",
    "closed",
)
#: Columns that hold names made of digits and letters, some of which look like numbers.
NAMES: Final = frozenset({"uid", "split_from", "session"})
_FORMULA: Final = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_NUMBER: Final = re.compile("'*[0-9]+(?:[eE][0-9]+)?")


def actions_as_csv(actions: Iterable[Mapping[str, Any]]) -> str:
    """A line of `COLUMNS`, and one row an action (RFC 4180, with line feeds)."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(action, name) for name in COLUMNS] for action in actions)
    return written.getvalue()


def defused(text: str, *, is_name: bool = False) -> str:
    """`text` for a cell. `is_name` for one of the columns `NAMES`."""
    risky = _FORMULA.match(text) or (is_name and _NUMBER.fullmatch(text))
    return f"'{text}" if risky else text


def armed(cell: str, *, is_name: bool = False) -> str:
    """The text that a cell stands for, as it was before `defused`."""
    if not cell.startswith("'"):
        return cell
    rest = cell[1:]
    return rest if _FORMULA.match(rest) or (is_name and _NUMBER.fullmatch(rest)) else cell


def _cell(action: Mapping[str, Any], name: str) -> str:
    if name == "accepted":
        return "true" if stored.field(action, name) else "false"
    value = stored.carried(action) if name == "carried" else stored.field(action, name)
    text = clean("" if value is None else str(value), limit=4 * len(str(value)))
    return defused(text, is_name=name in NAMES)
