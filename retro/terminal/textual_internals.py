"""Everything of Textual that is private and that hosting many apps in one process needs.

Checked against Textual 8.2.8, the version that `pyproject.toml` holds. Each use says which name
it touches and why the public side does not do; tests/terminal has a test for each that fails
without it. Nothing else in this program uses a name of Textual that begins with an underscore.
"""

from __future__ import annotations

import asyncio
import io
import logging
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

from rich.console import Console
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.color import Color
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from retro.terminal.patches import Drawn, Patch, take

__all__ = ["SYNC_END", "SYNC_START", "KeyParser", "TamedApp", "hold_frames", "release_frames"]

CHECKED_VERSION = "8.2.8"

log = logging.getLogger("retro.terminal")

Result = TypeVar("Result")

_BLACK = Color(0, 0, 0)

# How a control sequence (CSI, ECMA-48) may go on: parameters, intermediates and a final character;
# the old mouse reports of xterm and the function keys of the Linux console are longer.
_CONTROL_SEQUENCE = re.compile(r"\x1b\[(?:[0-?]*[ -/]*[@-~]?|M.{1,3}|\[[A-E])", re.DOTALL)

# Two keys in one burst or one key: what xterm, the Linux console and the Terminal of macOS send
# for Alt and backspace, for Shift and tab, and for Option and the left or right arrow.
_KEYS_OF_TWO = frozenset({"\x1b\x7f", "\x1b\t", "\x1bb", "\x1bf"})

_LONGEST_SEQUENCE = 32  # after which Textual's parser takes all of it for keys


class KeyParser(XTermParser):
    """Textual's parser for what a terminal sends, with Escape a key of its own.

    Textual takes Escape and what follows in the same burst for Alt and a key, or types a
    circumflex for the Escape. Here they are two keys: over a slow line, and from a fast typist,
    they come in one read, and nothing is bound to Alt. A control sequence that nobody knows is
    left out; Textual types it.

    Private: the module `textual._xterm_parser`; of the parser itself `_awaiting`, which tells that
    it is inside a sequence, and `_timeout_time`, by which it is told that the sequence is over.
    There is no public parser, and a driver needs one.
    """

    def __init__(self) -> None:
        """Make a parser that is inside no sequence."""
        super().__init__()
        self._begun = ""  # the sequence that the parser is inside of, from its Escape on

    def feed(self, data: str) -> Iterable[Message]:
        """Give the events of `data`; nothing ends the stream, as in Textual's parser."""
        if not data:
            yield from self._end_sequence()
            yield from super().feed(data)
        for character in data:
            if self._begun and not _may_go_on(self._begun, character):
                yield from self._end_sequence()
            yield from super().feed(character)
            is_inside = self._awaiting.timeout is not None
            self._begun = self._begun + character if is_inside else ""

    def _end_sequence(self) -> Iterable[Message]:
        """Give the keys of a sequence that came to nothing, and have the parser forget it."""
        begun, self._begun = self._begun, ""
        if not begun:
            return
        self._timeout_time = 0.0
        for _key in self.tick():
            pass  # with Alt or a circumflex
        if begun.startswith("\x1b[") and begun != "\x1b[":
            return
        yield events.Key("escape", "\x1b")
        for character in begun[1:]:
            yield from super().feed(character)

    def finish(self) -> list[events.Event]:
        """End the stream: give the keys it still held, such as a lone Escape.

        The parser is of no use afterwards. To end it is needed besides, for `_parse_extended_key`
        is a cached method: the cache keeps the parser, its suspended generator keeps the last
        event, and that keeps the app. Measured: 70 of 70 closed apps stayed alive.
        """
        if self.is_eof:
            return []
        return [event for event in self.feed("") if isinstance(event, events.Event)]

    def forget_pixels(self) -> None:
        """Read mouse reports as cells.

        A size report that nobody asked for turns on reports in pixels, and one with zeros then
        has the next mouse report divide by zero, which ends the parser.
        """
        self.mouse_pixels = False


def _may_go_on(begun: str, character: str) -> bool:
    """Tell whether `character` belongs to the sequence that has `begun`."""
    sequence = begun + character
    if len(sequence) > _LONGEST_SEQUENCE:
        return False
    if begun == "\x1b":
        return character in "[O" or sequence in _KEYS_OF_TWO
    return sequence in ANSI_SEQUENCES_KEYS or _CONTROL_SEQUENCE.fullmatch(sequence) is not None


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


class Patches(CompositorUpdate):
    """Parts of lines that are drawn again: column, line, and what stands there."""

    def __init__(self, patches: Sequence[Patch]) -> None:
        """Take the parts, in the order in which they are sent."""
        self.patches = patches

    def render_segments(self, console: Console) -> str:
        """Give the sequences that draw the parts."""
        return "".join(
            [f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.patches]
        )


class ThriftyCompositor(Compositor):
    """Asks only the widgets that are seen in what changed, for only the lines that did.

    Textual asks every widget that has a part in the lines, containers beneath included, for all of
    its lines, and cuts them up. With fifty screens in one process this was half of what a card
    costs.

    Private: the module `textual._compositor`; `_dirty_regions`, `_regions_to_spans`, and
    `render_partial_update`, which is overridden.
    """

    def render_partial_update(self) -> Any:
        """Give what changed, from the front to the back, until all of it is covered."""
        regions, screen = self._dirty_regions.copy(), self.size.region
        self._dirty_regions.clear()
        crop = Region.from_union(list(regions)).intersection(screen) if regions else None
        if not crop:
            return None
        missing: dict[int, list[tuple[int, int]]] = {}
        for y, x1, x2 in self._regions_to_spans(regions):
            if 0 <= y < screen.height and x1 < screen.width:
                missing.setdefault(y, []).append((max(x1, 0), min(x2, screen.width)))
        patches: list[Patch] = []
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip).intersection(crop)
            if seen:
                take(patches, missing, widget, region, seen)
                if not missing:
                    break
        patches.sort(key=itemgetter(1, 0))
        return Patches(patches) if patches else None


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
        if self.outgoing and isinstance(renderable, LayoutUpdate | ChopsUpdate | Patches):
            renderable = _filtered(renderable, self.outgoing)
        if renderable is None:
            return
        if isinstance(renderable, Patches) and not self._batch_count:
            renderable = Patches(self.drawn.new(renderable.patches))
        else:
            self.drawn.forget()
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


def _filtered(
    update: LayoutUpdate | ChopsUpdate | Patches, filters: Sequence[LineFilter]
) -> LayoutUpdate | ChopsUpdate | Patches:
    """Give a frame, or a part of one, with every line of it filtered."""
    if isinstance(update, Patches):
        return Patches([(x, y, _through(strip, filters)) for x, y, strip in update.patches])
    if isinstance(update, LayoutUpdate):
        return LayoutUpdate(
            [[_through(strip, filters) for strip in line] for line in update.strips], update.region
        )
    drawn = {y for y, _left, _right in update.spans}
    chops = [
        _filtered_line(line, filters) if y in drawn else line for y, line in enumerate(update.chops)
    ]
    return ChopsUpdate(chops, update.spans, update.chop_ends)


def _filtered_line(
    line: Mapping[int, Strip | None], filters: Sequence[LineFilter]
) -> dict[int, Strip | None]:
    return {x: strip and _through(strip, filters) for x, strip in line.items()}


def _through(strip: Strip, filters: Iterable[LineFilter]) -> Strip:
    for line_filter in filters:
        strip = strip.apply_filter(line_filter, _BLACK)
    return strip
