"""Textual's parser for what a terminal sends, made to hold its own among many."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

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
