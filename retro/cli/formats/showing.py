"""`retro formats show` and `preview`: all of a format, and how people will see it."""

import click

from retro.cli.formats.finding import complete_format, find_template
from retro.cli.output import indented, say
from retro.cli.place import Place, with_place


@click.command()
@click.argument("format", shell_complete=complete_format)
@click.option("--team", default="", metavar="NAME", help="As this team has it.")
@with_place
def show(place: Place, format: str, team: str) -> None:
    """Read a format: its agenda, what it asks, and what a facilitator says.

    FORMAT is the key of a format, or a file that holds one.
    """
    from retro.cli.formats.reading import described

    template = find_template(place, format, team)
    say(*map(indented, described(template, place.words)))


@click.command()
@click.argument("format", metavar="FORMAT", shell_complete=complete_format)
@click.option("--team", default="", metavar="NAME", help="As this team has it.")
@with_place
def preview(place: Place, format: str, team: str) -> None:
    """See each phase as people will see it, and below it what the facilitator sees.

    FORMAT is the key of a format, or a file that holds one.
    """
    import shutil

    from retro.cli.formats.screens import screens

    template = find_template(place, format, team)
    # Every text was cleaned when it was read, and here the spaces between them count.
    say(*screens(template.format, place.words, shutil.get_terminal_size().columns))
