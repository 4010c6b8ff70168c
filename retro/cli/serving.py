"""`retro serve`: the process that holds the live sessions of a data folder."""

from typing import TYPE_CHECKING, Any

import click

from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from retro.doors.local.protocol import Hello
    from retro.live.lobby import Lobby
    from retro.terminal.hosting import HostedApp
    from retro.terminal.protocol import Terminal


@click.command(hidden=True)
@with_place
def serve(place: Place) -> int:
    """Serve the sessions of a data folder.

    `retro start` and `retro attach` do this by themselves where it is needed.
    """
    import asyncio

    from retro.doors.server import STOPPED, hosted
    from retro.doors.server import serve as serve_folder
    from retro.formats.catalogue import Catalogue
    from retro.ui.app import RetroApp
    from retro.ui.wish import Wish

    templates = place.templates

    def make_app(lobby: "Lobby", terminal: "Terminal", hello: "Hello") -> "HostedApp[Any]":
        wish = Wish.read(hello.options, hello.language)
        # Read anew for each screen, so that a format that was just mended is the one shown.
        return RetroApp(lobby, Catalogue(templates), wish)

    return asyncio.run(
        serve_folder(
            place.folder, hosted(make_app), templates=templates, stopped=place.words(STOPPED)
        )
    )
