"""Minutes read back by Markdown parsers."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

_SIGNS: Final = ("text", "text_special", "code_inline")
_BREAKS: Final = ("softbreak", "hardbreak")
#: Marks code at the end of a block, so that no text of people is taken for an id.
_BEFORE_ID: Final = "\x00"
_ID: Final = re.compile(f" {_BEFORE_ID}[0-9a-f]{{6,14}}$")


def commonmark() -> MarkdownIt:
    """CommonMark with tables."""
    return MarkdownIt("commonmark").enable("table")


def forge() -> MarkdownIt:
    """What forges read: CommonMark with all GitHub extensions, footnotes, lists and mathematics."""
    parser = MarkdownIt("gfm-like2")
    # It shows the addresses it finds percent-decoded, which no forge does.
    parser.normalizeLinkText = _as_written  # type: ignore[method-assign]
    return parser.use(footnote_plugin).use(deflist_plugin).use(dollarmath_plugin, allow_space=False)


def _as_written(link: str) -> str:
    return link


PARSERS: Final = {"commonmark": commonmark, "forge": forge}


def texts(markdown: str, parser: MarkdownIt | None = None) -> list[str]:
    """The text of each block, as somebody sees it who reads the page, without the id behind it."""
    tokens = (parser or commonmark()).parse(markdown)
    return [_ID.sub("", "".join(_signs(token))) for token in tokens if token.children is not None]


def _signs(block: Token) -> Iterator[str]:
    for token in block.children or ():
        if token.type == "code_inline" and token is (block.children or [])[-1]:
            yield f"{_BEFORE_ID}{token.content}"
        elif token.type in _SIGNS:
            yield token.content
        elif token.type in _BREAKS or token.content == "<br>":
            yield "\n"
        elif token.type not in _MARKS:
            yield f"⟦{token.type}⟧"


_MARKS: Final = ("em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close")


def structure(markdown: str, parser: MarkdownIt | None = None) -> list[str]:
    """The kinds of all blocks and marks, in order; what is left when the text is taken out.

    Links that a forge makes of bare addresses do not count: the text is the same.
    """
    kinds: list[str] = []
    for token in (parser or commonmark()).parse(markdown):
        kinds.append(f"{token.type} {token.tag}")
        kinds.extend(
            part.type
            for part in token.children or ()
            if part.type not in _SIGNS and part.markup != "linkify"
        )
    return kinds


def specification() -> list[str]:
    """The input of every example in the CommonMark specification."""
    file = Path(__file__).with_name("commonmark_examples.json")
    return [example["markdown"] for example in json.loads(file.read_text("utf-8"))]
