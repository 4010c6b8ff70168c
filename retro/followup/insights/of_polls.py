"""Figures of polls, with the floor under which answers point at people.

Everything shown is the sum of whole polls of `FLOOR` answers and more, each of a session that has
ended. So is the difference of any two views, of a team and all teams, or of two periods: nothing
about fewer people can be worked out from what is shown. What a small poll was answered is in no
total either. Of how freely people could speak there is never more than a number and a median.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import median

from retro.followup.figures import FLOOR, HEALTH, ONE_TO_FIVE, SAFETY
from retro.followup.insights.scope import MOST, Document, Held, number, objects
from retro.followup.insights.values import (
    SERIES,
    Asked,
    Felt,
    Health,
    Hidden,
    Poll,
    Safety,
    Spread,
    Theme,
    Why,
)


def poll(held: Sequence[Held], about: str, *, several: bool) -> Poll:
    """The polls about one thing, on the scale of the latest.

    The sessions of `several` teams are not shown one by one.
    """
    asked = [
        Asked(each.key, each.day, _answers(kept), spread_of(kept))
        for each, kept in _kept(held, about)
    ]
    if not asked:
        return Poll(0, Hidden(Why.NOTHING))
    spreads = [each.spread for each in asked if each.spread]
    if not spreads:
        return Poll(0, _too_few(each.n for each in asked))
    same = [each for each in asked if not each.spread or alike(each.spread, spreads[-1])]
    pooled = together(each.spread for each in same if each.spread)
    return Poll(
        n=pooled.n,
        hidden=None,
        spread=pooled,
        sessions=() if several else tuple(same),
        no_trend=Hidden(Why.ONE_TEAM)
        if several
        else _no_trend(each.session for each in same if each.spread),
    )


def safety(held: Sequence[Held], *, several: bool) -> Safety:
    """How freely people could speak, in the sessions of one team.

    A median of several teams together would be about none of them.
    """
    felt = [
        Felt(each.key, each.day, _answers(kept), median_of(kept))
        for each, kept in _kept(held, SAFETY)
    ]
    if not felt:
        return Safety(0, Hidden(Why.NOTHING))
    if several:
        return Safety(0, Hidden(Why.ONE_TEAM))
    enough = [each for each in felt if each.median is not None]
    if not enough:
        return Safety(0, _too_few(each.n for each in felt))
    return Safety(
        n=sum(each.n for each in enough),
        hidden=None,
        sessions=tuple(felt),
        no_trend=_no_trend(each.session for each in enough),
    )


def health(held: Sequence[Held], *, several: bool) -> Health:
    """The latest spread of each theme, in the order in which they were first asked."""
    asked = list(_kept(held, HEALTH))
    if not asked:
        return Health(0, Hidden(Why.NOTHING))
    if several:
        return Health(0, Hidden(Why.ONE_TEAM))
    found: dict[str, list[tuple[date, Spread, int | None]]] = {}
    for each, kept in asked:
        series = found.setdefault(str(kept.get("theme", "")), [])
        spread = spread_of(kept)
        if spread is not None:
            series.append((each.day, spread, _arrows(kept, spread.n)))
    themes = [
        _theme(name, *series[-1], [spread for _, spread, _ in series])
        for name, series in found.items()
        if series
    ]
    if not themes:
        return Health(0, _too_few(_answers(kept) for _, kept in asked))
    return Health(len(themes), None, tuple(themes), len(found) - len(themes))


def _theme(
    name: str, day: date, spread: Spread, arrows: int | None, series: Sequence[Spread]
) -> Theme:
    return Theme(name, day, spread, _change(series), arrows)


def _arrows(kept: Document, n: int) -> int | None:
    arrows = kept.get("arrows")
    return arrows if isinstance(arrows, int) and abs(arrows) <= n else None


def _kept(held: Iterable[Held], about: str) -> Iterator[tuple[Held, Document]]:
    for each in held:
        for kept in objects(each.figures.get("polls")):
            if kept.get("about") == about:
                yield each, kept


def _answers(kept: Document) -> int:
    return int(number(kept.get("n")))


def _too_few(answers: Iterable[int]) -> Hidden:
    return Hidden(Why.FEW_ANSWERS, FLOOR, min(max(answers), FLOOR - 1))


def _no_trend(sessions: Iterable[str]) -> Hidden | None:
    """Why the polls of these sessions are no trend; None where they are. Two of one are one."""
    there = len(set(sessions))
    return Hidden(Why.FEW_SESSIONS, SERIES, there) if there < SERIES else None


def median_of(kept: Document) -> float | None:
    """The median that a session kept of a poll from 1 to 5; None as in `spread_of`."""
    middle = kept.get("median")
    if _answers(kept) < FLOOR or not isinstance(middle, int | float):
        return None
    is_one = ONE_TO_FIVE[0] <= middle <= ONE_TO_FIVE[-1] and float(2 * middle).is_integer()
    return float(middle) if is_one else None


def spread_of(kept: Document) -> Spread | None:
    """The spread that a session kept of a poll; None where it is of too few, or makes no sense."""
    counts = kept.get("counts")
    n = _answers(kept)
    if not isinstance(counts, list) or n < FLOOR:
        return None
    whole = tuple(count for count in counts if isinstance(count, int) and count >= 0)
    if len(whole) != len(counts) or sum(whole) != n:
        return None
    low = kept.get("low", 1)
    is_one = isinstance(low, int) and abs(low) <= MOST
    return _spread(low, whole) if is_one else None


def alike(one: Spread, other: Spread) -> bool:
    """Whether two polls were on one scale."""
    return (one.low, len(one.counts)) == (other.low, len(other.counts))


def together(spreads: Iterable[Spread]) -> Spread:
    """All answers of polls on one scale, at least one of them."""
    same = list(spreads)
    counts = zip(*(each.counts for each in same), strict=True)
    return _spread(same[0].low, tuple(map(sum, counts)))


def _spread(low: int, counts: tuple[int, ...]) -> Spread:
    given = [low + place for place, count in enumerate(counts) for _ in range(count)]
    return Spread(len(given), float(median(given)), low, counts)


def _change(series: Sequence[Spread]) -> tuple[float, ...]:
    """How much more or less of all answers each value has than in the check before."""
    if len(series) < 2:
        return ()
    before, after = series[-2:]
    if not alike(before, after):
        return ()
    pairs = zip(before.counts, after.counts, strict=True)
    return tuple(round(b / after.n - a / before.n, 4) for a, b in pairs)
