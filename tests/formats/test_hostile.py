"""Files from elsewhere: whatever they hold, a valid Format comes out or a FormatError."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro.formats.catalogue import packaged_folder
from retro.formats.errors import FormatError
from retro.formats.reader import (
    PHASES_LIMIT,
    SIZE_LIMIT,
    read_format,
)
from retro.session.format import Format, Kind
from retro.session.text import clean_line

FILES = sorted(packaged_folder().glob("*/*.md"))
TEXTS = [file.read_text(encoding="utf-8") for file in FILES]

#: Pieces that steer the parser, so that drawn texts get past its first lines.
PIECES = st.sampled_from(
    [
        *("---\n", "key: a\n", "language: en\n", "people: 2-3\n", "# T\n", "## P\n", "### C\n"),
        *("`poll` `5 min`\n", "`collect` `1 min` `#a`\n", "`vote` `9 min` `3 dots` `from: a`\n"),
        *("`explain` `1 min` `from: a`\n", "`#c`\n", "`use`\n", "`rules`\n", "> ", "- ", "1. "),
        *("“said”\n", "text\n", "\n", "\n\n", "    ", "```\n", "<!-- ", "-->", "*", "_", "["),
        *("\t", "\\", "`", "|", "...\n", "&a", "*a", "!!x", "? ", "===\n", "0) ", "&#0;"),
    ]
)


def outcome(text: str) -> Format | None:
    """The format in a text, checked, or None where it was refused with a sentence and a line."""
    try:
        format = read_format(text, "own.md")
    except FormatError as error:
        lines = text.count("\n") + text.count("\r") + 1
        assert error.problems
        for problem in error.problems:
            assert 1 <= problem.line <= lines
            assert problem.sentence
        assert len(str(error)) < 20_000
        return None
    _check(format)
    return format


def _check(format: Format) -> None:
    """What every part of the program may rely on."""
    keys = [phase.key for phase in format]
    assert 1 <= len(keys) <= PHASES_LIMIT
    assert len(set(keys)) == len(keys)
    assert format.title
    assert format.purpose
    for place, phase in enumerate(format):
        assert 1 <= phase.minutes <= 600
        assert set(phase.source) <= set(keys[:place])
        assert (phase.scale is not None) is (phase.kind is Kind.POLL)
        assert (phase.most > 0 and 0 < phase.each <= phase.most) or phase.kind is not Kind.VOTE
        assert phase.prompt
        texts = [phase.title, phase.prompt, phase.detail, *phase.say, *phase.cues]
        for column in phase.columns:
            texts += [column.title, column.prompt]
        assert [text for text in texts if clean_line(text, 1000) != text] == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    outcome(text)


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_any_pieces(text: str) -> None:
    outcome(text)


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_any_pieces_after_a_good_beginning(text: str) -> None:
    outcome(
        "---\nkey: a\nlanguage: en\n---\n# T\n\nx\n\n## W\n`collect` `5 min` `#a`\n> y\n\n" + text
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=20).map("".join))
def test_any_front_matter(text: str) -> None:
    outcome(f"---\n{text}\n---\n# T\n\nx\n\n## W\n`welcome` `5 min`\n> y\n")


def _damaged(text: str, draw: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(draw.randint(1, 3)):
        place = draw.randrange(len(lines))
        match draw.randrange(6):
            case 0:
                lines[place : place + 2] = lines[place + 1 : place + 2] or [""]
            case 1:
                lines.insert(place, lines[draw.randrange(len(lines))])
            case 2:
                other = draw.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case 3:
                lines[place] = lines[place][: draw.randrange(len(lines[place]) + 1)]
            case 4:
                del lines[place + 1 :]
            case _:
                at = draw.randrange(len(lines[place]) + 1)
                mark = draw.choice('`#>-*\x1b\u202e\0\ud800“"\\[&:!1')
                lines[place] = lines[place][:at] + mark + lines[place][at:]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "file", range(len(FILES)), ids=lambda place: "/".join(FILES[place].parts[-2:])
)
def test_a_damaged_template(file: int) -> None:
    """Both outcomes are met; neither is anything but a valid format or a sentence."""
    draw = random.Random(file)
    refused = sum(outcome(_damaged(TEXTS[file], draw)) is None for _ in range(40))
    assert 0 < refused < 40


START = "---\nkey: a\nlanguage: en\n---\n# T\n\nx\n\n## W\n`collect` `5 min` `#a`\n> y\n\n"
ROOM = SIZE_LIMIT - len(START) - 10

BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "---\n" * 250_000,
        START + ">" * ROOM,
        START + "- " * (ROOM // 2),
        START + "1. " * (ROOM // 3),
        START + "- a\n" * (ROOM // 4),
        START + "## P\n" * (ROOM // 5),
        START + "## P\n`welcome` `1 min`\n" * (ROOM // 25),
        START + "### P\n`#a`\n" * (ROOM // 11),
        START + "`" * ROOM,
        START + "*_" * (ROOM // 2),
        START + "[" * ROOM,
        START + "“" * ROOM,
        START + "> " + "*a_ " * 249,
        START + "“" + "a” “" * 200,
        START + "".join(" " * (2 * depth) + "- a\n" for depth in range(250)),
        START + "<!--" * (ROOM // 4),
        f"---\nkey: {'[' * 30_000}\n---\n",
        f"---\nkey: {'{a: ' * 10_000}\n---\n",
        "---\n" + "".join(" " * depth + "a:\n" for depth in range(300)) + "---\n",
        "---\n" + "? " * 20_000 + "\n---\n",
        f"---\n{BOMB}---\n",
        "---\nkey: &k a\nlanguage: *k\n---\n",
        "---\nkey: !!python/object/apply:os.system ['exit']\n---\n",
        "---\n<<: {key: a}\n---\n",
        "---\nkey: a\n--- \nkey: b\n---\n",
        "---\n%YAML 9.9\n---\n",
        START + "\0",
        START + "\x1b]0;title\x07",
    ],
    ids=lambda text: repr(text[-30:]),
)
def test_a_hostile_file_is_refused(text: str) -> None:
    assert outcome(text) is None


def test_numbers_that_are_none() -> None:
    for number in ("٥", "５", "-1", "1e3", "9" * 5000, "0x5"):
        assert outcome(START + f"## P\n`welcome` `{number} min`\n> y\n") is None
