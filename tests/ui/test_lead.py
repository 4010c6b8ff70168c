"""Going through the actions between sessions."""

from pathlib import Path

import pytest

from retro.followup import record
from retro.ui.screens.insights import InsightsScreen
from retro.ui.screens.lead import LeadScreen
from retro.ui.screens.reading import ReadingScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.wish import Wish
from tests.live.house import FillingDisk, house
from tests.terminal.fakes import until
from tests.ui.between import TEAM, action_of, between
from tests.ui.stage import Stage, stage

WISH = Wish(view="review", team=TEAM)
ALL = Wish(view="review")


def listed(shown: Stage) -> list[str]:
    """The beginnings of what stands in the list, headings in capitals."""
    rows = shown.app.screen.query_one(CardList).rows
    return [row.text.upper() if row.heading else row.text.split()[0] for row in rows]


def chosen(shown: Stage) -> str:
    row = shown.app.screen.query_one(CardList).chosen
    return row.text if row else ""


async def test_what_is_late_and_stuck_is_said_with_a_sign_and_a_word(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH) as shown:
        assert shown.at(LeadScreen)
        text = shown.text
        assert "Open actions · Platform" in text
        assert "3 open · ! 1 overdue · by age" in text
        late, doing, stuck = (
            next(line for line in shown.lines if word in line)
            for word in ("Rehearse", "queue", "operations")
        )
        assert "! 24d overdue" in late
        assert "21d" in late
        assert "◐" in doing
        assert "under way" in doing
        assert "■" in stuck
        assert "blocked" in stuck
        assert "refund" not in text
        await shown.press("down", "down")
        assert "blocked: waits for operations: who may copy?" in shown.hint


async def test_one_key_says_done_and_another_takes_it_back(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH) as shown:
        await shown.press("d")
        assert action_of(found, "Rehearse")["state"] == "done"
        assert shown.notice.endswith("is done. u takes it back.")
        assert listed(shown) == ["Show", "Ask", "CLOSED LATELY", "Rehearse"]
        # The next one is at hand, not the one that was just closed.
        assert chosen(shown).startswith("Show")
        await shown.press("u")
        assert action_of(found, "Rehearse")["state"] == "open"
        assert shown.notice.startswith("Taken back: “Rehearse")
        assert chosen(shown).startswith("Rehearse")
        await shown.press("u")
        assert shown.notice == "There is nothing of yours to take back here."


async def test_every_key_changes_what_it_says(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH) as shown:
        await shown.press("g")
        assert action_of(found, "Rehearse")["state"] == "doing"
        await shown.press("w")
        await shown.press("backspace", "backspace", "backspace", "backspace", "backspace")
        await shown.press("Noor", "enter")
        assert action_of(found, "Rehearse")["owner"] == "Noor"
        await shown.press("t", *["backspace"] * 10, "+14", "enter")
        due = record.due_of(action_of(found, "Rehearse"))
        assert due is not None
        assert due.isoformat() == "2026-06-08"
        await shown.press("c", "the script is new", "enter")
        assert action_of(found, "Rehearse")["note"] == "the script is new"
        await shown.press("e", " yet", "enter")
        assert str(action_of(found, "Rehearse")["text"]).endswith("done it yet")
        await shown.press("d", "end", "o")
        assert action_of(found, "Rehearse")["state"] == "open"
        assert len(record.history(action_of(found, "Rehearse"))) == 8


async def test_blocked_needs_the_ask_and_drop_may_say_why(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH) as shown:
        await shown.press("b", "enter")
        assert shown.notice.startswith("Blocked by what")
        assert action_of(found, "Rehearse")["state"] == "open"
        await shown.press("ops must copy", "enter")
        assert action_of(found, "Rehearse")["state"] == "blocked"
        await shown.press("down", "x", "enter")
        assert action_of(found, "Show")["state"] == "dropped"
        await shown.press("x", "nobody asks for it", "enter")
        assert action_of(found, "Ask")["note"] == "nobody asks for it"


async def test_what_is_no_date_is_asked_again_and_esc_leaves_it(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH) as shown:
        await shown.press("t", " or so", "enter")
        assert "is no date" in shown.notice
        await shown.press("esc")
        assert action_of(found, "Rehearse")["due"] == "2026-05-01"
        assert shown.at(LeadScreen)


async def test_typing_finds_by_text_owner_team_and_id(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, ALL) as shown:
        uid = str(action_of(found, "Ask")["uid"])
        assert len(listed(shown)) == 4
        for typed, expected in (
            ("sam wit", ["Show"]),
            ("payments", ["Agree"]),
            ("QUEUE", ["Show"]),
            (uid[:7], ["Ask"]),
        ):
            await shown.press("/", typed)
            assert listed(shown) == expected, typed
            await shown.press("enter")
            assert listed(shown) == expected
            await shown.press("esc")
            assert len(listed(shown)) == 4
        await shown.press("home", "/", "nothing like it")
        assert "Nothing of that kind" in shown.text
        await shown.press("esc")
        # What was chosen before is chosen again.
        assert chosen(shown).startswith("Rehearse")


async def test_one_key_goes_through_the_orders(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, ALL) as shown:
        assert listed(shown) == ["Rehearse", "Show", "Ask", "Agree"]
        await shown.press("s")
        assert "by due date" in shown.text
        assert listed(shown)[0] == "Rehearse"
        await shown.press("s")
        owners = ["ROBIN", "Rehearse", "SAM DE WIT", "Show", "NOBODY YET", "Ask", "Agree"]
        assert listed(shown) == owners
        await shown.press("s")
        assert listed(shown)[0] == "AGREED OUTSIDE A SESSION"
        await shown.press("s")
        assert "by age" in shown.text


async def test_all_of_an_action_and_the_minutes_of_its_session(tmp_path: Path) -> None:
    async with (
        between(tmp_path, session=True) as found,
        stage(found, WISH, size=(100, 40)) as shown,
    ):
        await shown.press("d", "u", "enter")
        assert shown.at(ReadingScreen)
        text = shown.text
        assert "in “Release 4.2”" in text
        assert "State: open → done" in text
        assert "State: done → open" in text
        await shown.press("esc", "m")
        assert shown.at(ReadingScreen)
        await shown.shows("After-action review")
        await shown.press("esc", "end", "m")
        assert shown.notice == "This was not agreed in a session here."


async def test_the_page_of_what_is_late_says_the_day(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH, size=(100, 40)) as shown:
        await shown.press("enter")
        assert "Due: ! 24d overdue (2026-05-01)" in shown.text
        await shown.press("esc", "t", *["backspace"] * 10, "2027-01-15", "enter", "enter")
        assert "Due: 2027-01-15" in shown.text


async def test_where_nothing_is_listed_a_key_says_what_to_do(tmp_path: Path) -> None:
    async with house(tmp_path) as found, stage(found, ALL) as shown:
        await shown.press("d")
        assert shown.notice == "No action is open. Sessions end with some; a adds one here."
        await shown.press("n")
        await until(lambda: "Nothing to look back on yet" in shown.notice)
        assert shown.at(LeadScreen)


async def test_what_a_column_cuts_is_whole_below_the_list(tmp_path: Path) -> None:
    async with between(tmp_path) as found:
        fields = {"text": "Measure", "owner": "Margriet-Louise", "note": "so far " * 60}
        await found.lobby.follow_up.add_action(TEAM, fields)
        async with stage(found, WISH) as shown:
            await shown.press("end")
            assert "Margriet-Louise" in shown.hint
            # A long note leaves room for the rest.
            assert "no date yet" in shown.hint
            assert len(shown.hint) < 140


async def test_an_action_is_added_outside_a_session(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH) as shown:
        await shown.press("a", "Write it down", "enter")
        assert action_of(found, "Write")["team"] == TEAM
        assert chosen(shown) == "Write it down"
        await shown.press("u")
        assert "Write" not in listed(shown)
        await shown.press("a", "enter")
        assert shown.at(LeadScreen)


async def test_of_all_teams_one_is_asked_for_whom(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, ALL) as shown:
        await shown.press("a", "2", "Name refunds", "enter")
        assert action_of(found, "Name")["team"] == "Payments"
        await shown.press("tab", "2")
        assert "Open actions · Platform" in shown.text


async def test_more_than_five_is_said_kindly(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH) as shown:
        assert "Five or fewer" not in shown.text
        for number in range(3):
            await found.lobby.follow_up.add_action(TEAM, {"text": f"More {number}"})
        await shown.shows("Five or fewer get done sooner")


async def test_two_leads_see_what_the_other_does(tmp_path: Path) -> None:
    async with (
        between(tmp_path) as found,
        stage(found, WISH) as one,
        stage(found, WISH) as two,
    ):
        await two.press("down", "c", "half of a note")
        await one.press("d")
        await two.shows("2 open")
        # What is being typed stays, and is about what it was about.
        await two.press("!", "enter")
        assert action_of(found, "Show")["note"] == "half of a note!"
        await one.shows("2 open")


async def test_what_another_program_changes_is_seen(tmp_path: Path) -> None:
    async with between(tmp_path) as found, stage(found, WISH) as shown:
        await found.store.actions().change_soon(
            lambda documents: [{**documents[0], "text": "Rewritten by a command"}]
        )
        await shown.shows("Rewritten by a command")


async def test_what_could_not_be_written_is_said_and_still_typed(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as found:
        await found.lobby.follow_up.add_action(TEAM, {"text": "Rehearse"})
        async with stage(found, WISH) as shown:
            await shown.press("c", "a note")
            disk.is_full = True
            await shown.press("enter")
            assert shown.notice.startswith("Not saved.")
            disk.is_full = False
            await shown.press("enter")
            assert action_of(found, "Rehearse")["note"] == "a note"


async def test_insights_are_a_key_away(tmp_path: Path) -> None:
    async with between(tmp_path, session=True) as found, stage(found, WISH) as shown:
        await shown.press("n")
        await until(lambda: shown.at(InsightsScreen))


@pytest.mark.parametrize("size", [(45, 20), (80, 24), (120, 40)])
async def test_the_list_takes_the_columns_there_are(tmp_path: Path, size: tuple[int, int]) -> None:
    async with between(tmp_path) as found, stage(found, WISH, size=size) as shown:
        assert "! 24d overdue" in shown.text
        assert "Robin" in shown.text
        text = [line for line in shown.lines if "→" not in line]
        owners = [line for line in text if "Robin" in line or "Sam d" in line]
        if size[0] > 60:
            # In one column, whatever the texts.
            assert len({line.index("Robin" if "Robin" in line else "Sam") for line in owners}) == 1
        await shown.press("?")
        await shown.shows("All keys of this screen")


async def test_text_of_people_is_no_markup_and_no_escape(tmp_path: Path) -> None:
    async with between(tmp_path) as found:
        evil = "[b]bold[/b] \x1b[31mred \u202eturned"
        await found.lobby.follow_up.add_action(TEAM, {"text": evil, "owner": "[i]Ada"})
        async with stage(found, WISH, size=(120, 40)) as shown:
            await shown.press("end")
            assert "[b]bold[/b]" in shown.text
            await shown.press("enter")
            assert "[i]Ada" in shown.text
            assert "\u202e" not in shown.text
