"""The TinyDB file: one complete JSON document that plain TinyDB opens, with a checksum.

Table ``_retro``, document 1, is the header. Its ``sum`` is the CRC-32 of all bytes of the file
with the eight digits of the sum itself as zeros, so header and content are both covered and the
sum does not depend on how a JSON library would write the content again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import sleep
from typing import Any
from zlib import crc32

from retro.store.protocol import JSON, Document, Tables

HEADER_TABLE = "_retro"
LARGEST_ID = 2**53 - 1
_PAUSE_AFTER = 50
_ZEROS = b"00000000"
_START = b'{"_retro": {"1": {'
_encoder = json.JSONEncoder(allow_nan=False)
"""ASCII like TinyDB's own default, so that a reader's locale does not matter."""

RawTables = Mapping[str, Mapping[Any, Mapping[str, Any]]]
"""Tables in TinyDB's shape; ids may be texts, as TinyDB hands them over, or integers."""


@dataclass(frozen=True)
class Header:
    """What the file says about itself. ``saved`` is for people: nothing is decided by it."""

    schema: int
    name: str
    seq: int
    saved: str = ""

    def document(self) -> Document:
        """The header as the document of table ``_retro``, without its sum."""
        return {
            "schema": self.schema,
            "db": self.name,
            "seq": self.seq,
            "saved": self.saved,
        }


@dataclass(frozen=True)
class Snapshot:
    """A file as it was read."""

    header: Header
    tables: Tables


class Mismatch(Exception):
    """The bytes are not what was written. ``readable``: still JSON, so perhaps edited by hand."""

    def __init__(self, *, readable: bool) -> None:
        super().__init__("readable" if readable else "unreadable")
        self.readable = readable


def encode_json(value: JSON) -> str:
    """One line of strict JSON. Raises TypeError or ValueError for what JSON cannot hold."""
    return _encoder.encode(value)


def encode_snapshot(data: RawTables) -> bytes:
    """The bytes of a file, one line a document: readable, and a diff shows what changed.

    ``data`` is in TinyDB's shape, with the header in it. Documents are encoded one by one with
    pauses, because a thread that encodes keeps the event loop waiting for as long as it holds
    the interpreter's lock.
    """
    header = {**data[HEADER_TABLE]["1"], "sum": "0" * 8}
    parts = [f'{{"{HEADER_TABLE}": {{"1": {encode_json(header)}}}']
    since_pause = 0
    for table, documents in data.items():
        if table == HEADER_TABLE:
            continue
        parts.append(f",\n{encode_json(table)}: {{")
        separator = "\n"
        for number, document in documents.items():
            since_pause += 1
            if since_pause == _PAUSE_AFTER:
                since_pause = 0
                sleep(0)
            parts.append(f'{separator}"{number}": {encode_json(document)}')
            separator = ",\n"
        parts.append("}")
    parts.append("}\n")
    return with_sum("".join(parts).encode("ascii"))


def with_sum(content: bytes) -> bytes:
    """Fill in the sum of content whose header has eight zeros for it."""
    place = _place_of_sum(content)
    return b"".join((content[:place], b"%08x" % crc32(content), content[place + 8 :]))


def sum_matches(content: bytes) -> bool:
    """Whether the sum in the header is the one of these bytes."""
    try:
        place = _place_of_sum(content)
    except Mismatch:
        return False
    view = memoryview(content)
    found = crc32(view[place + 8 :], crc32(_ZEROS, crc32(view[:place])))
    return content[place : place + 8] == b"%08x" % found


def parse_snapshot(content: bytes) -> dict[str, dict[str, Any]]:
    """Read a file into TinyDB's shape. Raises Mismatch when its sum or its shape is not right."""
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        raise Mismatch(readable=False) from None
    if not sum_matches(content):
        raise Mismatch(readable=isinstance(raw, dict))
    return dict(raw)


def decode_snapshot(content: bytes) -> Snapshot:
    """Header and tables with integer ids. Raises Mismatch."""
    raw = parse_snapshot(content)
    header = raw.pop(HEADER_TABLE)["1"]
    return Snapshot(
        header=Header(header["schema"], header["db"], header["seq"], header["saved"]),
        tables={
            table: {int(number): document for number, document in documents.items()}
            for table, documents in raw.items()
        },
    )


def encode_sealed(document: Document, schema: int) -> bytes:
    """The sealed file: the document exactly as given, no sequence, no time."""
    header = encode_json({"schema": schema, "sum": "0" * 8})
    text = f'{{"_retro": {{"1": {header}}},\n"sealed": {{"1": {encode_json(document)}}}}}\n'
    return with_sum(text.encode("ascii"))


def decode_sealed(content: bytes) -> tuple[int, Document]:
    """Schema and document of a sealed file. Raises Mismatch."""
    if not sum_matches(content):
        raise Mismatch(readable=True)
    raw = json.loads(content)
    document: Document = raw["sealed"]["1"]
    return raw[HEADER_TABLE]["1"]["schema"], document


def _place_of_sum(content: bytes) -> int:
    """Where the eight digits are: in the last field of the header, which is the first table."""
    end = content.find(b"}", len(_START))
    place = end - 9
    if not content.startswith(_START) or content[place - 8 : place] != b'"sum": "':
        raise Mismatch(readable=True)
    return place
