"""The catalogues hold what the code says, whole and in step."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Message

from retro.session.format import Kind
from retro.ui.registry import COMMANDS, commands_for, footer_for, sign
from retro.words import Words, languages
from tests.words.catalogue import (
    FOLDER,
    as_text,
    compiled,
    merged,
    messages_in,
    read,
    sentence_of,
    sentences_in,
    strings_of,
    update,
)
from tests.words.extraction import Found, extract

HOW = "run `python -m tests.words` and translate what it names"
FILES = sorted(FOLDER.glob("*.po"))

#: Where a sentence is looked up that was marked, or told as the reason of a refusal, elsewhere.
MARKED_ELSEWHERE = {
    "ORDERS",
    "ROLES",
    "STATES",
    "_CHANGED",
    "_TERMS",
    "example",
    "heading",
    "help",
    "label",
    "line",
    "name",
    "notice",
    "question",
    "reason",
    "section",
    "sentence",
    "tab",
    "value",
    # What is given to a command, by its name in the code.
    "upper()",
}

_CODE = re.compile(r"`[^`]*`")
_KEY = re.compile(r"(?<![\w'`-])[b-z](?![\w'-])|Enter|Esc|Ctrl\+J|[→←⌫✓·]")
#: The key for yes is the first letter of the word.
_YES = re.compile(r"\([yj]\)")
_ENDS = (".", "?", ":", ")")


def each(path: Path) -> list[tuple[str, Message]]:
    return [(str(sentence_of(message)), message) for message in messages_in(read(path))]


def originals(message: Message) -> tuple[str, ...]:
    sentence = sentence_of(message)
    return (sentence,) if isinstance(sentence, str) else sentence


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def keys(text: str) -> set[str]:
    return set(_KEY.findall(_YES.sub("", _CODE.sub("", text))))


@pytest.fixture(scope="module")
def found() -> Found:
    return extract()


def test_every_language_has_both_files() -> None:
    stems = {path.stem for path in FILES}
    assert {"en", *stems} == set(languages())


def test_every_sentence_in_the_code_is_in_sight(found: Found) -> None:
    places = (call.split(": ")[1] for call in found.unread)
    # Of a table its name, of anything else its last name.
    looked_up = {place.partition("[")[0].split(".")[-1] for place in places}
    assert looked_up <= MARKED_ELSEWHERE, "give words a literal, or a constant in capitals"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_catalogue_has_the_sentences_of_the_code(path: Path, found: Found) -> None:
    known = sentences_in(read(path))
    assert not found.sentences - known, HOW
    assert not known - found.sentences, HOW


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sentence_is_translated(path: Path) -> None:
    catalog = read(path)
    assert not [message.id for message in catalog if message.fuzzy]
    assert not [name for name, message in each(path) if not all(strings_of(message))]
    assert not catalog.obsolete
    assert {len(strings_of(m)) for _, m in each(path) if m.pluralizable} == {catalog.num_plurals}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_translation_fills_in_what_the_sentence_does(path: Path) -> None:
    for name, message in each(path):
        wanted = [fields(text) for text in originals(message)]
        for string in strings_of(message):
            assert fields(string) in wanted, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_translation_names_the_same_keys_and_commands(path: Path) -> None:
    for name, message in each(path):
        original = originals(message)[-1]
        for string in strings_of(message):
            assert sorted(_CODE.findall(string)) == sorted(_CODE.findall(original)), name
            # Whoever is asked answers in their own language.
            if original not in ("[y/N]", "y"):
                assert keys(string) == keys(original), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_translation_begins_and_ends_like_its_sentence(path: Path) -> None:
    for name, message in each(path):
        for original, string in zip(originals(message), strings_of(message), strict=False):
            assert original == original.strip(), name
            assert string == string.strip(), name
            assert "  " not in string, name
            for end in _ENDS:
                assert string.endswith(end) == original.endswith(end), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_files_are_written_as_the_command_writes_them(path: Path) -> None:
    catalog = merged(read(path), path.stem, sentences_in(read(path)))
    assert path.read_bytes() == as_text(catalog), HOW
    assert path.with_suffix(".mo").read_bytes() == compiled(catalog), HOW


def test_updating_keeps_what_is_known_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "nl.po"
    first = update(path, {"Goal", "Goal: {goal}", ("{count} dot", "{count} dots")})
    assert (first.new, first.gone, first.empty) == (3, 0, 3)
    path.write_text(path.read_text().replace('"Goal"\nmsgstr ""', '"Goal"\nmsgstr "Doel"'))
    second = update(path, {"Goal", "Goals", ("{count} dot", "{count} dots")})
    assert (second.new, second.gone, second.empty) == (1, 1, 2)
    assert [strings_of(message) for message in messages_in(read(path))] == [
        ("Doel",),
        ("",),
        ("", ""),
    ], "a sentence that looks like another is not given its translation"
    assert Words("nl", tmp_path)("Goal") == "Doel"
    before = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    update(path, {"Goal", "Goals", ("{count} dot", "{count} dots")})
    assert before == (path.read_bytes(), path.with_suffix(".mo").read_bytes())


def test_a_new_language_begins_empty(tmp_path: Path) -> None:
    path = tmp_path / "pl.po"
    assert update(path, {"Goal", ("{count} dot", "{count} dots")}).empty == 2
    assert "nplurals=3" in path.read_text()
    assert Words("pl", tmp_path).plural("{count} dot", "{count} dots", 5) == "5 dots"


@pytest.mark.parametrize("kind", list(Kind))
def test_the_dutch_footer_fits_eighty_columns(kind: Kind) -> None:
    words = Words("nl")
    footer = footer_for(commands_for(kind))
    assert len("  ".join(f"{sign(one)} {words(one.label)}" for one in footer)) <= 80


def test_labels_are_short_in_dutch() -> None:
    words = Words("nl")
    assert {label for one in COMMANDS if len(label := words(one.label)) > 12} == set()
