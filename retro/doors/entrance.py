"""The SSH door of a server, opened when somebody first wants company."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from retro.doors.arrival import Answering, Arrival
from retro.doors.ssh.settings import SshSettings
from retro.live.doorway import Doorway, keep_doorway, last_doorway
from retro.live.lobby import Lobby
from retro.terminal.protocol import Terminal
from retro.ui.entrance import NotReachable
from retro.ui.invitation import Invitation

if TYPE_CHECKING:
    from retro.doors.server import Show
    from retro.doors.ssh.door import SshDoor


class SshEntrance:
    """See `retro.ui.entrance.Entrance`. Until it opens, nothing of SSH is loaded."""

    def __init__(
        self,
        folder: Path,
        lobby: Lobby,
        show: "Show",
        answer: Answering | None,
        settings: SshSettings | None,
        changed: asyncio.Event,
    ) -> None:
        self._folder = folder
        self._lobby = lobby
        self._show = show
        self._answer = answer
        self._settings = _as_before(folder, lobby, settings or SshSettings())
        self._changed = changed
        self._opening = asyncio.Lock()
        self._is_closed = False
        self._door: SshDoor | None = None
        self._invitation: Invitation | None = None

    @property
    def invitation(self) -> Invitation | None:
        """How others come in; None while the door is closed."""
        return self._invitation

    @property
    def visitors(self) -> int:
        """How many people are in."""
        return 0 if self._door is None else self._door.visitors

    async def open(self, listen: str = "", port: int = -1, advertise: str = "") -> Invitation:
        """Open the door if it is not open yet; what is left out is as in the settings.

        Raises NotReachable.
        """
        async with self._opening:
            if self._invitation is None:
                self._invitation = await self._open(
                    replace(
                        self._settings,
                        listen=listen or self._settings.listen,
                        port=port if port >= 0 else self._settings.port,
                        advertise=advertise or self._settings.advertise,
                    )
                )
            return self._invitation

    def reload(self) -> None:
        """Read the keys of members again. Raises NotReachable; the earlier ones stay then."""
        from retro.doors.ssh.members import KeysRefused

        if self._door is not None:
            try:
                self._door.reload()
            except KeysRefused as error:
                raise NotReachable(str(error)) from None

    async def close(self, farewell: str) -> None:
        """Give every terminal back; the door does not open again."""
        async with self._opening:
            self._is_closed = True
            if self._door is not None:
                await self._door.close(farewell)

    async def _open(self, settings: SshSettings) -> Invitation:
        from retro.doors.ssh.door import PortTaken, SshDoor
        from retro.doors.ssh.host_key import HostKeyRefused
        from retro.doors.ssh.members import KeysRefused
        from retro.doors.ssh.reachable import advertised

        if self._is_closed:
            raise NotReachable("The server is stopping: nobody can be let in any more.")
        door = SshDoor(
            self._folder, self._lobby, self._show_guest, self._answer, settings, self._changed
        )
        try:
            await door.open()
        except (HostKeyRefused, KeysRefused, PortTaken) as error:
            raise NotReachable(str(error)) from None
        self._door = door
        keep_doorway(self._folder, Doorway(settings.listen, door.port, settings.advertise))
        host = settings.advertise or advertised(settings.listen)
        return Invitation(host, door.port, door.fingerprint)

    async def _show_guest(self, terminal: Terminal, arrival: Arrival) -> int:
        return await self._show(self._lobby, terminal, arrival, self)


def _as_before(folder: Path, lobby: Lobby, settings: SshSettings) -> SshSettings:
    """Open the door where it was, for those who have a line to come back; what is asked for wins.

    Where nobody has one, how another session was joined once makes no difference.
    """
    before = last_doorway(folder) if lobby.is_awaited else None
    if before is None:
        return settings
    usual = SshSettings()
    return replace(
        settings,
        **{
            name: getattr(before, name)
            for name in ("listen", "port", "advertise")
            if name not in settings.asked and getattr(settings, name) == getattr(usual, name)
        },
    )
