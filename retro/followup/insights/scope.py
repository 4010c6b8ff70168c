"""What the figures are about: one team or all together, and a period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from retro.followup import record

Document: TypeAlias = Mapping[str, Any]

#: More answers, minutes or cards than any session has: what is above is no figure of one.
MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Scope:
    """`team` is "" for all of them; the period includes its first and its last day.

    `today` is the day on which actions are overdue or not, whatever the period.
    """

    today: date
    team: str = ""
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day is in the period; an unknown one only where the period has no bounds."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True, slots=True)
class Held:
    """A session that has ended, with what it contributes."""

    key: str
    team: str
    day: date
    figures: Document


def actions_in(documents: Iterable[Document], scope: Scope) -> list[Document]:
    """The actions of the team, each once; those that were split are left to their parts.

    An action that stands in the archive and among the others is one.
    """
    found = {
        str(document["uid"]): document
        for document in documents
        if record.is_there(document) and (not scope.team or record.of_team(document, scope.team))
    }
    split = {record.field(document, "split_from") for document in found.values()}
    return [document for uid, document in found.items() if uid not in split]


def sessions_in(rows: Iterable[Document], scope: Scope) -> list[Held]:
    """The sessions of the team that began in the period and have ended, oldest first."""
    held = filter(None, map(_held, rows))
    wanted = [
        each
        for each in held
        if scope.holds(each.day)
        and (not scope.team or each.team.casefold() == scope.team.casefold())
    ]
    return sorted(wanted, key=lambda each: (each.day, each.key))


def _held(row: Document) -> Held | None:
    figures = row.get("figures")
    try:
        day = datetime.fromisoformat(row.get("started") or "").date()
    except (TypeError, ValueError):
        return None
    if not isinstance(figures, Mapping) or not figures or not row.get("closed"):
        return None
    return Held(str(row.get("key", "")), str(row.get("team") or ""), day, figures)


def number(value: Any) -> float:
    """A count or a number of minutes, whatever else a row may hold."""
    known = isinstance(value, int | float) and 0 < value <= MOST
    return float(value) if known else 0.0


def texts(value: Any) -> list[str]:
    """The texts of a list."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
