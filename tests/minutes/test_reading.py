"""Minutes are read back as they were written, however an editor left them."""

import codecs
from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro.followup.contents import Contents, Entry, Plain
from retro.minutes.agreements import action_ids
from retro.minutes.decoding import decoded
from retro.minutes.markdown import minutes
from retro.minutes.reading import read
from retro.minutes.record import record_of
from retro.minutes.vocabulary import day_of
from retro.session.model import Session
from retro.words import Words
from tests.minutes.handover import handover
from tests.minutes.stories import release, removal, sprint
from tests.minutes.test_minutes import STORIES, retold
from tests.minutes.typed import typed, typed_line

WORDS = {language: Words(language) for language in ("en", "nl")}
Said = set[tuple[str, str, Plain]]


def expected(session: Session) -> Said:
    """Every field with something in it, with the id of what it is about."""
    ids = action_ids(session)
    found: Said = set()
    for action in session.actions.values():
        due = action.due.isoformat() if action.due else None
        found |= {
            (ids[action.uid], name, value)
            for name, value in (
                *(("text", action.text), ("owner", action.owner), ("due", due)),
                *(("accepted", bool(action.owner) and action.accepted), ("kind", action.kind)),
                *(("done_when", action.done_when), ("first_step", action.first_step)),
                *(("size", action.size), ("hypothesis", action.hypothesis)),
                *(("stop_rule", action.stop_rule), ("link", action.link)),
            )
        }
    for earlier in session.earlier.values():
        due = earlier.due.isoformat() if earlier.due else None
        found |= {
            (ids[earlier.uid], name, value)
            for name, value in (
                *(("text", earlier.text), ("owner", earlier.owner), ("due", due)),
                *(("state", earlier.state), ("note", earlier.note), ("helped", earlier.helped)),
                ("done_when", earlier.done_when),
            )
        }
    for id, short in record_of(session, WORDS["en"]).lessons.items():
        card = session.cards[id]
        found |= {(short, "text", card.text), (short, "applies_when", card.applies_when)}
    return {each for each in found if each[2]}


def said(contents: Contents) -> Said:
    entries: tuple[Entry, ...] = (*contents.actions, *contents.earlier, *contents.lessons)
    return {
        (entry.id, name, value)
        for entry in entries
        for name, value in entry.fields.items()
        if value
    }


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("language", WORDS)
def test_minutes_come_back_as_they_were_written(story: str, language: str) -> None:
    session = STORIES[story]()
    contents = read(minutes(session, WORDS[language]))
    assert said(contents) == expected(session)
    assert (contents.session, contents.faults) == (session.key, ())
    assert len(contents.actions) == len(session.actions)
    assert len(contents.earlier) == len(session.earlier)


@pytest.mark.parametrize("story", STORIES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_people_type_comes_back(story: str, data: st.DataObject) -> None:
    lines = data.draw(st.lists(typed_line(), min_size=8, max_size=8))
    several = data.draw(st.lists(typed(), min_size=8, max_size=8))
    chance = Random(data.draw(st.integers(0, 99)))
    session = retold(STORIES[story](), lambda _, many: chance.choice(several if many else lines))
    written = minutes(session, WORDS[chance.choice(list(WORDS))])
    contents = read(written)
    assert said(contents) == expected(session), written
    assert (contents.session, contents.faults) == (session.key, ())


@pytest.mark.parametrize(
    "line", [entry.line for entry in read(minutes(release(), Words())).actions]
)
def test_lines_are_those_of_the_file(line: int) -> None:
    lines = minutes(release(), Words()).splitlines()
    entry = next(e for e in read("\n".join(lines)).actions if e.line == line)
    assert entry.id in lines[line - 1]


Change = Callable[[str, Random], str]


def on_rows(change: Callable[[list[list[str]], Random], list[list[str]]]) -> Change:
    """A change of the rows and columns of every table."""

    def changed(text: str, chance: Random) -> str:
        blocks = text.split("\n\n")
        for place, block in enumerate(blocks):
            if block.startswith("|"):
                grid = [cells(row) for row in block.rstrip("\n").split("\n")]
                rows = ["| " + " | ".join(row) + " |" for row in change(grid, chance)]
                blocks[place] = "\n".join(rows)
        return "\n\n".join(blocks)

    return changed


def cells(row: str) -> list[str]:
    parts, cell = [], ""
    for place, sign in enumerate(row.strip()[1:-1], 1):
        if sign == "|" and row.strip()[place - 1] != "\\":
            parts.append(cell.strip())
            cell = ""
        else:
            cell += sign
    return [*parts, cell.strip()]


def shuffled_rows(grid: list[list[str]], chance: Random) -> list[list[str]]:
    return [*grid[:2], *chance.sample(grid[2:], len(grid) - 2)]


def shuffled_columns(grid: list[list[str]], chance: Random) -> list[list[str]]:
    order = chance.sample(range(len(grid[0])), len(grid[0]))
    return [[row[place] for place in order] for row in grid]


def one_more_column(grid: list[list[str]], chance: Random) -> list[list[str]]:
    more = ["Costs", "---", *("€ 3" for _ in grid[2:])]
    at = chance.randrange(len(grid[0]) + 1)
    return [[*row[:at], cell, *row[at:]] for row, cell in zip(grid, more, strict=True)]


def aligned(grid: list[list[str]], chance: Random) -> list[list[str]]:
    """As formatters do it: every column as wide as its widest cell."""
    widths = [max(len(row[at]) for row in grid) for at in range(len(grid[0]))]
    return [
        [
            cell.ljust(width, "-" if number == 1 else " ")
            for cell, width in zip(row, widths, strict=True)
        ]
        for number, row in enumerate(grid)
    ]


def per_line(change: Callable[[str], str]) -> Change:
    return lambda text, chance: "\n".join(map(change, text.split("\n")))


def other_bullets(line: str) -> str:
    rest = line.lstrip(" ")
    return line.replace("- ", "* ", 1) if rest.startswith("- ") else line


EDITS: dict[str, Change] = {
    "rows": on_rows(shuffled_rows),
    "columns": on_rows(shuffled_columns),
    "one more": on_rows(one_more_column),
    "aligned": on_rows(aligned),
    "bullets": per_line(other_bullets),
    "blank lines": lambda text, chance: text.replace("\n## ", "\n\n\n## "),
    "loose lists": per_line(lambda line: f"\n{line}" if line.startswith("- ") else line),
    "no spaces in tables": per_line(
        lambda line: "|".join(f" {c} " for c in line.split(" | ")) if line[:1] == "|" else line
    ),
    "capitals": lambda text, chance: text.replace("| Owner", "| OWNER").replace("| Id", "| ID"),
}
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "old mac": lambda text: text.replace("\n", "\r").encode(),
    "mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-32": lambda text: text.encode("utf-32"),
}


@settings(max_examples=60, deadline=None)
@given(
    story=st.sampled_from(list(STORIES)),
    language=st.sampled_from(list(WORDS)),
    edits=st.lists(st.sampled_from(list(EDITS)), max_size=5),
    encoding=st.sampled_from(list(ENCODINGS)),
    seed=st.integers(0, 9),
)
def test_another_layout_says_the_same(
    story: str, language: str, edits: list[str], encoding: str, seed: int
) -> None:
    session, chance = STORIES[story](), Random(seed)
    text = minutes(session, WORDS[language])
    for edit in edits:
        text = EDITS[edit](text, chance)
    text = decoded(ENCODINGS[encoding](text))
    contents = read(text)
    assert said(contents) == expected(session), text
    assert (contents.session, contents.faults) == (session.key, ())


def test_windows_1252_is_read_as_such() -> None:
    written = minutes(removal(), Words("nl")).replace("→", "–").replace("Karim", "Zoë")
    assert decoded(written.encode("cp1252")) == written


def test_what_is_no_text_is_refused() -> None:
    for content in (bytes(9), b"\xff\xfe\x00"):
        with pytest.raises(ValueError, match=r"text|data"):
            decoded(content)


@pytest.mark.parametrize("make", [removal, handover])
def test_a_text_that_was_cut_is_never_whole(make: Callable[[], Session]) -> None:
    session = make()
    written = minutes(session, Words(session.language))
    for number in range(written.count("\n")):
        part = "\n".join(written.split("\n")[:number])
        assert read(part).session == ""
    for end in range(len(written) - 100, len(written) - 1):
        assert read(written[:end]).session != session.key


def test_a_row_that_was_torn_is_a_fault_wherever() -> None:
    written = minutes(release(), Words())
    rows = [line for line in written.splitlines() if line.startswith("| 2 ")]
    start = written.index(rows[0])
    line = written[:start].count("\n") + 1
    for length in range(3, len(rows[0]) - 1):
        contents = read(written[: start + length])
        assert [fault.line for fault in contents.faults] == [line], written[: start + length]
        assert len(contents.actions) == 1


@settings(max_examples=80, deadline=None)
@given(
    story=st.sampled_from(list(STORIES)),
    text=st.one_of(typed(), st.text(max_size=30)),
    place=st.integers(0, 9999),
    length=st.integers(0, 40),
)
def test_nothing_that_is_typed_anywhere_makes_it_raise(
    story: str, text: str, place: int, length: int
) -> None:
    written = minutes(STORIES[story](), Words())
    place %= len(written)
    contents = read(written[:place] + text.replace("\x00", "") + written[place + length :])
    for remark in (*contents.faults, *contents.passed_over):
        assert remark.line >= 1
        assert remark.sentence.format(**remark.values)


def edited(old: str, new: str, make: Callable[[], Session] = release) -> Contents:
    session = make()
    written = minutes(session, Words(session.language))
    assert written.count(old) >= 1
    return read(written.replace(old, new, 1))


@pytest.mark.parametrize(
    ("make", "old", "new", "why"),
    [
        (release, "27 March 2026", "next week", "is no day"),
        (release, "27 March 2026", "27 Marc 26", "is no day"),
        (release, "| yes ", "| perhaps ", "is none of: "),
        (release, "| No. |", "| Owner |", "stands there twice"),
        (release, " Id     |", " Code of it |", "no column “Id”"),
        (release, "| 2   |", "| 2   | and | more |", "more cells"),
        (release, "| 2   | Lower", "Lower", "fewer cells"),
        (release, "| --- | --- |", "| --- |", "This row stands in no table"),
        (release, "\n| 2 ", "\n\n| 2 ", "This row stands in no table"),
        (release, "3fe936", "hello!", "is not the id of an action"),
        (release, "28587f", "3fe936", "stands there twice"),
        (sprint, "**blocked**", "**stuck**", "is not how an action can stand"),
        (sprint, "due 6 March 2026", "due some day", "is no day"),
        (sprint, " · 3fa9c1", "", "no id under it"),
        (sprint, "partly", "a bit", "is none of: "),
    ],
)  # fmt: skip
def test_what_means_nothing_is_named(
    make: Callable[[], Session], old: str, new: str, why: str
) -> None:
    contents = edited(old, new, make)
    assert any(why in fault.sentence for fault in contents.faults), contents.faults


@pytest.mark.parametrize(
    ("make", "old", "new", "name", "value"),
    [
        (release, "27 March 2026", "2026-04-02", "due", "2026-04-02"),
        (release, "27 March 2026", "2 april 2026", "due", "2026-04-02"),
        (release, "27 March 2026", "April 2, 2026", "due", "2026-04-02"),
        (release, "27 March 2026", "2. Apr 2026", "due", "2026-04-02"),
        (release, "| yes ", "| NO ", "accepted", False),
        (release, "| not yet ", "| Ja ", "accepted", True),
        (release, "Bram ", "Bram \\| Anna ", "owner", "Bram | Anna"),
        (release, "Bram ", "B&auml;rbel &#124; ", "owner", "Bärbel |"),
        (release, "Bram ", "*Bram* `b` [x](y) ", "owner", "Bram b x"),
        (release, "Bram ", "שרה 🙂 ", "owner", "שרה 🙂"),
        (sprint, "**blocked**", "**done**", "state", "done"),
        (sprint, "- **blocked** – ", "- blocked: ", "state", "blocked"),
        (sprint, "**open · skipped**", "**dropped**", "state", "dropped"),
        (sprint, "*Did it help?* – partly", "Did it help? – yes", "helped", "yes"),
        (sprint, "due 6 March 2026", "due 7 March 2026", "due", "2026-03-07"),
        (sprint, "  - Bram · due 6 March 2026", "  - Anna", "owner", "Anna"),
        (handover, "Half as many", "No", "hypothesis", "No interruptions before noon"),
        (handover, "| quick ", "| large ", "size", "large"),
        (handover, "*Applies when* – Before", "__Applies when:__ Before", "applies_when",
         "Before noon,\nwith more than three people"),
    ],
)  # fmt: skip
def test_what_was_edited_is_read(
    make: Callable[[], Session], old: str, new: str, name: str, value: Plain
) -> None:
    contents = edited(old, new, make)
    assert contents.faults == ()
    entries = (*contents.actions, *contents.earlier, *contents.lessons)
    assert value in [entry.fields.get(name) for entry in entries]


@settings(max_examples=80, deadline=None)
@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_language(day: date) -> None:
    from retro.minutes.dates import day as in_words

    assert [day_of(in_words(words, day)) for words in WORDS.values()] == [day, day]
    assert day_of(day.isoformat()) == day
