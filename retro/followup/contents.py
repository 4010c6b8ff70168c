"""What a text says of actions and lessons, as plain values with the lines that they stand on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

#: As `retro.followup.record` stores it: a text, a term, an ISO date or None, or whether.
Plain: TypeAlias = str | bool | None


def translate(sentence: str) -> str:
    """Mark a sentence for the catalogues; whoever shows it looks it up."""
    return sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One action or lesson. `id` is the start of its uid as it was written, empty for a new one.

    `fields` holds what the text says of it; a field that it does not speak of is not there.
    `place` has what stands over a lesson: its label, and the headings from the nearest one up.
    """

    line: int
    id: str
    fields: Mapping[str, Plain]
    place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a line that a person should know.

    `sentence` has `{names}` to fill in from `values`, so that whoever shows it can translate it.
    """

    line: int
    sentence: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a text says: of which session, and of its actions, earlier ones and lessons.

    With a fault the text must not be used: a part of it may say something else than was meant.
    What is passed over is only told, and not even that where minutes that nobody edited have it.
    """

    session: str
    actions: tuple[Entry, ...]
    earlier: tuple[Entry, ...]
    lessons: tuple[Entry, ...]
    faults: tuple[Remark, ...]
    passed_over: tuple[Remark, ...]
