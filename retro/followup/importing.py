"""Actions from a file: which of them are new here, which change, and which are as they were.

A row that names an action which is here changes it, in the fields that the file has; any other row
is a new one. A row without a name gets one that follows from what it says, so that the same file
brings nothing the second time. It is all or nothing: one row that cannot be refuses them all.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple

from retro.followup import record
from retro.followup.record import Document
from retro.session.refusal import Refused

#: What a new action keeps of where and when it was agreed. One that is here keeps its own.
_ORIGIN: Final = frozenset({"session", "session_title", "split_from"})
_TIMES: Final = ("created", "updated", "closed")
_UID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{5,63}")
#: Digits of a new uid, as many as those of a session have.
_DIGITS: Final = 14


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, what names it, and its fields by their names.

    `uid` names it for good; `id` is the start of one, or what another program calls it. Both may
    be empty. `fields` has what `record.changed` may set, and the times of an action.
    """

    line: int
    uid: str
    id: str
    fields: Mapping[str, Any]


class Change(NamedTuple):
    """An action before and after a row of the file.

    `since` is true where it changed here after the file was written, so that the row may undo it.
    """

    line: int
    before: Document
    after: Document
    since: bool


@dataclass(slots=True)
class Plan:
    """What an import would do: the actions that it adds, by line, and those that it changes."""

    added: list[tuple[int, Document]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0

    @property
    def documents(self) -> list[Document]:
        """What to store, each whole."""
        return [*(new for _, new in self.added), *(change.after for change in self.changed)]


class Unreadable(Exception):
    """A file that cannot be imported: why, by line; line 0 is the whole of it."""

    def __init__(self, faults: Sequence[tuple[int, Refused]]) -> None:
        super().__init__("; ".join(f"{line}: {refused}" for line, refused in faults))
        self.faults = tuple(faults)


def plan(
    rows: Iterable[Row],
    stored: Sequence[Document],
    archived: Sequence[Document],
    *,
    now: datetime,
    by: str,
) -> Plan:
    """What these rows would do to the actions that are `stored`. Raises Unreadable.

    Those in `archived` may be named as long as the row says nothing new about them.
    """
    reading = _Reading(stored, archived, now, by)
    faults: list[tuple[int, Refused]] = []
    for row in rows:
        try:
            reading.take(row)
        except Refused as refused:
            faults.append((row.line, refused))
    if faults:
        raise Unreadable(faults)
    return reading.plan


class _Reading:
    """The rows that were taken so far."""

    def __init__(
        self, stored: Sequence[Document], archived: Sequence[Document], now: datetime, by: str
    ) -> None:
        self.plan = Plan()
        self._now = now
        self._by = by
        self._known = {str(each["uid"]): each for each in stored if "uid" in each}
        self._archived = {str(each["uid"]): each for each in archived if "uid" in each}
        self._in_order = sorted((uid.lower(), uid) for uid in self._known)
        self._put_away = sorted((uid.lower(), uid) for uid in self._archived)
        self._lines: dict[str, int] = {}
        self._alike: Counter[str] = Counter()

    def take(self, row: Row) -> None:
        """Add, change or pass over the action that a row is about. Raises Refused."""
        uid = self._named(row)
        if uid in self._lines:
            raise Refused("This is the same action as on line {line}.", line=self._lines[uid])
        self._lines[uid] = row.line
        before = self._known.get(uid)
        if before is not None and not before.get("removed"):
            self._change(row.line, before, row.fields)
        elif uid in self._archived:
            self._leave(self._archived[uid], row.fields)
        else:
            self.plan.added.append((row.line, self._new(uid, row.fields, before or {})))

    def _named(self, row: Row) -> str:
        """The uid of the action that a row is about."""
        for uid in filter(None, (row.uid, row.id)):
            if uid in self._known or uid in self._archived:
                return uid
        if row.uid and _UID.fullmatch(row.uid):
            return row.uid
        if len(row.id) >= record.SHORT:
            found = _beginning(self._in_order, row.id) or _beginning(self._put_away, row.id)
            if len(found) > 1:
                raise Refused("{id} is the start of more than one action.", id=row.id)
            if found:
                return found[0]
        return self._derived(row)

    def _derived(self, row: Row) -> str:
        """A uid that the same row of the same file gets again."""
        says = [row.uid, row.id, *(str(row.fields.get(name, "")) for name in ("text", "team"))]
        said = "\n".join(says)
        self._alike[said] += 1
        digest = sha256(f"{self._alike[said]}\n{said}".encode())
        return digest.hexdigest()[:_DIGITS]

    def _change(self, line: int, before: Document, fields: Mapping[str, Any]) -> None:
        after = record.changed(before, _settable(fields), now=self._now, by=self._by)
        if after == before:
            self.plan.same += 1
        else:
            told, known = (str(each.get("updated", "")) for each in (fields, before))
            since = bool(told) and _moment(told) < _moment(known)
            self.plan.changed.append(Change(line, before, after, since))

    def _leave(self, archived: Document, fields: Mapping[str, Any]) -> None:
        if record.changed(archived, _settable(fields), now=self._now, by=self._by) != archived:
            raise Refused(
                "“{text}” is in the archive, as it was closed long ago, and stays as it is.",
                text=record.field(archived, "text")[:60],
            )
        self.plan.same += 1

    def _new(self, uid: str, fields: Mapping[str, Any], removed: Document) -> Document:
        """A new action, or one that was `removed` from its session and is there again."""
        settable = {name: value for name, value in fields.items() if name in record.FIELDS}
        made = record.made(uid, settable, now=self._now, by=self._by)
        for name in _TIMES:
            # Only what is no longer open was closed at some time.
            if fields.get(name) and (name != "closed" or not record.is_open(made)):
                made[name] = fields[name]
        if "told" in removed:
            # Its session has said already that it took it out, and need not say so again.
            made["told"] = removed["told"]
        return made


def _beginning(names: Sequence[tuple[str, str]], typed: str) -> list[str]:
    """The uids that begin with what was typed, two at most; `names` are in order, in lower case."""
    start = typed.lower()
    first = bisect_left(names, (start, ""))
    return [uid for name, uid in names[first : first + 2] if name.startswith(start)]


def _moment(text: str) -> datetime:
    """A time as it is stored; the first of all for none."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _settable(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a row may change of an action that is here."""
    return {
        name: value
        for name, value in fields.items()
        if name in record.FIELDS and name not in _ORIGIN
    }
