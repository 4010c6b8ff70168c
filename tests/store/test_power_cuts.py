"""Power cuts and kills at every call, on a disk that forgets what was not synced."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.store import mutants
from tests.store.explore import Violation, explore
from tests.store.simulated import SimulatedDisk

# Lines that other tests cover, over and over: counting them here takes half the time again.
pytestmark = pytest.mark.no_cover

SEEDS_A_PART = 30
"""About 11,000 states. A mutant is caught by the first three seeds; `campaign` has many more."""


@pytest.mark.parametrize("part", range(2))
def test_no_crash_loses_what_was_accepted_or_shows_what_was_not(part: int) -> None:
    assert explore(range(part * SEEDS_A_PART, (part + 1) * SEEDS_A_PART)) > 10_000


@pytest.mark.parametrize("name", mutants.DISKS)
def test_a_sync_left_out_is_caught(name: str) -> None:
    with pytest.raises(Violation):
        explore(range(100), mutants.DISKS[name])


@pytest.mark.parametrize("name", mutants.CRASHING)
def test_a_wrong_order_is_caught(name: str) -> None:
    patch: AbstractContextManager[Any] = mutants.CRASHING[name]()
    with patch, pytest.raises(Violation):
        explore(range(100), SimulatedDisk)
