"""Actions from a file: which of them are new here, which change, and which are as they were.

A row that names an action which is here changes it, in the fields that the file has; any other row
is a new one. A row without a name gets one that follows from what it says, so that the same file
brings nothing the second time. It is all or nothing: one row that cannot be refuses them all.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
#: What a spreadsheet makes of a uid that looks like a number.
_ROUNDED: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+[0-9]+")
#: Digits of a new uid, as many as those of a session have.
_DIGITS: Final = 14


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, what names it, and its fields by their names.

    `uid` names it for good, or is the start of what does; `id` is such a start, or what another
    program calls it. Both may be empty. `fields` has what `record.changed` may set, and the times
    of an action.
    """

    line: int
    uid: str
    id: str
    fields: Mapping[str, Any]


class Change(NamedTuple):
    """An action before and after a row of the file.

    A row of an old file may undo a later change. `since` has the fields that change and did so
    here after the file was written, with the time of that. Where the file does not say when it
    was written, `back` has those that get a value which they had before, with the time until which.
    """

    line: int
    before: Document
    after: Document
    since: Mapping[str, str]
    back: Mapping[str, str]

    @property
    def undoes(self) -> bool:
        """Whether it may undo what was changed here."""
        return bool(self.since or self.back)


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
        there = [uid for uid, each in self._known.items() if not each.get("removed")]
        self._in_order = _in_order(there)
        # What nobody sees in the list is only meant where nothing in it is.
        self._put_away = _in_order(self._archived.keys() | (self._known.keys() - set(there)))
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
        if found := self._begun(row.uid):
            return found
        if row.uid and _UID.fullmatch(row.uid):
            return row.uid
        if _ROUNDED.fullmatch(row.uid):
            raise Refused(
                "{uid} was a uid before a spreadsheet rounded it: copy it again, as text.",
                uid=row.uid,
            )
        return self._begun(row.id) or self._derived(row)

    def _begun(self, typed: str) -> str:
        """The uid of the one action that is called so in the list; empty for none."""
        if len(typed) < record.SHORT:
            return ""
        found = _beginning(self._in_order, typed) or _beginning(self._put_away, typed)
        if len(found) > 1:
            raise Refused("{id} is the start of more than one action: write more of it.", id=typed)
        return found[0] if found else ""

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
            news = after["history"][-1]["set"]
            written = str(fields.get("updated") or "")
            since = _since(before, news, written) if written else {}
            back = {} if written else _back(before, news)
            self.plan.changed.append(Change(line, before, after, since, back))

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


def _in_order(uids: Iterable[str]) -> list[tuple[str, str]]:
    return sorted((uid.lower(), uid) for uid in uids)


def _beginning(names: Sequence[tuple[str, str]], typed: str) -> list[str]:
    """The uids that begin with what was typed, two at most; `names` are in order, in lower case."""
    start = typed.lower()
    first = bisect_left(names, (start, ""))
    found = names[first : first + 2]
    if found and found[0][0] == start:
        return [found[0][1]]
    return [uid for name, uid in found if name.startswith(start)]


def _since(document: Document, news: Mapping[str, Any], written: str) -> dict[str, str]:
    """The fields among `news` that changed after the file was written, and when they last did."""
    updated = str(document.get("updated", ""))
    if _moment(written) >= _moment(updated):
        return {}
    later = [each for each in _changes(document) if _moment(each[0]) > _moment(written)]
    if not later:
        # Something changed of which the action keeps no history.
        return dict.fromkeys(news, updated)
    return {name: at for at, pairs in later for name in pairs if name in news}


def _back(document: Document, news: Mapping[str, Any]) -> dict[str, str]:
    """The fields among `news` that get a value which they had before, and until when."""
    return {
        name: at
        for at, pairs in _changes(document)
        for name, (former, _) in pairs.items()
        if name in news and former == news[name][1]
    }


def _changes(document: Document) -> Iterator[tuple[str, Mapping[str, list[Any]]]]:
    """The times and the fields of the changes after its first, oldest first."""
    for entry in record.history(document):
        fields = entry.get("set")
        pairs = {
            name: pair
            for name, pair in (fields.items() if isinstance(fields, dict) else ())
            if isinstance(pair, list) and len(pair) == 2
        }
        # Only the first one found no text.
        if pairs.get("text", [None])[0] != "":
            yield str(entry.get("at", "")), pairs


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
