"""A session in folders that are new as well: also their names have to survive."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from unittest import mock

import pytest

from retro.store.disk import Disk
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import StoreError
from tests.store.explore import Violation, die_at
from tests.store.simulated import Died, SimulatedDisk

FOLDER = Path("/home/retro")
NOW = datetime(2026, 11, 22, tzinfo=UTC)


async def new_session(disk: Disk) -> str:
    key, log = await EmbeddedStore(FOLDER, disk=disk).create(at=NOW)
    await log.append([("cards", 1, {"t": "accepted"})], expect_seq=0, sealed={"n": 1})
    return key


def die_in_a_new_session_then_begin_another() -> int:
    """The first dies at each call in turn; what the second gets accepted survives a power cut."""
    for call in count(1):
        disk = SimulatedDisk()
        disk.before = die_at(call)
        try:
            asyncio.run(new_session(disk))
        except Died:
            for seed in range(6):
                crashed = disk.killed() if seed % 2 else disk.power_cut(Random(seed))
                begin_another(crashed, Random(seed), f"call {call}, seed {seed}")
        else:
            return call
    raise AssertionError


def begin_another(disk: SimulatedDisk, rng: Random, where: str) -> None:
    key = asyncio.run(new_session(disk))
    store = EmbeddedStore(FOLDER, disk=disk.power_cut(rng))
    try:
        found = store.read(key)
    except StoreError as error:
        raise Violation(f"{where}: {error}") from error
    if found != ({"cards": {1: {"t": "accepted"}}}, {"n": 1}):
        raise Violation(f"{where}: {found}")


def test_what_is_accepted_survives_whoever_died_making_the_folders() -> None:
    assert die_in_a_new_session_then_begin_another() > 30


def test_folders_that_are_not_synced_are_caught() -> None:
    sync = SimulatedDisk.sync_folder

    def sync_month(self: SimulatedDisk, folder: Path) -> None:
        if folder.name == "11":
            sync(self, folder)

    with mock.patch.object(SimulatedDisk, "sync_folder", sync_month), pytest.raises(Violation):
        die_in_a_new_session_then_begin_another()


def test_folders_that_are_synced_only_by_who_makes_them_are_caught() -> None:
    sync = SimulatedDisk.sync_folder

    def sync_new(self: SimulatedDisk, folder: Path) -> None:
        if sys._getframe(1).f_code.co_name != "_prepare_new":
            sync(self, folder)

    with mock.patch.object(SimulatedDisk, "sync_folder", sync_new), pytest.raises(Violation):
        die_in_a_new_session_then_begin_another()
