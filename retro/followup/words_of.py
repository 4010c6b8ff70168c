"""The words of a text as a search compares them: without capitals, accents and signs.

Endings are taken off by the stemmers of Snowball (snowballstem.org): English for English words,
which Dutch texts are full of as well, and for Dutch both the stemmer of Kraaij and Pohlmann and
the one of Porter, as each knows forms that the other leaves as they are.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any, Final

#: Words that say nothing about what a text is about.
COMMON: Final = frozenset(
    """
    a about after all also an and any are as at be because been before being but by can could did
    do does done for from get had has have he her him his how i if in into is it its just let may
    me more most much must my no not now of off on one only or other our out over own per she
    should so some such than that the their them then there these they this those through to too
    under until up upon us very was we were what when where which while who why will with would
    you your
    aan af al alle alleen als bij dan dat de deden der deze die dit doen door dus een eens en er
    erg ging gaan gaat geen geweest had hadden hebben heb heeft hem hen het hier hij hoe hun ik
    iets in is ja je jij jou jouw jullie kan kon kunnen maar mag me meer men met mij mijn moet
    moeten na naar nee niet nog nu of om omdat ons onze ook op over per te tegen toch toen tot
    tussen u uit uw van vaak veel voor want waar waarom waren was wat we wel werd werden wie wij
    wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou zouden
    """.split()  # noqa: SIM905 (a list would be a hundred lines)
)
#: Words that are in what sessions of every kind are called.
CUSTOMARY: Final = frozenset(
    """
    aar action actions after-action agile evaluate evaluation goal improve learn learned learning
    lesson lessons meeting month monthly project quarter quarterly reflect reflection retro
    retrospective review session sprint team teams week weekly work working year
    acties actie beter doel evalueren evaluatie kwartaal leren leerpunt leerpunten les lessen maand
    nabespreking overleg samen sessie terugblik terugblikken verbeteren verbetering volgende vorige
    keer next last time better well good went werk werken goed jaar
    january february march april june july august september october november december
    januari februari maart mei juni juli augustus oktober
    """.split()  # noqa: SIM905 (a list would be a hundred lines)
)

#: Up to how many letters two different words may have the same letters but for a doubled one.
_SHORT: Final = 6
_WORD: Final = re.compile(r"[^\W_]+")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_MANY: Final = 50
#: Accents, once they stand apart from their letters, and apostrophes.
_DROPPED: Final = re.compile("[\u0300-\u036f'’ʼ]")
_HYPHENS: Final = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_SOUNDS: Final = str.maketrans("zvy", "sfi")
_TWICE: Final = re.compile(r"(.)\1+")


def folded(text: str) -> str:
    """`text` in small letters without accents and apostrophes: "Café’s" is "cafes"."""
    plain = text.lower().replace("'", "")
    if plain.isascii():
        return plain
    foreign = set(_NOT_ASCII.findall(plain))
    if len(foreign) > _MANY:
        return _plain(plain)
    # One long text has few different ones: this takes a third of the time.
    for character in foreign:
        plain = plain.replace(character, _plain(character))
    return plain


def _plain(text: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text.casefold()))


def words_of(text: str) -> set[str]:
    """The different words of a text that was folded."""
    # Few parts of a long text are different: only those are looked at letter by letter.
    return set(_WORD.findall(" ".join(set(text.split()))))


def asked_words(query: str) -> list[str]:
    """The words that a query asks for, each once; what has a hyphen counts as one word.

    Common words are left out, unless there is nothing else.
    """
    found = _WORD.findall(_HYPHENS.sub("", folded(query)))
    telling = [word for word in found if word not in COMMON]
    return list(dict.fromkeys(telling or found))


def once(word: str) -> str:
    """`word` with each letter that stands twice or more written once: "afspraak" is "afsprak"."""
    return _TWICE.sub(r"\1", word)


def stems(word: str) -> frozenset[str]:
    """What is left of a word without its endings, in both languages."""
    english, *dutch = _stemmers()
    found = {english(word), *(stem(word) for stem in dutch)}
    if word.startswith("ge") and len(word) > 5:
        # Dutch begins and ends a participle so: "getest", "geoefend".
        found.update((word[2:-1], *(stem(word[2:]) for stem in dutch)))
    # "communiceer", but "communicer". Short words are others with one letter less.
    return frozenset(once(stem) if len(stem) > _SHORT else stem for stem in found)


def beginnings(word: str) -> set[str]:
    """How the stems of a word may begin: words that have none of these in common have other stems.

    Knowing that is a hundred times cheaper than a stem.
    """
    # Dutch spells "lees" and "lezen", and puts "ge" in front or behind a prefix: "opgeschaald".
    within = word.find("ge", 0, 6)
    forms = (word, word[:within] + word[within + 2 :]) if within >= 0 else (word,)
    return {start.translate(_SOUNDS) for form in forms for start in _starts(form)}


def _starts(word: str) -> tuple[str, ...]:
    """Three letters, as `once` leaves them, and two where a third may be that of an ending."""
    short = len(word) < _SHORT
    if word[:1] == word[1:2]:
        word = word[1:]
    twice = word[1:2] == word[2:3]
    third = word[3:4] if twice else word[2:3]
    return (word[:2] + third, word[:2]) if short or twice else (word[:2] + third,)


@cache
def _stemmers() -> tuple[Callable[[str], str], ...]:
    """English first, then Dutch. Loading them takes 30 ms: only whoever searches does."""
    import snowballstemmer

    made: list[Any] = [snowballstemmer.stemmer(n) for n in ("english", "dutch", "dutch_porter")]
    return tuple(stemmer.stemWord for stemmer in made)
