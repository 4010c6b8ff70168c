"""A session that rests, in words: the days to choose from, and what there is to know meanwhile."""

from datetime import date
from typing import Final

from retro.session.pausing import working_days_after
from retro.ui.registry import translate as _
from retro.words import Words

#: The days that are offered, in working days from today.
OFFERED: Final = (1, 2, 3, 5, 10)

_WEEKDAYS: Final = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def day_said(day: date, words: Words) -> str:
    """A day as people say it, and as it is written everywhere."""
    name = _WEEKDAYS[day.weekday()]
    return f"{words(name)} {day.isoformat()}"


def days_offered(today: date, words: Words) -> list[tuple[str, str]]:
    """Days to rest until, as (ISO date, what it says)."""
    found = []
    for count in OFFERED:
        day = working_days_after(today, count)
        after = words.plural("{count} working day", "{count} working days", count)
        found.append((day.isoformat(), f"{day_said(day, words)} · {after}"))
    return found


def until_said(until: date, today: date, words: Words) -> str:
    """Until when it rests, large; once the day has come, that it waits for somebody."""
    day = day_said(until, words)
    if until > today:
        return words("This session rests until {day}", day=day)
    return words("This session has rested: {day} has come", day=day)
