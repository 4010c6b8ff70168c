"""`retro formats check`: what is wrong with a format of one's own, and what is weak."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retro.cli.formats.finding import catalogue_of, is_file_name
from retro.cli.output import say, shown
from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from retro.formats.catalogue import Catalogue
    from retro.formats.errors import Problem
    from retro.words import Words


@click.command()
@click.argument("format", nargs=-1, metavar="[FORMAT]...")
@click.option("--team", default="", metavar="NAME", help="As this team has it.")
@with_place
def check(place: Place, format: tuple[str, ...], team: str) -> int:
    """Say what is wrong with formats, by file and line; status 1 if anything is.

    FORMAT is a file, or the key of a format. Without one all that are your own are checked, those
    of teams as well. What could be better is said too, and is no error.
    """
    words = place.words
    files = dict(_named(place, format, team) if format else _own(place))
    if not files:
        say(words("You have no formats of your own: `retro formats new` begins one."))
        return 0
    wrong = sum([not _is_usable(file, files[file], place) for file in files])
    checked = words.plural("{count} format checked", "{count} formats checked", len(files))
    verdict = (
        words.plural("{count} cannot be used", "{count} cannot be used", wrong)
        if wrong
        else words("nothing is wrong")
    )
    say(f"{checked}: {verdict}.")
    return 1 if wrong else 0


def _named(place: Place, named: Sequence[str], team: str) -> "Iterator[tuple[Path, Catalogue]]":
    """Files, each with the formats that it is one of. Raises UnknownFormat."""
    from retro.formats.catalogue import Catalogue

    catalogue = catalogue_of(place, team)
    for name in named:
        if is_file_name(name):
            file = Path(name)
            yield file, Catalogue((*place.templates, file.parent))
        else:
            yield catalogue.file(name, place.language), catalogue


def _own(place: Place) -> "Iterator[tuple[Path, Catalogue]]":
    catalogue = catalogue_of(place)
    for each in (catalogue, *map(catalogue.for_team, catalogue.teams())):
        for file in each.own_files():
            yield file, each


def _is_usable(file: Path, catalogue: "Catalogue", place: Place) -> bool:
    """Say what is wrong with a file, or what could be better."""
    from retro.formats.checking import warnings
    from retro.formats.errors import FormatError

    name = shown(str(file))
    words = place.words
    template = catalogue.read(file)
    if isinstance(template, FormatError):
        say(*(f"{name}:{each.line}: {_sentence(each, words)}" for each in template.problems))
        return False
    advice = words("advice")
    for problem in warnings(file, template, catalogue):
        say(f"{name}:{problem.line}: {advice}: {_sentence(problem, words)}")
    return True


def _sentence(problem: "Problem", words: "Words") -> str:
    return shown(str(replace(problem, sentence=words.retold(problem.sentence))))
