"""All commands as plain values, from the click tree: for the pages that are written from it."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import click

from retro.cli.main import ENTRIES, retro

#: What every command has; the pages say it once.
EVERYWHERE: Final = frozenset({"--data-dir", "--language", "--help"})

ENVIRONMENT: Final = {
    "RETRO_DATA_DIR": "The folder that everything is kept in, unless --data-dir names one.",
    "RETRO_LANGUAGE": "The language to speak, unless --language names one: en or nl.",
    "LC_ALL, LC_MESSAGES, LANG": "The language, where nothing else names it.",
    "XDG_RUNTIME_DIR": "Where the socket is that a server listens at for this computer.",
    "NO_COLOR": "With any text in it: no colours.",
    "VISUAL, EDITOR": "What `retro journal --edit` writes in.",
}

FILES: Final = {
    "~/.local/share/retro": "Sessions, actions and your own formats, on Linux.",
    "~/Library/Application Support/retro": "The same, on macOS.",
}

STATUS: Final = {
    "0": "What was asked is done.",
    "1": "It could not be done; or what a check looks for was found.",
    "2": "The command was typed wrongly.",
}

#: What `retro` does without a command, which its help leaves to whoever tries it.
ALONE: Final = "Without a command, `retro` opens the home of your team: what is open, what is next."

_BOUNDS: Final = re.compile(r"  \[(?:(?P<from>\d+)<=x<=(?P<to>\d+)|x>=(?P<least>\d+))\]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of help; `is_kept` is true where its lines stay as they are."""

    text: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Option:
    """How an option is typed, and what it does."""

    typed: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it is typed, such as `retro actions add`, and those below it."""

    name: str
    usage: str
    help: tuple[Paragraph, ...]
    options: tuple[Option, ...]
    commands: tuple["Command", ...]

    @property
    def line(self) -> str:
        """What it does, in a sentence."""
        return self.help[0].text

    @property
    def section(self) -> str:
        """The heading under which `retro --help` lists it; empty for one below another."""
        return next((e.section for e in ENTRIES if f"retro {e.name}" == self.name), "")


def whole() -> Command:
    """`retro`, with all its commands."""
    root = _command(retro, _root())
    line, *others = root.help
    return replace(root, help=(line, Paragraph(ALONE, is_kept=False), *others))


def shared_options() -> tuple[Option, ...]:
    """The options that every command has."""
    return tuple(_options(retro, _root(), shared=True))


def _root() -> click.Context:
    return click.Context(retro, info_name="retro", **retro.context_settings)


def _command(command: click.Command, context: click.Context) -> Command:
    text = [command.help or "", command.epilog or ""]
    return Command(
        name=context.command_path,
        usage=" ".join([context.command_path, *command.collect_usage_pieces(context)]),
        help=tuple(paragraph for each in text for paragraph in _paragraphs(each)),
        options=tuple(_options(command, context, shared=False)),
        commands=tuple(_below(command, context)),
    )


def _below(command: click.Command, context: click.Context) -> Iterator[Command]:
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            if not below.hidden:
                yield _command(below, click.Context(below, parent=context, info_name=name))


def _options(command: click.Command, context: click.Context, *, shared: bool) -> Iterator[Option]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        is_shared = bool(EVERYWHERE & set(parameter.opts))
        if record is not None and isinstance(parameter, click.Option) and is_shared is shared:
            typed, text = record
            yield Option(typed, _BOUNDS.sub(_bounds, text))


def _bounds(match: re.Match[str]) -> str:
    """The bounds of a number in words; click writes `[0<=x<=9]` or `[x>=1]` behind the help."""
    if match["from"]:
        return f" From {match['from']} to {match['to']}."
    return f" At least {match['least']}."


def _paragraphs(help: str) -> Iterator[Paragraph]:
    # Behind a form feed stands what is for whoever reads the code.
    text = inspect.cleandoc(help.partition("\f")[0])
    for paragraph in filter(None, re.split(r"\n{2,}", text)):
        first, _, rest = paragraph.partition("\n")
        if first == "\b":
            yield Paragraph(rest.rstrip(), is_kept=True)
        else:
            yield Paragraph(" ".join(paragraph.split()), is_kept=False)
