"""Whether a text says what is done, in English (a verb first) or in Dutch (a verb somewhere).

Only what can be told with confidence is said to have no verb: there is no dictionary here.
"""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What a thing begins with, and nothing that is done.
_ENGLISH_STARTS: Final = _words(
    """the a an this that these those our my your their its more less fewer better worse no some any
    there it too very clear clearer good bad new regular daily weekly monthly we"""
)
_ENGLISH_NOUN: Final = re.compile(r"(tion|sion|ment|ness|ity|ance|ence|ship|ism|ing)s?$")
#: Verbs that look like such nouns.
_ENGLISH_VERBS: Final = _words(
    """mention document implement experiment comment supplement transition partition position
    question section station function condition caution commission envision provision
    balance enhance finance advance reference sequence influence silence experience
    bring ring ping sing string spring swing fling cling wing cement segment augment
    ship worship city witness harness complement"""
)

#: What a thing begins with in Dutch; its verb may come at the end.
_DUTCH_STARTS: Final = _words("de het een onze ons deze dit die dat elke iedere alle mijn")
#: After these a word in -en is as likely the plural of a noun.
_DUTCH_QUALITIES: Final = _words(
    """meer minder beter betere slechtere geen nieuwe duidelijke duidelijkere goede snellere vaste
    wekelijkse dagelijkse maandelijkse te heldere"""
)
_DUTCH_NOUN: Final = re.compile(r"(ing|heid|tie|ment|schap|teit|isme)(en)?$")
_DUTCH_VERBS: Final = _words("breng spring zing dring dwing wring")
#: Infinitives that actions are made of, also behind a prefix: af-spreken, in-plannen, op-nemen.
_DUTCH_INFINITIVES: Final = tuple(
    _words(
        """passen bellen bespreken bestellen bouwen brengen controleren delen doen draaien gaan
        geven halen houden richten kiezen kijken laten leggen leren lezen maken melden meten nemen
        oefenen organiseren dragen plannen plaatsen praten proberen regelen schrappen schrijven
        slaan spreken staan sturen stellen testen trainen nodigen voegen voeren vragen verwijderen
        werken zetten zien zoeken automatiseren"""
    )
)


def says_what_is_done(text: str, language: str) -> bool:
    """False only for a text, with something in it, that surely names a thing and no deed."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or text.rstrip().endswith("?"):
        return False
    if language == "en":
        return _in_english(words)
    return _in_dutch(words) if language == "nl" else True


def _in_english(words: list[str]) -> bool:
    first = words[0]
    if first in _ENGLISH_STARTS or len(words) == 1:
        return False
    return first in _ENGLISH_VERBS or not _has_ending(_ENGLISH_NOUN, first)


def _in_dutch(words: list[str]) -> bool:
    first, rest = words[0], words[1:]
    if any(word.endswith(_DUTCH_INFINITIVES) for word in words) and len(words) > 1:
        return True
    if not rest or first in _DUTCH_QUALITIES:
        return False
    if first in _DUTCH_STARTS or (_is_dutch_noun(first) and first not in _DUTCH_VERBS):
        last = rest[-1]
        return last.endswith("en") and not _is_dutch_noun(last)
    return True


def _is_dutch_noun(word: str) -> bool:
    return _has_ending(_DUTCH_NOUN, word)


def _has_ending(ending: re.Pattern[str], word: str) -> bool:
    """Whether a word ends so, with something before it that may be a stem."""
    return ending.search(word, 3) is not None
