"""Markdown as headings, paragraphs, list items and tables, each with the line it stands on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from retro.minutes.quick import quick_parts, quick_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ID: Final = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)
#: What stands between a label and what it is about, as it is written or as people type it.
_DASH: Final = re.compile(r" – |\s*[–—:-](?:\s+|$)|\s+$")
_PIPE: Final = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 to 6."""

    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`source` holds its lines as they stand there."""

    line: int
    text: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item as `retro.minutes` writes them: a label in bold or italics, a text, an id."""

    line: int
    label: str
    text: str
    id: str
    under: tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row. `cut` is why it cannot be trusted: "short", "long", "open" or empty."""

    line: int
    cells: tuple[str, ...]
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the row of its heads."""

    head: Row
    rows: tuple[Row, ...]


Block: TypeAlias = Heading | Paragraph | Item | Table


def outline(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text that has only line feeds; lines count from 1.

    What stands in lists is in their items, with no more than the first paragraph of each.
    """
    return tuple(_Reader(markdown).blocks())


class _Reader:
    """Goes through the blocks once; most of what stands in them needs no parser."""

    def __init__(self, markdown: str) -> None:
        from markdown_it import MarkdownIt

        blocks = MarkdownIt("commonmark").enable("table")
        blocks.core.ruler.enableOnly(["normalize", "block"])
        self._env: dict[str, Any] = {}
        self._tokens = blocks.parse(markdown, self._env)
        self._has_references = bool(self._env.get("references"))
        self._inside = MarkdownIt("commonmark")
        self._lines = markdown.split("\n")
        self._place = 0

    def blocks(self) -> Iterator[Block]:
        while self._place < len(self._tokens):
            token = self._next()
            match token.type:
                case "heading_open":
                    yield Heading(_line(token), int(token.tag[1:]), self._text(self._next()))
                case "paragraph_open":
                    start, end = token.map or (0, 0)
                    source = tuple(self._lines[start:end])
                    yield Paragraph(_line(token), self._text(self._next()), source)
                case "list_item_open":
                    yield self._item(token)
                case "table_open":
                    yield self._table()

    def _next(self) -> "Token":
        token = self._tokens[self._place]
        self._place += 1
        return token

    def _item(self, opening: "Token") -> Item:
        first: Token | None = None
        under: list[Item] = []
        while (token := self._next()).type != "list_item_close":
            if token.type == "list_item_open":
                under.append(self._item(token))
            elif token.type == "inline" and first is None:
                first = token
        label, text, id = self._parts(first.content) if first else ("", "", "")
        return Item(_line(opening), label, text, id, tuple(under))

    def _table(self) -> Table:
        rows: list[tuple[Token, list[str]]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append((token, []))
            elif token.type == "inline":
                rows[-1][1].append(self._text(token).strip())
        head, *others = (
            (_line(token), tuple(cells), self._lines[_line(token) - 1]) for token, cells in rows
        )
        columns, closed = len(head[1]), _is_closed(head[2])
        return Table(
            Row(head[0], head[1]),
            tuple(
                Row(line, cells, _cut(source, columns, closed=closed))
                for line, cells, source in others
            ),
        )

    def _text(self, inline: "Token") -> str:
        source = inline.content
        text = None if self._has_references else quick_text(source)
        return text if text is not None else "".join(map(_said, self._parsed(source)))

    def _parts(self, source: str) -> tuple[str, str, str]:
        parts = None if self._has_references else quick_parts(source)
        return parts or _parts(self._parsed(source))

    def _parsed(self, source: str) -> "Sequence[Token]":
        return self._inside.parseInline(source, self._env)[0].children or ()


def _line(token: "Token") -> int:
    return token.map[0] + 1 if token.map else 0


def _cut(source: str, columns: int, *, closed: bool) -> str:
    """Why the row on this line may say something else than was meant."""
    row = source.strip()
    count = len(_PIPE.findall(row)) + 1 - row.startswith("|") - (len(row) > 1 and _is_closed(row))
    if count != columns:
        return "short" if count < columns else "long"
    return "open" if closed and not _is_closed(row) else ""


def _is_closed(source: str) -> bool:
    row = source.strip()
    return row.endswith("|") and not row.endswith("\\|")


def _said(token: "Token") -> str:
    """What one part of a line says, without its markup."""
    match token.type:
        case "hardbreak":
            return "\n"
        case "softbreak":
            return " "
        case "html_inline":
            return "\n" if _BREAK.fullmatch(token.content) else token.content
        case "image" | "text" | "text_special" | "code_inline":
            return token.content
        case _:
            return ""


def _parts(tokens: "Sequence[Token]") -> tuple[str, str, str]:
    """The label, the text and the id of a list item; empty where it has none."""
    tokens = [token for token in tokens if token.type != "text" or token.content]
    id = ""
    if tokens and tokens[-1].type == "code_inline" and _ID.fullmatch(tokens[-1].content):
        id = tokens[-1].content.lower()
        tokens = tokens[:-1]
    label, rest = _labelled(tokens)
    text = "".join(map(_said, rest))
    if label:
        text = _DASH.sub("", text, count=1) if _DASH.match(text) else text
    return label, text.rstrip() if id else text, id


def _labelled(tokens: "Sequence[Token]") -> "tuple[str, Sequence[Token]]":
    """What stands in bold or italics before a dash or alone, and what follows."""
    if not tokens or tokens[0].type not in ("em_open", "strong_open"):
        return "", tokens
    level, end = tokens[0].level, 1
    while end < len(tokens) and tokens[end].level != level:
        end += 1
    label = "".join(map(_said, tokens[1:end])).strip()
    rest = tokens[end + 1 :]
    if rest and not _DASH.match(_said(rest[0])):
        return "", tokens
    return label, rest
