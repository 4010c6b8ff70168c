"""`retro sessions`, `retro show`, and naming a session."""

import json
from dataclasses import replace
from datetime import timedelta

from tests.cli.shelf import Shelf
from tests.minutes.stories import release, removal, sprint


def test_without_sessions_the_next_step_is_said(shelf: Shelf) -> None:
    assert shelf.tell("sessions") == (
        "There are no sessions yet: `retro start` begins the first.\n"
    )
    assert json.loads(shelf.tell("sessions", "--json")) == []
    for command in ("show", "minutes", "attach"):
        sentence = shelf.refuse(command, status=1)
        assert sentence == "There are no sessions yet: `retro start` begins the first.\n"


def test_looking_makes_no_folder(shelf: Shelf) -> None:
    for command in ("sessions", "actions"):
        shelf.tell(command)
    shelf.tell()
    assert not shelf.folder.exists()


def test_sessions_are_listed_newest_first(shelf: Shelf) -> None:
    old = shelf.keep(removal())
    new = shelf.keep(replace(sprint(), closed=None))
    lines = shelf.tell("sessions").splitlines()
    assert lines[0] == "Sprint 31"
    assert (
        lines[1]
        == f"  {new[:10]} · 2026-03-20 15:00 · ssc · Checkout · under way: Close · 1 action"
    )
    assert lines[2] == "Verhuizing van de balie"
    assert lines[3] == f"  {old[:10]} · 2026-01-27 09:30 · aar · Publiekszaken · closed · 1 action"
    rows = json.loads(shelf.tell("sessions", "--json"))
    assert [row["key"] for row in rows] == [new, old]
    assert rows[0]["closed"] is None
    assert rows[1]["closed"] == removal().closed.isoformat()  # type: ignore[union-attr]


def test_a_session_is_named_by_the_beginning_of_its_key(shelf: Shelf) -> None:
    key = shelf.keep(removal())
    shelf.keep(release())
    assert shelf.tell("show", key).startswith("Verhuizing van de balie\n")
    assert shelf.tell("show", key[:10].lower()) == shelf.tell("show", key)
    assert shelf.tell("show").startswith(release().title)


def test_keys_are_shown_as_long_as_they_have_to_be(shelf: Shelf) -> None:
    one, other = (shelf.keep(removal()) for _ in range(2))
    assert one[:10] == other[:10]  # both began in the same millisecond
    for line in shelf.tell("sessions").splitlines()[1::2]:
        shown = line.split()[0]
        assert len(shown) > 10
        assert shelf.tell("show", shown)
    sentence = shelf.refuse("show", one[:10], status=2)
    assert sentence.startswith(f"{one[:10]} fits 2 sessions: ")
    assert sentence.endswith("Give more of the key.\n")


def test_a_name_that_fits_none_is_refused(shelf: Shelf) -> None:
    shelf.keep(removal())
    assert shelf.refuse("show", "ZZ", status=2) == (
        "No session is called ZZ: `retro sessions` lists them.\n"
    )
    assert "fits 1 sessions" not in shelf.type("show", "").err


def test_show_says_where_a_session_is_and_what_to_type(shelf: Shelf) -> None:
    under_way = replace(release(), closed=None, index=3)
    key = shelf.keep(under_way)
    text = shelf.tell("show")
    assert f"Goal: {under_way.goal}" in text
    assert "  ✓ Happened · 8 min\n  ▸ Why · 12 min\n  · Next" in text
    assert text.endswith(f"Under way. Go on with: retro attach {key}\n")
    closed = shelf.keep(replace(sprint(), started=sprint().started + timedelta(days=1)))
    text = shelf.tell("show")
    assert "▸" not in text
    assert "- Open #ask-checkout and tell sales (Dewi)\n" in text
    assert text.endswith(f"Closed. The minutes: retro minutes {closed}\n")


def test_show_tells_nothing_that_was_written_unseen(shelf: Shelf) -> None:
    # The format's planned phase is hidden; going back to it hides its cards again.
    hidden = replace(release(), closed=None, index=1, revealed=frozenset())
    assert hidden.hides(hidden.phase)
    shelf.keep(hidden)
    text = shelf.tell("show") + shelf.tell("sessions", "--json") + shelf.type("minutes").out
    for card in hidden.cards.values():
        if card.phase == hidden.phase.key:
            assert card.text not in text


def test_a_damaged_session_is_listed_and_says_why(shelf: Shelf) -> None:
    whole = shelf.keep(removal())
    key = shelf.keep(release())
    for file in (*shelf.folder.rglob(f"{key}.j*"), *shelf.folder.glob("index.j*")):
        file.write_bytes(file.read_bytes()[:-40])
    text = shelf.tell("sessions")
    assert f"  {key[:10]} · " in text
    assert "cannot be read: " in text
    assert "Verhuizing van de balie" in text
    for command in ("show", "minutes", "attach"):
        assert shelf.refuse(command, key, status=1)
    assert shelf.tell("show").startswith(removal().title), f"the latest one that is whole: {whole}"
    rows = json.loads(shelf.tell("sessions", "--json"))
    assert [bool(row["damaged"]) for row in rows] == [True, False]
