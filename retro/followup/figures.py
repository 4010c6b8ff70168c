"""What one session contributes to the figures of its team: a JSON object, kept in its index row.

Only a session that has ended contributes: while people still answer, a figure before and after one
answer would show that answer. Fewer answers to a poll than `FLOOR` leave only their number, and how
freely people could speak leaves no more than that and the median: five equal answers would be
everybody's. Who wrote, answered or voted is in none of it; how evenly people wrote is for the room
alone and is not kept.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Any, Final

from retro.session.format import Kind, Lesson, Phase
from retro.session.model import Card, Role, Session
from retro.session.select import lesson_of, spread

#: Answers of fewer people than this would point at them (the common default of survey tools).
FLOOR: Final = 5

SAFETY: Final = "safety"
#: What a poll is about, by the key of its phase; a `health-…` phase asks about one theme.
ABOUT: Final = {
    "roti": "roti",
    "safety": SAFETY,
    "checkin": SAFETY,
    "energy": "energy",
    "confidence": "confidence",
}
HEALTH: Final = "health"
#: The scales on which 4 and 5 are the good end; a check-in on another one is something else.
ONE_TO_FIVE: Final = range(1, 6)
_FIVES: Final = frozenset({"roti", SAFETY})


def figures_of(session: Session) -> dict[str, Any]:
    """What a session that has ended says about itself; empty before that.

    `people` and `cards` are counts; `sustain` and `improve` count the lessons; `time` has, for each
    phase, its `key`, `kind`, and `planned` and `used` minutes; `polls` what `poll_figures` gives;
    `topics` the names of the groups that were discussed or voted on; `found` and `reviewed` count
    the earlier actions, and `reviewed_first` is true where they came before anything was collected.
    """
    if session.closed is None:
        return {}
    shown = {phase.key: phase for phase in session.format if not session.hides(phase)}
    cards = [card for card in session.cards.values() if card.phase in shown]
    lessons = [lesson_of(session, card) for card in cards]
    return {
        "format": session.format.key,
        "people": sum(person.role is not Role.OBSERVER for person in session.people.values()),
        "cards": len(cards),
        "sustain": lessons.count(Lesson.SUSTAIN),
        "improve": lessons.count(Lesson.IMPROVE),
        "time": list(_times(session)),
        "polls": list(_polls(session, shown)),
        "topics": _topics(session, cards),
        "found": len(session.earlier),
        "reviewed": sum(action.reviewed for action in session.earlier.values()),
        "reviewed_first": _reviews_first(session),
    }


def poll_figures(
    about: str, theme: str, counts: dict[int, int], values: range, arrows: int | None = None
) -> dict[str, Any]:
    """One poll: `about`, its `theme` if it has one, the number of answers `n`; from `FLOOR` on also
    `median`, and unless it is about safety `low` (the first of `values`), `counts`, one for each
    value in order, and where they were asked for `arrows`: those up less those down."""
    n = sum(counts.values())
    kept: dict[str, Any] = {"about": about, "n": n}
    if theme:
        kept["theme"] = theme
    if n >= FLOOR:
        given = [value for value, count in counts.items() for _ in range(count)]
        kept["median"] = float(median(given))
    if n >= FLOOR and about != SAFETY:
        kept["low"] = values.start
        kept["counts"] = [counts.get(value, 0) for value in values]
        if arrows is not None:
            kept["arrows"] = arrows
    return kept


def folded(name: str) -> str:
    """A name as it is compared: capitals, marks and spaces between words do not matter."""
    return " ".join(re.findall(r"\w+", name.casefold()))


def is_about_safety(phase: Phase) -> bool:
    """Whether a poll asks how freely people can speak; of that only a number and a median stay.

    Sessions of before there was a sign for it have it by the key of the phase.
    """
    on_fives = phase.scale is not None and phase.scale.values == tuple(ONE_TO_FIVE)
    return phase.safety or (on_fives and ABOUT.get(phase.key) == SAFETY)


def _polls(session: Session, shown: dict[str, Phase]) -> Iterator[dict[str, Any]]:
    for phase in shown.values():
        if phase.kind is not Kind.POLL or phase.scale is None:
            continue
        about = _about(session, phase)
        counts = spread(session, phase)
        values = phase.scale.values
        if not about or not counts or (about in _FIVES and values != tuple(ONE_TO_FIVE)):
            continue
        theme = phase.title if about == HEALTH else ""
        arrows = _arrows(session, phase) if about == HEALTH else None
        yield poll_figures(about, theme, counts, range(values[0], values[-1] + 1), arrows)


def _arrows(session: Session, phase: Phase) -> int | None:
    """How many more see it get better than worse; None where that was not asked."""
    given = [answer.arrow or 0 for answer in session.answers.values() if answer.phase == phase.key]
    return sum(given) if phase.arrow else None


def _about(session: Session, phase: Phase) -> str:
    """What a poll is about; empty for what no figure is made of."""
    if is_about_safety(phase):
        return SAFETY
    known = ABOUT.get(phase.key, "")
    asks_health = session.format.key == HEALTH or phase.key.partition("-")[0] == HEALTH
    return known or (HEALTH if asks_health else "")


def _times(session: Session) -> Iterator[dict[str, Any]]:
    ended = session.closed or session.started
    for phase in session.format:
        timer = session.timer(phase.key)
        used = timer.elapsed(ended) if timer else timedelta()
        minutes = round(used / timedelta(minutes=1), 1)
        yield {
            "key": phase.key,
            "kind": phase.kind.value,
            "planned": phase.minutes,
            "used": minutes,
        }


def _topics(session: Session, cards: list[Card]) -> list[str]:
    """The names of groups with a card that all could see, each once, in alphabetical order."""
    used = {card.topic for card in cards}
    names = {
        folded(topic.name): topic.name for topic in session.topics.values() if topic.id in used
    }
    return [names[name] for name in sorted(names) if name]


def _reviews_first(session: Session) -> bool:
    """Whether earlier actions were looked at, and before anything was collected."""
    if not any(action.reviewed for action in session.earlier.values()):
        return False
    kinds = [phase.kind for phase in session.format]
    gathering = (Kind.COLLECT, Kind.TIMELINE, Kind.EXPLAIN, Kind.ROUNDS)
    first = next((at for at, kind in enumerate(kinds) if kind in gathering), len(kinds))
    return Kind.REVIEW in kinds[:first]
