"""Where a command works and in which language: the options that every command has."""

import functools
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Concatenate, Final, NamedTuple, ParamSpec, TypeVar

import click

from retro.cli.errors import Misuse
from retro.words import SOURCE, Words, languages

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

#: What goes on with a session.
ATTACH: Final = "retro attach"
LANGUAGE_OPTIONS: Final = ("--language", "--lang")
_OPTIONS: Final = ("data_dir", "language")
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})([_.@-].*)?", re.IGNORECASE)


class Place(NamedTuple):
    """`chosen` is true where the language was asked for and not only guessed from the locale."""

    folder: Path
    language: str
    chosen: bool
    words: Words

    def typed(self, command: str) -> str:
        """A command as it has to be typed for this folder, where that was named by an option."""
        try:
            if self.folder == _folder(None, os.environ, self.words):
                return command
        except Misuse:
            # The environment names none: only the option leads here.
            pass
        import shlex

        return f"{command} --data-dir {shlex.quote(str(self.folder))}"

    @property
    def templates(self) -> tuple[Path, ...]:
        """The folder of one's own formats, whether it is there yet or not."""
        return (self.folder / "templates",)


def find_place(folder: str | None, language: str | None, environment: Mapping[str, str]) -> Place:
    """From what was typed, or else from the environment. Raises Misuse.

    A language is one that the program speaks or that a format of one's own is in. Another one is
    English in the environment, and Misuse when it was typed.
    """
    asked = language or environment.get("RETRO_LANGUAGE")
    code = _code(asked) if asked else of_locale(environment) or SOURCE
    words = Words(code)
    place = Place(_folder(folder, environment, words), code, bool(asked), words)
    if not asked or code in languages():
        return place
    from retro.formats.catalogue import Catalogue

    known = sorted({*languages(), *Catalogue(place.templates).languages()})
    if code in known:
        return place
    if language:
        raise Misuse(
            words(
                "There are no formats in this language, only in: {languages}.",
                languages=", ".join(known),
            )
        )
    return place._replace(language=SOURCE, chosen=False)


def words_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Words:
    """The words that a command line is answered with, before anything in it is understood.

    Of several `--language` the last one counts, and what it does not name is English.
    """
    typed = environment.get("RETRO_LANGUAGE")
    for number, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--":
            break
        if name in LANGUAGE_OPTIONS:
            typed = value if equals else "".join(arguments[number + 1 : number + 2])
    return Words(_code(typed) if typed else of_locale(environment) or SOURCE)


def going_on(folder: Path, sentence: str = ATTACH) -> str:
    """A sentence with `retro attach` as it has to be typed for this data folder."""
    from platformdirs import user_data_path

    if folder == user_data_path("retro"):
        return sentence
    import shlex

    return sentence.replace(ATTACH, f"{ATTACH} --data-dir {shlex.quote(str(folder))}")


def with_place(
    command: Callable[Concatenate[Place, Parameters], Result],
) -> Callable[Parameters, Result]:
    """Give a command a place, from `with_place_options` on it and on the groups it is in."""

    @with_place_options
    @functools.wraps(command)
    def placed(*args: Parameters.args, **options: Parameters.kwargs) -> Result:
        return command(place_of(click.get_current_context()), *args, **options)

    return placed


def with_place_options(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Give a command `--data-dir` and `--language`, for `place_of`."""

    @click.option("--data-dir", metavar="FOLDER", help="Keep everything in this folder.")
    @click.option(*LANGUAGE_OPTIONS, metavar="CODE", help="Speak this language: en or nl.")
    @functools.wraps(command)
    def optional(*args: Parameters.args, **options: Parameters.kwargs) -> Result:
        for name in _OPTIONS:
            options.pop(name)
        return command(*args, **options)

    return optional


def place_of(context: click.Context) -> Place:
    """The place that was typed; an option before the command counts where none is after it.

    Raises Misuse.
    """
    typed: dict[str, str | None] = dict.fromkeys(_OPTIONS)
    current: click.Context | None = context
    while current is not None:
        for name in _OPTIONS:
            typed[name] = typed[name] or current.params.get(name)
        current = current.parent
    return find_place(typed["data_dir"], typed["language"], os.environ)


def _folder(typed: str | None, environment: Mapping[str, str], words: Words) -> Path:
    name = typed or environment.get("RETRO_DATA_DIR")
    if not name:
        from platformdirs import user_data_path

        return user_data_path("retro")
    try:
        folder = Path(os.path.abspath(Path(name).expanduser()))  # noqa: PTH100 (links stay)
        usable = folder.is_dir() or not folder.exists()
    except (OSError, RuntimeError, ValueError):
        usable = False
    if not usable:
        raise Misuse(words("{name} is no folder: name another one for the data.", name=name))
    return folder


def of_locale(environment: Mapping[str, str]) -> str:
    """The language that the locale names, of those that the program speaks; empty for none."""
    locales = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = _code(next(filter(None, locales), ""))
    return code if code in languages() else ""


def _code(language: str) -> str:
    """The short code of a language or a locale; empty for what is neither."""
    match = _LANGUAGE.fullmatch(language)
    return match[1].lower() if match else ""
