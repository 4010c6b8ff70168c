"""Files of every released schema open, and older ones are brought forward after a copy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from retro.store.embedded import EmbeddedStore
from retro.store.migrations import ACTIONS, INDEX, SESSION, Schema
from retro.store.naming import session_path
from retro.store.protocol import Document, ReadOnly, Tables

SAMPLES = Path(__file__).parent / "samples"
KEY = "01M81GX2R0SAMP1EWQZ7N3X5KB"
TABLES: Tables = {
    "session": {1: {"title": "Release 4.2", "format": "aar"}},
    "cards": {
        2: {"text": "Café crème – één ↯", "phase": "happened"},
        2**53 - 1: {"text": "rolled back in 90 s"},
    },
    "votes": {1: {"card": 2}},
}
SEALED: Document = {"cards": ["b", "a"]}


@pytest.fixture(params=sorted(path.name for path in SAMPLES.iterdir()))
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the folder as a release left it, with changes in the journal."""
    folder = tmp_path / "retro"
    shutil.copytree(SAMPLES / str(request.param), folder)
    return folder


def test_there_is_a_sample_of_every_schema() -> None:
    newest = max(SESSION.version, ACTIONS.version, INDEX.version)
    names = {path.name for path in SAMPLES.iterdir()}
    assert names == {f"schema-{number}" for number in range(1, newest + 1)}
    for schema in (SESSION, ACTIONS, INDEX):
        assert set(schema.steps) == set(range(1, schema.version))


async def test_a_sample_reads_and_opens(sample: Path) -> None:
    store = EmbeddedStore(sample)
    assert store.read(KEY) == (TABLES, SEALED)
    assert [row["title"] for row in store.sessions()] == ["Release 4.2"]
    assert [action["uid"] for action in store.actions().all()] == ["u1"]
    log = await store.open(KEY)
    assert (log.seq, log.tables, log.sealed, log.notices) == (4, TABLES, SEALED, ())
    await log.append([("cards", 3, {"text": "after"})], expect_seq=4)
    await log.close()
    assert store.read(KEY)[0]["cards"][3] == {"text": "after"}


def test_plain_tinydb_opens_a_sample(sample: Path) -> None:
    with TinyDB(session_path(sample, KEY), access_mode="r") as database:
        assert database.tables() == {"_retro", "session", "cards"}


def split_title(tables: Tables) -> Tables:
    session = dict(tables["session"][1])
    session["name"] = session.pop("title")
    return {**tables, "session": {1: session}}


def add_colour(tables: Tables) -> Tables:
    return {**tables, "session": {1: {**tables["session"][1], "colour": "blue"}}}


NEXT = Schema(SESSION.version + 2, {1: split_title, 2: add_colour})


async def test_an_older_file_is_migrated_after_a_copy(sample: Path) -> None:
    path = session_path(sample, KEY)
    before = [path.read_bytes(), path.with_suffix(".journal").read_bytes()]
    store = EmbeddedStore(sample, schema=NEXT)
    migrated = {"format": "aar", "name": "Release 4.2", "colour": "blue"}
    assert store.read(KEY)[0]["session"][1] == migrated
    assert path.read_bytes() == before[0], "reading wrote something"
    log = await store.open(KEY)
    assert log.tables["session"][1] == migrated
    await log.append([("cards", 3, {})], expect_seq=4)
    await log.close()
    copies = sample / "backup" / f"{KEY}.schema-1"
    assert [
        copies.with_suffix(f".schema-1{end}").read_bytes() for end in (".json", ".journal")
    ] == (before)
    assert json.loads(path.read_text())["_retro"]["1"]["schema"] == 3
    again = EmbeddedStore(sample, schema=NEXT)
    assert again.read(KEY)[0]["session"][1] == migrated
    assert again.read(KEY)[1] == SEALED


async def test_a_newer_file_is_read_and_not_written(sample: Path) -> None:
    log = await EmbeddedStore(sample, schema=NEXT).open(KEY)
    await log.close()
    path = session_path(sample, KEY)
    before = path.read_bytes()
    store = EmbeddedStore(sample)
    assert store.read(KEY)[0]["session"][1]["colour"] == "blue"
    assert (await store.open(KEY, owner=False)).seq == 4
    with pytest.raises(ReadOnly, match=r"newer retro .schema 3.*update retro"):
        await store.open(KEY)
    assert path.read_bytes() == before
