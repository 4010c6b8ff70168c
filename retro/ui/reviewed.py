"""What the review shows of an action or a lesson of an earlier session, and what it asks."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from retro.session.agreed import OPEN_STATES
from retro.session.agreeing import MOST_CARRIED, must_choose
from retro.session.model import (
    ActionKind,
    ActionState,
    Applied,
    EarlierAction,
    EarlierLesson,
    Helped,
)
from retro.ui.registry import translate as _
from retro.words import Words

Item: TypeAlias = EarlierAction | EarlierLesson
Parts: TypeAlias = list[tuple[str, str]]


class Way(Enum):
    """What else to do about an action than to say how it stands."""

    SPLIT = 1
    OWNER = 2


Answer: TypeAlias = ActionState | Helped | Applied | Way | None
Asked: TypeAlias = tuple[tuple[Answer, str], ...]

SKIP: Final[tuple[Answer, str]] = (None, _("skip for now"))
DROP: Final[tuple[Answer, str]] = (ActionState.DROPPED, _("dropped openly: as good as done"))

#: How an open action stands, in the order of the keys.
STATES: Final[Asked] = (
    (ActionState.DONE, _("done")),
    (ActionState.DOING, _("going on")),
    (ActionState.BLOCKED, _("blocked, with an ask")),
    DROP,
    SKIP,
)
#: The same for one that came back too often to go on as it is.
WAYS: Final[Asked] = (
    (ActionState.DONE, _("done")),
    (Way.SPLIT, _("make it smaller: split it")),
    (Way.OWNER, _("somebody else takes it")),
    DROP,
    SKIP,
)
#: Whether one that was done before this session helped.
HELP: Final[Asked] = (
    (Helped.YES, _("yes, it helped")),
    (Helped.PARTLY, _("partly")),
    (Helped.NO, _("no")),
    (Helped.TOO_EARLY, _("too early to say")),
    SKIP,
)
#: Whether a lesson that was taken along was applied.
APPLIED: Final[Asked] = (
    (Applied.YES, _("yes")),
    (Applied.NO, _("no")),
    (Applied.NOT_YET, _("not yet")),
)


def answers_for(item: Item) -> Asked:
    """What is asked about it: how an action stands, or, once it was done, whether it helped."""
    if isinstance(item, EarlierLesson):
        return APPLIED
    was_done = item.state is ActionState.DONE and not item.reviewed
    if was_done or item.helped:
        return HELP
    return WAYS if must_choose(item) else STATES


def given(item: Item) -> tuple[Answer, bool]:
    """What was answered in this session, and whether anything was."""
    if isinstance(item, EarlierLesson):
        return item.applied, bool(item.applied)
    if item.skipped:
        return None, True
    return item.helped or item.state, item.reviewed


def is_settled(item: Item) -> bool:
    """Whether there is nothing left to say about it today."""
    if isinstance(item, EarlierLesson):
        return bool(item.applied)
    return (item.reviewed and not must_choose(item)) or item.skipped


def page(item: Item, place: str, today: date, words: Words, *, roomy: bool) -> Parts:
    """All that helps to answer. `roomy` leaves lines free between what belongs together."""
    if isinstance(item, EarlierLesson):
        return _lesson(item, place, words, roomy=roomy)
    return _action(item, place, today, words, roomy=roomy)


def _action(item: EarlierAction, place: str, today: date, words: Words, *, roomy: bool) -> Parts:
    gap = "\n" if roomy else ""
    if item.carried:
        count = words.plural("carried once", "carried {count} times", item.carried)
        place = f"{place} · {count}"
    parts = [(f"{place}\n{gap}", "$text-muted"), (f"{item.text}\n{gap}", "bold $accent")]
    if must_choose(item):
        parts.append((f"{_came_back(item, words)}\n{gap}", "bold $warning"))
    parts += _facts(item, today, words)
    return [*parts, *((f"{line}\n", "$text-muted") for line in _details(item, words))]


def _facts(item: EarlierAction, today: date, words: Words) -> Parts:
    """Whose it is and by when; that it is late is said with a sign and in words."""
    parts: Parts = [(item.owner or words("nobody's name on it"), "")]
    if item.due:
        late = (today - item.due).days
        if late > 0 and item.state in OPEN_STATES:
            told = words.plural(
                "! {count} day overdue: {date}",
                "! {count} days overdue: {date}",
                late,
                date=item.due.isoformat(),
            )
            parts += [(" · ", ""), (told, "bold $error")]
        else:
            parts.append((" · " + words("due {date}", date=item.due.isoformat()), ""))
    if item.origin:
        parts.append((" · " + words("from {origin}", origin=item.origin), ""))
    if answers_for(item) is HELP:
        parts.append((" · " + words("done: did it help?"), "bold $secondary"))
    return [*parts, ("\n", "")]


def _details(item: EarlierAction, words: Words) -> Sequence[str]:
    note = " ".join(item.note.split())
    blocked = item.state is ActionState.BLOCKED
    found = (
        (words("done when: {test}", test=item.done_when), item.done_when),
        (words("first step: {step}", step=item.first_step), item.first_step),
        (words("we expect: {hypothesis}", hypothesis=item.hypothesis), item.hypothesis),
        (words("we stop when: {rule}", rule=item.stop_rule), item.stop_rule),
        (item.link, item.link),
        (words("blocked: {note}", note=note) if blocked else note, note),
    )
    lines = [line for line, value in found if value]
    if item.kind is ActionKind.EXPERIMENT:
        lines.insert(0, words("an experiment"))
    return lines


def _came_back(item: EarlierAction, words: Words) -> str:
    """Kindly: nobody failed, the action has the wrong shape."""
    if item.carried == MOST_CARRIED:
        return words(
            "Came back twice: make it smaller, give it to somebody else, or drop it openly."
        )
    return words(
        "Came back {count} times: make it smaller, give it to somebody else, or drop it openly.",
        count=item.carried,
    )


def followed_from(lesson: EarlierLesson) -> str:
    """What it hung under: the end of its context, which begins with the goal of that session."""
    return lesson.context.split(" → ")[-1]


def _lesson(item: EarlierLesson, place: str, words: Words, *, roomy: bool) -> Parts:
    gap = "\n" if roomy else ""
    parts = [
        (f"{place} · {words('chosen last time')}\n{gap}", "$text-muted"),
        (f"{item.text}\n{gap}", "bold $accent"),
        (f"{words('Did we apply it?')}\n", "bold $secondary"),
    ]
    details = (
        words("applies when: {situation}", situation=item.applies_when)
        if item.applies_when
        else "",
        followed_from(item),
        words("from {origin}", origin=item.origin) if item.origin else "",
    )
    return [*parts, *((f"{line}\n", "$text-muted") for line in details if line)]
