"""Three questions lead to two formats, and to others next time."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from retro.formats.catalogue import Catalogue
from retro.formats.front import Safety
from retro.formats.suggest import SUGGESTED, TIMES, Situation, suggest

TODAY = date(2026, 11, 20)


def situation(key: str) -> Situation:
    return next(each for each in suggest(Catalogue(), "en").situations if each.key == key)


def keys(
    where: str,
    minutes: int = 60,
    safety: Safety = Safety.SOME,
    used: Mapping[str, int] = MappingProxyType({}),
) -> list[str]:
    days = {key: TODAY - timedelta(days=ago) for key, ago in used.items()}
    found = situation(where).suggestions(minutes, safety, days, TODAY)
    return [choice.key for choice in found]


@pytest.mark.parametrize("safety", Safety)
@pytest.mark.parametrize("minutes", TIMES)
def test_there_are_two_wherever_two_fit(minutes: int, safety: Safety) -> None:
    for each in suggest(Catalogue(), "nl").situations:
        found = each.suggestions(minutes, safety, {}, TODAY)
        assert 1 <= len(found) <= SUGGESTED
        fitting = [
            choice
            for choice in each.choices
            if tuple(Safety).index(choice.safety) <= tuple(Safety).index(safety)
        ]
        assert len(found) == min(SUGGESTED, len(fitting) or len(each.choices))


def test_what_fits_the_time_comes_first() -> None:
    assert keys("event", 15)[0] == "hotwash"
    assert keys("event", 60)[0] == "aar"
    found = situation("case").suggestions(30, Safety.HIGH, {}, TODAY)
    assert not any(choice.fits for choice in found), "none is that short, and it says so"


def test_what_needs_more_safety_than_there_is_is_not_suggested() -> None:
    for each in suggest(Catalogue(), "en").situations:
        for choice in each.suggestions(60, Safety.LOW, {}, TODAY):
            enough = any(other.safety is Safety.LOW for other in each.choices)
            assert not enough or choice.safety is Safety.LOW
    assert "msg" in keys("feelings", 60, Safety.HIGH) + keys("feelings", 45, Safety.HIGH)
    assert "msg" not in keys("feelings", 60, Safety.LOW)


def test_what_was_used_lately_comes_last() -> None:
    first = keys("regular")
    again = keys("regular", used={first[0]: 14})
    assert first[0] not in again
    long_ago = keys("regular", used={first[0]: 200})
    assert long_ago[0] == first[0]


def test_a_choice_says_when_it_was_used() -> None:
    used = {choice.key: TODAY - timedelta(days=7) for choice in situation("event").choices}
    found = situation("event").suggestions(60, Safety.SOME, used, TODAY)
    assert [choice.used for choice in found] == [TODAY - timedelta(days=7)] * SUGGESTED
