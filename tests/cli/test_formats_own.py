"""`retro formats new`, `check` and `preview`: from nothing to a format of one's own."""

import re

import pytest

from retro.formats.catalogue import Catalogue
from retro.formats.checking import PROMPT_CELLS
from tests.cli.shelf import Shelf, typed


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_new_format_is_valid_and_is_found(shelf: Shelf, language: str) -> None:
    text = shelf.tell("formats", "new", "our-week", "--language", language)
    file = shelf.folder / "templates" / language / "our-week.md"
    assert str(file) in text
    for command in ("check our-week", "preview our-week"):
        assert f"  retro formats {command}\n" in text
    assert "  retro start our-week\n" in text
    format = Catalogue([shelf.folder / "templates"]).find("our-week", language)
    assert format.title == "Our week"
    assert [p.key for p in format] == [p.key for p in Catalogue().find("ssc", language)]
    assert "# Our week" in shelf.tell("formats", "our-week", "--language", language)


def test_nothing_is_written_over(shelf: Shelf) -> None:
    shelf.tell("formats", "new", "ours", "--from", "hotwash")
    file = shelf.folder / "templates" / "en" / "ours.md"
    file.write_text("mine\n")
    said = shelf.refuse("formats", "new", "ours", status=1)
    assert "is there already: change that one, or take another key." in said
    assert file.read_text() == "mine\n"


def test_a_format_of_the_program_is_made_ones_own(shelf: Shelf) -> None:
    shelf.tell("formats", "new", "aar")
    file = shelf.folder / "templates" / "en" / "aar.md"
    assert file.read_text() == Catalogue().file("aar", "en").read_text()
    file.write_text(file.read_text().replace("# After-action review", "# Our review"))
    assert "# Our review" in shelf.tell("formats", "aar")


@pytest.mark.parametrize("key", ["", "A", "a/b", "../x", "a b", "-x-" * 20, "\x1b[2J"])
def test_what_is_no_key_is_refused(shelf: Shelf, key: str) -> None:
    said = shelf.refuse("formats", "new", "--", key, status=2)
    assert "is no key: take small letters, digits and hyphens" in said
    assert not (shelf.folder / "templates").exists()


def test_a_format_of_one_team(shelf: Shelf) -> None:
    text = shelf.tell("formats", "new", "ours", "--from", "hotwash", "--team", "Team É")
    assert str(shelf.folder / "templates/teams/team-e/en/ours.md") in text
    assert "retro start ours --team 'Team É'" in text
    assert "\n  ours " not in shelf.tell("formats")
    assert "\n  ours " in shelf.tell("formats", "--team", "team é")
    assert "# Ours" in shelf.tell("formats", "show", "ours", "--team", "Team É")
    assert "No format is called 'ours'" in shelf.refuse("formats", "show", "ours", status=2)
    assert "team-e/en/ours.md:1: advice: there is no translation" in shelf.tell("formats", "check")
    assert "needs the name of a team" in shelf.refuse(
        "formats", "new", "x", "--team", "!!", status=2
    )


def test_errors_are_named_by_file_and_line_and_end_with_status_1(shelf: Shelf) -> None:
    assert "You have no formats of your own" in shelf.tell("formats", "check")
    shelf.tell("formats", "new", "ours")
    file = shelf.folder / "templates" / "en" / "ours.md"
    good = file.read_text()
    line = next(n for n, each in enumerate(good.split("\n"), 1) if each.startswith("`vote`"))
    file.write_text(re.sub(r"^`vote` .*$", "`vote` `5 mins` `3 dots`", good, flags=re.MULTILINE))
    for arguments in ([], ["ours"], [str(file)]):
        said = shelf.type("formats", "check", *arguments)
        assert said.status == 1
        assert f"{file}:{line}: " in said.out
        assert said.out.endswith("1 format checked: 1 cannot be used.\n")
    assert f"ours.md:{line}: " in shelf.refuse("formats", "preview", "ours", status=1)
    # What is broken is said, and everything else goes on.
    listed = shelf.type("formats")
    assert f"ours.md:{line}: " in listed.err
    assert "\n  aar " in listed.out


def test_advice_is_no_error(shelf: Shelf) -> None:
    shelf.tell("formats", "new", "ours")
    file = shelf.folder / "templates" / "en" / "ours.md"
    lines = file.read_text().split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("> "))
    heading = max(n for n in range(at) if lines[n].startswith("## "))
    lines[at] = "> " + "x" * (PROMPT_CELLS + 1)
    file.write_text("\n".join(lines))
    text = shelf.tell("formats", "check", "ours")
    assert f"{file}:1: advice: there is no translation: nl/ours.md is missing.\n" in text
    assert f"{file}:{heading + 1}: advice: the prompt is 91 characters wide; up to 90 fit." in text
    assert text.endswith("1 format checked: nothing is wrong.\n")
    shelf.tell("formats", "new", "ours", "--language", "nl")
    assert "no translation" not in shelf.tell("formats", "check", "ours")


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("key", ["ssc", "journal", "iv-gossip"])
def test_a_preview_has_a_screen_for_each_phase(
    shelf: Shelf, key: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = shelf.tell("formats", "preview", key)
    assert max(map(len, text.splitlines())) <= min(columns, 100)
    flowing = " ".join(text.split())
    format = Catalogue().find(key, "en")
    for place, phase in enumerate(format, 1):
        assert f"{place} of {len(format.phases)}" in text
        assert f"▸ {phase.title.upper()}" in flowing
        for part in (phase.prompt, phase.detail, *phase.say, *phase.cues):
            assert part in flowing, part
        for column in phase.columns:
            assert column.title.upper() in flowing or columns > 40


def test_columns_stand_side_by_side_where_there_is_room(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    column = [c.title.upper() for p in Catalogue().find("ssc", "en") for c in p.columns]
    monkeypatch.setenv("COLUMNS", "100")
    text = shelf.tell("formats", "preview", "ssc")
    assert any(all(title in line for title in column) for line in text.splitlines())
    monkeypatch.setenv("COLUMNS", "40")
    text = shelf.tell("formats", "preview", "ssc")
    assert not any(all(title in line for title in column) for line in text.splitlines())


def test_hostile_files_are_a_sentence(shelf: Shelf) -> None:
    for name in ("/dev/zero", "/", "no\x1bsuch.md", "/proc/self/mem"):
        said = shelf.type("formats", "preview", name)
        assert said.status == 1, name
        assert said.err.count("\n") == 1
        assert "\x1b" not in said.err
        said = shelf.type("formats", "check", name)
        assert said.status == 1, name
        assert "\x1b" not in said.out


def test_a_pipe_is_not_waited_for(shelf: Shelf) -> None:
    import os

    pipe = shelf.folder / "templates"
    pipe.mkdir(parents=True)
    os.mkfifo(pipe / "pipe.md")
    said = typed("formats", "check", RETRO_DATA_DIR=str(shelf.folder))
    assert said.status == 1
    assert "pipe.md:1: there is no such file, or it is not a file with text." in said.out
