"""The formats that somebody means: by a key, or by the file that they write in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from retro.cli.place import Place, place_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from retro.formats.catalogue import Catalogue
    from retro.formats.reader import Template


def catalogue_of(place: Place, team: str = "") -> "Catalogue":
    """All formats that there are here, with those of a team where one is named."""
    from retro.formats.catalogue import Catalogue

    return Catalogue(place.templates).for_team(team)


def is_file_name(named: str) -> bool:
    """Whether a file was typed and not a key: keys have neither."""
    return "/" in named or named.endswith(".md")


def find_template(place: Place, named: str, team: str = "") -> "Template":
    """The format in a file or with a key. Raises UnknownFormat and FormatError."""
    if is_file_name(named):
        from retro.formats.reader import read_template

        return read_template(Path(named), named)
    return catalogue_of(place, team).template(named, place.language)


def complete_format(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """The keys of all formats, for a shell; of those that are held, where one is begun."""
    from click.shell_completion import CompletionItem

    try:
        place = place_of(context)
        formats = catalogue_of(place).formats(place.language)
    except Exception:
        # There is nothing to complete with, and nowhere to say why.
        return []
    is_begun = context.command.name == "start"
    formats = tuple(each for each in formats if each.people[1] > 1 or not is_begun)
    found = (CompletionItem(each.key, help=each.title) for each in formats)
    return [item for item in found if item.value.startswith(incomplete)]
