"""Text is read back exactly in every place that the minutes put it in, by more than one parser."""

from functools import cache

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from retro.minutes.blocks import item, reference, table, title
from retro.minutes.escape import cell, heading, inline
from retro.session.text import clean, clean_line
from tests.minutes.reading import PARSERS, specification, structure, texts
from tests.minutes.typed import typed, typed_line

# Lines that other tests cover, over and over: counting them here takes half the time again.
pytestmark = pytest.mark.no_cover

READERS = {name: make() for name, make in PARSERS.items()}
NESTED = item("before") + "\n{}\n" + item("after", 2)


def check(reader: MarkdownIt, markdown: str, plain: str, expected: list[str]) -> None:
    """The texts are there, and nothing is but what plain words in their place would give."""
    assert texts(markdown, reader) == expected, markdown
    assert structure(markdown, reader) == structure_of_plain(plain, reader), markdown


@cache
def structure_of_plain(plain: str, reader: MarkdownIt) -> list[str]:
    """Few plain words are looked at again and again."""
    return structure(plain, reader)


def shape(text: str) -> str:
    """Plain words with as many lines."""
    return "\n".join("x" for _ in text.split("\n"))


def check_everywhere(reader: MarkdownIt, text: str) -> None:
    plain = shape(text)
    check(reader, inline(text), inline(plain), [text])
    check(reader, item(text), item(plain), [text])
    check(
        reader,
        NESTED.format(item(text, 1)),
        NESTED.format(item(plain, 1)),
        ["before", text, "after"],
    )
    labelled = item(text, 0, "*a*"), item(plain, 0, "*a*")
    check(reader, *labelled, [f"a – {text}"])
    numbered = item(text, marker="12."), item(plain, marker="12.")
    check(reader, *numbered, [text])


def check_line_everywhere(reader: MarkdownIt, line: str) -> None:
    check(reader, title(line, 3), title("x", 3), [line])
    check(reader, title(line, 2, "1.", "(2 dots)"), "## x", [f"1. {line} (2 dots)"])
    check(
        reader,
        table(["a", "b"], [[line, line], ["x", "y"]]),
        table(["a", "b"], [["x", "y"], ["x", "y"]]),
        ["a", "b", line, line, "x", "y"],
    )
    bold = f"- **{inline(line, at_start=False)}** – x, {inline(line, at_start=False)}, x"
    check(reader, bold, "- **x** – x, x, x", [f"{line} – x, {line}, x"])


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=400, deadline=None)
@given(text=typed())
def test_any_text_survives(name: str, text: str) -> None:
    check_everywhere(READERS[name], text)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=400, deadline=None)
@given(line=typed_line())
def test_any_line_survives(name: str, line: str) -> None:
    check_line_everywhere(READERS[name], line)


@pytest.mark.parametrize("name", READERS)
def test_every_example_of_the_specification_survives(name: str) -> None:
    examples = specification()
    assert len(examples) > 600
    for example in examples:
        if text := clean(example):
            check_everywhere(READERS[name], text)
        if line := clean_line(example):
            check_line_everywhere(READERS[name], line)


@pytest.mark.parametrize(
    "text",
    [
        "Deploy done at 10:25, 25 minutes late (again)!",
        "snake_case_name and 2 * 3 = 6",
        "R&D said: a < b, b > c, <3 & so on",
        "#123 was closed by @anna; costs $5, perhaps $6",
        "~5 minutes [staging] failed - twice + once",
        "C:\\temp, and/or 50% :smile: it's “fine”",
        "https://example.org/a_b/~me?x=1&y=2#top",
        "- 1",
    ],
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert inline(text, at_start=text == "- 1") == text.replace("- 1", "\\- 1")
    assert cell(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("[ ] no task", "\\[ ] no task"),
        ("[X] nor this", "\\[X] nor this"),
        ("^[no footnote]", "^\\[no footnote]"),
        ("[^1] nor this", "\\[^1] nor this"),
        ("no term\n: no definition", "no term\\\n\\: no definition"),
        ("__init__ and snake_case_", "\\_\\_init__ and snake_case_"),
        ("a\n---", "a\\\n\\---"),
        ("| a |\n| - |", "| a |\\\n\\| - |"),
        ("*bold*", "\\*bold\\*"),
        ("~~gone~~", "\\~\\~gone\\~\\~"),
        ("[a](b)", "[a\\](b)"),
        ("[a]: b", "[a\\]: b"),
        ("<b>", "\\<b>"),
        ("&amp;", "\\&amp;"),
        ("$x$", "$x\\$"),
        ("at the end\\", "at the end\\\\"),
        ("   three spaces", "&#32;  three spaces"),
        ("see https://a.b/\nand", "see https://a.b/  \nand"),
        ("https://a.b/*c*", "https\\://a.b/\\*c\\*"),
        ("a\n\nb", "a\\\n\\\nb"),
    ],
)
def test_only_markup_is_escaped(text: str, markdown: str) -> None:
    assert inline(text) == markdown


def test_pipes_and_breaks_in_a_cell() -> None:
    assert cell("a | b") == "a \\| b"
    assert cell("a \\| b") == "a \\\\&#124; b"
    assert cell("a\nb") == "a<br>b"
    assert heading("C #") == "C \\#"


def test_a_reference_is_short_and_on_one_line() -> None:
    assert reference("Short") == "Short"
    assert reference("First line\nsecond") == "First line …"
    long = reference("word " * 30)
    assert len(long) <= 62
    assert long.endswith("word …")
