"""What many screens show of one session, made for the first of them.

Fifty people look at the same cards. Making the rows of a list for each of them took a third of
what it costs to show a card.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

from retro.live.room import Room
from retro.session.model import Session
from retro.ui.widgets.card_lines import Row


@dataclass(slots=True)
class _Made:
    """Rows of one state of a session."""

    session: Session
    rows: dict[Hashable, tuple[Row, ...]] = field(default_factory=dict)


# One state for each room, the newest that was asked for; it goes with the room: it is people's.
_MADE: Final[WeakKeyDictionary[Room, _Made]] = WeakKeyDictionary()


def rows_once(
    room: Room, session: Session, key: Hashable, make: Callable[[], Sequence[Row]]
) -> tuple[Row, ...]:
    """The rows that `make` gives, the same objects for all who ask with this session and key.

    They must follow from both alone. Who sees something that others do not has another session.
    """
    made = _MADE.get(room)
    if made is None or made.session is not session:
        made = _MADE[room] = _Made(session)
    found = made.rows.get(key)
    if found is None:
        found = made.rows[key] = tuple(make())
    return found
