"""The index of sessions, which may be deleted at any time."""

from __future__ import annotations

import json

from retro.store.embedded import EmbeddedStore
from tests.store.example import NOW, card, count_cards, path_of


async def test_sessions_are_newest_first_and_keep_what_was_noted(store: EmbeddedStore) -> None:
    keys = []
    for day in (3, 1, 2):
        key, log = await store.create(at=NOW.replace(day=day))
        await log.append([card(1)], expect_seq=0)
        await log.close()
        await store.note(key, {"title": f"day {day}", "cards": 1})
        keys.append(key)
    assert [row["title"] for row in store.sessions()] == ["day 3", "day 2", "day 1"]
    await store.note(keys[1], {"title": "again"})
    assert [row["title"] for row in store.sessions()] == ["day 3", "day 2", "again"]


async def test_an_index_that_is_gone_damaged_or_behind_is_made_again(store: EmbeddedStore) -> None:
    for day in (1, 2):
        _, log = await store.create(at=NOW.replace(day=day))
        await log.append([card(1)], expect_seq=0)
        await log.close()
    expected = store.sessions()
    assert [row["cards"] for row in expected] == [1, 1]
    for path in store.folder.glob("index.*"):
        path.unlink()
    assert EmbeddedStore(store.folder, summarise=count_cards).sessions() == expected
    index = store.folder / "index.json"
    index.write_text(index.read_text().replace('"schema": 1', '"schema": 7'))
    again = EmbeddedStore(store.folder, summarise=count_cards)
    assert again.sessions() == expected
    assert again.sessions() == expected
    assert [path.name for path in (store.folder / "quarantine").iterdir()]
    path_of(store, expected[0]["key"]).unlink()
    path_of(store, expected[0]["key"]).with_suffix(".journal").unlink()
    assert EmbeddedStore(store.folder, summarise=count_cards).sessions() == expected[1:]


async def test_a_session_that_is_open_shows_what_it_has_now(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    assert [row["cards"] for row in store.sessions()] == [0]
    await log.append([card(1), card(2)], expect_seq=0)
    assert [row["cards"] for row in store.sessions()] == [2]
    assert json.loads(json.dumps(store.sessions()))[0]["key"] == key
    await log.close()


async def test_noting_mends_a_damaged_index(store: EmbeddedStore) -> None:
    key, log = await store.create(at=NOW)
    await log.close()
    await store.note(key, {"title": "one"})
    (store.folder / "index.json").write_text("{}")
    await EmbeddedStore(store.folder).note(key, {"title": "two"})
    assert [row["title"] for row in store.sessions()] == ["two"]
