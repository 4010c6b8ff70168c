"""Words without blame: where a text judges a person, and a question that asks what happened.

A hint is an offer to whoever writes, never a verdict: nothing is stored, counted or blocked. In
doubt there is none, because a wrong hint costs more than a missing one. It rests on rules, so it
knows wordings and no meanings; docs/coach.md says how far that goes.

What is judged is the reaction to a failure that Dekker calls counterfactual and judgemental ("The
Field Guide to Understanding 'Human Error'"), and the questions who and why that PagerDuty and Etsy
turn into what and how. Nothing about oneself, in quotes or in code is ever hinted at.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

from retro.coaching.rules import Kind, Language
from retro.coaching.sentences import named, sentences

__all__ = ["LANGUAGES", "Hint", "Kind", "hints"]

#: The languages that there are rules for.
LANGUAGES: Final = ("en", "nl")


@dataclass(frozen=True, slots=True)
class Hint:
    """`phrase` is `text[start:end]` of what was read; `question` is in the language of the text."""

    phrase: str
    start: int
    end: int
    kind: Kind
    question: str


def hints(text: str, language: str, names: Collection[str] = ()) -> tuple[Hint, ...]:
    """The wordings in a text that blame somebody, in their order, none over another.

    `names` are those of participants, which count as persons, and so does the first word of each.
    Of a `language` that is not in LANGUAGES nothing is said. Takes time linear in the text.
    """
    if language not in LANGUAGES or not text:
        return ()
    rules = _language(language)
    persons = named(names)
    found: list[Hint] = []
    for sentence in sentences(text, rules.vocabulary, persons):
        found += (
            Hint(text[start:end], start, end, rule.kind, rule.question)
            for start, end, rule in rules.findings(sentence)
        )
    return tuple(found)


@cache
def _language(language: str) -> Language:
    """The rules of a language; only one that somebody writes in is loaded."""
    if language == "nl":
        from retro.coaching.dutch import DUTCH

        return DUTCH
    from retro.coaching.english import ENGLISH

    return ENGLISH
