"""`retro formats`."""

import pytest

from retro.formats.catalogue import Catalogue
from retro.formats.render import preview
from tests.cli.shelf import Shelf


def test_formats_are_listed_with_when_to_use_them(shelf: Shelf) -> None:
    text = shelf.tell("formats")
    for template in Catalogue().templates("en"):
        assert f"\n{template.format.key} " in f"\n{text}"
        assert template.format.title in text
        assert template.when in text
    assert text.endswith("Use one: retro start aar\n")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_format_is_read(shelf: Shelf, language: str) -> None:
    text = shelf.tell("formats", "show", "aar", "--language", language)
    assert text == preview(Catalogue().find("aar", language))
    assert shelf.tell("formats", "aar", "--language", language) == text


def test_close_matches_are_offered(shelf: Shelf) -> None:
    sentence = "No format is called 'arr'. Did you mean 'aar'?\n"
    assert shelf.refuse("formats", "show", "arr", status=2) == sentence
    assert shelf.refuse("formats", "arr", status=2) == sentence
    assert shelf.refuse("start", "arr", status=2) == sentence


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
    assert shelf.tell("formats", "--language", "fy_NL").startswith("ours ")


def test_formats_of_ones_own_are_found_and_broken_ones_said(shelf: Shelf) -> None:
    own = shelf.folder / "templates"
    own.mkdir(parents=True)
    text = Catalogue().file("hotwash", "en").read_text()
    (own / "ours.md").write_text(text.replace("key: hotwash", "key: ours"))
    (own / "broken.md").write_text("nothing that is a format\n")
    said = shelf.type("formats")
    assert said.status == 0
    assert "\nours " in said.out
    assert "broken.md:1: " in said.err
    assert shelf.tell("formats", "show", "ours").startswith("# Hot wash\n")
    assert "broken.md:1: " in shelf.refuse("start", "broken", status=1)
