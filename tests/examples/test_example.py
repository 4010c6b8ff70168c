"""examples/data and examples/minutes open, say something, and are what the program makes today."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from retro.live.rows import summarise
from retro.store.embedded import EmbeddedStore
from tests.cli.shelf import typed
from tests.examples.make import EXAMPLES, MINUTES, TEAM, make, told

AGAIN = "examples/ is not what the program makes: run python -m tests.examples.make"
MOST = 600_000


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The example data, to be used and changed."""
    folder = tmp_path / "copy"
    shutil.copytree(EXAMPLES / "data", folder)
    return folder


def content(folder: Path) -> dict[str, Any]:
    """All that is stored in a folder, however its files are laid out."""
    store = EmbeddedStore(folder, summarise=summarise)
    kept: dict[str, Any] = {
        "actions": sorted(store.actions().all(), key=lambda each: str(each["uid"])),
        "put away": sorted(store.actions().archived(), key=lambda each: str(each["uid"])),
        "lessons": store.lessons().all(),
        "agreements": store.agreements().all(),
        "teams": store.teams().all(),
        "rows": store.sessions(),
    }
    for row in kept["rows"]:
        kept[row["key"]] = store.read(row["key"])
    return kept


def test_the_program_makes_the_same_today(tmp_path: Path, copy: Path) -> None:
    make(tmp_path)
    made, kept = content(tmp_path / "data"), content(copy)
    assert made.keys() == kept.keys(), AGAIN
    assert [name for name in made if made[name] != kept[name]] == [], AGAIN
    for name in MINUTES:
        written = (tmp_path / "minutes" / name).read_text(encoding="utf-8")
        assert (EXAMPLES / "minutes" / name).read_text(encoding="utf-8") == written, AGAIN


def test_the_data_is_whole_and_small(copy: Path) -> None:
    said = typed("doctor", RETRO_DATA_DIR=str(copy))
    assert "What is stored there is whole." in said.out
    files = [path for path in EXAMPLES.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < MOST


def test_insights_show_a_trend_and_actions_a_history(copy: Path) -> None:
    data = str(copy)
    found = json.loads(typed("insights", "--team", TEAM, "--json", RETRO_DATA_DIR=data).out)
    assert found["sessions"] == 13
    assert len(found["roti"]["sessions"]) >= 10
    assert len(found["safety"]["sessions"]) >= 5
    actions = json.loads(typed("actions", "--all", "--json", RETRO_DATA_DIR=data).out)
    assert {each["state"] for each in actions} >= {"doing", "done", "dropped", "open"}
    longest = max(actions, key=lambda each: len(each["history"]))
    assert len(longest["history"]) >= 4
    said = typed("actions", "show", longest["uid"], RETRO_DATA_DIR=data)
    assert said.status == 0
    assert longest["text"] in said.out
    assert "harbour" in typed("lessons", "harbor", RETRO_DATA_DIR=data).out


def test_both_languages_and_many_formats_are_there() -> None:
    sessions = told()["session"]
    assert len({each["format"] for each in sessions}) >= 9
    assert {each.get("language", "en") for each in sessions} == {"en", "nl"}


def test_nothing_confidential_is_left() -> None:
    """The words of the rounds of the case, in no file; what is no secret is found."""
    (case,) = [each for each in told()["session"] if each["format"] == "iv-five"]
    cards = case["cards"]
    kept = b"".join(path.read_bytes() for path in EXAMPLES.rglob("*") if path.is_file())
    for phase in ("question", "exploring", "core", "advice", "fits"):
        for text in cards[phase]:
            assert text.encode() not in kept
    assert cards["evaluation/helped"][0].encode() in kept
