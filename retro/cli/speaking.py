"""The help of the commands in a person's language.

Help stands in the code in English, as click wants it: in docstrings, in `help=` and in the names of
what is given. It is looked up when it is shown, paragraph by paragraph, in copies of the commands.
"""

import copy
import re
from collections.abc import Callable

import click

from retro.cli.click_internals import forget_help
from retro.words import Words

#: What click leaves as it is: a paragraph that begins with this line.
_AS_IT_IS = "\b"
_COLUMNS = re.compile(r"( {2,})")
#: In such a paragraph: what is typed, and the name of a shell.
_TYPED = re.compile(r"retro( .*)?|[a-z]+:")


def spoken(command: click.Command, words: Words) -> click.Command:
    """A copy of a command, with those below it, that speaks this language."""
    told = copy.copy(command)
    forget_help(told)
    told.help = _told(command.help, words)
    told.epilog = _told(command.epilog, words)
    told.options_metavar = _named(command.options_metavar, words)
    told.params = [_parameter(parameter, words) for parameter in command.params]
    if isinstance(told, click.Group):
        told.subcommand_metavar = _named(told.subcommand_metavar, words) or ""
        told.commands = {name: spoken(each, words) for name, each in told.commands.items()}
    if hasattr(told, "words"):
        # It finds the commands below it when they are wanted, and copies them then.
        told.words = words
    return told


def retold(help: str, say: Callable[[str], str]) -> str:
    """A help text with each of its sentences, or paragraphs, put through `say`."""
    import inspect

    # Behind a form feed stands what is for whoever reads the code.
    text = inspect.cleandoc(help.partition("\f")[0])
    return "\n\n".join(_paragraph(each, say) for each in re.split(r"\n{2,}", text))


def _paragraph(text: str, say: Callable[[str], str]) -> str:
    first, _, rest = text.partition("\n")
    if first != _AS_IT_IS:
        return say(" ".join(text.split()))
    return "\n".join([first, *(_line(line, say) for line in rest.split("\n"))])


def _line(line: str, say: Callable[[str], str]) -> str:
    parts = _COLUMNS.split(line)
    return "".join(
        say(part) if part.strip() and not _TYPED.fullmatch(part) else part for part in parts
    )


def _told(help: str | None, words: Words) -> str | None:
    return retold(help, words) if help else help


def _named(name: str | None, words: Words) -> str | None:
    return words(name) if name else name


def _parameter(parameter: click.Parameter, words: Words) -> click.Parameter:
    told = copy.copy(parameter)
    told.metavar = _named(parameter.metavar, words)
    if isinstance(told, click.Option):
        told.help = _told(told.help, words)
        if told.metavar is None and isinstance(told.type, click.Path):
            # It was named when its command was loaded, maybe for somebody else.
            told.metavar = words(told.type.name.upper())
    elif told.metavar is None and not isinstance(told.type, click.Choice):
        told.metavar = _argument(parameter, words)
    return told


def _argument(argument: click.Parameter, words: Words) -> str:
    """What help calls it: by itself click would write the name in the code in capitals."""
    name = words((argument.name or "").upper())
    if not argument.required:
        name = f"[{name}]"
    return f"{name}..." if argument.nargs != 1 else name
