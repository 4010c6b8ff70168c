"""What keeps the whole suite quick: who runs which test, and how seldom memory is tidied."""

import gc
from pathlib import PurePosixPath
from typing import Any

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a module that share a server in one worker, or each worker starts one.

    Those come first, and the rest one by one, so that all workers end at the same time. The groups
    of `--dist loadgroup` are written into a private name that pytest 9.2 does not read.
    """
    # Untyped, and only there where several workers are asked for.
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class ByServer(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            module = PurePosixPath(nodeid.partition("::")[0])
            over_ssh = module.parent.name == "ssh" or module.name.startswith("test_ssh_")
            return str(module) if over_ssh else nodeid

    return ByServer(config, log)


def pytest_collection_finish() -> None:
    """Leave alone what lives until the end: the tests, and all that they import.

    A screen makes and drops so much that the collector would run all the time: it took a third of
    what the tests of screens cost.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 10, 20)
