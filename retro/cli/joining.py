"""`retro join`: a session that somebody else runs, here or on another computer, or one's own."""

import os
import shlex
import sys
from collections.abc import Mapping
from typing import Final

import click

from retro.cli.address import NoAddress, is_code, read_address, ssh_command
from retro.cli.attaching import attach_terminal, has_terminal, where
from retro.cli.errors import Failure, Misuse
from retro.cli.output import put, say, shown, warn
from retro.cli.place import Place, with_place

#: What the server of the local door has to be told: somebody joins, and may do nothing else.
WISH: Final = "join"
#: The same for the owner of this computer, who may do all there is.
LOBBY: Final = "lobby"
#: What tells that somebody came in over SSH. OpenSSH sets the last one only where they gave a
#: command, so without it this may be a forced command all the same: sshd(8), ENVIRONMENT of ssh(1).
OVER_SSH: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "SSH_ORIGINAL_COMMAND")
LOST: Final = "The session's server stopped. Nothing that was accepted is lost: join again."


@click.command()
@click.argument("address", required=False)
@click.option(
    "--lobby/--code",
    default=None,
    help="Without ADDRESS, show the sessions of this computer, or ask for a code (over SSH).",
)
@click.option("--print", "only_print", is_flag=True, help="Print the ssh command; do not run it.")
@with_place
def join(place: Place, address: str | None, lobby: bool | None, only_print: bool) -> int:
    """Join a session, or choose among those here.

    ADDRESS is what the shared screen shows: CODE@HOST, CODE@HOST:PORT, or ssh://CODE@HOST:PORT.
    Then this is plain ssh with fitting options; without retro, type what --print prints. A CODE
    alone joins a session on this computer. Without ADDRESS you see the sessions, minutes and
    actions of this computer, and begin one or go on with one. Over SSH, where whoever types may
    be a guest, the screen then asks for a code, unless --lobby says that it is you.

    \b
    Examples:
      retro join K7QX2M9P@192.168.1.20
      retro join K7QX2M9P@192.168.1.20:2222 --print
      retro join K7QX2M9P
      retro join
    """
    if lobby and address is not None:
        raise Misuse(place.words("--lobby takes no address: leave one of them out."))
    forced = os.environ.get("SSH_ORIGINAL_COMMAND", "")
    if address is None and forced:
        return _as_told(place, forced)
    if address is None or is_code(address):
        if only_print:
            raise Misuse(place.words("--print needs an address: CODE@HOST."))
        if address is None and _is_owner(lobby):
            return _show_here(place, LOBBY, {"folder": where()})
        return _join_here(place, address or "", passage=_passage() if lobby is False else "")
    try:
        command = ssh_command(read_address(address))
    except NoAddress:
        raise Misuse(
            place.words(
                "{address} is no address to join at: type it as the shared screen shows it, such "
                "as K7QX2M9P@192.168.1.20.",
                address=f"“{shown(address[:80])}”",
            )
        ) from None
    if only_print:
        say(shlex.join(command))
        return 0
    return _become(place, command)


def _become(place: Place, command: list[str]) -> int:
    """Go on as `ssh`. Raises Failure where there is none."""
    sys.stdout.flush()
    try:
        os.execvp(command[0], command)
    except OSError as error:
        raise Failure(
            place.words("ssh could not be started ({why}): install OpenSSH.", why=error.strerror)
        ) from error


def _is_owner(lobby: bool | None) -> bool:
    """Whether the owner of this computer types, as they say, or else as it seems."""
    return not any(name in os.environ for name in OVER_SSH) if lobby is None else lobby


def _join_here(place: Place, code: str, *, passage: str) -> int:
    """Join a session of this data folder, with a code or asked for one."""
    # Never a folder: whoever joins saves nothing on this computer.
    options = {"code": code, "passage": passage}
    return _show_here(place, WISH, {name: text for name, text in options.items() if text})


def _passage() -> str:
    """The account and the address that somebody came to, as the only command of that account.

    SSH_CONNECTION has the address and port of the client, then those of the server (ssh(1)).
    """
    import pwd

    _, _, host, port = ["", "", *os.environ.get("SSH_CONNECTION", "").split()[2:], "", ""][:4]
    try:
        account = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        account = ""
    return f"{account} {host} {port}" if account and port else ""


def _show_here(place: Place, wish: str, options: Mapping[str, str]) -> int:
    words = place.words
    if not has_terminal():
        raise Misuse(
            words(
                "`retro join` needs a terminal: type it in a terminal window, or over SSH with "
                "`ssh -t`. Without one, ask for something: `ssh HOST CODE minutes`."
            )
        )
    return attach_terminal(place, wish, options, words(LOST))


def _as_told(place: Place, told: str) -> int:
    """Do what came with `ssh HOST CODE COMMAND`, as the only command of an SSH account.

    What was typed there is compared with a list, and never given to a shell.
    """
    words = place.words
    from retro.cli.remote import LONGEST, NotAsked, help_text, read_query

    try:
        typed = shlex.split(told) if len(told) <= LONGEST else []
    except ValueError:
        typed = []
    if typed == ["help"]:
        put(help_text(words, port=0))
        return 0
    if not typed or not is_code(typed[0]):
        raise Misuse(
            words("Give the code of the session first: `ssh HOST CODE`, or `ssh HOST CODE help`.")
        )
    code, *rest = typed
    if not rest:
        return _join_here(place, code, passage=_passage())
    question = shlex.join(rest)
    try:
        read_query(question, words)
    except NotAsked as error:
        raise Misuse(str(error)) from None
    from retro.cli.asking import ask

    status, out, err = ask(place, code, question)
    put(out)
    warn(err)
    return status
