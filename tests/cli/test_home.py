"""`retro` alone."""

from dataclasses import replace

from tests.cli.shelf import Shelf
from tests.minutes.stories import release, removal


def test_a_newcomer_is_told_how_to_begin(shelf: Shelf) -> None:
    assert (
        shelf.tell()
        == """\
Hold a blameless retrospective or after-action review in this terminal.

  retro start    begin a session; it asks what happened
  retro --help   all commands
"""
    )


def test_what_is_under_way_and_open_comes_first(shelf: Shelf) -> None:
    shelf.keep(replace(release(), closed=None, index=3))
    assert (
        shelf.tell()
        == """\
“Release 4.2” is under way, at “Why”.

  retro attach    go on with it
  retro actions   3 open actions
  retro due       ! 3 overdue
  retro start     begin a session; it asks what happened
  retro --help    all commands
"""
    )
    key = shelf.keep(replace(removal(), closed=None))
    assert f"  retro attach {key[:10]}   or with another\n" in shelf.tell()


def test_what_is_closed_is_not_mentioned(shelf: Shelf) -> None:
    shelf.keep(release())
    text = shelf.tell()
    assert text.startswith("  retro actions   3 open actions\n")
    assert "attach" not in text


def test_agreements_are_counted(shelf: Shelf) -> None:
    shelf.tell("agreements", "add", "Two of us look", "--team", "Platform")
    assert "  retro agreements   1 working agreement\n" in shelf.tell()
