"""A year of a team: every figure, worked out a second time from what was seen to happen."""

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from typing import Any

import pytest

from retro.followup.insights.overview import Insights, as_json, insights
from retro.followup.insights.scope import Scope
from retro.followup.insights.values import Share
from retro.live.rows import summarise
from retro.store.embedded import EmbeddedStore
from tests.followup.year import TEAM, Deed, Meeting, Year, live_through

Within = Callable[[date | None], bool]


@pytest.mark.parametrize("seed", [3])
async def test_every_figure_of_a_year(tmp_path: Path, seed: int) -> None:
    year = await live_through(tmp_path, seed)
    store = EmbeddedStore(tmp_path, summarise=summarise)
    documents = [*store.actions().all(), *store.actions().archived()]
    assert store.actions().archived(), "a year is long enough to put some away"
    summer = (date(2026, 4, 1), date(2026, 8, 31))
    for since, until in ((None, None), summer, (summer[0], None), (None, summer[1])):
        scope = Scope(year.today, TEAM.upper(), since, until)
        found = insights(documents, store.sessions(), scope)

        def within(day: date | None, scope: Scope = scope) -> bool:
            return day is None or ((scope.since or date.min) <= day <= (scope.until or date.max))

        check_actions(found, year, within)
        check_sessions(found, [each for each in year.meetings if within(each.day)])
        json.dumps(as_json(found), allow_nan=False)
    nobody = insights(documents, store.sessions(), Scope(year.today, "Search"))
    assert (nobody.sessions, nobody.actions) == (0, 0)
    is_lively(year)


def is_lively(year: Year) -> None:
    """A year without these would prove little."""
    deeds = year.deeds.values()
    assert any(deed.was_split for deed in deeds) and any(deed.outlived >= 2 for deed in deeds)
    assert any(deed.state == "dropped" and not deed.note for deed in deeds)
    assert any(deed.moved for deed in deeds) and any("platform" in deed.note for deed in deeds)
    assert any(deed.ended and deed.ended == deed.due for deed in deeds)
    assert {deed.helped for deed in deeds} >= {"yes", "partly", "no", "too early"}
    for about in ("roti", "safety"):
        counts = [len(each.answers.get(about, ())) for each in year.meetings]
        assert min(filter(None, counts)) < 5 <= max(counts)


def check_actions(found: Insights, year: Year, within: Within) -> None:
    today = year.today
    deeds = [deed for deed in year.deeds.values() if not deed.was_split]
    assert found.actions == len(deeds)

    due = [deed for deed in deeds if deed.due and within(deed.due)]
    due = [deed for deed in due if not deed.is_open or (deed.due and deed.due < today)]
    in_time = [d for d in due if d.state == "done" and d.ended and d.due and d.ended <= d.due]
    assert found.on_time.share == Share(len(in_time), len(due))
    assert sum(month.whole for month in found.on_time.months) == len(due)
    for month in found.on_time.months:
        mine = [deed for deed in due if str(deed.due).startswith(month.month)]
        assert month.whole == len(mine)
        assert month.on_time == sum(deed in in_time for deed in mine)
        assert month.dropped == sum(deed.state == "dropped" for deed in mine)
        assert month.overdue == sum(deed.is_open for deed in mine)
    assert found.on_time.quick == sum(deed.size == "quick" for deed in due)
    assert found.on_time.large == sum(deed.size == "large" for deed in due)
    assert found.on_time.moved == sum(deed.moved for deed in due)

    old = [d for d in deeds if within(d.made) and d.made <= today - timedelta(days=30)]
    states = [(deed.state, bool(deed.note)) for deed in old]
    assert found.closed.n == len(old)
    assert found.closed.done == sum(state == "done" for state, _ in states)
    assert found.closed.reasoned == states.count(("dropped", True))
    assert found.closed.dropped == states.count(("dropped", False))
    assert found.closed.open == sum(deed.is_open for deed in old)

    made = [deed for deed in deeds if within(deed.made)]
    check_survival(found, made, today)
    for name in ("strong", "medium", "weak"):
        assert getattr(found.strengths, name) == sum(deed.strength == name for deed in made)

    still = [deed for deed in deeds if deed.is_open]
    ages = [(today - deed.made).days for deed in still]
    late = [(today - deed.due).days for deed in still if deed.due]
    assert (found.open_age.n, found.open_age.median) == (len(still), median(ages))
    assert found.open_age.oldest == max(ages)
    assert found.open_age.undated == len(still) - len(late)
    assert found.open_age.week == len([days for days in late if days in range(1, 8)])
    assert found.open_age.month == len([days for days in late if days in range(8, 31)])
    assert found.open_age.longer == len([days for days in late if days >= 31])
    assert found.carry_over.mean == pytest.approx(fmean(deed.outlived for deed in still))
    often = sum(deed.outlived >= 2 for deed in still)
    assert found.carry_over.often == Share(often, len(still))

    done = [deed for deed in deeds if deed.state == "done" and within(deed.ended)]
    yes, partly, no = (sum(d.helped == each for d in done) for each in ("yes", "partly", "no"))
    assert found.helped.n == len(done)
    assert found.helped.early == sum(deed.helped == "too early" for deed in done)
    assert found.helped.share == Share(yes + 0.5 * partly, yes + partly + no)


def check_survival(found: Insights, made: Iterable[Deed], today: date) -> None:
    """By the chance to go on at each day, day after day, with everybody there counted anew."""
    spans = [((deed.ended or today) - deed.made, deed.state == "done") for deed in made]
    share, curve = Fraction(1), {0: Fraction(1)}
    for day in range(max(span.days for span, _ in spans) + 1):
        there = [span for span, _ in spans if span.days >= day]
        finish = [span for span, done in spans if done and span.days == day]
        share *= 1 - Fraction(len(finish), len(there))
        curve[day] = share
    assert found.time_to_close.n == len(spans) >= 10
    for day, value in found.time_to_close.curve:
        assert value == pytest.approx(float(curve[day]))
    half = [day for day, value in curve.items() if value <= Fraction(1, 2)]
    if not half:
        assert found.time_to_close.median is None
    elif curve[half[0]] < Fraction(1, 2):
        assert found.time_to_close.median == half[0]
    else:
        below = [day for day in half if curve[day] < Fraction(1, 2)]
        assert found.time_to_close.median == (half[0] + below[0]) / 2 if below else half[0]


def check_sessions(found: Insights, meetings: list[Meeting]) -> None:
    assert found.sessions == len(meetings)
    assert found.lessons.sustain == sum(each.sustain for each in meetings)
    assert found.lessons.improve == sum(each.improve for each in meetings)

    kinds: dict[str, list[float]] = {}
    for each in meetings:
        for kind, (planned, used) in each.minutes.items():
            so_far = kinds.setdefault(kind, [0.0, 0.0])
            kinds[kind] = [so_far[0] + planned, so_far[1] + used]
    assert {p.kind: [p.planned, p.used] for p in found.time_use.phases} == kinds
    assert found.time_use.commit == kinds["commit"][1]
    assert found.time_use.used == sum(used for _, used in kinds.values())

    days = [each.day for each in meetings]
    between = [(after - before).days for before, after in pairwise(days)]
    assert found.rhythm.median == median(between)
    with_actions = [each for each in meetings if each.found]
    looked = sum(each.looked_first for each in with_actions)
    assert found.rhythm.reviewed == Share(looked, len(with_actions))

    for about in ("roti", "safety"):
        figure: Any = getattr(found, about)
        asked = [each.answers[about] for each in meetings if each.answers.get(about)]
        enough = [given for given in asked if len(given) >= 5]
        assert figure.n == sum(map(len, enough))
        assert [each.n for each in figure.sessions] == list(map(len, asked))
        assert (figure.no_trend is None) == (len(enough) >= 5)
        middles = [median(given) if len(given) >= 5 else None for given in asked]
        if about == "safety":
            assert [each.median for each in figure.sessions] == middles
            continue
        pooled = [value for given in enough for value in given]
        assert figure.spread.counts == tuple(pooled.count(value) for value in range(1, 6))
        assert figure.spread.median == median(pooled)
        assert [each.spread and each.spread.median for each in figure.sessions] == middles
    assert "counts" not in json.dumps(as_json(found)["safety"])
    assert found.energy.hidden is not None

    names = [name for each in meetings[-5:] for name in each.topics]
    again = {name: names.count(name) for name in names if names.count(name) >= 3}
    assert {topic.name: topic.sessions for topic in found.recurring.topics} == again
