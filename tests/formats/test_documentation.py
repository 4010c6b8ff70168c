"""docs/formats.md is true: its example is a format, and it names every word there is."""

import re
import shlex
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from retro.formats import chips
from retro.formats.errors import FormatError
from retro.formats.front import Front
from retro.formats.reader import read_format, read_template
from retro.session.format import Kind, Lesson
from tests.cli.shelf import typed
from tests.formats.documents import PAGE, page

#: Commands that stand by themselves on an indented line.
COMMAND = re.compile(r"^    (retro .+)$", re.MULTILINE)
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


def test_the_commands_of_the_worked_example_do_what_it_says(tmp_path: Path) -> None:
    """Typed as they stand there, but for the last one: that takes the whole terminal."""
    commands = [shlex.split(line)[1:] for line in COMMAND.findall(TEXT)]
    assert [words[:2] for words in commands] == [
        ["formats", "new"],
        ["formats", "check"],
        ["formats", "preview"],
        ["start", "lookback"],
        ["formats", "new"],
    ]
    data = str(tmp_path)

    def type_(words: list[str]) -> str:
        said = typed(*words, RETRO_DATA_DIR=data, COLUMNS="80")
        assert (said.status, said.err) == (0, ""), said
        return said.out

    file = tmp_path / "templates" / "en" / "lookback.md"
    assert str(file) in type_(commands[0])
    file.write_text(example(), encoding="utf-8")
    assert type_(commands[1]).endswith("1 format checked: nothing is wrong.\n")
    assert "▸ WEEK" in type_(commands[2])
    assert "needs a terminal" in typed(*commands[3], RETRO_DATA_DIR=data).err
    assert "templates/teams/team-noord/en/lookback.md" in type_(commands[4])
    file.write_text(example().replace("`welcome` `2 min`", "`welcome`"), encoding="utf-8")
    said = typed(*commands[1], RETRO_DATA_DIR=data)
    assert said.status == 1
    assert "lookback.md:30: a phase needs its minutes, as in `5 min`." in said.out


def test_the_list_of_formats_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "docs/format-list.md is not what the formats say: run python -m tests.formats.documents"
    )
