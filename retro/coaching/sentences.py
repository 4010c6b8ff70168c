"""A text as sentences of words, each with marks that say what kind of word it is.

What is quoted or code stays out: it is somebody else's, or no language. A sentence is written as
one line of `MARKS:word ` for the patterns of `retro.coaching.rules`.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

#: Longer words are no words; what follows them does not matter to any pattern.
_LONGEST: Final = 40
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*['’]?|[.!?]+|[^\w\s]|_+")
#: Around a word these say how it is written.
_EMPHASIS: Final = "*_~"
_ENDS: Final = re.compile(r"[.!?]+|[;•|]")
_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
#: A quotation or code of one line, whose end is there as well. An apostrophe opens none.
_ASIDE: Final = re.compile(
    r"(?P<tick>`{1,3})(?:(?!`).){1,300}?(?P=tick)"
    r"|\"[^\"\n]{1,600}\"|“[^“”\n]{1,600}[”“]|„[^„”“\n]{1,600}[”“]|«[^«»\n]{1,600}»"
    r"|(?<!\w)‘[^‘’\n]{1,300}(?:’(?=\w)[^‘’\n]{0,300}){0,3}’(?!\w)"
    r"|(?<!\w)'(?![stnkm]\b|\s)[^'\n]{1,300}(?:(?<=\w)'(?=\w)[^'\n]{0,300}){0,3}'(?!\w)"
)
_QUOTATION: Final = re.compile(r"\s*(?:>|\[(?:quote|citaat)\])", re.IGNORECASE)
_LINK: Final = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://\S+|\bwww\.\S+", re.IGNORECASE)
_ABBREVIATION: Final = re.compile(
    r"\b(?:[A-Za-z]\.){2,6}|\b(?:e\.g|i\.e|etc|vs|approx|dr|mr|mrs|ms|prof|no|nr|bijv|evt|mw|dhr"
    r"|o\.a|d\.w\.z|m\.b\.t|ca|blz|p)\.(?=\s+\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What words of a language are.

    `marks` has one or more capital letters for a word in lower case; `endings` the same for the
    first ending that fits a word. A word that ends with one of `compounds` is a person too. Behind
    a word of `programs` one with mark A is a program. `capitals` are persons if written so. Behind
    one of `prepositions` a person gets mark R, unless `parts` say that some of them are meant.
    """

    marks: Mapping[str, str]
    endings: tuple[tuple[str, str], ...] = ()
    programs: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    compounds: tuple[str, ...] = ()
    prepositions: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    not_compounds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """`line` is what patterns read; `spans` are the places of its words in the text."""

    line: str
    starts: list[int]
    spans: list[tuple[int, int]]
    words: frozenset[str]
    marks: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_question(self) -> bool:
        """Whether it ends with a question mark."""
        return self.line.endswith(":? ")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From places in `line` to places in the text, without punctuation at either end."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        while first < last and not self._is_word(last):
            last -= 1
        while first < last and not self._is_word(first):
            first += 1
        return self.spans[first][0], self.spans[last][1]

    def _is_word(self, number: int) -> bool:
        return self.line[self.starts[number] :].partition(":")[2][:1].isalnum()


def split(text: str) -> tuple[str, ...]:
    """The words of a list that is written as a text."""
    return tuple(text.split())


def named(names: Collection[str]) -> frozenset[str]:
    """What participants may be called in a sentence: each word of a name that has a capital."""
    parts = (part for name in names for part in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name[:200]))
    return frozenset(part for part in parts if part[:1].isupper() and len(part) > 1) | frozenset(
        name.strip() for name in names if name.strip()
    )


def sentences(text: str, vocabulary: Vocabulary, names: Collection[str] = ()) -> Iterator[Sentence]:
    """The sentences of a text that are its writer's own."""
    for line in _LINE.finditer(text):
        if _QUOTATION.match(line[0]):
            continue
        own = _own(line[0])
        found: list[tuple[str, int, int]] = []
        for token in _TOKEN.finditer(own):
            word = token[0]
            if word[0] in _EMPHASIS:
                continue
            if _ENDS.match(word):
                found.append(("?" if "?" in word else ".", token.start(), token.end()))
                if any(each[0][0].isalnum() for each in found):
                    yield _sentence(found, line.start(), vocabulary, names)
                found = []
            else:
                found.append((word, token.start(), token.end()))
        if any(each[0][0].isalnum() for each in found):
            yield _sentence(found, line.start(), vocabulary, names)


def _own(line: str) -> str:
    """A line in which other people's words are one sign, and dots of abbreviations spaces."""
    for pattern in (_LINK, _ASIDE):
        line = pattern.sub(lambda aside: "§" + " " * (len(aside[0]) - 1), line)
    return _ABBREVIATION.sub(lambda short: short[0].replace(".", " "), line)


def _sentence(
    tokens: list[tuple[str, int, int]], offset: int, vocabulary: Vocabulary, names: Collection[str]
) -> Sentence:
    parts: list[str] = []
    starts: list[int] = []
    words: set[str] = set()
    letters: set[str] = set()
    place = 0
    before = last = ""
    led = False
    for number, (token, _, _) in enumerate(tokens):
        word = token[:_LONGEST].replace("’", "'").lower()
        marks = _marks(token, word, vocabulary, names, is_first=number == 0)
        if "A" in marks and before in vocabulary.programs:
            marks = marks.replace("P", "").replace("A", "")
        if word in vocabulary.prepositions:
            led = before not in vocabulary.parts and bool(before) and "P" not in last
        elif led and "P" in marks:
            marks += "R"
            led = False
        elif "D" not in marks:
            led = False
        before, last = word, marks
        part = f"{marks}:{word} "
        parts.append(part)
        starts.append(place)
        place += len(part)
        words.add(word)
        letters.update(marks)
    spans = [(start + offset, end + offset) for _, start, end in tokens]
    return Sentence("".join(parts), starts, spans, frozenset(words), frozenset(letters))


def _marks(
    token: str, word: str, vocabulary: Vocabulary, names: Collection[str], *, is_first: bool
) -> str:
    """P a person, Q a person's, C a capital that may be a name, and what the vocabulary says."""
    known = vocabulary.marks.get(word, "")
    if token in vocabulary.capitals or (names and token in names):
        return known + "P"
    if known:
        is_name = "I" in known
        if not is_name:
            return known
        return known.replace("I", "P" if token[0].isupper() else "")
    stem = word[:-2] if word.endswith("'s") else word.rstrip("'") if word.endswith("s'") else ""
    if stem:
        owner = vocabulary.marks.get(stem, "")
        if "P" in owner or ("I" in owner and token[0].isupper()) or token[: len(stem)] in names:
            return "Q"
        return ""
    for ending, marks in vocabulary.endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            known = marks
            break
    if word not in vocabulary.not_compounds and word.endswith(vocabulary.compounds):
        return known + "P"
    if "-" in word:
        last = vocabulary.marks.get(word.rpartition("-")[2], "")
        if "P" in last:
            return known + "P"
    if token[0].isupper() and token[1:].islower() and len(token) > 2:
        known += "C" if not is_first else "B"
    return known
