"""What a document in Markdown says in its writer's own words, a paragraph at a time.

Code, quotations, front matter, comments and links are left out. This is no parser of CommonMark:
a line that could be either is taken for the writer's own, and a hint about it does no harm.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTED: Final = re.compile(r"\s*(?:[-*+] +|\d{1,9}[.)] +)?>")
_INDENTED: Final = re.compile(r"(?: {4}|\t)")
#: What a line begins with that ends the paragraph before it; the marker itself says nothing.
_MARKER: Final = re.compile(r"\s*(?:#{1,6}(?:\s+|$)|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|\|)")
_RULE: Final = re.compile(r"\s*(?:=+|-+|(?:[-*_] *){3,})\s*$")
_DEFINITION: Final = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s*\S")
_LINK: Final = re.compile(
    r"!?\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])"
    r"|<(?:https?|mailto|ssh|file):?[^<>\s]{1,1000}>|<!--.{0,1000}?-->|</?[A-Za-z][^<>\n]{0,500}>"
)
_COMMENT_STARTS, _COMMENT_ENDS = "<!--", "-->"


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, joined by spaces; `text` is what to judge."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def add(self, line: str, number: int) -> None:
        """Put a line of the document, counted from 1, behind what is there."""
        if self.text:
            self.text += " "
        self.starts.append(len(self.text))
        self.numbers.append(number)
        self.text += line

    def line_of(self, place: int) -> int:
        """In which line of the document a place in `text` is."""
        return self.numbers[bisect_right(self.starts, place) - 1]


def paragraphs(document: str) -> Iterator[Paragraph]:
    """The writer's own paragraphs, list items, headings and rows of tables, in order."""
    current = Paragraph()
    for number, line, begins in _own_lines(document):
        if begins and current.text:
            yield current
            current = Paragraph()
        if line:
            current.add(line, number)
            # A paragraph without an end is no paragraph; joining it would take ever more time.
            if len(current.starts) >= 100:
                yield current
                current = Paragraph()
    if current.text:
        yield current


def _own_lines(document: str) -> Iterator[tuple[int, str, bool]]:
    """Number, words, and whether something new begins, of each line; empty where nothing is own."""
    lines = document.split("\n")
    fence = ""
    is_quoted = is_comment = False
    before, was_text = "", False
    skipped = _front_matter(lines)
    for number, line in enumerate(lines[skipped:], skipped + 1):
        found = _FENCE.match(line)
        if fence or found:
            if fence and found and found[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            elif not fence and found:
                fence = found[1]
            before, was_text, is_quoted = "", False, False
            yield number, "", True
            continue
        is_comment = is_comment or line.lstrip().startswith(_COMMENT_STARTS)
        is_quoted = bool(_QUOTED.match(line)) or (is_quoted and bool(line.strip()))
        is_code = not was_text and bool(_INDENTED.match(line)) and not _MARKER.match(before)
        aside = is_comment or is_quoted or is_code or not line.strip()
        if is_comment and _COMMENT_ENDS in line:
            is_comment = False
        if aside or _RULE.match(line) or _DEFINITION.match(line):
            was_text = False
            yield number, "", True
            continue
        marker = _MARKER.match(line)
        before, was_text = (line if marker or not line.startswith(" ") else before), True
        own = line[marker.end() :] if marker else line
        yield number, _LINK.sub(lambda link: "§" * len(link[0]), own).strip(), marker is not None


def _front_matter(lines: list[str]) -> int:
    """How many lines the front matter takes; 0 where there is none."""
    if lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:400], 2):
        if line.rstrip() in ("---", "..."):
            return number
    return 0
