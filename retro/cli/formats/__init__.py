"""`retro formats`: what kinds of session there are, and how one writes another."""

import click

from retro.cli.formats.checking import check
from retro.cli.formats.listing import show_list, with_selection
from retro.cli.formats.new import new
from retro.cli.formats.showing import preview, show
from retro.cli.place import place_of, with_place_options


class _Formats(click.Group):
    """`retro formats aar` is `retro formats show aar`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; what is no command is the key of a format."""
        known = args[0] in self.commands or args[0].startswith("-")
        return super().resolve_command(ctx, args if known else ["show", *args])


@click.group(
    cls=_Formats,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [FORMAT]...",
    commands=[show, preview, new, check],
)
@with_selection
@with_place_options
def formats(
    minutes: int | None,
    people: int | None,
    purpose: str,
    safety: str | None,
    team: str,
    as_json: bool,
) -> None:
    """List the formats, or read one of them.

    \b
    Examples:
      retro formats
      retro formats --minutes 45 --people 6
      retro formats --purpose feelings --safety low
      retro formats show aar
      retro formats preview aar
      retro formats new our-own --from ssc
      retro formats check
    """
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        from retro.formats.front import Safety
        from retro.formats.selecting import Wanted

        wanted = Wanted(minutes, people, purpose, Safety(safety) if safety else None)
        show_list(place_of(context), wanted, team, as_json=as_json)
