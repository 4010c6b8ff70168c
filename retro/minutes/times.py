"""The time planned and used, phase by phase."""

from datetime import datetime, timedelta
from typing import Final

from retro.minutes.blocks import table, title
from retro.minutes.record import Record
from retro.session.model import Timer

_MINUTE: Final = timedelta(minutes=1)


def time_section(record: Record, now: datetime) -> list[str]:
    """A table in minutes; time that the room added stands apart from what was planned."""
    words, session = record.words, record.session
    rows: list[tuple[str, str, str]] = []
    added_in_all, used_in_all = timedelta(), timedelta()
    for phase in session.format:
        planned = timedelta(minutes=phase.minutes)
        timer = session.timer(phase.key) or Timer(0, phase.key, planned)
        added, used = timer.planned - planned, timer.elapsed(now)
        added_in_all, used_in_all = added_in_all + added, used_in_all + used
        rows.append((phase.title, _planned(planned, added), _used(used)))
    in_all = _planned(timedelta(minutes=session.format.minutes), added_in_all)
    rows.append((words("In all"), in_all, _used(used_in_all)))
    header = (words("Phase"), words("Planned (min)"), words("Used (min)"))
    return [title(words("Time"), 2), table(header, rows, right=2)]


def _planned(planned: timedelta, added: timedelta) -> str:
    minutes = _rounded(added)
    if not minutes:
        return str(_rounded(planned))
    return f"{_rounded(planned)} {'+' if minutes > 0 else '−'} {abs(minutes)}"


def _used(used: timedelta) -> str:
    if not used:
        return "–"
    return str(_rounded(used)) if _rounded(used) else "<1"


def _rounded(time: timedelta) -> int:
    """Whole minutes, half a minute up."""
    return (time + _MINUTE / 2) // _MINUTE
