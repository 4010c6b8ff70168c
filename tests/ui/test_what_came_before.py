"""Nothing agreed is forgotten: earlier actions, lessons and working agreements in a session."""

from pathlib import Path

import pytest

from retro.session.commands import Focus, Reveal
from retro.session.model import ActionState, Applied, EarlierAction
from retro.ui.screens.working_agreements import AgreementsDialog
from retro.ui.widgets.card_list import CardList
from tests.ui.apart import apart, line
from tests.ui.earlier import CHOSEN, STUCK, TWICE, after_others, apart_after_others
from tests.ui.stage import Stage, at_phase


def rows(shown: Stage, id: str = "cards") -> list[str]:
    return [row.text for row in shown.app.screen.query_one(f"#{id}", CardList).rows]


def earlier(shown: Stage, fields: dict[str, str]) -> EarlierAction:
    return next(each for each in shown.session.earlier.values() if each.text == fields["text"])


async def test_one_action_at_a_time_with_all_that_helps_to_answer(tmp_path: Path) -> None:
    async with after_others(tmp_path, "review", size=(120, 40)) as shown:
        for told in (
            "Action 1 of 3 · carried 2 times",
            TWICE["text"],
            "Cas · ! 14 days overdue: 2026-04-20 · from Release 4.1",
            "done when: one rehearsal ran to the end",
            "first step: ask for a copy, this week",
            "an experiment",
            "we expect: surprises show before the day itself",
            "we stop when: after three rehearsals",
            "Came back twice: make it smaller, give it to somebody else, or drop it openly.",
        ):
            assert told in shown.text
        await shown.press("right")
        assert "Bo · due 2026-06-01 · from Release 4.1" in shown.text
        assert "blocked: no access to the dashboard; Dee asks operations" in shown.text
        assert "Came back" not in shown.text
        await shown.press("right")
        assert "done: did it help?" in shown.text


async def test_what_came_back_twice_is_split(tmp_path: Path) -> None:
    async with after_others(tmp_path, "review") as shown:
        assert rows(shown)[1:3] == ["make it smaller: split it", "somebody else takes it"]
        await shown.press("2", "only one part", "enter")
        assert shown.notice == "Split it into 2 to 5 parts."
        assert line(shown).text == "only one part"
        await shown.press("esc")
        assert shown.notice == "Your text is kept as a draft; s goes on with it."
        await shown.press("s")
        assert line(shown).text == "only one part"
        await shown.press("ctrl+j", "- and another", "enter")
        first, second = shown.session.actions.values()
        assert (first.text, second.text) == ("only one part", "and another")
        assert first.owner == second.owner == "Cas"
        split = earlier(shown, TWICE)
        assert split.state is ActionState.DROPPED
        assert split.note == "→ only one part · and another"
        assert "Action 2 of 3" in shown.text
        await shown.press("u")
        assert not shown.session.actions


async def test_what_came_back_twice_goes_to_somebody_else(tmp_path: Path) -> None:
    async with after_others(tmp_path, "review", size=(100, 30)) as shown:
        await shown.press("3", "Cas", "enter")
        assert shown.notice.startswith("Cas has it already")
        await shown.press(*["backspace"] * 3, "tab", "tab")
        assert line(shown).text == "Bo"
        await shown.press("enter")
        action = earlier(shown, TWICE)
        assert (action.owner, action.reowned, action.accepted) == ("Bo", True, False)
        assert shown.notice == "Bo takes it. Does Bo say yes?"
        assert rows(shown)[1] == "going on"
        assert "Came back" not in shown.text
        await shown.press("d", "someday", "enter")
        assert shown.notice.startswith("That is not a day retro knows")
        assert earlier(shown, TWICE).redated is False
        await shown.press(*["backspace"] * 20, "+14", "enter")
        action = earlier(shown, TWICE)
        assert (str(action.due), action.redated) == ("2026-05-18", True)
        assert "due 2026-05-18" in shown.text
        assert "Action 1 of 3" in shown.text


async def test_dropping_openly_takes_a_reason_or_none(tmp_path: Path) -> None:
    async with after_others(tmp_path, "review") as shown:
        await shown.press("4")
        assert "as good as doing it" in shown.hint
        await shown.press("enter")
        assert earlier(shown, TWICE).state is ActionState.DROPPED
        assert "Action 2 of 3" in shown.text
        await shown.press("4", "the dashboard goes away", "enter")
        stuck = earlier(shown, STUCK)
        assert (stuck.state, stuck.note) == (ActionState.DROPPED, "the dashboard goes away")


async def test_skipping_is_possible_and_recorded(tmp_path: Path) -> None:
    async with after_others(tmp_path, "review") as shown:
        await shown.press("5")
        assert earlier(shown, TWICE).skipped
        assert "Action 2 of 3" in shown.text


async def test_lessons_taken_along_are_asked_about_after_the_actions(tmp_path: Path) -> None:
    async with after_others(tmp_path, "review") as shown:
        await shown.press("h", "esc", "right", "right", "right")
        assert "Lesson 1 of 1 · chosen last time" in shown.text
        assert "Did we apply it?" in shown.text
        assert f"applies when: {CHOSEN['applies_when']}" in shown.text
        assert rows(shown) == ["yes", "no", "not yet"]
        await shown.press("s")
        assert shown.notice == "That is for an action that is still open."
        await shown.press("5")
        assert shown.notice == "Choose one of the numbers on the screen."
        await shown.press("3")
        asked = next(each for each in shown.session.lessons.values() if each.asked)
        assert asked.applied is Applied.NOT_YET


async def test_lessons_alone_are_a_reason_to_look_back(tmp_path: Path) -> None:
    async with after_others(tmp_path, actions=False) as shown:
        assert shown.session.phase.key == "review"
        await shown.press("1")
        assert shown.hint == "That was the last one. n goes on."
    async with after_others(tmp_path / "none", actions=False, chosen=False) as shown:
        assert shown.session.phase.key == "welcome"


async def test_a_long_text_scrolls_and_leaves_room_for_the_answers(tmp_path: Path) -> None:
    async with after_others(tmp_path, "review", size=(45, 20)) as shown:
        assert "Came back twice" in shown.text
        assert all(f"{number} " in shown.text for number in range(1, 6))
        assert "we stop when" not in shown.text
        await shown.press("pagedown", "pagedown")
        assert "we stop when" in shown.text
        assert "5 skip for now" in shown.text


async def test_all_see_the_action_and_the_facilitator_records(tmp_path: Path) -> None:
    async with apart_after_others(tmp_path, "review") as room:
        noor, bo = await room.sits("Noor"), await room.sits("Bo")
        shared = await room.sits("Noor", shared=True)
        for keys in ("1", "s", "h", "d"):
            await bo.press(keys)
            assert bo.notice.startswith("Say how it stands; the facilitator records it")
        await noor.press("s", "a first half")
        await room.settle()
        assert "a first half" not in shared.text + bo.text
        await noor.press("esc")
        await shared.press("s")
        assert line(shared).text == ""
        await shared.press("esc")
        await noor.press("5", "right", "right")
        await room.settle()
        assert all("Lesson 1 of 1" in screen.text for screen in (noor, bo, shared))
        await noor.press("1")
        await room.settle()
        assert next(each for each in room.session.lessons.values() if each.asked).applied
        await room.send("Noor", Focus(next(iter(room.session.earlier))))
        await room.settle()
        assert "Action 1 of 3" in bo.text


async def test_welcome_offers_lessons_and_says_how_we_work_together(tmp_path: Path) -> None:
    async with after_others(tmp_path, "welcome", size=(100, 50)) as shown:
        for told in (
            "Learned before, and it may fit",
            "= Rolling back is one command: keep it so",
            "applies when: a release can go wrong in front of customers",
            "↑ Say aloud who decides before a release begins",
            "How we work together",
            "· Cameras on while we decide  since 2026-03-30",
            "2 open actions of earlier sessions go on.",
        ):
            assert told in shown.text
        assert str(CHOSEN["text"]) not in shown.text
        await shown.press("2")
        _asked, first, second = shown.session.lessons.values()
        assert (first.chosen, second.chosen) == (False, True)
        assert "✓ comes along" in shown.text
        assert shown.hint.startswith("Read the opening line aloud")
        await shown.press("2", "3")
        assert shown.notice == "Choose one of the numbers on the screen."
        assert not any(lesson.chosen for lesson in shown.session.lessons.values())
        await shown.click("Rolling back")
        await shown.click("Rolling back")
        assert [lesson.chosen for lesson in shown.session.lessons.values()] == [False, True, False]


async def test_a_team_that_meets_first_finds_the_welcome_as_it_was(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "welcome", size=(100, 50)) as shown:
        assert "Learned before" not in shown.text
        assert "How we work together" not in shown.text
        await shown.press("1")
        assert shown.notice == "No lesson of an earlier session is offered here."


async def test_participants_say_aloud_which_lesson_comes_along(tmp_path: Path) -> None:
    async with apart_after_others(tmp_path, "welcome") as room:
        noor, bo = await room.sits("Noor"), await room.sits("Bo")
        await bo.press("1")
        assert bo.notice.startswith("Say it aloud")
        await noor.press("1")
        await room.settle()
        assert "✓ comes along" in bo.text
        await bo.press("f")
        assert bo.at(AgreementsDialog)
        assert "Say it aloud if one should change" in bo.text
        await bo.press("x", "a")
        assert bo.at(AgreementsDialog)
        assert not any(each.retired for each in room.session.agreements.values())


@pytest.mark.parametrize("phase", ["welcome", "commit", "close"])
async def test_agreements_are_added_reworded_and_retired(tmp_path: Path, phase: str) -> None:
    async with after_others(tmp_path, phase, actions=False, chosen=False) as shown:
        await shown.press("f", "a", "Ask before you si", "esc")
        assert shown.notice == "Your text is kept as a draft; f goes on with it."
        await shown.press("n")
        assert shown.notice.startswith("Not kept yet: “Ask before you si”. f goes on with it")
        await shown.press("f", "gh", "enter")
        assert shown.notice == "Agreed. f shows how you work together."
        await shown.press("f", "e", ", please", "enter")
        await shown.press("f", "down", "x", "esc")
        first, second, third = shown.session.agreements.values()
        assert (first.text, first.changed) == ("Cameras on while we decide, please", True)
        assert second.retired
        assert (third.text, third.new) == ("Ask before you sigh", True)
        await shown.press("f", "end", "x")
        assert not any(each.retired for each in shown.session.agreements.values())


async def test_agreements_show_what_somebody_else_changes(tmp_path: Path) -> None:
    async with apart_after_others(tmp_path, "welcome") as room:
        noor, bo = await room.sits("Noor"), await room.sits("Bo")
        await bo.press("f")
        await noor.press("f", "x")
        await bo.shows("retired today")
        await noor.press("a", "Ask before you sigh", "enter")
        await bo.shows("Ask before you sigh")
        assert bo.at(AgreementsDialog)


async def test_agreements_begun_unseen_stay_off_the_shared_screen(tmp_path: Path) -> None:
    async with apart_after_others(tmp_path, "welcome") as room:
        noor = await room.sits("Noor")
        await noor.press("f", "a", "half a thought", "esc")
        shared = await room.sits("Noor", shared=True)
        await shared.press("f")
        assert shared.at(AgreementsDialog)
        await shared.press("a")
        assert line(shared).text == ""
        assert "half a thought" not in shared.text


async def test_a_lesson_says_when_it_helps(tmp_path: Path) -> None:
    async with after_others(tmp_path, "next", size=(120, 40), actions=False, chosen=False) as shown:
        await shown.press("enter", "Keep the switch simple", "enter", "esc")
        await shown.press("h", "a release is at nig", "esc")
        assert shown.notice == "Your text is kept as a draft; h goes on with it."
        await shown.press("h", "ht", "enter")
        assert shown.card("Keep").applies_when == "a release is at night"
        assert "   applies when: a release is at night" in rows(shown, "cards-sustain")
        await shown.press("h", *["backspace"] * 30, "enter")
        assert shown.card("Keep").applies_when == ""
        await shown.press("h", "half", "n")
        await shown.press("esc", "n")
        assert shown.notice.startswith("Not kept yet: “halfn”. h goes on with it")


async def test_only_lessons_say_when_they_help(tmp_path: Path) -> None:
    async with after_others(tmp_path, "planned", actions=False, chosen=False) as shown:
        await shown.press("enter", "Deploy by ten", "enter", "esc", "h")
        assert shown.notice.startswith("Only a lesson, to sustain or to improve")
        assert "h when it helps" not in shown.text


async def test_when_it_helps_stays_unseen_until_the_cards_are_shown(tmp_path: Path) -> None:
    async with apart(tmp_path, "ideas", format="ssc") as room:
        bo, shared = await room.sits("Bo"), await room.sits("Noor", shared=True)
        cas = await room.sits("Cas")
        await bo.press("enter", "Pair on migrations", "enter", "esc")
        await bo.press("h", "at night", "enter", "h", "!")
        await room.settle()
        assert "when: at night" in bo.text
        assert "at night" not in shared.text + cas.text
        await bo.press("esc")
        await room.send("Noor", Reveal())
        await room.settle()
        assert "when: at night" in shared.text
        assert "when: at night" in cas.text
        assert "at night!" not in shared.text


async def test_close_reads_back_what_was_agreed(tmp_path: Path) -> None:
    async with after_others(tmp_path, "welcome", size=(120, 40)) as shown:
        await shown.press("1", "f", "a", "Ask before you sigh", "enter", "f", "x", "esc")
        while shown.session.next_phase is not None:
            await shown.press("n")
        told = rows(shown, "agreed")
        assert told == [
            "How we work together, from today",
            "Ask before you sigh",
            "Cameras on while we decide",
            "Lessons that come along",
            "Rolling back is one command: keep it so",
        ]
        assert "retired today" in shown.text
        assert "new today" in shown.text
