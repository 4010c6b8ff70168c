"""What the words in minutes mean, in whichever language they are."""

import re
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import cache
from typing import Final, TypeVar

from retro.minutes.dates import month_names
from retro.words import Words, languages

Meaning = TypeVar("Meaning", bound=Hashable)

_NUMERIC: Final = re.compile(r"([0-9]{1,2})\.? +([^\W\d]+)[.,]? +([0-9]{4})")
_AMERICAN: Final = re.compile(r"([^\W\d]+)\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FEWEST_LETTERS: Final = 3
#: Stands for a value while a sentence is taken apart; nothing that people type has it.
_GAP: Final = "\x00"


@cache
def spoken() -> tuple[Words, ...]:
    """Every language that minutes are written in."""
    return tuple(Words(language) for language in languages())


def folded(phrase: str) -> str:
    """A phrase by which it is looked up: capitals, spaces and marks around it do not matter."""
    return " ".join(phrase.casefold().split()).strip(" .:?*_`")


def meanings(names: Callable[[Words], Mapping[Meaning, str]]) -> dict[str, Meaning]:
    """What each phrase means, from functions such as those in `retro.minutes.terms`."""
    return {
        folded(phrase): meaning for words in spoken() for meaning, phrase in names(words).items()
    }


def value_in(sentence: Callable[[Words, str], str], text: str) -> str | None:
    """The value that some language's sentence was filled in with to give `text`, or None."""
    for words in spoken():
        before, _, after = sentence(words, _GAP).partition(_GAP)
        inside = text[len(before) : len(text) - len(after)]
        if inside and text.casefold() == f"{before}{inside}{after}".casefold():
            return inside
    return None


def day_of(text: str) -> date | None:
    """The day that a text names, as "13 March 2026" or "2026-03-13"; None when it names none."""
    text = text.strip().rstrip(".")
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
        if found := _NUMERIC.fullmatch(text):
            day, month, year = found.groups()
        elif found := _AMERICAN.fullmatch(text):
            month, day, year = found.groups()
        else:
            return None
        return date(int(year), _month(month), int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    """1 for January; 0 for what is no month, or may be more than one."""
    start = name.casefold()
    if len(start) < _FEWEST_LETTERS:
        return 0
    found = {
        number
        for words in spoken()
        for number, month in enumerate(month_names(words), 1)
        if month.casefold().startswith(start)
    }
    return found.pop() if len(found) == 1 else 0
