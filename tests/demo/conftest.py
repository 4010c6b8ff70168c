"""Every demo has a runtime folder and a folder for temporary files of its own."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@pytest.fixture(autouse=True)
def own_places(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a demo keeps what it needs; nothing may be left there."""
    for name in ("LC_ALL", "LC_MESSAGES", "RETRO_LANGUAGE", "RETRO_DATA_DIR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    with TemporaryDirectory(prefix="r", dir="/tmp") as folder:
        for name in ("TMPDIR", "XDG_RUNTIME_DIR", "HOME"):
            place = Path(folder) / name.lower()
            place.mkdir(mode=0o700)
            monkeypatch.setenv(name, str(place))
        yield Path(folder)
