"""When two names could be taken for each other.

Names are compared as Unicode Technical Standard 39 compares identifiers: by a skeleton, in which
letters that are drawn alike are one. Nothing else keeps two people of one room apart on a screen.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: Letters drawn as Latin ones, and those, in one order. Chosen from the single letters of
#: Cyrillic, Greek and Latin that have one skeleton in `confusables.txt` of Unicode 15.1; without σ,
#: which nobody who reads Greek takes for ο.
_PAIRS: Final = (
    ("АВЕЅІЈКМНОРСТУХѴҮӀԌԜ", "ABESIJKMHOPCTYXVYIGW"),
    ("агеорсухѕіјѡѵүһҽӏԁԛԝЬ", "areopcyxsijwvyheidqwb"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϜϺͿ", "ABEZHIKMNOPTYXFMJ"),
    ("αγινορυϳ", "ayivopuj"),
    ("ɑɡɩɪıʏ", "agiiiy"),
)
_LETTERS: Final[Mapping[int, str]] = MappingProxyType(
    {
        ord(other): latin
        for others, latins in _PAIRS
        for other, latin in zip(others, latins, strict=True)
    }
)
#: What looks the same in many fonts as it is written, and what does so to a hasty reader.
_UPRIGHT: Final = str.maketrans({"I": "l", "1": "l", "|": "l", "0": "O"})
_THIN: Final = str.maketrans({"i": "l", "1": "l", "|": "l", "!": "l", "0": "o"})
#: Names that would be taken for a part of the program, in the languages it speaks.
_RESERVED: Final = (
    *("facilitator", "system", "anonymous"),
    *("begeleider", "systeem", "anoniem"),
)
#: What words are parted by: anything but letters and digits.
_BETWEEN: Final = re.compile(r"[\W_]+")


def skeleton(name: str) -> str:
    """What two names share that are drawn alike, whatever their case, width or script."""
    return _latin(name).casefold()


def alike(one: str, other: str) -> bool:
    """True where two names could be taken for each other."""
    return (
        _folded(one) == _folded(other)
        or skeleton(one) == skeleton(other)
        or _latin(one).translate(_UPRIGHT) == _latin(other).translate(_UPRIGHT)
    )


def is_reserved(name: str) -> bool:
    """True for a name of which a word, or all of it, would be taken for a part of the program."""
    words = [word for word in _BETWEEN.split(skeleton(name).translate(_THIN)) if word]
    return not {word.translate(_THIN) for word in _RESERVED}.isdisjoint((*words, "".join(words)))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _latin(name: str) -> str:
    """The name with each letter as the Latin one that it is drawn as; accents stay."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).translate(_LETTERS))
