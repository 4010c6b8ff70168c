"""Places where text is written: each has a draft of its own."""

from dataclasses import dataclass, replace

from retro.session.model import Id


@dataclass(frozen=True, slots=True)
class Place:
    """What a text is for.

    `verb` says what becomes of it, `about` of which item or column. `under` is the card that it
    will hang under, 0 for none. `phase` is the key of the phase it belongs to where that has gone
    by; otherwise it is for the phase on the screen.
    """

    verb: str
    about: str = ""
    under: Id = 0
    phase: str = ""

    @classmethod
    def of(cls, verb: str, id: Id | str) -> "Place":
        return cls(verb, str(id))

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place whose `key` this is; None where it is none."""
        match text.split(":"):
            case [verb, about, under] if verb and under.isdecimal():
                return cls(verb, about, int(under))
        return None

    @property
    def key(self) -> str:
        """What its draft is found by, within a phase."""
        return f"{self.verb}:{self.about}:{self.under}"

    @property
    def id(self) -> Id:
        """The item that it is about; 0 where it is about none."""
        return int(self.about) if self.about.isdecimal() else 0

    def left_in(self, phase: str) -> "Place":
        """The same place, seen from a later phase."""
        return replace(self, phase=phase)


NEW = Place("new")
PARKING_LOT = Place("park")
