"""A session as documents and back."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

import pytest

from retro.session import commands as c
from retro.session import documents
from retro.session.documents import changes, read
from retro.session.format import Lesson
from retro.session.model import (
    TABLES,
    Action,
    ActionKind,
    ActionState,
    Agreement,
    Answer,
    Applied,
    Card,
    Control,
    EarlierAction,
    EarlierLesson,
    Helped,
    Note,
    Parked,
    Person,
    Role,
    Session,
    Size,
    Strength,
    Timer,
    Topic,
    Verdict,
    Vote,
    Writing,
)
from tests.session.sample import ANN, BOB, FORMAT, LESSON, begin, ripe, stored

OFFSET = timezone(timedelta(hours=5, minutes=45))
MOMENT = datetime(2024, 5, 2, 9, 0, 0, 123456, tzinfo=OFFSET)
ITEMS: tuple[Any, ...] = (
    Person(1, "Fay"),
    Person(2, "Ann", Role.OBSERVER, True),
    Card(1, "plan", "", "x", ANN, 1),
    Card(2, "happened", "c", "x\ny", None, 0, 1, "9:00", Verdict.BETTER, 0, 1),
    Topic(1, "t", 2),
    Vote(1, "vote", ANN, 9),
    Vote(2, "vote", None, 1),
    Answer(1, "energy", ANN, 0),
    Note(1, "discuss", None, "x", 3),
    Note(2, "discuss", 1, "x", 4, True),
    Action(1, "0f", "x", 5),
    Action(2, "0e", "x", 6, "Ann", True, date(2024, 6, 1), "d", "f", 1),
    EarlierAction(1, "0d", "x", "Ann", None, "", "s1", ActionState.OPEN),
    EarlierAction(
        2,
        "0c",
        "x",
        "",
        date(2024, 1, 2),
        "d",
        "s",
        ActionState.BLOCKED,
        True,
        True,
        "n",
        Helped.NO,
        True,
        "ask",
        ActionKind.EXPERIMENT,
        Size.LARGE,
        "it helps",
        "after two weeks",
        "https://example.org",
        2,
        True,
        True,
    ),
    Action(
        3,
        "0d",
        "x",
        8,
        kind=ActionKind.ASK_OUTSIDE,
        size=Size.QUICK,
        strength=Strength.STRONG,
        control=Control.OUTSIDE,
        hypothesis="h",
        stop_rule="s",
        link="PROJ-1",
        split_from="0c",
    ),
    Card(3, "lessons", "sustain", "x", ANN, 9, applies_when="at a release"),
    EarlierLesson(1, "0b", "x", Lesson.SUSTAIN, 1),
    EarlierLesson(2, "0a", "x", Lesson.IMPROVE, 2, "c", "w", "s1", True, True, Applied.NOT_YET),
    Agreement(1, "09", "x", 3),
    Agreement(2, "08", "x", 4, date(2024, 1, 2), True, True, True),
    Parked(1, "x", 7),
    Timer(1, "welcome", timedelta(minutes=5)),
    Timer(2, "plan", timedelta(hours=1), timedelta(microseconds=1), MOMENT),
)


def stored_by(session: Session) -> tuple[documents.Tables, documents.Document]:
    """What a store holds of the session, through JSON as in the real one."""
    tables: documents.Tables = {}
    found, sealed = changes(None, session)
    for table, id, document in found:
        assert document is not None
        tables.setdefault(table, {})[id] = json.loads(json.dumps(document))
    return tables, json.loads(json.dumps(sealed or {}))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{type(item).__name__} {item.id}")
def test_every_item_with_and_without_its_optional_parts(item: Any) -> None:
    topics = {1: Topic(1, "t", 1)}
    cards = {9: Card(9, "lessons", "sustain", "x", ANN, 1, topic=1)}
    table = TABLES[type(item)]
    base = replace(begin(Writing.TOGETHER).session, topics=topics, cards=cards)
    change: dict[str, Any] = {table: {**getattr(base, table), item.id: item}}
    session = replace(base, **change)
    again = read(session.key, *stored_by(session))
    assert getattr(again, table)[item.id] == item
    assert replace(again, count=0) == stored(replace(session, count=0))


@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize("end", [True, False])
def test_a_whole_session(writing: Writing, end: bool) -> None:
    play = ripe(writing)
    play.do(c.Focus(LESSON))
    play.do(c.MarkReady(), ANN)
    if end:
        play.do(c.Finish())
    again = read(play.session.key, *stored_by(play.session))
    assert again == stored(play.session)
    assert again.format == FORMAT
    assert repr(again.started) == repr(play.session.started)


def test_nothing_changes_where_nothing_changed() -> None:
    session = ripe().session
    assert changes(session, session) == ([], None)
    assert changes(session, replace(session, cards=dict(session.cards))) == ([], None)


def test_only_what_changed_is_stored() -> None:
    play = ripe()
    before = play.session
    play.do(c.WriteCard(LESSON, "new words"), ANN)
    play.do(c.MarkReady(), BOB)
    found, sealed = changes(before, play.session)
    assert [(table, id) for table, id, _ in found] == [("cards", LESSON)]
    assert sealed is None
    before = play.session
    play.do(c.RemoveCard(LESSON), ANN)
    assert changes(before, play.session)[0] == [("cards", LESSON, None)]


def test_the_last_sealed_item_leaves_an_empty_document() -> None:
    play = begin().at("ideas")
    play.do(c.WriteCard(900, "x"), ANN)
    before = play.session
    play.do(c.RemoveCard(900), ANN)
    assert changes(before, play.session) == ([], {})


def test_numbers_are_not_given_twice_after_a_restart() -> None:
    play = begin().at("lessons")
    play.do(c.WriteCard(900, "x"), ANN)
    play.do(c.WriteCard(901, "y"), ANN)
    last = play.session.cards[901].number
    play.do(c.RemoveCard(901), ANN)
    assert read("s", *stored_by(play.session)).count == last


FORMAT_DOCUMENT: Final = stored_by(ripe().session)[0]["format"][1]
A_PHASE: Final = FORMAT_DOCUMENT["phases"][0]


@pytest.mark.parametrize(
    ("table", "id", "document"),
    [
        ("cards", 900, {"id": 900}),
        ("cards", 900, {"id": 900, "phase": "plan", "surprise": 1}),
        ("people", 900, {"name": "no id"}),
        ("people", 900, {"id": 900, "name": "x", "role": "king"}),
        ("timers", 900, {"id": 900, "phase": "x", "planned": 1, "since": "yesterday"}),
        ("session", 1, {}),
        ("session", 1, {**stored_by(ripe().session)[0]["session"][1], "index": len(FORMAT.phases)}),
        ("session", 1, {**stored_by(ripe().session)[0]["session"][1], "index": -1}),
        ("format", 1, {"phases": []}),
        ("format", 1, {**FORMAT_DOCUMENT, "surprise": 1}),
        ("format", 1, {**FORMAT_DOCUMENT, "phases": [{**A_PHASE, "surprise": 1}]}),
        ("format", 1, {**FORMAT_DOCUMENT, "phases": [{**A_PHASE, "kind": "dance"}]}),
    ],
)
def test_documents_that_hold_no_session(table: str, id: int, document: dict[str, Any]) -> None:
    tables, sealed = stored_by(ripe().session)
    tables[table][id] = document
    with pytest.raises((KeyError, ValueError)):
        read("s", tables, sealed)
    with pytest.raises(KeyError):
        read("s", {}, {})
