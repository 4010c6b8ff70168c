"""The journal: checksummed lines that are appended and synced before a change counts.

The first line is the header, every other one a group commit::

    crc32hex SP {"journal":1,"base":17,"db":"...","schema":1}
    crc32hex SP {"n":18,"t":[[["cards",17,{...}],["votes",5,null]],[...]]}

``n`` is the sequence of the first transaction in the line. One line a group commit means that a
torn batch is always one bad last line. JSON escapes line ends, so a line never holds one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from retro.store.protocol import JSON, Change, Tables, Transaction
from retro.store.snapshot import HEADER_TABLE, LARGEST_ID

FORMAT = 1
_encoder = json.JSONEncoder(allow_nan=False, separators=(",", ":"))


class Broken(Exception):
    """The journal is damaged where no crash can damage it; the text says where."""


@dataclass(frozen=True)
class Encoded:
    """A transaction ready for the journal: its text, and the changes as a replay would see them."""

    text: bytes
    changes: tuple[Change, ...]


@dataclass
class Scan:
    """What a journal holds. ``tail`` is a bad last line, which a crash leaves behind."""

    base: int
    name: str
    schema: int
    transactions: list[Transaction] = field(default_factory=list)
    tail: bytes = b""
    size: int = 0

    @property
    def seq(self) -> int:
        """The last sequence in it."""
        return self.transactions[-1][0] if self.transactions else self.base

    @property
    def tail_looks_torn(self) -> bool:
        """Whether the bad last line looks like a crash and not like damage to a whole line.

        A torn write misses its end or has holes of zeros. A complete line of which only some
        byte is wrong had probably been accepted.
        """
        if b"\0" in self.tail:
            return True
        return not self.tail.endswith(b"\n") and _payload(self.tail[:-1]) is None


def encode_transaction(changes: Sequence[Change]) -> Encoded:
    """Check and encode changes. Raises ValueError or TypeError for what cannot be stored.

    The documents are decoded from the text again, so that what memory holds is what a replay
    would give, and nothing of the caller is shared.
    """
    for table, number, document in changes:
        if table == HEADER_TABLE:
            raise ValueError(f"table {HEADER_TABLE!r} belongs to the store")
        if type(number) is not int or not 0 < number <= LARGEST_ID:
            raise ValueError(f"{number!r} is not an id from 1 to {LARGEST_ID}")
        if document is not None and not isinstance(document, dict):
            raise TypeError(f"a document is a dict, not {type(document).__name__}")
    text = _encoder.encode(list(changes))
    return Encoded(text.encode("ascii"), _changes(json.loads(text)))


def encode_header(base: int, name: str, schema: int) -> bytes:
    """The first line."""
    fields = {"journal": FORMAT, "base": base, "db": name, "schema": schema}
    return _line(_encoder.encode(fields).encode("ascii"))


def encode_record(first: int, transactions: Iterable[Encoded]) -> bytes:
    """One line for the transactions that are synced together."""
    texts = b",".join(transaction.text for transaction in transactions)
    return _line(b'{"n":%d,"t":[%s]}' % (first, texts))


def scan(content: bytes) -> Scan:
    """Read a journal. Raises Broken when anything but its last line is bad.

    A crash can only hurt the last line: each one is synced before the next is written. So a bad
    line with a good one after it, or inside it, is damage, and so are two bad lines.
    """
    lines = content.split(b"\n")
    header = _payload(lines[0]) if len(lines) > 1 else None
    if header is None or header.get("journal") != FORMAT:
        raise Broken("its first line is bad")
    found = Scan(base=header["base"], name=header["db"], schema=header["schema"])
    found.size = len(lines[0]) + 1
    for place, line in enumerate(lines[1:], start=1):
        last = place == len(lines) - 1
        if last and not line:
            break
        fields = None if last else _payload(line)
        if fields is None:
            found.tail = content[found.size :]
            _refuse_damage(found, lines[place:])
            break
        if fields["n"] != found.seq + 1:
            raise Broken(f"sequence {fields['n']} follows {found.seq}")
        for number, changes in enumerate(fields["t"], start=fields["n"]):
            found.transactions.append((number, _changes(changes)))
        found.size += len(line) + 1
    return found


def scan_more(found: Scan, content: bytes) -> Scan:
    """Read the lines that were appended after an earlier scan. Raises Broken."""
    header = encode_header(found.seq, found.name, found.schema)
    more = scan(header + content)
    more.size += found.size - len(header)
    return more


def apply(tables: Tables, changes: Iterable[Change]) -> None:
    """Put and delete documents in place."""
    for table, number, document in changes:
        if document is not None:
            tables.setdefault(table, {})[number] = document
        elif table in tables:
            tables[table].pop(number, None)


def _line(payload: bytes) -> bytes:
    return b"%08x %s\n" % (crc32(payload), payload)


def _payload(line: bytes) -> dict[str, Any] | None:
    payload = line[9:]
    if line[:9] != b"%08x " % crc32(payload):
        return None
    fields: JSON = json.loads(payload)
    return fields if isinstance(fields, dict) else None


def _changes(raw: list[list[Any]]) -> tuple[Change, ...]:
    return tuple((table, number, document) for table, number, document in raw)


def _refuse_damage(found: Scan, bad: list[bytes]) -> None:
    """Raise Broken when bad lines at the end are more than one torn write."""
    rest = bad[1:-1] if bad[-1] == b"" else bad[1:]
    if rest:
        raise Broken(f"the line after sequence {found.seq} is bad and more lines follow")
    for match in re.finditer(rb"[0-9a-f]{8} \{", bad[0][1:]):
        if _payload(bad[0][match.start() + 1 :]) is not None:
            raise Broken(f"the line after sequence {found.seq} runs into a good one")
