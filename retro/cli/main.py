"""The `retro` command."""

import os
import sys
from typing import Final

import click

from retro.cli.place import place_of, with_place_options
from retro.cli.tree import Entry, Tree

_SESSION: Final = "Hold a session"
_BETWEEN: Final = "Between sessions"
_SET_UP: Final = "Choose and set up"

ENTRIES: Final = (
    Entry("start", "retro.cli.holding", _SESSION, "Start a session in this terminal."),
    Entry("attach", "retro.cli.holding", _SESSION, "Go on with a session; its screen comes back."),
    Entry("join", "retro.cli.joining", _SESSION, "Join a session, or choose among those here."),
    Entry("serve", "retro.cli.serving", _SESSION, "Let a team's sessions be joined all the time."),
    Entry(
        "demo", "retro.cli.demo", _SESSION, "Show a live after-action review with simulated people."
    ),
    Entry("review", "retro.cli.review", _BETWEEN, "Go through the open actions on a screen."),
    Entry("actions", "retro.cli.actions", _BETWEEN, "List the open actions, or change them."),
    Entry("due", "retro.cli.due", _BETWEEN, "Print what is overdue; status 1 if anything is."),
    Entry("lessons", "retro.cli.lessons", _BETWEEN, "Search the lessons, or list the newest."),
    Entry("agreements", "retro.cli.agreements", _BETWEEN, "List the working agreements of a team."),
    Entry("insights", "retro.cli.insights", _BETWEEN, "Show what gets done and how sessions were."),
    Entry("minutes", "retro.cli.minutes", _BETWEEN, "Write the minutes of a session."),
    Entry("import", "retro.cli.importing", _BETWEEN, "Take over what you changed in minutes."),
    Entry("journal", "retro.cli.journal", _BETWEEN, "Keep a learning journal, for yourself alone."),
    Entry("coach", "retro.cli.coach", _BETWEEN, "Point at wordings that blame; status 1 if any."),
    Entry("sessions", "retro.cli.sessions", _BETWEEN, "List all sessions, newest first."),
    Entry("show", "retro.cli.sessions", _BETWEEN, "Show how one session stands."),
    Entry("formats", "retro.cli.formats", _SET_UP, "List the formats, or read one of them."),
    Entry("teams", "retro.cli.teams", _SET_UP, "List the teams, and who belongs to each."),
    Entry(
        "doctor",
        "retro.cli.doctor",
        _SET_UP,
        "Check that all is well, and mend what is stored.",
    ),
    Entry("backup", "retro.cli.backup", _SET_UP, "Put all that is kept in one file."),
    Entry("restore", "retro.cli.backup", _SET_UP, "Bring back what a backup holds."),
    Entry("host-key", "retro.cli.host_key", _SET_UP, "Show by what people recognise this host."),
    Entry(
        "privacy", "retro.cli.privacy", _SET_UP, "Show what is kept of a session, from its files."
    ),
    Entry("completion", "retro.cli.completion", _SET_UP, "Print the completion of your shell."),
)

EPILOG: Final = """\
\b
Examples:
  retro start aar --title "Release 4.2"    an after-action review
  retro attach                             the lid was closed: go on
  retro join K7QX2M9P@192.168.1.20         join a colleague's session
  retro minutes -o release.md              the minutes as Markdown
  retro actions --team Platform            what this team still has to do

A session is kept as you type. Closing the terminal ends nothing; `retro attach` goes on.
"""


def _show_version(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from retro import __version__
        from retro.cli.output import say

        say(f"retro {__version__}")
        context.exit()


@click.group(
    cls=Tree,
    entries=ENTRIES,
    invoke_without_command=True,
    epilog=EPILOG,
    options_metavar="",
    subcommand_metavar="COMMAND [ARGUMENT]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@with_place_options
def retro() -> int:
    """Blameless retrospectives and after-action reviews in the terminal.

    New here? Type `retro start`: it asks what happened, suggests a format, and guides you and your
    team from there to minutes and actions.
    """
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        from retro.cli.home import open_home

        return open_home(place_of(context))
    return 0


def main() -> None:
    """Run what stands on the command line, and end the process."""
    import threading

    from retro.cli.guard import run

    status = run(retro, sys.argv[1:])
    if threading.active_count() == 1:
        # All is written. Python would now take down all that it loaded piece by piece, which was
        # measured to be a sixth of the time of `retro actions`.
        os._exit(status)
    sys.exit(status)
