"""`retro serve`: the process that holds the live sessions of a data folder, and lets people in."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retro.cli.entrance import entrance_options, with_entrance
from retro.cli.errors import Failure
from retro.cli.place import Place, going_on, with_place

if TYPE_CHECKING:
    from retro.doors.arrival import Arrival
    from retro.doors.server import MakeApp, Show
    from retro.doors.ssh.settings import SshSettings
    from retro.live.lobby import Lobby
    from retro.terminal.hosting import HostedApp
    from retro.terminal.protocol import Terminal
    from retro.ui.entrance import Entrance
    from retro.ui.wish import Wish


@click.command()
@with_entrance
@click.option(
    "--authorized-keys",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Let whoever has a key in this file see the team's sessions, as lobby@HOST.",
)
@with_place
def serve(
    place: Place,
    port: int | None,
    listen: str | None,
    advertise: str | None,
    authorized_keys: Path | None,
) -> int:
    """Let a team's sessions be joined all the time.

    Says on one line how people come in, and stays until Ctrl+C or SIGTERM. `retro start` and
    `retro attach` on this computer use it; without it they start a server of their own that ends
    with the session. SIGHUP reads the keys again.

    \b
    Examples:
      retro serve
      retro serve --port 2222 --advertise retro.example.org --authorized-keys team.keys
    """
    import asyncio
    from functools import partial

    from retro.cli.remote import answer
    from retro.doors.server import STOPPED, STOPPED_FOR_GUESTS
    from retro.doors.server import serve as serve_folder

    given = entrance_options(port, listen, advertise, place.words)
    return asyncio.run(
        serve_folder(
            place.folder,
            _show(place),
            templates=place.templates,
            stopped=going_on(place.folder, place.words(STOPPED)),
            stopped_for_guests=place.words(STOPPED_FOR_GUESTS),
            ssh=_settings(given, authorized_keys),
            answer=partial(answer, place),
            ready=partial(_say_how, place),
        )
    )


def _settings(given: dict[str, str], authorized_keys: Path | None) -> "SshSettings | None":
    """How the SSH door opens; None where the server was started for one terminal, and waits."""
    from retro.doors.ssh.settings import SshSettings
    from retro.doors.starting import VARIABLE

    if VARIABLE in os.environ:
        return None
    settings = SshSettings()
    return SshSettings(
        listen=given.get("listen", settings.listen),
        port=int(given.get("port", settings.port)),
        advertise=given.get("advertise", ""),
        authorized_keys=authorized_keys.absolute() if authorized_keys else None,
        asked=frozenset(given),
    )


async def _say_how(place: Place, lobby: "Lobby", entrance: "Entrance") -> None:
    """The one line that says that all is well; nothing where nobody can come in yet."""
    invitation = entrance.invitation
    if invitation is None:
        return
    from retro.cli.output import finish, say, shown

    # Where nobody listens any more, people may still come in.
    with suppress(Failure, BrokenPipeError):
        say(
            place.words(
                "Serving {folder}. Join with: {line} (key {fingerprint}). Stop with Ctrl+C.",
                folder=shown(str(place.folder)),
                line=invitation.line("CODE"),
                fingerprint=invitation.fingerprint,
            )
        )
        finish()


def _show(place: Place) -> "Show":
    """What is shown at a terminal: an app, or the answer to a question."""
    from retro.cli import asking
    from retro.doors.server import hosted

    app = hosted(_make_app(place))

    async def show(
        lobby: "Lobby", terminal: "Terminal", arrival: "Arrival", entrance: "Entrance"
    ) -> int:
        if arrival.guest is None and arrival.wish == asking.WISH:
            return await _answered(place, lobby, terminal, arrival)
        return await app(lobby, terminal, arrival, entrance)

    return show


def _make_app(place: Place) -> "MakeApp":
    from dataclasses import replace

    from retro.formats.catalogue import Catalogue
    from retro.ui.app import RetroApp

    templates = place.templates

    def make_app(
        lobby: "Lobby", terminal: "Terminal", arrival: "Arrival", entrance: "Entrance"
    ) -> "HostedApp[Any]":
        # Read anew for each screen, so that a format that was just mended is the one shown.
        wish = _wish(arrival, arrival.language or place.language)
        wish = replace(wish, speaks=arrival.language)
        if arrival.guest is None:
            wish = replace(wish, attach=going_on(place.folder))
        return RetroApp(lobby, Catalogue(templates), wish, entrance)

    return make_app


def _wish(arrival: "Arrival", language: str) -> "Wish":
    """What somebody came for, from what their door says of them."""
    from dataclasses import replace

    from retro.cli.joining import LOBBY, WISH
    from retro.ui.invitation import Passage
    from retro.ui.wish import Wish

    if arrival.guest is not None:
        guest = arrival.guest
        # Who has neither is asked for a code, and gets nowhere without one.
        return Wish(
            language=language,
            admission=guest.admission,
            member=guest.member,
            is_guest=True,
            asks_code=guest.admission is None and not guest.member,
        )
    if arrival.wish == WISH:
        # They may have come from elsewhere: a code gets them in, and no other option counts but
        # for what their way back reads.
        code = arrival.options.get("code", "")
        passage = Passage.read(arrival.options.get("passage", ""))
        return Wish(language=language, is_guest=True, asks_code=True, code=code, passage=passage)
    wish = Wish.read(arrival.options, language)
    return replace(wish, member=True) if arrival.wish == LOBBY else wish


async def _answered(place: Place, lobby: "Lobby", terminal: "Terminal", arrival: "Arrival") -> int:
    """Answer `retro.cli.asking.ask`; returns the exit status."""
    import json

    from retro.cli.remote import Answer, answer
    from retro.doors.arrival import Guest

    language = arrival.language or place.language
    admission = lobby.admit(arrival.options.get("code", ""))
    if admission is None:
        sentence = place.words("No session here has that code: ask for a new one.")
        said = Answer(1, "", f"{sentence}\n")
    else:
        guest = Guest(admission, False, 0, port=0)
        said = await answer(place, lobby, guest, arrival.options.get("command", ""), language)
    terminal.write(json.dumps({"out": said.out, "err": said.err}))
    return said.status
