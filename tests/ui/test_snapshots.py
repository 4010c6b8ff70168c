"""Every phase of every format, at every size, shows what it showed before."""

import difflib
from pathlib import Path

import pytest

from tests.ui.between import LANGUAGES, take_between
from tests.ui.snapshots import APART, FOLDER, SERIES, take, take_apart

# Lines that other tests cover, over and over: counting them here takes half the time again.
pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize(
    ("format", "language", "sizes"),
    SERIES,
    ids=[f"{key}-{language}" for key, language, _ in SERIES],
)
async def test_every_phase(
    tmp_path: Path, format: str, language: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    compare(await take(tmp_path, format, language, sizes))


@pytest.mark.parametrize("format", APART)
async def test_every_phase_at_terminals_of_their_own(tmp_path: Path, format: str) -> None:
    compare(await take_apart(tmp_path, format))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_between_sessions(tmp_path: Path, language: str) -> None:
    compare(await take_between(tmp_path, language))


def compare(taken: dict[str, str]) -> None:
    """Each text is that of its file."""
    for name, text in taken.items():
        kept = (FOLDER / name).read_text(encoding="utf-8")
        changes = difflib.unified_diff(
            kept.splitlines(), text.splitlines(), f"{name}, as kept", "as it is now", lineterm=""
        )
        assert kept == text, (
            "\n".join(changes)
            + "\n\nIf that is better: python -m tests.ui.snapshots (or tests.ui.between)"
        )
