"""Every test has folders of its own, and no settings from outside."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.e2e.facilitator import House


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[House]:
    """A data folder, and whoever comes to it."""
    for name in ("LC_ALL", "LC_MESSAGES", "RETRO_LANGUAGE", "NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "UTC")
    with TemporaryDirectory(prefix="r", dir="/tmp") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        monkeypatch.setenv("RETRO_DATA_DIR", str(tmp_path / "data"))
        found = House(tmp_path / "data", tmp_path)
        try:
            yield found
        finally:
            found.end()
