"""Whose turn it is in a round, and what that is for whoever looks: pure, and said in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from retro.session.model import Id, Person, Session
from retro.session.rounds import next_speaker, speakers, waiting
from retro.words import Words


@dataclass(frozen=True, slots=True)
class Turns:
    """How far a round is that goes from one to the next.

    `next` is None once everybody had the floor, and where nobody is there. `spoken` of `count` have
    had it in this round, without whoever has it now. `each` is the time that one person has.
    """

    speaker: Person | None
    next: Person | None
    spoken: int
    count: int
    each: timedelta

    @property
    def is_over(self) -> bool:
        """True once everybody who is there has had the floor."""
        return self.speaker is None and self.count > 0 and self.spoken >= self.count


@dataclass(frozen=True, slots=True)
class Floor:
    """What stands large on a screen, what stands below it, and whether it is the viewer's turn."""

    large: str
    small: str = ""
    is_own: bool = False


def turns(session: Session, present: Collection[Id] | None = None) -> Turns:
    """How far the round of this phase is, among those `present` (None: all who take part)."""
    there = [
        person
        for person in speakers(session)
        if present is None or person.id in present or person.id == session.speaker
    ]
    speaker = next((person for person in there if person.id == session.speaker), None)
    still = waiting(session, present)
    spoken = len(there) - len(still) - (speaker is not None)
    timer = session.timer(session.phase.key)
    planned = timer.planned if timer else timedelta(minutes=session.phase.minutes)
    return Turns(
        speaker, next_speaker(session, present), spoken, len(there), planned / max(len(there), 1)
    )


def goes_on_with(session: Session, present: Collection[Id] | None = None) -> Person | None:
    """Who has the floor after this one: with nobody left, nobody; after that, the first again."""
    found = turns(session, present)
    if not found.is_over:
        return found.next
    there = (each for each in speakers(session) if present is None or each.id in present)
    return next(there, None)


def floor(
    session: Session,
    viewer: Id | None,
    words: Words,
    *,
    present: Collection[Id] | None = None,
    leads: bool = False,
) -> Floor:
    """What `viewer` is to know of this round; None is a screen that all look at."""
    phase = session.phase
    owner = session.people.get(session.case_owner) if session.case_owner is not None else None
    is_owner = owner is not None and owner.id == viewer
    if phase.has_owner and owner is None:
        how = words("h names whose case it is.") if leads else words("The facilitator asks for it.")
        return Floor(words("Whose case is it?"), how)
    if phase.owner_speaks and owner is not None:
        if is_owner:
            return Floor(words("You have the floor"), words("The others only listen."), is_own=True)
        large = words("{name} has the floor", name=owner.name)
        return Floor(large, words("Everybody else listens, and keeps questions for later."))
    if phase.silent:
        return Floor(words("Nobody speaks"), words("Everyone thinks and writes for themselves."))
    if phase.owner_listens and owner is not None:
        return _owner_listens(session, owner, words, viewer=viewer, present=present)
    found = _in_turn(session, words, viewer=viewer, present=present)
    if is_owner and not found.is_own:
        told = words("It is your case: the others take turns.")
        return Floor(found.large, "\n".join(filter(None, (told, found.small))))
    return found


def _owner_listens(
    session: Session,
    owner: Person,
    words: Words,
    *,
    viewer: Id | None,
    present: Collection[Id] | None,
) -> Floor:
    turn = (
        _in_turn(session, words, viewer=viewer, present=present) if session.phase.in_turn else None
    )
    if owner.id == viewer:
        note = words("Note on paper what strikes you.")
        others = " · ".join(filter(None, (turn.large, turn.small))) if turn else ""
        small = "\n".join(filter(None, (note, others)))
        return Floor(words("You listen in this round"), small)
    listens = words("{name} listens: talk about the case, not to {name}.", name=owner.name)
    if turn:
        small = "\n".join(filter(None, (turn.small, listens)))
        return Floor(turn.large, small, turn.is_own)
    return Floor(
        words("{name} listens", name=owner.name),
        words("Talk among yourselves about the case, as if {name} were not here.", name=owner.name),
    )


def _in_turn(
    session: Session, words: Words, *, viewer: Id | None, present: Collection[Id] | None
) -> Floor:
    found = turns(session, present)
    each = _time(found.each)
    if found.speaker is None:
        if found.is_over:
            return Floor(words("Everyone has had the floor"))
        if not found.count:
            return Floor(words("Nobody is here to speak yet"))
        first = found.next.name if found.next else ""
        small = words("{name} begins · {time} each", name=first, time=each)
        return Floor(words("Everyone gets the floor once"), small)
    follows = (
        words("then {name}", name=found.next.name) if found.next else words("the last one to speak")
    )
    how_far = words("{number} of {all} have spoken", number=found.spoken, all=found.count)
    small = f"{follows} · {how_far} · {words('{time} each', time=each)}"
    if found.speaker.id == viewer:
        return Floor(words("You have the floor"), small, is_own=True)
    return Floor(words("{name} has the floor", name=found.speaker.name), small)


def _time(time: timedelta) -> str:
    """Minutes and seconds, to five seconds: it is no stopwatch."""
    seconds = round(time.total_seconds() / 5) * 5
    return f"{seconds // 60}:{seconds % 60:02d}"
