"""A data folder of one's own for each test, in English, whatever the developer's locale."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.shelf import Shelf


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No settings from outside, and a runtime folder that is short enough for a socket."""
    for name in ("LC_ALL", "LC_MESSAGES", "RETRO_LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("RETRO_DATA_DIR", str(tmp_path / "data"))
    with TemporaryDirectory() as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield


@pytest.fixture
def shelf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shelf:
    """An empty data folder."""
    return Shelf(tmp_path / "data", capsys)
