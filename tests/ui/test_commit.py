"""What may be said about an action, the question it is asked, and how many are plenty."""

from pathlib import Path

from textual.widgets import Select

from retro.session.commands import WriteAction
from retro.session.model import Action, ActionKind, Control, Size, Strength
from retro.ui.screens.action_form import ActionForm
from retro.ui.screens.more_about import MoreAbout
from retro.ui.screens.phase import PhaseScreen
from tests.ui.apart import apart
from tests.ui.earlier import after_others
from tests.ui.stage import Stage, at_phase, settled


def action(shown: Stage) -> Action:
    (found,) = shown.session.actions.values()
    return found


async def choose(shown: Stage, name: str, value: str) -> None:
    shown.app.screen.query_one(f"#{name}", Select).value = value
    await settled(shown.app)


async def test_more_about_an_action_is_folded_away(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(120, 50)) as shown:
        await shown.press("enter", "Add the lag", *["enter"] * 4)
        assert "What sort of action is it?" not in shown.text
        await shown.press("enter")
        assert action(shown).kind is ActionKind.PLAIN
        await shown.press("e", "ctrl+o")
        assert "What sort of action is it?" in shown.text
        assert "What do we expect?" not in shown.text
        await shown.press("enter", "down", "down", "enter")
        assert "What do we expect?" in shown.text
        await shown.press("tab", "we see it sooner", "enter", "in June", "enter", "OPS-12")
        for name, value in (("size", "quick"), ("strength", "strong"), ("control", "ours")):
            await choose(shown, name, value)
        await shown.press("enter")
        found = action(shown)
        assert (found.kind, found.hypothesis) == (ActionKind.EXPERIMENT, "we see it sooner")
        assert (found.stop_rule, found.link, found.size) == ("in June", "OPS-12", Size.QUICK)
        assert (found.strength, found.control) == (Strength.STRONG, Control.OURS)
        for told in ("experiment · quick", "we expect: we see it sooner", "we stop when: in June"):
            assert told in shown.text
        await shown.press("e")
        assert shown.app.screen.query_one(MoreAbout).display


async def test_a_folded_field_is_a_draft_like_the_others(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(120, 50)) as shown:
        await shown.press("enter", "Add the lag", "ctrl+o")
        await choose(shown, "kind", "learn")
        await shown.press("esc", "n")
        assert shown.notice.startswith("Not kept yet: “Add the lag”.")
        await shown.press("enter")
        assert shown.app.screen.query_one("#kind", Select).value == "learn"
        await shown.press("ctrl+s", "e")
        await choose(shown, "kind", Select.NULL)  # type: ignore[arg-type]
        await shown.press("esc", "e")
        assert shown.app.screen.query_one("#kind", Select).value is Select.NULL
        await shown.press("ctrl+s")
        assert action(shown).kind is ActionKind.PLAIN


async def test_a_form_begun_unseen_stays_off_the_shared_screen(tmp_path: Path) -> None:
    async with apart(tmp_path, "commit") as room:
        noor, shared = await room.sits("Noor"), await room.sits("Noor", shared=True)
        await noor.press("enter", "Half a thought", "esc")
        await shared.press("enter")
        assert shared.at(ActionForm)
        assert "Half a thought" not in shared.text
        await shared.press("esc")
        await noor.press("enter")
        assert "Half a thought" in noor.text


async def test_one_question_stands_under_what_was_just_written(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(120, 40)) as shown:
        await shown.press("enter", "Improve the testing", "ctrl+s")
        assert "? What will be different, and how will we see that?" in shown.text
        await shown.press("enter", "Rehearse the rollback on a copy", "ctrl+s")
        assert "What will be different" not in shown.text
        assert shown.text.count("? Who takes it?") == 1
        await shown.press("n")
        assert shown.session.phase.key == "roti"


async def test_the_question_is_the_hint_where_lines_are_few(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(45, 20)) as shown:
        await shown.press("enter", "Improve the testing", "ctrl+s")
        asked = "What will be different, and how will we see that?"
        assert shown.hint == f"{asked} e answers it."


async def test_the_question_is_for_whoever_wrote(tmp_path: Path) -> None:
    async with apart(tmp_path, "commit") as room:
        bo, shared = await room.sits("Bo"), await room.sits("Noor", shared=True)
        await bo.press("enter", "Improve the testing", "ctrl+s")
        await room.settle()
        assert "Improve the testing" in shared.text
        assert "What will be different" in bo.text
        assert "What will be different" not in shared.text


async def test_more_than_plenty_is_said_and_possible(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit") as shown:
        for number in range(3):
            await shown.press("enter", f"Do {number}", "ctrl+s")
        assert "3 of at most 3" in shown.text
        await shown.press("enter")
        assert isinstance(shown.app.screen, PhaseScreen)
        await shown.press("enter", "Do it all the same", "ctrl+s")
        assert len(shown.session.actions) == 4
        assert "4, where 3 are plenty" in shown.text
        await shown.press("enter")
        assert shown.notice.startswith("That makes 5")


async def test_what_the_team_has_open_counts(tmp_path: Path) -> None:
    async with after_others(tmp_path, "commit", chosen=False) as shown:
        for number in range(3):
            command = WriteAction(shown.room.new_id(), f"Do {number}")
            await shown.room.submit(command, shown.room.facilitator)
        await shown.shows("Do 2")
        await shown.press("delete", "enter", "Do it", "ctrl+s")
        assert not shown.notice
        open_before = 2
        assert len(shown.session.actions) + open_before == 5
        await shown.press("enter")
        assert "4" in shown.notice


async def test_one_of_them_should_be_quick(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(120, 50)) as shown:
        await shown.press("enter", "Rehearse the rollback on a copy", "enter", "Bo", "enter", "+14")
        await shown.press("enter", "one ran", "enter", "ask for a copy", "ctrl+s")
        assert shown.hint.startswith("Is one of them done within a week?")
        await shown.press("e", "ctrl+o")
        await choose(shown, "size", "quick")
        await shown.press("ctrl+s")
        assert shown.hint.startswith("Read them back")


async def test_ctrl_s_keeps_also_from_an_open_choice(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(120, 50)) as shown:
        await shown.press("enter", "Add the lag", "ctrl+o", "enter", "down", "ctrl+s")
        assert action(shown).text == "Add the lag"
        assert isinstance(shown.app.screen, PhaseScreen)
