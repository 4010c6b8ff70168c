"""Formats are found by time, people, purpose and how freely people speak."""

import pytest

from retro.formats.catalogue import Catalogue
from retro.formats.front import Safety
from retro.formats.selecting import Wanted, select


def keys(wanted: Wanted, language: str = "en") -> set[str]:
    return {template.format.key for template in select(Catalogue(), language, wanted)}


def test_everything_fits_who_wants_nothing() -> None:
    assert len(keys(Wanted())) == len(Catalogue().formats("en"))


def test_time_people_and_safety_bound() -> None:
    for template in select(Catalogue(), "nl", Wanted(45, 14, "", Safety.LOW)):
        assert template.format.minutes <= 45
        assert template.format.people[0] <= 14 <= template.format.people[1]
        assert template.safety is Safety.LOW
    assert keys(Wanted(people=1)) == {"journal"}
    assert "iv-balint" not in keys(Wanted(safety=Safety.SOME))
    assert "iv-balint" in keys(Wanted(safety=Safety.HIGH))
    assert "aar" not in keys(Wanted(minutes=59))
    assert "aar" in keys(Wanted(minutes=60))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("feelings", {"msg", "rtb"}),
        ("Gevoelens", {"msg", "rtb"}),
        ("FEEL", {"msg", "rtb"}),
        ("topics", {"lean"}),
        ("onderwerpen", {"lean"}),
        ("rose", {"rtb"}),
        ("mad, sad", {"msg"}),
        ("zeppelin", set()),
        ("!", set()),
    ],
)
def test_a_purpose_in_a_word(word: str, found: set[str]) -> None:
    assert keys(Wanted(purpose=word)) == found


def test_a_dutch_word_is_looked_for_in_dutch_titles() -> None:
    assert keys(Wanted(purpose="roos"), "nl") == {"rtb"}
    assert keys(Wanted(purpose="roos")) == set()
