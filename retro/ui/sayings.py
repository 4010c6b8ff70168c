"""What a door says to somebody whose screen is not there, or ends."""

from functools import lru_cache

from retro.words import Words

#: Languages that are kept at hand; a client may name any.
_AT_HAND = 8


def said(sentence: str, language: str) -> str:
    """A sentence of a door in this language; in English where it is not known or not spoken."""
    return _words(language)(sentence) if language else sentence


@lru_cache(maxsize=_AT_HAND)
def _words(language: str) -> Words:
    return Words(language)
