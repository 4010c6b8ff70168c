"""The pages for man, in the language of man(7): `retro.1`, and one for each command."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from tests.packaging.checkout import ROOT
from tests.packaging.tree import (
    ENVIRONMENT,
    FILES,
    STATUS,
    Command,
    Option,
    Paragraph,
    shared_options,
    whole,
)

FOLDER: Final = ROOT / "share" / "man" / "man1"
_ABOUT: Final = "blameless retrospectives and after-action reviews in the terminal"
#: Marks that no help text has, so that the text between them can be wrapped and escaped.
_BOLD: Final = "\x01"
_PLAIN: Final = "\x02"


def pages() -> dict[str, str]:
    """What is in each file, by its name."""
    root = whole()
    found = {f"{_named(each)}.1": "\n".join(_page(each)) + "\n" for each in root.commands}
    return {"retro.1": "\n".join(_overview(root)) + "\n", **found}


def _named(command: Command) -> str:
    return command.name.replace(" ", "-")


def _overview(root: Command) -> Iterator[str]:
    yield from _head("retro", _ABOUT, root)
    yield ".SH DESCRIPTION"
    kept = [paragraph for paragraph in root.help if paragraph.is_kept]
    yield from _paragraphs([each for each in root.help[1:] if not each.is_kept])
    yield ".SH COMMANDS"
    for section, commands in groupby(root.commands, lambda command: command.section):
        yield f".SS {_escaped(section)}"
        for command in commands:
            yield from (".TP", rf"\fB{_escaped(_named(command))}\fR(1)", *_text(command.line))
    yield ".SH OPTIONS"
    yield from _options((*root.options, *shared_options()))
    yield ".SH EXAMPLES"
    for paragraph in kept:
        yield from _kept(paragraph.text.partition("\n")[2])
    for heading, rows in (
        ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES), ("EXIT STATUS", STATUS),
    ):  # fmt: skip
        yield f".SH {heading}"
        yield from _rows(rows)


def _page(command: Command) -> Iterator[str]:
    yield from _head(_named(command), _started_small(command.line), command)
    if len(command.help) > 1:
        yield ".SH DESCRIPTION"
        yield from _paragraphs(command.help[1:])
    yield ".SH OPTIONS"
    yield from _options((*command.options, *_shared(command)))
    if command.commands:
        yield ".SH COMMANDS"
        for below in command.commands:
            yield f".SS {_escaped(below.usage)}"
            yield from _paragraphs(below.help)
            yield from _options(below.options)
    yield from (".SH SEE ALSO", r"\fBretro\fR(1)")


def _shared(command: Command) -> tuple[Option, ...]:
    if command.name == "retro completion":
        return tuple(each for each in shared_options() if "--help" in each.typed)
    return shared_options()


def _head(name: str, about: str, command: Command) -> Iterator[str]:
    yield f'.TH "{_escaped(name.upper())}" 1 "" "retro" "User Commands"'
    # Without hyphens put in, and ragged on the right: what stands there may be typed.
    yield from (".nh", ".ad l", ".SH NAME", rf"{_escaped(name)} \- {_escaped(about)}")
    yield from (".SH SYNOPSIS", rf"\fB{_escaped(command.name)}\fR", _rest_of(command))


def _rest_of(command: Command) -> str:
    return _escaped(command.usage.removeprefix(command.name).strip())


def _started_small(line: str) -> str:
    """A sentence as the line of a page has it: a small letter first, and no full stop."""
    return (line[0].lower() + line[1:]).removesuffix(".")


def _options(options: tuple[Option, ...]) -> Iterator[str]:
    return _rows({each.typed: each.text for each in options})


def _rows(rows: Mapping[str, str]) -> Iterator[str]:
    for typed, text in rows.items():
        yield from (".TP", rf"\fB{_escaped(typed)}\fR", *_text(text))


def _paragraphs(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    for place, paragraph in enumerate(paragraphs):
        if place:
            yield ".PP"
        first, _, rest = paragraph.text.partition("\n")
        if not paragraph.is_kept:
            yield from _text(paragraph.text)
        elif first.endswith(":") and rest:
            yield from (*_text(first), ".PP", *_kept(rest))
        else:
            yield from _kept(paragraph.text)


def _kept(text: str) -> Iterator[str]:
    yield from (".nf", ".RS 4")
    yield from (_escaped(line) for line in textwrap.dedent(text).splitlines())
    yield from (".RE", ".fi")


def _text(text: str) -> Iterator[str]:
    """A paragraph, with what is typed in it bold."""
    marked = re.sub(r"`([^`]*)`", rf"{_BOLD}\1{_PLAIN}", text)
    for line in textwrap.wrap(marked, 76, break_long_words=False, break_on_hyphens=False):
        yield _escaped(line).replace(_BOLD, r"\fB").replace(_PLAIN, r"\fR")


def _escaped(text: str) -> str:
    """Text in which nothing is an instruction: see groff_man(7) on `-` and on a point in front."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    return rf"\&{text}" if text.startswith(".") else text
