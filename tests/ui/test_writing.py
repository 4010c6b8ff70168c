"""Writing: what is typed is kept exactly, in order, or stays where it was typed."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retro.session.commands import Advance, Command, RemoveCard, RemoveNote
from retro.session.text import CARD_LIMIT
from retro.ui.places import NEW
from retro.ui.seat import Seat
from retro.ui.widgets.write_line import WriteLine
from retro.ui.wish import Wish
from tests.live.house import FillingDisk, house
from tests.terminal.fakes import TRUE_COLOUR, until
from tests.ui.stage import Stage, at_phase, settled, stage
from tests.ui.story import begin


def line(shown: Stage) -> WriteLine:
    return shown.app.screen.query_one(WriteLine)


def texts(shown: Stage) -> list[str]:
    cards = sorted(shown.session.cards.values(), key=lambda card: card.number)
    return [card.text for card in cards]


async def test_one_burst_makes_two_cards(tmp_path: Path) -> None:
    """Keys that arrive in one read are obeyed in the order in which they were typed."""
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter", "Deploy by ten", "enter", "No downtime", "enter")
        assert texts(shown) == ["Deploy by ten", "No downtime"]
        assert line(shown).text == ""


async def test_a_whole_phase_in_one_burst(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press(
            "enter", "Plan", "enter", "enter", "n", "enter", "09:40 it began", "enter"
        )
        await shown.press("esc", "l", "1", "2", "n", "enter", "because", "enter", "enter", "n")
        assert texts(shown) == ["Plan", "it began", "because"]
        happened = shown.card("it began")
        assert (happened.when, happened.parent) == ("09:40", shown.card("Plan").id)
        assert happened.verdict == "better"
        assert shown.session.phase.key == "next"


async def test_a_burst_fills_a_form(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit") as shown:
        keys = "enter", "Add the lag", "enter", "Bo", "enter", "+14", "enter", "seen", "enter"
        await shown.press(*keys, "today", "enter", "a", "n")
        (action,) = shown.session.actions.values()
        assert (action.text, action.owner, action.done_when) == ("Add the lag", "Bo", "seen")
        assert action.first_step == "today"
        assert action.accepted
        assert shown.session.phase.key == "roti"


async def test_escape_and_a_letter_right_behind_it(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter", "Plan", "enter", "half", "esc", "n")
        assert shown.notice.startswith("Not kept yet: “half”.")
        await shown.press("n")
        assert shown.session.phase.key == "happened"
        await shown.press("b", "enter")
        assert line(shown).text == "half"


async def test_a_lone_escape_closes_the_line(tmp_path: Path) -> None:
    """Most terminals send one byte for Escape, and only silence tells that it is no more."""
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter", "half")
        shown.terminal.type("\x1b")
        await until(lambda: line(shown).place is None)
        await settled(shown.app)
        assert "draft" in shown.notice


async def test_a_paste_of_many_lines_is_one_card(tmp_path: Path) -> None:
    pasted = "first line\n  indented\n\n" + "\n".join(f"line {number}" for number in range(40))
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter")
        await shown.paste(pasted)
        assert line(shown).text == pasted
        assert shown.session.cards == {}
        await shown.press("enter")
        assert texts(shown) == [pasted]


async def test_lines_are_broken_with_control_j(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter", "one", "ctrl+j", "two", "enter")
        assert texts(shown) == ["one\ntwo"]


async def test_too_long_a_text_stays_to_be_made_shorter(tmp_path: Path) -> None:
    text = "ä" * (CARD_LIMIT + 1)
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter")
        await shown.paste(text)
        await shown.press("enter")
        assert shown.notice.startswith(f"That is too long: {CARD_LIMIT} characters fit here.")
        assert line(shown).text == text
        await shown.press("backspace", "enter")
        assert texts(shown) == [text[:-1]]


async def test_a_full_disk_leaves_the_text_where_it_is(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with house(tmp_path, disk=disk) as found:
        teller = await begin(found.lobby, "aar")
        await teller.go_to("planned")
        async with stage(found, Wish(session=teller.room.key)) as shown:
            disk.is_full = True
            await shown.press("enter", "Deploy by ten", "enter")
            assert shown.notice.startswith("Not saved.")
            assert line(shown).text == "Deploy by ten"
            assert "Deploy by ten" in shown.text
            disk.is_full = False
            await shown.press("enter")
            assert texts(shown) == ["Deploy by ten"]
            assert shown.notice == ""


class LosingDisk(FillingDisk):
    """A full disk; `lose` is called while it refuses."""

    lose: Callable[[], None] = staticmethod(lambda: None)

    def write(self, handle: int, data: bytes) -> int:
        if self.is_full:
            self.lose()
        return super().write(handle, data)


async def test_a_terminal_lost_while_the_disk_refuses_loses_no_text(tmp_path: Path) -> None:
    disk = LosingDisk()
    async with house(tmp_path, disk=disk) as found:
        teller = await begin(found.lobby, "aar")
        await teller.go_to("planned")
        wish = Wish(session=teller.room.key)
        drafts: list[str] = []
        async with stage(found, wish) as shown:

            def lose() -> None:
                drafts.append(teller.room.draft(teller.room.facilitator, f"planned|{NEW.key}"))
                shown.terminal.hang_up()

            disk.lose = lose
            disk.is_full = True
            await shown.press("enter", "Deploy by ten")
            shown.terminal.type("\r")
            await until(shown.visit.running.done)
        assert drafts[0] == "Deploy by ten"
        disk.is_full = False
        async with stage(found, wish) as shown:
            assert line(shown).text == "Deploy by ten"
            assert shown.session.cards == {}


async def test_enter_pressed_again_while_the_first_is_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes longer than keys wait: one card, and what is typed meanwhile stays."""
    may_go = asyncio.Event()
    submit = Seat.submit

    async def slow(seat: Seat, command: Command) -> None:
        await may_go.wait()
        await submit(seat, command)

    monkeypatch.setattr(Seat, "submit", slow)
    monkeypatch.setattr("retro.ui.in_order.PATIENCE", 0.01)
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter")
        shown.terminal.type("Plan\r\r")
        await until(lambda: line(shown).text == "Plan")
        await shown.app.keys.obeyed()
        shown.terminal.type(" B")
        await until(lambda: line(shown).text == "Plan B")
        may_go.set()
        await until(lambda: line(shown).text == " B")
        await settled(shown.app)
        assert texts(shown) == ["Plan"]
        assert shown.app.screen.focused is line(shown)


async def test_a_lost_terminal_loses_no_letter(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "aar")
        await teller.go_to("planned")
        wish = Wish(session=teller.room.key)
        async with stage(found, wish) as shown:
            await shown.press("enter", "half a sen")
        async with stage(found, wish) as shown:
            assert shown.app.screen.focused is line(shown)
            await shown.press("tence", "enter")
            assert texts(shown) == ["half a sentence"]


async def test_what_was_half_typed_when_the_others_went_on(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter", "half")
        await shown.room.submit(Advance("planned"), shown.room.facilitator)
        await until(lambda: shown.app.screen.query("#planned"))
        await settled(shown.app)
        await shown.shows("Still for “Planned”")
        assert line(shown).text == "half"
        await shown.press(" a plan", "enter")
        card = shown.card("half a plan")
        assert card.phase == "planned"
        assert line(shown).place is None


async def test_a_time_stays_a_time_when_the_others_went_on(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "happened") as shown:
        await shown.press("enter", "09:40 went live")
        await shown.room.submit(Advance("happened"), shown.room.facilitator)
        await shown.shows("Still for")
        await settled(shown.app)
        await shown.press("enter", "b")
        card = shown.card("went live")
        assert (card.when, card.text, card.phase) == ("09:40", "went live", "happened")
        await shown.press("e", " now")
        await shown.room.submit(Advance("happened"), shown.room.facilitator)
        await shown.shows("Still for")
        await settled(shown.app)
        assert line(shown).text == "09:40 went live now"
        await shown.press("enter")
        assert shown.session.cards[card.id] == replace(card, text="went live now")


async def test_a_card_that_was_removed_meanwhile_is_written_again(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "next") as shown:
        await shown.press("tab", "enter", "Rehearse", "enter", "esc", "e", " more")
        card = shown.card("Rehearse")
        await shown.room.submit(RemoveCard(card.id), shown.room.facilitator)
        await settled(shown.app)
        await shown.press("enter")
        assert shown.session.parked == {}
        again = shown.session.cards[card.id]
        assert (again.text, again.column) == ("Rehearse more", card.column)
        assert card.column == "improve"


async def test_a_card_that_was_gone_before_its_draft_was_opened(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "aar")
        await teller.go_to("planned")
        wish = Wish(session=teller.room.key)
        async with stage(found, wish) as shown:
            await shown.press("enter", "Plan", "enter", "esc", "e", " and more")
            card = shown.card("Plan")
        await teller.room.submit(RemoveCard(card.id), teller.room.facilitator)
        async with stage(found, wish) as shown:
            assert line(shown).text == "Plan and more"
            await shown.press("enter")
            assert texts(shown) == ["Plan and more"]
            assert shown.session.parked == {}


async def test_a_decision_that_was_removed_meanwhile_is_written_again(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "discuss", format="ssc") as shown:
        await shown.press("d", "Pair", "enter", "e", " up")
        (note,) = shown.session.notes.values()
        await shown.room.submit(RemoveNote(note.id), shown.room.facilitator)
        await settled(shown.app)
        await shown.press("enter")
        again = shown.session.notes[note.id]
        assert (again.text, again.target, again.decision) == ("Pair up", note.target, True)


async def test_each_column_has_a_draft_of_its_own(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "ideas", format="ssc") as shown:
        await shown.press("enter", "one", "tab", "two", "tab", "three", "s-tab", "s-tab")
        assert line(shown).text == "one"
        await shown.press("enter", "tab", "enter", "tab", "enter")
        assert {
            card.column: card.text for card in shown.session.cards.values() if card.phase == "ideas"
        } == {"start": "one", "stop": "two", "continue": "three"}


async def test_the_cursor_of_the_terminal_is_where_one_types(tmp_path: Path) -> None:
    """Input methods show what is being composed at the terminal's own cursor."""
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("enter", "Deploy")
        assert shown.before_cursor.endswith("│ Deploy")
        await shown.press("esc", "p", "later")
        assert shown.before_cursor.endswith("│ later")
    async with at_phase(tmp_path / "form", "commit") as shown:
        await shown.press("enter")
        assert "What will be done?" in shown.lines[shown.app.cursor_position[1] - 1]
        await shown.press("Add", "enter", "Bo")
        assert shown.before_cursor.rstrip().endswith(" Bo")


async def test_what_one_writes_about_is_on_the_screen(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "why", size=(45, 20)) as shown:
        await shown.press("enter")
        assert "What made this so?" in shown.text
        box = shown.text[shown.text.index("What made this so?") :]
        assert "10:45  rolled back" in box
    async with at_phase(tmp_path / "next", "next") as shown:
        await shown.press("s-tab", "down", "enter")
        box = shown.text[shown.text.rindex("Sustain") :]
        assert "↳ two people were at the keyboard" in box
        await shown.press("Keep two at it", "enter")
        assert shown.card("Keep").parent == shown.card("two people").id


HOSTILE = (
    "[bold red]markup[/] [@click=app.quit]x[/] $primary {title} %s",
    "\x1b[31mred\x1b]0;title\x07\x1b[2J",
    "\u202eright to left\u2066",
    "e" + "\u0301" * 50 + "👩‍👩‍👧‍👧 漢字",
    "\x00\x01\x9b31m\x85",
    "tab\tand\rreturn",
)


@pytest.mark.parametrize("phase", ["planned", "commit", "close"])
async def test_hostile_text_is_only_text(tmp_path: Path, phase: str) -> None:
    async with at_phase(tmp_path, phase) as shown:
        begun = len(shown.terminal.sent)
        await shown.press("enter")
        await shown.paste("\n".join(HOSTILE))
        await shown.press("ctrl+s" if phase == "commit" else "enter", "esc")
        assert "[bold red]markup[/]" in shown.text
        await shown.click("[@click", after=3)
        await shown.press("p")
        await shown.paste("\n".join(HOSTILE))
        await shown.press("enter", "p")
        sent = shown.terminal.sent[begun:]
        for bad in ("\x1b]", "\x07", "\x1b[2J", "\x9b", "\u202e", "\u2066", "\x85", "\x00"):
            assert bad not in sent
        assert len(shown.session.parked) == 1
        assert not shown.visit.running.done()


async def test_a_burst_of_text_faster_than_anyone_types(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned", capabilities=TRUE_COLOUR) as shown:
        await shown.press("enter")
        shown.terminal.type("x" * 2000)
        await until(lambda: len(line(shown).text) == 2000)
        await shown.press("enter")
        await asyncio.wait_for(settled(shown.app), 10)
        assert texts(shown) == ["x" * 2000]
