"""`retro coach`: wordings that blame somebody, and a question for each."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from retro.cli.errors import Misuse
from retro.cli.output import say, shown
from retro.cli.place import Place, with_place
from retro.words import Words

_SCREEN: Final = "-"
_MOST_BYTES: Final = 5_000_000


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Judge each line alone; print it as JSON.")
@click.option("--name", "names", metavar="NAME", multiple=True, help="Somebody who took part.")
@with_place
def coach(place: Place, files: tuple[str, ...], as_json: bool, names: tuple[str, ...]) -> int:
    """Point at wordings that blame; status 1 if any.

    For each it prints the file, the line, the wording and a question that asks what happened. It
    reads Markdown or plain text and passes over code, quotations and links; - is standard input,
    and so is no FILE at all. --lang is the language of the text as well: en or nl.

    \b
    Examples:
      retro coach minutes.md
      retro coach --lang nl --name Sanne verslag.md
      git log -1 --format=%B | retro coach
      retro coach --json < cards.txt
    """
    from retro.coaching.blame import LANGUAGES

    words = place.words
    if place.language not in LANGUAGES:
        raise Misuse(words("Wordings are known in English and Dutch: add --lang en or --lang nl."))
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise Misuse(words("Name a file, or pipe a text in: `retro coach minutes.md`."))
    texts = [(file, _text(file, words)) for file in files or (_SCREEN,)]
    found = False
    for file, text in texts:
        lines = (
            _objects(text, place.language, names, file if len(texts) > 1 else None)
            if as_json
            else _remarks(file, text, place.language, names)
        )
        for line, has_hints in lines:
            say(line)
            found = found or has_hints
    return 1 if found else 0


def _remarks(
    file: str, text: str, language: str, names: tuple[str, ...]
) -> Iterator[tuple[str, bool]]:
    """A line for each wording in a document."""
    from retro.coaching.blame import hints
    from retro.coaching.documents import paragraphs

    for paragraph in paragraphs(text):
        for hint in hints(paragraph.text, language, names):
            line = paragraph.line_of(hint.start)
            yield f'{shown(file)}:{line}: "{shown(hint.phrase)}" {hint.question}', True


def _objects(
    text: str, language: str, names: tuple[str, ...], file: str | None
) -> Iterator[tuple[str, bool]]:
    """A JSON object for each line of a text, also for one without a word."""
    import json

    from retro.coaching.blame import hints

    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), 1):
        found = [
            {"phrase": hint.phrase, "kind": hint.kind.value, "question": hint.question}
            for hint in hints(line, language, names)
        ]
        document = {"line": number, "hints": found}
        yield json.dumps(document if file is None else {"file": file, **document}), bool(found)


def _text(file: str, words: Words) -> str:
    """What stands in a file, with line feeds as its only line ends. Raises Misuse."""
    name = shown(file)
    try:
        if file == _SCREEN:
            content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise Misuse(words("{file} cannot be read: {why}.", file=name, why=why or error)) from error
    if len(content) > _MOST_BYTES:
        raise Misuse(words("{file} is too long: give at most {most} MB.", file=name, most=5))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text:
        raise Misuse(words("{file} is not a text in UTF-8: save it as one.", file=name))
    return text.replace("\r\n", "\n").replace("\r", "\n")
