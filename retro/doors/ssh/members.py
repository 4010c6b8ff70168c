"""The keys of a team's members: a file in the format of OpenSSH's `authorized_keys` (sshd(8))."""

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asyncssh import SSHAuthorizedKeys

#: The user name for members. Nobody else is ever asked for a key: a client shows every key it has,
#: and keys lead to people.
MEMBER: Final = "lobby"

#: Bytes of a file of keys; a key takes 100 to 800.
_LARGEST: Final = 1024 * 1024
#: What would run something or set something; asyncssh would have a forced command take the place
#: of everything that a member asks for.
_REFUSED: Final = frozenset({"command", "environment", "tunnel", "permitopen", "permitlisten"})
_KEY_TYPE: Final = re.compile(r"(sk-)?(ssh|ecdsa)-[a-z0-9@.-]+", re.ASCII)
#: One option, and its value in quotes where it has one.
_OPTION: Final = re.compile(r'([A-Za-z0-9-]+)(?:="(?:[^"\\]|\\.)*"|=[^",\s]*)?(,|\s+|$)', re.ASCII)


class KeysRefused(Exception):
    """The file of keys may not be used. `str()` is one clear sentence."""


def read_members(path: Path) -> "SSHAuthorizedKeys":
    """The keys of a file. Raises KeysRefused."""
    text = _read(path)
    for number, line in enumerate(text.splitlines(), 1):
        refused = _options(line.strip()) & _REFUSED
        if refused:
            raise KeysRefused(
                f"{path}, line {number}: `{min(refused)}=` is not possible here, as members run "
                "nothing on this machine; take it out."
            )
    import asyncssh

    try:
        # asyncssh takes an empty text, and a text without a key not.
        return asyncssh.import_authorized_keys(text or "\n")
    except (ValueError, asyncssh.KeyImportError):
        raise KeysRefused(
            f"{path} holds no key that can be read: it needs a public key a line."
        ) from None


def _read(path: Path) -> str:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise KeysRefused(f"{path} cannot be read ({error.strerror or error}).") from None
    if not stat.S_ISREG(status.st_mode) or len(content) > _LARGEST:
        raise KeysRefused(f"{path} is no file of keys.")
    if status.st_uid not in {os.geteuid(), 0} or status.st_mode & 0o022:
        raise KeysRefused(
            f"Others may write to {path}, and so let anybody in: make it your own and "
            "`chmod 600` it."
        )
    return content.decode("utf-8", "replace")


def _options(line: str) -> set[str]:
    """The names of the options before a key, in lower case as asyncssh and sshd compare them."""
    names: set[str] = set()
    if line.startswith("#") or _KEY_TYPE.match(line):
        return names
    at = 0
    while found := _OPTION.match(line, at):
        names.add(found[1].lower())
        at = found.end()
        if found[2] != ",":
            break
    return names
