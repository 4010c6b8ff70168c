"""Every command, as somebody types it who has nothing yet, and what it answers."""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from typing import Any, Final

import click

from retro.cli.guard import run
from retro.cli.main import retro

#: What stands for an argument by its name; any other one is something that there is not.
ARGUMENTS: Final = {"shell": "bash", "key": "ours", "format": "aar"}
#: They go on until somebody stops them, and have tests of their own.
GO_ON: Final = frozenset({"serve", "demo"})

#: It reads all formats that come with the program, which takes a second.
SLOW: Final = [["formats"]]


def commands(command: click.Command = retro, path: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Every command of the tree, with as many arguments as it must have."""
    yield [*path, *_arguments(command)]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))


def _arguments(command: click.Command) -> list[str]:
    return [
        ARGUMENTS.get(each.name or "", "Nothing-here")
        for each in command.params
        if isinstance(each, click.Argument) and each.required
    ]


def ended_well(status: int, out: str, err: str) -> bool:
    """Whether this is the answer of a program that knows what it says."""
    if "Traceback" in out + err or "error of its own" in out + err or status not in (0, 1, 2):
        return False
    if status == 0 or (status == 1 and out and not err):
        return not err
    # One line.
    return err.count("\n") == 1 and 20 < len(err) < 1000


def main() -> None:
    """Type all of them in this process; writes those that did not end well as JSON."""
    bad: list[Any] = []
    count = 0
    for arguments in commands():
        if arguments in SLOW or (arguments and arguments[0] in GO_ON):
            continue
        count += 1
        out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(retro, arguments)
            out.flush()
        written = out.buffer.getvalue().decode("utf-8", "replace")
        if not ended_well(status, written, err.getvalue()):
            bad.append([arguments, status, written[-300:], err.getvalue()[-300:]])
    sys.stdout.write(json.dumps({"count": count, "bad": bad}))


if __name__ == "__main__":
    main()
