"""`retro privacy`: what is kept of a session, shown from its files."""

from typing import TYPE_CHECKING

import click

from retro.cli.finding import complete_session, find_row, read_session, short_key
from retro.cli.output import say, shown
from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retro.cli.proof import Part
    from retro.session.model import Session
    from retro.words import Words


@click.command()
@click.argument("session", required=False, shell_complete=complete_session)
@with_place
def privacy(place: Place, session: str | None) -> int:
    """Show what is kept of a session, from its files.

    SESSION is the key of a session or its beginning; without it you see the latest. Each file is
    listed with all the fields that are in it. What was written unseen has no author, no time and
    no order there; exit status 1 when a file says otherwise.
    """
    from retro.cli.proof import parts
    from retro.store.naming import Files, session_path

    row = find_row(place, session)
    found = read_session(place, row)
    path = session_path(place.folder, row.key)
    files = parts(Files(path, place.folder / "quarantine"), found)
    words = place.words
    say(f"{shown(found.title)} ({short_key(row.key, [row])})", "")
    for part in files:
        say(*_listing(part, place, words), "")
    say(*_handed_on(place, row.key), "")
    faults = [fault for part in files for fault in _faults(part, words)]
    say(*(faults or _well(found, words)), "")
    say(*_limits(found, words))
    return 1 if faults else 0


def _listing(part: "Part", place: Place, words: "Words") -> "Iterator[str]":
    yield shown(str(part.path.relative_to(place.folder)))
    yield f"  {_purpose(part, words)}"
    width = max(map(len, part.tables), default=0)
    for table, (count, fields) in sorted(part.tables.items()):
        line = f"    {shown(table):<{width}} {count:>5}  {', '.join(map(shown, sorted(fields)))}"
        yield line.rstrip()


def _purpose(part: "Part", words: "Words") -> str:
    match part.ending.removesuffix(".tmp"):
        case ".json":
            return words("what was said openly, and who is in the session")
        case ".json.bak":
            return words("the same as it was one step before, in case the file is damaged")
        case ".journal" | ".journal.bak":
            return words("the latest changes to it, until they are in the file")
        case ".sealed":
            return words("what was written, answered and voted unseen")
        case ".sealed.before":
            return words("the same as it was one step before")
        case ".access":
            return words("codes, hashes of tickets and sealed half-typed text; gone at the end")
        case ".lock":
            return words("says which process has the session open")
        case _:
            return words("not one of retro's files")


def _handed_on(place: Place, key: str) -> "Iterator[str]":
    """What later sessions find of this one, with all the fields of it."""
    from retro.store.embedded import EmbeddedStore

    words, store = place.words, EmbeddedStore(place.folder)
    yield words("Handed on to later sessions")
    for name, records, purpose in (
        ("actions.json", store.actions(), words("what was agreed, with its owner by name")),
        ("lessons.json", store.lessons(), words("what was learned, without its writer")),
    ):
        found = [each for each in records.all() if each.get("session") == key]
        fields = sorted({shown(field) for each in found for field in each})
        yield f"  {name}: {purpose}"
        yield f"    {len(found):>5}  {', '.join(fields)}".rstrip()
    yield "  " + words(
        "Your learning journal (journal.json) is for you alone: it is in no minutes and no "
        "figures, and nobody who joins a session can reach it."
    )


def _faults(part: "Part", words: "Words") -> "Iterator[str]":
    from retro.cli import proof

    name = shown(part.path.name)
    for kind, text in part.faults:
        about = shown(text)
        match kind:
            case proof.FIELD:
                yield words("{file} holds {about}, which it should not.", file=name, about=about)
            case proof.ORDER:
                yield words(
                    "{file} keeps {about} in an order that is not that of their random ids.",
                    file=name,
                    about=about,
                )
            case proof.OPEN:
                yield words(
                    "{file} openly holds something that was written unseen ({about}).",
                    file=name,
                    about=about,
                )
            case proof.CLEAR:
                yield words(
                    "{file} holds something under {about} that can be read by anybody.",
                    file=name,
                    about=about,
                )
            case proof.UNREAD:
                yield words("{file} cannot be read: run `retro doctor`.", file=name)
            case proof.MODE:
                yield words("{file} is open to other people of this computer.", file=name)
            case _:
                yield words("{file} is not one of retro's files: look at it.", file=name)


def _well(session: "Session", words: "Words") -> "Sequence[str]":
    from retro.cli.proof import unseen
    from retro.session.model import Writing
    from retro.ui.privacy import NAMED

    phases = ", ".join(shown(title) for title in unseen(session))
    if session.writing is Writing.TOGETHER:
        return [words("One keyboard wrote for all: its cards do not say whose words they are.")]
    with_writers = words("Cards of other phases are kept with who wrote them.")
    if not phases:
        return [words("Nothing in this session was kept without its writer."), with_writers]
    return [
        words(
            "Nothing in these files says who wrote, answered or voted what in {phases}, when, or "
            "in which order.",
            phases=phases,
        ),
        with_writers,
        words(NAMED),
    ]


def _limits(session: "Session", words: "Words") -> "Iterator[str]":
    """Who could find out all the same: what the screen says of it, and what is about files."""
    from retro.ui.privacy import limits

    yield words("Who could still find out:")
    for sentence in (
        *limits(session, words),
        words(
            "A copy of the folder made every minute, as a backup, shows when something was added."
        ),
        words("A bastion, VPN or SSH service in between notes who connected, and when."),
    ):
        yield f"- {sentence}"
