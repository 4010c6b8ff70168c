"""Names: the files of one database, and keys of sessions that sort by time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retro.store.protocol import SessionKey, StoreError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: How the name of the small document ends that lies beside a session for as long as it lasts.
ASIDE = ".access"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Files:
    """The names that belong to one TinyDB file ``X.json``."""

    snapshot: Path
    quarantine: Path
    journal: Path = field(init=False)
    lock: Path = field(init=False)
    backup: Path = field(init=False)
    journal_backup: Path = field(init=False)
    sealed: Path = field(init=False)
    sealed_before: Path = field(init=False)
    aside: Path = field(init=False)

    def __post_init__(self) -> None:
        stem = self.snapshot.with_suffix("")
        for name, suffix in (
            ("journal", ".journal"),
            ("lock", ".lock"),
            ("backup", ".json.bak"),
            ("journal_backup", ".journal.bak"),
            ("sealed", ".sealed"),
            ("sealed_before", ".sealed.before"),
            ("aside", ASIDE),
        ):
            object.__setattr__(self, name, stem.with_name(stem.name + suffix))

    @property
    def folder(self) -> Path:
        """The folder that all of them are in."""
        return self.snapshot.parent

    @property
    def name(self) -> str:
        """What header and journal call this database: the file name without its suffix."""
        return self.snapshot.stem


def temporary(path: Path) -> Path:
    """Where the next content of a file is written before it is renamed."""
    return path.with_name(path.name + ".tmp")


def new_key(at: datetime, random: Callable[[int], bytes] = os.urandom) -> SessionKey:
    """A ULID: 48 bits of milliseconds and 80 random bits in Crockford's base 32.

    Source: github.com/ulid/spec. Raises ValueError for a time without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("the time of a session needs a time zone")
    milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
    number = (milliseconds << 80) | int.from_bytes(random(10), "big")
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def key_time(key: SessionKey) -> datetime:
    """The time in a key, in UTC. Raises StoreError for anything that is not a key."""
    if not is_key(key):
        raise StoreError(f"{key!r} is not the key of a session: `retro sessions` shows the keys.")
    number = 0
    for letter in key:
        number = number << 5 | _ALPHABET.index(letter)
    try:
        return _EPOCH + timedelta(milliseconds=number >> 80)
    except OverflowError:
        raise StoreError(
            f"{key!r} is not the key of a session: `retro sessions` shows the keys."
        ) from None


def session_path(folder: Path, key: SessionKey) -> Path:
    """Where a session lives: by year and month of its key, so no folder grows without end."""
    at = key_time(key)
    return folder / "sessions" / f"{at.year:04}" / f"{at.month:02}" / f"{key}.json"


def is_key(text: str) -> bool:
    """Whether a text has the form of a key."""
    return len(text) == 26 and text[0] in "01234567" and set(text) <= set(_ALPHABET)
