"""Cuts the bytes that a terminal sends into typed pieces and pastes.

Textual's parser collects a bracketed paste as one list item a character and without a limit until
the end mark comes, and moves an escape character inside it in front of the text. So it never gets
to see a paste: pastes are cut out here, on bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retro.terminal.safety import printable

PASTE_LIMIT = 64 * 1024
"""Bytes of one paste that are kept."""

PASTE_START = b"\x1b[200~"
PASTE_END = b"\x1b[201~"

_LONGEST_SEQUENCE = 40  # Textual's parser gives up on a sequence after 32 characters
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|O)?")
_UNFINISHED_CHARACTER = re.compile(rb"[\xc2-\xdf\xe0-\xef\xf0-\xf4][\x80-\xbf]{0,2}\Z")

# Reports of movement (bit 32 of the button) that are followed by another one of the same button.
_OVERTAKEN = re.compile(
    rb"\x1b\[<(3[2-9]|[45]\d|6[0-3]);\d{1,5};\d{1,5}M(?=\x1b\[<\1;\d{1,5};\d{1,5}M)"
)


@dataclass(frozen=True, slots=True)
class Paste:
    """Pasted text, cleaned.

    Attributes:
        text: What to insert; lines end with `\\n`.
        lost: Bytes beyond the limit, left out.
    """

    text: str
    lost: int


class InputStream:
    """The incoming bytes of one terminal.

    A piece never ends inside an escape sequence: an unfinished one is held back until the rest
    comes, or until `settle` says that it stays quiet (then it was the Escape key).
    """

    def __init__(self) -> None:
        """Begin outside a paste, with nothing held back."""
        self._held = b""
        self._paste: bytearray | None = None
        self._lost = 0

    @property
    def is_pasting(self) -> bool:
        """Whether a paste has begun and not ended."""
        return self._paste is not None

    @property
    def is_waiting(self) -> bool:
        """Whether something is held back until more comes or `settle` is called."""
        return self.is_pasting or bool(self._held)

    def feed(self, data: bytes) -> list[bytes | Paste]:
        """Take what was read; give what is whole, in order: typed bytes and pastes."""
        pieces: list[bytes | Paste] = []
        data = self._held + data
        self._held = b""
        position = 0
        while position < len(data):
            mark = PASTE_START if self._paste is None else PASTE_END
            found = data.find(mark, position)
            piece = data[position : found if found >= 0 else len(data)]
            position += len(piece) + len(mark)
            if self._paste is not None:
                if found < 0:
                    self._held = _begun(piece, mark)
                self._collect(piece.removesuffix(self._held))
                if found >= 0:
                    pieces.append(self._finish_paste())
                continue
            if found < 0:
                piece, self._held = split_unfinished(piece)
            else:
                self._paste = bytearray()
            if piece:
                pieces.append(_OVERTAKEN.sub(b"", piece))
        return pieces

    def settle(self) -> list[bytes | Paste]:
        """Give what was held back, because nothing more came for a while."""
        held, self._held = self._held, b""
        if self._paste is not None:
            self._collect(held)
            return [self._finish_paste()]
        return [held] if held else []

    def _collect(self, pasted: bytes) -> None:
        assert self._paste is not None
        kept = pasted[: PASTE_LIMIT - len(self._paste)]
        self._paste += kept
        self._lost += len(pasted) - len(kept)

    def _finish_paste(self) -> Paste:
        assert self._paste is not None
        text = self._paste.decode("utf-8", "replace")
        if self._lost:
            text = text.rstrip("\ufffd")  # the limit may have cut a character
        paste = Paste(printable(text), self._lost)
        self._paste, self._lost = None, 0
        return paste


def split_unfinished(data: bytes) -> tuple[bytes, bytes]:
    """Split off an escape sequence or a UTF-8 character that `data` ends in the middle of."""
    escape = data.rfind(b"\x1b", max(0, len(data) - _LONGEST_SEQUENCE))
    if escape >= 0 and _UNFINISHED.fullmatch(data, escape):
        return data[:escape], data[escape:]
    if (match := _UNFINISHED_CHARACTER.search(data, max(0, len(data) - 3))) and not _is_whole(
        match.group()
    ):
        return data[: match.start()], data[match.start() :]
    return data, b""


def _is_whole(character: bytes) -> bool:
    """Tell whether UTF-8 bytes have the length that the first of them announces."""
    lead = character[0]
    return len(character) >= (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4)


def _begun(data: bytes, mark: bytes) -> bytes:
    """Give the longest end of `data` that begins `mark`."""
    for length in range(min(len(mark) - 1, len(data)), 0, -1):
        if data.endswith(mark[:length]):
            return mark[:length]
    return b""
