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
#: A key, and before it the options that asyncssh obeys as sshd does. It would let in a key whose
#: `expiry-time` is over, and have a forced command take the place of all that a member asks for.
_OPTION: Final = r'(?:from="[^"\\]*"|restrict|no-[a-z0-9-]+)'
_KEY: Final = re.compile(
    rf"(?:{_OPTION}(?:,{_OPTION})*[ \t]+)?"
    r"(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+[ \t]+[a-z0-9+/]+=*(?:[ \t].*)?",
    re.ASCII | re.IGNORECASE,
)


class KeysRefused(Exception):
    """The file of keys may not be used. `str()` is one clear sentence."""


def read_members(path: Path) -> "SSHAuthorizedKeys":
    """The keys of a file. Raises KeysRefused."""
    text = _read(path)
    for number, line in enumerate(text.splitlines(), 1):
        if (said := line.strip()) and not said.startswith("#") and not _KEY.fullmatch(said):
            raise KeysRefused(
                f"{path}, line {number}, holds no key that can be used here: it needs a public "
                "key, with `from=`, `restrict`, `no-...` or nothing before it."
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
