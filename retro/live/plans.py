"""What a session before the work planned, offered to the one that looks back on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from retro.live.rows import SessionRow

#: A plan that was made longer ago, in days, is offered no more.
OFFERED: Final = 180


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned in the session `key`: how many cards, and when it ended."""

    key: str
    title: str
    cards: int
    made: datetime


def plans_of(rows: Iterable[SessionRow]) -> tuple[Plan, ...]:
    """The plans that there are in these sessions, the latest first."""
    found = [
        Plan(row.key, row.title, row.plan, row.closed)
        for row in rows
        if row.plan and row.closed and not row.damaged
    ]
    return tuple(sorted(found, key=lambda plan: plan.made, reverse=True))


def open_plans(rows: Sequence[SessionRow], today: date) -> tuple[Plan, ...]:
    """Those that none of these sessions has taken over yet, and that were made not long ago."""
    taken = {row.plan_from for row in rows}
    return tuple(
        plan
        for plan in plans_of(rows)
        if plan.key not in taken and (today - plan.made.date()).days <= OFFERED
    )
