"""Figures: formulas on small cases, what is hidden, and what must never be worked out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retro.followup.figures import FLOOR, figures_of, poll_figures
from retro.followup.insights.of_polls import poll
from retro.followup.insights.overview import as_json, insights
from retro.followup.insights.scope import Held, Scope
from retro.followup.insights.survival import median_of, survival
from retro.followup.insights.values import Spread, Why
from retro.live.rows import row_of, summarise
from retro.minutes.insights.markdown import insights_markdown
from retro.minutes.insights.report import report_of
from retro.session.commands import Finish, GiveAnswer, Reveal
from retro.session.model import Writing
from retro.session.rules import PROGRAM
from retro.store.embedded import EmbeddedStore
from retro.words import Words
from tests.live.house import go_to, house
from tests.minutes.stories import release

TODAY = date(2026, 11, 20)
EVERYTHING = Scope(TODAY)

lengths = st.integers(0, 40)
watched = st.lists(st.tuples(lengths, st.booleans()), min_size=1, max_size=40)
answers = st.dictionaries(st.integers(1, 5), st.integers(1, 4), max_size=5)


def ago(days: int) -> str:
    return f"{(TODAY - timedelta(days=days)).isoformat()}T12:00:00+00:00"


def an_action(uid: str, **fields: object) -> dict[str, Any]:
    return {"uid": uid, "text": f"do {uid}", "team": "Blue", "created": ago(40), **fields}


def a_row(key: str, days: int, team: str = "Blue", **figures: object) -> dict[str, Any]:
    at = ago(days)
    return {"key": key, "team": team, "started": at, "closed": at, "figures": {"v": 1, **figures}}


def asked(about: str, counts: dict[int, int]) -> dict[str, Any]:
    return poll_figures(about, "", counts, range(1, 6))


@given(st.lists(lengths, min_size=1, max_size=60))
def test_without_censoring_the_estimate_is_the_plain_median(found: list[int]) -> None:
    assert median_of(survival([(each, True) for each in found])) == median(found)


@given(watched)
def test_the_estimate_is_what_redistributing_to_the_right_gives(found: list[Any]) -> None:
    """Efron (1967): who leaves unfinished passes their weight on, in equal parts, to all later."""
    ordered = sorted(found, key=lambda each: (each[0], not each[1]))
    weights = [Fraction(1, len(ordered))] * len(ordered)
    gone: dict[int, Fraction] = {}
    for place, (length, ended) in enumerate(ordered):
        if ended:
            gone[length] = gone.get(length, Fraction(0)) + weights[place]
        else:
            later = len(ordered) - place - 1
            for other in range(place + 1, len(ordered)):
                weights[other] += weights[place] / later
    left, expected = Fraction(1), []
    for length in sorted(gone):
        left -= gone[length]
        expected.append((length, left))
    assert survival(found) == expected


@given(watched)
def test_a_curve_only_falls_and_its_median_is_on_it(found: list[Any]) -> None:
    curve = survival(found)
    shares = [share for _, share in curve]
    assert shares == sorted(set(shares), reverse=True)
    middle = median_of(curve)
    assert (middle is None) == (not shares or shares[-1] > Fraction(1, 2))
    assert middle is None or curve[0][0] <= middle <= curve[-1][0]


@given(answers)
def test_a_poll_of_few_leaves_nothing_but_their_number(counts: dict[int, int]) -> None:
    kept = asked("roti", counts)
    n = sum(counts.values())
    assert kept["n"] == n
    assert kept.keys() == (
        {"about", "n", "median", "low", "counts"} if n >= FLOOR else {"about", "n"}
    )


@given(answers)
def test_how_freely_people_could_speak_leaves_a_number_and_a_median(counts: dict[int, int]) -> None:
    given = [value for value, count in counts.items() for _ in range(count)]
    kept = asked("safety", counts)
    middle = {"median": median(given)} if len(given) >= FLOOR else {}
    assert kept == {"about": "safety", "n": len(given), **middle}


def test_nobody_can_tell_whether_everybody_said_the_same() -> None:
    def world(said: dict[int, int], **more: object) -> tuple[object, str]:
        rows = [
            a_row(f"{n}", 9 * n, polls=[{**asked("safety", said), **more}]) for n in range(1, 7)
        ]
        found = insights((), rows, Scope(TODAY, "Blue"))
        return as_json(found), insights_markdown(report_of(found, Words()))

    everybody, told = world({5: 5})
    assert world({1: 1, 4: 1, 5: 3}) == (everybody, told)
    # Counts that an older index still has are not looked at.
    assert world({5: 5}, low=1, counts=[0, 0, 0, 0, 5]) == (everybody, told)
    assert "median was 5" in told and "×" not in told and "100%" not in told


def test_how_freely_people_could_speak_is_for_one_team_with_enough_answers() -> None:
    felt = [asked("safety", {4: 5}), asked("safety", {3: FLOOR - 1})]
    rows = [a_row(f"{n}", 20 - n, polls=[felt[n % 2]]) for n in range(6)]
    blue = insights((), rows, EVERYTHING).safety
    assert (blue.n, [each.median for each in blue.sessions]) == (15, [4.0, None] * 3)
    assert blue.no_trend is not None and (blue.no_trend.needed, blue.no_trend.there) == (5, 3)
    few = insights((), rows[1::2], EVERYTHING).safety
    assert few.hidden is not None and few.hidden.why is Why.FEW_ANSWERS and few.sessions == ()
    several = insights((), [*rows, a_row("r", 2, "Red", polls=felt)], EVERYTHING).safety
    assert several.hidden is not None and several.hidden.why is Why.ONE_TEAM
    assert (several.n, several.sessions) == (0, ())
    for spoilt in (0, 5.5, 4.25, 9, "4", None):
        odd = {"about": "safety", "n": 6, "median": spoilt}
        assert not insights((), [a_row("1", 1, polls=[odd])], EVERYTHING).safety.sessions
    small = {"about": "safety", "n": FLOOR - 1, "median": 4.0}
    assert not insights((), [a_row("1", 1, polls=[small])], EVERYTHING).safety.sessions


def test_a_trend_takes_sessions_and_not_polls() -> None:
    twice = [a_row(f"{n}", 9 * n, polls=[asked("safety", {4: 5})] * 2) for n in range(1, 5)]
    missing = insights((), twice, EVERYTHING).safety.no_trend
    assert missing is not None and missing.there == 4


def test_what_was_asked_on_another_scale_is_in_no_series() -> None:
    def energy(days: int, values: range) -> dict[str, Any]:
        return a_row(f"{days:03}", days, polls=[poll_figures("energy", "", {3: 5}, values)])

    rows = [
        *(energy(day, range(11)) for day in range(40, 43)),
        *(energy(day, range(1, 6)) for day in range(10, 14)),
    ]
    figure = insights((), rows, EVERYTHING).energy
    assert (figure.n, len(figure.sessions)) == (20, 4)
    assert figure.no_trend is not None and figure.no_trend.there == 4


@given(st.lists(st.tuples(answers, st.sampled_from(["Blue", "Red"])), max_size=12), st.data())
def test_no_two_views_differ_by_the_answers_of_few(worlds: list[Any], data: st.DataObject) -> None:
    rows = [
        a_row(f"{place:03}", 100 - place, team, polls=[asked("roti", counts)])
        for place, (counts, team) in enumerate(worlds)
        if counts
    ]

    def view(scope: Scope) -> tuple[int, ...]:
        spread = insights((), rows, scope).roti.spread
        return spread.counts if spread else (0,) * 5

    since = data.draw(st.integers(0, 120), "since")
    until = data.draw(st.integers(0, since), "until")
    period = (TODAY - timedelta(days=since), TODAY - timedelta(days=until))
    nested = [("", ()), ("", period), ("Blue", ()), ("Blue", period)]
    for larger, smaller in ((0, 1), (0, 2), (0, 3), (1, 3), (2, 3)):
        whole, part = (
            view(Scope(TODAY, nested[at][0], *nested[at][1])) for at in (larger, smaller)
        )
        difference = [a - b for a, b in zip(whole, part, strict=True)]
        assert min(difference) >= 0
        assert sum(difference) == 0 or sum(difference) >= FLOOR


@given(st.integers(1, 5), st.integers(1, 5))
def test_what_few_answered_changes_no_figure(one: int, other: int) -> None:
    def world(answer: int) -> object:
        rows = [
            a_row("001", 20, polls=[asked("roti", {answer: FLOOR - 1})]),
            a_row("002", 10, polls=[asked("roti", {1: 2, 4: 4})]),
        ]
        return as_json(insights((), rows, EVERYTHING))

    assert world(one) == world(other)


def test_a_spread_that_an_index_should_not_hold_is_not_shown() -> None:
    for spoilt in (
        {"about": "roti", "n": 3, "median": 4.0, "low": 1, "counts": [0, 0, 0, 3, 0]},
        {"about": "roti", "n": 6, "median": 4.0, "low": 1, "counts": [0, 0, 0, 3, 0]},
        {"about": "roti", "n": 6, "counts": "many"},
        {"about": "roti", "n": 6, "counts": [-1, 7, 0, 0, 0]},
    ):
        held = Held("k", "Blue", TODAY, {"polls": [spoilt]})
        figure = poll([held], "roti", several=False)
        assert figure.spread is None
        assert figure.hidden is not None and figure.hidden.why is Why.FEW_ANSWERS


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=4,
)
names = st.sampled_from(
    ["polls", "time", "topics", "sustain", "improve", "found", "counts", "n", "about"]
)


odd_figures = st.dictionaries(
    names, json_values | st.lists(st.dictionaries(names, json_values, max_size=3), max_size=2)
)
odd_fields = st.sampled_from(
    ["uid", "text", "state", "due", "created", "closed", "carried", "history", "split_from"]
)
odd_documents = st.dictionaries(
    odd_fields, json_values | st.sampled_from(["u1", ago(3), "done", "dropped"]), max_size=6
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.lists(odd_figures, max_size=2), st.lists(odd_documents, max_size=3))
def test_odd_documents_break_no_report(figures: list[Any], documents: list[Any]) -> None:
    rows: list[Any] = [a_row(str(place), 3, **each) for place, each in enumerate(figures)]
    lessons: list[Any] = documents
    found = insights(documents, [*rows, {}, {"key": "x"}], EVERYTHING, lessons)
    assert as_json(found)
    assert insights_markdown(report_of(found, Words()))


@pytest.mark.parametrize("endless", [float("inf"), float("nan"), 10**400, 10**12])
def test_a_number_that_is_none_breaks_no_report(endless: float) -> None:
    time = [{"kind": "commit", "planned": 5, "used": 0.01}, {"kind": "vote", "used": endless}]
    polls = [
        {"about": "roti", "n": endless, "counts": [endless, 0, 0, 0, 0]},
        {**asked("roti", {4: 5}), "low": endless},
    ]
    row = a_row("1", 3, polls=polls, sustain=endless, time=time)
    assert insights_markdown(report_of(insights((), [row], EVERYTHING), Words()))


def test_each_share_of_actions_by_its_formula() -> None:
    documents = [
        an_action("a", due="2026-10-10", state="done", closed="2026-10-10T23:00:00+02:00"),
        an_action("b", due="2026-10-10", state="done", closed="2026-10-11T01:00:00+02:00"),
        an_action("c", due="2026-10-20", state="dropped", closed=ago(1), note="too big"),
        an_action("d", due="2026-11-19", state="doing", created=ago(29)),
        an_action("e", due="2026-11-20"),
        an_action("f", state="dropped", closed=ago(1)),
        an_action("g", due="2026-10-01", removed=True),
        an_action("h", due="2026-10-01", team="Red"),
    ]
    found = insights(documents, (), Scope(TODAY, "blue"))
    months = [(m.month, m.on_time, m.late, m.dropped, m.overdue) for m in found.on_time.months]
    assert months == [("2026-10", 1, 1, 1, 0), ("2026-11", 0, 0, 0, 1)]
    assert (found.on_time.share.part, found.on_time.share.whole) == (1, 4)
    closed = found.closed
    assert (closed.n, closed.done, closed.reasoned, closed.dropped, closed.open) == (5, 2, 1, 1, 1)
    assert closed.share.value == pytest.approx(3 / 5)
    unknown = insights([an_action("x", due="2026-10-10", state="done")], (), EVERYTHING)
    assert unknown.on_time.n == 0, "nobody knows whether it was in time"
    october = insights(documents, (), Scope(TODAY, "", date(2026, 10, 1), date(2026, 10, 31)))
    assert october.on_time.n == 4


def test_what_was_split_counts_through_its_parts() -> None:
    documents = [
        an_action("whole", state="dropped", note="split", carried=["s1", "s2"], closed=ago(5)),
        an_action("part", split_from="whole", carried=["s2", "s3"]),
        an_action("smaller", split_from="part", carried=["s4"]),
        an_action("round", split_from="round", carried=["s9", "s9"]),
        an_action("new"),
    ]
    found = insights(documents, (), EVERYTHING)
    # "part" is replaced by "smaller", and "round" by itself: it is nobody's any more.
    assert found.actions == 2
    assert found.carry_over.mean == (4 + 0) / 2
    assert found.carry_over.often.part == 1


def test_how_late_is_counted_up_to_a_week_a_month_and_longer() -> None:
    late = [0, 1, 7, 8, 30, 31, 90]
    documents = [
        an_action(f"{days}", due=str(TODAY - timedelta(days=days)), created=ago(days))
        for days in late
    ]
    age = insights([*documents, an_action("no day")], (), EVERYTHING).open_age
    assert (age.week, age.month, age.longer, age.undated) == (2, 2, 2, 1)
    assert (age.n, age.median, age.oldest) == (8, (8 + 30) / 2, 90)


def test_fewer_than_ten_are_listed_and_ten_have_a_median() -> None:
    def done(count: int) -> list[dict[str, Any]]:
        return [
            an_action(f"{n}", state="done", created=ago(40), closed=ago(40 - n))
            for n in range(count)
        ]

    few = insights(done(9), (), EVERYTHING).time_to_close
    assert few.median is None and not few.curve
    assert [span.days for span in few.spans] == list(range(9))
    enough = insights(done(10), (), EVERYTHING).time_to_close
    assert enough.median == 4.5 and not enough.spans


def test_several_teams_are_pooled_and_never_shown_one_by_one() -> None:
    counts = {3: 2, 4: 3}
    rows = [
        a_row(f"{n:03}", n, team, polls=[asked("roti", counts)], topics=["Builds"])
        for n, team in enumerate(["Blue", "Red"] * 5)
    ]
    both = insights((), rows, EVERYTHING)
    assert both.several and both.roti.n == 50 and both.roti.sessions == ()
    assert both.recurring.hidden is not None and both.recurring.hidden.why is Why.ONE_TEAM
    assert both.rhythm.hidden is not None and both.health.hidden is not None
    assert "Red" not in str(as_json(both))
    blue = insights((), rows, Scope(TODAY, "blue"))
    assert not blue.several and len(blue.roti.sessions) == 5 and blue.roti.no_trend is None
    assert [topic.name for topic in blue.recurring.topics] == ["Builds"]
    theirs = insights([an_action("a", team="Red")], [rows[0]], EVERYTHING)
    assert theirs.several, "actions of another team count too"
    four = insights((), rows[:7], Scope(TODAY, "Blue")).roti.no_trend
    assert four is not None and (four.needed, four.there) == (5, 4)


def test_a_topic_comes_back_under_any_spelling_with_its_open_actions() -> None:
    rows = [
        a_row("1", 50, topics=["Flaky tests"]),
        a_row("2", 40, topics=["flaky  TESTS!", "Lunch"]),
        a_row("3", 30, topics=["Lunch"]),
        a_row("4", 20, topics=["Flaky tests"]),
    ]
    documents = [
        an_action("a", text="Mend the flaky suite", control="ours"),
        an_action("b", text="Flaky no more", state="done"),
        an_action("c", text="Have lunch"),
        an_action("d", text="Do what is about it"),
    ]
    (topic,) = insights(documents, rows, EVERYTHING).recurring.topics
    assert (topic.name, topic.sessions) == ("Flaky tests", 3)
    assert [(each.text, each.control) for each in topic.actions] == [
        ("Mend the flaky suite", "ours")
    ]


def test_a_health_check_says_what_changed() -> None:
    def check(counts: dict[int, int]) -> dict[str, Any]:
        return poll_figures("health", "Pace", counts, range(1, 4))

    rows = [a_row("1", 90, polls=[check({1: 3, 3: 3})]), a_row("2", 1, polls=[check({2: 1, 3: 4})])]
    (theme,) = insights((), rows, EVERYTHING).health.themes
    assert (theme.name, theme.spread) == ("Pace", Spread(5, 3.0, 1, (0, 1, 4)))
    assert theme.change == pytest.approx((-0.5, 0.2, 0.3))
    assert theme.net == pytest.approx(0.3 + 0.5)


def test_a_health_check_that_went_from_middling_to_bad_went_down() -> None:
    def told(*series: dict[int, int]) -> str:
        rows = [
            a_row(f"{n}", 90 - n, polls=[poll_figures("health", "Pace", counts, range(1, 4))])
            for n, counts in enumerate(series)
        ]
        return insights_markdown(report_of(insights((), rows, EVERYTHING), Words()))

    assert "−60" in told({2: 3, 3: 2}, {1: 3, 3: 2})
    assert "+60" in told({1: 3, 3: 2}, {2: 3, 3: 2})
    assert "| 0  " in told({2: 5}, {2: 5})
    assert "Since the time before" not in told({2: 5})


@pytest.mark.parametrize("people", [3, 4])
async def test_arrows_of_a_health_check_are_kept_as_one_number_from_five_on(
    tmp_path: Path, people: int
) -> None:
    async with house(tmp_path) as home:
        others = tuple((f"Person {n}", False) for n in range(people))
        room = await home.begin(format="health", writing=Writing.APART, people=others)
        await go_to(room, "health-pace")
        theme = room.view(PROGRAM).session.phase.title
        for person, arrow in zip(room.view(PROGRAM).session.people, (1, 1, 1, 0, -1), strict=False):
            await room.submit(GiveAnswer(room.new_id(), 2, arrow), person)
        await room.submit(Reveal(), room.facilitator)
        await room.submit(Finish(), room.facilitator)
        key = room.key
    (kept,) = figures(home.store, key)["polls"]
    told = report_of(insights((), home.store.sessions(), Scope(date(2027, 1, 1))), Words())
    if people + 1 < FLOOR:
        assert kept == {"about": "health", "theme": theme, "n": 4}
        assert "↑" not in insights_markdown(told)
    else:
        assert (kept["counts"], kept["arrows"]) == ([0, 5, 0], 2)
        assert "| ↑ 2 " in insights_markdown(told)


def test_a_poll_about_safety_is_one_under_any_key() -> None:
    session = release()
    poll = next(phase for phase in session.format.phases if phase.key == "roti")
    phases = tuple(
        replace(poll, key="health-free", safety=True) if phase is poll else phase
        for phase in session.format.phases
    )
    given = {
        each.id: replace(each, phase="health-free")
        for each in session.answers.values()
        if each.phase == "roti"
    }
    plain = [each for each in figures_of(session)["polls"] if each["about"] == "roti"]
    renamed = replace(session, format=replace(session.format, phases=phases), answers=given)
    renamed = replace(renamed, revealed=renamed.revealed | {"health-free"})
    (kept,) = figures_of(renamed)["polls"]
    assert kept["about"] == "safety" and kept.keys() <= {"about", "n", "median"}
    assert kept["n"] == plain[0]["n"]


def test_a_theme_that_few_answered_is_said_to_be_left_out() -> None:
    pace, fun = (
        poll_figures("health", name, counts, range(1, 4))
        for name, counts in (("Pace", {2: 5}), ("Fun", {1: 3}))
    )
    found = insights((), [a_row("1", 9, polls=[pace, fun])], EVERYTHING)
    assert (found.health.n, found.health.few) == (1, 1)
    told = insights_markdown(report_of(found, Words()))
    assert "1 theme with fewer than 5 answers is left out." in told and "Fun" not in told
    alone = insights((), [a_row("1", 9, polls=[fun])], EVERYTHING).health.hidden
    assert alone is not None and (alone.why, alone.there) == (Why.FEW_ANSWERS, 3)


def test_lessons_older_than_sixty_days_count() -> None:
    lessons: list[dict[str, Any]] = [
        {"uid": "1", "team": "Blue", "created": ago(61), "applied": [{"at": ago(3)}]},
        {"uid": "2", "team": "Blue", "created": ago(61)},
        {"uid": "3", "team": "Blue", "created": ago(60), "applied": [{"at": ago(3)}]},
        {"uid": "4", "team": "Blue", "created": ago(99), "removed": True},
        {"uid": "5", "team": "Red", "created": ago(99)},
    ]
    applied = insights((), (), Scope(TODAY, "Blue"), lessons).lessons_applied.applied
    assert (applied.part, applied.whole) == (1, 2)


@pytest.mark.parametrize("writing", list(Writing))
@pytest.mark.parametrize("people", [3, 4])
async def test_a_session_contributes_once_it_has_ended(
    tmp_path: Path, writing: Writing, people: int
) -> None:
    async with house(tmp_path) as home:
        others = tuple((f"Person {n}", False) for n in range(people))
        room = await home.begin(format="ssc", writing=writing, people=others)
        await go_to(room, "roti")
        session = room.view(PROGRAM).session
        for person in session.people:
            by = person if writing is Writing.APART else room.facilitator
            await room.submit(GiveAnswer(room.new_id(), 4), by)
        await room.submit(Reveal(), room.facilitator)
        assert "figures" not in row_of(room.view(PROGRAM).session)
        await room.submit(Finish(), room.facilitator)
        key = room.key
    (kept,) = [each for each in figures(home.store, key)["polls"] if each["about"] == "roti"]
    if people + 1 < FLOOR:
        assert kept == {"about": "roti", "n": 4}
    else:
        assert kept == {"about": "roti", "n": 5, "median": 4.0, "low": 1, "counts": [0, 0, 0, 5, 0]}


async def test_rows_of_before_there_were_figures_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(format="ssc", writing=Writing.APART, people=())
        await go_to(room, "roti")
        await room.submit(GiveAnswer(room.new_id(), 2), room.facilitator)
        await room.submit(Finish(), room.facilitator)
        key = room.key
    expected = figures(home.store, key)
    assert expected["polls"] == [{"about": "roti", "n": 1}]
    with monkeypatch.context() as older:
        older.setattr("retro.store.index.FORM", 1)
        await home.store.note(key, {"title": "as it was", "settled": True})
    # Whoever needs no figures leaves it to the next to make them.
    assert "figures" not in EmbeddedStore(tmp_path).sessions()[0]
    assert figures(EmbeddedStore(tmp_path, summarise=summarise), key) == expected
    (row,) = EmbeddedStore(tmp_path).sessions()
    assert row["figures"] == expected and row["settled"] and row["title"] == "Release 4.2"
    monkeypatch.setattr("retro.store.index.load", _never)
    assert figures(EmbeddedStore(tmp_path, summarise=summarise), key) == expected


async def test_rows_that_kept_too_much_about_safety_are_rid_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house(tmp_path) as home:
        others = tuple((f"Person {n}", False) for n in range(4))
        room = await home.begin(format="ssc", writing=Writing.APART, people=others)
        await go_to(room, "checkin")
        for person in room.view(PROGRAM).session.people:
            await room.submit(GiveAnswer(room.new_id(), 4), person)
        await room.submit(Finish(), room.facilitator)
        key = room.key
    (kept,) = figures(home.store, key)["polls"]
    assert kept == {"about": "safety", "n": 5, "median": 4.0}
    too_much = {"polls": [{**kept, "low": 1, "counts": [0, 0, 0, 5, 0]}]}
    with monkeypatch.context() as older:
        older.setattr("retro.store.index.FORM", 2)
        await home.store.note(key, {"figures": too_much})
    assert figures(EmbeddedStore(tmp_path, summarise=summarise), key)["polls"] == [kept]
    assert figures(EmbeddedStore(tmp_path), key)["polls"] == [kept]


def _never(*_: object) -> Callable[[], None]:
    raise AssertionError("a row that is up to date opens no session")


def figures(store: EmbeddedStore, key: str) -> Mapping[str, Any]:
    (row,) = [each for each in store.sessions() if each["key"] == key]
    found: Mapping[str, Any] = row["figures"]
    return found


def test_what_never_ended_contributes_nothing() -> None:
    session = release()
    assert figures_of(replace(session, closed=None)) == {}
    assert figures_of(replace(session, closed=datetime(2026, 5, 4, 12, tzinfo=UTC)))
