"""A fault of the program: a plain sentence for the person, the rest in the log."""

from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue
from retro.ui.app import RetroApp
from retro.ui.wish import Wish
from retro.words import Words
from tests.live.house import house
from tests.terminal.fakes import until, visit
from tests.ui.stage import at_phase


async def test_a_fault_behind_a_key_ends_the_screen(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+Q is the app's own key: it is obeyed before any screen has it."""

    async def faulty(app: RetroApp) -> None:
        raise RuntimeError("bug in quit")

    monkeypatch.setattr(RetroApp, "action_quit", faulty)
    async with house(tmp_path) as found:
        doomed = visit(lambda: RetroApp(found.lobby, Catalogue(), Wish()))
        await doomed.terminal.shows("q leave")
        doomed.terminal.type("\x11")
        await until(doomed.running.done)
        assert doomed.status == 1
        assert doomed.terminal.farewell == RetroApp.apology
        assert "bug in quit" in caplog.text


async def test_the_sentences_of_the_terminal_are_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Loud(Words):
        def __call__(self, sentence: str, **values: object) -> str:
            return super().__call__(sentence, **values).upper()

    monkeypatch.setattr("retro.ui.app.Words", Loud)
    async with at_phase(tmp_path, "planned") as shown:
        assert shown.app.apology == RetroApp.apology.upper()
        assert shown.app.too_much_input == RetroApp.too_much_input.upper()
