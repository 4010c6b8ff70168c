"""Figures of polls, with the floor under which answers point at people.

Everything shown is the sum of whole polls of `FLOOR` answers and more, each of a session that has
ended. So is the difference of any two views, of a team and all teams, or of two periods: nothing
about fewer people can be worked out from what is shown. An answer that a small poll was left out
of is in no total either.
"""

from collections.abc import Iterable, Sequence
from statistics import median

from retro.followup.figures import FLOOR, HEALTH
from retro.followup.insights.scope import Document, Held, number, objects
from retro.followup.insights.values import (
    SERIES,
    Asked,
    Health,
    Hidden,
    Poll,
    Share,
    Spread,
    Theme,
    Why,
)


def poll(held: Sequence[Held], about: str, *, several: bool, good: int | None = None) -> Poll:
    """The polls about one thing. `good` is the value from which an answer is at the good end.

    The sessions of `several` teams are not shown one by one.
    """
    asked = [
        Asked(each.key, each.day, int(number(kept.get("n"))), spread_of(kept))
        for each in held
        for kept in objects(each.figures.get("polls"))
        if kept.get("about") == about
    ]
    if not asked:
        return Poll(0, Hidden(Why.NOTHING))
    pooled = together(each.spread for each in asked if each.spread)
    if pooled is None:
        most = max(each.n for each in asked)
        return Poll(0, Hidden(Why.FEW_ANSWERS, FLOOR, min(most, FLOOR - 1)))
    share = Share(0, 0)
    if good is not None:
        at_the_good_end = sum(pooled.counts[max(0, good - pooled.low) :])
        share = Share(at_the_good_end, pooled.n)
    shown = sum(each.spread is not None for each in asked)
    no_trend = Hidden(Why.FEW_SESSIONS, SERIES, shown) if shown < SERIES else None
    return Poll(
        n=pooled.n,
        hidden=None,
        spread=pooled,
        sessions=() if several else tuple(asked),
        no_trend=Hidden(Why.ONE_TEAM) if several else no_trend,
        good=share,
    )


def health(held: Sequence[Held], *, several: bool) -> Health:
    """The latest spread of each theme, in the order in which they were asked last."""
    if several:
        return Health(0, Hidden(Why.ONE_TEAM))
    found: dict[str, list[tuple[Held, Spread]]] = {}
    small = False
    for each in held:
        for kept in objects(each.figures.get("polls")):
            if kept.get("about") != HEALTH:
                continue
            spread = spread_of(kept)
            small = small or spread is None
            if spread is not None:
                found.setdefault(str(kept.get("theme", "")), []).append((each, spread))
    if not found:
        return Health(0, Hidden(Why.FEW_ANSWERS, FLOOR) if small else Hidden(Why.NOTHING))
    themes = [
        Theme(name, series[-1][0].day, series[-1][1], _change([spread for _, spread in series]))
        for name, series in found.items()
    ]
    return Health(len(themes), None, tuple(themes))


def spread_of(kept: Document) -> Spread | None:
    """The spread that a session kept of a poll; None where it is of too few, or makes no sense."""
    counts = kept.get("counts")
    n = int(number(kept.get("n")))
    if not isinstance(counts, list) or n < FLOOR:
        return None
    whole = tuple(count for count in counts if isinstance(count, int) and count >= 0)
    if len(whole) != len(counts) or sum(whole) != n:
        return None
    low = kept.get("low")
    return _spread(low if isinstance(low, int) else 1, whole)


def together(spreads: Iterable[Spread]) -> Spread | None:
    """All answers of several polls on one scale; those on another scale than the latest are out."""
    all_of_them = list(spreads)
    if not all_of_them:
        return None
    scale = (all_of_them[-1].low, len(all_of_them[-1].counts))
    same = [each.counts for each in all_of_them if (each.low, len(each.counts)) == scale]
    return _spread(scale[0], tuple(map(sum, zip(*same, strict=True))))


def _spread(low: int, counts: tuple[int, ...]) -> Spread:
    given = [low + place for place, count in enumerate(counts) for _ in range(count)]
    return Spread(len(given), float(median(given)), low, counts)


def _change(series: Sequence[Spread]) -> tuple[float, ...]:
    """How much more or less of all answers each value has than in the check before."""
    if len(series) < 2:
        return ()
    before, after = series[-2:]
    if (before.low, len(before.counts)) != (after.low, len(after.counts)):
        return ()
    pairs = zip(before.counts, after.counts, strict=True)
    return tuple(round(b / after.n - a / before.n, 4) for a, b in pairs)
