"""Two real processes change the same actions at the same time, and nothing is lost or doubled."""

from collections import Counter
from pathlib import Path

import pytest

from retro.store.embedded import EmbeddedStore
from tests.followup.two_processes import counted, expected, run


def test_nothing_is_lost_and_nothing_is_doubled(tmp_path: Path) -> None:
    assert run(tmp_path / "data", 600) == expected(600)


def test_a_lost_or_doubled_change_would_be_seen(tmp_path: Path) -> None:
    found = run(tmp_path / "data", 40)
    assert found == expected(40)
    actions = EmbeddedStore(tmp_path / "data").actions()
    (action, *_) = [each for each in actions.all() if len(each["history"]) > 2]
    lost = {**action, "history": action["history"][:-1]}
    actions.change(lambda _: [lost])
    assert (expected(40) - counted(tmp_path / "data")).total() == 1
    twice = {**action, "history": [*action["history"], action["history"][-1]]}
    actions.change(lambda _: [twice])
    with pytest.raises(AssertionError):
        counted(tmp_path / "data")
    assert expected(40) != Counter()
