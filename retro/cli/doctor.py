"""`retro doctor`: what is wrong here, what to do about it, and mending what is stored."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from retro.cli.errors import Failure
from retro.cli.finding_out import Finding, State, about_terminal, about_versions, versions
from retro.cli.output import put, say, shown
from retro.cli.place import Place, with_place

_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_MARKS: Final = {State.WELL: "ok", State.NOTE: "--", State.WRONG: "!!"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.option("--mend", is_flag=True, help="Mend what needs no choice, after a backup.")
@click.option("--accept", type=_FILE, help="Take a file that was edited by hand as it is now.")
@click.option("--restore", type=_FILE, help="Bring a file back from its backup and journal.")
@click.option("--salvage", type=_FILE, help="Give up what cannot be read, and keep the rest.")
@with_place
def doctor(
    place: Place,
    as_json: bool,
    mend: bool,
    accept: Path | None,
    restore: Path | None,
    salvage: Path | None,
) -> int:
    """Check that all is well, and mend what is stored.

    It looks at Python and the libraries, this terminal, the data folder and all that is in it, and
    at what people need to join. Without an option nothing changes. A mend first copies the bytes
    that it replaces to `quarantine` in the data folder, and --mend makes a backup before that, so
    nothing is ever thrown away. Exit status 1 when something is wrong.
    """
    from retro.store.protocol import StoreError

    done: list[str] = []
    try:
        if mend or accept or restore or salvage:
            done = list(_mended(place, accept, restore, salvage, mend=mend))
    except StoreError as error:
        raise Failure(str(error)) from error
    findings = list(_findings(place))
    if as_json:
        put(_json(findings, done))
    else:
        say(*done, *_report(findings, place))
    return 1 if any(each.state is State.WRONG for each in findings) else 0


def _mended(
    place: Place, accept: Path | None, restore: Path | None, salvage: Path | None, *, mend: bool
) -> Iterator[str]:
    """Mend, and say what was done. Raises StoreError and Failure."""
    from retro.store import check

    words = place.words
    if not place.folder.is_dir():
        raise Failure(
            words(
                "Nothing is stored yet in {folder}: there is nothing to mend.", folder=place.folder
            )
        )
    if mend:
        yield _backed_up(place)
        for sentence in check.mend(place.folder):
            yield shown(words.retold(sentence))
        if place.folder.stat().st_uid == os.geteuid() and check.open_to_others(place.folder):
            place.folder.chmod(place.folder.stat().st_mode & 0o700)
            yield words("{folder} is closed to others now.", folder=shown(str(place.folder)))
    if accept is not None:
        check.accept(accept, place.folder)
        yield words("{file} counts as it is now.", file=shown(str(accept)))
    if restore is not None:
        yield from map(words.retold, check.restore(restore, place.folder))
        yield words("{file} is back.", file=shown(str(restore)))
    if salvage is not None:
        yield from map(words.retold, check.salvage(salvage, place.folder))
        yield words("The rest of {file} can be used again.", file=shown(str(salvage)))


def _backed_up(place: Place) -> str:
    """Make a backup in the data folder itself, where nobody else can read it."""
    from retro.cli.backup import take

    now = datetime.now().astimezone()
    folder = place.folder / "backup"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"before-mending-{now:%Y-%m-%d-%H%M%S}.zip"
    take(place, target, now)
    return place.words("All was first put in {file}.", file=shown(str(target)))


def _findings(place: Place) -> Iterator[Finding]:
    yield from about_versions(place.words)
    for look in (_about_screen, _about_data, _about_door):
        try:
            yield from look(place)
        except ImportError as error:
            # What a library is missing for cannot be looked at, and the rest can.
            name = error.name or str(error)
            yield Finding(
                "libraries",
                State.WRONG,
                place.words("The library {name} is missing.", name=name),
                place.words("Install retro again, in an environment of its own."),
            )


def _about_screen(place: Place) -> Iterator[Finding]:
    yield from about_terminal(place.words, os.environ)


def _about_data(place: Place) -> Iterator[Finding]:
    from retro.cli.premises import about_folder, about_formats, about_store
    from retro.store.check import check
    from retro.store.disk import explain

    yield from about_folder(place)
    try:
        sentences = check(place.folder)
    except OSError as error:
        sentences = [str(explain(error, place.folder))]
    yield from about_store(place, sentences)
    yield from about_formats(place)


def _about_door(place: Place) -> Iterator[Finding]:
    from retro.cli.premises import about_serving

    yield from about_serving(place)


def _report(findings: Sequence[Finding], place: Place) -> Iterator[str]:
    words = place.words
    said = ""
    for number, finding in enumerate(findings):
        yield f"{_MARKS[finding.state]}  {finding.sentence}"
        said = finding.next
        # The same advice for several in a row is given once, after them.
        following = findings[number + 1].next if number + 1 < len(findings) else ""
        if said and said != following:
            yield f"    {said}"
    wrong = sum(each.state is State.WRONG for each in findings)
    yield ""
    if wrong:
        yield words.plural("{count} thing is wrong.", "{count} things are wrong.", wrong)
    else:
        yield words("All is well.")


def _json(findings: Sequence[Finding], done: Sequence[str]) -> str:
    import json

    document = {
        "well": not any(each.state is State.WRONG for each in findings),
        "versions": versions(),
        "mended": list(done),
        "findings": [
            {
                "about": each.about,
                "state": each.state.value,
                "sentence": each.sentence,
                "next": each.next,
            }
            for each in findings
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
