"""The key by which people's clients recognise this server: made once, and kept.

A key that changes teaches people to pass over the warning of their client, so a key that is there
but cannot be used is an error and never a reason to make another one.
"""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asyncssh import SSHKey

NAME: Final = "ssh_host_ed25519_key"
#: A private Ed25519 key takes some 400 bytes.
_LARGEST: Final = 16 * 1024


class HostKeyRefused(Exception):
    """The host key may not be used, or not be made. `str()` is one clear sentence."""


def host_key(folder: Path) -> "SSHKey":
    """The host key of a data folder, made the first time; mode 0600. Raises HostKeyRefused.

    Two processes that make it at once get the same one.
    """
    path = folder / NAME
    _check_folder(folder)
    try:
        content = _read(path)
        if content is None:
            _make(path)
            content = _read(path)
    except OSError as error:
        raise HostKeyRefused(
            f"The host key {path} cannot be used ({error.strerror or error}): check the folder."
        ) from None
    import asyncssh

    try:
        return asyncssh.import_private_key(content or b"")
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
        raise HostKeyRefused(
            f"The host key {path} is damaged: put it back from a copy. Without one, remove it; "
            "then everybody has to accept a new key."
        ) from None


def fingerprint_of(key: "SSHKey") -> str:
    """`SHA256:` and 43 characters, as clients show it at a first connection."""
    return key.get_fingerprint("sha256")


def known_hosts_line(key: "SSHKey", host: str, port: int) -> str:
    """What a client's `known_hosts` holds for this server (sshd(8), SSH_KNOWN_HOSTS)."""
    name = host if port == 22 else f"[{host}]:{port}"
    kind, blob = key.export_public_key("openssh").decode("ascii").split()[:2]
    return f"{name} {kind} {blob}"


def _check_folder(folder: Path) -> None:
    """Whoever may write to the folder may put another key there."""
    try:
        status = folder.stat()
    except OSError as error:
        raise HostKeyRefused(
            f"The folder {folder} of the host key cannot be read ({error.strerror or error})."
        ) from None
    if status.st_uid not in {os.geteuid(), 0}:
        raise HostKeyRefused(
            f"The folder {folder} of the host key belongs to somebody else: use one of your own."
        )
    if status.st_mode & 0o022:
        raise HostKeyRefused(
            f"Others may write to {folder}, where the host key is: `chmod 700` it first."
        )


def _read(path: Path) -> bytes | None:
    """The bytes of the key; None when there is none. Raises HostKeyRefused and OSError."""
    if path.is_symlink():
        raise HostKeyRefused(f"The host key {path} is a link: put the file itself there.")
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise HostKeyRefused(f"The host key {path} is no file: move it away.")
        if status.st_uid != os.geteuid():
            raise HostKeyRefused(
                f"The host key {path} belongs to somebody else: `chown` it, or use another folder."
            )
        if status.st_mode & 0o077:
            raise HostKeyRefused(
                f"Others may read the host key {path}: `chmod 600` it. If somebody did read it, "
                "remove it; then everybody has to accept a new key."
            )
        return file.read(_LARGEST)


def _make(path: Path) -> None:
    """Put a new key there, whole and synced, unless another process was first. Raises OSError."""
    import asyncssh

    content = asyncssh.generate_private_key("ssh-ed25519").export_private_key("openssh")
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, 0o600)
            file.write(content)
            file.flush()
            os.fsync(handle)
        # A link, for it replaces nothing: the first of two keys stays.
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
    finally:
        fresh.unlink()
    at = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(at)
    finally:
        os.close(at)
