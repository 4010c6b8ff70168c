"""A session as plain documents, and back: what the store keeps.

Tables are named as in `TABLES`; "session" and "format" hold one document each, with id 1. What is
anonymous is not in the tables: it makes up the sealed document, which holds no writer, no time and
no order (its lists are sorted by random ids). What lives in memory only is in neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from retro.session.format import Column, Format, Kind, Lesson, Phase, Scale
from retro.session.model import (
    TABLES,
    ActionKind,
    ActionState,
    Answer,
    Applied,
    Card,
    Control,
    EarlierAction,
    Helped,
    Id,
    Item,
    Note,
    Role,
    Session,
    Size,
    Strength,
    Verdict,
    Vote,
    Writing,
)

Document: TypeAlias = dict[str, Any]
Tables: TypeAlias = dict[str, dict[int, Document]]
Change: TypeAlias = tuple[str, int, Document | None]

_READERS: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        "role": Role,
        "verdict": Verdict,
        "state": ActionState,
        "helped": Helped,
        "kind": ActionKind,
        "size": Size,
        "strength": Strength,
        "control": Control,
        "lesson": Lesson,
        "applied": Applied,
        "made": date.fromisoformat,
        "due": date.fromisoformat,
        "since": datetime.fromisoformat,
        "planned": lambda seconds: timedelta(seconds=seconds),
        "used": lambda seconds: timedelta(seconds=seconds),
    }
)
#: The name and default of every part of an item; asking `fields` each time costs ten times more.
_DEFAULTS: Final[Mapping[type[Any], tuple[tuple[str, Any], ...]]] = MappingProxyType(
    {kind: tuple((field.name, field.default) for field in fields(kind)) for kind in TABLES}
)
_JSON: Final = frozenset({int, str, bool})
_SEALED: Final = ("cards", "answers", "votes")
#: What an item may be without, and has no default for: left out of a document all the same.
_NULLABLE: Final[Mapping[type[Any], str]] = MappingProxyType(
    {Card: "author", Answer: "person", Vote: "person", Note: "target", EarlierAction: "due"}
)


def changes(before: Session | None, after: Session) -> tuple[list[Change], Document | None]:
    """What must be stored so that `before` becomes `after`: table changes, and the sealed document.

    The sealed document is None where it stays as it is, and empty when nothing is left of it.
    `before` is None for a new session.
    """
    found: list[Change] = []
    if before is None or before.format is not after.format:
        found.append(("format", 1, _format_document(after.format)))
    if before is None or _state_document(before) != _state_document(after):
        found.append(("session", 1, _state_document(after)))
    for table in TABLES.values():
        if before and getattr(before, table) is getattr(after, table):
            continue
        old = _open_items(before, table) if before else {}
        new = _open_items(after, table)
        found.extend(
            (table, id, item_document(item))
            for id, item in new.items()
            if old.get(id) is not item and old.get(id) != item
        )
        found.extend((table, id, None) for id in old if id not in new)
    return found, _sealed_change(before, after)


def read(key: str, tables: Mapping[str, Mapping[int, Document]], sealed: Document) -> Session:
    """The session that these documents hold. Raises KeyError or ValueError when they hold none.

    Where a crash came between the tables and the sealed document, a topic may be without its
    cards, or cards without their topic: then there is no such topic, and no dots on it.
    """
    state = tables["session"][1]
    items: dict[str, dict[Id, Item]] = {}
    for kind, table in TABLES.items():
        documents = [*tables.get(table, {}).values(), *sealed.get(table, ())]
        items[table] = {document["id"]: _read_item(kind, document) for document in documents}
    _mend_topics(items)
    _mend_votes(items)
    format = _read_format(tables["format"][1])
    if not 0 <= state["index"] < len(format.phases):
        raise ValueError("the session is at a phase that its format does not have")
    highest = (getattr(item, "number", 0) for table in items.values() for item in table.values())
    return Session(
        key=key,
        format=format,
        title=state["title"],
        goal=state["goal"],
        team=state["team"],
        started=datetime.fromisoformat(state["started"]),
        writing=Writing(state["writing"]),
        index=state["index"],
        revealed=frozenset(state["revealed"]),
        focus=state.get("focus"),
        closed=_moment(state.get("closed")),
        last=_moment(state.get("last")),
        count=max(state.get("count", 0), *highest, 0),
        answered=frozenset((phase, person) for phase, person in sealed.get("answered", ())),
        spent=MappingProxyType(
            {(phase, person): dots for phase, person, dots in sealed.get("spent", ())}
        ),
        locked=state.get("locked", False),
        case_owner=state.get("case_owner"),
        spoken=tuple(state.get("spoken", ())),
        speaking=state.get("speaking", False),
        rests=date.fromisoformat(state["rests"]) if "rests" in state else None,
        plan_from=state.get("plan_from", ""),
        **{table: MappingProxyType(found) for table, found in items.items()},  # type: ignore[arg-type]
    )


def item_document(item: Item) -> Document:
    """An item as a JSON object; what is empty is left out."""
    document: Document = {}
    for name, default in _DEFAULTS[type(item)]:
        value = getattr(item, name)
        if value is not None and value is not default and value != default:
            document[name] = value if type(value) in _JSON else _plain(value)
    return document


def _mend_topics(items: dict[str, dict[Id, Any]]) -> None:
    cards, topics = items["cards"], items["topics"]
    used = {card.topic for card in cards.values()}
    items["topics"] = {id: topic for id, topic in topics.items() if id in used}
    items["cards"] = {
        id: card if card.topic is None or card.topic in topics else replace(card, topic=None)
        for id, card in cards.items()
    }


def _mend_votes(items: dict[str, dict[Id, Any]]) -> None:
    there = items["cards"].keys() | items["topics"].keys()
    items["votes"] = {id: vote for id, vote in items["votes"].items() if vote.target in there}


def _sealed_phases(session: Session) -> set[str]:
    return {phase.key for phase in session.format.phases if session.seals(phase)}


def _open_items(session: Session, table: str) -> Mapping[Id, Item]:
    """The items of a table that are kept with their writer."""
    items: Mapping[Id, Item] = getattr(session, table)
    sealed = _sealed_phases(session) if table in _SEALED else set[str]()
    if not sealed:
        return items
    return {id: item for id, item in items.items() if not _is_sealed(item, sealed)}


def _is_sealed(item: Any, phases: set[str]) -> bool:
    """True for an item of such a phase; a dot of an older file that names its giver is not."""
    return item.phase in phases and not (isinstance(item, Vote) and item.person is not None)


def _sealed_change(before: Session | None, after: Session) -> Document | None:
    new = _sealed_items(after)
    if before is None:
        same = not any(new.values()) and not after.answered and not after.spent
    else:
        same = before.answered == after.answered and before.spent == after.spent
        same = same and _sealed_items(before) == new
    if same:
        return None
    kept: Document = {
        table: [item_document(items[id]) for id in sorted(items)]
        for table, items in new.items()
        if items
    }
    if after.answered:
        kept["answered"] = [list(mark) for mark in sorted(after.answered)]
    if after.spent:
        kept["spent"] = [[*who, dots] for who, dots in sorted(after.spent.items())]
    return kept


def _sealed_items(session: Session) -> dict[str, dict[Id, Item]]:
    """The items that are kept without a writer, by table."""
    phases = _sealed_phases(session)
    if not phases:
        return {}
    tables: dict[str, Mapping[Id, Item]] = {table: getattr(session, table) for table in _SEALED}
    return {
        table: {id: item for id, item in items.items() if _is_sealed(item, phases)}
        for table, items in tables.items()
    }


def _state_document(session: Session) -> Document:
    document: Document = {
        "title": session.title,
        "goal": session.goal,
        "team": session.team,
        "started": session.started.isoformat(),
        "writing": session.writing.value,
        "index": session.index,
        "revealed": sorted(session.revealed),
        "count": session.count,
    }
    if session.focus is not None:
        document["focus"] = session.focus
    if session.closed is not None:
        document["closed"] = session.closed.isoformat()
    if session.last is not None:
        document["last"] = session.last.isoformat()
    if session.locked:
        document["locked"] = True
    if session.case_owner is not None:
        document["case_owner"] = session.case_owner
    if session.spoken:
        document["spoken"] = list(session.spoken)
    if session.speaking:
        document["speaking"] = True
    if session.rests is not None:
        document["rests"] = session.rests.isoformat()
    if session.plan_from:
        document["plan_from"] = session.plan_from
    return document


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _read_item(kind: type[Any], document: Document) -> Any:
    values = {
        name: _READERS[name](value) if name in _READERS else value
        for name, value in document.items()
    }
    if kind in _NULLABLE:
        values.setdefault(_NULLABLE[kind], None)
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"this document does not hold a {kind.__name__.lower()}") from error


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _format_document(format: Format) -> Document:
    document = {f.name: getattr(format, f.name) for f in fields(format) if f.name != "phases"}
    document["people"] = list(format.people)
    document["ground_rules"] = list(format.ground_rules)
    document["phases"] = [_phase_document(phase) for phase in format.phases]
    return document


def _phase_document(phase: Phase) -> Document:
    document: Document = {}
    for field in fields(phase):
        value = getattr(phase, field.name)
        if value == field.default:
            continue
        if field.name == "columns":
            document["columns"] = [
                {f.name: _plain(getattr(column, f.name)) for f in fields(column)}
                for column in value
            ]
        elif isinstance(value, Scale):
            document["scale"] = {"labels": list(value.labels), "low": value.low}
        elif isinstance(value, tuple):
            document[field.name] = list(value)
        else:
            document[field.name] = _plain(value)
    return document


def _read_format(document: Document) -> Format:
    values = dict(document)
    values["people"] = tuple(values["people"])
    values["ground_rules"] = tuple(values["ground_rules"])
    try:
        values["phases"] = tuple(_read_phase(phase) for phase in values["phases"])
        return Format(**values)
    except TypeError as error:
        raise ValueError("this document does not hold a format") from error


def _read_phase(document: Document) -> Phase:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in document.items()
    }
    values["kind"] = Kind(document["kind"])
    values["columns"] = tuple(
        Column(**{**column, "lesson": Lesson(column["lesson"])})
        for column in document.get("columns", ())
    )
    if "scale" in document:
        scale = document["scale"]
        values["scale"] = Scale(tuple(scale["labels"]), scale["low"])
    return Phase(**values)
