"""Full-text search in lessons that forgives accents, endings and typing errors.

A word that was asked for is compared with every different word of all lessons: there are few
thousand of those, however many lessons there are. The words that match are then looked up in one
long text made of all lessons. Nothing is prepared or kept: for 3,000 lessons it takes less time
than reading them.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, TypeAlias

from retro.followup.words_of import (
    COMMON,
    CUSTOMARY,
    asked_words,
    beginnings,
    folded,
    once,
    stems,
    words_of,
)

Document: TypeAlias = Mapping[str, Any]

#: What is searched, and how much it says that a word stands there.
FIELDS: Final[Mapping[str, float]] = {
    "text": 1.0,
    "applies_when": 0.9,
    "tags": 0.8,
    "context": 0.5,
    "session_title": 0.4,
}
#: How well a word matches the one that was asked for.
_SAME: Final = 1.0
_APART: Final = 0.95
_SAME_STEM: Final = 0.9
_BEGINS_WITH_IT: Final = 0.7
_ENDS_WITH_IT: Final = 0.6
_IS_PART_OF_IT: Final = 0.6
_MAY_END_WITH_IT: Final = 0.5
_HAS_IT_WITHIN: Final = 0.4
_ONE_LETTER_OFF: Final = 0.55
_TWO_LETTERS_OFF: Final = 0.45
#: A word as good as this one tells that a lesson fits.
_TELLING: Final = 0.6

#: A word that no more documents than this have always counts as one that few have.
_FEW: Final = 12
_SHORTEST_PART: Final = 4
_SHORTEST_TO_MISTYPE: Final = 5
_LONG: Final = 9
#: Hits that have less than this share of the best one's score are noise beside it.
_NOISE: Final = 0.3
_BETWEEN: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    `score` is 1 for one that has every word asked for, as it was typed, in its text; `words` are
    those of its words that matched, as `folded` writes them.
    """

    document: Document
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    quality: float
    word: str


class Search:
    """A search in these documents, as they are now."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        #: By each different text: whose it is, and how much that says.
        owners: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for name, weight in FIELDS.items():
            for number, document in enumerate(self._documents):
                value = document.get(name)
                if value and isinstance(value, str):
                    owners[value].append((number, weight))
                elif isinstance(value, list):
                    for text in value:
                        if text and isinstance(text, str):
                            owners[text].append((number, weight))
        self._owners = list(owners.values())
        self._text = folded(_BETWEEN.join(text.replace(_BETWEEN, " ") for text in owners))
        lengths = (len(piece) + 1 for piece in self._text.split(_BETWEEN))
        self._ends = list(accumulate(lengths))
        self._vocabulary = words_of(self._text)
        self._stems: dict[str, frozenset[str]] = {}
        self._beginnings: dict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            for beginning in beginnings(word):
                self._beginnings[beginning].append(word)

    def find(self, query: str, limit: int | None = None) -> list[Hit]:
        """The documents that have what `query` asks for, the best first; at most `limit`.

        A word that few documents have counts for more than one that many have.
        """
        words = asked_words(query)
        matches = [self._matches(self._meant(word)) for word in words]
        hits = self._hits(matches)
        least = _NOISE * hits[0].score if hits else 0
        return [hit for hit in hits if hit.score >= least][:limit]

    def fitting(self, situation: str, limit: int | None = None) -> list[Hit]:
        """The documents that have something to do with a situation, the best first.

        One word in common is enough when not many documents have it and it is more than what
        sessions of every kind are about.
        """
        words = [
            word
            for word in asked_words(situation)
            if word not in CUSTOMARY and len(word) > 2 and not word.isdigit()
        ]
        few = max(_FEW, len(self._documents) // 4)
        matches = [self._matches(self._certain(word)) for word in words]
        telling = [found for found in matches if 0 < len(found) <= few]
        fit = {number for found in telling for number in found}
        return self._hits(matches, only=fit)[:limit]

    def _hits(
        self, matches: Sequence[Mapping[int, _Match]], only: Iterable[int] | None = None
    ) -> list[Hit]:
        """Those documents by how much of what was asked they have; `matches` has one a word."""
        count = len(self._documents)
        scores: dict[int, float] = defaultdict(float)
        words: dict[int, list[str]] = defaultdict(list)
        whole = 0.0
        for found in matches:
            rarity = math.log(1 + count / max(1, len(found)))
            whole += rarity
            for number, match in found.items():
                scores[number] += rarity * match.quality
                words[number].append(match.word)
        numbers = scores if only is None else only
        hits = [
            Hit(self._documents[n], scores[n] / whole, tuple(dict.fromkeys(words[n])))
            for n in numbers
        ]
        return sorted(hits, key=lambda hit: (-hit.score, str(hit.document.get("uid", ""))))

    def _matches(self, alike: Mapping[str, float]) -> dict[int, _Match]:
        """The documents that have one of these words, and the best one of each."""
        best: dict[int, _Match] = {}
        for word, quality in alike.items():
            for piece in self._pieces(word):
                for number, weight in self._owners[piece]:
                    if number not in best or best[number].quality < quality * weight:
                        best[number] = _Match(quality * weight, word)
        return best

    def _pieces(self, word: str) -> Iterator[int]:
        """Where a word, or words as they follow one another, stand: the numbers of the texts."""
        text, size, at = self._text, len(word), -1
        while (at := text.find(word, at + 1)) >= 0:
            end = at + size
            if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
                piece = bisect_right(self._ends, at)
                yield piece
                at = self._ends[piece] - 1

    def _meant(self, word: str) -> dict[str, float]:
        """As `_alike`, with what was meant where somebody hit a wrong key."""
        found = self._alike(word)
        # Where the word as typed is known, most words that look like it are other words.
        trust = 0.5 if max(found.values(), default=0) >= _SAME_STEM else 1.0
        for other, quality in self._mistyped(word):
            found[other] = max(quality * trust, found.get(other, 0))
        return found

    def _certain(self, word: str) -> dict[str, float]:
        """Those of `_alike` that hardly ever mean something else."""
        return {o: quality for o, quality in self._alike(word).items() if quality >= _TELLING}

    def _alike(self, word: str) -> dict[str, float]:
        """The words of the vocabulary that are forms or parts of a word: how well each matches."""
        found: dict[str, float] = {}
        forms = stems(word)
        for other, quality in (
            *self._parts(word),
            *self._compounds(word, forms),
            *self._same(word, forms),
        ):
            found[other] = max(quality, found.get(other, 0))
        return found

    def _same(self, word: str, forms: frozenset[str]) -> Iterator[tuple[str, float]]:
        """The word itself, its other forms, and how else it may be written."""
        if word in self._vocabulary:
            yield word, _SAME
        for form in _with_and_without_ending(word):
            for cut in range(1, len(form)):
                first, second = form[:cut], form[cut:]
                if first in self._vocabulary and second in self._vocabulary:
                    yield f"{first}-{second}", _APART
                    if min(len(first), len(second)) > 2:
                        yield f"{first} {second}", _APART
        alike = {beginning for form in (word, *forms) for beginning in beginnings(form)}
        for other in {other for each in alike for other in self._beginnings.get(each, ())}:
            if (
                other != word
                and other not in COMMON
                and not forms.isdisjoint(self._stems_of(other))
            ):
                yield other, _SAME_STEM

    def _stems_of(self, word: str) -> frozenset[str]:
        if word not in self._stems:
            self._stems[word] = stems(word)
        return self._stems[word]

    def _compounds(self, word: str, forms: frozenset[str]) -> Iterator[tuple[str, float]]:
        """Longer words that have this one in them, as Dutch writes them: "datamigratie"."""
        whole = once(word)
        # A stem that was spelled anew, as "les" of "lezing", would be found in quite other words.
        parts = {once(form) for form in forms} | {whole}
        for part in (part for part in parts if whole.startswith(part)):
            if len(part) < _SHORTEST_PART + (part != whole):
                continue
            # "brieven" has the letter of "brief" that it is spoken with.
            spelled = (part, part[:-1] + {"f": "v", "s": "z"}.get(part[-1], part[-1]))
            certain = 1.0 if part == whole else 0.9
            for other in (other for other in self._vocabulary if part[:2] in other):
                quality = max(_quality(once(other), each) for each in spelled)
                if quality and other != word:
                    yield other, quality * certain

    def _parts(self, word: str) -> Iterator[tuple[str, float]]:
        """Shorter words that this one begins or ends with."""
        for cut in range(3, len(word) - 2):
            for part in (word[:cut], word[cut:]):
                if len(part) <= _SHORTEST_PART:
                    continue
                for form in _with_and_without_ending(part):
                    if form in self._vocabulary:
                        yield form, _IS_PART_OF_IT

    def _mistyped(self, word: str) -> Iterator[tuple[str, float]]:
        """Words that differ by a letter, or two in a long word; changing places counts as one."""
        if any(letter.isdigit() for letter in word):
            return
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        for typed in {word, *stems(word)}:
            if len(typed) < _SHORTEST_TO_MISTYPE:
                continue
            most = 2 if len(typed) >= _LONG else 1
            for other, distance, _ in extract_iter(
                typed, self._vocabulary, scorer=OSA.distance, score_cutoff=most
            ):
                # Few mistype how a word begins, and many short words rhyme.
                rhymes = len(typed) < _LONG and other[0] != typed[0]
                if distance and not rhymes and len(other) >= _SHORTEST_PART:
                    yield other, _ONE_LETTER_OFF if distance == 1 else _TWO_LETTERS_OFF


def _with_and_without_ending(word: str) -> set[str]:
    """The word, and without the endings of most plurals."""
    return {word, word.removesuffix("s"), word.removesuffix("en")}


def _quality(word: str, part: str) -> float:
    """How well a word matches that has `part` in it; 0 where that seems to be by chance."""
    if word.startswith(part):
        return _BEGINS_WITH_IT
    at = word.rfind(part)
    if at < 3:
        return 0
    if len(word) - at - len(part) <= 2:
        return _ENDS_WITH_IT if len(part) > _SHORTEST_PART else _MAY_END_WITH_IT
    return _HAS_IT_WITHIN if len(part) > _SHORTEST_PART else 0
