"""Everything of Textual that is private and that hosting many apps in one process needs.

Checked against Textual 8.2.8, the version that `pyproject.toml` holds. Each use says which name
it touches and why the public side does not do; tests/terminal has a test for each that fails
without it. Nothing else in this program uses a name of Textual that begins with an underscore.
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

from rich.console import Console
from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.app import App
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget

from retro.terminal.patches import Drawn
from retro.terminal.textual_internals.drawing import (
    Patches,
    ThriftyCompositor,
    filtered,
    paint_now,
)
from retro.terminal.textual_internals.keys import KeyParser
from retro.terminal.textual_internals.styles import SharedStylesheet

__all__ = [
    "SYNC_END",
    "SYNC_START",
    "KeyParser",
    "TamedApp",
    "ThriftyCompositor",
    "hold_frames",
    "paint_now",
    "release_frames",
]

CHECKED_VERSION = "8.2.8"

log = logging.getLogger("retro.terminal")

Result = TypeVar("Result")


def hold_frames(app: App[Any]) -> None:
    """Draw nothing until `release_frames`.

    Private: `App._begin_batch`. The public `App.batch_update` is a context manager; a terminal
    that does not read is no block of code.
    """
    app._begin_batch()


def release_frames(app: App[Any]) -> None:
    """Draw again after `hold_frames`, beginning with a whole frame."""
    app._end_batch()
    app.refresh()


def cancel_pumps(app: App[Any]) -> None:
    """Cancel the tasks of an app's widgets, which wait in a handler that does not end.

    Private: `App._registry` and `MessagePump._task`. `App.exit` waits for every widget.
    """
    for node in list(app._registry):
        if node._task is not None:
            node._task.cancel()


class TamedApp(App[Result]):
    """A Textual app that knows it is one of many in its process.

    Until `is_hosted` it behaves as any app, so that `run_test` and its pilot work.
    """

    is_hosted = False
    """Whether the app is shown on somebody's terminal by `host`."""

    outgoing: Sequence[LineFilter] = ()
    """Filters on what leaves for the terminal, applied after everything else."""

    restore_task_factory: Callable[[], None] | None = None
    """Gives the event loop the task factory it had before `run_async`."""

    def __init__(self, **options: Any) -> None:
        """Make an app; takes the keywords of `textual.app.App`."""
        super().__init__(**options)
        self.console = _true_colour_console()
        self.no_color = False
        self.drawn = Drawn()
        self.stylesheet = SharedStylesheet(variables=self.get_css_variables())

    def failed(self, error: Exception) -> None:
        """Hear of an exception in a handler, after which the app ends with status 1."""

    # Private: App._capture_stdout and _capture_stderr, what sys.stdout and sys.stderr become while
    # an app runs. Two apps that end in the order they began leave sys.stdout with the dead first
    # one for ever. With the streams of the moment, the redirect changes nothing.
    if not TYPE_CHECKING:

        @property
        def _capture_stdout(self) -> TextIO:
            return sys.stdout

        @_capture_stdout.setter
        def _capture_stdout(self, stream: object) -> None:
            """Leave the stream that `App.__init__` makes unused."""

        @property
        def _capture_stderr(self) -> TextIO:
            return sys.stderr

        @_capture_stderr.setter
        def _capture_stderr(self, stream: object) -> None:
            """Leave the stream that `App.__init__` makes unused."""

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Filter a frame before it leaves.

        Private: `App._display`, `App._batch_count`, and the updates of the compositor.
        `get_line_filters` is the public way, but a widget's own `render_lines` and the style of a
        link under the mouse come after those filters.
        """
        if renderable is None:
            return
        if isinstance(renderable, Patches) and not self._batch_count:
            renderable = Patches(self.drawn.new(renderable.patches))
        else:
            self.drawn.forget()
        if self.outgoing and isinstance(renderable, LayoutUpdate | ChopsUpdate | Patches):
            renderable = filtered(renderable, self.outgoing)
        super()._display(screen, renderable)

    def _register(
        self,
        parent: DOMNode,
        *widgets: Widget,
        before: int | None = None,
        after: int | None = None,
        cache: dict[tuple[Any, ...], Any] | None = None,
    ) -> list[Widget]:
        """Give a new screen its compositor, before anything is laid out on it.

        Private: `App._register`, through which every screen goes, and `Screen._compositor`.
        """
        for widget in widgets:
            if isinstance(widget, Screen) and type(widget._compositor) is Compositor:
                widget._compositor = ThriftyCompositor()
        return super()._register(parent, *widgets, before=before, after=after, cache=cache)

    def _handle_exception(self, error: Exception) -> None:
        """Log an exception on the server and close.

        Private: `App._handle_exception`, `_return_code` and `_close_messages_no_wait`. Textual
        would print the traceback, with the values of all variables, on the server's stderr, and
        leave the person with an empty terminal.
        """
        if not self.is_hosted:
            super()._handle_exception(error)
            return
        log.error("an app failed and is closed", exc_info=error)
        self._return_code = 1
        self.failed(error)
        self._close_messages_no_wait()

    async def _broker_event(
        self, event_name: str, event: events.Event, default_namespace: DOMNode
    ) -> bool:
        """Run no action that stands in text.

        Private: `App._broker_event`. Markup such as `[@click=app.quit]x[/]` in anybody's text
        would run on a click; a binding, a button or a message does the same without that door.
        """
        return False

    async def run_async(self, **options: Any) -> Result | None:
        """Run the app, as `App.run_async`, and leave the loop's task factory as it was."""
        loop = asyncio.get_running_loop()
        self.restore_task_factory = partial(loop.set_task_factory, loop.get_task_factory())
        return await super().run_async(**options)

    async def _process_messages(self, *args: Any, **options: Any) -> None:
        """Undo the task factory that `run_async` set, before anything runs under it.

        Private: `App._process_messages`, the first that is called afterwards. From Python 3.12
        on, `run_async` makes every task of the whole loop eager and leaves it so
        (https://github.com/Textualize/textual/pull/6102); with Python 3.11 and in `run_test` it
        does not. The host decides, once, for all.
        """
        if self.restore_task_factory is not None:
            self.restore_task_factory()
        await super()._process_messages(*args, **options)


class _Nowhere(io.TextIOBase):
    """A file that forgets what is written to it."""

    def write(self, text: str, /) -> int:
        return len(text)


def _true_colour_console() -> Console:
    """Give the console that every app renders with, whatever the server's environment.

    Private: the keyword `_environ` of `rich.console.Console`, for NO_COLOR and the like of the
    server say nothing about its clients. Always true colour, since `textual.strip` caches the
    escape codes of a style on the style, which apps share: with a console of 16 colours for one
    client, the next client got 16 colours too. `retro.terminal.colour` makes other styles instead.
    """
    return Console(
        color_system="truecolor",
        file=cast("TextIO", _Nowhere()),
        markup=True,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        no_color=False,
        force_terminal=True,
        safe_box=False,
        soft_wrap=False,
        _environ={},
    )
