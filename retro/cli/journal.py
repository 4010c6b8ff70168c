"""`retro journal`: a learning journal for one person, kept on this computer alone."""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from retro.cli.attaching import has_terminal
from retro.cli.confirming import agreed
from retro.cli.errors import Failure, Misuse
from retro.cli.output import indented, put, say, shown
from retro.cli.place import Place, place_of, with_place, with_place_options

if TYPE_CHECKING:
    from retro.followup.journal import Document, Prompt
    from retro.store.records import EmbeddedRecords
    from retro.words import Words

_WIDTH: Final = 60
#: The format whose questions these are.
_FORMAT: Final = "journal"


@click.group(invoke_without_command=True)
@click.option("--edit", is_flag=True, help="Write in your editor: $VISUAL or $EDITOR.")
@with_place_options
@click.pass_context
def journal(context: click.Context, edit: bool) -> None:
    """Keep a learning journal, for yourself alone.

    It asks one question a day, and you write below it until an empty line. What you write stays in
    the data folder on this computer: it is in no minutes and no figures, and nobody who joins a
    session can see it.

    \b
    Examples:
      retro journal
      retro journal --edit
      retro journal search deploy
      retro journal export -o journal.md
    """
    if context.invoked_subcommand is None:
        from retro.followup.journal import prompt_of

        place = place_of(context)
        _write(place, prompt_of(date.today(), _prompts(place)), edit=edit)


@journal.command()
@click.option("--edit", is_flag=True, help="Write in your editor: $VISUAL or $EDITOR.")
@with_place
def prompt(place: Place, edit: bool) -> None:
    """Ask another question than that of today."""
    from random import Random

    from retro.followup.journal import another

    _write(place, another(date.today(), _prompts(place), Random()), edit=edit)


@journal.command("list")
@with_place
def list_(place: Place) -> None:
    """List what you wrote, the latest first."""
    from retro.followup.journal import entries

    found = entries(_records(place).all())
    if not found:
        say(place.words("Nothing is in your journal yet: `retro journal` begins it."))
    say(*_listed(found, found, place.words))


@journal.command()
@click.argument("id", metavar="ID")
@with_place
def show(place: Place, id: str) -> None:
    """Show one entry. ID is the start of its id, as `retro journal list` has it."""
    say(*_whole(_found(place, id), place.words))


@journal.command()
@click.argument("words", nargs=-1, required=True)
@with_place
def search(place: Place, words: tuple[str, ...]) -> None:
    """Find entries by words, also with other endings or a typing error."""
    from retro.followup.journal import entries
    from retro.followup.search import Search

    all_of_them = entries(_records(place).all())
    hits = Search(all_of_them).find(" ".join(words))
    if not hits:
        say(place.words("Nothing in your journal has these words."))
    say(*_listed([dict(hit.document) for hit in hits], all_of_them, place.words))


@journal.command()
@click.option("-o", "--output", metavar="FILE", help="Write to this file, for you alone to read.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@with_place
def export(place: Place, output: str | None, force: bool) -> None:
    """Write all of it as Markdown, the oldest entry first."""
    from retro.followup.journal import entries

    text = "\n\n".join(_markdown(entries(_records(place).all()), place.words)) + "\n"
    if output is None or output == "-":
        put(text)
        return
    from retro.cli.saving import save

    save(Path(output), text.encode(), place.words, force=force, private=True)
    say(place.words("Your journal is in {file}.", file=shown(output)))


@journal.command()
@click.argument("id", metavar="ID")
@click.option("-y", "--yes", is_flag=True, help="Remove it without asking.")
@with_place
def remove(place: Place, id: str, yes: bool) -> None:
    """Remove an entry for good."""
    from retro.followup.journal import removed

    words = place.words
    document = _found(place, id)
    if not yes:
        if not has_terminal():
            raise Failure(words("Nothing was removed: --yes does it without asking."))
        say(*_whole(document, words), "")
        if not agreed(words("Remove this for good?"), words):
            say(words("Nothing was removed."))
            return
    _records(place).change(lambda _: [removed(document["uid"])])
    _forget_copies(place)
    say(words("Removed."))


def _prompts(place: Place) -> "list[Prompt]":
    """The questions of the format `journal`, in the language of the screen.

    Its phases take turns, so that days in a row ask for something else: one notices, one learns,
    one tries. Raises UnknownFormat and FormatError.
    """
    from itertools import zip_longest

    from retro.followup.journal import Prompt
    from retro.formats.catalogue import FALLBACK, Catalogue
    from retro.formats.errors import UnknownFormat

    catalogue = Catalogue(place.templates)
    try:
        format = catalogue.find(_FORMAT, place.language)
    except UnknownFormat:
        # There may be formats in a language that has no journal.
        format = catalogue.find(_FORMAT, FALLBACK)
    turns = zip_longest(*(phase.columns for phase in format if phase.columns))
    asked = (column for turn in turns for column in turn if column is not None)
    prompts = [Prompt(column.key, column.prompt or column.title) for column in asked]
    return prompts or [Prompt(phase.key, phase.prompt) for phase in format]


def _records(place: Place) -> "EmbeddedRecords":
    from retro.store.embedded import EmbeddedStore

    return EmbeddedStore(place.folder).journal()


def _found(place: Place, id: str) -> "Document":
    """Raises Misuse for an id that no entry has, or more than one."""
    from retro.followup.journal import find
    from retro.session.refusal import Refused

    try:
        return find(_records(place).all(), id)
    except Refused as refused:
        values = {name: shown(str(value)) for name, value in refused.values.items()}
        raise Misuse(place.words(refused.reason, **values)) from refused


def _write(place: Place, prompt: "Prompt", *, edit: bool) -> None:
    """Ask, and keep the answer; what was begun and left comes back first."""
    from retro.followup.journal import draft_in

    words = place.words
    question = prompt.question
    draft = draft_in(_records(place).all()) if has_terminal() else None
    before = ""
    if draft is not None:
        when = _day(draft, words)
        say(words("On {date} you began to write, and did not finish:", date=when), "")
        say(*_whole(draft, words), "")
        if agreed(words("Go on with it?"), words):
            before, question = draft["text"], draft["question"]
        else:
            _keep(place, draft["text"], draft["question"])
            say(words("It is kept as it is, as an entry of its own."), "")
    if edit:
        text = _edited(place, before, question)
    elif has_terminal():
        text = _typed(place, before, question)
    else:
        text = sys.stdin.read()
        if not text.strip():
            say(question)
            return
    if not text.strip():
        say(words("Nothing was kept."))
        return
    document = _keep(place, text, question)
    say(words("Kept. `retro journal show {id}` shows it.", id=document["uid"][:6]))


def _keep(place: Place, text: str, question: str) -> "Document":
    """Store an entry, and take away the draft of it. Raises Failure."""
    from secrets import token_hex

    from retro.followup.journal import DRAFT, draft_in, entry, removed
    from retro.session.refusal import Refused

    records = _records(place)
    now = datetime.now().astimezone()
    try:
        document = entry(token_hex(7), text, question, place.words.language, now)
    except Refused as refused:
        raise Failure(place.words(refused.reason, **refused.values)) from refused

    def put(stored: "list[Document]") -> "list[Document]":
        return [document, removed(DRAFT)] if draft_in(stored) else [document]

    records.change(put)
    return document


def _typed(place: Place, before: str, question: str) -> str:
    """What is typed in this terminal. Raises KeyboardInterrupt, and then it is kept as a draft."""
    from retro.cli.typing_lines import Interrupted, stoppable, typed_lines

    words = place.words
    with stoppable():
        try:
            say(question, words("An empty line ends it; Ctrl+C leaves it for later."), "")
            lines = typed_lines()
        except Interrupted as interrupted:
            _leave(place, "\n".join(filter(None, (before, *interrupted.lines))), question)
            raise KeyboardInterrupt from interrupted
    return "\n".join(filter(None, (before, *lines)))


def _leave(place: Place, text: str, question: str) -> None:
    """Keep what was not finished until the next time."""
    from retro.followup.journal import DRAFT, entry

    if text.strip():
        now = datetime.now().astimezone()
        document = entry(DRAFT, text, question, place.words.language, now)
        _records(place).change(lambda _: [document])
        # Last, as there may be no terminal any more.
        say("", place.words("Not finished: `retro journal` goes on with it."))


def _edited(place: Place, before: str, question: str) -> str:
    """What is written in one's own editor. Raises Failure."""
    import os

    words = place.words
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise Failure(words("No editor is set: set VISUAL or EDITOR, or leave out --edit."))
    reminder = f"<!-- {question} -->"
    try:
        text = click.edit(f"{before}\n\n{reminder}\n", extension=".md")
    except click.ClickException as error:
        raise Failure(
            words("The editor did not end well: {why}.", why=shown(error.format_message()))
        ) from error
    return (text if text is not None else "").replace(reminder, "").strip()


def _day(document: "Document", words: "Words") -> str:
    from retro.followup.journal import time_of
    from retro.minutes.dates import day

    return day(words, time_of(document).date())


def _listed(
    found: "list[Document]", all_of_them: "list[Document]", words: "Words"
) -> Iterator[str]:
    """A line each."""
    from retro.followup.record import short_ids

    ids = short_ids(all_of_them)
    for document in found:
        start = shown(document["text"])
        if len(start) > _WIDTH:
            start = f"{start[:_WIDTH].rpartition(' ')[0] or start[:_WIDTH]} …"
        yield f"{ids[document['uid']]}  {_day(document, words)}  {start}"


def _whole(document: "Document", words: "Words") -> Iterator[str]:
    yield f"{_day(document, words)} · {shown(document['question'])}"
    yield ""
    yield from map(indented, document["text"].split("\n"))


def _markdown(found: "list[dict[str, Any]]", words: "Words") -> Iterator[str]:
    from retro.minutes.blocks import emphasis, title
    from retro.minutes.escape import inline

    yield title(words("Learning journal"), 1)
    for document in reversed(found):
        yield title(_day(document, words), 2)
        yield emphasis(inline(shown(document["question"]), at_start=False))
        for paragraph in document["text"].split("\n\n"):
            if paragraph.strip():
                yield inline(paragraph.strip("\n"))


def _forget_copies(place: Place) -> None:
    """Let the files that keep the state of one step before hold nothing of what was removed."""
    from retro.store.database import Database
    from retro.store.disk import Disk
    from retro.store.migrations import RECORDS
    from retro.store.naming import Files
    from retro.store.shared import SharedDatabase

    files = Files(place.folder / "journal.json", place.folder / "quarantine")
    disk = Disk()
    with SharedDatabase(files, disk, RECORDS).locked():
        database = Database.open(files, disk, RECORDS)
        try:
            # The first keeps a copy of what was there before it, the second one of the first.
            database.fold()
            database.fold()
        finally:
            database.close()
