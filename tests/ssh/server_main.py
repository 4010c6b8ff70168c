"""A server process for tests: `python -m tests.ssh.server_main FOLDER OPTIONS`.

OPTIONS is a JSON object: `format`, `port`, `hasty` (limits in parts of a second), `limits` (any of
them), `authorized_keys`. It begins a session, or opens the one that is in the folder, and writes
one line of JSON once people can come in: `port`, `fingerprint` and the codes.
"""

import asyncio
import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import ComposeResult

import retro.ui.app
from retro.cli.place import find_place
from retro.cli.remote import answer
from retro.doors.arrival import Arrival
from retro.doors.server import hosted, serve
from retro.doors.ssh.limits import Limits
from retro.doors.ssh.settings import SshSettings
from retro.formats.catalogue import Catalogue
from retro.live.lobby import Lobby, Setup
from retro.session.model import Writing
from retro.terminal.hosting import HostedApp
from retro.terminal.protocol import Terminal
from retro.ui.app import RetroApp
from retro.ui.entrance import Entrance
from retro.ui.screens.join import JoinScreen
from retro.ui.wish import Wish

UI = Path(retro.ui.app.__file__).parent
FORMATS = Path(__file__).with_name("formats")

#: What takes minutes elsewhere.
HASTY = Limits(
    visitors=4,
    silence=0.3,
    login=2.0,
    begin=0.5,
    keepalive=0.3,
    stall=1.0,
    last_words=0.5,
    look=0.1,
)


class Boom(Exception):
    """A fault that a test puts into one screen."""


class Fragile(RetroApp):
    """The real app, in which a name typed at the entrance brings a fault."""

    # Textual looks for these beside the class.
    CSS_PATH = [UI / path for path in RetroApp.CSS_PATH]  # noqa: RUF012

    async def on_event(self, event: Any) -> None:
        """Every key comes by here."""
        if getattr(event, "key", "") == "enter" and isinstance(self.screen, JoinScreen):
            name = str(self.screen.query_one("#name").value)  # type: ignore[attr-defined]
            if name == "boom in handler":
                raise Boom
            if name == "boom in timer":
                self.set_timer(0.01, self._boom)
                return
            if name == "boom in compose":
                self.push_screen(_Broken(classes="entrance"))
                return
        await super().on_event(event)

    def _boom(self) -> None:
        raise Boom


def _broken() -> Any:
    from textual.screen import Screen

    class Broken(Screen[None]):
        def compose(self) -> ComposeResult:
            yield from self.broken()

        def broken(self) -> ComposeResult:
            raise Boom

    return Broken


_Broken = _broken()


def run(folder: Path, options: dict[str, Any]) -> int:
    """Serve until stopped."""

    async def ready(lobby: Lobby, entrance: Entrance) -> None:
        unfinished = lobby.unfinished()
        room = await (
            lobby.open(unfinished[0].key) if unfinished else lobby.create(_setup(options))
        )
        invitation, codes = entrance.invitation, room.codes
        assert invitation is not None
        assert codes is not None
        said = {
            "port": invitation.port,
            "fingerprint": invitation.fingerprint,
            "participant": codes.participant,
            "observer": codes.observer,
            "facilitator": codes.facilitator,
        }
        sys.stdout.write(f"{json.dumps(said)}\n")
        sys.stdout.flush()

    def make_app(
        lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance
    ) -> HostedApp[Any]:
        wish = Wish.read(arrival.options, arrival.language or "en")
        if (guest := arrival.guest) is not None:
            wish = replace(
                wish, admission=guest.admission, member=guest.member, is_guest=True, folder=None
            )
        return Fragile(lobby, Catalogue([FORMATS]), wish, entrance)

    keys = options.get("authorized_keys", "")
    settings = SshSettings(
        "127.0.0.1",
        options.get("port", 0),
        "127.0.0.1",
        Path(keys) if keys else None,
        limits=replace(HASTY if options.get("hasty") else Limits(), **options.get("limits", {})),
    )
    return asyncio.run(
        serve(
            folder,
            hosted(make_app),
            templates=[FORMATS],
            ssh=settings,
            answer=partial(answer, find_place(str(folder), "en", {})),
            ready=ready,
        )
    )


def _setup(options: dict[str, Any]) -> Setup:
    return Setup(
        format=options.get("format", "team"),
        language="en",
        title="Release 4.2",
        goal="Learn",
        team="Platform",
        facilitator="Noor",
        facilitator_named=True,
        writing=Writing.APART,
    )


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), json.loads(sys.argv[2])))
