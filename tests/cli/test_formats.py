"""`retro formats`: the list, and reading one."""

import json

import pytest

from retro.formats.catalogue import Catalogue
from retro.formats.suggest import situations_in
from tests.cli.shelf import Shelf

#: Columns of a terminal.
WIDTH = 80


@pytest.mark.parametrize("language", ["en", "nl"])
def test_formats_are_listed_under_what_they_are_for(shelf: Shelf, language: str) -> None:
    text = shelf.tell("formats", "--language", language)
    _question, situations = situations_in(Catalogue(), language)
    headings = [line for line in text.splitlines() if line in situations.values()]
    assert headings == list(situations.values())
    for template in Catalogue().templates(language):
        format = template.format
        assert text.count(f"\n  {format.key} ") == 1
        assert format.title in text
        assert template.when in text
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "  hotwash        14 min   2–12  " in text
    assert text.endswith(": retro start aar\n")


def test_columns_stand_below_each_other(shelf: Shelf) -> None:
    lines = [line for line in shelf.tell("formats").splitlines() if " min " in line]
    assert len(lines) == len(Catalogue().formats("en"))
    assert len({line.index(" min ") for line in lines}) == 1


def test_the_list_is_narrowed_down(shelf: Shelf) -> None:
    def keys(*options: str) -> list[str]:
        return [found["key"] for found in json.loads(shelf.tell("formats", *options, "--json"))]

    assert keys("--minutes", "15") == ["before", "hotwash", "journal"]
    assert keys("--people", "20") == ["project-close", "triz", "www"]
    assert keys("--purpose", "gevoelens", "--safety", "low") == ["rtb"]
    assert keys("--purpose", "zeppelin") == []
    said = "No format fits all of that: leave one of the options out.\n"
    assert shelf.tell("formats", "--purpose", "zeppelin") == said
    assert "`retro formats --help` explains" in shelf.refuse("formats", "--people", "x", status=2)


def test_json_says_all_that_one_chooses_by(shelf: Shelf) -> None:
    (found,) = json.loads(shelf.tell("formats", "--purpose", "topics", "--json"))
    assert found["key"] == "lean"
    assert (found["minutes"], found["people"], found["safety"]) == (45, [3, 12], "some")
    assert found["situations"] == ["topics"]
    assert sum(phase["minutes"] for phase in found["phases"]) == 45


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_format_is_read_whole(shelf: Shelf, language: str) -> None:
    for template in Catalogue().templates(language):
        format = template.format
        text = shelf.tell("formats", "show", format.key, "--language", language)
        said = [format.title, format.purpose, format.use, format.avoid, *format.ground_rules]
        said += [template.when, format.credit]
        for phase in format:
            said += [phase.title, phase.prompt, phase.detail, *phase.say, *phase.cues]
            said += [part for column in phase.columns for part in (column.title, column.prompt)]
            said += phase.scale.labels if phase.scale else ()
        assert [part for part in said if part not in text] == [], format.key


def test_what_people_may_do_is_said_in_words(shelf: Shelf) -> None:
    gossip = shelf.tell("formats", "iv-gossip")
    assert gossip == shelf.tell("formats", "show", "iv-gossip")
    for sentence in (
        "needs people to speak freely",
        "About the case of one person",
        "The owner of the case has the floor.",
        "The owner of the case listens, and writes nothing.",
        "Erased when the session ends, and in no minutes.",
    ):
        assert sentence in gossip, sentence
    assert "3 dots each, at most 2 on one topic." in shelf.tell("formats", "ssc")
    assert "A later after-action review can take this over" in shelf.tell("formats", "before")
    assert "Takes over what was planned" in shelf.tell("formats", "aar")
    assert "for one person alone" in shelf.tell("formats", "journal")


def test_close_matches_are_offered(shelf: Shelf) -> None:
    sentence = "No format is called 'arr'. Did you mean 'aar'?\n"
    assert shelf.refuse("formats", "show", "arr", status=2) == sentence
    assert shelf.refuse("formats", "arr", status=2) == sentence
    assert shelf.refuse("formats", "preview", "arr", status=2) == sentence
    assert shelf.refuse("start", "arr", status=2) == sentence


def test_the_journal_is_no_session(shelf: Shelf) -> None:
    sentence = "This is for one person alone, and no session: `retro journal` begins it.\n"
    assert shelf.refuse("start", "journal", status=2) == sentence


def test_a_language_without_formats_says_which_have(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "There are no formats in this language, only in: en, nl.\n"
    for command in ("formats", "start", "actions"):
        assert shelf.refuse(command, "--language", "fy", status=2) == sentence
    english = shelf.tell("formats")
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    for unknown in ("fy", "!"):
        monkeypatch.setenv("RETRO_LANGUAGE", unknown)
        assert shelf.tell("formats") == english


def test_a_language_of_formats_of_ones_own_may_be_chosen(shelf: Shelf) -> None:
    own = shelf.folder / "templates"
    own.mkdir(parents=True)
    text = Catalogue().file("hotwash", "en").read_text()
    (own / "ours.md").write_text(
        text.replace("key: hotwash", "key: ours").replace("language: en", "language: fy")
    )
    assert "\n  ours " in shelf.tell("formats", "--language", "fy_NL")


def test_formats_of_ones_own_are_found_and_broken_ones_said(shelf: Shelf) -> None:
    own = shelf.folder / "templates"
    own.mkdir(parents=True)
    text = Catalogue().file("hotwash", "en").read_text()
    (own / "ours.md").write_text(text.replace("key: hotwash", "key: ours"))
    (own / "broken.md").write_text("nothing that is a format\n")
    said = shelf.type("formats")
    assert said.status == 0
    assert "\n  ours " in said.out
    assert "broken.md:1: " in said.err
    assert shelf.tell("formats", "show", "ours").startswith("# Hot wash\n")
    assert "broken.md:1: " in shelf.refuse("start", "broken", status=1)
