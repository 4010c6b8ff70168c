"""What is read without a parser is what a parser reads."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from retro.minutes import outline as outlines
from retro.minutes.escape import inline
from retro.minutes.markdown import minutes
from retro.minutes.outline import Item, outline
from retro.minutes.quick import quick_parts, quick_text
from retro.words import Words
from tests.minutes.reading import specification
from tests.minutes.test_minutes import STORIES
from tests.minutes.typed import typed

PIECES = (
    *("*", "**", "a", " ", "*a* – ", "**a b** – ", "**a**", "_", "`", " `abc123`", "\\", "\n"),
    *("\\\n", "](", "[a]", "&#32;", "&amp;", "<br>", "<a", "é", "!", "  \n", "–", "\u3000"),
)
MARKUP = st.one_of(
    st.text(st.sampled_from("ab1é*_`\\[]()<>&;!#~:–- \n\"'/"), max_size=24),
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
)


def block(source: str) -> str | None:
    """The source as the one paragraph that it is, or None."""
    tokens = MarkdownIt("commonmark").parse(source)
    kinds = [token.type for token in tokens]
    return tokens[1].content if kinds == ["paragraph_open", "inline", "paragraph_close"] else None


def parsed(source: str) -> tuple[str, tuple[str, str, str]]:
    children = MarkdownIt("commonmark").parseInline(source)[0].children or []
    return "".join(map(outlines._said, children)), outlines._parts(children)


@settings(max_examples=1500, deadline=None)
@given(MARKUP | typed() | typed().map(inline) | st.sampled_from(specification()))
@example("*a* – b\\_c `abc123`")
@example("**Action 1** `abc123`")
@example("a_ b_c *d")
@example("**Les** – \n\\&a")
def test_what_is_certain_is_what_a_parser_reads(typed_text: str) -> None:
    source = block(typed_text)
    if source is None:
        return
    text, parts = parsed(source)
    assert quick_text(source) in (None, text)
    assert quick_parts(source) in (None, parts)


@settings(max_examples=100, deadline=None)
@given(typed(), st.sampled_from(["", "*Note* – ", "**10:30 · as planned** – "]))
def test_what_people_type_is_seldom_left_to_the_parser(text: str, label: str) -> None:
    source = f"{label}{inline(text, at_start=not label)} `abc123`"
    if "&#" not in source and "  \n" not in source and text:
        assert quick_parts(source) == parsed(source)[1]


@pytest.mark.parametrize("story", STORIES)
def test_minutes_are_read_without_parsing_most_of_their_text(
    story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    parse = outlines._Reader._parsed

    def counted(reader: outlines._Reader, source: str) -> object:
        asked.append(source)
        return parse(reader, source)

    monkeypatch.setattr(outlines._Reader, "_parsed", counted)
    written = minutes(STORIES[story](), Words())
    blocks = outline(written)
    assert len(asked) <= len(blocks) / 6, asked


def test_definitions_of_links_are_left_to_the_parser() -> None:
    (item, *_) = outline("- see [this] `abc123`\n\n[this]: https://example.org\n")
    assert isinstance(item, Item)
    assert (item.text, item.id) == ("see this", "abc123")
