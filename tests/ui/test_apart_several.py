"""Several people at once: nothing typed is lost, and what others change is told."""

from pathlib import Path

import pytest

from retro.session.commands import Advance, Finish, GoBack, RemoveCard, Reveal, WriteNote
from retro.session.format import Kind
from tests.terminal.fakes import until
from tests.ui.apart import apart, line, rows, write


async def test_a_text_goes_along_when_the_room_goes_on(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        shared, bo = await room.sits("Noor", shared=True), await room.sits("Bo")
        await bo.press("enter", "half typed")
        await shared.press("n", "n", "n")
        assert room.session.phase.key == "happened"
        await until(lambda: line(bo).text == "half typed")
        assert bo.notice.startswith("The room went on. Your text for “Planned” is here")
        assert "Still for “Planned”" in bo.text
        await bo.press(" and sent", "enter")
        (card,) = room.session.cards.values()
        assert (card.text, card.phase) == ("half typed and sent", "planned")
        assert line(bo).place is None


async def test_an_anonymous_card_that_comes_too_late_stays_a_draft(tmp_path: Path) -> None:
    formats = tmp_path / "formats" / "en"
    formats.mkdir(parents=True)
    kept = (Path(__file__).parents[2] / "templates" / "en" / "aar.md").read_text(encoding="utf-8")
    text = kept.replace("key: aar", "key: sealed", 1)
    text = text.replace("`#planned` `hidden`", "`#planned` `anonymous` `hidden`")
    assert "`#planned` `anonymous` `hidden`" in text
    (formats / "sealed.md").write_text(text, encoding="utf-8")
    async with apart(tmp_path, "planned", format="sealed", formats=formats.parent) as room:
        shared, bo = await room.sits("Noor", shared=True), await room.sits("Bo")
        await bo.press("enter", "in time", "enter", "too late")
        await shared.press("r", "r")
        await room.settle()
        await bo.press("enter")
        assert bo.notice.startswith("The anonymous cards have been shown")
        assert bo.notice.endswith("Say it aloud, or park it.")
        assert line(bo).text == "too late"
        await shared.press("n")
        await until(lambda: "Still for" in bo.text)
        await bo.press("enter")
        assert line(bo).text == "too late"
        assert [card.text for card in room.session.cards.values()] == ["in time"]
        assert "too late" not in shared.terminal.sent


@pytest.mark.parametrize("size", [(80, 24), (45, 20), (40, 12)])
async def test_whoever_writes_sees_what_was_just_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Nameless cards come at any place in a list, and in a narrow window lists are stacked."""
    formats = tmp_path / "formats" / "en"
    formats.mkdir(parents=True)
    kept = (Path(__file__).parents[2] / "templates" / "en" / "ssc.md").read_text(encoding="utf-8")
    text = kept.replace("key: ssc", "key: sealed", 1)
    text = text.replace("`#ideas` `hidden`", "`#ideas` `anonymous` `hidden`")
    (formats / "sealed.md").write_text(text, encoding="utf-8")
    async with apart(tmp_path, "ideas", format="sealed", formats=formats.parent) as room:
        assert room.session.phase.anonymous
        bo = await room.sits("Bo", size=size)
        await bo.press("enter")
        for number in range(12):
            await bo.press(f"card {number:02}", "enter")
            await until(lambda: f"card {number:02}" in bo.text, f"{number}: {bo.text}")  # noqa: B023
            if number % 4 == 3:
                await bo.press("tab")


async def test_a_note_goes_along_too(tmp_path: Path) -> None:
    async with apart(tmp_path, "discuss", format="ssc") as room:
        bo = await room.sits("Bo")
        await bo.press("enter", "a note")
        await room.send("Noor", Advance("discuss"))
        await until(lambda: "Still for “Discuss”" in bo.text)
        await bo.press("enter")
        assert "a note" in {note.text for note in room.session.notes.values()}


async def test_a_half_written_action_is_told_of_and_kept(tmp_path: Path) -> None:
    async with apart(tmp_path, "commit") as room:
        bo = await room.sits("Bo")
        await bo.press("enter", "Rehearse")
        await room.send("Noor", Advance("commit"))
        await bo.shows("Your half-written action is kept")
        await room.send("Noor", GoBack("roti"))
        await bo.shows("It may follow from")
        await bo.press("enter", " weekly", "ctrl+s")
        assert [action.text for action in room.session.actions.values()] == ["Rehearse weekly"]


async def test_what_a_text_hangs_under_may_go(tmp_path: Path) -> None:
    async with apart(tmp_path, "happened") as room:
        gap = await write(room, "Cas", "it stopped")
        await write(room, "Cas", "it went on")
        await room.send("Noor", Advance("happened"))
        bo = await room.sits("Bo")
        await bo.press("home", "enter", "because of")
        await room.send("Cas", RemoveCard(gap))
        await until(lambda: bo.notice.startswith("Somebody removed “it stopped”"))
        assert line(bo).text == "because of"
        await bo.shows("Parking lot")
        await bo.press(" that", "enter")
        assert [item.text for item in room.session.parked.values()] == ["because of that"]


async def test_somebody_changes_the_note_that_one_is_changing(tmp_path: Path) -> None:
    async with apart(tmp_path, "discuss", format="ssc") as room:
        bo = await room.sits("Bo")
        await bo.press("enter", "first", "enter", "esc", "e", " mine")
        (note,) = room.session.notes.values()
        await room.send("Cas", WriteNote(note.id, "theirs", note.target))
        await until(lambda: bo.notice == "Somebody changed that meanwhile. It now says: “theirs”.")
        assert line(bo).text == "first mine"
        await bo.press("enter")
        assert [n.text for n in room.session.notes.values()] == ["first mine"]


async def test_marks_are_ones_own_and_lost_ones_are_told(tmp_path: Path) -> None:
    async with apart(tmp_path, "group", format="ssc") as room:
        bo, cas = await room.sits("Bo"), await room.sits("Cas")
        await bo.press("home", "x", "x")
        await room.settle()
        assert "2 cards marked" in bo.hint
        assert "[x]" not in cas.text
        await cas.press("home", "x", "m", "Theirs", "enter")
        await room.settle()
        assert bo.notice == "Somebody else moved 1 card that you had marked."
        await bo.press("m", "1", "Mine", "enter")
        assert sorted(t.name for t in room.session.topics.values()) == ["Mine", "Theirs"]
        assert not bo.notice.startswith("Somebody else")


async def test_somebody_changes_the_action_in_the_form(tmp_path: Path) -> None:
    async with apart(tmp_path, "commit") as room:
        bo, cas = await room.sits("Bo"), await room.sits("Cas")
        await bo.press("enter", "Do it", "ctrl+s", "e", " soon")
        await cas.press("e", " never", "ctrl+s")
        await bo.press("ctrl+s")
        assert bo.notice.startswith("Somebody changed this action; it says “Do it never” now.")
        await bo.press("ctrl+s")
        assert [a.text for a in room.session.actions.values()] == ["Do it soon"]


async def test_links_work_for_everyone_by_keys_and_mouse(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        plan = await write(room, "Noor", "the plan")
        await room.send("Noor", Advance("planned"))
        card = await write(room, "Cas", "the outcome")
        bo = await room.sits("Bo", size=(120, 40))
        await bo.press("l")
        assert bo.notice.startswith("Links are drawn together, once")
        await room.send("Noor", Reveal())
        await room.settle()
        await bo.press("l", "1")
        await bo.shows("How did it compare?")
        await bo.click("better than planned")
        await bo.click("better than planned")
        assert room.session.cards[card].parent == plan
        await room.send("Noor", Advance("happened"))
        await room.settle()
        await bo.click("the outcome")
        await bo.press("enter", "because", "enter", "esc")
        assert room.session.focus is None
        assert rows(bo) == ["the outcome", "because"]


async def test_a_draft_put_aside_is_gone_on_with_first(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo")
        await bo.press("enter", "half typed")
        await room.send("Noor", Advance("planned"))
        await until(lambda: "Still for “Planned”" in bo.text)
        await bo.press("esc")
        assert bo.notice == "Your text is kept as a draft; Enter goes on with it."
        await bo.press("enter")
        assert line(bo).text == "half typed"
        assert "Still for “Planned”" in bo.text
        await bo.press("enter", "enter", "new")
        assert [card.phase for card in room.session.cards.values()] == ["planned"]
        assert line(bo).text == "new"
        assert "Still for" not in bo.text


async def test_a_draft_put_aside_is_thrown_away(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo")
        await bo.press("enter", "half typed")
        await room.send("Noor", Advance("planned"))
        await until(lambda: "Still for “Planned”" in bo.text)
        await bo.press("\x18")
        assert line(bo).place is None
        await bo.press("enter")
        assert line(bo).text == ""
        assert "Still for" not in bo.text


async def test_a_draft_put_aside_goes_to_the_parking_lot(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo")
        await bo.press("enter", "half typed")
        await room.send("Noor", Advance("planned"))
        await until(lambda: "Still for “Planned”" in bo.text)
        await bo.press("tab", "enter", "esc", "enter")
        assert [item.text for item in room.session.parked.values()] == ["half typed"]
        assert line(bo).text == ""


async def test_where_nobody_writes_p_goes_on_with_a_draft(tmp_path: Path) -> None:
    async with apart(tmp_path, "commit") as room:
        bo = await room.sits("Bo")
        await bo.press("p", "half typed")
        await room.send("Noor", Advance("commit"))
        await until(lambda: room.session.phase.kind is Kind.POLL and "half typed" in bo.text)
        await room.settle()
        await bo.press("esc")
        assert bo.notice == "Your text is kept as a draft; p goes on with it."
        await bo.press("p")
        assert line(bo).text == "half typed"


async def test_at_the_end_everyone_sees_what_they_had_not_finished(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        shared, bo, cas = (
            await room.sits("Noor", shared=True),
            await room.sits("Bo"),
            await room.sits("Cas"),
        )
        await bo.press("enter", "half typed")
        await room.send("Noor", Finish())
        for each in (shared, bo, cas):
            await each.shows("The session has ended")
        await bo.shows("only you see it:")
        await bo.shows("· half typed")
        assert "half typed" not in shared.terminal.sent + cas.terminal.sent


async def test_a_draft_is_told_of_before_the_end(tmp_path: Path) -> None:
    async with apart(tmp_path, "close", format="aar") as room:
        noor = await room.sits("Noor")
        assert room.session.next_phase is None
        noor.room.keep_draft(room.id("Noor"), "planned|new::0", "half typed")
        await noor.press("n")
        assert noor.notice.startswith("Not kept yet: “half typed”. Enter goes on with it")
        await noor.press("enter")
        assert line(noor).text == "half typed"
