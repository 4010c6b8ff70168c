"""`retro actions list`: which actions there are, for people and for other programs.

This is what a shell's prompt may run, so it loads next to nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ParamSpec, TypeVar

import click

from retro.cli.errors import Misuse
from retro.cli.of_team import of_team
from retro.cli.output import put, say, shown
from retro.cli.place import Place, with_place
from retro.followup.stored import (
    Document,
    due_of,
    field,
    is_overdue,
    short_ids,
    urgency,
)
from retro.followup.stored import is_open as is_open
from retro.minutes.action_json import FIELDS as FIELDS
from retro.minutes.action_json import actions_as_json as actions_as_json
from retro.words import Words

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def with_selection(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Give a command the options that say which actions, and in which form."""
    for option in reversed(
        (
            click.option(
                "--open/--all",
                "only_open",
                default=True,
                help="Those still to be done (default), or all.",
            ),
            click.option("--overdue", is_flag=True, help="Only those whose day has passed."),
            click.option("--team", metavar="NAME", help="Only the actions of this team."),
            click.option("--owner", metavar="NAME", help="Only the actions of this person."),
            click.option(
                "--since", metavar="DATE", help="Only those made or changed since this day."
            ),
            click.option("--json", "form", flag_value="json", help="Print JSON, for scripts."),
            click.option("--csv", "form", flag_value="csv", help="Print CSV, for spreadsheets."),
            click.option(
                "--markdown", "form", flag_value="markdown", help="Print a table, for a page."
            ),
            click.option(
                "--ics", "form", flag_value="ics", help="Print tasks, for a calendar or task list."
            ),
        )
    ):
        command = option(command)
    return command


@click.command(name="list")
@with_selection
@with_place
def list_(place: Place, /, **selection: Any) -> None:
    """List actions, also as a file for other programs.

    The id before each names it to the other commands. In a cell of the CSV that a spreadsheet
    would take for a formula there is an apostrophe first; `retro actions import` takes it off
    again. Tasks (--ics) are shown by Apple Reminders, Thunderbird, Nextcloud, Evolution and
    KOrganizer; Google Calendar leaves tasks of a file out.

    \b
    Examples:
      retro actions list --owner Kim --overdue
      retro actions list --all --since 2026-11-01 --json
      retro actions list --all --csv > actions.csv
      retro actions list --team Platform --ics > platform.ics
    """
    show_list(place, **selection)


def show_list(
    place: Place,
    *,
    only_open: bool,
    overdue: bool,
    team: str | None,
    owner: str | None,
    since: str | None,
    form: str | None,
) -> None:
    """Print the actions that were asked for. Raises StoreError and Misuse."""
    day = _day(since, place.words) if since else None
    is_asked_for = of_team(place, team)
    documents = read_actions(place, archived=not only_open)
    found = selected(documents, is_asked_for, only_open=only_open)
    if overdue:
        today = date.today()
        found = [action for action in found if is_overdue(action, today)]
    if owner is not None:
        wanted = " ".join(owner.split()).casefold()
        found = [action for action in found if field(action, "owner").casefold() == wanted]
    if day is not None:
        found = [action for action in found if _last(action) >= day.isoformat()]
    if form is not None:
        _export(found, short_ids(documents), form, place.words)
    elif not found:
        narrowed = overdue or owner is not None or day is not None
        say(_nothing(place.words, team, only_open=only_open, narrowed=narrowed))
    else:
        ids = short_ids(documents)
        say(*action_report(found, place.words, only_open=only_open, ids=ids))


def action_report(
    found: Sequence[Mapping[str, Any]],
    words: Words,
    *,
    only_open: bool,
    ids: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Lines that say how many there are, and then each of them, by its id where `ids` has it."""
    if only_open:
        yield words.plural("{count} open action", "{count} open actions", len(found))
    else:
        yield words.plural("{count} action", "{count} actions", len(found))
    today = date.today()
    for action in found:
        yield ""
        yield from action_lines(action, today, words, (ids or {}).get(field(action, "uid"), ""))


def stored_actions(
    place: Place, *, team: str | None = None, only_open: bool = True
) -> list[Mapping[str, Any]]:
    """The actions of one team or of all, the most urgent first. Raises StoreError."""
    documents = read_actions(place, archived=not only_open)
    found = selected(documents, of_team(place, team), only_open=only_open)
    return list[Mapping[str, Any]](found)


def read_actions(place: Place, *, archived: bool = False) -> list[Document]:
    """Every stored action, also those taken out again; the long closed ones only with `archived`.

    Short ids are told apart among what this returns, so that a list of what is open needs to read
    nothing else; a typed id is looked for among these first. Raises StoreError.
    """
    if not place.folder.is_dir():
        return []
    from retro.store.embedded import EmbeddedStore

    store = EmbeddedStore(place.folder).actions()
    found = store.all()
    if archived:
        # What came back from an archive is there as well until it is archived anew.
        here = {str(each.get("uid")) for each in found}
        found += [each for each in store.archived() if str(each.get("uid")) not in here]
    return found


def selected(
    documents: Iterable[Document],
    is_asked_for: Callable[[Document], bool],
    *,
    only_open: bool = True,
) -> list[Document]:
    """Those that are asked for, the most urgent first."""
    found = [
        document
        for document in documents
        if not document.get("removed")
        and (not only_open or is_open(document))
        and is_asked_for(document)
    ]
    # The uid last: what is alike stays in the same order, whoever wrote first.
    return sorted(found, key=lambda action: (*urgency(action), str(action.get("uid"))))


def action_lines(
    action: Mapping[str, Any], today: date, words: Words, id: str = ""
) -> Iterator[str]:
    """One action in a list."""
    yield f"- {shown(field(action, 'text'))}"
    yield "  " + " · ".join(filter(None, (shown(id), *_facts(action, today, words))))
    for sentence in (
        words("Blocked: {note}", note=shown(field(action, "note")))
        if field(action, "state") == "blocked" and field(action, "note")
        else "",
        words("Done when: {when}", when=shown(field(action, "done_when")))
        if field(action, "done_when") and is_open(action)
        else "",
    ):
        if sentence:
            yield f"  {sentence}"


def due_in_words(action: Mapping[str, Any], today: date, words: Words) -> str:
    """How near its day is."""
    due = due_of(action)
    if due is None:
        return words("no date yet")
    if due < today:
        late = (today - due).days
        return words.plural(
            "{count} day overdue ({date})", "{count} days overdue ({date})", late, date=due
        )
    return words("today") if due == today else words("due {date}", date=due)


def _facts(action: Mapping[str, Any], today: date, words: Words) -> Sequence[str]:
    state = {
        "doing": words("under way"),
        "blocked": words("blocked"),
        "done": words("done"),
        "dropped": words("dropped"),
    }.get(field(action, "state"), "")
    return (
        shown(field(action, "owner")) or words("nobody yet"),
        state,
        due_in_words(action, today, words) if is_open(action) else "",
        shown(field(action, "team")),
        shown(field(action, "session_title")),
    )


def _export(found: Sequence[Document], ids: Mapping[str, str], form: str, words: Words) -> None:
    """Print a document for another program."""
    if form == "json":
        say(actions_as_json(found, ids))
    elif form == "csv":
        from retro.minutes.action_csv import actions_as_csv

        put(actions_as_csv(found))
    elif form == "markdown":
        from retro.minutes.action_markdown import actions_as_markdown

        put(actions_as_markdown(found, ids, words))
    else:
        from retro.minutes.action_calendar import actions_as_calendar

        put(actions_as_calendar(found, words).decode())


def _day(typed: str, words: Words) -> date:
    from retro.minutes.action_rows import day
    from retro.session.refusal import Refused

    try:
        return day(typed)
    except Refused as refused:
        raise Misuse(words(refused.reason, **refused.values)) from None


def _last(action: Mapping[str, Any]) -> str:
    """The day of its last change, as text; empty where nobody knows."""
    days: list[str] = [field(action, name)[:10] for name in ("created", "updated")]
    return max(days)


def _nothing(words: Words, team: str | None, *, only_open: bool, narrowed: bool) -> str:
    if narrowed:
        return words("No actions like that: `retro actions --all` shows all there are.")
    if team is not None:
        return words(
            "No actions for the team {team}: `retro actions` shows those of all teams.",
            team=shown(team),
        )
    if only_open:
        return words("No open actions: `retro start` holds a session that ends with some.")
    return words("There are no actions yet: `retro start` holds a session that ends with some.")
