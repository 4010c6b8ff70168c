"""Several processes on one database, on a disk that forgets what was not synced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer

import pytest

from retro.store.disk import Disk
from retro.store.embedded import EmbeddedStore
from retro.store.naming import Files
from retro.store.protocol import Held
from tests.store import mutants
from tests.store.example import NOW
from tests.store.explore import Violation
from tests.store.explore_shared import explore_shared

TOO_LONG = 20.0
"""Seconds after which a lock that nobody should wait for is let go of."""


@pytest.mark.no_cover  # the same few lines in many states
def test_processes_that_die_lose_no_update_of_the_others() -> None:
    assert explore_shared(range(25)) > 3_000


@pytest.mark.no_cover
@pytest.mark.parametrize("name", mutants.SHARED)
def test_a_measure_left_out_is_caught(name: str) -> None:
    with mutants.SHARED[name](), pytest.raises(Violation):
        explore_shared(range(60))


async def test_whoever_holds_the_lock_for_ever_stops_nobody_for_long(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retro.store.shared.PATIENCE", 0.05)
    key, log = await store.create(at=NOW)
    await log.close()
    await store.actions().change_soon(lambda known: [{"uid": "a"}])
    await store.note(key, {"title": "one"})
    with held(store.folder, "actions"), held(store.folder, "index"):
        with pytest.raises(Held, match=r"actions\.json is held by another program"):
            await store.actions().change_soon(lambda known: [{"uid": "b"}])
        with pytest.raises(Held, match=r"index\.json is held by another program"):
            await store.note(key, {"title": "two"})
        _, other = await store.create(at=NOW)
        await other.close()
    await store.actions().change_soon(lambda known: [{"uid": "b"}])
    assert store.actions().all() == [{"uid": "a"}, {"uid": "b"}]


async def test_listing_sessions_never_waits_for_the_lock(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever waited would wait until the lock is let go of, and longer than that.
    monkeypatch.setattr("retro.store.shared.PATIENCE", 2 * TOO_LONG)
    key, log = await store.create(at=NOW)
    await log.close()
    with held(store.folder, "index") as was_released:
        assert [row["key"] for row in store.sessions()] == [key]
        (store.folder / "index.json").write_text("{}")
        assert [row["key"] for row in store.sessions()] == [key]
        assert not was_released.is_set()


@contextmanager
def held(folder: Path, name: str) -> Iterator[Event]:
    """A lock that somebody holds; after `TOO_LONG` it is let go of, so that no test hangs."""
    disk, released = Disk(), Event()
    handle = disk.lock(Files(folder / f"{name}.json", folder / "quarantine").lock, wait=False)
    assert handle is not None

    def release() -> None:
        released.set()
        disk.close(handle)

    alarm = Timer(TOO_LONG, release)
    alarm.start()
    try:
        yield released
    finally:
        alarm.cancel()
        alarm.join()
        if not released.is_set():
            disk.close(handle)
