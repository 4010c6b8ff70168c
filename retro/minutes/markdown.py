"""A session as Markdown minutes that people like to read and parsers read exactly.

The same session gives the same bytes: nothing comes from a clock, a locale, or the order in which
a mapping happens to hold its items. Cards stand without their writers; people are named only where
they agreed to it.
"""

from collections.abc import Iterator
from datetime import datetime

from retro.minutes.agreements import (
    actions_section,
    agreements_section,
    decisions_section,
    earlier_lessons_section,
    earlier_section,
)
from retro.minutes.blocks import bullets, item, title
from retro.minutes.chain import chain_of, chain_section, lessons_of, lessons_section
from retro.minutes.opening import (
    confidential_section,
    opening_section,
    session_line,
    unseen_section,
)
from retro.minutes.polls import polls_section
from retro.minutes.record import Record, record_of
from retro.minutes.times import time_section
from retro.minutes.topics import notes_section, phase_section, topics_section
from retro.session.format import Kind
from retro.session.model import Session
from retro.words import Words


def minutes(session: Session, words: Words, *, now: datetime | None = None) -> str:
    """The minutes of a session: CommonMark with GitHub's tables, ending in one line feed.

    `words` holds the language of the headings, normally the session's own. A timer that still runs
    counts up to `now`, or without it up to the last moment that anything happened. Phases that are
    still written in silence are left out, whoever asks.
    """
    record = record_of(session, words)
    blocks = list(_blocks(record, now or session.last or session.started))
    return "\n\n".join(blocks) + "\n"


def _blocks(record: Record, now: datetime) -> Iterator[str]:
    phases = record.session.format.phases
    yield from opening_section(record)
    yield from unseen_section(record)
    yield from confidential_section(record)
    yield from earlier_section(record)
    yield from earlier_lessons_section(record)
    for phase in phases:
        if phase.kind is Kind.WELCOME:
            yield from phase_section(record, phase)
    chain = chain_of(record)
    record.listed.update(lessons_of(record, chain))
    yield from chain_section(record, chain)
    yield from lessons_section(record, chain)
    yield from topics_section(record)
    for phase in phases:
        if phase.kind is not Kind.CLOSE:
            yield from phase_section(record, phase)
    yield from notes_section(record)
    yield from decisions_section(record)
    yield from actions_section(record)
    yield from agreements_section(record)
    for phase in phases:
        if phase.kind is Kind.CLOSE:
            yield from phase_section(record, phase, record.words("Takeaways"))
    yield from polls_section(record)
    yield from _parking_lot(record)
    yield from time_section(record, now)
    yield session_line(record)


def _parking_lot(record: Record) -> Iterator[str]:
    parked = sorted(record.session.parked.values(), key=lambda thing: (thing.number, thing.id))
    if parked:
        yield title(record.words("Parking lot"), 2)
        yield bullets(item(thing.text) for thing in parked)
