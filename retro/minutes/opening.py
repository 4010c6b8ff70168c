"""The top of the minutes: what, why, when and who."""

from retro.minutes.blocks import bullets, item, own_item, strong, title
from retro.minutes.dates import span
from retro.minutes.escape import inline
from retro.minutes.record import Record
from retro.session.model import Person, Role
from retro.words import Words


def opening_section(record: Record) -> list[str]:
    """Title, goal, format, date, team and the people present."""
    words, session = record.words, record.session
    lines = [item(session.goal, label=strong(words("Goal")))] if session.goal else []
    lines.append(item(session.format.title, label=strong(words("Format"))))
    when = span(words, session.started, session.closed)
    lines.append(own_item(when, label=strong(words("When"))))
    if session.team:
        lines.append(item(session.team, label=strong(words("Team"))))
    if session.plan_from:
        origin = words("taken over from session {key}", key=inline(session.plan_from))
        lines.append(own_item(origin, label=strong(words("Plan"))))
    if session.rests is not None and session.closed is None:
        until = words("until {day}", day=session.rests.isoformat())
        lines.append(own_item(until, label=strong(words("Rests"))))
    if session.people:
        people = _people(words, tuple(session.people.values()))
        lines.append(own_item(people, label=strong(words("Present"))))
    return [title(session.title, 1), bullets(lines)]


def _people(words: Words, people: tuple[Person, ...]) -> str:
    """Those who agreed to be named, by name; all others as a number."""
    named = sorted(
        (person for person in people if person.named),
        key=lambda person: (person.name.casefold(), person.name, person.id),
    )
    others = len(people) - len(named)
    if not named:
        return words.plural("{count} person", "{count} people", others)
    names = ", ".join(_person(words, person) for person in named)
    if not others:
        return names
    rest = words.plural("and {count} other", "and {count} others", others)
    return f"{names} {rest}"


def _person(words: Words, person: Person) -> str:
    name = inline(person.name, at_start=False)
    match person.role:
        case Role.FACILITATOR:
            return words("{name} (facilitator)", name=name)
        case Role.OBSERVER:
            return words("{name} (observer)", name=name)
        case Role.PARTICIPANT:
            return name


def unseen_section(record: Record) -> list[str]:
    """One line about what the room has not been shown."""
    if not record.unseen:
        return []
    phases = ", ".join(inline(phase.title, at_start=False) for phase in record.unseen)
    return [
        record.words("Not shown to the room yet, so not in these minutes: {phases}", phases=phases)
    ]


def confidential_section(record: Record) -> list[str]:
    """One line about what was said in confidence, and is written down nowhere."""
    if not record.confidential:
        return []
    phases = ", ".join(inline(phase.title, at_start=False) for phase in record.confidential)
    return [record.words("What was said in {phases} stays in the room.", phases=phases)]


def session_line(record: Record) -> str:
    """Which session these minutes are of, for whoever reads them back; the last line of all.

    A file that was cut off has none, so nobody takes half of it for the whole.
    """
    return session_sentence(record.words, inline(record.session.key, at_start=False))


def session_sentence(words: Words, key: str) -> str:
    """The words around the key of a session."""
    return words("Session: {key}", key=key)
