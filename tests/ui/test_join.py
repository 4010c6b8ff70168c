"""Coming in from one's own terminal: the code, the name, the ticket, and the ends of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue
from retro.live.access import Codes
from retro.live.room import Room
from retro.session.commands import Finish, HandOver, Join, Lock, RemovePerson
from retro.session.model import Role, Writing
from retro.session.refusal import Refused
from retro.session.rules import NOBODY, PROGRAM
from retro.ui.app import RetroApp
from retro.ui.invitation import Passage
from retro.ui.screens.code import CodeScreen
from retro.ui.screens.join import JoinScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.screens.privacy import PrivacyScreen
from retro.ui.widgets.field import Field
from retro.ui.wish import Wish
from tests.live.house import FillingDisk, House, house
from tests.terminal.fakes import until, visit
from tests.ui.stage import Doorway, arriving, guest, settled, stage
from tests.ui.story import begin

LINE = "ssh {code}@192.168.1.20 -p 2222"


@asynccontextmanager
async def session(
    folder: Path, format: str = "aar", disk: FillingDisk | None = None
) -> AsyncIterator[tuple[House, Room, Codes]]:
    async with house(folder, disk=disk) as found:
        teller = await begin(found.lobby, format, writing=Writing.APART, people=())
        codes = teller.room.codes
        assert codes is not None
        yield found, teller.room, codes


async def doorway() -> Doorway:
    door = Doorway()
    await door.open("", -1, "")
    return door


async def test_a_name_and_enter_lead_to_a_seat(tmp_path: Path) -> None:
    async with session(tmp_path) as (found, room, codes):
        door = await doorway()
        async with guest(found, codes.participant, entrance=door) as shown:
            assert shown.at(JoinScreen)
            assert "Release 4.2" in shown.text
            assert "Did the release go as we meant it to" in shown.text
            assert "can still give you away" in " ".join(shown.text.split())
            await shown.press("Bo", "enter")
            assert shown.at(PhaseScreen)
            seat = shown.app.seat
            assert seat is not None
            person = room.view(PROGRAM).session.people[seat.person]
            assert (person.name, person.role, person.named) == ("Bo", Role.PARTICIPANT, False)
            assert seat.ticket.startswith("r-")
            assert not seat.shared
            await shown.shows(seat.ticket)
            assert room.here[seat.person] == 1
            await shown.press("q")
            await until(shown.visit.running.done)
            assert LINE.format(code=seat.ticket) in shown.terminal.farewell
            assert "retro attach" not in shown.terminal.farewell
        assert seat.person not in room.here


async def test_the_tick_is_everybodys_own(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, room, codes),
        guest(found, codes.participant) as shown,
    ):
        await shown.press("Bo", "tab", "space", "s-tab", "enter")
        assert shown.app.seat is not None
        assert room.view(PROGRAM).session.people[shown.app.seat.person].named


async def test_an_observer_comes_to_watch(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, _room, codes),
        guest(found, codes.observer) as shown,
    ):
        assert "You come to watch" in shown.text
        await shown.press("Olga", "enter")
        assert shown.app.seat is not None
        assert shown.app.seat.role is Role.OBSERVER


@pytest.mark.parametrize("name", ["noor", "Nооr", "Facilitator", "   "])
async def test_what_is_refused_leaves_what_was_typed(tmp_path: Path, name: str) -> None:
    async with (
        session(tmp_path) as (found, _room, codes),
        guest(found, codes.participant) as shown,
    ):
        await shown.press(name, "enter")
        assert shown.at(JoinScreen)
        assert shown.notice
        assert shown.app.screen.query_one(Field).value == name
        await shown.press(*["backspace"] * len(name), "Bo", "enter")
        assert shown.app.seat is not None


async def test_a_locked_session_says_so(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, room, codes),
        guest(found, codes.participant) as shown,
    ):
        await room.submit(Lock(True), room.facilitator)
        await shown.press("Bo", "enter")
        assert "lock" in shown.notice.lower()
        await room.submit(Lock(False), room.facilitator)
        await shown.press("enter")
        assert shown.app.seat is not None


async def test_a_full_disk_lets_nobody_in_and_loses_no_name(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with (
        session(tmp_path, disk=disk) as (found, _room, codes),
        guest(found, codes.participant) as shown,
    ):
        disk.is_full = True
        await shown.press("Bo", "enter")
        assert shown.notice.startswith("Not saved.")
        disk.is_full = False
        await shown.press("enter")
        assert shown.app.seat is not None


async def test_a_ticket_leads_straight_back_to_what_was_half_typed(tmp_path: Path) -> None:
    async with session(tmp_path) as (found, _room, codes):
        async with guest(found, codes.participant, "Bo") as shown:
            await shown.press("n")  # not theirs to do
            assert shown.app.seat is not None
            ticket, person = shown.app.seat.ticket, shown.app.seat.person
        async with guest(found, ticket.upper()) as shown:
            assert shown.app.seat is not None
            assert (shown.app.seat.person, shown.app.seat.ticket) == (person, ticket)
            assert shown.at(PhaseScreen)


async def test_another_terminal_takes_over(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, room, codes),
        guest(found, codes.participant, "Bo") as first,
    ):
        assert first.app.seat is not None
        async with guest(found, first.app.seat.ticket) as second:
            await until(first.visit.running.done)
            assert first.terminal.farewell.startswith("You came in from another terminal")
            assert second.app.is_running
            assert second.app.seat is not None
            assert room.here[second.app.seat.person] == 1


async def test_whoever_is_removed_is_told_and_gone(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, room, codes),
        guest(found, codes.participant, "Bo") as shown,
    ):
        assert shown.app.seat is not None
        await room.submit(RemovePerson(shown.app.seat.person), room.facilitator)
        await until(shown.visit.running.done)
        assert shown.terminal.farewell == "The facilitator took you off the list. Goodbye."
        assert found.lobby.admit(shown.app.seat.ticket) is None


async def test_the_end_tells_a_guest_what_really_works(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, room, codes),
        guest(found, codes.participant, "Bo") as shown,
    ):
        await room.submit(Finish(), room.facilitator)
        await shown.shows("The session has ended")
        assert "retro minutes" not in shown.text
        assert "s save" not in shown.text
        await shown.press("q")
        await until(shown.visit.running.done)
        assert shown.terminal.farewell == "Thank you. Whoever facilitated has the minutes."


async def test_the_palette_of_a_guest_has_nothing_of_the_host(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, _room, codes),
        guest(found, codes.participant, "Bo", size=(120, 40)) as shown,
    ):
        screen = shown.app.screen
        assert isinstance(screen, PhaseScreen)
        offered = {command.id for command in screen.available()}
        assert not offered & {"next", "back", "lock", "timer", "screen"}
        titles = {c.title for c in shown.app.get_system_commands(screen)}
        assert titles == {"Colours", "Leave", "Nederlands"}


async def test_a_code_is_asked_for_three_times(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, _room, _codes),
        stage(found, Wish(asks_code=True)) as shown,
    ):
        assert shown.at(CodeScreen)
        await shown.press("AAAAAAAA", "enter")
        assert "2 times more" in shown.notice
        await shown.press("r-0000000000000000", "enter")
        assert "once more" in shown.notice
        await shown.press("x" * 300, "enter")
        await until(shown.visit.running.done)
        assert shown.visit.status == 1
        assert shown.terminal.farewell.startswith("No session is open to that code.")


@pytest.mark.parametrize(
    ("code", "passage", "hint"),
    [
        ("server01", None, True),
        ("SERVER01", None, False),
        ("server01", Passage("retro", "192.0.2.2", 22), False),
    ],
)
async def test_the_name_of_a_computer_may_look_like_a_code(
    tmp_path: Path, code: str, passage: Passage | None, hint: bool
) -> None:
    async with (
        session(tmp_path) as (found, _room, _codes),
        stage(found, Wish(asks_code=True, code=code, passage=passage)) as shown,
    ):
        assert shown.notice.startswith("No session")
        assert ("type `retro join CODE@server01`" in shown.notice) == hint
        await shown.press("AAAAAAAA", "enter")
        assert "once more" in shown.notice


async def test_a_right_code_goes_on_to_the_name(tmp_path: Path) -> None:
    async with session(tmp_path) as (found, _room, codes):
        async with stage(found, Wish(asks_code=True)) as shown:
            typed = f"{codes.participant[:4]}-{codes.participant[4:]}".lower()
            await shown.press(typed, "enter")
            assert shown.at(JoinScreen)
            await shown.press("Bo", "enter")
            assert shown.app.seat is not None
            ticket = shown.app.seat.ticket
        async with stage(found, Wish(asks_code=True, code=ticket)) as shown:
            assert shown.app.seat is not None
            assert shown.app.seat.ticket == ticket


async def test_the_screen_fits_small_and_large_windows(tmp_path: Path) -> None:
    async with session(tmp_path) as (found, _room, codes):
        for size in ((45, 20), (80, 24), (120, 40)):
            wish = arriving(found, codes.participant)
            async with stage(found, wish, size=size) as shown:
                assert "Release 4.2" in shown.text
                assert "Your name" in shown.text
                assert "Join" in shown.text


async def test_what_is_kept_is_a_key_away(tmp_path: Path) -> None:
    async with session(tmp_path, "hotwash") as (found, _room, codes):
        door = await doorway()
        async with guest(found, codes.participant, entrance=door, size=(120, 50)) as shown:
            shown.terminal.type("\x1bOP")
            await settled(shown.app)
            assert "What is kept" in shown.text
            await shown.press("esc", "Bo", "enter", "y")
            assert "Who sees what" in shown.text
            assert shown.app.seat is not None
            assert LINE.format(code=shown.app.seat.ticket) in shown.text


async def test_a_guest_in_a_dutch_session(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "aar", "nl", writing=Writing.APART, people=())
        assert teller.room.codes is not None
        wish = replace(arriving(found, teller.room.codes.participant), language="en")
        async with stage(found, wish) as shown:
            assert shown.app.words.language == "nl"


async def test_after_a_restart_nobody_sits_down_on_a_guests_place(tmp_path: Path) -> None:
    async with session(tmp_path) as (found, room, codes):
        host = room.facilitator
        await room.submit(Join(room.new_id(), "Entered"), host)
        async with guest(found, codes.participant, "Bo") as shown:
            assert shown.app.seat is not None
            bo = shown.app.seat.person
        await room.submit(HandOver(bo), host)
    async with house(tmp_path) as again, stage(again, Wish(session=room.key)) as shown:
        assert shown.app.seat is not None
        # Bo has not shown their ticket to this server.
        assert shown.room.ticket(bo) == ""
        assert (shown.app.seat.person, shown.app.seat.role) == (host, Role.PARTICIPANT)
        assert not shown.app.seat.shared
        await shown.room.submit(RemovePerson(host), bo)
    async with house(tmp_path) as again, stage(again, Wish(session=room.key)) as shown:
        seat = shown.app.seat
        assert seat is not None
        assert (seat.person, seat.role, seat.shared) == (NOBODY, Role.OBSERVER, True)
        await shown.shows("Nobody at this machine")
        before = shown.room.view(PROGRAM).session
        await shown.press("o")
        assert seat.shared
        await shown.press("n", "z", "n", "y")
        assert shown.room.view(PROGRAM).session is before
        with pytest.raises(Refused):
            await seat.submit(Lock(True))


@pytest.mark.parametrize("named", [True, False])
async def test_enter_on_the_tick_joins_and_leaves_it_as_it_is(tmp_path: Path, named: bool) -> None:
    async with (
        session(tmp_path) as (found, room, codes),
        guest(found, codes.participant) as shown,
    ):
        await shown.press("Bo", "tab", *(["space"] if named else []), "enter")
        assert shown.app.seat is not None
        assert room.view(PROGRAM).session.people[shown.app.seat.person].named is named


async def test_a_locked_session_says_so_before_anything_is_typed(tmp_path: Path) -> None:
    async with session(tmp_path) as (found, room, codes):
        await room.submit(Lock(True), room.facilitator)
        async with guest(found, codes.participant) as shown:
            assert "This session is locked" in shown.text
        async with guest(found, codes.facilitator) as shown:
            assert "This session is locked" not in shown.text


async def test_a_form_that_waits_ends_with_its_code(tmp_path: Path) -> None:
    async with (
        session(tmp_path) as (found, room, codes),
        guest(found, codes.participant) as waiting,
        guest(found, codes.observer) as watching,
    ):
        assert waiting.at(JoinScreen)
        await room.renew_codes(room.facilitator)
        for shown in (waiting, watching):
            await until(shown.visit.running.done)
            assert shown.visit.status == 1
            assert "does not count any more" in shown.terminal.farewell
        assert len(room.view(PROGRAM).session.people) == 1


async def test_the_ticket_of_somebody_removed_opens_no_look(tmp_path: Path) -> None:
    """A line that was let in by a ticket before the removal opens its screen after it."""
    async with session(tmp_path) as (found, room, _codes):
        person, ticket = await room.enter("Mallory", Role.PARTICIPANT)
        wish = arriving(found, ticket)
        await room.submit(RemovePerson(person), room.facilitator)
        late = visit(lambda: RetroApp(found.lobby, Catalogue(), wish))
        await until(late.running.done)
        assert late.status == 1
        assert "does not count any more" in late.terminal.farewell
        assert person not in room.here


async def test_a_way_back_stands_on_no_screen_that_others_look_at(tmp_path: Path) -> None:
    async with session(tmp_path) as (found, _room, codes):
        door = await doorway()
        async with guest(found, codes.facilitator, "Bo", entrance=door, size=(100, 60)) as shown:
            seat = shown.app.seat
            assert seat is not None
            await shown.press("y")
            assert seat.ticket in shown.text
            await shown.press("esc")
            await shown.press("o")
            await until(lambda: seat.shared)
            await settled(shown.app)
            await shown.press("y")
            assert shown.at(PrivacyScreen)
            assert seat.ticket not in shown.text
            await shown.press("esc", "q")
            await until(shown.visit.running.done)
            assert seat.ticket not in shown.terminal.farewell
