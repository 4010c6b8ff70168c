"""What docs/commands.md says: every command, its options and its examples."""

import textwrap
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from tests.packaging.checkout import ROOT
from tests.packaging.tree import (
    ENVIRONMENT,
    STATUS,
    Command,
    Option,
    Paragraph,
    shared_options,
    whole,
)

PAGE: Final = ROOT / "docs" / "commands.md"

OPENING: Final = """\
# Commands

What can be typed, with every option and its examples; `retro COMMAND --help` says the same, in
English or Dutch. The same is there as pages for `man`: `man retro`, `man retro-actions`.

This page is written from the program itself: `python -m tests.packaging`.

## Every command

These options stand anywhere behind `retro`:
"""


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    root = whole()
    yield OPENING
    yield from _options(shared_options())
    yield from ("", "A command reads its environment:", "")
    yield from _table("Variable", "What it is for", ENVIRONMENT)
    yield from ("", "It ends with a status:", "")
    yield from _table("Status", "When", STATUS)
    yield from ("", "## `retro`")
    yield from _body(root)
    for section, commands in groupby(root.commands, lambda command: command.section):
        yield from ("", f"## {section}")
        for command in commands:
            yield from _command(command)


def _command(command: Command) -> Iterator[str]:
    yield from ("", f"### `{command.name}`")
    yield from _body(command)
    for below in command.commands:
        yield from ("", f"#### `{below.name}`")
        yield from _body(below)


def _body(command: Command) -> Iterator[str]:
    yield from ("", "```", command.usage, "```")
    for paragraph in command.help:
        yield ""
        yield from _paragraph(paragraph)
    if command.options:
        yield ""
        yield from _options(command.options)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    if not paragraph.is_kept:
        yield from textwrap.wrap(
            _escaped(paragraph.text), 100, break_long_words=False, break_on_hyphens=False
        )
        return
    first, _, rest = paragraph.text.partition("\n")
    if first.endswith(":") and rest:
        yield from (first, "", "```sh", *textwrap.dedent(rest).splitlines(), "```")
    else:
        yield from ("```", *paragraph.text.splitlines(), "```")


def _options(options: tuple[Option, ...]) -> Iterator[str]:
    return _table("Option", "What it does", {each.typed: each.text for each in options})


def _table(first: str, second: str, rows: Mapping[str, str]) -> Iterator[str]:
    yield f"| {first} | {second} |"
    yield "|---|---|"
    for typed, text in rows.items():
        yield f"| `{_in_cell(typed)}` | {_in_cell(_escaped(text))} |"


def _in_cell(text: str) -> str:
    return text.replace("|", r"\|")


def _escaped(text: str) -> str:
    """Text as Markdown, with its code spans; nothing else in it means anything there."""
    parts = text.split("`")
    for place in range(0, len(parts), 2):
        for sign in "\\*_<":
            parts[place] = parts[place].replace(sign, f"\\{sign}")
    return "`".join(parts)
