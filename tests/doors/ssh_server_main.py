"""A server that people join: `python -m tests.doors.ssh_server_main FOLDER [board|retro] [LIMITS]`.

It begins a session in which everybody writes at their own terminal, opens the SSH door at a free
port of 127.0.0.1 and prints one line of JSON: `port`, `host`, `fingerprint`, `known_hosts` (a
line of that file), `key` (of the session), `participant`, `observer`, `facilitator` (codes).
`retro` shows the real app (the default), `board` a small one with a line to write at and no seat;
`flood` writes without end and heeds `drain`. LIMITS is JSON
such as `{"stall": 2, "keys": "FILE", "host": "0.0.0.0"}`: fields of
`retro.doors.ssh.limits.Limits`, a file of authorized keys, and where to listen.
SIGUSR1 ends the session; SIGTERM stops the server.
"""

import asyncio
import json
import signal
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from retro.cli.place import find_place
from retro.cli.remote import answer
from retro.doors.arrival import Arrival
from retro.doors.server import Show, hosted, serve
from retro.doors.ssh.host_key import host_key, known_hosts_line
from retro.doors.ssh.limits import Limits
from retro.doors.ssh.settings import SshSettings
from retro.formats.catalogue import Catalogue
from retro.live.lobby import Lobby, Setup
from retro.live.room import Room
from retro.session.commands import Finish
from retro.session.model import Writing
from retro.session.rules import PROGRAM
from retro.terminal.hosting import HostedApp
from retro.terminal.protocol import Terminal
from retro.ui.app import RetroApp
from retro.ui.entrance import Entrance
from retro.ui.wish import Wish

SETUP = Setup("aar", "en", "Release 4.2", "", "Checkout", "Noor", True, writing=Writing.APART)


def retro_app(
    lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance
) -> HostedApp[Any]:
    """The app as `retro serve` shows it."""
    wish = Wish.read(arrival.options, arrival.language or "en")
    if (guest := arrival.guest) is not None:
        wish = replace(wish, admission=guest.admission, member=guest.member, is_guest=True)
    return RetroApp(lobby, Catalogue(()), wish, entrance)


async def flood(lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance) -> int:
    """Write as much as is taken, in the way of an app: a frame, and then wait."""
    gone = asyncio.Event()
    terminal.on_close(gone.set)
    while not gone.is_set():
        terminal.write("x" * 32 * 1024)
        if terminal.pending() > 256 * 1024:
            await terminal.drain()
        await asyncio.sleep(0)
    return 0


def shown(name: str) -> Show:
    """What to show by its name."""
    if name == "retro":
        return hosted(retro_app)
    if name == "flood":
        return flood
    from tests.doors.server_main import show_of

    return show_of(name)


async def begin(lobby: Lobby) -> Room:
    """A session at the welcome, or the one that was there."""
    unfinished = lobby.unfinished()
    return await (lobby.open(unfinished[0].key) if unfinished else lobby.create(SETUP))


class Host:
    """Begins the session at the first call of `show`, which needs the lobby."""

    def __init__(self, folder: Path, settings: SshSettings) -> None:
        self.folder = folder
        self.settings = settings
        self.room: Room | None = None

    async def begin(self, lobby: Lobby, entrance: Entrance) -> None:
        """Begin, and print how to come in."""
        self.room = room = await begin(lobby)
        invitation = await entrance.open("", -1, "")
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self.finish)
        assert room.codes is not None
        line = known_hosts_line(host_key(self.folder), invitation.host, invitation.port)
        said = {
            "host": invitation.host,
            "port": invitation.port,
            "fingerprint": invitation.fingerprint,
            "known_hosts": line,
            "key": room.key,
            "participant": room.codes.participant,
            "observer": room.codes.observer,
            "facilitator": room.codes.facilitator,
        }
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()

    def finish(self) -> None:
        """End the session."""
        assert self.room is not None
        self.finishing = asyncio.ensure_future(self.room.submit(Finish(), PROGRAM))


def run(folder: str, name: str = "retro", options: str = "{}") -> int:
    """Serve until SIGTERM."""
    given = json.loads(options)
    keys, listen = given.pop("keys", None), given.pop("host", "127.0.0.1")
    settings = SshSettings(
        listen,
        given.pop("port", 0),
        authorized_keys=Path(keys) if keys else None,
        limits=Limits(**given),
    )
    host = Host(Path(folder), settings)
    place = find_place(folder, "en", {})
    return asyncio.run(
        serve(
            Path(folder),
            shown(name),
            ssh=settings,
            answer=partial(answer, place),
            ready=host.begin,
        )
    )


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
