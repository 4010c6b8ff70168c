"""What somebody has half written, and where it waits."""

from typing import Final

from retro.session.model import Id
from retro.ui.places import Place
from retro.ui.seat import Seat

#: What can still be kept after the room has gone on.
KEPT_LATER: Final = ("new", "edit", "note", "decision", "park", "helps")


def suffix(seat: Seat) -> str:
    """What ends the name of a draft, by the screen it was begun at.

    A screen that others look at has drafts of its own: none begun unseen comes up there.
    """
    return "|shared" if seat.shared else ""


def form_key(seat: Seat, action: Id | None, name: str) -> str:
    """Under what a half-typed field of an action waits; `action` is None for a new one."""
    return f"action:{'new' if action is None else action}:{name}{suffix(seat)}"


def waiting(seat: Seat, *, earlier: bool = False) -> list[tuple[Place, str]]:
    """Every half-written text and its place, the latest phase first.

    What only repeats a card as it stands is none. With `earlier`, of the phases gone by alone.
    """
    session = seat.view().session
    phases = [phase.key for phase in session.format.phases]
    if earlier:
        phases = phases[: session.index]
    found = []
    for name, text in seat.room.drafts(seat.person).items():
        phase, _, rest = name.partition("|")
        place = Place.read(rest.removesuffix(suffix(seat)))
        if place is None or phase not in phases or not rest.endswith(suffix(seat)):
            continue
        if place.verb in KEPT_LATER and text.strip() and not _stands(seat, place, text):
            found.append((place.left_in(phase), text))
    return sorted(found, key=lambda each: -phases.index(each[0].phase))


def leftovers(seat: Seat) -> list[str]:
    """The half-written texts that an ended session has no place for; also of a new action."""
    found = [text for _place, text in waiting(seat)]
    action = seat.room.draft(seat.person, form_key(seat, None, "text"))
    return [*found, action] if action.strip() else found


def _stands(seat: Seat, place: Place, text: str) -> bool:
    session = seat.view().session
    card, note = session.cards.get(place.id), session.notes.get(place.id)
    kept = f"{card.when} {card.text}".strip() if card else note.text if note else None
    return place.verb == "edit" and text == kept
