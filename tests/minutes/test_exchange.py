"""Stored actions for other programs, read back by other programs' readers."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import icalendar
import jsonschema
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from retro.followup import record
from retro.minutes.action_calendar import actions_as_calendar
from retro.minutes.action_csv import COLUMNS, actions_as_csv, armed, defused
from retro.minutes.action_json import actions_as_json
from retro.minutes.action_markdown import actions_as_markdown
from retro.words import Words
from tests.packaging.checkout import ROOT

NOW = datetime(2026, 3, 2, 10, 0, 0, 123456, tzinfo=UTC)
ENGLISH = Words()
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-x", "＝1", "'", "'tis", "a=b", "1e5")


def an_action(**fields: Any) -> record.Document:
    wanted = {"text": "Rehearse the migration", "team": "Blue", "owner": "Kim", **fields}
    return record.made("00aa11bb22cc33", wanted, now=NOW, by="command")


def as_csv(*actions: record.Document) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(actions_as_csv(actions)), strict=True))


def test_csv_is_read_by_a_spreadsheet_and_by_a_database(tmp_path: Path) -> None:
    one = an_action(note='two\nlines, "quoted"; and a\\', due=date(2026, 12, 1), accepted=True)
    other = {**an_action(text="Naïve – €5"), "uid": "12345678901234"}
    file = tmp_path / "actions.csv"
    file.write_bytes(actions_as_csv([one, other]).encode())
    table = duckdb.sql(f"select * from read_csv('{file}')")
    assert table is not None
    assert tuple(table.columns) == COLUMNS
    rows = table.fetchall()
    found = dict(zip(COLUMNS, rows[0], strict=True))
    assert found["note"] == one["note"]
    assert (found["due"], found["accepted"]) == (date(2026, 12, 1), True)
    assert rows[1][1] == "Naïve – €5"
    assert as_csv(one, other)[1]["uid"] == "'12345678901234"
    assert as_csv() == []


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str) -> None:
    odd = {**an_action(), **dict.fromkeys(("text", "owner", "note", "link"), text)}
    (row,) = as_csv(odd)
    for name in ("text", "owner", "note", "link"):
        assert row[name][0] not in "=+-@\t\r＝＋－＠"
        assert armed(row[name]) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n a1eE＝"), max_size=8), st.booleans())
def test_what_is_defused_is_armed_again(text: str, is_name: bool) -> None:
    safe = defused(text, is_name=is_name)
    assert armed(safe, is_name=is_name) == text
    assert safe[:1] not in tuple("=+-@\t\r＝")


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((ROOT / "docs/data/actions.schema.json").read_text())
    done = record.changed(an_action(due=date(2026, 12, 1)), {"state": "done"}, now=NOW, by="x")
    found = json.loads(actions_as_json([done, {"uid": 3, "history": 4}], {done["uid"]: "00aa11"}))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found[0]["id"] == "00aa11"
    assert found[0]["history"][1]["set"] == {"state": ["open", "done"]}
    assert found[1]["uid"] is None


def test_a_task_list_reads_the_calendar() -> None:
    actions = [
        an_action(
            due=date(2026, 12, 1), done_when="5 minutes; no more, really", link="https://a.b/c"
        ),
        {**an_action(state="done"), "uid": "b", "closed": "2026-03-09T12:00:00+02:00"},
        {**an_action(state="blocked", note="who?\nKim?"), "uid": "c", "updated": "nonsense"},
        {**an_action(state="dropped", due=date(2026, 12, 1)), "uid": "d", "link": "javascript:x"},
    ]
    content = actions_as_calendar(actions, ENGLISH)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    tasks = vobject.readOne(content.decode()).vtodo_list
    assert [task.status.value for task in tasks] == [
        "NEEDS-ACTION", "COMPLETED", "NEEDS-ACTION", "CANCELLED",
    ]  # fmt: skip
    first, done, blocked, dropped = tasks
    assert first.uid.value == "00aa11bb22cc33@retro"
    assert first.summary.value == "Rehearse the migration"
    assert first.due.value == date(2026, 12, 1)
    assert first.dtstamp.value == NOW.replace(microsecond=0)
    assert first.categories.value == ["Blue"]
    assert first.url.value == "https://a.b/c"
    assert "Done when: 5 minutes; no more, really" in first.description.value
    assert first.valarm.action.value == "DISPLAY"
    assert first.valarm.trigger.value.total_seconds() == -15 * 3600
    assert done.completed.value == datetime(2026, 3, 9, 10, tzinfo=UTC)
    assert "Note: who?\nKim?" in blocked.description.value
    assert blocked.dtstamp.value == NOW.replace(microsecond=0)
    assert not hasattr(dropped, "valarm")
    assert not hasattr(dropped, "url")
    again = icalendar.Calendar.from_ical(content)
    assert len(again.walk("VTODO")) == 4
    assert not again.errors


def test_the_same_actions_give_the_same_calendar() -> None:
    actions = [an_action(due=date(2026, 12, 1))]
    first = actions_as_calendar(actions, ENGLISH)
    assert actions_as_calendar(actions, ENGLISH) == first
    later = record.changed(actions[0], {"note": "x"}, now=datetime(2026, 4, 1, tzinfo=UTC), by="x")
    assert b"DTSTAMP:20260401T000000Z" in actions_as_calendar([later], ENGLISH)


def test_a_calendar_of_nothing_is_one() -> None:
    assert not hasattr(vobject.readOne(actions_as_calendar([], ENGLISH).decode()), "vtodo")
    nobody_knows = {"uid": "x", "text": "old"}
    assert b"DTSTAMP:19700101T000000Z" in actions_as_calendar([nobody_knows], ENGLISH)
    last_day = {**nobody_knows, "created": "9999-12-31T23:59:59-14:00"}
    assert b"DTSTAMP:1970" in actions_as_calendar([last_day], ENGLISH)


def test_a_table_holds_what_people_typed() -> None:
    from markdown_it import MarkdownIt

    odd = an_action(text="a | b <script> *c*", state="blocked", note="who?\nKim?")
    text = actions_as_markdown([odd], {odd["uid"]: "00aa11"}, ENGLISH)
    shown = MarkdownIt("commonmark").enable("table").render(text)
    assert "<td>a | b &lt;script&gt; *c*</td>" in shown
    assert "<td>00aa11</td>" in shown
    assert "blocked: who?" in shown
    assert text.count("\n") == 3
