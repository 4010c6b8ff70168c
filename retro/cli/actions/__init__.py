"""`retro actions`: what was agreed, across sessions."""

from typing import Any, Final

import click

from retro.cli.actions.listing import FIELDS as FIELDS
from retro.cli.actions.listing import action_report as action_report
from retro.cli.actions.listing import actions_as_json as actions_as_json
from retro.cli.actions.listing import is_open as is_open
from retro.cli.actions.listing import show_list, with_selection
from retro.cli.actions.listing import stored_actions as stored_actions
from retro.cli.errors import Misuse
from retro.cli.place import place_of, with_place_options
from retro.cli.tree import Entry, Tree

_HERE: Final = "retro.cli.actions"
_READ: Final = "Read"
_CHANGE: Final = "Change"

ENTRIES: Final = (
    Entry("list", f"{_HERE}.listing", _READ, "List actions, also as a file for other programs."),
    Entry("show", f"{_HERE}.showing", _READ, "Show all of one action, and how it changed."),
    Entry("add", f"{_HERE}.adding", _CHANGE, "Write down a new action."),
    Entry("edit", f"{_HERE}.editing", _CHANGE, "Change what an action says."),
    Entry("done", f"{_HERE}.closing", _CHANGE, "Say that actions are done."),
    Entry("drop", f"{_HERE}.closing", _CHANGE, "Say openly that an action will not be done."),
    Entry("block", f"{_HERE}.closing", _CHANGE, "Say what an action waits for, and ask for help."),
    Entry("reopen", f"{_HERE}.closing", _CHANGE, "Put an action back to how it stood before."),
    Entry("note", f"{_HERE}.editing", _CHANGE, "Write a note with an action."),
    Entry("import", f"{_HERE}.importing", _CHANGE, "Add and change actions from a CSV file."),
)

EPILOG: Final = """\
\b
Examples:
  retro actions --team Platform
  retro actions add "Rehearse the migration on a copy" --owner Kim --due 2026-12-01
  retro actions done 3fa9c2
  retro actions block 3fa9c2 "no test data: who may copy production?"
  retro actions --all --csv > actions.csv

An action is named by the first characters of its id, which the list shows.
"""


@click.group(
    cls=Tree,
    entries=ENTRIES,
    invoke_without_command=True,
    epilog=EPILOG,
    subcommand_metavar="[COMMAND] [ARGUMENT]...",
)
@with_selection
@with_place_options
def actions(**selection: Any) -> None:
    """List the open actions, or change them.

    What is overdue comes first, then what is due soonest, then the oldest. The commands below
    change them; a session that is under way loses nothing of what it says about them.
    """
    context = click.get_current_context()
    place = place_of(context)
    if context.invoked_subcommand is None:
        show_list(place, **selection)
    elif misplaced := _typed(context):
        raise Misuse(
            place.words(
                "{option} belongs after the command: `retro actions {command} {option} …`.",
                option=misplaced,
                command=context.invoked_subcommand,
            )
        )


def _typed(context: click.Context) -> str:
    """An option of the list that was typed before another command; empty for none."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if source is click.core.ParameterSource.COMMANDLINE and parameter.name not in (
            "data_dir",
            "language",
        ):
            return parameter.opts[0]
    return ""
