"""Dates as people type them for "by when"."""

import re
from datetime import date, timedelta
from typing import Final

_AHEAD: Final = re.compile(r"\+?\s*(\d{1,3})\s*([dw]?)")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?")


def read_date(text: str, today: date) -> date | None:
    """The day meant by "2026-12-01", "1-12" (the day first), "+14", "10d" or "2w".

    A day and month alone mean the next time they come. None where it is not a date.
    """
    text = text.strip().lower()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            day, month = int(match[1]), int(match[2])
            if match[3]:
                return date(int(match[3]), month, day)
            found = date(today.year, month, day)
            return found if found >= today else date(today.year + 1, month, day)
        if (match := _AHEAD.fullmatch(text)) and (match[2] or text.startswith("+")):
            days = int(match[1]) * (7 if match[2] == "w" else 1)
            return today + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return None
