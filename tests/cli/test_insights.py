"""`retro insights`: the report, its JSON by the schema, its Markdown, and what it says first."""

import json
import subprocess
import sys
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from retro.cli.insights import report_lines
from retro.followup.insights.overview import as_json, insights
from retro.followup.insights.scope import Scope
from retro.minutes.insights.markdown import insights_markdown
from retro.minutes.insights.parts import Chart, Look
from retro.minutes.insights.pictures import load, picture, spaced
from retro.minutes.insights.report import report_of
from retro.words import Words
from tests.cli.shelf import Shelf
from tests.followup.test_insights import a_row, an_action, asked
from tests.minutes.stories import release

TODAY = date.today()
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/data/insights.schema.json").read_text(encoding="utf-8")
)
ROWS = [
    a_row(
        f"{n:03}",
        70 - 10 * n,
        polls=[asked("roti", {3: 2, 5: 3}), asked("safety", {4: 4, 2: 2}), asked("energy", {1: 2})],
        topics=["Builds"],
        sustain=2,
        improve=3,
        found=1,
        reviewed_first=True,
        time=[
            {"kind": "discuss", "planned": 12, "used": 14.5},
            {"kind": "commit", "planned": 8, "used": 4},
        ],
    )
    for n in range(6)
]
ACTIONS = [
    *(
        an_action(
            f"{n:02}",
            state="done",
            due=f"2026-{1 + n % 9:02}-01",
            closed=f"2026-{1 + n % 7:02}-01T10:00:00+00:00",
            created="2025-12-01T10:00:00+00:00",
            helped="partly",
            strength="strong",
            size="quick",
        )
        for n in range(11)
    ),
    an_action("Mend builds", due="2026-11-10", control="outside"),
]
FOUND = insights(ACTIONS, ROWS, Scope(date(2026, 11, 20), "Blue"))


def valid(found: object) -> None:
    jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(found)


def test_a_year_that_was_mistyped_breaks_no_report(shelf: Shelf) -> None:
    shelf.act(text="Rehearse", due="0206-01-11", created="2026-01-01T10:00:00+00:00")
    assert "January 206" in shelf.tell("insights", "--markdown")
    assert "Done by the day" in shelf.tell("insights")


def test_one_action_is_said_as_one(shelf: Shelf) -> None:
    shelf.act(text="Rehearse", created="2026-01-01T10:00:00+00:00")
    assert "Of 1 action of 30 days and older" in shelf.tell("insights")


def test_without_anything_the_next_step_is_said(shelf: Shelf) -> None:
    assert "`retro start`" in shelf.tell("insights")
    assert "all teams" in shelf.tell("insights", "--team", "Blue")
    assert "shows all of it" in shelf.tell("insights", "--since", "2026-01-01")
    found = json.loads(shelf.tell("insights", "--json"))
    valid(found)
    assert found["sessions"] == found["actions"] == 0


def test_the_schema_is_one_and_what_is_printed_follows_it(shelf: Shelf) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    valid(as_json(FOUND))
    few = insights(ACTIONS[:3], ROWS[:1], Scope(TODAY))
    valid(as_json(few))
    spoilt = as_json(FOUND)
    spoilt["roti"]["owner"] = "Sam"
    with pytest.raises(jsonschema.ValidationError):
        valid(spoilt)
    shelf.keep(release())
    found = json.loads(shelf.tell("insights", "--json", "--team", "nobody"))
    valid(found)
    assert found["sessions"] == 0
    valid(json.loads(shelf.tell("insights", "--json")))


def test_people_and_their_words_stay_out_of_the_figures(shelf: Shelf) -> None:
    shelf.keep(release())
    told = (
        shelf.tell("insights", "--json")
        + shelf.tell("insights")
        + shelf.tell("insights", "--markdown")
    )
    for person in release().people.values():
        assert person.name not in told


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("--since", "yesterday"), "yesterday is no day: write it as 2026-12-01."),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "The period ends before it begins"),
        (("--json", "--markdown"), "Choose one of --json and --markdown."),
        (("--team", "\x1b "), "--team needs the name of a team."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    shelf: Shelf, typed: tuple[str, ...], sentence: str
) -> None:
    assert sentence in shelf.refuse("insights", *typed, status=2)


def test_hostile_text_is_obeyed_by_no_terminal(shelf: Shelf) -> None:
    text = "Mend\x1b[31m the \u202e| build\n# now"
    shelf.act(text=text, uid="u1", created=f"{TODAY}T10:00:00+00:00", team="Blue")
    for how in ((), ("--markdown",), ("--json",)):
        told = shelf.tell("insights", *how)
        assert "\x1b" not in told and "\u202e" not in told
    html = MarkdownIt("commonmark").enable("table").render(shelf.tell("insights", "--markdown"))
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("width", [45, 80, 96])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_fits_its_width_and_has_pictures(width: int, language: str) -> None:
    assert load()
    lines = list(report_lines(report_of(FOUND, Words(language)), width))
    assert max(map(len, lines)) <= width
    drawn = "\n".join(lines)
    assert drawn.count("└") == 6 and "█" in drawn and "●" in drawn
    assert "\x1b" not in drawn


def test_markdown_has_every_table_and_no_picture() -> None:
    report = report_of(FOUND, Words())
    markdown = insights_markdown(report)
    tables = sum(section.table is not None for section in report.sections)
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    assert html.count("<table>") == tables >= 6
    assert "└" not in markdown and markdown.endswith("\n")
    assert "**" not in markdown


def test_without_plotext_tables_stand_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    assert not load()
    lines = "\n".join(report_lines(report_of(FOUND, Words()), 80))
    assert "└" not in lines and "Planned (min)" in lines and "January 2026" in lines


def test_a_hidden_figure_says_why_and_what_it_takes() -> None:
    lines = " ".join(report_lines(report_of(FOUND, Words()), 96))
    assert "Not shown: fewer than 5 answers would point at people." in lines
    few = insights(ACTIONS[:3], ROWS[:4], Scope(TODAY, "Blue"))
    told = " ".join(report_lines(report_of(few, Words()), 96))
    assert "A median takes 10 actions; there are 3:" in told
    assert "A trend takes 5 sessions; there are 4." in told
    assert "not for appraisal" in told
    several = insights((), [*ROWS, a_row("x", 3, "Red")], Scope(TODAY))
    assert "choose one with --team" in " ".join(report_lines(report_of(several, Words()), 96))


def test_what_happened_on_one_day_is_said_in_a_line() -> None:
    rows = [
        a_row(f"{n}", 7, polls=[asked("roti", {3: 5}), asked("safety", {4: 5})]) for n in range(5)
    ]
    at_once = [
        an_action(f"{n}", state="done", created=f"2026-0{1 + n % 2}-05T10:00:00+00:00",
                  closed=f"2026-0{1 + n % 2}-05T12:00:00+00:00")
        for n in range(11)
    ]  # fmt: skip
    found = insights(at_once, rows, Scope(TODAY, "Blue"))
    report = report_of(found, Words())
    assert not any(section.chart for section in report.sections)
    told = " ".join(" ".join(report_lines(report, 96)).split())
    assert "All that is done was done on the day on which it was agreed on." in told
    assert told.count("a trend takes more days than one.") == 2
    assert not {"└", "●", "▐"} & set(told)
    later = [{**each, "closed": f"{each['created'][:8]}09"} for each in at_once]
    told = insights_markdown(report_of(insights(later, (), Scope(TODAY, "Blue")), Words()))
    assert "All that is done took 4 days." in told and "| After" not in told
    some = [*at_once, *({**later[n], "uid": f"later {n}"} for n in range(5))]
    report = report_of(insights(some, (), Scope(TODAY, "Blue")), Words())
    assert [section.chart.look for section in report.sections if section.chart] == [Look.STEPS]


def test_the_scale_of_lengths_reaches_the_last_one() -> None:
    chart = Chart(Look.STEPS, (0, 1, 2, 3, 5, 6, 7, 8, 9, 100), tuple(range(100, 0, -10)))
    scale = picture(chart, 70)[-1].split()
    assert scale == ["0", "25", "50", "75", "100"]


amounts = st.floats(0, 100) | st.sampled_from([0.0, 100.0, 1.0])


@given(st.sampled_from(list(Look)), st.lists(amounts, min_size=1, max_size=60), st.integers(1, 130))
def test_a_picture_is_drawn_of_anything(look: Look, values: list[float], width: int) -> None:
    at = tuple(float(place) for place in range(1, len(values) + 1))
    labels = () if look is Look.STEPS else tuple(f"2026-{n:02}" for n in range(len(values)))
    lines = picture(Chart(look, at, tuple(values), labels, across="days"), width)
    assert lines
    assert max(map(len, lines)) <= max(30, min(width, 96))


def test_a_picture_writes_nothing_by_itself(capfd: pytest.CaptureFixture[str]) -> None:
    for chart in (
        Chart(Look.STEPS, (0, 0), (100, 0)),
        Chart(Look.BARS, (1,), (0,), ("one",), top=0),
        Chart(Look.COLUMNS, (1,), (50,), ("2026-01",)),
        Chart(Look.LINE, (1,), (3,), ("2026-01",), low=3, top=3, unit=""),
    ):
        assert picture(chart, 60)
    assert capfd.readouterr() == ("", "")


@given(st.integers(1, 200), st.integers(0, 40))
def test_labels_are_spaced_evenly_and_few_enough(count: int, most: int) -> None:
    places = spaced(count, most)
    assert places[0] == 0
    assert len(places) <= max(1, most)
    assert len({b - a for a, b in zip(places, list(places)[1:], strict=False)}) <= 1


def test_what_prints_no_picture_loads_nothing_that_draws(shelf: Shelf) -> None:
    shelf.keep(release())
    look = (
        "import sys; from retro.cli.guard import run; from retro.cli.main import retro; "
        "run(retro, sys.argv[1:]); print(*sorted(sys.modules), file=sys.stderr)"
    )
    for how in ("--json", "--markdown"):
        ended = subprocess.run(
            [sys.executable, "-c", look, "insights", how], capture_output=True, check=True
        )
        assert ended.stdout
        loaded = set(chain(ended.stderr.decode().split()))
        assert not loaded & {"plotext", "textual", "rich", "asyncssh", "tinydb"}


def test_a_period_bounds_what_is_counted(shelf: Shelf) -> None:
    shelf.keep(release())
    day = release().started.date()
    inside = json.loads(shelf.tell("insights", "--json", "--since", str(day), "--until", str(day)))
    after = json.loads(shelf.tell("insights", "--json", "--since", str(day + timedelta(days=1))))
    assert (inside["sessions"], after["sessions"]) == (1, 0)
