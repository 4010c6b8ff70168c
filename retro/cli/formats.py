"""`retro formats`: what kinds of session there are."""

import click

from retro.cli.output import indented, say, shown, warn
from retro.cli.place import Place, place_of, with_place, with_place_options


class _Formats(click.Group):
    """`retro formats aar` is `retro formats show aar`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; what is no command is the key of a format."""
        known = args[0] in self.commands or args[0].startswith("-")
        return super().resolve_command(ctx, args if known else ["show", *args])


@click.group(cls=_Formats, invoke_without_command=True, subcommand_metavar="[show FORMAT]")
@with_place_options
def formats() -> None:
    """List the formats, or read one of them.

    \b
    Examples:
      retro formats
      retro formats show aar
      retro formats --language nl
    """
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        _list(place_of(context))


def _list(place: Place) -> None:
    from retro.formats.catalogue import Catalogue

    catalogue = Catalogue(place.templates)
    for problem in catalogue.problems():
        warn(str(problem))
    words = place.words
    for template in catalogue.templates(place.language):
        format = template.format
        minutes = words("{minutes} min", minutes=format.minutes)
        say(f"{format.key:<10} {minutes:>7}  {shown(format.title)}")
        if template.when:
            say(f"{'':<20}{shown(template.when)}")
    say("", words("Read one: {command}", command="retro formats show aar"))
    say(words("Use one: {command}", command="retro start aar"))


@formats.command()
@click.argument("format")
@with_place
def show(place: Place, format: str) -> None:
    """Read a format: its agenda, what it asks, and what a facilitator says."""
    from retro.formats.catalogue import Catalogue
    from retro.formats.render import preview

    text = preview(Catalogue(place.templates).find(format, place.language))
    say(*map(indented, text.splitlines()))
