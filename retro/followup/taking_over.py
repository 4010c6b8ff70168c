"""Taking over what somebody changed in the minutes of a session, without undoing anything else.

Minutes show how things stood when a session ended. So an edited text is compared with the text as
the program writes it, the base, and not with what is stored: only what differs from the base was
changed by hand, and only that is taken over. What was removed from the text stays as it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from retro.followup import record
from retro.followup.contents import Contents, Entry, Plain, Remark
from retro.followup.contents import translate as _
from retro.followup.lessons import with_situation
from retro.followup.record import Document
from retro.session.model import Session
from retro.session.refusal import Refused
from retro.session.rules import text_of

#: Where a change in the history of an action came from.
BY: Final = "minutes"
_UID: Final = 14
_MOVED: Final = _(
    "Lesson {id} was moved from “{before}” to “{after}”, which is not taken over: it stays what it "
    "was in its session."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What an edited text wants of one action or lesson; `base` is what it said before."""

    uid: str
    line: int
    new: bool
    fields: Mapping[str, Plain]
    base: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Missing:
    """An action or lesson that the text does not hold any more; `id` is as the minutes show it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that an edited text wants, and why it must not be followed where there are faults."""

    actions: tuple[Wish, ...]
    lessons: tuple[Wish, ...]
    missing: tuple[Missing, ...]
    faults: tuple[Remark, ...]
    passed_over: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; `before` is None for a new one.

    `since` names the fields that were changed elsewhere after the minutes were written.
    """

    uid: str
    line: int
    before: Document | None
    after: Document
    since: frozenset[str]

    @property
    def fields(self) -> Mapping[str, tuple[Any, Any]]:
        """What changes, as (before, after) in plain form."""
        names = (*record.FIELDS, "applies_when")
        pairs = {
            name: (record.field(self.before or {}, name), record.field(self.after, name))
            for name in names
        }
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def wishes(session: Session, base: Contents, edited: Contents) -> Wishes:
    """What `edited` wants, told from `base`: both were read from minutes of `session`.

    Faults that the base has as well are none: people's text may look like anything.
    """
    uids = [action.uid for action in session.actions.values()]
    uids += [action.uid for action in session.earlier.values()]
    finding = _Finding()
    actions = finding.known(
        base.actions, edited.actions, _("There is no action {id} in this session.")
    )
    actions += finding.new(session, [entry for entry in edited.actions if not entry.id])
    earlier = finding.known(
        base.earlier, edited.earlier, _("There is no earlier action {id} in this session.")
    )
    lessons = finding.known(
        base.lessons, edited.lessons, _("There is no lesson {id} in this session.")
    )
    faults = _news(edited.faults, base.faults)
    told = (*_news(edited.passed_over, base.passed_over), *_moved(session, base, edited))
    return Wishes(
        actions=tuple(_whole(wish, uids) for wish in (*actions, *earlier)),
        lessons=tuple(lessons),
        missing=tuple(finding.missing),
        faults=tuple(sorted((*faults, *finding.faults), key=lambda fault: fault.line)),
        passed_over=tuple(sorted(told, key=lambda remark: remark.line)),
    )


def _news(remarks: Sequence[Remark], usual: Sequence[Remark]) -> list[Remark]:
    """Those that are not among the usual ones, on whatever line."""
    known = {_gist(each) for each in usual}
    return [each for each in remarks if _gist(each) not in known]


def _gist(remark: Remark) -> tuple[str, frozenset[tuple[str, str]]]:
    """What a remark says, on whatever line."""
    return remark.sentence, frozenset((name, str(value)) for name, value in remark.values.items())


def _moved(session: Session, base: Contents, edited: Contents) -> Iterator[Remark]:
    """The lessons that stand in another column than before."""
    columns = {
        " ".join(column.title.split()).casefold(): column.title
        for phase in session.format
        for column in phase.columns
        if column.lesson
    }
    former = {entry.id: _column(entry, columns) for entry in base.lessons}
    for entry in edited.lessons:
        id = entry.id if entry.id in former else _start_of(entry.id, former)
        before, after = former.get(id or ""), _column(entry, columns)
        if before and after and before != after:
            values = {"id": entry.id, "before": before, "after": after}
            yield Remark(entry.line, _MOVED, values)


def _column(entry: Entry, columns: Mapping[str, str]) -> str | None:
    """The title of the column that a lesson stands in, of what stands over it."""
    parts = (part for place in entry.place for part in (place, *place.split(" · ")))
    known = (columns.get(" ".join(part.split()).casefold()) for part in parts)
    return next((title for title in known if title), None)


def _whole(wish: Wish, uids: Sequence[str]) -> Wish:
    """The wish with the whole uid in place of the start that the minutes show."""
    uid = next((uid for uid in uids if uid.lower().startswith(wish.uid)), wish.uid)
    return wish if wish.new else Wish(uid, wish.line, False, wish.fields, wish.base)


class _Finding:
    """Puts what was read to what it is about."""

    def __init__(self) -> None:
        self.missing: list[Missing] = []
        self.faults: list[Remark] = []

    def known(self, base: Sequence[Entry], edited: Sequence[Entry], unknown: str) -> list[Wish]:
        """What is wanted of the entries of the base that were changed."""
        former = {entry.id: entry for entry in base}
        found: dict[str, Wish] = {}
        for entry in edited:
            if not entry.id:
                continue
            id = entry.id if entry.id in former else _start_of(entry.id, former)
            if id is None:
                self.faults.append(Remark(entry.line, unknown, {"id": entry.id}))
                continue
            fields = {
                name: value
                for name, value in entry.fields.items()
                if not _same(value, former[id].fields.get(name, ""))
            }
            found[id] = Wish(id, entry.line, False, fields, former[id].fields)
        self.missing += [
            Missing(id, str(entry.fields.get("text", "")))
            for id, entry in former.items()
            if id not in found
        ]
        return [wish for wish in found.values() if wish.fields]

    def new(self, session: Session, entries: Sequence[Entry]) -> list[Wish]:
        """What is wanted where a row has no id: the same text is the same action for good."""
        found: dict[str, Wish] = {}
        for entry in entries:
            text = str(entry.fields.get("text", ""))
            uid = sha256(f"{session.key}:{BY}:{' '.join(text.split())}".encode()).hexdigest()[:_UID]
            if not text.strip():
                self.faults.append(Remark(entry.line, _("Say what will be done first."), {}))
            elif uid in found:
                said = {"id": f"“{text}”"}
                self.faults.append(Remark(entry.line, _("{id} stands there twice."), said))
            else:
                found[uid] = Wish(uid, entry.line, True, entry.fields, {})
        return list(found.values())


def _start_of(id: str, former: Iterable[str]) -> str | None:
    """The one short id that a longer one begins with."""
    fitting = [short for short in former if id.startswith(short)]
    return fitting[0] if len(fitting) == 1 else None


def action_changes(
    wanted: Sequence[Wish],
    session: Session,
    stored: Iterable[Document],
    now: datetime,
    archived: Iterable[Document] = (),
) -> tuple[list[Change], list[Remark]]:
    """What these wishes make of the stored actions, and what they cannot be followed for.

    Those that are `archived` may be wanted as they are.
    """
    known = {str(each.get("uid")): each for each in stored}
    put_away = {str(each.get("uid")): each for each in archived}
    changes: list[Change] = []
    faults: list[Remark] = []
    for wish in wanted:
        before = known.get(wish.uid, put_away.get(wish.uid))
        try:
            change = _action_change(wish, session, before, now)
            if change and wish.uid in put_away and wish.uid not in known:
                raise _gone(wish)
        except Refused as refused:
            faults.append(Remark(wish.line, refused.reason, refused.values))
        else:
            changes += [change] if change else []
    return changes, faults


def _gone(wish: Wish) -> Refused:
    return Refused(
        "Action {id} is not there any more, or was closed so long ago that it is archived.",
        id=wish.uid[: record.SHORT],
    )


def _action_change(
    wish: Wish, session: Session, before: Document | None, now: datetime
) -> Change | None:
    if wish.new and before is None:
        origin = {
            "team": session.team,
            "session": session.key,
            "session_title": session.title,
        }
        fields: dict[str, Plain] = {**origin, **wish.fields}
        said = {name: value for name, value in fields.items() if value not in ("", None)}
        after = record.made(wish.uid, said, now=now, by=BY)
        return Change(wish.uid, wish.line, None, after, frozenset())
    if before is None or not record.is_there(before):
        raise _gone(wish)
    base = _at_birth(before) if wish.new else wish.base
    fields = {
        name: value for name, value in wish.fields.items() if not _same(value, base.get(name, ""))
    }
    after = record.changed(before, fields, now=now, by=BY)
    since = (name for name in fields if not _same(record.field(before, name), base.get(name, "")))
    change = Change(wish.uid, wish.line, before, after, frozenset(since))
    return change if change.fields else None


def _at_birth(document: Document) -> Mapping[str, Plain]:
    """What was first said of an action that an earlier import made."""
    first = next(iter(record.history(document)), {}).get("set")
    pairs = first.items() if isinstance(first, dict) else ()
    return {
        name: pair[1]
        for name, pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[1], str | bool)
    }


def lesson_changes(
    wanted: Sequence[Wish], session: Session, stored: Iterable[Document], now: datetime
) -> tuple[list[Change], list[Remark]]:
    """As `action_changes`, for lessons."""
    ours = [each for each in stored if each.get("session") == session.key]
    changes: list[Change] = []
    faults: list[Remark] = []
    for wish in wanted:
        found = [each for each in ours if str(each.get("uid", "")).startswith(wish.uid)]
        before = found[0] if len(found) == 1 else None
        try:
            if before is None or before.get("removed"):
                raise Refused("Lesson {id} is not there any more.", id=wish.uid)
            after = _changed_lesson(before, wish.fields)
        except Refused as refused:
            faults.append(Remark(wish.line, refused.reason, refused.values))
            continue
        since = (n for n in wish.fields if not _same(record.field(before, n), wish.base.get(n, "")))
        change = Change(str(before["uid"]), wish.line, before, after, frozenset(since))
        changes += [change] if change.fields else []
    return changes, faults


def _changed_lesson(document: Document, fields: Mapping[str, Plain]) -> Document:
    """The whole lesson with these fields set. Raises Refused for no text, and for a long one."""
    after = dict(document)
    if "text" in fields:
        after["text"] = text_of(str(fields["text"]))
    if "applies_when" in fields:
        when = str(fields["applies_when"])
        after = with_situation(after, when) if when.strip() else {**after, "applies_when": ""}
    return after


def _same(one: Plain, other: Plain) -> bool:
    """Whether two values say the same: editors break lines and trim spaces as they like."""
    if isinstance(one, bool) or isinstance(other, bool):
        return bool(one) == bool(other)
    return (one or "").split() == (other or "").split()
