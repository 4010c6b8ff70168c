"""What the rules about blame are made of: kinds, patterns over marked words, and how they meet.

A pattern is a row of words in lower case, `a|b_c` for "a" or "b c", `a*` for what begins so, `*a`
for what ends so, `<PQ>` for a word with one of these marks, `..3` for up to three words in between,
`~3` for up to three words and commas, `^` and `$` for the ends of a sentence, `not:a|b` where none
of these may follow, `( a / b )` for either row, and `?` behind a word or a bracket that may be
missing. Square brackets `[ ... ]` hold what is shown of it. All gaps are bounded, so the time that
a search takes grows with the text and no faster.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from textwrap import dedent
from typing import Final

from retro.coaching.sentences import Sentence, Vocabulary


class Kind(StrEnum):
    """What a wording does."""

    COUNTERFACTUAL = "counterfactual"
    OMISSION = "omission"
    TRAIT = "trait"
    MOTIVE = "motive"
    LABEL = "label"
    QUESTION = "question"
    HINDSIGHT = "hindsight"
    ABSOLUTE = "absolute"
    REMEDY = "remedy"
    SANCTION = "sanction"
    COMPARISON = "comparison"
    SARCASM = "sarcasm"


_MARKS: Final = "[A-Z]*"
_ITEM: Final = re.compile(r"\S+")
_GAP: Final = re.compile(r"(\.\.|~)(\d)")
#: What leads to where somebody is, between who it is and what is done.
_BESIDE: Final = "on|at|in|of|from|behind|with|op|bij|van|uit|achter|met"
#: Who a pattern begins with does something, which nobody does who stands behind a preposition.
#: Nor does anybody who is only described, as in "someone who did not ask".
_NOBODY: Final = (
    "<R>|someone_who|somebody_who|anyone_who|anybody_who|everyone_who|everybody_who|people_who"
    "|iemand_die|iedereen_die|mensen_die"
)
_SUBJECT: Final = re.compile(r"^(\[ (?:\( )?)(?=<P[CABQ]*> )")
#: How many words before a phrase a negation is looked for.
_REACH: Final = 5


class Pattern:
    """One row; it is compiled when a sentence has a word that it cannot do without."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._words, self._letters = _needed(source)

    def may_fit(self, sentence: Sentence) -> bool:
        """False where a word that it needs is not there."""
        if self._words:
            return not self._words.isdisjoint(sentence.words)
        return not self._letters or not self._letters.isdisjoint(sentence.marks)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern over the line of a sentence; group `shown` is what to show, if it is set."""
        items = "".join(_compiled(item) for item in _ITEM.findall(self.source))
        return re.compile(rf"(?<![^ ]){items}")


@dataclass(frozen=True, slots=True)
class Rule:
    """`patterns` of one kind, with the question that they call for.

    `asks` says that they are questions themselves. Without `negated` a denial before the phrase or
    in it means that nothing is hinted at; `unless` are patterns that say the same of a sentence.
    """

    kind: Kind
    question: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    asks: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """The words and rules of a language.

    `open_question` fits the start of a question that only rules about questions look at; a sentence
    that one of `never` fits is left alone.
    """

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    open_question: Pattern
    never: tuple[Pattern, ...]

    def findings(self, sentence: Sentence) -> list[tuple[int, int, Rule]]:
        """Start, end and rule of each hint in a sentence, in order, none over another."""
        if _fits(self.never, sentence):
            return []
        asked = sentence.is_question
        only_asked = asked and self.open_question.compiled.search(sentence.line) is not None
        found = []
        for order, rule in enumerate(self.rules):
            if only_asked and not rule.asks:
                continue
            wanted = [each for each in rule.patterns if each.may_fit(sentence)]
            if not wanted or _fits(rule.unless, sentence):
                continue
            for pattern in wanted:
                for match in pattern.compiled.finditer(sentence.line):
                    if not rule.negated and _denied(sentence.line, match):
                        continue
                    group = "shown" if "shown" in pattern.compiled.groupindex else 0
                    start, end = sentence.span(match.start(group), match.end(group))
                    found.append((start, end, order))
        return self._apart(found)

    def _apart(self, found: list[tuple[int, int, int]]) -> list[tuple[int, int, Rule]]:
        """Of hints over each other the one that begins first, and of those the first rule's."""
        kept: list[tuple[int, int, Rule]] = []
        for start, end, order in sorted(found, key=lambda each: (each[0], each[2], -each[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end, self.rules[order]))
        return kept


def patterns(lines: str, **classes: str) -> tuple[Pattern, ...]:
    """A pattern a line; `{name}` stands for what `classes` has under it.

    A line that is indented deeper than the first goes on with the pattern before it.
    `{who}` stands for a person as a subject and what may come before the verb, `{whoc}` for one
    that may also be a name, and `{whoca}` for one that may be a program as well.
    """
    for name, marks in (("{who}", "P"), ("{whoc}", "PC"), ("{whoca}", "PCA")):
        lines = lines.replace(
            name, f"<{marks}> ( <C> )? ( <G> / {_BESIDE} ..3 )? ( ,? who|die )? ( <G> )?"
        )
    for name, words in classes.items():
        lines = lines.replace(f"{{{name}}}", "|".join(words.split()))
    return tuple(Pattern(_SUBJECT.sub(rf"\1not:{_NOBODY} ", row)) for row in _rows(lines))


def _rows(lines: str) -> list[str]:
    """Each pattern as one line; an alternative that a line ends within is put together."""
    rows: list[str] = []
    for line in dedent(lines).splitlines():
        if not line.startswith(" "):
            rows.append(line)
        elif rows[-1].endswith("|"):
            rows[-1] += line.strip()
        else:
            rows[-1] += " " + line.strip()
    return [row for row in map(str.strip, rows) if row]


def _fits(wanted: tuple[Pattern, ...], sentence: Sentence) -> bool:
    return any(
        each.may_fit(sentence) and each.compiled.search(sentence.line) is not None
        for each in wanted
    )


_DENIAL: Final = re.compile(r"(?<![^ ])[A-Z]*N[A-Z]*:")


def _denied(line: str, match: re.Match[str]) -> bool:
    """Whether a word that denies stands within a phrase or shortly before it."""
    before = line[: match.start()][-200:].split(" ")[-_REACH - 1 :]
    for place in range(len(before) - 1, -1, -1):
        if before[place].endswith((":,", "::", ":§")):
            before = before[place + 1 :]
            break
    return _DENIAL.search(" ".join(before) + match[0]) is not None


def _compiled(item: str) -> str:
    """One item as a regular expression; a word is written `MARKS:word `."""
    optional = "?" if item.endswith("?") and item not in ("?", "QM") else ""
    item = item.removesuffix("?") if optional else item
    simple = {
        "^": r"(?:^)", "$": r"(?:[A-Z]*:[.!?,] )?$", "(": "(?:", ")": f"){optional}", "/": "|",
        "[": "(?P<shown>", "]": f"){optional}", "QM": r":\? ",
        ",": f"(?::, ){optional}",
    }  # fmt: skip
    if item in simple:
        return simple[item]
    if gap := _GAP.fullmatch(item):
        word = r"[A-Z]*:[^\W_][^ ]* " if gap[1] == ".." else r"[A-Z]*:[^?. ]+ "
        return rf"(?:{word}){{0,{gap[2]}}}?"
    if item.startswith("not:"):
        return rf"(?!{_one(item[4:])})"
    return rf"(?:{_one(item)}){optional}" if optional else _one(item)


def _one(item: str) -> str:
    marks = [word[1:-1] for word in item.split("|") if word.startswith("<")]
    words = [
        re.escape(word).replace(r"\*", "[^ ]*").replace("_", f" {_MARKS}:")
        for word in item.split("|")
        if not word.startswith("<")
    ]
    either = [rf"{_MARKS}[{letters}]{_MARKS}:[^ ]*" for letters in marks]
    if words:
        either.append(rf"{_MARKS}:(?:{'|'.join(words)})")
    return f"{either[0]} " if len(either) == 1 else f"(?:{'|'.join(either)}) "


def _needed(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words of which a sentence must have one for a pattern to fit, or else marks."""
    words: list[frozenset[str]] = []
    letters: list[frozenset[str]] = []
    depth = 0
    for item in _ITEM.findall(source):
        depth += (item == "(") - item.startswith(")")
        is_plain = item[-1] != "?" and item[0] not in "()[]/^$.~," and item != "QM"
        if depth or not is_plain or item.startswith("not:"):
            continue
        if item.startswith("<") and "|" not in item:
            letters.append(frozenset(item[1:-1]))
        elif "*" not in item and "<" not in item:
            words.append(frozenset(word.partition("_")[0] for word in item.split("|")))
    if words:
        return min(words, key=len), frozenset()
    return frozenset(), letters[0] if letters else frozenset()
