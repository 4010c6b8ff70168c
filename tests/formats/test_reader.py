"""What a format may say, and what a broken one is told: the line, and how to mend it."""

from pathlib import Path

import pytest

from retro.formats.errors import FormatError
from retro.formats.reader import SIZE_LIMIT, read_format, read_template
from retro.session.format import Column, Kind, Lesson, Phase, Scale

FRONT = "---\nkey: own\nlanguage: en\n---\n"
TITLE = "# Our own\n\nWhat it is for.\n\n"
WELCOME = "## Welcome\n`welcome` `5 min`\n> Why are we here?\n\n"
IDEAS = "## Ideas\n`collect` `5 min` `#ideas`\n> What do you see?\n\n"
START = FRONT + TITLE
#: The line on which whatever follows START begins.
AFTER = START.count("\n") + 1


def phases(text: str) -> tuple[Phase, ...]:
    return read_format(START + text).phases


def complaint(text: str) -> str:
    with pytest.raises(FormatError) as caught:
        read_format(text, "own.md")
    return str(caught.value)


def test_a_whole_phase() -> None:
    assert phases(
        IDEAS + "## Why\n"
        "`explain` `12 min` `#why` `hidden` `anonymous` `from: ideas`\n"
        "\n"
        "> What made\n"
        "> that so?\n"
        "\n"
        "Two *conditions* each,\n"
        "at least.\n"
        "\n"
        "“First.” “Second.”\n"
        "\n"
        '"Third."\n'
        "\n"
        "- Watch `this`.\n"
        "- Say “that”.\n"
    )[1] == Phase(
        key="why",
        kind=Kind.EXPLAIN,
        title="Why",
        minutes=12,
        prompt="What made that so?",
        detail="Two conditions each, at least.",
        say=("First.", "Second.", "Third."),
        cues=("Watch this.", "Say “that”."),
        hidden=True,
        anonymous=True,
        source=("ideas",),
    )


def test_columns() -> None:
    (phase,) = phases(
        IDEAS
        + "- A cue.\n\n### Keep\n`#keep` `lesson: sustain`\n> What stays?\n\n### Other\n`#other`"
    )
    assert phase.cues == ("A cue.",)
    assert phase.columns == (
        Column("keep", "Keep", "What stays?", Lesson.SUSTAIN),
        Column("other", "Other"),
    )


@pytest.mark.parametrize("low", [0, 1])
def test_a_scale_begins_at_nought_or_one(low: int) -> None:
    steps = "".join(f"{low + step}. Step {step}\n" for step in range(3))
    (phase,) = phases("## Energy\n`poll` `1 min`\n> How are you?\n\n" + steps)
    assert phase.scale == Scale(("Step 0", "Step 1", "Step 2"), low)
    assert phase.key == "poll"


def test_bounds_of_dots_and_actions() -> None:
    vote, other, commit, free = phases(
        "## A\n`vote` `2 min` `#a` `3 dots` `2 each`\n> ?\n\n"
        "## B\n`vote` `2 min` `#b` `1 dot`\n> ?\n\n"
        "## C\n`commit` `2 min` `#c` `at most 3`\n> ?\n\n"
        "## D\n`commit` `2 min` `#d`\n> ?\n"
    )
    assert (vote.most, vote.each) == (3, 2)
    assert (other.most, other.each) == (1, 1)
    assert (commit.most, free.most) == (3, 0)


def test_the_lines_at_the_top() -> None:
    template = read_template(
        "---\nkey: own\nlanguage: nl\npeople: 3 – 12\none_off: yes\nsituation: event\n"
        'when: "Net klaar: nu"\ncredit: Somebody\n---\n' + TITLE + WELCOME
    )
    format = template.format
    assert (format.key, format.language, format.people) == ("own", "nl", (3, 12))
    assert (format.one_off, format.credit) == (True, "Somebody")
    assert (template.situations, template.when) == (("event",), "Net klaar: nu")


def test_what_comes_before_the_phases() -> None:
    format = read_format(
        START + "## Rules\n`rules`\n- One.\n- Two.\n\n## Use\n`use`\n\nOften.\n\n"
        "## Not\n`avoid`\n\nSeldom.\n\n" + WELCOME
    )
    assert (format.title, format.purpose) == ("Our own", "What it is for.")
    assert (format.use, format.avoid) == ("Often.", "Seldom.")
    assert format.ground_rules == ("One.", "Two.")


def test_comments_and_line_ends_of_other_systems() -> None:
    text = "\ufeff" + START + "<!-- a note\nfor ourselves -->\n\n" + WELCOME
    assert read_format(text.replace("\n", "\r\n")) == read_format(START + WELCOME)


def test_text_is_cleaned() -> None:
    (phase,) = phases("## W\u200bel\u202ecome\n`welcome` `5 min`\n> Why [here](http://x)?\u2066\n")
    assert phase.title == "Welcome"
    assert phase.prompt == "Why [here](http://x)?"


def test_markup_stays_text() -> None:
    (phase,) = phases("## W\n`welcome` `5 min`\n> <b>Why</b> &amp; [bold]how[/]?\n")
    assert phase.prompt == "<b>Why</b> & [bold]how[/]?"


def phase_with(chips: str, rest: str = "> What?\n") -> str:
    return IDEAS + f"## Broken\n{chips}\n{rest}"


#: Where the heading "## Broken" stands, and the chips below it.
HEAD = AFTER + IDEAS.count("\n")
CHIPS = HEAD + 1

BROKEN = [
    # The chips of a phase
    ("`vote` `3 dots`", CHIPS, "a phase needs its minutes, as in `5 min`."),
    ("`welcome` `0 min`", CHIPS, "0 is out of bounds: from 1 to 600, as in `5 min`."),
    ("`welcome` `601 min`", CHIPS, "601 is out of bounds: from 1 to 600, as in `5 min`."),
    ("`welcome` `5 min` `6 min`", CHIPS, "`6 min`: this was said on this line already."),
    ("`colect` `5 min`", CHIPS, "`colect` is no kind of phase; did you mean `collect`?"),
    (
        "`zzz` `5 min`",
        CHIPS,
        "`zzz` is no kind of phase; there are " + ", ".join(Kind) + ".",
    ),
    ("`welcome` `5 min` `hidden`", CHIPS, "a welcome phase has no `hidden`."),
    ("`collect` `5 min` `hiden`", CHIPS, "`hiden` means nothing here; did you mean `hidden`?"),
    ("`collect` `5 min` `#Ideas`", CHIPS, "a key is `#` with small letters"),
    ("`collect` `5 min` `#ideas`", CHIPS, "there is a phase `#ideas` already"),
    (
        "`group` `5 min` `from: later`",
        CHIPS,
        "`from:` names earlier phases with cards; `later` is none of them (`ideas`).",
    ),
    (
        "`group` `5 min` `from: group`",
        CHIPS,
        "`from:` names earlier phases with cards; `group` is none",
    ),
    ("`group` `5 min` `from: ideas, ideas`", CHIPS, "`from:` names the same phase twice."),
    ("`vote` `2 min`", CHIPS, "a vote needs the dots that each person has, as in `3 dots`."),
    ("`vote` `2 min` `0 dots`", CHIPS, "0 is out of bounds: from 1 to 20, as in `3 dots`."),
    ("`vote` `2 min` `3 dots` `4 each`", CHIPS, "nobody has 4 dots for one topic; there are 3."),
    ("`commit` `5 min` `at most 0`", CHIPS, "0 is out of bounds: from 1 to 20"),
    ("`explain` `5 min`", CHIPS, "this phase needs what it explains"),
    ("`rounds` `5 min`", CHIPS, "a round says who speaks: `in turn`, `owner speaks`,"),
    ("`rounds` `5 min` `silent` `in turn`", CHIPS, "a round is `silent`, or people speak"),
    (
        "`rounds` `5 min` `owner speaks` `owner listens`",
        CHIPS,
        "where the `owner speaks`, nobody else has the floor.",
    ),
    ("`collect` `5 min` `rest 0 days`", CHIPS, "0 is out of bounds: from 1 to 30"),
    ("`collect` `5 min` `in turn`", CHIPS, "a collect phase has no `in turn`."),
    (
        "`collect` `5 min` `confidential` `gives plan`",
        CHIPS,
        "what is `confidential` is erased, so it cannot be a plan for later.",
    ),
    ("five minutes", HEAD, "this heading needs a line of chips below it"),
    ("`welcome` and `5 min`", HEAD, "this heading needs a line of chips below it"),
]


@pytest.mark.parametrize(("chips", "line", "said"), BROKEN)
def test_broken_chips(chips: str, line: int, said: str) -> None:
    rest = "> What?\n"
    first = complaint(START + phase_with(chips, rest)).splitlines()[0]
    assert first.startswith(f"own.md:{line}: {said}"), first


def test_a_source_has_cards() -> None:
    said = complaint(START + WELCOME + "## G\n`group` `5 min` `from: welcome`\n> Which?\n")
    assert said == f"own.md:{AFTER + 5}: `from:` names phases with cards; `welcome` has none."


POLL = "`poll` `1 min`\n> How?\n\n"

BROKEN_BODY = [
    ("`welcome` `5 min`\n", HEAD, "a phase needs its question, as in `> What happened?`."),
    ("`welcome` `5 min`\n> One?\n\n> Two?\n", CHIPS + 3, "a phase has one prompt"),
    ("`welcome` `5 min`\n> One?\n>\n> Two?\n", CHIPS + 1, "a prompt is one paragraph"),
    ("`welcome` `5 min`\n> One?\n\nTwo.\n\nThree.\n", CHIPS + 5, "a phase has one paragraph"),
    ("`welcome` `5 min`\n> One?\n\n“Two\n", CHIPS + 3, "what is said aloud begins and ends"),
    ("`welcome` `5 min`\n> One?\n\n- Two\n  - Three\n", CHIPS + 3, "an item of a list is one"),
    ("`welcome` `5 min`\n> One?\n\n- Two\n- \n", CHIPS + 4, "an item of a list is one line"),
    ("`welcome` `5 min`\n> One?\n\n- Two\n\n<!-- -->\n\n- Three\n", CHIPS + 7, "a phase has one"),
    ("`welcome` `5 min`\n> One?\n\n1. Two\n2. Three\n", CHIPS + 3, "only a poll has a numbered"),
    ("`welcome` `5 min`\n> One?\n\n`hidden`\n", CHIPS + 3, "a line of chips has no place here."),
    ("`welcome` `5 min`\n> One?\n\n#### Two\n", CHIPS + 3, "a heading has no place here."),
    ("`welcome` `5 min`\n> One?\n\n# Two\n", CHIPS + 3, "a heading has no place here."),
    ("`welcome` `5 min`\n> One?\n\n### Two\n`#two`\n", CHIPS + 3, "only a collect phase has"),
    ("`welcome` `5 min`\n> One?\n\n```\nx\n```\n", CHIPS + 3, "a format has no code blocks"),
    ("`welcome` `5 min`\n> One?\n\n    x\n", CHIPS + 3, "this is indented as code"),
    ("`welcome` `5 min`\n> One?\n\n---\n", CHIPS + 3, "a format has no rules across the page"),
    ("`welcome` `5 min`\n> One?\n\n<script>x</script>\n", CHIPS + 3, "a format has no HTML"),
    ("`welcome` `5 min`\n> One?\n\n<!-- no end\n", CHIPS + 3, "a format has no HTML"),
    (f"`welcome` `5 min`\n> {'x' * 301}\n", CHIPS + 1, "a prompt has at most 300 characters."),
    (f"`welcome` `5 min`\n> {'x' * 1001}\n", CHIPS + 1, "this has 1001 characters; 1000 at most"),
    (f"`welcome` `5 min`\n> One?\n\n- {'x' * 301}\n", CHIPS + 3, "an item of a list has at most"),
    ("`welcome` `5 min`\n> \u200b\n", CHIPS + 1, "this prompt is empty."),
    (
        "`poll` `1 min` `safety`\n> How?\n\n1. One\n2. Two\n",
        HEAD,
        "a poll about safety has five steps, from 1",
    ),
    (
        "`poll` `1 min` `colour and arrow`\n> How?\n\n1. One\n2. Two\n",
        HEAD,
        "a poll with colours has three steps: red, amber, green.",
    ),
    (
        "`collect` `1 min` `confidential`\n> What?\n\n### Keep\n`#keep` `lesson: sustain`\n",
        HEAD,
        "lessons are kept, and what is `confidential` is erased: choose one.",
    ),
    (POLL, HEAD, "a poll needs its steps, as in `1. Not at all`."),
    (POLL + "1. One\n", CHIPS + 3, "a poll has 2 to 11 steps, not 1."),
    (POLL + "1. a\n" * 12, CHIPS + 3, "a poll has 2 to 11 steps, not 12."),
    (POLL + "1. One\n3. Three\n", CHIPS + 4, "the steps of a poll count up; this one is 2."),
    (POLL + "5. Five\n6. Six\n", CHIPS + 3, "the steps of a poll begin at 1, or at 0."),
    (POLL + "1. a\n2. b\n\nx\n\n1. a\n2. b\n", CHIPS + 8, "only a poll has a numbered list"),
]


@pytest.mark.parametrize(("body", "line", "said"), BROKEN_BODY)
def test_broken_phases(body: str, line: int, said: str) -> None:
    first = complaint(START + phase_with(body, "")).splitlines()[0]
    assert first.startswith(f"own.md:{line}: {said}"), first


#: Where the first column of IDEAS begins.
COLUMN = HEAD

BROKEN_COLUMNS = [
    (
        "### Keep\n> What?\n",
        COLUMN,
        "this heading needs a line of chips below it, as in `#sustain`",
    ),
    ("### Keep\n`lesson: sustain`\n", COLUMN + 1, "a column needs a key, as in `#sustain`."),
    ("### Keep\n`#keep` `lesson: good`\n", COLUMN + 1, "`lesson: good` means nothing here"),
    ("### Keep\n`#keep` `5 min`\n", COLUMN + 1, "`5 min` means nothing here"),
    ("### Keep\n`#keep`\n\n- cue\n", COLUMN + 3, "a column has one prompt"),
    ("### A\n`#a`\n\n### B\n`#a`\n", COLUMN + 4, "there is a column `#a` already."),
    (
        "".join(f"### A\n`#a{number}`\n" for number in range(9)),
        COLUMN + 16,
        "a phase has at most 8 columns.",
    ),
]


@pytest.mark.parametrize(("columns", "line", "said"), BROKEN_COLUMNS)
def test_broken_columns(columns: str, line: int, said: str) -> None:
    first = complaint(START + IDEAS + columns).splitlines()[0]
    assert first.startswith(f"own.md:{line}: {said}"), first


REST = TITLE + WELCOME

BROKEN_FRONTS = [
    ("", 1, "the file begins with `---`"),
    (REST, 1, "the file begins with `---`"),
    ("---\nkey: own\n" + REST, 1, "the file begins with `---`"),
    ("---\nkey: own\n---\n" + REST + REST, 1, "the lines between the `---` need `language`."),
    (
        "---\nkey: own\nkey: a\nlanguage: en\n---\n" + REST,
        3,
        "`key` stands here for the second time.",
    ),
    ("---\nkey: own\nlangage: en\n---\n" + REST, 3, "`langage` means nothing here; did you mean"),
    ("---\nkey: Own!\nlanguage: en\n---\n" + REST, 2, "a key is small letters, digits and hyphens"),
    ("---\nkey: own\nlanguage: English\n---\n" + REST, 3, "a language is its short code"),
    ("---\nkey: own\npeople: many\nlanguage: en\n---\n" + REST, 3, "`people` is from how many"),
    ("---\nkey: own\npeople: 9-3\nlanguage: en\n---\n" + REST, 3, "`people` is from how many"),
    (
        "---\nkey: own\none_off: perhaps\nlanguage: en\n---\n" + REST,
        3,
        "this is either true or false.",
    ),
    ("---\nkey: own\nwhen: a: b\nlanguage: en\n---\n" + REST, 3, "this is not `name: text`"),
    ("---\nkey: [a, b]\nlanguage: en\n---\n" + REST, 2, "here stands `name: text`"),
    ("---\nkey: &a own\nlanguage: en\n---\n" + REST, 2, "here stands `name: text`"),
    (
        "---\nkey: own\nwhen: !!python/object:os.system x\n---\n" + REST,
        3,
        "here stands `name: text`",
    ),
    ("---\n- key\n---\n" + REST, 2, "here stands `name: text`"),
]

BROKEN_STARTS = [
    (FRONT, 1, "a format begins with its title"),
    (FRONT + WELCOME, 5, "a format begins with its title"),
    (FRONT + "# Our own\n\n" + WELCOME, 5, "a format needs a purpose"),
    (FRONT + "# Our own\n\nWhat for.\n\nMore.\n\n" + WELCOME, 9, "below the title stands one"),
    (FRONT + f"# {'x' * 61}\n\nWhat for.\n\n" + WELCOME, 5, "a heading has at most 60 characters."),
    (FRONT + "# \n\nWhat for.\n\n" + WELCOME, 5, "this heading has no text."),
    (START, 7, "a format needs a phase: a `##` heading."),
    (START + "## Use\n`use`\n- a\n\n" + WELCOME, AFTER + 1, "below `use` comes a paragraph."),
    (START + "## Rules\n`rules`\n\nBe.\n\n" + WELCOME, AFTER + 1, "below `rules` comes a list."),
    (START + "## Use\n`use`\n\na\n\nb\n\n" + WELCOME, AFTER + 5, "below `use` comes a paragraph"),
    (START + "## Use\n`use` `5 min`\n\na\n\n" + WELCOME, AFTER + 1, "`use` stands alone"),
    (
        START + "## A\n`use`\n\na\n\n## B\n`use`\n\nb\n\n" + WELCOME,
        AFTER + 6,
        "`use` stands here for the second time.",
    ),
    (START + WELCOME * 2, AFTER + WELCOME.count("\n") + 1, "there is a phase `#welcome` already"),
    (START + "\x1b[2J" + WELCOME, AFTER, "there is a control character on this line; take it out."),
    (START + WELCOME + "\x9b", AFTER + 4, "there is a control character on this line"),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN_FRONTS + BROKEN_STARTS)
def test_broken_starts(text: str, line: int, said: str) -> None:
    first = complaint(text).splitlines()[0]
    assert first.startswith(f"own.md:{line}: {said}"), first


def test_too_many_phases() -> None:
    many = "".join(f"## P\n`welcome` `1 min` `#p{n}`\n> Why?\n\n" for n in range(41))
    assert complaint(START + many) == (f"own.md:{AFTER + 40 * 4}: a format has at most 40 phases.")
    assert len(phases(many[: many.index("## P\n`welcome` `1 min` `#p40`")])) == 40


def test_several_problems_come_together_in_order() -> None:
    said = complaint(START + "## A\n`welcome`\n> Why?\n\n## B\n`vote` `2 min`\n> Which?\n")
    assert said.splitlines() == [
        "own.md:10: a phase needs its minutes, as in `5 min`.",
        "own.md:14: a vote needs the dots that each person has, as in `3 dots`.",
    ]


def test_a_file_says_its_own_name(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text(START + "## A\n`welcome`\n> Why?\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"^mine\.md:10: a phase needs its minutes"):
        read_format(file)


def test_files_that_are_none(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "missing.md", Path("/dev/zero")):
        with pytest.raises(FormatError, match="there is no such file"):
            read_format(file)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "latin.md"
    file.write_bytes((START + "## Café\n").encode("latin-1"))
    with pytest.raises(FormatError, match=rf"latin\.md:{AFTER}: this is not UTF-8 text"):
        read_format(file)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "large.md"
    file.write_bytes(b"x" * (SIZE_LIMIT + 1))
    with pytest.raises(FormatError, match="larger than the 64 KiB"):
        read_format(file)
    with pytest.raises(FormatError, match="larger than the 64 KiB"):
        read_format("é" * (SIZE_LIMIT // 2 + 1))
