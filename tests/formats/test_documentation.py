"""docs/formats.md is true: its example is a format, and it names every word there is."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from retro.formats import chips
from retro.formats.errors import FormatError
from retro.formats.front import Front
from retro.formats.reader import read_format, read_template
from retro.session.format import Kind, Lesson

DOCUMENT = Path(__file__).parents[2] / "docs" / "formats.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def example() -> str:
    tokens = MarkdownIt("commonmark").parse(TEXT)
    (code,) = [token for token in tokens if token.type == "fence" and token.info == "markdown"]
    return code.content


def test_the_example_is_a_format() -> None:
    template = read_template(example(), "lookback.md")
    format = template.format
    assert (format.key, format.minutes, format.people) == ("lookback", 20, (2, 8))
    assert template.situations == ("regular",)
    assert [phase.key for phase in format] == [
        "welcome",
        "energy",
        "week",
        "vote",
        "commit",
        "close",
    ]
    assert [column.lesson for column in format.phase("week").columns] == [
        Lesson.SUSTAIN,
        Lesson.NONE,
    ]
    assert format.phase("week").say == ("Write for yourself first.", "Begin with what helped.")


def test_the_error_shown_is_the_error_given() -> None:
    """Somebody takes the minutes out of the first phase of the example."""
    with pytest.raises(FormatError) as caught:
        read_format(example().replace("`welcome` `2 min`", "`welcome`"), "lookback.md")
    assert f"\n    {caught.value}\n" in TEXT


def test_every_word_is_explained() -> None:
    for kind in Kind:
        assert f"| `{kind}` |" in TEXT
    for name in Front.__dataclass_fields__:
        assert f"| `{name}` |" in TEXT
    for part in ("use", "avoid", "rules"):
        assert f"| `{part}` |" in TEXT
    for lesson in (Lesson.SUSTAIN, Lesson.IMPROVE):
        assert f"`lesson: {lesson}`" in TEXT


@pytest.mark.parametrize("chip", [shape.example for shape in chips.SHAPES])
def test_every_chip_is_explained(chip: str) -> None:
    assert f"`{chip}`" in TEXT
