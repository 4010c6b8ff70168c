"""Finds sentences of another language's catalogue in what somebody sees."""

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Final

from retro.words import SOURCE
from tests.words.catalogue import FOLDER, messages_in, read, sentence_of, strings_of
from tests.words.extraction import CONTEXT, PACKAGE

#: Shorter pieces of a sentence may stand in any language.
_SHORTEST: Final = 12
_TEMPLATES: Final = PACKAGE.parent / "templates"


def leftovers(text: str, language: str, other: str) -> set[str]:
    """What of `other` stands in a text that is to be in `language`; formats may be in either."""
    shown = " ".join(text.split())
    own = pieces(language)
    return {piece for piece in pieces(other) - own if piece in shown and piece not in _formats()}


@cache
def pieces(language: str) -> frozenset[str]:
    """What stands between the names that are filled in, where it has more words than one."""
    return frozenset(
        piece
        for text in _texts(language)
        for piece in _split(text)
        if " " in piece and len(piece) >= _SHORTEST
    )


def _texts(language: str) -> Iterator[str]:
    path = FOLDER / ("nl.po" if language == SOURCE else f"{language}.po")
    for message in messages_in(read(path)):
        sentence = sentence_of(message)
        originals = (sentence,) if isinstance(sentence, str) else sentence
        for original, string in zip(originals, strings_of(message), strict=False):
            # The same in both tells nothing.
            if string and string != original and CONTEXT not in original:
                yield original if language == SOURCE else string


def _split(text: str) -> Iterator[str]:
    for literal, _, _, _ in Formatter().parse(text):
        yield re.sub(r"\s+", " ", literal).strip()


@cache
def _formats() -> str:
    files = sorted(_TEMPLATES.rglob("*.md"))
    return " ".join(" ".join(file.read_text().split()) for file in files)
