"""Help, version, language, and what happens after a typing mistake."""

import click
import pytest

from retro import __version__
from retro.cli.main import ENTRIES, retro
from tests.cli.shelf import Shelf


def test_help_tells_a_newcomer_what_to_type(shelf: Shelf) -> None:
    text = shelf.tell("--help")
    assert "New here? Type `retro start`" in text
    assert '  retro start aar --title "Release 4.2"' in text
    assert shelf.tell("-h") == text
    for entry in ENTRIES:
        assert (f"  {entry.name} " in text) == bool(entry.section)
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_help_says_of_a_command_what_it_says_itself(shelf: Shelf, entry: tuple[str, ...]) -> None:
    name, line = entry[0], entry[3]
    command = retro.get_command(click.Context(retro), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(100) == line
    assert f"  {line}\n" in shelf.tell(name, "--help")


def test_version(shelf: Shelf) -> None:
    assert shelf.tell("--version") == f"retro {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["strat"], "There is no command 'strat'. Did you mean `retro start`?\n"),
        (["dance"], "There is no command 'dance'. `retro --help` lists them.\n"),
        (["show", "--jsn"], "No such option '--jsn'. `retro show --help` explains.\n"),
        (["completion", "csh"], "is not one of 'bash', 'zsh', 'fish'. `retro completion --help`"),
        (["minutes", "a", "b"], "`retro minutes --help` explains.\n"),
        (["sessions", "--language", "!"], "no formats in this language, only in: en, nl.\n"),
        (["\x1b[2J\x07"], "There is no command '"),
    ],
)
def test_a_typing_mistake_is_answered_in_a_sentence(
    shelf: Shelf, typed: list[str], answer: str
) -> None:
    sentence = shelf.refuse(*typed, status=2)
    assert answer in sentence
    assert sentence.count("\n") == 1
    assert "\x1b" not in sentence


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "", "LANG": "nl_BE@euro"}, "nl"),
        ({"RETRO_LANGUAGE": "nl", "LC_ALL": "en_GB.UTF-8"}, "nl"),
    ],
)
def test_the_language_is_that_of_the_locale(
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    language: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert shelf.tell("formats") == shelf.tell("formats", "--language", language)
    assert shelf.tell("formats", "--lang", "nl") != shelf.tell("formats", "--lang", "en")


def test_the_language_may_be_chosen_before_the_command(shelf: Shelf) -> None:
    assert shelf.tell("--lang", "nl", "formats") == shelf.tell("formats", "--lang", "nl")
    assert shelf.tell("--lang", "nl", "formats", "--lang", "en") == shelf.tell("formats")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shelf: Shelf, shell: str) -> None:
    assert "_RETRO_COMPLETE" in shelf.type("completion", shell).out
