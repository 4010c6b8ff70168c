"""Everyone at their own terminal: what each sort of viewer reads, and may do."""

from datetime import timedelta
from pathlib import Path

import pytest

from retro.session.commands import (
    Advance,
    Focus,
    GiveAnswer,
    MarkReady,
    Reveal,
)
from retro.session.format import Kind
from retro.session.select import topics_of
from retro.ui.registry import footer_for
from retro.ui.screens.discuss import DiscussScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.lines import KeyBar, Prompt
from retro.ui.widgets.progress import ProgressLine
from tests.terminal.fakes import until
from tests.ui.apart import PEOPLE, apart, line, rows, write
from tests.ui.stage import Stage


def footer(stage: Stage) -> set[str]:
    return {command.id for command in footer_for(stage.app.screen.query_one(KeyBar).commands)}


def progress(stage: Stage) -> str:
    return stage.app.screen.query_one(ProgressLine).render().plain


def tails(stage: Stage) -> list[str]:
    return [row.tail for row in stage.app.screen.query_one("#cards", CardList).rows if row.tail]


@pytest.mark.parametrize("format", ["aar", "ssc"])
async def test_nobody_reads_of_keys_that_are_not_theirs(tmp_path: Path, format: str) -> None:
    async with apart(tmp_path, format=format) as room:
        for name in ("Bo", "Eye"):
            await room.sits(name, size=(80, 24))
        while True:
            for stage in room.screens.values():
                assert not footer(stage) & {"next", "back", "timer", "reveal", "screen", "lock"}
                hint = f" {stage.hint} "
                assert not any(f"{before}n{after}" in hint for before in " :" for after in " .:")
                assert "space" not in hint.lower() or stage is room["Bo"]
            assert ("ready" in footer(room["Bo"])) == (room.session.phase.kind is not Kind.POLL)
            assert footer(room["Eye"]) <= {"columns", "agreements", "guide", "help"}
            if room.session.next_phase is None:
                return
            await room.send("Noor", Advance(room.session.phase.key))
            await room.settle()


async def test_a_refused_key_says_why(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        room.exits.enter_context(room.room.attached(room.id("Noor")))
        bo, eye = await room.sits("Bo"), await room.sits("Eye")
        await bo.press("n")
        assert bo.notice.startswith("The facilitator takes the room on; space says")
        await bo.press("r")
        assert bo.notice.startswith("The facilitator shows it")
        await bo.press("t")
        assert bo.notice == "That is for the facilitator: ask aloud."
        await bo.press("o")
        assert bo.notice.startswith("This screen is your own already")
        for key in ("enter", "space", "p", "e", "n", "u"):
            await eye.press(key)
            assert eye.notice.startswith("You watch and listen here"), key
            assert line(eye).place is None
        assert room.session.phase.key == "planned"


async def test_the_shared_screen_says_what_happens_and_shows_it_at_once(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        shared = await room.sits("Noor", shared=True)
        assert "Nobody is at a terminal of their own yet." in shared.text
        bo, cas = await room.sits("Bo"), await room.sits("Cas")
        await bo.press("enter", "Bo plans", "enter", "esc", "space")
        await write(room, "Cas", "Cas plans")
        await room.settle()
        assert (rows(bo), rows(cas), rows(shared)) == (["Bo plans"], ["Cas plans"], [])
        assert "2 people are writing, each unseen.  ●○ 1 of 2 ready" in shared.text
        await shared.press("r")
        assert shared.notice == "Is somebody still at it? r once more shows it."
        assert rows(shared) == []
        await shared.press("r")
        await room.settle()
        for stage in room.screens.values():
            assert rows(stage) == ["Bo plans", "Cas plans"]
            assert stage.notice == "Here is everything that was written."


async def test_nobody_waits_for_those_who_are_ready(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        shared, bo = await room.sits("Noor", shared=True), await room.sits("Bo")
        await bo.press("enter", "Bo plans", "enter", "esc", "space")
        await room.settle()
        await shared.press("n")
        assert shared.notice == "Here is everything that was written."
        await shared.press("n")
        assert room.session.phase.key == "happened"


async def test_what_is_unseen_is_not_written_where_all_look(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        shared = await room.sits("Noor", shared=True)
        for key in ("enter", "e", "delete"):
            await shared.press(key)
            assert "o makes it yours alone; or join from a terminal" in shared.notice
            assert line(shared).place is None
        await shared.press("o")
        assert "own screen" in progress(shared)
        await shared.press("enter", "zqown", "enter", "zqhalf", "esc", "o")
        before = len(shared.terminal.sent)
        assert "shared screen" in progress(shared)
        shared.app.refresh_all()
        await shared.press("n", "n", "n", "b")
        # What was kept is shown with everything else; what was not stays with its writer.
        assert "zqown" in shared.terminal.sent[before:]
        assert "zqhalf" not in shared.terminal.sent[before:]
        await shared.press("o", "enter")
        assert line(shared).text == "zqhalf"


async def test_counts_follow_the_beat_and_ones_own_mark_does_not(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned", beat=timedelta(hours=1)) as room:
        shared, bo = await room.sits("Noor", shared=True), await room.sits("Bo")
        # That Bo came is told while Bo's own screen is waited for, not the shared one.
        await until(lambda: "0 of 1 ready" in progress(shared))
        before = progress(shared)
        await bo.press("space")
        await room.settle()
        assert "✓ you are ready" in progress(bo)
        assert bo.hint == "You are ready. Space takes that back."
        assert progress(shared) == before
        await room.send("Noor", Reveal())
        await room.settle()
        assert "1 of " in progress(shared)


async def test_answers_are_ones_own_until_they_are_counted(tmp_path: Path) -> None:
    async with apart(tmp_path, "checkin", format="ssc") as room:
        shared, bo = await room.sits("Noor", shared=True), await room.sits("Bo")
        await bo.press("space")
        assert bo.notice == "Whoever has answered is ready: press a number."
        await bo.press("4")
        assert tails(bo) == ["✓ your answer"]
        await bo.press("2", "up", "up", "backspace", "3")
        assert tails(bo) == ["✓ your answer"]
        await shared.press("enter")
        assert "o makes it yours alone" in shared.notice
        await shared.press("5")
        assert shared.notice == "Your answer is in; this screen does not show it."
        assert tails(shared) == []
        await shared.press("r")
        await room.settle()
        assert tails(bo) == tails(shared) == ["█ 1", "█ 1"]
        await bo.press("1")
        assert bo.notice == "The answers are on the screen already."


async def test_dots_are_ones_own_until_they_are_counted(tmp_path: Path) -> None:
    async with apart(tmp_path, "vote", format="ssc") as room:
        shared, bo = await room.sits("Noor", shared=True), await room.sits("Bo")
        await bo.press("right", "right", "down", "enter")
        assert tails(bo) == ["●●", "●"]
        assert bo.hint.startswith("All your dots are given")
        await bo.press("left")
        assert bo.hint.endswith("1 dot left. Space when you are ready.")
        await shared.press("right")
        assert "o makes it yours alone" in shared.notice
        await bo.press("space")
        await room.settle()
        assert tails(shared) == []
        await shared.press("n")
        await room.settle()
        assert tails(shared) == tails(bo) == ["●●"]


@pytest.mark.parametrize(
    ("people", "says", "says_not"),
    [
        (2, "You are so few", "nonymous"),
        (5, "Among 5 people", "whoever"),
        (6, "whoever runs", "few"),
    ],
)
async def test_how_far_anonymous_goes_is_said(
    tmp_path: Path, people: int, says: str, says_not: str
) -> None:
    async with apart(tmp_path, "checkin", format="ssc") as room:
        bo = await room.sits("Bo", size=(45, 20))
        await room.send("Bo", GiveAnswer(room.room.new_id(), 4))
        for name, _named in PEOPLE[1 : people - 1]:
            await room.send(name, GiveAnswer(room.room.new_id(), 4))
        await room.send("Noor", GiveAnswer(room.room.new_id(), 4))
        await room.settle()
        said = bo.app.screen.query_one(Prompt).limits
        assert says in said
        assert says_not not in said
        assert says.split()[0] in bo.text


async def test_a_note_is_changed_where_there_is_one(tmp_path: Path) -> None:
    async with apart(tmp_path, "discuss", format="ssc") as room:
        noor = await room.sits("Noor")
        screen = noor.app.screen
        assert isinstance(screen, DiscussScreen)
        assert screen.query_one("#topics", CardList).rows
        assert not {command.id for command in screen.available()} & {"edit", "remove"}
        await noor.press("enter", "a note", "enter", "esc")
        assert {command.id for command in screen.available()} >= {"edit", "remove"}
        await noor.press("e", " more", "enter")
        assert [note.text for note in room.session.notes.values()] == ["a note more"]


async def test_the_topic_follows_the_facilitator(tmp_path: Path) -> None:
    async with apart(tmp_path, "discuss", format="ssc") as room:
        noor, bo = await room.sits("Noor"), await room.sits("Bo")
        first, second = [t.target for t in topics_of(room.session, room.session.phase)][:2]
        await room.send("Noor", Focus(first))
        await bo.press("right")
        assert bo.notice == "The facilitator turns the room to the next topic: ask aloud."
        await bo.press("tab", "down", "down")
        await bo.click("Status mails")
        await bo.click("Status mails")
        assert room.session.focus == first
        await noor.press("right")
        await room.settle()
        assert room.session.focus not in (None, first)
        now = next(
            row for row in bo.app.screen.query_one("#topics", CardList).rows if not row.quiet
        )
        assert now.id == room.session.focus
        assert second


async def test_more_time_is_asked_for_unseen(tmp_path: Path) -> None:
    async with apart(tmp_path, "discuss", format="ssc") as room:
        shared = await room.sits("Noor", shared=True)
        bo, cas, eye = [await room.sits(name) for name in ("Bo", "Cas", "Eye")]
        timer = room.session.timer("discuss")
        assert timer is not None
        await shared.press("v")
        await room.settle()
        assert "3 more minutes?" in progress(eye)
        assert "next" not in footer(shared)
        assert "y yes · n no" in progress(bo)
        await bo.press("y")
        await cas.click("y yes")
        await cas.press("y")
        await eye.press("y")
        await room.settle()
        assert "✓ yes" in progress(bo)
        assert "2 of 2 have answered" in progress(shared)
        assert "✓" not in progress(shared)
        await shared.press("n")
        assert shared.notice == "Your answer is in."
        assert room.session.phase.key == "discuss"
        await shared.press("v")
        await room.settle()
        assert "More time: 2 yes, 1 no." in progress(bo)
        assert shared.notice == "3 minutes more."
        after = room.session.timer("discuss")
        assert after is not None
        assert after.planned - timer.planned == timedelta(minutes=3)


async def test_yes_is_the_letter_that_it_begins_with(tmp_path: Path) -> None:
    """In Dutch a j, which goes down a list at any other moment, and in any other language."""
    async with apart(tmp_path, "why") as room:
        noor, bo = await room.sits("Noor"), await room.sits("Bo")
        joop = await room.sits("Cas", language="nl")
        chosen = joop.app.screen.query_one(CardList)
        await joop.press("home", "j")
        first = chosen.chosen
        assert joop.notice == ""
        await noor.press("v")
        await room.settle()
        assert "j ja · n nee" in progress(joop)
        await joop.press("k", "j")
        assert "✓ ja" in progress(joop)
        assert chosen.chosen != first
        await bo.press("j")
        assert "✓" not in progress(bo)
        await joop.press("enter", "ja")
        assert line(joop).text == "ja"
        await noor.press("v")
        assert noor.notice == "3 minutes more."


async def test_nobody_who_cannot_go_back_is_told_to(tmp_path: Path) -> None:
    async with apart(tmp_path, format="aar") as room:
        while room.session.phase.kind is not Kind.EXPLAIN:
            await room.send("Noor", Advance(room.session.phase.key))
        shared = await room.sits("Noor", shared=True)
        bo, eye = await room.sits("Bo"), await room.sits("Eye")
        await bo.press("enter")
        for stage in (bo, eye):
            assert "There is nothing to explain yet." in stage.text
            assert "b goes back" not in stage.text
        assert bo.notice == "There is nothing to explain yet."
        assert "b goes back" in shared.text


async def test_in_a_poll_whoever_has_answered_is_ready(tmp_path: Path) -> None:
    async with apart(tmp_path, "checkin", format="ssc") as room:
        room.exits.enter_context(room.room.attached(room.id("Noor")))
        bo = await room.sits("Bo")
        for key in ("n", "r"):
            await bo.press(key)
            assert bo.notice.startswith("The facilitator ")
            assert bo.notice.endswith("when all have answered.")
        await bo.press("space")
        assert bo.notice == "Whoever has answered is ready: press a number."


async def test_the_facilitator_turns_the_pages_of_the_review(tmp_path: Path) -> None:
    async with apart(tmp_path, "review", format="ssc") as room:
        shared, bo = await room.sits("Noor", shared=True), await room.sits("Bo")
        await bo.press("1")
        assert bo.notice.startswith("Say how it stands; the facilitator records it")
        assert "Action 1 of 2" in bo.text
        await shared.press("1")
        await room.settle()
        assert "Action 2 of 2" in bo.text
        assert isinstance(bo.app.screen, PhaseScreen)


async def test_ready_marks_of_many_are_counted_once(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        shared = await room.sits("Noor", shared=True, size=(80, 24))
        for name, _named in PEOPLE:
            await room.send(name, MarkReady())
        await room.settle()
        assert "5 people are writing, each unseen.  ●●●●● 5 of 5 ready" in shared.text


async def test_what_is_counted_puts_no_choice_on_ones_own_answer(tmp_path: Path) -> None:
    async with apart(tmp_path, "checkin", format="ssc") as room:
        bo = await room.sits("Bo")
        answers = bo.app.screen.query_one("#cards", CardList)
        await bo.press("2")
        assert answers.chosen is not None
        assert answers.chosen.id == 2
        await room.send("Noor", Reveal())
        await room.settle()
        assert answers.chosen == answers.rows[0]


async def test_the_footer_offers_what_there_is(tmp_path: Path) -> None:
    async with apart(tmp_path) as room:
        noor = await room.sits("Noor")
        await noor.press("enter")
        assert noor.notice == noor.hint
        await room.send("Noor", Advance("welcome"))
        await room.settle()
        labels = {c.id: c.label for c in noor.app.screen.query_one(KeyBar).commands}
        assert labels["screen"] == "shared screen"
        assert "edit" not in labels
        await noor.press("enter", "Noor plans", "enter", "esc")
        assert "edit" in {c.id for c in noor.app.screen.query_one(KeyBar).commands}
        await noor.press("o")
        labels = {c.id: c.label for c in noor.app.screen.query_one(KeyBar).commands}
        assert labels["screen"] == "own screen"
        assert "ready" not in labels
