"""What every rule needs: the session, who asks, the time, and the questions asked over and over."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from random import Random
from typing import Final, NoReturn, TypeVar

from retro.session.format import Kind, Phase
from retro.session.model import ID_LIMIT, Card, Id, Person, Role, Session
from retro.session.refusal import Refused
from retro.session.text import CARD_LIMIT, LINE_LIMIT, clean, clean_line

#: Whoever acts for the program itself, as when a session goes on after a restart.
PROGRAM: Final[Id] = 0
#: Whoever only looks on: on no list, so they see what an observer sees and may do nothing.
NOBODY: Final[Id] = -1

ITEMS_LIMIT: Final = 1000
#: Dots and answers are bounded by budgets already; this keeps many phases of many people possible.
BALLOTS_LIMIT: Final = 20_000

#: How much longer than its limit a text is looked at, to tell that it is too long.
_OVER: Final = 4

#: Addresses that open something, and which of those a link may be.
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):\S")
_WEB: Final = frozenset({"http", "https"})
#: Hexadecimal digits of a name that holds across sessions.
_UID_DIGITS: Final = 14

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """One command's surroundings."""

    session: Session
    by: Id
    now: datetime
    rng: Random

    @property
    def phase(self) -> Phase:
        return self.session.phase

    @property
    def person(self) -> Person:
        """Whoever asks; refused when they are not in the session."""
        if self.by not in self.session.people:
            refuse("You are not on this session's list. Join first.")
        return self.session.people[self.by]

    @property
    def facilitates(self) -> bool:
        return self.by == PROGRAM or self.person.role is Role.FACILITATOR

    def facilitator_only(self) -> None:
        if not self.facilitates:
            refuse("Only the facilitator can do this.")

    def taking_part(self) -> None:
        if self.person.role is Role.OBSERVER:
            refuse("Observers watch and listen; ask the facilitator to let you take part.")

    def in_kinds(self, *kinds: Kind) -> None:
        if self.phase.kind not in kinds:
            refuse(
                "This is not the moment for that: the session is at “{phase}”.",
                phase=self.phase.title,
            )

    def next_number(self) -> int:
        return self.session.count + 1

    def card(self, id: Id) -> Card:
        """A card that whoever asks can see; refused as if it were not there when they cannot."""
        card = found(self.session.cards, id)
        return card if self.session.sees(self.by, card) else gone()

    def discussable(self, id: Id) -> None:
        """Refuse what is neither a topic nor a card that whoever asks can see."""
        if id not in self.session.topics:
            self.card(id)

    def is_shown(self, id: Id) -> bool:
        """True when everyone can see this topic or card; refused as by `discussable`."""
        if id in self.session.topics:
            return True
        return not self.session.hides(self.session.format.phase(self.card(id).phase))


def refuse(reason: str, **values: object) -> NoReturn:
    raise Refused(reason, **values)


def found(table: Mapping[Id, T], id: Id) -> T:
    """The item with this id; refused when it is gone."""
    item = table.get(id)
    return gone() if item is None else item


def gone() -> NoReturn:
    refuse("That is no longer there; somebody may have removed it.")


def garbled() -> NoReturn:
    refuse("That came in garbled; please try again.")


def dots_are_out() -> NoReturn:
    refuse("Dots are being given. What they can be on stays until they are counted.")


def cards_are_hidden() -> NoReturn:
    refuse("Cards are being written unseen. What they can hang under stays until they are shown.")


def new_id(table: Mapping[Id, object], id: Id, most: int = ITEMS_LIMIT) -> Id:
    """An id that a sender drew, checked."""
    if not 0 < id < ID_LIMIT:
        garbled()
    if len(table) >= most and id not in table:
        refuse("This session is full: it holds {most} of these at most.", most=most)
    return id


def new_uid(rng: Random) -> str:
    """What names something in all sessions to come."""
    return f"{rng.randrange(16**_UID_DIGITS):0{_UID_DIGITS}x}"


def at_fixed_offset(now: datetime) -> datetime:
    """`now` with its zone as a plain offset.

    Python subtracts two times of one ZoneInfo as if clocks never changed (PEP 495), and a zone's
    rules do not survive storing. Raises ValueError for a time without a zone.
    """
    offset = now.utcoffset()
    if offset is None:
        raise ValueError("a session needs times that know their zone")
    return now.replace(tzinfo=timezone(offset))


def text_of(text: str, limit: int = CARD_LIMIT) -> str:
    """Text of a card or note, cleaned; refused when nothing is left, or too much."""
    return _whole(clean(text, limit * _OVER), limit)


def line_of(text: str, limit: int = LINE_LIMIT) -> str:
    """Text that stands on one line, cleaned; refused when nothing is left, or too much."""
    return _whole(clean_line(text, limit * _OVER), limit)


def line_or_nothing(text: str, limit: int = LINE_LIMIT) -> str:
    """A line that may be empty, cleaned; refused when there is too much."""
    return line_of(text, limit) if clean_line(text, limit) else ""


def link_of(text: str) -> str:
    """An address of the web, or the name of a ticket; no other address that opens something."""
    link = line_or_nothing(text)
    scheme = _SCHEME.match(link)
    if scheme and scheme[1].lower() not in _WEB:
        refuse("A link begins with https://; the name of a ticket will do as well.")
    return link


def _whole(text: str, limit: int) -> str:
    """`text`, unless there is nothing to keep or a part of it would be lost."""
    if not text:
        refuse("There is nothing to keep: write a few words first.")
    if len(text) > limit:
        refuse(
            "That is too long: {most} characters fit here. Make it shorter, or split it.",
            most=limit,
        )
    return text
