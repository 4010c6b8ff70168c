"""`retro lessons`: what sessions learned, to find again, to hand on, and to note as applied."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

import click

from retro.cli.errors import Misuse
from retro.cli.of_team import of_team
from retro.cli.output import put, say, shown
from retro.cli.place import Place, place_of, with_place, with_place_options
from retro.words import Words

Document = dict[str, Any]
Result = TypeVar("Result")

#: How many are listed on a screen unless somebody wants more.
LISTED: Final = 20
#: What scripts get of a lesson, and in which order.
FIELDS: Final = (
    *("uid", "text", "lesson", "team", "context", "applies_when", "tags"),
    *("applied", "not_applied", "chosen"),
    *("session", "session_title", "format", "language", "created"),
)


class _Lessons(click.Group):
    """`retro lessons rollback` is `retro lessons find rollback`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; what is no command is searched for."""
        known = args[0] in self.commands or args[0].startswith("-")
        return super().resolve_command(ctx, args if known else ["find", *args])


def _with_choice(command: Callable[..., Result]) -> Callable[..., Result]:
    """The options that say which lessons, and in which shape."""
    for option in (
        click.option("--limit", type=click.IntRange(1), metavar="NUMBER", help="At most so many."),
        click.option("--markdown", "as_markdown", is_flag=True, help="Print Markdown, to hand on."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts."),
        click.option("--team", metavar="NAME", help="Only the lessons of this team."),
    ):
        command = option(command)
    return command


@click.group(cls=_Lessons, invoke_without_command=True, subcommand_metavar="[WORD]...")
@_with_choice
@with_place_options
def lessons(**choice: Any) -> None:
    """Search the lessons, or list the newest.

    Accents, endings and small typing errors do not matter. A lesson counts as learned once
    somebody has applied it: note that with `retro lessons applied`.

    \b
    Examples:
      retro lessons
      retro lessons rollback friday
      retro lessons --team Platform --markdown
      retro lessons applied 3f9a1c --note "rehearsed on Tuesday"
      retro lessons when 3f9a1c "before a release with a migration"
    """
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        _show(place_of(context), "", **choice)


@lessons.command("find")
@click.argument("query", nargs=-1, required=True, metavar="WORD...")
@_with_choice
@with_place
def find_lessons(place: Place, /, query: tuple[str, ...], **choice: Any) -> None:
    """Search, also for a word that is a command."""
    parent = click.get_current_context().parent
    typed_before = parent.params if parent else {}
    both: dict[str, Any] = {name: value or typed_before.get(name) for name, value in choice.items()}
    _show(place, " ".join(query), **both)


@lessons.command("applied")
@click.argument("id")
@click.option("--note", default="", metavar="TEXT", help="How, or what came of it.")
@with_place
def note_applied(place: Place, id: str, note: str) -> None:
    """Note that a lesson was applied today.

    ID is the short id that `retro lessons` shows.
    """
    from retro.followup.lessons import applications, applied

    lesson = _change(place, id, lambda document: applied(document, date.today(), note))
    times = len(applications(lesson))
    say(
        place.words("Applied: {text}", text=shown(lesson["text"])),
        place.words.plural("It was applied {count} time.", "It was applied {count} times.", times),
    )


@lessons.command("when")
@click.argument("id")
@click.argument("text", nargs=-1, required=True)
@with_place
def say_when(place: Place, id: str, text: tuple[str, ...]) -> None:
    """Say in which situation a lesson applies.

    ID is the short id that `retro lessons` shows; TEXT replaces what was said before.
    """
    from retro.followup.lessons import with_situation

    lesson = _change(place, id, lambda document: with_situation(document, " ".join(text)))
    say(
        shown(lesson["text"]),
        "  " + place.words("Applies when: {when}", when=shown(lesson["applies_when"])),
    )


def stored_lessons(place: Place, *, team: str | None = None) -> list[Document]:
    """The lessons of one team or of all, newest first. Raises Misuse and StoreError."""
    is_asked_for = of_team(place, team)
    if not place.folder.is_dir():
        return []
    from retro.followup.lessons import newest
    from retro.store.embedded import EmbeddedStore

    there = newest(EmbeddedStore(place.folder).lessons().all())
    return [each for each in there if is_asked_for(each)]


def lessons_as_json(found: Sequence[Mapping[str, Any]]) -> str:
    """A list of objects that have `FIELDS`, for scripts."""
    import json

    return json.dumps([{name: each.get(name) for name in FIELDS} for each in found], indent=2)


def _show(
    place: Place,
    query: str,
    *,
    team: str | None,
    as_json: bool,
    as_markdown: bool,
    limit: int | None,
) -> None:
    words = place.words
    if as_json and as_markdown:
        raise Misuse(words("JSON or Markdown? Choose one of --json and --markdown."))
    every = stored_lessons(place, team=team)
    found = _found(every, query) if query else every
    if as_json:
        say(lessons_as_json(found[:limit]))
    elif as_markdown:
        from retro.minutes.lessons import lessons_as_markdown

        put(lessons_as_markdown(found[:limit], words))
    elif not found:
        say(_nothing(words, query if every else "", team))
    else:
        say(*_report(found, every, limit or LISTED, words))


def _found(every: Sequence[Document], query: str) -> list[Document]:
    from retro.followup.search import Search

    by_uid = {each["uid"]: each for each in every}
    return [by_uid[hit.document["uid"]] for hit in Search(every).find(query)]


def _report(
    found: Sequence[Document], every: Sequence[Document], limit: int, words: Words
) -> Iterator[str]:
    """Lines that say how many there are, and then each of them."""
    from retro.followup.lessons import applications
    from retro.followup.record import short_ids

    count = words.plural("{count} lesson", "{count} lessons", len(found))
    learned = sum(bool(applications(each)) for each in found)
    yield f"{count} · " + words("{count} applied", count=learned)
    ids = short_ids(every)
    for lesson in found[:limit]:
        yield ""
        yield from _lines(lesson, ids[lesson["uid"]], words)
    if len(found) > limit:
        more = len(found) - limit
        yield ""
        yield words.plural(
            "{count} more: --limit {all} shows it too.",
            "{count} more: --limit {all} shows them too.",
            more,
            all=len(found),
        )


def _lines(lesson: Document, id: str, words: Words) -> Iterator[str]:
    from retro.followup.lessons import applied_on

    kind = words("keep doing") if lesson["lesson"] == "sustain" else words("do differently")
    origin = (shown(_text(lesson, name)) for name in ("team", "session_title", "created"))
    yield f"- {shown(lesson['text'])}"
    yield "  " + " · ".join(filter(None, (id, kind, *origin)))
    if when := shown(_text(lesson, "applies_when")):
        yield "  " + words("Applies when: {when}", when=when)
    if context := shown(_text(lesson, "context")):
        yield "  " + words("Context: {context}", context=context)
    if days := shown(", ".join(applied_on(lesson))):
        yield "  " + words("Applied on: {days}", days=days)


def _change(place: Place, id: str, change: Callable[[Document], Document]) -> Document:
    """Change one lesson under the lock of the store. Raises Misuse for one that is not there."""
    from retro.followup.lessons import is_there
    from retro.followup.record import find
    from retro.session.refusal import Refused
    from retro.store.embedded import EmbeddedStore

    changed: list[Document] = []

    def decide(known: list[Document]) -> list[Document]:
        there = [each for each in known if is_there(each)]
        start = id.strip().lower()
        if not start:
            raise Refused("Which lesson? Type its id: `retro lessons` lists them with their ids.")
        if not any(each["uid"].lower().startswith(start) for each in there):
            raise Refused(
                "There is no lesson {id}: `retro lessons` lists them with their ids.", id=id
            )
        changed.append(change(find(there, id)))
        return changed

    try:
        if not place.folder.is_dir():
            decide([])
        EmbeddedStore(place.folder).lessons().change(decide)
    except Refused as refused:
        values = {name: shown(str(value)) or "''" for name, value in refused.values.items()}
        raise Misuse(place.words(refused.reason, **values)) from None
    return changed[-1]


def _nothing(words: Words, query: str, team: str | None) -> str:
    if query:
        return words(
            "No lesson has anything like “{query}”: try one word of it, or another word.",
            query=shown(query),
        )
    if team is not None:
        return words(
            "No lessons of the team {team}: `retro lessons` shows those of all teams.",
            team=shown(team),
        )
    return words("There are no lessons yet: `retro start` holds a session that ends with some.")


def _text(document: Mapping[str, Any], name: str) -> str:
    """A field as a text, whatever somebody else's program left in it."""
    value = document.get(name)
    return value if isinstance(value, str) else ""
