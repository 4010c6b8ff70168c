"""Days and times in words, without a locale: the same everywhere for the same language."""

from datetime import date, datetime, timedelta, timezone, tzinfo

from retro.words import Words


def month_names(words: Words) -> tuple[str, ...]:
    """The twelve months in words, from January."""
    return (
        words("January"),
        words("February"),
        words("March"),
        words("April"),
        words("May"),
        words("June"),
        words("July"),
        words("August"),
        words("September"),
        words("October"),
        words("November"),
        words("December"),
    )


def day(words: Words, value: date) -> str:
    """As in "13 March 2026"."""
    month = month_names(words)[value.month - 1]
    return words("{day} {month} {year}", day=value.day, month=month, year=value.year)


def weekday(words: Words, value: date) -> str:
    """As in "Friday 13 March 2026"."""
    names = (
        words("Monday"),
        words("Tuesday"),
        words("Wednesday"),
        words("Thursday"),
        words("Friday"),
        words("Saturday"),
        words("Sunday"),
    )
    return words("{weekday} {date}", weekday=names[value.weekday()], date=day(words, value))


def span(words: Words, start: datetime, end: datetime | None) -> str:
    """From when to when, in the offset from UTC that `start` has; open at the end without one."""
    zone = _zone(start)
    first = start.astimezone(zone)
    values = {"date": weekday(words, first), "start": f"{first:%H:%M}", "zone": str(zone)}
    if end is None:
        return words("{date}, from {start} ({zone}), still going on", **values)
    last = end.astimezone(zone)
    if last.date() == first.date():
        return words("{date}, {start}–{end} ({zone})", end=f"{last:%H:%M}", **values)
    return words(
        "{date}, {start} to {last_date}, {end} ({zone})",
        last_date=weekday(words, last),
        end=f"{last:%H:%M}",
        **values,
    )


def _zone(start: datetime) -> tzinfo:
    """A fixed offset, so that a session read from the store gives the same minutes."""
    return timezone(start.utcoffset() or timedelta())
