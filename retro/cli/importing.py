"""`retro import`: minutes that somebody edited, taken over into the actions and lessons."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from retro.cli.attaching import has_terminal
from retro.cli.colouring import Colour, colour_here
from retro.cli.errors import Failure, Misuse
from retro.cli.finding import find_row, read_session
from retro.cli.output import say, shown, warn
from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from datetime import datetime

    from retro.followup.contents import Contents, Remark
    from retro.followup.taking_over import Change, Wishes
    from retro.session.model import Session
    from retro.words import Words

_SCREEN: Final = "-"
_SHORT: Final = 6
#: Remarks that are shown one by one; with --json all are.
_SHOWN: Final = 100


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--session", metavar="KEY", help="The session, for minutes without their last line.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("-y", "--yes", is_flag=True, help="Take it over without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the difference as JSON; ask nothing.")
@with_place
def import_(
    place: Place, file: str, session: str | None, dry_run: bool, yes: bool, as_json: bool
) -> int:
    """Take over what you changed in minutes.

    FILE is what `retro minutes -o FILE` wrote, edited since; - is standard input. You see the
    difference first. Changed actions and lessons are taken over, a row without an id becomes a new
    action, and what you removed stays as it is. A lesson that you added or moved is only named. The
    session itself never changes.

    \b
    Examples:
      retro import release.md
      retro import release.md --dry-run
      retro import - --yes < release.md
    """
    from datetime import UTC, datetime

    from retro.minutes.reading import read

    words = place.words
    contents = read(_text(file, words))
    row = find_row(place, session or contents.session) if session or contents.session else None
    if row is None or not (session or row.key == contents.session):
        warn("\n".join(_lines_of(contents.faults, words)))
        raise Failure(
            words(
                "{file} does not end with the line that says which session it is: it was cut off, "
                "or is no minutes of retro. If it is whole, add --session KEY.",
                file=shown(file),
            )
        )
    if contents.session not in ("", row.key):
        raise Failure(
            words(
                "{file} has the minutes of session {key}, and --session names another one: leave "
                "--session out.",
                file=shown(file),
                key=contents.session,
            )
        )
    found = read_session(place, row)
    if found.closed is None:
        raise Failure(
            words("This session is still under way: change it there, or import after its end.")
        )
    taking = _Taking(place, found, contents, datetime.now(UTC))
    if taking.faults:
        warn("\n".join(_lines_of(taking.faults, words)))
        raise Failure(words("Nothing was taken over: mend these lines and import again."))
    done = not dry_run and taking.wants and yes
    if as_json:
        if done:
            taking.apply()
        say(taking.as_json(done=done))
        return 0
    say(*taking.report())
    if dry_run or not taking.wants:
        return 0
    if not yes:
        if file == _SCREEN or not has_terminal():
            raise Failure(words("Nothing was taken over: --yes does it without asking."))
        from retro.cli.confirming import agreed

        if not agreed(words("Take this over?"), words):
            say(words("Nothing was taken over."))
            return 0
    taking.apply()
    say(words("Taken over. The session itself stays as it was, and so do its minutes."))
    return 0


def _text(file: str, words: "Words") -> str:
    """What stands in a file. Raises Misuse and Failure."""
    from retro.minutes.decoding import MOST_BYTES, decoded

    name = shown(file)
    try:
        if file == _SCREEN:
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise Misuse(words("{file} cannot be read: {why}.", file=name, why=why or error)) from error
    if len(content) > MOST_BYTES:
        raise Failure(
            words(
                "{file} is too long: minutes have {most} MB at most.",
                file=name,
                most=MOST_BYTES // 1_000_000,
            )
        )
    try:
        return decoded(content)
    except ValueError as error:
        raise Failure(
            words("{file} is not a text: give minutes in Markdown.", file=name)
        ) from error


class _Taking:
    """What an edited text makes of what is stored. Raises StoreError."""

    def __init__(
        self, place: Place, session: "Session", contents: "Contents", now: "datetime"
    ) -> None:
        from retro.followup.taking_over import action_changes, lesson_changes, wishes
        from retro.minutes.markdown import minutes
        from retro.minutes.reading import read
        from retro.store.embedded import EmbeddedStore
        from retro.words import Words

        self.words = place.words
        self.session = session
        self.now = now
        self.store: EmbeddedStore = EmbeddedStore(place.folder)
        base = read(minutes(session, Words(session.language)))
        self.wishes: Wishes = wishes(session, base, contents)
        actions, lessons = self.store.actions(), self.store.lessons()
        self.archived = actions.archived()
        self.actions, faults = action_changes(
            self.wishes.actions, session, actions.all(), now, self.archived
        )
        self.lessons, others = lesson_changes(self.wishes.lessons, session, lessons.all(), now)
        found = (*self.wishes.faults, *faults, *others)
        self.faults: Sequence[Remark] = sorted(found, key=lambda fault: fault.line)

    @property
    def wants(self) -> bool:
        """Whether anything would change."""
        return bool(self.actions or self.lessons)

    def apply(self) -> None:
        """Change what is stored as it was shown. Raises Failure and StoreError.

        The actions and the lessons are in two files. Nothing was changed in either where this
        raises, unless the second could not be written: then it says so, and the same text taken
        over again does what is left and nothing twice.
        """
        from retro.store.protocol import StoreError

        if not self.lessons:
            self.store.actions().change(self._actions_after)
            return
        taken: list[dict[str, Any]] = []

        def lessons_after(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
            # The actions go first, and only while nobody else can change the lessons.
            documents = self._lessons_after(stored)
            if self.actions:
                taken.extend(self.store.actions().change(self._actions_after))
            return documents

        try:
            self.store.lessons().change(lessons_after)
        except (StoreError, OSError) as error:
            if not taken:
                raise
            raise Failure(
                self.words(
                    "The actions were taken over, and the lessons were not: {why} Then import the "
                    "same file again, which does what is left and nothing twice.",
                    why=error,
                )
            ) from error

    def _lessons_after(self, stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
        from retro.followup.taking_over import lesson_changes

        found, _ = lesson_changes(self.wishes.lessons, self.session, stored, self.now)
        return self._as_shown(found, self.lessons)

    def _actions_after(self, stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
        from retro.followup.taking_over import action_changes

        found, _ = action_changes(
            self.wishes.actions, self.session, stored, self.now, self.archived
        )
        return self._as_shown(found, self.actions)

    def _as_shown(
        self, found: "Sequence[Change]", seen: "Sequence[Change]"
    ) -> list[dict[str, Any]]:
        if [change.after for change in found] != [change.after for change in seen]:
            raise Failure(
                self.words(
                    "This was changed elsewhere just now: nothing was taken over. Try again."
                )
            )
        return [change.after for change in found]

    def report(self) -> Iterator[str]:
        """The difference in lines."""
        words, colour = self.words, colour_here()
        yield f"{shown(self.session.title)} ({self.session.key})"
        yield from _lines_of(self.wishes.passed_over, words)
        for change in (*self.actions, *self.lessons):
            yield ""
            yield from _described(change, words, colour)
        if self.wishes.missing:
            yield ""
        for missing in self.wishes.missing:
            text = words("no longer in the file; left as it is: {text}", text=shown(missing.text))
            yield colour(f"= {text}", "dim")
        yield ""
        if not self.wants:
            yield words("There is nothing to take over: no action or lesson was changed.")
            return
        new = sum(change.before is None for change in self.actions)
        counts = (
            words.plural("{count} new action", "{count} new actions", new),
            words.plural(
                "{count} action changed", "{count} actions changed", len(self.actions) - new
            ),
            words.plural("{count} lesson changed", "{count} lessons changed", len(self.lessons)),
        )
        numbers = (new, len(self.actions) - new, len(self.lessons))
        yield ", ".join(said for said, number in zip(counts, numbers, strict=True) if number) + "."

    def as_json(self, *, done: bool) -> str:
        """The difference for scripts."""
        import json

        return json.dumps(
            {
                "session": self.session.key,
                "taken_over": done,
                "actions": [_document(change) for change in self.actions],
                "lessons": [_document(change) for change in self.lessons],
                "missing": [
                    {"id": missing.id, "text": missing.text} for missing in self.wishes.missing
                ],
                "not_read": [
                    {"line": each.line, "why": each.sentence.format(**each.values)}
                    for each in self.wishes.passed_over
                ],
            },
            indent=2,
        )


def _document(change: "Change") -> dict[str, Any]:
    return {
        "uid": change.uid,
        "line": change.line,
        "new": change.before is None,
        "text": change.after["text"],
        "changes": {name: list(pair) for name, pair in sorted(change.fields.items())},
        "changed_elsewhere_since": sorted(change.since),
    }


def _described(change: "Change", words: "Words", colour: Colour) -> Iterator[str]:
    """One record: what it is, and each field that changes from what to what."""
    new = change.before is None
    text = shown(str((change.before or change.after)["text"]))
    yield colour(f"{'+' if new else '~'} {text}", "green" if new else "yellow") + (
        "" if new else f"  {change.uid[:_SHORT]}"
    )
    names = _names(words)
    for name, label in names.items():
        if name not in change.fields or (new and name == "text"):
            continue
        before, after = (_value(name, each, words) for each in change.fields[name])
        line = f"    {label}: {after}" if new else f"    {label}: {before} → {after}"
        if name in change.since:
            line += f" ({words('changed elsewhere since')})"
        yield line


def _names(words: "Words") -> Mapping[str, str]:
    """What the fields are called, in the order in which they are shown."""
    from retro.minutes.terms import action_columns, detail_labels

    names = {**action_columns(words), "state": words("State"), **detail_labels(words)}
    return {**names, "text": words("Text")}


def _value(name: str, value: Any, words: "Words") -> str:
    """A field as people read it."""
    from datetime import date

    from retro.minutes import terms
    from retro.minutes.dates import day

    if name == "accepted":
        return terms.acceptance(words)[bool(value)]
    if value in ("", None):
        return "–"
    if name == "due":
        return day(words, date.fromisoformat(value))
    known: Mapping[str, Mapping[str, str]] = {
        "state": terms.action_states(words),
        "kind": terms.action_kinds(words),
        "size": terms.action_sizes(words),
        "helped": terms.helped_answers(words),
    }
    return known.get(name, {}).get(value, shown(str(value)))


def _lines_of(remarks: "Sequence[Remark]", words: "Words") -> Iterator[str]:
    for remark in remarks[:_SHOWN]:
        values = {
            name: shown(value) if isinstance(value, str) else value
            for name, value in remark.values.items()
        }
        said = words(remark.sentence, **values)
        yield words("Line {line}: {said}", line=remark.line, said=said)
    if (more := len(remarks) - _SHOWN) > 0:
        yield words.plural("… and {count} more", "… and {count} more", more)
