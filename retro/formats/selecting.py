"""Those formats that fit a time, a number of people, a purpose in a word, and what may be said."""

import re
from dataclasses import dataclass
from typing import Final

from retro.formats.catalogue import Catalogue
from retro.formats.front import Safety
from retro.formats.reader import Template
from retro.formats.suggest import is_safe, situations_in

_WORD: Final = re.compile(r"[^\W_]+")
#: Shorter words stand in every text.
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a format has to fit; what is None or empty does not matter.

    It takes at most so many `minutes`, and suits that number of `people`. `purpose` is the key of a
    situation, a word of its text in any language that there are formats in, or a word in a title
    or a purpose. `safety` says how freely people speak, as in `Situation.suggestions`.
    """

    minutes: int | None = None
    people: int | None = None
    purpose: str = ""
    safety: Safety | None = None


def select(catalogue: Catalogue, language: str, wanted: Wanted) -> tuple[Template, ...]:
    """The formats of a language that fit, by key. Raises FormatError for broken situations."""
    found = [
        each
        for each in catalogue.templates(language)
        if (wanted.minutes is None or each.format.minutes <= wanted.minutes)
        and (wanted.people is None or _suits(each, wanted.people))
        and (wanted.safety is None or is_safe(each.safety, wanted.safety))
    ]
    if not wanted.purpose.strip():
        return tuple(found)
    situations = _situations(catalogue, wanted.purpose.strip().casefold())
    if situations:
        return tuple(each for each in found if situations & set(each.situations))
    return tuple(each for each in found if _mentions(each, wanted.purpose))


def _suits(template: Template, people: int) -> bool:
    fewest, most = template.format.people
    return fewest <= people <= most


def _situations(catalogue: Catalogue, word: str) -> set[str]:
    """The situations meant: by their key, or else by a word that begins one of their texts."""
    found: set[str] = set()
    for language in catalogue.languages():
        _question, situations = situations_in(catalogue, language)
        if word in situations:
            return {word}
        for key, text in situations.items():
            names = _WORD.findall(text.partition(":")[0].casefold())
            if len(word) >= _SHORTEST and any(name.startswith(word) for name in names):
                found.add(key)
    return found


def _mentions(template: Template, purpose: str) -> bool:
    """Whether every word begins a word of what is said about a format."""
    format = template.format
    said = " ".join((format.key, format.title, format.purpose, template.when, format.use))
    words = _WORD.findall(said.casefold())
    return all(
        any(word.startswith(asked) for word in words)
        for asked in _WORD.findall(purpose.casefold()) or [purpose]
    )
