"""One build for all tests that look at what is built."""

import fcntl
import os
from pathlib import Path

import pytest

from tests.packaging.away import Built, build_all, built_in


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sdist, the wheel and an environment with it: whichever worker comes first makes them."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "built"
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        if done.exists():
            return built_in(folder)
        folder.mkdir()
        made = build_all(folder)
        done.touch()
    return made
