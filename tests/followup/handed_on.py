"""An action that one session hands on, as values, for tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from retro.followup.actions import Document, to_review, to_store
from retro.session import course
from retro.session.format import Format, Kind, Phase
from retro.session.model import (
    Action,
    EarlierAction,
    Item,
    Person,
    Role,
    Session,
)

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)
FORMAT = Format("f", "en", "F", "p", (Phase("commit", Kind.COMMIT, "Actions", 5),))


def session(*items: Item, key: str = "S1") -> Session:
    begun = course.begin(
        key,
        FORMAT,
        title="Release",
        goal="",
        team="Checkout",
        facilitator=Person(1, "Noor", Role.FACILITATOR),
        now=NOW,
    )
    actions = {item.id: item for item in items if isinstance(item, Action)}
    earlier = {item.id: item for item in items if isinstance(item, EarlierAction)}
    return replace(begun, actions=MappingProxyType(actions), earlier=MappingProxyType(earlier))


def merged(stored: list[Document], news: list[Document]) -> list[Document]:
    """What is stored once these were put, each whole."""
    return list({document["uid"]: document for document in (*stored, *news)}.values())


def document(uid: str, **fields: object) -> Document:
    return {"uid": uid, "text": uid, "team": "Checkout", "state": "open", **fields}


def began(*items: Item, key: str = "S1", at: datetime = NOW) -> Session:
    return replace(session(*items, key=key), started=at)


HOUR = timedelta(hours=1)


def an_earlier_one() -> tuple[list[Document], EarlierAction]:
    action = Action(5, "u1", "Do it", 1, "Sam", True, date(2026, 6, 1))
    stored = to_store(session(action), [], NOW - HOUR)
    (found,) = to_review(stored, "Checkout", lambda: 9)
    return stored, found
