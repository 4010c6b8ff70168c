"""All figures of one team, or of all teams together, over a period; and the same as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from retro.followup import record, teams
from retro.followup.insights import of_actions, of_polls, of_sessions
from retro.followup.insights.scope import Document, Held, Scope, actions_in, sessions_in
from retro.followup.insights.values import (
    CarryOver,
    Closed,
    Health,
    HelpedRate,
    Lessons,
    LessonsApplied,
    OnTime,
    OpenAge,
    Poll,
    Recurring,
    Rhythm,
    Safety,
    Share,
    Strengths,
    TimeToClose,
    TimeUse,
)

#: The form of the JSON; higher when a reader of the one before would go wrong.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Insights:
    """Every figure. `sessions` and `actions` count what there is in the scope.

    `several` is true where figures of more teams than one are taken together: series and topics are
    then left out, as they are about one team.
    """

    scope: Scope
    several: bool
    sessions: int
    actions: int
    on_time: OnTime
    closed: Closed
    time_to_close: TimeToClose
    open_age: OpenAge
    carry_over: CarryOver
    helped: HelpedRate
    strengths: Strengths
    recurring: Recurring
    lessons: Lessons
    lessons_applied: LessonsApplied
    time_use: TimeUse
    roti: Poll
    safety: Safety
    energy: Poll
    confidence: Poll
    health: Health
    rhythm: Rhythm


def insights(
    actions: Iterable[Document],
    rows: Iterable[Document],
    scope: Scope,
    lessons: Iterable[Document] = (),
    called: Iterable[Document] = (),
) -> Insights:
    """The figures of stored actions (archived ones too), rows of the index, and stored lessons.

    `called` are the stored teams: what a team did under an earlier name is its own as well. Of an
    action that is there twice the last one counts.
    """
    known = [dict(team) for team in called]

    def under_names_now(documents: Iterable[Document]) -> list[dict[str, Any]]:
        return teams.under_names_now(map(dict, documents), known)

    if found := teams.find(known, scope.team):
        scope = replace(scope, team=teams.name_of(found))
    everything, rows, lessons = map(under_names_now, (actions, rows, lessons))
    mine = actions_in(everything, scope)
    held = sessions_in(rows, scope)
    several = not scope.team and _teams(held, mine) > 1
    return Insights(
        scope=scope,
        several=several,
        sessions=len(held),
        actions=len(mine),
        on_time=of_actions.on_time(mine, scope),
        closed=of_actions.closed_either_way(mine, scope),
        time_to_close=of_actions.time_to_close(mine, scope),
        open_age=of_actions.open_age(mine, scope),
        carry_over=of_actions.carry_over(mine, everything),
        helped=of_actions.helped_rate(mine, scope),
        strengths=of_actions.strengths(mine, scope),
        recurring=of_sessions.recurring(held, mine, several=several),
        lessons=of_sessions.lessons(held),
        lessons_applied=of_sessions.lessons_applied(lessons, scope),
        time_use=of_sessions.time_use(held),
        roti=of_polls.poll(held, "roti", several=several),
        safety=of_polls.safety(held, several=several),
        energy=of_polls.poll(held, "energy", several=several),
        confidence=of_polls.poll(held, "confidence", several=several),
        health=of_polls.health(held, several=several),
        rhythm=of_sessions.rhythm(held, several=several),
    )


def _teams(held: Iterable[Held], mine: Iterable[Document]) -> int:
    """How many teams there are; what is of no team is, for sessions only, one more."""
    of_sessions_held = {each.team.casefold() for each in held}
    of_actions_there = {record.field(action, "team").casefold() for action in mine} - {""}
    return len(of_sessions_held | of_actions_there)


def as_json(found: Insights) -> dict[str, Any]:
    """The figures as a JSON object, by `docs/data/insights.schema.json`."""
    plain: dict[str, Any] = _plain(found)
    return {"version": VERSION, **plain}


def _plain(value: Any) -> Any:
    """Dataclasses as objects, shares with their value, days as ISO dates, numbers rounded."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        if isinstance(value, Share):
            found["value"] = _plain(value.value)
        elif isinstance(value, Closed | HelpedRate | Lessons):
            found["share"] = _plain(value.share)
        return found
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 4) if isinstance(value, float) else value
