"""The invitation on the shared screen: the line, the code to scan, who is here, new codes."""

from dataclasses import replace
from pathlib import Path

from retro.session.commands import Lock
from retro.session.model import Writing
from retro.terminal.protocol import Capabilities
from retro.ui.invitation import Invitation
from retro.ui.screens.invite import CodesScreen, InvitationScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.screens.privacy import PrivacyScreen
from retro.ui.widgets.qr import QrCode, half_blocks, modules
from retro.ui.wish import Wish
from tests.live.house import house
from tests.terminal.fakes import MONOCHROME, TRUE_COLOUR, until
from tests.ui.stage import FINGERPRINT, Doorway, guest, settled, stage

BEGUN = Wish(format="aar", title="Release 4.2", goal="Learn from it", facilitator="Noor")


def test_the_line_and_the_address() -> None:
    door = Invitation("192.168.1.20", 2222, FINGERPRINT)
    assert door.line("K7QX2M9P") == "ssh K7QX2M9P@192.168.1.20 -p 2222"
    assert door.uri("K7QX2M9P") == "ssh://K7QX2M9P@192.168.1.20:2222"
    assert Invitation("retro.example", 22, "").line("X") == "ssh X@retro.example"


def test_the_code_has_its_quiet_zone_and_keeps_every_module() -> None:
    square = modules("ssh://K7QX2M9P@192.168.1.20:2222")
    assert len(square) == 37
    assert not any(any(square[row]) or any(square[-1 - row]) for row in range(4))
    assert not any(any(row[:4]) or any(row[-4:]) for row in square)
    lines = half_blocks(square)
    assert len(lines) == 19
    read = [
        tuple(sign in upper_or_lower for sign in line)
        for line in lines
        for upper_or_lower in ("▀█", "▄█")
    ]
    assert tuple(read[:37]) == square


async def test_beginning_opens_the_door_and_invites(tmp_path: Path) -> None:
    door = Doorway()
    wish = replace(BEGUN, listen="127.0.0.1", port=2022, advertise="retro.local")
    async with house(tmp_path) as found, stage(found, wish, entrance=door) as shown:
        await shown.press("ctrl+s")
        assert door.asked == [("127.0.0.1", 2022, "retro.local")]
        assert shown.at(InvitationScreen)
        seat = shown.app.seat
        assert seat is not None
        assert seat.shared
        codes = seat.room.codes
        assert codes is not None
        assert f"ssh {codes.participant}@192.168.1.20 -p 2222" in shown.text
        assert FINGERPRINT[:30] in shown.text
        for other in (codes.observer, codes.facilitator):
            assert other not in shown.terminal.sent
        assert shown.app.screen.query_one(QrCode).display
        assert "1 of 1 here" in shown.text
        async with guest(found, codes.participant, "Bo", entrance=door):
            await shown.shows("● Bo")
        await shown.shows("○ Bo")
        await shown.press("enter")
        assert shown.at(PhaseScreen)
        await shown.press("i")
        assert shown.at(InvitationScreen)


async def test_a_door_that_does_not_open_stops_nobody(tmp_path: Path) -> None:
    door = Doorway("Port 2222 is taken by another program: choose one with --port.")
    async with house(tmp_path) as found, stage(found, BEGUN, entrance=door) as shown:
        await shown.press("ctrl+s")
        assert shown.session.writing is Writing.APART
        assert "Port 2222 is taken" in " ".join(shown.text.split())
        assert not shown.app.screen.query(QrCode)
        door.closed_because = ""
        await shown.press("t")
        await shown.shows("@192.168.1.20 -p 2222")
        await shown.press("enter")
        assert shown.app.seat is not None
        assert shown.app.seat.invitation is not None


async def test_other_codes_are_asked_for_and_renewed(tmp_path: Path) -> None:
    door = Doorway()
    async with house(tmp_path) as found, stage(found, BEGUN, entrance=door) as shown:
        await shown.press("ctrl+s", "c")
        codes = shown.room.codes
        assert codes is not None
        assert "Show the other codes on this screen?" in shown.text
        await shown.press("n")
        assert not shown.at(CodesScreen)
        await shown.press("c", "y")
        assert codes.observer in shown.text
        assert codes.facilitator in shown.text
        await shown.press("esc", "r", "n")
        assert shown.room.codes == codes
        await shown.press("r", "y")
        new = shown.room.codes
        assert new is not None
        assert new.participant != codes.participant
        assert new.participant in shown.text
        assert codes.participant not in shown.text
        assert found.lobby.admit(codes.participant) is None


async def test_a_guest_sees_the_line_and_no_other_code(tmp_path: Path) -> None:
    door = Doorway()
    async with house(tmp_path) as found, stage(found, BEGUN, entrance=door) as host:
        await host.press("ctrl+s", "enter")
        codes = host.room.codes
        assert codes is not None
        async with guest(found, codes.participant, "Bo", entrance=door) as shown:
            await shown.press("i")
            assert f"ssh {codes.participant}@" in shown.text
            await shown.press("c", "r", "y")
            assert host.room.codes == codes
            for other in (codes.observer, codes.facilitator):
                assert other not in shown.terminal.sent


async def invited(folder: Path, capabilities: Capabilities, size: tuple[int, int]) -> bool:
    """Whether the code is shown; the line always is."""
    door = Doorway()
    async with (
        house(folder) as found,
        stage(found, BEGUN, entrance=door, capabilities=capabilities, size=size) as shown,
    ):
        await shown.press("ctrl+s")
        codes = shown.room.codes
        assert codes is not None
        assert f"{codes.participant}@192.168.1.20 -p 2222" in shown.text
        found_codes = [code for code in shown.app.screen.query(QrCode) if code.display]
        if found_codes:
            code = found_codes[0]
            assert code.size == code.needs()
            assert shown.app.screen.region.contains_region(code.region)
            cells = [
                shown.terminal._screen.buffer[y][x]
                for y in range(code.region.y, code.region.bottom)
                for x in range(code.region.x, code.region.right)
            ]
            assert {(cell.fg, cell.bg) for cell in cells} == {("000000", "ffffff")}
        return bool(found_codes)


async def test_the_code_is_whole_or_not_there(tmp_path: Path) -> None:
    light = replace(TRUE_COLOUR, dark=False)
    assert await invited(tmp_path / "1", TRUE_COLOUR, (120, 40))
    assert await invited(tmp_path / "2", light, (80, 24))
    assert not await invited(tmp_path / "3", TRUE_COLOUR, (45, 20))
    assert not await invited(tmp_path / "4", MONOCHROME, (120, 40))


async def test_the_phase_goes_on_and_the_invitation_goes(tmp_path: Path) -> None:
    door = Doorway()
    async with house(tmp_path) as found, stage(found, BEGUN, entrance=door) as shown:
        await shown.press("ctrl+s")
        from retro.session.commands import Advance

        room = shown.room
        await room.submit(Advance(shown.session.phase.key), room.facilitator)
        await until(lambda: not shown.at(InvitationScreen))


async def test_privacy_is_a_key_away(tmp_path: Path) -> None:
    async with house(tmp_path) as found, stage(found, BEGUN, entrance=Doorway()) as shown:
        await shown.press("ctrl+s", "enter", "y")
        assert shown.at(PrivacyScreen)
        assert "What is kept" in shown.text
        assert "r-" not in shown.text
        await shown.press("esc")
        assert shown.at(PhaseScreen)


async def test_new_codes_and_a_lock_are_seen_behind_the_invitation(tmp_path: Path) -> None:
    door = Doorway()
    async with house(tmp_path) as found, stage(found, BEGUN, entrance=door) as shown:
        await shown.press("ctrl+s", "enter")
        before, host = shown.room.codes, shown.room.facilitator
        assert before is not None
        await shown.room.renew_codes(host)
        codes = shown.room.codes
        assert codes is not None
        await shown.shows(codes.participant)
        assert before.participant not in shown.text
        await shown.room.submit(Lock(True), host)
        await settled(shown.app)
        assert codes.participant not in shown.text
        assert shown.lines[0].endswith("locked")
        await shown.press("i")
        assert "This session is locked: nobody new comes in." in shown.text
        assert codes.participant not in shown.text
        assert not shown.app.screen.query(QrCode)
        await shown.room.submit(Lock(False), host)
        await shown.shows(codes.participant)


async def test_a_name_and_its_sign_stand_on_one_line(tmp_path: Path) -> None:
    names = tuple(f"Person {number} Surname" for number in range(12))
    async with (
        house(tmp_path) as found,
        stage(found, replace(BEGUN, people=names), entrance=Doorway()) as shown,
    ):
        await shown.press("ctrl+s")
        seen = [line for line in shown.lines if "Surname" in line]
        assert len(seen) > 2
        for shown_line in shown.lines:
            assert not shown_line.endswith("○")
            assert shown_line.count("○") == shown_line.count("Surname")
