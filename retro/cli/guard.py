"""Running a command so that a person gets a sentence and a status, never a traceback.

Statuses: 0 done, 1 not done (also when the reader of the output went away), 2 misuse,
130 interrupted.
"""

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from os import environ
from pathlib import Path

import click

from retro.cli.click_internals import speaking
from retro.cli.errors import Failure, Misuse
from retro.cli.output import NOT_WRITTEN, finish, let_go, prepare, warn
from retro.cli.place import words_of
from retro.cli.speaking import spoken
from retro.words import SOURCE, Words

INTERRUPTED = 130


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command line, and write out what it said; returns the exit status."""
    prepare()
    words = words_of(arguments, environ)
    if words.language != SOURCE:
        command = spoken(command, words)
    with speaking(words):
        status = _status(command, arguments, words)
    # After a failure as well; one while writing was said already.
    with suppress(Failure, BrokenPipeError):
        finish()
    return status


def _status(command: click.Command, arguments: Sequence[str], words: Words) -> int:
    try:
        if os.name == "nt":
            raise Misuse(
                words(
                    "retro runs on Linux and macOS: on Windows, install WSL (`wsl --install`) and "
                    "run it there."
                )
            )
        status = command.main(list(arguments), prog_name="retro", standalone_mode=False)
        finish()
    except Failure as failure:
        warn(words.retold(words(failure.sentence, **failure.values)))
        return failure.status
    except click.UsageError as error:
        warn(_usage(error, words))
        return Misuse.status
    except click.Abort:
        return INTERRUPTED
    except BrokenPipeError:
        let_go()
        return Failure.status
    except Exception as error:
        return _explained(error, arguments, words)
    return status if isinstance(status, int) else 0


def _usage(error: click.UsageError, words: Words) -> str:
    sentence = error.format_message()
    if not sentence.endswith((".", "?")):
        sentence += "."
    command = error.ctx.command_path if error.ctx else "retro"
    return f"{sentence} {words('`{command} --help` explains.', command=command)}"


def _explained(error: Exception, arguments: Sequence[str], words: Words) -> int:
    """Say what went wrong: errors that are meant for people say it themselves."""
    from retro.doors.local.client import NoTerminal
    from retro.doors.local.place import NotSafe
    from retro.doors.spawn import NotServed
    from retro.formats.errors import FormatError, UnknownFormat
    from retro.live.errors import NotOpened
    from retro.store.protocol import StoreError

    if isinstance(error, (NoTerminal, UnknownFormat)):
        warn(words.retold(str(error)))
        return Misuse.status
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        let_go()
        warn(words(NOT_WRITTEN, reason=error.strerror))
    elif isinstance(error, (FormatError, NotOpened, NotSafe, NotServed, StoreError)):
        warn(words.retold(str(error)))
    elif isinstance(error, OSError) and error.filename is not None:
        warn(
            words(
                "{file}: {reason}. Check the folder, or name another one.",
                file=error.filename,
                reason=error.strerror or error,
            )
        )
    else:
        from retro.cli.trouble import write_down

        warn(write_down(error, _folder(arguments), words))
    return Failure.status


def _folder(arguments: Sequence[str]) -> Path | None:
    """The data folder that this command line meant, as far as that can be told."""
    from retro.cli.place import find_place

    typed = None
    for number, argument in enumerate(arguments):
        if argument == "--data-dir":
            typed = "".join(arguments[number + 1 : number + 2])
        elif argument.startswith("--data-dir="):
            typed = argument.partition("=")[2]
    try:
        return find_place(typed, "en", os.environ).folder
    except Misuse:
        return None
