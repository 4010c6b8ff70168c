"""Whole minutes: nothing is lost, nobody is named unasked, and the bytes never change."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro.formats.catalogue import Catalogue
from retro.minutes.blocks import reference
from retro.minutes.markdown import minutes
from retro.session import documents
from retro.session.model import TABLES, Id, Person, Session, Timer, Writing
from retro.session.text import clean, clean_line
from retro.words import Words
from tests.minutes.golden import EXAMPLES, GOLDEN
from tests.minutes.handover import handover
from tests.minutes.reading import forge, specification, structure, texts
from tests.minutes.stories import Telling, release, removal, sprint
from tests.minutes.typed import typed, typed_line

STORIES: Mapping[str, Callable[[], Session]] = {
    story.__name__: cache(story) for story in (release, removal, sprint, handover)
}
LINES = (
    *("text", "when", "owner", "done_when", "first_step", "origin", "name"),
    *("hypothesis", "stop_rule", "link"),
)
SEVERAL_LINES = ("text", "note", "applies_when")
#: What stands with other things on its line.
INSIDE = (
    *("Card.when", "EarlierAction.owner", "EarlierAction.origin", "Topic.name"),
    "EarlierLesson.origin",
)
ONE_LINE_ONLY = ("Action", "EarlierAction")
T = TypeVar("T")


def said(session: Session) -> Iterator[tuple[str, str]]:
    """Every text that people gave the session, with the kind of item and the field it is in."""
    yield "Session", session.title
    yield "Session", session.goal
    yield "Session", session.team
    for kind, table in TABLES.items():
        for item in getattr(session, table).values():
            for name in dict.fromkeys((*LINES, *SEVERAL_LINES)):
                if text := getattr(item, name, ""):
                    yield f"{kind.__name__}.{name}", text


def retold(session: Session, say: Callable[[str, bool], str]) -> Session:
    """The session with every text replaced by what `say(text, several_lines)` gives for it."""

    def changed(item: Any) -> Any:
        one_line = type(item).__name__ in ONE_LINE_ONLY
        values = {
            name: say(text, name in SEVERAL_LINES and not (one_line and name == "text"))
            for name in dict.fromkeys((*LINES, *SEVERAL_LINES))
            if (text := getattr(item, name, ""))
        }
        return replace(item, **values) if values else item

    tables = {
        table: MappingProxyType({id: changed(item) for id, item in getattr(session, table).items()})
        for table in TABLES.values()
    }
    return replace(
        session,
        title=say(session.title, False),
        goal=say(session.goal, False),
        team=say(session.team, False),
        **tables,  # type: ignore[arg-type]
    )


def missing(session: Session, blocks: list[str]) -> list[tuple[str, str]]:
    """The texts that no block holds as they were typed, behind a label at most."""
    read = "\n".join(blocks)
    whole = {re.sub(r"^[0-9]+\. ", "", block) for block in blocks} | set(blocks)
    ends = {block[place + 3 :] for block in blocks for place in _dashes(block)}
    lost = []
    for field, text in said(session):
        if field == "Person.name":
            continue
        inside = field in INSIDE
        if text not in (read if inside else whole | ends):
            lost.append((field, text))
    named = (person.name for person in session.people.values() if person.named)
    return lost + [("Person.name", name) for name in named if name not in read]


def _dashes(block: str) -> Iterator[int]:
    place = block.find(" – ")
    while place >= 0:
        yield place
        place = block.find(" – ", place + 1)


@pytest.mark.parametrize("name", GOLDEN)
def test_the_examples_are_what_the_program_writes(name: str) -> None:
    assert (EXAMPLES / name).read_bytes().decode() == GOLDEN[name](), (
        "run python -m tests.minutes.golden and read what changed"
    )


@pytest.mark.parametrize("story", STORIES)
def test_everything_said_is_there(story: str) -> None:
    session = STORIES[story]()
    written = minutes(session, Words())
    for reader in (None, forge()):
        assert missing(session, texts(written, reader)) == []
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert "\r" not in written


@pytest.mark.parametrize("story", STORIES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_whatever_people_type_survives(story: str, data: st.DataObject) -> None:
    told = STORIES[story]()
    lines = data.draw(st.lists(typed_line(), min_size=8, max_size=8))
    several = data.draw(st.lists(typed(), min_size=8, max_size=8))
    chance = Random(data.draw(st.integers(0, 99)))
    session = retold(told, lambda _, many: chance.choice(several if many else lines))
    plain = retold(session, lambda text, _: "".join("\n" if c == "\n" else "x" for c in text))
    written = minutes(session, Words())
    assert missing(session, texts(written)) == []
    assert structure(written) == structure(minutes(plain, Words())), written


def test_examples_of_the_specification_survive_in_a_chain() -> None:
    # Every example stands alone in the tests of escaping; here a third, one level deeper each step.
    examples = [text for example in specification()[::3] if (text := clean(example))]
    told = STORIES["release"]()
    card = next(iter(told.cards.values()))
    cards = []
    for number, text in enumerate(examples, 1):
        for step, phase in enumerate(("planned", "happened", "why", "next")):
            id = number * 10 + step
            column = "improve" if phase == "next" else ""
            parent = id - 1 if step else None
            cards.append(replace(card, id=id, number=id, phase=phase, text=text, parent=parent))
            cards[-1] = replace(cards[-1], column=column)
    session = replace(told, cards=MappingProxyType({card.id: card for card in cards}))
    blocks = texts(minutes(session, Words()))
    for text in examples:
        found = sum(block == text or block.endswith(f" – {text}") for block in blocks)
        assert found >= 4, text
        # The chain points at a lesson; in full it stands in the list of them.
        assert blocks.count(f"Improve – {reference(text)}") >= 1, text
        assert text in blocks


def test_the_chain_can_be_followed() -> None:
    written = minutes(STORIES["release"](), Words())
    chain = [
        "### 1. Release 4.2 is deployed by 10:00",
        "- **10:25 · other than planned** – Deploy finished, 25 minutes late",
        "  - *Why* – The migration locked the orders table for eleven minutes",
        "    - *Why* – Staging holds 2% of the rows, so the lock never showed",
        "      - *Improve* – Rehearse migrations on a copy of production size",
        "        - **Action 1** – Restore last night's backup into staging before each …",
    ]
    places = [written.splitlines().index(line) for line in chain]
    assert places == sorted(places)
    assert written.index("10:31") < written.index("10:45") < written.index("09:40")


def test_columns_are_headings_and_one_column_needs_no_other() -> None:
    told = Telling(
        Catalogue().find("hotwash", "en"),
        title="Night shift",
        goal="",
        team="",
        facilitator="Joke",
        started=STORIES["release"]().started,
    )
    told.on(1)
    told.card("All beds checked by six", "planned")
    told.card("Checked by half past", "happened")
    told.on(2)
    told.card("The list at the door", "worked")
    told.on(2)
    lines = minutes(told.session, Words()).splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        *("# Night shift", "## Story", "### Planned", "### Happened", "## Worked well", "## Time")
    ]


def test_no_card_stands_twice_in_full() -> None:
    for story in STORIES.values():
        session = story()
        long = {id: "long words " * 9 + str(id) for id in session.cards}
        cards = {id: replace(card, text=long[id]) for id, card in session.cards.items()}
        written = minutes(replace(session, cards=MappingProxyType(cards)), Words())
        for text in long.values():
            assert written.count(text) == 1


def test_cards_that_refer_to_each_other_in_a_circle_are_not_lost() -> None:
    session = STORIES["release"]()
    why = [card for card in session.cards.values() if card.phase == "why"][:2]
    circle = {
        why[0].id: replace(why[0], parent=why[1].id),
        why[1].id: replace(why[1], parent=why[0].id),
    }
    session = replace(session, cards=MappingProxyType({**session.cards, **circle}))
    assert missing(session, texts(minutes(session, Words()))) == []


def test_a_chain_of_any_depth_is_read_whole() -> None:
    """Parsers stop at some depth and drop the rest; markdown-it does at ten lists."""
    session = STORIES["release"]()
    card = next(card for card in session.cards.values() if card.phase == "why")
    links = [
        replace(card, id=n, number=n, text=f"link {n}", parent=n - 1 if n > 1 else card.parent)
        for n in range(1, 31)
    ]
    cards = {**session.cards, **{link.id: link for link in links}}
    blocks = texts(minutes(replace(session, cards=MappingProxyType(cards)), Words()))
    assert [b for b in blocks if " link " in b] == [f"Why – link {n}" for n in range(1, 31)]


def test_people_are_named_only_where_they_agreed() -> None:
    session = STORIES["release"]()
    present = next(b for b in texts(minutes(session, Words())) if b.startswith("Present"))
    assert present == "Present – Anna, Bram, Dewi, Imran (facilitator) and 3 others"
    unnamed = {id: replace(p, named=False) for id, p in session.people.items()}
    alone = replace(session, people=MappingProxyType(unnamed), actions=MappingProxyType({}))
    blocks = texts(minutes(alone, Words()))
    assert "Present – 7 people" in blocks
    for name in ("Chidi", "Esra", "Imran"):
        assert name not in minutes(alone, Words())


@given(names=st.lists(typed_line(), min_size=1, max_size=5), named=st.lists(st.booleans()))
@settings(max_examples=60, deadline=None)
def test_names_survive_and_the_others_are_a_number(names: list[str], named: list[bool]) -> None:
    flags = (named + [True] * 5)[: len(names)]
    people = {
        number: Person(number, name, named=flag)
        for number, (name, flag) in enumerate(zip(names, flags, strict=True), 1)
    }
    session = replace(STORIES["removal"](), people=MappingProxyType(people))
    blocks = texts(minutes(session, Words()))
    kept = sorted((p.name for p in people.values() if p.named), key=lambda n: (n.casefold(), n))
    others = len(people) - len(kept)
    count = f"{others} other" + ("s" if others > 1 else "")
    expected = ", ".join(kept) + (f" and {count}" if others else "")
    if not kept:
        expected = "1 person" if others == 1 else f"{others} people"
    assert f"Present – {expected}" in blocks


def test_a_spread_never_says_who_and_few_answers_are_not_spread_out() -> None:
    written = minutes(STORIES["release"](), Words())
    assert "- **4** I got more than I put in – ●●● 3" in written
    assert "6 answers, median 4." in written
    few = minutes(STORIES["sprint"](), Words())
    assert "4 answers: too few to write down without showing who gave which." in few
    assert "●" not in few
    session = STORIES["sprint"]()
    phases = tuple(replace(phase, anonymous=False) for phase in session.format)
    open_poll = replace(session, format=replace(session.format, phases=phases))
    assert "4 answers, median 4." in minutes(open_poll, Words())


@pytest.mark.parametrize("sign", ["safety", "checkin", "health-free"])
def test_of_how_freely_people_could_speak_there_is_a_number_and_a_median(sign: str) -> None:
    session = STORIES["release"]()
    asks: dict[str, Any] = {"key": sign, "safety": sign == "health-free", "anonymous": False}
    phases = tuple(
        replace(phase, **asks) if phase.key == "roti" else phase for phase in session.format
    )
    given = [replace(each, phase=sign) for each in session.answers.values() if each.phase == "roti"]

    def about_safety(most: int) -> str:
        found = replace(
            session,
            format=replace(session.format, phases=phases),
            answers=MappingProxyType({each.id: each for each in given[:most]}),
            revealed=session.revealed | {sign},
        )
        return minutes(found, Words())

    written = about_safety(6)
    assert "6 answers, median 4." in written
    assert "●" not in written and "- **4**" not in written
    few = about_safety(4)
    assert "4 answers: too few" in few and "median" not in few


def test_what_the_room_has_not_seen_stays_out() -> None:
    told = Telling(
        STORIES["release"]().format,
        title="Under way",
        goal="",
        team="",
        facilitator="Anna",
        started=STORIES["release"]().started,
    )
    told.on(5)
    told.card("Nobody has read this yet")
    silent = minutes(told.session, Words())
    assert "Nobody has read" not in silent
    assert "Not shown to the room yet, so not in these minutes: Planned" in silent
    told.on(5)
    assert "### 1. Nobody has read this yet" in minutes(told.session, Words())


def test_an_open_session_counts_time_up_to_the_moment_given() -> None:
    told = Telling(
        STORIES["release"]().format,
        title="Under way",
        goal="",
        team="",
        facilitator="Anna",
        started=STORIES["release"]().started,
        writing=Writing.TOGETHER,
    )
    used = [
        next(b for b in _cells(minutes(told.session, Words(), now=now), "Welcome"))
        for now in (None, told.now + timedelta(minutes=4, seconds=20), told.now)
    ]
    assert used == ["–", "4", "–"]
    assert "from 14:00 (UTC+01:00), still going on" in minutes(told.session, Words())


def _cells(written: str, phase: str) -> Iterator[str]:
    """The time used, in the table's row of a phase."""
    for line in written.splitlines():
        if line.startswith(f"| {phase} "):
            yield line.split("|")[3].strip()


def test_the_time_that_the_room_added_stands_apart() -> None:
    written = minutes(STORIES["release"](), Words())
    assert "8 + 3" in written
    assert "60 + 3" in written
    session = STORIES["release"]()
    short = {
        id: replace(timer, planned=timedelta(minutes=2), used=timedelta(seconds=20))
        for id, timer in session.timers.items()
        if timer.phase == "happened"
    }
    shorter = replace(session, timers=MappingProxyType({**session.timers, **short}))
    assert "8 − 6" in minutes(shorter, Words())
    assert list(_cells(minutes(shorter, Words()), "Happened")) == ["<1"]


def test_empty_parts_are_left_out_or_said_in_a_line() -> None:
    told = Telling(
        STORIES["release"]().format,
        title="Short",
        goal="",
        team="",
        facilitator="Anna",
        started=STORIES["release"]().started,
    )
    while told.session.next_phase:
        told.on(1)
    told.end(1)
    headings = [li for li in minutes(told.session, Words()).splitlines() if li.startswith("#")]
    assert headings == ["# Short", "## Actions", "## Time"]
    assert "No actions were agreed." in minutes(told.session, Words())


@pytest.mark.parametrize("story", STORIES)
def test_same_session_same_bytes(story: str) -> None:
    session = STORIES[story]()
    written = minutes(session, Words())
    assert minutes(session, Words()) == written

    def shuffled(table: Mapping[Id, T], seed: int) -> Mapping[Id, T]:
        items = list(table.items())
        Random(seed).shuffle(items)
        return MappingProxyType(dict(items))

    for seed in range(5):
        tables = {name: shuffled(getattr(session, name), seed) for name in TABLES.values()}
        again = replace(session, **tables)  # type: ignore[arg-type]
        assert minutes(again, Words()) == written


@pytest.mark.parametrize("story", STORIES)
def test_same_bytes_after_the_store(story: str) -> None:
    session = STORIES[story]()
    amsterdam = ZoneInfo("Europe/Amsterdam")
    session = replace(session, started=session.started.astimezone(amsterdam))
    changes, sealed = documents.changes(None, session)
    tables: documents.Tables = {}
    for table, id, document in changes:
        if document is not None:
            tables.setdefault(table, {})[id] = document
    stored = documents.read(session.key, tables, sealed or {})
    assert minutes(stored, Words()) == minutes(session, Words())


def test_same_bytes_in_another_process_with_other_hashes_and_locale() -> None:
    code = (
        "import sys, tests.minutes.stories as s; from retro.words import Words;"
        "from retro.minutes.markdown import minutes;"
        "sys.stdout.buffer.write(minutes(s.sprint(), Words()).encode())"
    )
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == minutes(STORIES["sprint"](), Words())


def test_minutes_load_neither_a_parser_nor_a_screen() -> None:
    code = (
        "import sys, retro.minutes.markdown;"
        "print(*sorted({'textual', 'asyncssh', 'markdown_it', 'yaml', 'tinydb', 'locale'}"
        " & sys.modules.keys() - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; before = set(sys.modules); {code}"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


def test_lines_that_people_gave_are_one_line() -> None:
    """A table has no room for lines; should the store hold some all the same, nothing is lost."""
    session = STORIES["release"]()
    actions = {
        id: replace(action, text="two\nlines", owner=clean_line("a | b"))
        for id, action in session.actions.items()
    }
    blocks = texts(minutes(replace(session, actions=MappingProxyType(actions)), Words()))
    assert blocks.count("two\nlines") == 3
    assert blocks.count("a | b") == 3


def test_a_session_over_midnight_names_both_days() -> None:
    session = STORIES["release"]()
    late = replace(
        session,
        started=session.started + timedelta(hours=9, minutes=30),
        closed=(session.closed or session.started) + timedelta(hours=9, minutes=30),
        timers=MappingProxyType({1: Timer(1, "welcome", timedelta(minutes=5))}),
    )
    when = next(b for b in texts(minutes(late, Words())) if b.startswith("When"))
    assert when == (
        "When – Friday 13 March 2026, 23:30 to Saturday 14 March 2026, 00:30 (UTC+01:00)"
    )


def test_what_is_handed_on_stands_where_there_is_any() -> None:
    lines = minutes(handover(), Words()).splitlines()
    for section in (
        ["- **Action 2** `a1b2c3d`",
         "  - *We expect* – Half as many interruptions before noon",
         "  - *We stop when* – A customer waits for more than a day",
         "  - *See* – https://example.org/board/21",
         "  - *Part of* – Try a week without stand-up `90be77`"],
        ["## Earlier lessons", "",
         "- **applied** – Small changes travel fast",
         "  - *Applies when* – When a change can be cut in two",
         "  - from Sprint 29",
         "- **not looked at** – Cut the build in two",
         "- **chosen** – Ask the one who is on call first"],
        ["## Working agreements", "",
         "- **ended** – Phones away while we talk",
         "- **new** – Questions go to one channel",
         "- **changed** – Reviews within a day"],
        ["  - still open after 1 session · c0ffee"],
    ):  # fmt: skip
        place = lines.index(section[0])
        assert lines[place : place + len(section)] == section
    # The two ids begin alike, and are as long as it takes to tell them apart.
    ids = [line.split("|")[-2].strip() for line in lines if line.startswith(("| 2 ", "| 3 "))]
    assert ids == ["a1b2c3d", "a1b2c3f"]
    plain = minutes(STORIES["sprint"](), Words())
    for word in ("Earlier lessons", "Working agreements", "Kind", "Size", "still open after"):
        assert word not in plain


def test_lessons_offered_and_agreements_kept_are_not_news() -> None:
    session = handover()
    offered = {id: replace(each, chosen=False, asked=False) for id, each in session.lessons.items()}
    kept = {
        id: replace(each, new=each.retired, changed=False)
        for id, each in session.agreements.items()
    }
    quiet = replace(session, lessons=MappingProxyType(offered), agreements=MappingProxyType(kept))
    written = minutes(quiet, Words())
    assert "Earlier lessons" not in written
    assert "Working agreements" not in written
