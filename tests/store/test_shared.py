"""Several processes on one database, on a disk that forgets what was not synced."""

from __future__ import annotations

import pytest

from tests.store import mutants
from tests.store.explore import Violation
from tests.store.explore_shared import explore_shared


def test_processes_that_die_lose_no_update_of_the_others() -> None:
    assert explore_shared(range(60)) > 8_000


@pytest.mark.parametrize("name", mutants.SHARED)
def test_a_measure_left_out_is_caught(name: str) -> None:
    with mutants.SHARED[name](), pytest.raises(Violation):
        explore_shared(range(60))
