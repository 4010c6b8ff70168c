"""The prompts of the journal, and its entries as values."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from retro.followup.journal import (
    DRAFT,
    LONGEST,
    Prompt,
    another,
    draft_in,
    entries,
    entry,
    find,
    prompt_of,
    removed,
)
from retro.session.refusal import Refused

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


def test_every_day_has_another_prompt_until_all_had_their_turn() -> None:
    prompts = [Prompt(key, f"What {key}?") for key in "abcdefg"]
    days = [date(2026, 4, 1) + timedelta(days=number) for number in range(len(prompts))]
    assert {prompt_of(day, prompts) for day in days} == set(prompts)
    for seed in range(50):
        assert another(days[0], prompts, Random(seed)) != prompt_of(days[0], prompts)


def test_a_prompt_that_is_the_only_one_is_asked_again() -> None:
    only = [Prompt("a", "What?")]
    assert another(date(2026, 4, 1), only, Random(1)) == only[0]


def test_an_entry_is_cleaned_and_bounded() -> None:
    made = entry("1" * 14, "\x1b[2Jone\u202e\n\ntwo  \n", "What?", "en", NOW)
    assert made["text"] == "[2Jone\n\ntwo"
    with pytest.raises(Refused, match="nothing to keep"):
        entry("1", " \n\u200b", "What?", "en", NOW)
    assert entry("1", "x" * LONGEST, "What?", "en", NOW)
    with pytest.raises(Refused, match="too long"):
        entry("1", "x" * (LONGEST + 1), "What?", "en", NOW)


def test_entries_are_found_by_the_start_of_their_id() -> None:
    first = entry("aa11", "One", "What?", "en", NOW)
    second = entry("aa22", "Two", "What?", "en", NOW + timedelta(days=1))
    draft = entry(DRAFT, "Half", "What?", "en", NOW)
    odd: list[dict[str, object]] = [
        {"uid": 3},
        {"uid": "x", "text": "y", "question": "", "at": "?"},
    ]
    stored = [first, removed("aa33"), draft, *odd, second]
    assert entries(stored) == [second, first]
    assert draft_in(stored) == draft
    assert draft_in([removed(DRAFT)]) is None
    assert find(stored, " AA1 ") == first
    for typed, why in (("aa", "any of 2"), ("aa3", "no entry"), ("draft", "no entry"), ("", "no")):
        with pytest.raises(Refused, match=why):
            find(stored, typed)
