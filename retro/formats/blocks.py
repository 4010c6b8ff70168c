"""Markdown as the few blocks that a format is made of, each with its line.

A format uses a small part of CommonMark: headings, paragraphs, lines of code spans ("chips"),
quotes, and lists of one level. Whatever else a file holds is a problem with a line, never a guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from retro.formats.errors import Problem, told
from retro.session.text import clean_line

#: No sentence in a format needs more; longer ones are not even parsed.
TEXT_LIMIT: Final = 1000
PROBLEMS_LIMIT: Final = 20

_SPOKEN: Final = re.compile(r'“[^“”]+”|"[^"]+"|„[^„“”]+[“”]|«[^«»]+»')
_ALL_SPOKEN: Final = re.compile(rf"(?:{_SPOKEN.pattern})(?:\s+(?:{_SPOKEN.pattern}))*")
_NUMBER: Final = re.compile(r"[ >\t]*([0-9]{1,9})[.)]")


class Mark(Enum):
    """What a block is, by the look of it alone."""

    FRONT = "front matter"
    HEADING = told("a heading")
    CHIPS = told("a line of chips")
    QUOTE = told("a quote")
    SPOKEN = told("spoken text")
    PARAGRAPH = told("a paragraph")
    BULLETS = told("a list")
    STEPS = told("a numbered list")


@dataclass(frozen=True, slots=True)
class Text:
    """Cleaned text on one line, and where it stands."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """`texts` holds the items of a list, the chips of a line, the sentences spoken, or one text.

    `number` is the level of a heading, or the number that a numbered list begins with.
    """

    mark: Mark
    line: int
    texts: tuple[Text, ...]
    number: int = 0

    @property
    def text(self) -> str:
        return self.texts[0].text if self.texts else ""


class Problems(list[Problem]):
    """The problems found so far; a hostile file cannot make this grow without end."""

    def note(self, line: int, sentence: str) -> None:
        if len(self) < PROBLEMS_LIMIT:
            self.append(Problem(line, sentence))


_EXPECTED: Final = {
    "code_block": told("this is indented as code; begin the line at the margin"),
    "fence": told("a format has no code blocks; take out the ``` lines"),
    "hr": told("a format has no rules across the page; leave a line empty instead"),
    "html_block": told("a format has no HTML; only a comment may stand here"),
}


def read_blocks(text: str, problems: Problems) -> tuple[Block, ...]:
    """The blocks of a Markdown text in order; what does not belong is noted in `problems`."""
    markdown = MarkdownIt("commonmark", {"maxNesting": 8}).use(front_matter_plugin)
    markdown.disable(["inline", "reference"])
    inline = MarkdownIt("commonmark").disable(["link", "image", "autolink"])
    return tuple(_Reader(inline, text.split("\n"), problems).blocks(markdown.parse(text)))


class _Reader:
    """Walks the tokens of one text."""

    def __init__(self, inline: MarkdownIt, lines: list[str], problems: Problems) -> None:
        self._inline = inline
        self._lines = lines
        self._problems = problems

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        place = 0
        while place < len(tokens):
            token = tokens[place]
            end = _end(tokens, place)
            inside = tokens[place + 1 : end]
            line = _line(token)
            if token.type == "front_matter":
                yield Block(Mark.FRONT, line, (Text(token.content, line),))
            elif token.type == "heading_open":
                texts = tuple(self._text(t) for t in inside if t.type == "inline")
                yield Block(Mark.HEADING, line, texts, int(token.tag[1:]))
            elif token.type == "paragraph_open":
                yield self._paragraph(inside[0])
            elif token.type == "blockquote_open":
                if [t.type for t in inside] == ["paragraph_open", "inline", "paragraph_close"]:
                    yield Block(Mark.QUOTE, line, (self._text(inside[1]),))
                else:
                    self._problems.note(line, "a prompt is one paragraph, as in `> What happened?`")
                    yield Block(Mark.QUOTE, line, (Text("…", line),))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield self._list(token, inside)
            elif not _is_comment(token):
                self._problems.note(line, _EXPECTED.get(token.type, told("this has no place here")))
            place = end + 1

    def _text(self, token: Token) -> Text:
        line = _line(token)
        if len(token.content) > TEXT_LIMIT:
            self._problems.note(
                line, f"this has {len(token.content)} characters; {TEXT_LIMIT} at most fit"
            )
            return Text("…", line)
        return Text(_plain(self._parts(token)), line)

    def _parts(self, token: Token) -> list[Token]:
        return self._inline.parseInline(token.content)[0].children or []

    def _paragraph(self, token: Token) -> Block:
        line = _line(token)
        if len(token.content) <= TEXT_LIMIT:
            chips = _chips(self._parts(token))
            if chips:
                return Block(Mark.CHIPS, line, tuple(Text(chip, line) for chip in chips))
        text = self._text(token)
        if _ALL_SPOKEN.fullmatch(text.text):
            said = (match[0][1:-1].strip() for match in _SPOKEN.finditer(text.text))
            return Block(Mark.SPOKEN, line, tuple(Text(sentence, line) for sentence in said))
        return Block(Mark.PARAGRAPH, line, (text,))

    def _list(self, token: Token, inside: list[Token]) -> Block:
        texts = []
        ordered = token.type == "ordered_list_open"
        start = int(token.attrGet("start") or 0) if token.attrGet("start") is not None else 1
        place = 0
        while place < len(inside):
            end = _end(inside, place)
            item = inside[place + 1 : end]
            line = _line(inside[place])
            if [t.type for t in item] == ["paragraph_open", "inline", "paragraph_close"]:
                texts.append(self._text(item[1]))
            else:
                self._problems.note(line, "an item of a list is one line of text")
            if ordered:
                self._counts(line, start + len(texts) - 1)
            place = end + 1
        mark = Mark.STEPS if ordered else Mark.BULLETS
        return Block(mark, _line(token), tuple(texts), start if ordered else 0)

    def _counts(self, line: int, expected: int) -> None:
        """Markdown counts by itself; a number that says otherwise would mislead a reader."""
        number = _NUMBER.match(self._lines[line - 1])
        if number and int(number[1]) != expected:
            self._problems.note(line, f"the steps of a poll count up; this one is {expected}")


def _end(tokens: list[Token], place: int) -> int:
    """The place of the token that closes the one at `place`: itself when it opens nothing."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens) - 1


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _is_comment(token: Token) -> bool:
    text = token.content.strip()
    return token.type == "html_block" and text.startswith("<!--") and text.endswith("-->")


def _plain(parts: list[Token]) -> str:
    breaks = ("softbreak", "hardbreak")
    return clean_line(
        "".join(" " if part.type in breaks else part.content for part in parts), TEXT_LIMIT
    )


def _chips(parts: list[Token]) -> list[str]:
    """The code spans of a paragraph that holds nothing else; empty when it holds other text."""
    chips = [clean_line(part.content) for part in parts if part.type == "code_inline"]
    others = [part for part in parts if part.type != "code_inline"]
    return chips if not _plain(others) else []
