"""The door opens again where it was, for those who have a line to come back."""

import asyncio
import stat
from pathlib import Path

import pytest

from retro.doors.arrival import Arrival
from retro.doors.entrance import SshEntrance
from retro.doors.ssh.settings import SshSettings
from retro.live.doorway import NAME
from retro.live.folder import lobby_of
from retro.live.lobby import Lobby
from retro.session.commands import Finish
from retro.session.rules import PROGRAM
from retro.terminal.protocol import Terminal
from retro.ui.entrance import Entrance, NotReachable
from tests.doors.ssh_server_main import SETUP


async def nothing(lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance) -> int:
    return 0


def entrance_of(folder: Path, lobby: Lobby, settings: SshSettings | None = None) -> SshEntrance:
    return SshEntrance(folder, lobby, nothing, None, settings, asyncio.Event())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "data"
    found.mkdir(mode=0o700)
    return found


async def begun(folder: Path) -> tuple[str, int]:
    """A session whose server is gone again: its key, and the port that was found."""
    async with lobby_of(folder) as lobby:
        room = await lobby.create(SETUP)
        door = entrance_of(folder, lobby)
        invitation = await door.open("127.0.0.1", 0, "kim.local")
        await door.close("")
        return room.key, invitation.port


async def test_the_same_door_opens_for_a_session_that_goes_on(folder: Path) -> None:
    _key, port = await begun(folder)
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    for settings in (None, SshSettings()):
        async with lobby_of(folder) as lobby:
            door = entrance_of(folder, lobby, settings)
            invitation = await door.open()
            assert (invitation.host, invitation.port) == ("kim.local", port)
            await door.close("")


async def test_what_is_asked_for_wins(folder: Path) -> None:
    _key, port = await begun(folder)
    async with lobby_of(folder) as lobby:
        door = entrance_of(folder, lobby)
        invitation = await door.open("", 0, "lou.local")
        assert invitation.host == "lou.local"
        assert invitation.port != port
        await door.close("")
        asked = SshSettings(port=2222, asked=frozenset({"port"}))
        assert entrance_of(folder, lobby, asked)._settings.port == 2222


async def test_after_the_end_it_is_forgotten(folder: Path) -> None:
    key, _port = await begun(folder)
    async with lobby_of(folder) as lobby:
        await (await lobby.open(key)).submit(Finish(), PROGRAM)
    async with lobby_of(folder) as lobby:
        assert entrance_of(folder, lobby)._settings == SshSettings()


async def test_a_door_that_is_taken_says_so(folder: Path) -> None:
    _key, port = await begun(folder)
    taken = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", port)
    async with taken, lobby_of(folder) as lobby:
        with pytest.raises(NotReachable, match=rf"Port {port} is in use by another program"):
            await entrance_of(folder, lobby).open()


async def test_a_damaged_file_harms_nothing(folder: Path) -> None:
    await begun(folder)
    for text in ("", "{}", '{"listen": "", "port": 70000, "advertise": ""}', "[]"):
        (folder / NAME).write_text(text)
        async with lobby_of(folder) as lobby:
            assert entrance_of(folder, lobby)._settings == SshSettings()
