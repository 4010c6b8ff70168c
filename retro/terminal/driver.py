"""The Textual driver over a `Terminal`.

It lives in the event loop, without threads. What comes in was cut, cleaned and paced before
Textual sees it; what goes out stops while the other side does not read.
"""

from __future__ import annotations

import asyncio
import codecs
import contextvars
import logging
import re
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Literal, TextIO

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from retro.terminal.input import Paste
from retro.terminal.pacing import InputReceiver, PacedInput, PacedSizes
from retro.terminal.protocol import Terminal, clamp_size
from retro.terminal.safety import is_typable
from retro.terminal.textual_internals import (
    SYNC_END,
    SYNC_START,
    KeyParser,
    hold_frames,
    release_frames,
)

log = logging.getLogger("retro.terminal")

HIGH_WATER = 256 * 1024
"""Bytes pending above which no more frames are drawn. A frame of 120 by 40 is 35 to 75 KB."""

CLIPBOARD_LIMIT = 64 * 1024
"""Characters that go to a clipboard at once, as Base64; xterm drops more than 75,000."""

_ENTER = (
    "\x1b[?1049h"  # alternate screen
    "\x1b[?25l"  # hide the cursor
    "\x1b[?1004h"  # report focus
    "\x1b[>1u"  # kitty keyboard: tell Escape and ctrl with letters apart, no more
    "\x1b[?2026$p"  # can frames be shown at once?
    "\x1b[?2004h"  # mark pastes
    "\x1b[?7l"  # long lines do not wrap
)
_MOUSE = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"  # clicks, dragging, coordinates as numbers
_HOVER = "\x1b[?1003h"

_ALONE = frozenset({SYNC_START, SYNC_END, "\x07"})
_TO_CLIPBOARD = re.compile(r"\x1b\]52;c;[A-Za-z0-9+/=]*\x07")

# What in a frame is neither text nor one of the two sequences that frames are made of: a style,
# or a position for the cursor.
_FOREIGN = re.compile(
    r"\x1b(?!\[[0-9;]*m|\[[0-9]+;[0-9]+H)"
    "|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)


class InputDropped(Message, bubble=False):
    """More came in at once than is taken; the rest is gone."""


def driver_for(terminal: Terminal) -> type[Driver]:
    """Give a driver class for an app on this terminal, for `App.driver_class`."""

    class BoundDriver(TerminalDriver):
        """A driver that knows its terminal; Textual makes drivers without saying more."""

    BoundDriver.terminal = terminal
    return BoundDriver


class TerminalDriver(Driver):
    """Shows an app on a `Terminal`. Made by `driver_for`.

    It never restores the terminal: `Terminal.close` does so, once, and also for an app that
    could not end.
    """

    terminal: ClassVar[Terminal]

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Make a driver; Textual does, on its loop."""
        super().__init__(app, debug=debug, mouse=mouse, size=size or self.terminal.size)
        self.app = app
        self.wants_mouse = mouse and self.terminal.capabilities.mouse
        self.is_open = False
        self.catching_up: asyncio.Task[None] | None = None
        self.begun = ""
        self.parser = KeyParser()
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.sizes = PacedSizes(asyncio.get_running_loop(), self._draw_at)
        self.input = PacedInput(
            asyncio.get_running_loop(),
            InputReceiver(self._typed, self._pasted, self._fell_silent, self._dropped),
        )

    # Output

    def start_application_mode(self) -> None:
        """Take over the terminal and begin to listen."""
        terminal = self.terminal
        mouse = _MOUSE + (_HOVER if terminal.capabilities.hover else "")
        terminal.write(_ENTER + (mouse if self.wants_mouse else ""))
        self.is_open = True
        # Input is read outside any app: what Textual caches of it would keep the app alive.
        outside = contextvars.Context()
        terminal.on_resize(lambda columns, rows: outside.run(self._resized, columns, rows))
        terminal.on_input(lambda data: outside.run(self.input.receive, data))
        self._draw_at(terminal.size)

    def write(self, data: str) -> None:
        """Send what Textual drew, unless the other side does not read.

        A frame may hold text, styles and cursor positions only; the few sequences that come alone
        are let through by name.
        """
        if not self.is_open or self.catching_up is not None:
            return
        if data not in _ALONE:
            data = self._to_clipboard(data) if data.startswith("\x1b]") else without_foreign(data)
        if data == SYNC_START or self.begun:
            # What is shown at once leaves at once: three writes are three packets to encrypt.
            self.begun += data
            if data != SYNC_END:
                return
            data, self.begun = self.begun, ""
        self.terminal.write(data)
        if self.terminal.pending() > HIGH_WATER:
            hold_frames(self.app)
            self.catching_up = asyncio.create_task(self._catch_up(), name="terminal catches up")

    async def _catch_up(self) -> None:
        await self.terminal.drain()
        self.catching_up = None
        if self.is_open:
            release_frames(self.app)

    def _to_clipboard(self, command: str) -> str:
        """Give an operating system command (OSC) if it fills a clipboard that may be filled."""
        may_leave = (
            self.terminal.capabilities.clipboard
            and len(command) <= CLIPBOARD_LIMIT
            and _TO_CLIPBOARD.fullmatch(command)
        )
        return command if may_leave else ""

    # Input

    def _typed(self, data: bytes) -> None:
        text = self.decoder.decode(data)
        if not text:  # which would end the parser
            return
        try:
            for message in self.parser.feed(text):
                self.parser.forget_pixels()
                self.process_message(message)
        except (ValueError, ArithmeticError, RuntimeError, LookupError) as error:
            # Such as a kitty key of a character beyond Unicode, which ends Textual's parser.
            log.debug("input that the parser does not take: %r", error)
            self.parser = KeyParser()

    def _pasted(self, paste: Paste) -> None:
        self._fell_silent()  # a key that was pressed before the paste comes before it
        self.process_message(events.Paste(paste.text))
        if paste.lost:
            self._dropped()

    def _fell_silent(self) -> None:
        finished, self.parser = self.parser, KeyParser()
        for message in finished.finish():
            self.process_message(message)

    def _dropped(self) -> None:
        self.send_message(InputDropped())

    def _resized(self, columns: int, rows: int) -> None:
        self.sizes.offer(clamp_size(columns, rows, self.terminal.capabilities.largest))

    def _draw_at(self, columns_and_rows: tuple[int, int]) -> None:
        size = Size(*columns_and_rows)
        super().process_message(events.Resize(size, size))

    def process_message(self, message: Message) -> None:
        """Judge an event before it reaches the app, whichever door it came through.

        Sizes are clamped and slowed down, from the window or typed as a report; keys that type what
        may not be shown are left out. Text fields of Textual take a key only if Python calls its
        character printable, which it does not with joiners, spaces other than U+0020, and new
        emoji: those go as pastes.
        """
        if isinstance(message, events.Key):
            character = message.character or ""
            if not all(map(is_typable, character)):
                return
            if character > "\x7f" and not character.isprintable():
                message = events.Paste(character)
        if isinstance(message, events.Resize):
            self._resized(*message.size)
            return
        super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Hand an event to the app; this is its loop already."""
        self.app.post_message(message)

    # The end

    def disable_input(self) -> None:
        """Stop listening."""
        self.terminal.on_input(_ignore)
        self.terminal.on_resize(_ignore)
        self.input.close()
        self.sizes.close()
        self.parser.finish()

    def stop_application_mode(self) -> None:
        """Stop listening and drawing."""
        self.disable_input()
        self.is_open = False
        if self.catching_up is not None:
            self.catching_up.cancel()
            self.catching_up = None

    # What would happen on the server instead of at the person's

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing: the browser would be the server's."""
        log.warning("an app tried to open a web page on the server")

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Save nothing: the disk would be the server's."""
        log.warning("an app tried to save a file on the server")
        binary.close()


def without_foreign(frame: str) -> str:
    """Give a frame with nothing in it but text, styles and cursor positions."""
    if _FOREIGN.search(frame) is None:
        return frame
    log.warning("a frame held more than text and styles; it was left out")
    return _FOREIGN.sub("", frame)


def _ignore(*_arguments: object) -> None:
    """Hear what comes after the end."""
