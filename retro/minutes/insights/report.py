"""A report of figures: sections of sentences, tables and pictures, in a language."""

from collections.abc import Iterator

from retro.followup.insights.overview import Insights
from retro.followup.insights.values import Why
from retro.minutes.dates import day
from retro.minutes.insights.action_sections import action_sections
from retro.minutes.insights.parts import Report, Section
from retro.minutes.insights.phrases import said
from retro.minutes.insights.session_sections import session_sections
from retro.words import Words


def report_of(found: Insights, words: Words) -> Report:
    """What there is to say about these figures; people's text in it is as it was stored."""
    sections: list[Section] = []
    nothing: list[str] = []
    for title, hidden, section in (
        *action_sections(found, words),
        *session_sections(found, words),
    ):
        if hidden is not None and hidden.why is Why.NOTHING:
            nothing.append(title)
        else:
            sections.append(section)
    return Report(
        title=words("Insights: {team}", team=said(found.scope.team))
        if found.scope.team
        else words("Insights: all teams together")
        if found.several
        else words("Insights"),
        lead=tuple(_lead(found, words)),
        sections=tuple(sections),
        end=tuple(_end(nothing, words)),
    )


def _lead(found: Insights, words: Words) -> Iterator[str]:
    since, until = found.scope.since, found.scope.until
    if since and until:
        yield words("From {since} to {until}.", since=day(words, since), until=day(words, until))
    elif since:
        yield words("From {since} on.", since=day(words, since))
    elif until:
        yield words("Up to {until}.", until=day(words, until))
    sessions = words.plural(
        "{count} session that has ended", "{count} sessions that have ended", found.sessions
    )
    actions = words.plural("{count} action", "{count} actions", found.actions)
    yield f"{sessions}, {actions}."
    yield words("For the team's own steering; not for appraisal, and not to compare teams.")


def _end(nothing: list[str], words: Words) -> Iterator[str]:
    if nothing:
        yield words("Nothing yet about: {topics}.", topics=", ".join(nothing))
    yield words(
        "No figure is about a person. How evenly people write is for the room alone: it is not "
        "kept. Polls with fewer than 5 answers are left out of every figure."
    )
