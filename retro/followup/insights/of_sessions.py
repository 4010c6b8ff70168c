"""Figures of the sessions of a team, from what each left in its index row."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from retro.followup import record
from retro.followup.figures import folded
from retro.followup.insights.scope import Document, Held, Scope, number, objects, texts
from retro.followup.insights.values import (
    Hidden,
    Lessons,
    LessonsApplied,
    OpenMatch,
    PhaseTime,
    Recurring,
    Rhythm,
    Share,
    TimeUse,
    Topic,
    Why,
)
from retro.followup.words_of import asked_words
from retro.session.format import Kind

#: A topic comes back when it is in so many of so many latest sessions.
AGAIN: Final = 3
LATEST: Final = 5
#: Younger lessons had little chance to be applied.
LESSON_AGE: Final = timedelta(days=60)


def recurring(held: Sequence[Held], actions: Iterable[Document], *, several: bool) -> Recurring:
    """The topics that come back, each with the open actions about it; of one team only."""
    latest = held[-LATEST:]
    if several:
        return Recurring(len(latest), Hidden(Why.ONE_TEAM))
    if len(latest) < AGAIN:
        return Recurring(len(latest), Hidden(Why.FEW_SESSIONS, AGAIN, len(latest)))
    names: dict[str, str] = {}
    count: Counter[str] = Counter()
    for each in latest:
        mine = {folded(name): name for name in texts(each.figures.get("topics"))}
        names.update(mine)
        count.update(mine.keys())
    still = [action for action in actions if record.is_open(action)]
    found = [
        Topic(names[key], sessions, tuple(_about(key, still)))
        for key, sessions in count.items()
        if sessions >= AGAIN
    ]
    found.sort(key=lambda topic: (-topic.sessions, folded(topic.name)))
    return Recurring(len(latest), None, tuple(found))


def _about(topic: str, actions: Iterable[Document]) -> Iterable[OpenMatch]:
    wanted = set(asked_words(topic))
    for action in actions:
        text = record.field(action, "text")
        if not wanted.isdisjoint(asked_words(text)):
            yield OpenMatch(text, record.field(action, "control"))


def lessons(held: Iterable[Held]) -> Lessons:
    """What to keep and what to change over all sessions."""
    counted = [(number(e.figures.get("sustain")), number(e.figures.get("improve"))) for e in held]
    told = [pair for pair in counted if sum(pair)]
    if not told:
        return Lessons(0, Hidden(Why.NOTHING))
    sustain, improve = (int(sum(side)) for side in zip(*told, strict=True))
    return Lessons(len(told), None, sustain, improve)


def time_use(held: Iterable[Held]) -> TimeUse:
    """The phases that took any time, by kind, in the order in which kinds come in a session."""
    planned: defaultdict[str, float] = defaultdict(float)
    used: defaultdict[str, float] = defaultdict(float)
    sessions = 0
    for each in held:
        phases = [phase for phase in objects(each.figures.get("time")) if number(phase.get("used"))]
        sessions += bool(phases)
        for phase in phases:
            kind = str(phase.get("kind", ""))
            planned[kind] += number(phase.get("planned"))
            used[kind] += number(phase.get("used"))
    if not sessions:
        return TimeUse(0, Hidden(Why.NOTHING))
    kinds = [kind.value for kind in Kind if kind.value in used]
    return TimeUse(
        n=sessions,
        hidden=None,
        phases=tuple(
            PhaseTime(kind, round(planned[kind], 1), round(used[kind], 1)) for kind in kinds
        ),
        planned=round(sum(planned.values()), 1),
        used=round(sum(used.values()), 1),
        commit=round(used[Kind.COMMIT.value], 1),
    )


def rhythm(held: Sequence[Held], *, several: bool) -> Rhythm:
    """Days between the sessions of one team."""
    if several:
        return Rhythm(len(held), Hidden(Why.ONE_TEAM))
    if len(held) < 2:
        return Rhythm(len(held), Hidden(Why.FEW_SESSIONS, 2, len(held)))
    between = [(after.day - before.day).days for before, after in pairwise(held)]
    with_actions = [each for each in held if number(each.figures.get("found"))]
    first = sum(bool(each.figures.get("reviewed_first")) for each in with_actions)
    return Rhythm(len(held), None, float(median(between)), Share(first, len(with_actions)))


def lessons_applied(stored: Iterable[Document], scope: Scope) -> LessonsApplied:
    """Of the stored lessons of the team that were made in the period."""
    old = [
        lesson
        for lesson in stored
        if not lesson.get("removed")
        and (not scope.team or record.of_team(lesson, scope.team))
        and (made := record.created_of(lesson))
        and scope.holds(made)
        and scope.today - made > LESSON_AGE
    ]
    if not old:
        return LessonsApplied(0, Hidden(Why.NOTHING))
    applied = sum(bool(objects(lesson.get("applied"))) for lesson in old)
    return LessonsApplied(len(old), None, Share(applied, len(old)))
