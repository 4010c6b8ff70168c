"""`retro actions edit` and `note`: what an action says."""

from collections.abc import Callable, Mapping
from typing import Any, Final, ParamSpec, TypeVar

import click

from retro.cli.actions.changing import change, complete_action, misuse, tell, undo_edit
from retro.cli.errors import Misuse
from retro.cli.place import Place, with_place
from retro.session.refusal import Refused
from retro.words import Words

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_TEXTS: Final = (
    ("--owner", "NAME", "Who does it."),
    ("--due", "DATE", "By when, as 2026-12-01."),
    ("--done-when", "TEXT", "How one sees that it is done."),
    ("--first-step", "TEXT", "Where it begins, and when."),
    ("--team", "NAME", "Whose action it is."),
    ("--hypothesis", "TEXT", "Of an experiment: what you expect."),
    ("--stop-rule", "TEXT", "Of an experiment: when you stop."),
    ("--link", "ADDRESS", "A web page or ticket that belongs to it."),
)
_TERMS: Final = (
    ("--kind", ("fix", "experiment", "learn", "share", "ask outside"), "What sort of thing it is."),
    ("--size", ("quick", "large"), "An hour or this week at most, or more."),
    ("--strength", ("strong", "medium", "weak"), "A changed system, a checklist, a reminder."),
    ("--control", ("ours", "influence", "outside"), "Who can bring it about."),
)


def _help(said: str, terms: tuple[str, ...]) -> str:
    return f"{said[:-1]}: {', '.join(terms[:-1])} or {terms[-1]}."


def with_fields(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Give a command an option for each field of an action; None where it was not typed."""
    options = [
        *(click.option(name, metavar=metavar, help=said) for name, metavar, said in _TEXTS),
        click.option("--accepted/--not-accepted", default=None, help="Whether the owner said yes."),
        *(
            click.option(
                name, type=click.Choice(("", *terms)), metavar="WORD", help=_help(said, terms)
            )
            for name, terms, said in _TERMS
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def fields_from(options: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The fields that were typed. Raises Misuse for a day that is none."""
    fields = {name: value for name, value in options.items() if value is not None}
    if fields.get("due"):
        from retro.minutes.action_rows import day

        try:
            fields["due"] = day(fields["due"]).isoformat()
        except Refused as refused:
            raise misuse(words, refused) from None
    return fields


@click.command()
@click.argument("id", shell_complete=complete_action)
@click.option("--text", metavar="TEXT", help="What will be done; begin with a verb.")
@with_fields
@click.option(
    "--state",
    type=click.Choice(("open", "doing", "blocked", "done", "dropped")),
    metavar="WORD",
    help="How it stands: open, doing, blocked, done or dropped.",
)
@click.option("--note", metavar="TEXT", help="What there is to say about it.")
@click.option(
    "--helped",
    type=click.Choice(("", "yes", "partly", "no", "too early")),
    metavar="WORD",
    help="Whether it helped: yes, partly, no or too early.",
)
@with_place
def edit(place: Place, /, id: str, **options: Any) -> None:
    """Change what an action says.

    Only what you name changes, and '' empties it. An action that gets another owner waits until
    that person has said yes.

    \b
    Examples:
      retro actions edit 3fa9c2 --owner Kim --due 2026-12-01
      retro actions edit 3fa9c2 --state doing
      retro actions edit 3fa9c2 --due ''
    """
    fields = fields_from(options, place.words)
    if not fields:
        raise Misuse(
            place.words(
                "Say what to change, as in: {command}",
                command=f"retro actions edit {id} --owner Kim",
            )
        )
    (outcome,) = change(place, [id], lambda _: fields)
    tell(place, place.words("Changed: “{text}” ({id})"), outcome, undo_edit(outcome))


@click.command()
@click.argument("id", shell_complete=complete_action)
@click.argument("text", nargs=-1, required=True, metavar="TEXT...")
@with_place
def note(place: Place, id: str, text: tuple[str, ...]) -> None:
    """Write a note with an action.

    It takes the place of the note that was there; `retro actions show` still tells that one.

    \b
    Example:
      retro actions note 3fa9c2 the copy is made, now measuring
    """
    (outcome,) = change(place, [id], lambda _: {"note": " ".join(text)})
    tell(place, place.words("Noted with “{text}” ({id})"), outcome, undo_edit(outcome))
