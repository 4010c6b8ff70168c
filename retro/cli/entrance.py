"""Options of the door that people join through: where it listens, and how others reach it."""

import ipaddress
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from retro.cli.address import is_host
from retro.cli.errors import Misuse
from retro.cli.output import shown
from retro.words import Words

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def with_entrance(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Give a command `--port`, `--listen` and `--advertise`, for `entrance_options`."""
    for option in (
        click.option("--advertise", metavar="HOST", help="What people type to reach this host."),
        click.option(
            "--listen", metavar="ADDRESS", help="Let people in at this address only (any)."
        ),
        click.option(
            "--port",
            type=click.IntRange(0, 65535),
            metavar="N",
            help="Let people in at this port; 0 picks a free one (2222).",
        ),
    ):
        command = option(command)
    return command


def entrance_options(
    port: int | None, listen: str | None, advertise: str | None, words: Words
) -> dict[str, str]:
    """Those that were given, checked. Raises Misuse."""
    if listen is not None and not _is_address(listen):
        raise Misuse(
            words(
                "--listen takes an address of this computer, such as 127.0.0.1, not {text}.",
                text=f"“{shown(listen[:80])}”",
            )
        )
    if advertise is not None:
        advertise = checked_host(advertise, words)
    given = {"port": port, "listen": listen, "advertise": advertise}
    return {name: str(value) for name, value in given.items() if value is not None}


def checked_host(text: str, words: Words) -> str:
    """The name or address of a computer, without brackets. Raises Misuse for anything else."""
    if not is_host(text):
        raise Misuse(
            words(
                "--advertise takes the name or address of this computer, without a port, not "
                "{text}.",
                text=f"“{shown(text[:80])}”",
            )
        )
    return text.removeprefix("[").removesuffix("]")


def _is_address(text: str) -> bool:
    if text == "localhost":
        return True
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
