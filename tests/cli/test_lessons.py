"""`retro lessons`."""

import json
import multiprocessing
from datetime import date

import pytest
from markdown_it import MarkdownIt

from retro.cli.lessons import FIELDS
from retro.followup.lessons import Document, to_store
from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import Shelf, typed
from tests.cli.test_imports import loaded
from tests.minutes.stories import release

TODAY = date.today().isoformat()
A, B, C = "3f9a1c00000001", "3f9a1d00000002", "77000000000003"


def lesson(uid: str, text: str, **fields: object) -> Document:
    return {"uid": uid, "text": text, "lesson": "improve", **fields}


@pytest.fixture
def kept(shelf: Shelf) -> Shelf:
    """Three lessons of two teams, and one that was taken out again."""
    documents = [
        lesson(
            A,
            "Rehearse the rollback",
            team="Blue",
            session_title="Release 4.2",
            created="2026-05-04",
            applies_when="before a release",
            context="Learn → deploy at 10:25",
            applied=[{"at": "2026-06-01", "session": "S2", "note": ""}, {"at": "2026-07-01T09:00"}],
        ),
        lesson(B, "Draaiboeken bijwerken", team="Red", lesson="sustain", created="2026-05-06"),
        lesson(C, "Book the café early", team="blue", created="2026-05-05", tags=["Lunch"]),
        lesson("99", "Taken out", removed=True),
    ]
    EmbeddedStore(shelf.folder).lessons().change(lambda known: documents)
    return shelf


def stored(shelf: Shelf, uid: str) -> Document:
    return next(e for e in EmbeddedStore(shelf.folder).lessons().all() if e["uid"] == uid)


def test_without_lessons_the_next_step_is_said(shelf: Shelf) -> None:
    sentence = "There are no lessons yet: `retro start` holds a session that ends with some.\n"
    assert shelf.tell("lessons") == sentence
    assert shelf.tell("lessons", "rollback") == sentence
    assert shelf.tell("lessons", "--team", "Blue").startswith("No lessons of the team Blue: ")
    assert json.loads(shelf.tell("lessons", "--json")) == []
    assert shelf.refuse("lessons", "applied", A, status=2).startswith(f"There is no lesson {A}: ")
    assert not shelf.folder.exists()


def test_the_newest_come_first(kept: Shelf) -> None:
    assert (
        kept.tell("lessons")
        == """\
3 lessons · 1 applied

- Draaiboeken bijwerken
  3f9a1d · keep doing · Red · 2026-05-06

- Book the café early
  770000 · do differently · blue · 2026-05-05

- Rehearse the rollback
  3f9a1c · do differently · Blue · Release 4.2 · 2026-05-04
  Applies when: before a release
  Context: Learn → deploy at 10:25
  Applied on: 2026-06-01, 2026-07-01
"""
    )


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (["rollbacks"], "Rehearse the rollback"),
        (["rolback", "friday"], "Rehearse the rollback"),
        (["CAFE"], "Book the café early"),
        (["lunches"], "Book the café early"),
        (["draaiboek"], "Draaiboeken bijwerken"),
        (["find", "releases"], "Rehearse the rollback"),
        (["--", "the", "deploys"], "Rehearse the rollback"),
    ],
)
def test_a_search_forgives(kept: Shelf, query: list[str], text: str) -> None:
    lines = kept.tell("lessons", *query).splitlines()
    assert lines[0].startswith("1 lesson · ")
    assert lines[2] == f"- {text}"


def test_nothing_found_is_said(kept: Shelf) -> None:
    sentence = "No lesson has anything like “kubernetes”: try one word of it, or another word.\n"
    assert kept.tell("lessons", "kubernetes") == sentence
    assert kept.tell("lessons", "--team", "Red", "rollback").startswith("No lesson has anything")
    assert json.loads(kept.tell("lessons", "--json", "kubernetes")) == []


def test_options_stand_before_or_behind_the_words(kept: Shelf) -> None:
    mine = kept.tell("lessons", "--team", "BLUE")
    assert mine.startswith("2 lessons · 1 applied\n")
    assert "Draaiboeken" not in mine
    behind = kept.tell("lessons", "rollback", "--team", "blue", "--json")
    assert kept.tell("lessons", "--team", "blue", "--json", "rollback") == behind
    assert [each["text"] for each in json.loads(behind)] == ["Rehearse the rollback"]
    nowhere = str(kept.folder / "nowhere")
    assert "no lessons yet" in kept.tell("lessons", "--data-dir", nowhere, "rollback")
    assert "no lessons yet" in kept.tell("lessons", "rollback", "--data-dir", nowhere)
    both = kept.refuse("lessons", "--json", "--markdown", status=2)
    assert both == "JSON or Markdown? Choose one of --json and --markdown.\n"


def test_a_limit_says_how_many_are_left(kept: Shelf) -> None:
    text = kept.tell("lessons", "--limit", "1")
    assert text.startswith("3 lessons · 1 applied\n\n- Draaiboeken bijwerken\n")
    assert text.endswith("\n\n2 more: --limit 3 shows them too.\n")
    assert kept.tell("lessons", "--limit", "2").endswith("1 more: --limit 3 shows it too.\n")
    assert len(json.loads(kept.tell("lessons", "--limit", "2", "--json"))) == 2
    assert "--limit" in kept.refuse("lessons", "--limit", "0", status=2)


def test_a_list_is_bounded_and_a_file_is_not(shelf: Shelf) -> None:
    many = [lesson(f"{n:014}", f"Number {n}") for n in range(30)]
    EmbeddedStore(shelf.folder).lessons().change(lambda known: many)
    assert shelf.tell("lessons").count("\n- ") == 20
    assert len(json.loads(shelf.tell("lessons", "--json"))) == 30
    assert shelf.tell("lessons", "--markdown").count("\n- ") == 30


def test_json_has_every_field_and_nothing_of_the_store(shelf: Shelf) -> None:
    session = release()
    EmbeddedStore(shelf.folder).lessons().change(
        lambda known: to_store(session, known, session.started)
    )
    found = json.loads(shelf.tell("lessons", "--json"))
    assert len(found) > 3
    for each in found:
        assert tuple(each) == FIELDS
        assert None not in each.values()
        assert (each["team"], each["session_title"]) == ("Checkout", session.title)
        assert each["context"].startswith(session.goal)


def test_noting_that_a_lesson_was_applied(kept: Shelf) -> None:
    said = kept.tell("lessons", "applied", "3F9A1D", "--note", "with\tthe new shift")
    assert said == "Applied: Draaiboeken bijwerken\nIt was applied 1 time.\n"
    entry = {"at": TODAY, "session": "", "note": "with the new shift"}
    assert stored(kept, B)["applied"] == [entry]
    kept.tell("lessons", "applied", "3f9a1d", "--note", "with the new shift")
    assert stored(kept, B)["applied"] == [entry]
    assert f"Applied on: {TODAY} (with the new shift)\n" in kept.tell("lessons")
    assert kept.tell("lessons", "applied", "3f9a1c").endswith("It was applied 3 times.\n")
    assert stored(kept, A)["context"] == "Learn → deploy at 10:25"


def test_saying_when_a_lesson_applies(kept: Shelf) -> None:
    said = kept.tell("lessons", "when", "77", "before", "a long weekend")
    assert said == "Book the café early\n  Applies when: before a long weekend\n"
    assert stored(kept, C)["applies_when"] == "before a long weekend"
    assert "- Book the café early" in kept.tell("lessons", "weekends")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("applied", "3f9a1"), "3f9a1 may be 3f9a1c, 3f9a1d: type more of it."),
        (("applied", "zz"), "There is no lesson zz: `retro lessons` lists them with their ids."),
        (("applied", "99"), "There is no lesson 99: `retro lessons` lists them with their ids."),
        (("applied", ""), "Which lesson? Type its id: `retro lessons` lists them with"),
        (("applied", "\x1b[2J"), "There is no lesson [2J: "),
        (("applied", "77", "--note", "x" * 400), "That is too long: 300 characters fit here."),
        (("when", "77", " "), "There is nothing to keep: write a few words first."),
        (("when", "77"), "Missing argument 'TEXT...'. `retro lessons when --help` explains."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    kept: Shelf, arguments: tuple[str, ...], sentence: str
) -> None:
    before = EmbeddedStore(kept.folder).lessons().all()
    assert kept.refuse("lessons", *arguments, status=2).startswith(sentence)
    assert EmbeddedStore(kept.folder).lessons().all() == before


def test_markdown_says_what_was_typed(kept: Shelf) -> None:
    note = "# not *a* heading"
    kept.tell("lessons", "applied", "77", "--note", note)
    EmbeddedStore(kept.folder).lessons().change(
        lambda known: [
            lesson("55", "1. <b>One</b>\n- two\x1b[2J", context="a → `b`", team="*Blue*")
        ]
    )
    text = kept.tell("lessons", "--markdown")
    assert text.startswith("# Lessons\n\n## Keep doing\n\n- Draaiboeken bijwerken\n")
    assert text.index("## Do differently") < text.index("Rehearse the rollback")
    assert "\x1b" not in text
    blocks = MarkdownIt("commonmark").parse(text)
    assert [token.tag for token in blocks if token.type == "heading_open"] == ["h1", "h2", "h2"]
    lines = ["".join(_plain(token.children or [])) for token in blocks if token.type == "inline"]
    assert "1. <b>One</b>\n- two[2J" in lines
    assert "Context: a → `b`" in lines
    assert "From: *Blue*" in lines
    assert "From: Release 4.2 · Blue · 2026-05-04" in lines
    assert "Applied on: 2026-06-01, 2026-07-01" in lines
    assert f"Applied on: {TODAY} ({note})" in lines


def _plain(tokens: list) -> list[str]:  # type: ignore[type-arg]
    kinds = {"text", "softbreak", "hardbreak", "text_special"}
    assert {token.type for token in tokens} <= kinds
    return ["\n" if token.type.endswith("break") else token.content for token in tokens]


def test_markdown_of_nothing_is_a_heading(shelf: Shelf) -> None:
    assert shelf.tell("lessons", "--markdown") == "# Lessons\n"


def test_it_speaks_dutch_in_a_dutch_place(kept: Shelf) -> None:
    assert "- Draaiboeken bijwerken" in kept.tell("lessons", "--language", "nl", "draaiboek")


def test_strange_values_in_the_file_do_no_harm(kept: Shelf) -> None:
    odd = [
        lesson("a1", "Strange", team=7, created=None, applied=[3, {"at": 5}], context=["x"]),
        {"uid": "a2", "text": "No kind"},
        {"uid": "a3", "text": None, "lesson": "improve"},
    ]
    EmbeddedStore(kept.folder).lessons().change(lambda known: odd)
    text = kept.tell("lessons")
    assert "- Strange\n  a1 · do differently\n" in text
    assert "No kind" not in text
    assert kept.tell("lessons", "--markdown").count("Strange") == 1
    assert len(json.loads(kept.tell("lessons", "--json"))) == 4
    kept.tell("lessons", "applied", "a1")
    assert "a1" in kept.tell("lessons", "strange")


def _note(folder: str, note: str) -> None:
    said = typed("lessons", "applied", "77", "--note", note, RETRO_DATA_DIR=folder)
    assert said.status == 0, said


def test_two_people_note_at_the_same_time(kept: Shelf) -> None:
    notes = [f"note {number}" for number in range(4)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(_note, [(str(kept.folder), note) for note in notes])
    assert sorted(each["note"] for each in stored(kept, C)["applied"]) == notes


def test_only_a_search_loads_what_searches(kept: Shelf) -> None:
    searching = {"snowballstemmer", "rapidfuzz"}
    screens = {"textual", "rich", "asyncssh", "asyncio", "retro.live"}
    assert not loaded("lessons") & (searching | screens)
    found = loaded("lessons", "rollback")
    assert searching <= found
    assert not found & screens


def test_a_damaged_file_is_said_and_left(kept: Shelf) -> None:
    file = kept.folder / "lessons.json"
    nonsense = json.dumps({"nonsense": 1})
    file.write_text(nonsense)
    assert "retro doctor" in kept.refuse("lessons", "rollback", status=1)
    assert file.read_text() == nonsense
