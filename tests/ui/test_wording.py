"""Questions about words that blame: after the text is kept, for its writer alone, and no more."""

import logging
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from retro.session.commands import Reveal
from retro.ui.registry import command
from retro.ui.screens import wording
from retro.ui.screens.action_form import ActionForm
from retro.ui.screens.phase import PhaseScreen
from retro.ui.screens.wording import SWITCH
from retro.ui.widgets.wording_line import WordingLine
from tests.terminal.fakes import until
from tests.ui.apart import Together, apart, line
from tests.ui.stage import Stage, at_phase, settled

#: A person, a wording that the engine knows, and the beginning of its question.
BLAMES = "Bo should have checked the backup"
QUESTION = "What was known"


def asked(stage: Stage) -> str:
    """The question that stands on a screen; empty for none."""
    lines = [each for each in stage.app.screen.query(WordingLine) if each.display]
    return lines[0].question if lines else ""


async def looked(stage: Stage) -> None:
    """Wait until what was kept has been looked at."""
    screen = stage.app.screen
    await stage.app.workers.wait_for_complete(
        [worker for worker in stage.app.workers if worker.node is screen]
    )
    await settled(stage.app)


async def keep(stage: Stage, *keys: str) -> None:
    await stage.press(*keys, "enter")
    await looked(stage)


def texts(room: Together) -> list[str]:
    """What Bo wrote, unseen by others."""
    return [card.text for card in room.room.view(room.id("Bo")).session.cards.values()]


async def test_a_card_that_blames_is_kept_and_then_asked_about(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo", size=(80, 24))
        await keep(bo, "enter", BLAMES)
        assert BLAMES in texts(room)
        assert QUESTION in bo.text
        assert "“Bo should have checked”" in bo.text
        # Written on: it goes, and nothing that was typed is lost.
        await bo.press("N")
        assert not asked(bo)
        assert QUESTION not in bo.text
        await keep(bo, "o downtime")
        assert not asked(bo)
        assert "No downtime" in texts(room)


async def test_escape_leaves_the_line_and_then_puts_the_question_away(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo", size=(80, 24))
        await keep(bo, "enter", BLAMES)
        await bo.press("esc")
        assert line(bo).place is None
        assert "e changes it" in bo.text
        await bo.press("esc")
        assert not asked(bo)
        assert bo.at(PhaseScreen)


async def test_e_changes_the_card_with_the_question_in_sight(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo", size=(80, 24))
        await keep(bo, "enter", "Deploy by ten", "enter", BLAMES)
        await bo.press("esc", "e")
        assert line(bo).text == BLAMES
        await bo.press(" in time")
        assert asked(bo)
        await bo.press("enter")
        await looked(bo)
        assert f"{BLAMES} in time" in texts(room)
        assert BLAMES not in texts(room)
        assert not asked(bo), "the same is not asked twice"


async def test_any_other_key_means_what_it_always_means(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo", size=(80, 24))
        await keep(bo, "enter", BLAMES)
        await bo.press("esc", "space")
        assert not asked(bo)
        assert bo.app.seat is not None
        assert bo.app.seat.view().is_ready
        await bo.press("space")
        await keep(bo, "enter", "Cas should have checked it")
        await bo.press("esc")
        await bo.click("What was known")
        assert not asked(bo)


async def test_nobody_else_sees_or_keeps_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Not on a screen, not in a view, not in a log, not in a file."""
    caplog.set_level(logging.DEBUG)
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo", size=(100, 30))
        others = [
            await room.sits("Noor", shared=True),
            await room.sits("Noor"),
            await room.sits("Cas"),
            await room.sits("Eye"),
        ]
        await keep(bo, "enter", BLAMES)
        question = asked(bo)
        assert question
        await bo.press("esc")
        drafts = dict(room.room.drafts(room.id("Bo")))
        await room.send("Noor", Reveal())
        await room.settle()
        for stage in others:
            await stage.press("?", "esc", "g")
            await stage.press("g")
            assert BLAMES in stage.text, "the card itself is for all"
            assert not asked(stage)
            assert question[:20] not in stage.terminal.sent
            assert question[:20] not in repr(stage.app.seat.view() if stage.app.seat else "")
        assert question[:20] in bo.terminal.sent
        assert not any(question[:20] in text for text in drafts.values())
        assert question[:20] not in repr(room.session)
    kept = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert any(BLAMES.encode() in content for content in kept)
    assert not any(question[:20].encode() in content for content in kept)
    assert question[:20] not in caplog.text
    assert "should have" not in caplog.text


async def test_never_on_a_screen_that_others_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def spy(text: str, language: str, names: Collection[str]) -> tuple[()]:
        read.append(text)
        return ()

    monkeypatch.setattr(wording, "_hints", spy)
    async with apart(tmp_path, "discuss", format="ssc") as room:
        shared = await room.sits("Noor", shared=True)
        await keep(shared, "enter", BLAMES)
        assert BLAMES in {note.text for note in room.session.notes.values()}
        assert read == []
        await shared.press("esc", "W")
        assert "Others look at this screen" in shared.notice
        eye = await room.sits("Eye")
        await eye.press("W")
        assert SWITCH not in room.room.drafts(room.id("Eye"))
        own = await room.sits("Cas")
        await keep(own, "enter", BLAMES)
        assert read == [BLAMES]
    async with at_phase(tmp_path / "together", "planned") as shown:
        await keep(shown, "enter", BLAMES)
        assert shown.card(BLAMES)
        await shown.press("esc", "W")
        assert "Others look at this screen" in shown.notice
        assert read == [BLAMES]
        await shown.press("?")
        assert command("wording").help[:30] not in shown.text


async def test_a_screen_that_others_come_to_see_shows_no_question(tmp_path: Path) -> None:
    async with apart(tmp_path, "discuss", format="ssc") as room:
        noor = await room.sits("Noor")
        await keep(noor, "enter", BLAMES)
        assert asked(noor)
        await noor.press("esc", "o")
        assert noor.app.seat is not None
        assert noor.app.seat.shared
        assert not asked(noor)
        assert QUESTION not in noor.text


async def test_one_key_puts_it_off_and_on_for_this_person(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo")
        await keep(bo, "enter", BLAMES)
        assert asked(bo)
        await bo.press("esc", "W")
        assert not asked(bo)
        assert "W asks again" in bo.notice
        await keep(bo, "enter", "Cas should have checked it")
        assert not asked(bo)
        bo.terminal.hang_up()
        await bo.visit.running
        again = await room.sits("Bo")
        await again.press("esc")
        await keep(again, "enter", "Dee should have checked it")
        assert not asked(again), "it stays off on another terminal"
        cas = await room.sits("Cas")
        await keep(cas, "enter", BLAMES)
        assert asked(cas), "it is off for Bo alone"
        await again.press("esc", "W")
        await keep(again, "enter", "Eef should have checked it")
        assert asked(again)
        assert not any("should have" in text for text in room.room.drafts(room.id("Bo")).values())


async def test_it_is_in_the_help_and_the_palette(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo", size=(120, 60))
        await bo.press("?")
        assert command("wording").help in bo.text
        await bo.press("esc", "ctrl+p", "questions about")
        await bo.shows("Questions about words (W)")
        await bo.press("enter")
        await until(lambda: bo.at(PhaseScreen))
        await until(lambda: SWITCH in room.room.drafts(room.id("Bo")))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (45, 20)])
async def test_notes_decisions_and_parked_ideas(tmp_path: Path, size: tuple[int, int]) -> None:
    async with apart(tmp_path, "discuss", format="ssc") as room:
        bo = await room.sits("Bo", size=size)
        await keep(bo, "d", BLAMES)
        await bo.shows("“Bo should have checked”: What")
        await bo.press("e", " twice")
        await keep(bo)
        assert f"{BLAMES} twice" in {note.text for note in room.session.notes.values()}
        await keep(bo, "enter", "Cas should have checked it")
        assert asked(bo)
        await bo.press("esc", "esc")
        await keep(bo, "p", "Dee should have checked it")
        assert asked(bo)
        await bo.press("esc", "e")
        assert not asked(bo)


async def test_what_an_action_says(tmp_path: Path) -> None:
    async with apart(tmp_path, "commit") as room:
        bo = await room.sits("Bo", size=(80, 24))
        await bo.press("enter", BLAMES, "ctrl+s")
        await looked(bo)
        assert asked(bo)
        await bo.press("e")
        assert bo.at(ActionForm)
        await bo.press("esc")
        await looked(bo)
        assert not asked(bo), "nothing was kept"


async def test_what_somebody_already_types_goes_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo")
        await bo.press("enter", BLAMES, "enter", "And")
        await looked(bo)
        assert not asked(bo)
        assert line(bo).text == "And"


async def test_a_fault_or_a_huge_text_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def fault(text: str, language: str, names: Collection[str]) -> tuple[()]:
        read.append(text)
        raise RuntimeError("a fault")

    monkeypatch.setattr(wording, "_hints", fault)
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo")
        await bo.press("enter")
        await bo.paste("word " * 300)
        await bo.press("enter", "The next", "enter")
        await until(lambda: len(read) == 2)
        assert len(texts(room)) == 2
        assert bo.app.is_running


async def test_it_speaks_the_language_of_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, list[str]]] = []

    def spy(text: str, language: str, names: Collection[str]) -> tuple[()]:
        heard.append((language, sorted(names)))
        return ()

    monkeypatch.setattr(wording, "_hints", spy)
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo", language="nl")
        await keep(bo, "enter", "Iets")
    assert heard == [("en", ["Bo", "Cas", "Dee", "Eef", "Eye", "Fay", "Noor"])]


@pytest.mark.parametrize("module", ["retro.ui.app", "retro.cli.journal"])
def test_nothing_is_loaded_for_those_who_never_write(module: str) -> None:
    """The journal never gets to it."""
    code = f"import sys, {module}; print('retro.coaching.blame' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
