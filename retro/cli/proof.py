"""What the files of one session hold, read from the files themselves.

This looks at bytes, not at what the rest of the program makes of them: it shows every field that
there is, and finds what should not be there.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from retro.session.model import Session
from retro.store.journal import Broken, scan
from retro.store.naming import Files

Document: TypeAlias = dict[str, Any]

#: All that what is written unseen is kept with.
SEALED_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "cards": frozenset(
        {"id", "phase", "column", "text", "parent", "when", "verdict", "mood", "topic"}
    ),
    "answers": frozenset({"id", "phase", "value", "arrow"}),
    "votes": frozenset({"id", "phase", "target"}),
}
#: What else the sealed part may say: who answered, and how many dots somebody gave; never what.
#: Each mark has so many parts, the first two a phase and a person.
SEALED_MARKS: Final[Mapping[str, int]] = {"answered": 2, "spent": 3}
#: What the file about coming in may hold.
ACCESS_FIELDS: Final = frozenset({"codes", "tickets", "claimed", "drafts", "key", "languages"})
_HEADER: Final = frozenset({"schema", "sum"})
#: A hash, a code, or something sealed: nothing that anybody wrote has this form for long.
_OPAQUE: Final = re.compile(r"[A-Za-z0-9+/=_-]*")


class Kind:
    """What a file of a session is, by the end of its name."""

    TABLES: Final = frozenset({".json", ".json.bak"})
    JOURNAL: Final = frozenset({".journal", ".journal.bak"})
    SEALED: Final = frozenset({".sealed", ".sealed.before"})
    ACCESS: Final = ".access"
    LOCK: Final = ".lock"


@dataclass
class Part:
    """One file: the fields of each table, with how many documents have them, and its faults.

    `ending` is the end of its name. A fault is a name of `FAULTS` and what it is about.
    """

    path: Path
    ending: str
    tables: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


#: There is a field that could say who, when or in which order.
FIELD: Final = "field"
#: Something is not in the order of its random ids.
ORDER: Final = "order"
#: What was written unseen stands in the open part.
OPEN: Final = "open"
#: Something stands there in clear.
CLEAR: Final = "clear"
#: It cannot be read.
UNREAD: Final = "unread"
#: It is no file of retro's.
UNKNOWN: Final = "unknown"
#: Other people of the computer may read it.
MODE: Final = "mode"


def parts(files: Files, session: Session) -> list[Part]:
    """All files of a session; what may not be known of them is judged by the session's format."""
    found = sorted(files.folder.glob(f"{files.name}.*"))
    return [_part(path, path.name.removeprefix(files.name), session) for path in found]


def _part(path: Path, ending: str, session: Session) -> Part:
    part = Part(path, ending)
    whole = ending.removesuffix(".tmp")
    if path.stat().st_mode & 0o077 and path.parent.stat().st_mode & 0o077:
        part.faults.append((MODE, path.name))
    try:
        if whole in Kind.TABLES:
            _open(part, _tables(path), session)
        elif whole in Kind.JOURNAL:
            _open(part, _journal(path), session)
        elif whole in Kind.SEALED:
            _sealed(part, session)
        elif whole == Kind.ACCESS:
            _access(part, session)
        elif whole != Kind.LOCK:
            part.faults.append((UNKNOWN, path.name))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Broken, RecursionError):
        part.faults.append((UNREAD, path.name))
    return part


def _tables(path: Path) -> Iterator[tuple[str, Document]]:
    for table, documents in json.loads(path.read_bytes()).items():
        if table != "_retro":
            for document in documents.values():
                yield table, document


def _journal(path: Path) -> Iterator[tuple[str, Document]]:
    for _, changes in scan(path.read_bytes()).transactions:
        for table, _, document in changes:
            if document is not None:
                yield table, document


def _open(part: Part, documents: Iterator[tuple[str, Document]], session: Session) -> None:
    """What is kept openly: nothing of a phase that is sealed may be here."""
    sealed = {phase.key for phase in session.format.phases if session.seals(phase)}
    for table, document in documents:
        _count(part, table, document)
        if table in SEALED_FIELDS and document.get("phase") in sealed:
            part.faults.append((OPEN, f"{table}: {', '.join(sorted(document))}"))


def _sealed(part: Part, session: Session) -> None:
    raw = json.loads(part.path.read_bytes())
    (header,) = raw.pop("_retro").values()
    (document,) = raw.pop("sealed").values()
    for name in sorted({*raw, *(set(header) - _HEADER)}):
        part.faults.append((FIELD, name))
    for table, kept in document.items():
        if table in SEALED_MARKS:
            part.tables[table] = len(kept), frozenset()
            if kept != sorted(kept) or any(not _is_mark(each, table, session) for each in kept):
                part.faults.append((FIELD, table))
        elif table in SEALED_FIELDS:
            for each in kept:
                _count(part, table, each)
            ids = [each["id"] for each in kept]
            if ids != sorted(ids):
                part.faults.append((ORDER, table))
            for name in sorted(part.tables[table][1] - SEALED_FIELDS[table]):
                part.faults.append((FIELD, f"{table}: {name}"))
        else:
            part.faults.append((FIELD, table))


def _is_mark(mark: object, table: str, session: Session) -> bool:
    """Whether a mark says that somebody took part, and no more."""
    return (
        isinstance(mark, Sequence)
        and len(mark) == SEALED_MARKS[table]
        and mark[0] in {phase.key for phase in session.format.phases}
        and all(isinstance(each, int) for each in mark[1:])
    )


def _access(part: Part, session: Session) -> None:
    raw = json.loads(part.path.read_bytes())
    (document,) = raw["sealed"].values()
    names = {person.name for person in session.people.values()}
    for name, value in document.items():
        part.tables[name] = _size(value), frozenset()
        if name not in ACCESS_FIELDS:
            part.faults.append((FIELD, name))
        for text in _texts(value):
            if text in names or not _OPAQUE.fullmatch(text):
                part.faults.append((CLEAR, name))


def _size(value: object) -> int:
    return len(value) if isinstance(value, (list, dict)) else 1


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield name
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _count(part: Part, table: str, document: Document) -> None:
    count, fields = part.tables.get(table, (0, frozenset()))
    part.tables[table] = count + 1, fields | frozenset(document)


def unseen(session: Session) -> list[str]:
    """The titles of the phases that are kept without a writer."""
    return [phase.title for phase in session.format.phases if session.seals(phase)]
