"""`retro actions import`: actions from a file of a spreadsheet or another program."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retro.cli.actions.changing import BY, Outcome, actions_of, news_lines
from retro.cli.attaching import has_terminal
from retro.cli.errors import Failure, Misuse
from retro.cli.output import finish, say, shown, warn
from retro.cli.place import Place, with_place
from retro.followup.record import Document, field, short_ids
from retro.followup.stored import day_of

if TYPE_CHECKING:
    from retro.followup.importing import Change, Plan, Row, Unreadable
    from retro.words import Words

#: What stands for standard input.
_INPUT = "-"
#: How many actions are shown one by one before the rest is only counted.
_SHOWN = 40


@click.command(name="import")
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("-y", "--yes", is_flag=True, help="Import it without asking.")
@with_place
def import_(place: Place, file: str, dry_run: bool, yes: bool) -> None:
    """Add and change actions from a CSV file.

    It takes what `retro actions --csv` writes, and lists of other programs: columns in any order,
    named in English or Dutch, between commas, semicolons or tabs, in UTF-8, UTF-16 or Windows'
    own. One column has to say what will be done, as "text" or "action".

    A row with the uid or the short id of an action that is here changes it, in the columns that
    the file has; other rows are added. You see the difference first, and which values undo what
    was changed here after the file was written. A file with a mistake changes nothing at all, and
    the same file again changes nothing more. FILE may be - for standard input.

    \b
    Examples:
      retro actions import actions.csv
      retro actions import actions.csv --dry-run
      retro actions import from-the-board.csv --yes
    """
    from retro.followup.importing import Unreadable
    from retro.minutes.action_rows import LARGEST, rows_of

    words = place.words
    try:
        rows, unknown = rows_of(_read(file, LARGEST + 1, words))
        if unknown:
            names = ", ".join(f"“{shown(name)[:40]}”" for name in unknown[:10])
            warn(words("These columns mean nothing here and are left out: {names}.", names=names))
        plan, stored = _planned(place, rows)
        say(*_difference(plan, stored, words))
        if dry_run or not plan.documents:
            return
        _ask(words, file, yes=yes)
        _carry_out(place, rows, plan)
    except Unreadable as unreadable:
        raise Failure("\n".join(_faults(unreadable, words))) from None
    say(words("Imported."))


def _read(file: str, most: int, words: "Words") -> bytes:
    try:
        if file == _INPUT:
            return sys.stdin.buffer.read(most)
        with Path(file).open("rb") as opened:
            return opened.read(most)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise Misuse(
            words("{file} cannot be read: {why}.", file=shown(file), why=why or error)
        ) from None


def _planned(place: Place, rows: "list[Row]") -> "tuple[Plan, list[Document]]":
    """What the rows would do now, and the actions that are stored now."""
    from retro.followup.importing import plan

    stored: list[Document] = []
    archived: list[Document] = []
    if place.folder.is_dir():
        actions = actions_of(place)
        stored, archived = actions.all(), actions.archived()
    return plan(rows, stored, archived, now=datetime.now(UTC), by=BY), stored


def _carry_out(place: Place, rows: "list[Row]", shown_plan: "Plan") -> None:
    """Do what was shown, and only that. Raises Failure when something changed in between."""
    from retro.followup.importing import plan

    actions = actions_of(place)
    now = datetime.now(UTC)

    def decide(documents: list[Document]) -> list[Document]:
        # An archive only grows by what leaves this table, so reading it again loses nothing.
        again = plan(rows, documents, actions.archived(), now=now, by=BY)
        if _gist(again) != _gist(shown_plan):
            raise Failure(
                place.words(
                    "Somebody changed these actions just now, so nothing was imported: "
                    "do it again to see the difference as it is."
                )
            )
        return again.documents

    actions.change(decide)


def _gist(plan: "Plan") -> object:
    """What a plan does, without the moment."""
    return (
        [action["uid"] for _, action in plan.added],
        [Outcome(change.before, change.after, "").news for change in plan.changed],
    )


def _ask(words: "Words", file: str, *, yes: bool) -> None:
    """Go on only if that is wanted. Raises Failure."""
    if yes:
        return
    if file == _INPUT or not has_terminal():
        raise Failure(words("Nothing was imported: --yes does it without asking."))
    from retro.cli.confirming import agreed

    finish()
    if not agreed(words("Import this?"), words):
        raise Failure(words("Nothing was imported."))


def _difference(plan: "Plan", stored: list[Document], words: "Words") -> Iterator[str]:
    ids = short_ids([*stored, *plan.documents])
    undoing = [change for change in plan.changed if change.undoes]
    others = [change for change in plan.changed if not change.undoes]
    # What undoes something comes first, so that it is never among those that are only counted.
    entries = chain(
        (_changed(change, shown(ids[change.before["uid"]]), words) for change in undoing),
        ([f"+ {shown(field(action, 'text'))}"] for _, action in plan.added),
        (_changed(change, shown(ids[change.before["uid"]]), words) for change in others),
    )
    for lines in islice(entries, _SHOWN):
        yield from lines
    if (more := len(plan.documents) - _SHOWN) > 0:
        yield words.plural("… and {count} more", "… and {count} more", more)
    yield words(
        "{added} to add, {changed} to change, {same} as they are.",
        added=len(plan.added),
        changed=len(plan.changed),
        same=plan.same,
    )
    if undoing:
        yield words.plural(
            "{count} of them undoes a later change.",
            "{count} of them undo later changes.",
            len(undoing),
        )


def _changed(change: "Change", id: str, words: "Words") -> Iterator[str]:
    """One action that changes, field by field, and which fields may go back."""
    text = shown(field(change.before, "text"))
    yield words("~ {text} ({id}, line {line})", text=text, id=id, line=change.line)
    news = Outcome(change.before, change.after, id).news
    for name, line in zip(news, news_lines(news, words), strict=True):
        if name in change.since:
            day = _day(change.since[name], words)
            mark = words("changed on {day}, after this file was written", day=day)
        elif name in change.back:
            day = _day(change.back[name], words)
            mark = words("goes back: it was so until {day}", day=day)
        else:
            mark = ""
        yield f"    {line} – {mark}" if mark else f"    {line}"


def _day(time: str, words: "Words") -> str:
    """The day of a stored time as people read it."""
    from retro.minutes import dates

    day = day_of(time)
    return dates.day(words, day) if day else "?"


def _faults(unreadable: "Unreadable", words: "Words") -> Iterator[str]:
    """Why a file cannot be imported, one line a mistake."""
    for line, refused in unreadable.faults[:20]:
        why = words(refused.reason, **refused.values)
        yield words("Line {line}: {said}", line=line, said=why) if line else why
    if (more := len(unreadable.faults) - 20) > 0:
        yield words.plural("… and {count} more mistake", "… and {count} more mistakes", more)
    yield words("Nothing was imported.")
