"""What the two ends of the local socket say to each other.

A frame is one byte that says its kind, four bytes of length (network order) and that many bytes.
The client begins with PING or HELLO; HELLO is answered by WELCOME or by FAREWELL. From then on
INPUT and RESIZE go one way, OUTPUT the other, and FAREWELL ends it. HELLO and FAREWELL keep their
kind and shape in every version, so that two versions can at least tell each other to part.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from struct import Struct
from typing import Any, Final

VERSION: Final = 1

HELLO: Final = b"H"
PING: Final = b"P"
INPUT: Final = b"I"
RESIZE: Final = b"R"
PONG: Final = b"Q"
WELCOME: Final = b"W"
OUTPUT: Final = b"O"
FAREWELL: Final = b"F"

#: The most bytes that a frame of each kind may hold.
FROM_CLIENT: Final[Mapping[bytes, int]] = {HELLO: 65536, PING: 0, INPUT: 65536, RESIZE: 8}
FROM_SERVER: Final[Mapping[bytes, int]] = {
    PONG: 0,
    WELCOME: 4096,
    OUTPUT: 65536,
    FAREWELL: 65536,
}

#: What of a person's environment says something about their terminal or language.
VARIABLES: Final = (
    "COLORFGBG",
    "COLORTERM",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LC_TERMINAL",
    "NO_COLOR",
    "TERM_PROGRAM",
)

_HEADER: Final = Struct("!cI")
_SIZE: Final = Struct("!II")
_LONGEST_VALUE: Final = 4000
_MOST_VALUES: Final = 64


class Garbled(Exception):
    """The other side does not speak this protocol. `str()` says what was wrong."""


class OtherVersion(Garbled):
    """The other side speaks another version of this protocol."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Who attaches, and what for.

    `size` is columns and rows. `environment` holds those of `VARIABLES` that are set. `wish` is
    what the person typed, such as `start` or `attach`, and `options` what came with it; the door
    hands both on and judges neither. `language` is that of the screen, or empty.
    """

    term: str
    environment: Mapping[str, str]
    size: tuple[int, int]
    wish: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """One frame."""
    return _HEADER.pack(kind, len(payload)) + payload


def output_frames(data: bytes) -> bytes:
    """As many OUTPUT frames as `data` takes."""
    most = FROM_SERVER[OUTPUT]
    return b"".join(
        frame(OUTPUT, data[start : start + most]) for start in range(0, len(data), most)
    )


def hello_frame(hello: Hello) -> bytes:
    """The first frame of a client."""
    return frame(HELLO, _json({"version": VERSION, **asdict(hello)}))


def read_hello(payload: bytes) -> Hello:
    """What a client said first. Raises Garbled, or OtherVersion."""
    document = _object(payload)
    if document.get("version") != VERSION:
        raise OtherVersion(f"version {document.get('version')!r:.20}")
    size = document.get("size")
    if not (isinstance(size, list) and len(size) == 2 and all(type(n) is int for n in size)):
        raise Garbled("a size that is none")
    return Hello(
        term=_text(document.get("term")),
        environment=_texts(document.get("environment")),
        size=(size[0], size[1]),
        wish=_text(document.get("wish")),
        options=_texts(document.get("options")),
        language=_text(document.get("language")),
    )


def resize_frame(columns: int, rows: int) -> bytes:
    """The terminal has another size."""
    return frame(RESIZE, _SIZE.pack(columns, rows))


def read_resize(payload: bytes) -> tuple[int, int]:
    """Columns and rows. Raises Garbled."""
    if len(payload) != _SIZE.size:
        raise Garbled("a size that is none")
    columns, rows = _SIZE.unpack(payload)
    return columns, rows


def welcome_frame(restore: str) -> bytes:
    """The server shows a screen from here; `restore` gives the terminal back if it dies."""
    return frame(WELCOME, _json({"restore": restore}))


def read_welcome(payload: bytes) -> str:
    """The text that restores the terminal. Raises Garbled."""
    return _text(_object(payload).get("restore"))


def farewell_frame(text: str, status: int) -> bytes:
    """The end: what to write to the terminal as it is, and the exit status."""
    return frame(FAREWELL, _json({"text": text, "status": status}))


def read_farewell(payload: bytes) -> tuple[str, int]:
    """Text and exit status. Raises Garbled."""
    document = _object(payload)
    status = document.get("status")
    return _text(document.get("text")), status if type(status) is int else 1


class Frames:
    """Cuts a stream of bytes into frames."""

    def __init__(self, limits: Mapping[bytes, int]) -> None:
        self._limits = limits
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The kind and payload of every frame that is whole now.

        Raises Garbled for an unknown kind or one that is too long, before taking its bytes.
        """
        self._buffer += data
        while len(self._buffer) >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._buffer)
            most = self._limits.get(kind)
            if most is None:
                raise Garbled("an unknown kind of frame")
            if length > most:
                raise Garbled("a frame that is too long")
            end = _HEADER.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[_HEADER.size : end])
            del self._buffer[:end]
            yield kind, payload


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document).encode("ascii")


def _object(payload: bytes) -> dict[str, Any]:
    try:
        document = json.loads(payload)
    except (ValueError, RecursionError):
        raise Garbled("no JSON") from None
    if not isinstance(document, dict):
        raise Garbled("no object")
    return document


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_VALUE:
        raise Garbled("a text that is none")
    return value


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > _MOST_VALUES:
        raise Garbled("texts that are none")
    return {_text(name): _text(text) for name, text in value.items()}
