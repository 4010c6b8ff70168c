"""`retro due`: what should have been done by now, for a shell's prompt or a nightly job."""

from datetime import date, timedelta

import click

from retro.cli.actions.listing import action_lines, read_actions, selected
from retro.cli.of_team import of_team
from retro.cli.output import say
from retro.cli.place import Place, with_place
from retro.followup.stored import due_of, field, short_ids


@click.command()
@click.option(
    "--within",
    metavar="DAYS",
    type=click.IntRange(0, 3650),
    help="Also what is due in so many days.",
)
@click.option("--team", metavar="NAME", help="Only the actions of this team.")
@with_place
def due(place: Place, within: int | None, team: str | None) -> int:
    """Print what is overdue; status 1 if anything is.

    When nothing is overdue it prints nothing and ends with status 0. With --within it prints what
    is due soon as well; that alone leaves the status at 0.

    \b
    Examples:
      retro due
      retro due --team Platform --within 7
      retro due > overdue.txt || mail -s "Actions" team@example.org < overdue.txt
    """
    today = date.today()
    last = today - timedelta(days=1) if within is None else today + timedelta(days=within)
    is_asked_for = of_team(place, team)
    documents = read_actions(place)
    days = [(due_of(action), action) for action in selected(documents, is_asked_for)]
    found = [(day, action) for day, action in days if day is not None and day <= last]
    if found:
        ids = short_ids(documents)
        for _, action in found:
            say(*action_lines(action, today, place.words, ids.get(field(action, "uid"), "")))
    return 1 if any(day < today for day, _ in found) else 0
