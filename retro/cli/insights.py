"""`retro insights`: what a team can learn from its actions and sessions over time."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from retro.cli.errors import Misuse
from retro.cli.output import put, say, shown
from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from retro.followup.insights.overview import Insights
    from retro.followup.insights.scope import Scope
    from retro.minutes.insights.parts import Report, Section, Table

#: Longer lines are hard to read, and a picture gains nothing.
_WIDEST: Final = 96
_NARROWEST: Final = 45
_MARGIN: Final = "  "


@click.command()
@click.option("--team", metavar="NAME", help="Only this team.")
@click.option("--since", metavar="DATE", help="From this day on, as in 2026-01-31.")
@click.option("--until", metavar="DATE", help="Up to this day, as in 2026-12-31.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@click.option("--markdown", is_flag=True, help="Print Markdown, with tables for pictures.")
@with_place
def insights(
    place: Place,
    team: str | None,
    since: str | None,
    until: str | None,
    as_json: bool,
    markdown: bool,
) -> None:
    """Show what gets done and how sessions were.

    What gets done, how long it takes, whether it helped, which topics come back, and how sessions
    were found. For the team itself: no figure is about a person, and no teams are compared.
    """
    if as_json and markdown:
        raise Misuse(place.words("Choose one of --json and --markdown."))
    scope = _scope(place, team, since, until)
    found = stored_insights(place, scope)
    if as_json:
        import json

        from retro.followup.insights.overview import as_json as plain

        say(json.dumps(plain(found), indent=2))
    elif not found.sessions and not found.actions:
        say(_nothing(place, scope))
    else:
        from retro.minutes.insights.report import report_of

        report = report_of(found, place.words)
        if markdown:
            from retro.minutes.insights.markdown import insights_markdown

            put(insights_markdown(report))
        else:
            say(*report_lines(report, _width()))


def stored_insights(place: Place, scope: "Scope") -> "Insights":
    """The figures of a data folder. Raises StoreError."""
    from retro.followup.insights.overview import insights as figures

    if not place.folder.is_dir():
        return figures((), (), scope)
    from retro.live import following
    from retro.live.rows import summarise
    from retro.store.embedded import EmbeddedStore

    store = EmbeddedStore(place.folder, summarise=summarise)
    return following.stored_insights(store, scope)


def report_lines(report: "Report", width: int) -> Iterator[str]:
    """A report as lines of at most `width` characters; a picture stands in place of its table."""
    yield shown(report.title)
    for sentence in report.lead:
        yield from _wrapped(sentence, width)
    for section in report.sections:
        yield ""
        yield from _section(section, width)
    yield ""
    for sentence in report.end:
        yield from _wrapped(sentence, width)


def _section(section: "Section", width: int) -> Iterator[str]:
    from retro.minutes.insights.pictures import picture

    yield shown(section.title)
    for sentence in section.sentences:
        yield from _wrapped(sentence, width, _MARGIN)
    for item in section.items:
        yield from _wrapped(item, width, f"{_MARGIN}- ")
    drawn = picture(section.chart, width - len(_MARGIN)) if section.chart else ()
    if drawn:
        yield from (f"{_MARGIN}{line}" for line in drawn)
    elif section.table is not None:
        yield from _table(section.table, width)


def _wrapped(sentence: str, width: int, lead: str = "") -> Iterator[str]:
    import textwrap

    yield from textwrap.wrap(
        shown(sentence), width, initial_indent=lead, subsequent_indent=" " * len(lead)
    )


def _table(table: "Table", width: int) -> Iterator[str]:
    """In columns where they fit, and otherwise each row on lines of its own."""
    rows = [tuple(map(shown, row)) for row in (table.header, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first_right = len(widths) - table.right
    if len(_MARGIN) + sum(widths) + 3 * (len(widths) - 1) > width:
        for row in rows[1:]:
            known = zip(rows[0][1:], row[1:], strict=True)
            facts = " · ".join(f"{name}: {value}" for name, value in known if value)
            yield from _wrapped(f"{row[0]} · {facts}", width, f"{_MARGIN}- ")
        return
    for row in rows:
        cells = (
            text.rjust(size) if place >= first_right else text.ljust(size)
            for place, (text, size) in enumerate(zip(row, widths, strict=True))
        )
        yield f"{_MARGIN}{'   '.join(cells)}".rstrip()


def _scope(place: Place, team: str | None, since: str | None, until: str | None) -> "Scope":
    from retro.followup.insights.scope import Scope

    if team is not None and not shown(team):
        raise Misuse(place.words("--team needs the name of a team."))
    first, last = _day(place, since), _day(place, until)
    if first and last and last < first:
        raise Misuse(place.words("The period ends before it begins: turn the two days round."))
    return Scope(date.today(), shown(team or ""), first, last)


def _day(place: Place, typed: str | None) -> date | None:
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Misuse(
            place.words("{value} is no day: write it as 2026-12-01.", value=shown(typed))
        ) from None


def _nothing(place: Place, scope: "Scope") -> str:
    if scope.team:
        return place.words(
            "There is nothing of the team {team} in this period: `retro insights` shows all teams.",
            team=scope.team,
        )
    if scope.since or scope.until:
        return place.words("There is nothing in this period: `retro insights` shows all of it.")
    return place.words(
        "There is nothing to look back on yet: `retro start` holds a session, and the first "
        "figures come when it ends."
    )


def _width() -> int:
    import shutil

    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
