"""Running a command so that a person gets a sentence and a status, never a traceback.

Statuses: 0 done, 1 not done, 2 misuse, 130 interrupted, 141 the reader went away (128 and the
number of the signal, as shells have it).
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from retro.cli.errors import Failure, Misuse
from retro.cli.output import prepare, warn

INTERRUPTED = 130
READER_GONE = 141


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit status."""
    prepare()
    try:
        if os.name == "nt":
            raise Misuse(
                "retro runs on Linux and macOS: on Windows, install WSL (`wsl --install`) and run "
                "it there."
            )
        status = command.main(list(arguments), prog_name="retro", standalone_mode=False)
        sys.stdout.flush()
    except Failure as failure:
        warn(str(failure))
        return failure.status
    except click.UsageError as error:
        warn(_usage(error))
        return Misuse.status
    except click.Abort:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return READER_GONE
    except Exception as error:
        return _explained(error, arguments)
    return status if isinstance(status, int) else 0


def _usage(error: click.UsageError) -> str:
    sentence = error.format_message()
    if not sentence.endswith((".", "?", ")")):
        sentence += "."
    command = error.ctx.command_path if error.ctx else "retro"
    return f"{sentence} `{command} --help` explains."


def _let_go_of_output() -> None:
    """Nobody reads any more; without this Python complains again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _explained(error: Exception, arguments: Sequence[str]) -> int:
    """Say what went wrong: errors that are meant for people say it themselves."""
    from retro.doors.local.client import NoTerminal
    from retro.doors.local.place import NotSafe
    from retro.doors.spawn import NotServed
    from retro.formats.errors import FormatError, UnknownFormat
    from retro.live.errors import NotOpened
    from retro.store.protocol import StoreError

    if isinstance(error, (NoTerminal, UnknownFormat)):
        warn(str(error))
        return Misuse.status
    if isinstance(error, (FormatError, NotOpened, NotSafe, NotServed, StoreError)):
        warn(str(error))
    elif isinstance(error, OSError) and error.filename is not None:
        warn(f"{error.filename}: {error.strerror or error}. Check the folder, or name another one.")
    else:
        from retro.cli.trouble import write_down

        warn(write_down(error, _folder(arguments)))
    return Failure.status


def _folder(arguments: Sequence[str]) -> Path | None:
    """The data folder that this command line meant, as far as that can be told."""
    from retro.cli.place import find_place

    typed = None
    for argument, value in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--data-dir":
            typed = value
        elif argument.startswith("--data-dir="):
            typed = argument.partition("=")[2]
    try:
        return find_place(typed, "en", os.environ).folder
    except Misuse:
        return None
