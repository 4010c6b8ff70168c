"""kill -9 at random moments and at every call, on the real disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.kills import die_at_every_call, kill_counters, kill_writers


def test_a_killed_owner_loses_nothing_that_was_accepted(tmp_path: Path) -> None:
    assert kill_writers(tmp_path, kills=60, seed=1) > 60


def test_an_owner_that_dies_at_any_call_loses_nothing(tmp_path: Path) -> None:
    assert die_at_every_call(tmp_path, most=45) == 45


@pytest.mark.parametrize(("processes", "kills"), [(2, 20), (4, 30)])
def test_killed_processes_lose_no_update(tmp_path: Path, processes: int, kills: int) -> None:
    count, reported = kill_counters(tmp_path, processes, kills, seed=processes)
    assert count >= reported > kills
