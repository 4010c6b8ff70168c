"""The message catalogues: gathered from the code, and kept in step with it.

The same sentences and translations give the same bytes: entries are sorted, and nothing tells when,
by whom or with which version a file was written. A sentence that changed is a new sentence, without
a guess at its translation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

import retro.words
from tests.words.extraction import CONTEXT, Sentence

FOLDER: Final = Path(retro.words.__file__).parent


class SteadyCatalog(Catalog):
    """A catalogue whose header only says what a reader needs."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header, without the moment and the program that wrote it."""
        return [
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", get_plural(self.locale_identifier).plural_forms),
        ]


@dataclass(frozen=True, slots=True)
class Updated:
    """What updating a catalogue changed: how many sentences came, went, and lack a translation."""

    new: int
    gone: int
    empty: int


def read(path: Path) -> Catalog:
    """A catalogue as people edit it."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def sentences_in(catalog: Catalog) -> set[Sentence]:
    return {sentence_of(message) for message in messages_in(catalog)}


def messages_in(catalog: Catalog) -> list[Message]:
    """The entries, without the header."""
    return [message for message in catalog if message.id]


def sentence_of(message: Message) -> Sentence:
    if isinstance(message.id, str):
        return f"{message.context}{CONTEXT}{message.id}" if message.context else message.id
    one, many = message.id
    return one, many


def merged(known: Catalog, language: str, sentences: Iterable[Sentence]) -> SteadyCatalog:
    """A catalogue of exactly these sentences, with the translations that are known."""
    catalog = SteadyCatalog(
        language, header_comment="# The sentences of retro, for translators.", fuzzy=False
    )
    for sentence in sorted(sentences, key=_order):
        context, id = _parted(sentence)
        old = known.get(id, context)
        if old is not None and sentence_of(old) == sentence:
            catalog.add(id, old.string, user_comments=old.user_comments, context=context)
        else:
            catalog.add(id, context=context)
    return catalog


def update(path: Path, sentences: Iterable[Sentence]) -> Updated:
    """Bring a catalogue in step with the code, and compile it beside itself."""
    wanted = set(sentences)
    known = read(path) if path.exists() else Catalog(path.stem)
    catalog = merged(known, path.stem, wanted)
    path.write_bytes(as_text(catalog))
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    before = sentences_in(known)
    empty = sum(not all(strings_of(message)) for message in messages_in(catalog))
    return Updated(len(wanted - before), len(before - wanted), empty)


def as_text(catalog: Catalog) -> bytes:
    """The bytes of a `.po` file."""
    file = BytesIO()
    write_po(file, catalog, width=100, no_location=True, ignore_obsolete=True)
    return file.getvalue().rstrip(b"\n") + b"\n"


def compiled(catalog: Catalog) -> bytes:
    """The bytes of a `.mo` file."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def strings_of(message: Message) -> tuple[str, ...]:
    """The translation, in as many forms as it has; an empty text where one is missing."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(text or "" for text in string)


def _parted(sentence: Sentence) -> tuple[str | None, Sentence]:
    """The context of a sentence, and the sentence."""
    if isinstance(sentence, str) and CONTEXT in sentence:
        context, _, sentence = sentence.partition(CONTEXT)
        return context, sentence
    return None, sentence


def _order(sentence: Sentence) -> tuple[str, ...]:
    return (sentence,) if isinstance(sentence, str) else sentence
