"""Looking sentences up: languages, counting, and names that people chose."""

from pathlib import Path

import pytest
from babel.messages import Catalog

from retro.words import Words, languages
from tests.words.catalogue import compiled

MARK = "{0}{name}{{%s}}"


def add_language(folder: Path, language: str, sentences: dict[str, str | tuple[str, ...]]) -> None:
    """A compiled catalogue. A key with a bar is a sentence and its plural."""
    catalog = Catalog(language)
    for sentence, string in sentences.items():
        one, bar, many = sentence.partition("|")
        catalog.add((one, many) if bar else one, string)
    (folder / f"{language}.mo").write_bytes(compiled(catalog))


def test_the_program_speaks_english_and_dutch() -> None:
    assert languages() == ("en", "nl")
    assert Words("nl")("Ground rules") == "Spelregels"
    assert Words("en")("Ground rules") == Words()("Ground rules") == "Ground rules"


@pytest.mark.parametrize("language", ["xx", "", "NL", "../nl", "nl/..", "n", "\0"])
def test_an_unknown_language_is_english(language: str) -> None:
    words = Words(language)
    assert words.language == "en"
    assert words("Ground rules") == "Ground rules"


def test_an_unknown_sentence_stays_as_it_is() -> None:
    words = Words("nl")
    assert words("Nobody translated this.") == "Nobody translated this."
    assert words("Nor {this}.", this="that") == "Nor that."
    assert words("") == "", "not the header of the catalogue"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_people_wrote_is_not_filled_in(language: str) -> None:
    words = Words(language)
    assert MARK in words("“{phase}” has no such column.", phase=MARK)
    assert MARK in words.plural("{date}: in {count} day", "{date}: in {count} days", 2, date=MARK)
    assert words("Hello, {name}") == "Hello, {name}", "without values nothing is filled in"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 stippen"), (1, "1 stip"), (2, "2 stippen"), (21, "21 stippen")]
)
def test_dutch_counts(count: int, said: str) -> None:
    assert Words("nl").plural("{count} dot", "{count} dots", count) == said


def test_a_language_is_added_by_adding_its_file(tmp_path: Path) -> None:
    add_language(
        tmp_path,
        "pl",
        {
            "Goal": "Cel",
            "{count} person|{count} people": ("{count} osoba", "{count} osoby", "{count} osób"),
        },
    )
    assert languages(tmp_path) == ("en", "pl")
    words = Words("pl", tmp_path)
    assert words.language == "pl"
    assert words("Goal") == "Cel"
    assert words("Team") == "Team", "what is not translated yet stays in English"
    counted = [words.plural("{count} person", "{count} people", count) for count in (1, 3, 5, 22)]
    assert counted == ["1 osoba", "3 osoby", "5 osób", "22 osoby"]
