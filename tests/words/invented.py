"""A language that nobody speaks: every letter outside of names and commands has an accent.

What stands somewhere without an accent did not come from a catalogue.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from babel.messages import Catalog

import retro.words
from tests.words.catalogue import compiled
from tests.words.extraction import CONTEXT, Sentence, extract

#: A code that the standard leaves for private use; Babel counts in it as in Esperanto.
CODE: Final = "eo"
_PLAIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED: Final = "áḃćďéḟǵĥíĵḱĺḿńóṕqŕśťúṽẃẋýźÁḂĆĎÉḞǴĤÍĴḰĹḾŃÓṔQŔŚŤÚṼẂẊÝŹ"
_TABLE: Final = str.maketrans(_PLAIN, _ACCENTED)
#: What is filled in, and what is typed.
_KEPT: Final = re.compile(r"(\{[^}]*\}|`[^`]*`|(?<!\w)--?[a-z][a-z-]*)")

#: Options, commands, what can be chosen, and words that are cut off.
_NO_WORDS: Final = r"(?<!\w)--?[a-z][a-z-]*|`[^`]*`|\{[^}]*\}|\w+…|\w+(?:\|\w+)+"


def accented(text: str) -> str:
    """A sentence in that language."""
    parts = _KEPT.split(text)
    return "".join(part if at % 2 else part.translate(_TABLE) for at, part in enumerate(parts))


def write_catalogue(folder: Path) -> None:
    """All sentences of the program in that language, compiled."""
    (folder / f"{CODE}.mo").write_bytes(_all_sentences())


@cache
def _all_sentences() -> bytes:
    catalog = Catalog(CODE)
    for sentence in extract().sentences:
        _add(catalog, sentence)
    return compiled(catalog)


def _add(catalog: Catalog, sentence: Sentence) -> None:
    if isinstance(sentence, tuple):
        catalog.add(sentence, tuple(map(accented, sentence)))
    else:
        context, found, told = sentence.rpartition(CONTEXT)
        catalog.add(told, accented(told), context=context if found else None)


def plain(text: str, known: str = "") -> set[str]:
    """The words of three letters and more that have no accent, and do not stand in `known`."""
    others = set(re.findall(r"[A-Za-z]{3,}", known))
    # A word with an accent is one word with all its letters.
    words = re.findall(r"[^\W\d_]+", re.sub(_NO_WORDS, "", text))
    return {word for word in words if re.fullmatch(r"[A-Za-z]{3,}", word)} - others


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogues of the program, and that of the invented language beside them."""
    folder = tmp_path / "words"
    folder.mkdir()
    for catalogue in Path(retro.words.__file__).parent.glob("*.mo"):
        (folder / catalogue.name).write_bytes(catalogue.read_bytes())
    write_catalogue(folder)
    monkeypatch.setattr(retro.words, "_FOLDER", folder)
    return folder
