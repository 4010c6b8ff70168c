"""Many Textual apps in one process, each on its own `Terminal`."""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from rich.console import RenderableType
from textual.app import SystemCommand
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen

from retro.terminal.colour import colour_filter, to_true_colour
from retro.terminal.driver import InputDropped, driver_for
from retro.terminal.outgoing import printable_filter
from retro.terminal.protocol import Capabilities, ColourDepth, TellsWayBack, Terminal
from retro.terminal.textual_internals import Result, TamedApp, cancel_pumps

log = logging.getLogger("retro.terminal")

PATIENCE = 5.0
"""Seconds an app has to end by itself, then its widgets, then its task."""

APOLOGY = "This screen met a fault and was closed; connect again to go on."


class HostedApp(TamedApp[Result]):
    """An app for somebody's terminal, on a server that shows others to others.

    Subclass it as you would `textual.app.App`, and show it with `host`. Without a terminal, as in
    `run_test`, it draws in true colour.
    """

    apology: ClassVar[str] = APOLOGY
    """What a person reads when a fault ended their screen. The traceback goes to the log."""

    too_much_input: ClassVar[str] = "That was too much at once; the end of it was left out."
    """What a person reads when what they typed or pasted was cut."""

    def __init__(self, **options: Any) -> None:
        """Make an app; takes the keywords of `textual.app.App`."""
        super().__init__(**options)
        self.terminal: Terminal | None = None
        self.farewell = ""
        # Every frame of an animation travels to the person, and a blind person's reader speaks it.
        self.animation_level = "none"

    @property
    def capabilities(self) -> Capabilities:
        """What the person's terminal can show."""
        return Capabilities() if self.terminal is None else self.terminal.capabilities

    def attach(self, terminal: Terminal) -> None:
        """Draw on this terminal. `host` calls it before the app runs."""
        self.terminal = terminal
        if isinstance(terminal, TellsWayBack):
            terminal.on_parting(self.way_back)
        self.is_hosted = True
        self.driver_class = driver_for(terminal)
        depth = terminal.capabilities.colour
        self.no_color = depth is ColourDepth.NONE
        self.outgoing = [printable_filter(unicode=terminal.capabilities.unicode)]
        if depth is not ColourDepth.TRUE:
            self.outgoing.append(colour_filter(depth))

    def refresh_all(self) -> None:
        """Send a whole frame again, for a terminal whose screen was disturbed."""
        self.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Choose filters by the person's terminal, not by the server's environment.

        Textual turns named colours and dim text into true colour. Where that would be undone
        again, the terminal's own 16 colours and its dim text are nearer to what was meant.
        """
        if self.capabilities.colour in {ColourDepth.STANDARD, ColourDepth.NONE}:
            return []
        return [] if self.native_ansi_color else [to_true_colour(self.ansi_theme)]

    def exit(
        self,
        result: Result | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """End the app. A hosted app says `message` as one plain line when its screen is gone."""
        if self.is_hosted:
            self.farewell = "" if message is None else str(message)
            message = None
        super().exit(result, return_code, message)

    def way_back(self) -> str:
        """What to add to the last line where the server stops: how this person comes back."""
        return ""

    def failed(self, error: Exception) -> None:
        """Prepare to apologise."""
        self.farewell = self.apology

    def panic(self, *renderables: RenderableType) -> None:
        """End with an apology; what was to be shown goes to the log."""
        if not self.is_hosted:
            super().panic(*renderables)
            return
        log.error("an app gave up: %s", [str(renderable) for renderable in renderables])
        self.exit(return_code=1, message=self.apology)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a short message; unlike Textual's, without markup unless asked for."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer Textual's own commands except the one that writes on the server's disk."""
        for command in super().get_system_commands(screen):
            if command.title != "Screenshot":
                yield command

    def save_screenshot(
        self,
        filename: str | None = None,
        path: str | None = None,
        time_format: str | None = None,
    ) -> str:
        """Save a screenshot; not of a hosted app, for the disk is the server's.

        Raises:
            PermissionError: When the app is hosted.
        """
        if self.is_hosted:
            raise PermissionError("a hosted app saves nothing on the server")
        return super().save_screenshot(filename, path, time_format)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Show the address for the person to open: the browser here is the server's."""
        if self.is_hosted:
            self.notify(url)
        else:
            super().open_url(url, new_tab=new_tab)

    def on_input_dropped(self, _message: InputDropped) -> None:
        """Tell that input was cut."""
        self.notify(self.too_much_input, severity="warning")


async def host(make_app: Callable[[], HostedApp[Any]], terminal: Terminal) -> int:
    """Show an app on a terminal until it ends, then give the terminal back.

    The app is made and run in a context of its own, so that it finds itself and no other app,
    whoever calls this. It ends by itself, when the other side goes away, or when this is
    cancelled; one that does not end in time is cancelled.

    Args:
        make_app: Makes the app; called once.
        terminal: What a door accepted. Closed in every case.

    Returns:
        The app's exit status: 0, what it gave to `exit`, or 1 after a fault.
    """
    context = contextvars.Context()
    try:
        app = context.run(make_app)
        context.run(app.attach, terminal)
    except Exception:
        log.exception("an app could not be made")
        terminal.close(APOLOGY, 1)
        return 1
    running = asyncio.get_running_loop().create_task(
        app.run_async(size=terminal.size), name="hosted app", context=context
    )
    try:
        try:
            await _until_done_or_gone(running, terminal)
        finally:
            await _end(app, running, context)
    finally:
        status = _status(app, running)
        terminal.on_close(_ignore)
        terminal.close(app.farewell, status)
    return status


async def _until_done_or_gone(running: asyncio.Task[Any], terminal: Terminal) -> None:
    gone = asyncio.Event()
    terminal.on_close(gone.set)
    leaving = asyncio.create_task(gone.wait(), name="other side goes away")
    try:
        await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()


async def _end(
    app: HostedApp[Any], running: asyncio.Task[Any], context: contextvars.Context
) -> None:
    """Have an app end: ask it, then cancel its widgets, then its task."""
    if running.done():
        return
    for press in (app.exit, lambda: cancel_pumps(app), running.cancel):
        context.run(press)
        await asyncio.wait({running}, timeout=PATIENCE)
        if running.done():
            return
    log.error("an app did not end and is left alone")


def _status(app: HostedApp[Any], running: asyncio.Task[Any]) -> int:
    if not running.done() or running.cancelled():
        return 1
    if (error := running.exception()) is not None:
        log.error("an app failed while it ended", exc_info=error)
        app.farewell = app.apology
        return 1
    return app.return_code or 0


def _ignore() -> None:
    """Hear that the other side went away after the end."""
