"""A store in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from retro.store.embedded import EmbeddedStore
from tests.store.example import count_cards


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore(tmp_path / "retro", summarise=count_cards)
