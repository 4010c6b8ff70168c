"""Somebody with every file, log and export of a session, who wants to know who wrote which card.

They know who was there, in which order people came, and even in which order people wrote (which
somebody on the network can time). Each method reads an order out of the files and lays one of
these sequences of people along it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import Any, Final
from zlib import crc32

#: Below this a method did better than luck would once in ten million sessions.
LUCK: Final = 1e-7


@dataclass(frozen=True)
class Secret:
    """What happened: the cards with their writers in the order of writing, and who came when."""

    written: tuple[tuple[str, str], ...]
    """(text, writer)"""
    people: tuple[str, ...]


def artefacts(folder: Path, *exports: str) -> dict[str, str]:
    """Every file of a folder as text, and what was exported."""
    found = {
        str(path.relative_to(folder)): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return found | {f"export {number}": text for number, text in enumerate(exports)}


def orders(texts: Sequence[str], files: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Every order of the cards that the files give, with the name of how."""
    for name, content in files.items():
        places = {text: content.find(text) for text in texts}
        if all(place >= 0 for place in places.values()):
            yield f"place in {name}", sorted(texts, key=lambda text: places[text])
            yield f"last place in {name}", sorted(texts, key=content.rfind)
        for label, keyed in _by_fields(content, texts):
            yield (
                f"{label} in {name}",
                sorted(texts, key=lambda text: (keyed[text], _luck(text))),
            )


def _by_fields(content: str, texts: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field that all cards have, by which they could be sorted; also the key they lie at."""
    rows: dict[str, dict[str, Any]] = {}
    for line in [content, *content.splitlines()]:
        for key, row in _rows(_json_in(line)):
            if row.get("text") in texts:
                rows[row["text"]] = {"key": key, **row}
    if len(rows) < len(texts):
        return
    for field in set.intersection(*(set(row) for row in rows.values())) - {"text"}:
        values = {text: row[field] for text, row in rows.items()}
        if len({type(value) for value in values.values()}) == 1 and not isinstance(
            next(iter(values.values())), dict | list | type(None)
        ):
            yield f"field {field}", values


def _luck(text: str) -> int:
    """Decides where a field does not."""
    return crc32(text.encode())


def rows_of(content: str) -> Iterator[dict[str, Any]]:
    """Every JSON object in a file, however deep, also where only its lines are JSON."""
    for line in [content, *content.splitlines()]:
        yield from (row for _, row in _rows(_json_in(line)))


def _json_in(line: str) -> Any:
    """What follows the first bracket; a journal has a checksum before it."""
    start = min((place for place in (line.find("{"), line.find("[")) if place >= 0), default=-1)
    try:
        return json.loads(line[start:]) if start >= 0 else None
    except ValueError:
        return None


def _rows(value: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield key, value
        for name, inner in value.items():
            yield from _rows(inner, name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _rows(inner, f"{number:06}")


def guesses(secret: Secret) -> Iterator[tuple[str, list[str]]]:
    """Every sequence of people that an order of the cards may follow."""
    people, number = secret.people, len(secret.written)
    each = number // len(people)
    for name, order in (("came", people), ("came, backwards", people[::-1])):
        yield f"as they {name}, one after the other", [p for p in order for _ in range(each)]
        yield f"as they {name}, in turns", list(order) * each
    writers = [writer for _, writer in secret.written]
    yield "as they wrote", writers
    yield "as they wrote, backwards", writers[::-1]


@dataclass
class Tally:
    """How often each method was right, over as many sessions as were played."""

    right: dict[str, int]
    tried: dict[str, int]
    people: int

    @classmethod
    def of(cls, people: int) -> "Tally":
        """Nothing guessed yet."""
        return cls({}, {}, people)

    def add(self, secret: Secret, files: dict[str, str]) -> None:
        """Let every method guess at one session."""
        writer_of = dict(secret.written)
        for how, order in orders(list(writer_of), files):
            # Names of files and keys differ from session to session.
            how = re.sub(r"[0-9a-f]{6,}|\d{4}-\d\d-\d\d", "~", how)
            for whom, sequence in guesses(secret):
                method = f"{how}, {whom}"
                right = sum(
                    writer_of[text] == guess for text, guess in zip(order, sequence, strict=True)
                )
                self.right[method] = self.right.get(method, 0) + right
                self.tried[method] = self.tried.get(method, 0) + len(order)

    def better_than_luck(self) -> list[str]:
        """The methods that link cards to people."""
        return [
            f"{method}: {right} of {self.tried[method]}"
            for method, right in self.right.items()
            if at_least(right, self.tried[method], 1 / self.people) * len(self.right) < LUCK
        ]


def at_least(right: int, tried: int, chance: float) -> float:
    """How likely luck alone is right so often or more (the binomial distribution's tail)."""
    return sum(
        comb(tried, hits) * chance**hits * (1 - chance) ** (tried - hits)
        for hits in range(right, tried + 1)
    )
