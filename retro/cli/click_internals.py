"""All names of click that are not documented and that retro touches; checked against 8.5.1.

click looks its own sentences up with `gettext.gettext`, which goes by the environment of the whole
process and by folders that retro does not have. So for a language other than English its modules
look them up in retro's own catalogue.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final

import click

from retro.words import Words, translate

_MODULES: Final = ("core", "decorators", "exceptions", "formatting", "parser", "types")

#: What click may say to somebody who types a command of retro, for the catalogues. Another version
#: of click may say it in other words; these then stay in English.
SENTENCES: Final = (
    translate("Usage:"),
    translate("Options"),
    translate("Commands"),
    translate("Positional arguments"),
    translate("Show this message and exit."),
    translate("required"),
    translate("default: {default}"),
    translate("Missing command."),
    translate("Missing argument"),
    translate("Missing option"),
    translate("Missing parameter"),
    translate("Invalid value: {message}"),
    translate("Invalid value for {param_hint}: {message}"),
    translate("No such option {name!r}."),
    translate("No such command {name!r}."),
    translate("Option {name!r} does not take a value."),
    translate("Argument {name!r} takes {nargs} values."),
    translate("Could not open file {filename!r}: {message}"),
    translate("Choose from:\n\t{choices}"),
    translate("{value} is not in the range {range}."),
    translate("{value!r} is not a valid {number_type}."),
    translate("{name} {filename!r} is a file."),
    translate("{name} {filename!r} is a directory."),
    translate("{name} {filename!r} is not readable."),
    translate("{name} {filename!r} is not writable."),
    translate("{name} {filename!r} does not exist."),
    translate("file"),
    translate("directory"),
    translate("path"),
)
#: The same where it is counted: the sentence for one, and the one for many.
COUNTED: Final = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


@contextmanager
def speaking(words: Words) -> Iterator[None]:
    """Let click say what it says in this language, for as long as the context lasts."""
    if words.language == Words().language:
        yield
        return
    ours = {"_": words, "gettext": words, "ngettext": words.either}
    before = [
        (module, name, getattr(module, name))
        for module in _modules()
        for name in ours
        if callable(getattr(module, name, None))
    ]
    for module, name, _ in before:
        setattr(module, name, ours[name])
    try:
        yield
    finally:
        for module, name, theirs in before:
            setattr(module, name, theirs)


def forget_help(command: click.Command) -> None:
    """Make the `--help` of a copied command anew: the original may have made one in English."""
    if hasattr(command, "_help_option"):
        command._help_option = None


def _modules() -> Iterator[ModuleType]:
    for name in _MODULES:
        if module := sys.modules.get(f"click.{name}"):
            yield module
