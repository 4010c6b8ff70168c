"""Stored actions as tasks for a calendar (iCalendar, RFC 5545).

They are tasks (VTODO) and not events: an action has a day that it is due and a way that it stands,
and takes no time of anybody's day. An event would fill the whole day, could not be ticked off, and
would stay in the past when it is late, where nobody looks; a task that is late stays on the list.
Apple Reminders, Thunderbird, Nextcloud, Evolution and KOrganizer show tasks.

The same actions give the same bytes: nothing tells when the file was written.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from retro.followup import record
from retro.session.agreed import ActionState
from retro.session.text import clean
from retro.words import Words

if TYPE_CHECKING:
    from icalendar import Alarm, Todo

_STATUS: Final = {
    ActionState.OPEN: "NEEDS-ACTION",
    ActionState.DOING: "IN-PROCESS",
    ActionState.BLOCKED: "NEEDS-ACTION",
    ActionState.DONE: "COMPLETED",
    ActionState.DROPPED: "CANCELLED",
}
#: From the start of the day that it is due: at nine in the morning of the day before.
_REMINDER: Final = timedelta(hours=-15)
#: Of an action whose times nobody knows any more.
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


def actions_as_calendar(actions: Iterable[Mapping[str, Any]], words: Words) -> bytes:
    """One task an action, with a reminder where it is open and has a day."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//retro//actions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for action in actions:
        calendar.add_component(_task(action, words))
    # Every line ends, the last one too (RFC 5545, section 3.1).
    return bytes(calendar.to_ical()).rstrip() + b"\r\n"


def _task(action: Mapping[str, Any], words: Words) -> "Todo":
    from icalendar import Todo

    task = Todo()
    state = record.state_of(action)
    made = _time(action, "created") or _LONG_AGO
    last = _time(action, "updated") or made
    task.add("uid", f"{_text(action, 'uid')}@retro")
    task.add("dtstamp", last)
    task.add("created", made)
    task.add("last-modified", last)
    # A program that knows this task already takes the one with the higher number.
    task.add("sequence", len(record.history(action)))
    task.add("summary", _text(action, "text"))
    task.add("status", _STATUS[state])
    if due := record.due_of(action):
        task.add("due", due)
    if state is ActionState.DONE:
        task.add("percent-complete", 100)
        task.add("completed", _time(action, "closed") or last)
    if said := "\n".join(_facts(action, words)):
        task.add("description", said)
    if team := _text(action, "team"):
        task.add("categories", [team])
    link = _text(action, "link")
    if link.isascii() and link.lower().startswith(("https://", "http://")):
        task.add("url", link)
    if due and record.is_open(action):
        task.add_component(_reminder(task))
    return task


def _reminder(task: "Todo") -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(task["summary"]))
    alarm.add("trigger", _REMINDER, parameters={"RELATED": "END"})
    return alarm


def _facts(action: Mapping[str, Any], words: Words) -> Iterable[str]:
    """What a task has no field for."""
    for name, sentence in (
        ("owner", words("Owner: {text}")),
        ("done_when", words("Done when: {text}")),
        ("first_step", words("First step: {text}")),
        ("hypothesis", words("We expect: {text}")),
        ("stop_rule", words("We stop when: {text}")),
        ("note", words("Note: {text}")),
        ("session_title", words("From: {text}")),
    ):
        if text := _text(action, name):
            yield sentence.replace("{text}", text)


def _time(action: Mapping[str, Any], name: str) -> datetime | None:
    """A time in UTC, to the second; None where there is none that a calendar could write."""
    try:
        time = datetime.fromisoformat(record.field(action, name))
        time = time if time.tzinfo else time.replace(tzinfo=UTC)
        return time.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def _text(action: Mapping[str, Any], name: str) -> str:
    text = record.field(action, name)
    return clean(text, limit=4 * len(text))
