"""`retro formats new`: a file of one's own to change."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from retro.cli.errors import Failure, Misuse
from retro.cli.formats.finding import catalogue_of, complete_format
from retro.cli.output import say, shown
from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from retro.formats.catalogue import Catalogue

#: What a new format begins as, unless something else is asked for.
START: Final = "ssc"
_TITLE: Final = re.compile(r"^# .*$", re.MULTILINE)
_KEY_LINE: Final = re.compile(r"^key:.*$", re.MULTILINE)


@click.command()
@click.argument("key")
@click.option(
    "--from",
    "source",
    metavar="FORMAT",
    shell_complete=complete_format,
    help="Begin with a copy of this format.",
)
@click.option("--team", default="", metavar="NAME", help="For this team alone.")
@with_place
def new(place: Place, key: str, source: str | None, team: str) -> None:
    """Write a format of your own: a file that works, for you to change.

    KEY is its name in commands. With the KEY of a format that comes with the program, yours takes
    its place. Nothing that is there is ever written over.
    """
    from retro.formats.front import KEY
    from retro.formats.reader import read_template

    words = place.words
    if not KEY.fullmatch(key):
        raise Misuse(
            words(
                "{key} is no key: take small letters, digits and hyphens, as in our-own.",
                key=shown(key)[:40] or "''",
            )
        )
    catalogue = catalogue_of(place, team)
    template = catalogue.file(source or _like(catalogue, key, place.language), place.language)
    text = _renamed(template.read_text(encoding="utf-8"), key, keep_title=template.stem == key)
    file = _folder(place, team) / place.language / f"{key}.md"
    read_template(text, file.name)
    _write(place, file, text)
    of_team = f" --team {_quoted(team)}" if team else ""
    say(words("Your format is in {file}", file=shown(str(file))))
    say(words("Change it in an editor, and then:"))
    for command in ("retro formats check", "retro formats preview", "retro start"):
        say(f"  {place.typed(f'{command} {key}{of_team}')}")


def _like(catalogue: "Catalogue", key: str, language: str) -> str:
    """What to copy: the format that this one takes the place of, or the one to begin with."""
    known = {format.key for format in catalogue.formats(language)}
    if key in known:
        return key
    return START if START in known else next(iter(sorted(known)), START)


def _renamed(text: str, key: str, *, keep_title: bool) -> str:
    text = _KEY_LINE.sub(f"key: {key}", text, count=1)
    if keep_title:
        return text
    return _TITLE.sub(f"# {key.replace('-', ' ').capitalize()}", text, count=1)


def _folder(place: Place, team: str) -> Path:
    """The folder for formats of one's own, or of a team. Raises Misuse."""
    from retro.formats.catalogue import TEAMS, slug

    folder = place.folder / "templates"
    if not team:
        return folder
    name = slug(team)
    if not name:
        raise Misuse(place.words("--team needs the name of a team: `retro teams` lists them."))
    return folder / TEAMS / name


def _write(place: Place, file: Path, text: str) -> None:
    """Write a file that is not there yet. Raises Failure."""
    words, name = place.words, shown(str(file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise Failure(
            words("{file} is there already: change that one, or take another key.", file=name)
        ) from error
    except OSError as error:
        raise Failure(
            words("{file} could not be written: {why}.", file=name, why=error.strerror or error)
        ) from error


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(shown(text))
