"""What `retro doctor` looks at in the data folder and around the door that people join through."""

import errno
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from retro.cli.finding_out import Finding, State
from retro.cli.output import shown
from retro.cli.place import Place

#: Bytes; a session takes far less, and a full disk ends it.
ENOUGH: Final = 100 * 1024**2
#: File systems on another computer, as Linux names them in /proc/mounts.
_NETWORK: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "ncpfs",
        "fuse.sshfs",
        "fuse.s3fs",
        "fuse.rclone",
        "davfs",
    }
)


def about_folder(place: Place) -> Iterator[Finding]:
    """Whether the data folder is there and can be used, and whether there is space."""
    folder, words = place.folder, place.words
    name = shown(str(folder))
    if not folder.is_dir():
        yield _not_there(place)
        above = next((each for each in folder.parents if each.is_dir()), Path("/"))
    else:
        above = folder
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            sentence = words("{folder} may not be read and written by you.", folder=name)
            mine = words("Check who owns it (`ls -ld`), or name another one with --data-dir.")
            yield Finding("folder", State.WRONG, sentence, mine)
        else:
            yield Finding(
                "folder", State.WELL, words("Everything is kept in {folder}.", folder=name)
            )
            yield from _openness(place, name)
        yield from _left_by_restore(place)
    with suppress(OSError):
        free = shutil.disk_usage(above).free
        sentence = words("{space} MB are free on its disk.", space=free // 1024**2)
        if free < ENOUGH:
            yield Finding(
                "space",
                State.WRONG,
                sentence,
                words("Make room there, or name another folder with --data-dir."),
            )
        else:
            yield Finding("space", State.WELL, sentence)
    if kind := network_of(above):
        sentence = words(
            "{folder} is on another computer ({kind}), where a session that is saved "
            "may get lost with the connection.",
            folder=name,
            kind=kind,
        )
        yield Finding(
            "disk",
            State.NOTE,
            sentence,
            words("Name a folder on a disk of this computer with --data-dir."),
        )


def about_store(place: Place, sentences: list[str]) -> Iterator[Finding]:
    """What `retro.store.check.check` said."""
    words = place.words
    command = place.typed("retro doctor --mend")
    for sentence in sentences:
        yield Finding(
            "store",
            State.WRONG,
            shown(words.retold(sentence)),
            words("`{command}` mends what needs no choice, after a backup.", command=command),
        )
    if not sentences and place.folder.is_dir():
        sentence = words("What is stored there is whole.")
        yield Finding("store", State.WELL, sentence)


def about_formats(place: Place) -> Iterator[Finding]:
    """The formats of one's own, those of teams as well."""
    if not place.templates:
        return
    from retro.formats.catalogue import Catalogue
    from retro.formats.errors import FormatError

    words = place.words
    catalogue = Catalogue(place.templates)
    all_of_them = (catalogue, *map(catalogue.for_team, catalogue.teams()))
    # Read one by one: those that come with the program need not be looked at.
    read = {file: one.read(file) for one in all_of_them for file in one.own_files()}
    problems = [str(each) for each in read.values() if isinstance(each, FormatError)]
    for problem in problems:
        sentence = words(
            "A format of your own cannot be used: {what}", what=shown(words.retold(problem))
        )
        mend = words("`{command}` says where.", command=place.typed("retro formats check"))
        yield Finding("formats", State.WRONG, sentence, mend)
    count = len(read)
    if count and not problems:
        sentence = words.plural(
            "{count} format of your own can be used.",
            "{count} formats of your own can be used.",
            count,
        )
        yield Finding("formats", State.WELL, sentence)


def about_serving(place: Place) -> Iterator[Finding]:
    """Whether a server runs, whether one could let people in, and at which address."""
    from retro.doors.local.place import NotSafe
    from retro.doors.spawn import NotServed, running
    from retro.live.doorway import last_doorway

    words = place.words
    doorway = last_doorway(place.folder)
    try:
        connection = running(place.folder)
    except (NotSafe, NotServed) as error:
        advice = words("Sessions can be held again when that is done.")
        yield Finding("server", State.WRONG, shown(words.retold(str(error))), advice)
        return
    if connection is not None:
        connection.close()
        sentence = words(
            "A server runs for this folder (process {number}).", number=_process(place.folder)
        )
        yield Finding("server", State.WELL, sentence)
    else:
        sentence = words("No server runs for this folder; `retro start` starts one.")
        yield Finding("server", State.WELL, sentence)
        yield _port(place, doorway.port if doorway else None)
    yield _address(place, doorway.advertise if doorway else "")


def network_of(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of the file system of another computer that a folder is on; empty for none.

    Only Linux says so in a file; elsewhere it is empty.
    """
    best, kind = -1, ""
    with suppress(OSError):
        resolved = str(folder.resolve())
        for line in mounts.read_text(errors="replace").splitlines():
            fields = line.split()
            if len(fields) < 3:
                continue
            point = fields[1].replace("\\040", " ")
            inside = point == "/" or resolved == point or resolved.startswith(f"{point}/")
            if inside and len(point) >= best:
                best, kind = len(point), fields[2]
    return kind if kind in _NETWORK else ""


def _not_there(place: Place) -> Finding:
    words, folder = place.words, place.folder
    name = shown(str(folder))
    above = next((each for each in folder.parents if each.exists()), Path("/"))
    if above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        sentence = words("Nothing is stored yet in {folder}.", folder=name)
        begin = words("`retro start` makes it; --data-dir names another one.")
        return Finding("folder", State.NOTE, sentence, begin)
    sentence = words(
        "{folder} cannot be made: {above} may not be written by you.",
        folder=name,
        above=shown(str(above)),
    )
    return Finding("folder", State.WRONG, sentence, words("Name another one with --data-dir."))


def _openness(place: Place, name: str) -> Iterator[Finding]:
    words = place.words
    status = place.folder.stat()
    close = words("`chmod 700` closes the folder.")
    if status.st_uid not in {os.geteuid(), 0}:
        sentence = words("{folder} belongs to somebody else.", folder=name)
        yield Finding(
            "permissions", State.WRONG, sentence, words("Name another one with --data-dir.")
        )
    elif status.st_mode & 0o022:
        sentence = words("Others may write to {folder}, so nobody can be let in.", folder=name)
        yield Finding("permissions", State.WRONG, sentence, close)
    elif status.st_mode & 0o077:
        sentence = words(
            "{folder} is open to other people on this computer; what retro keeps in "
            "it is closed to them.",
            folder=name,
        )
        yield Finding("permissions", State.NOTE, sentence, close)


def _left_by_restore(place: Place) -> Iterator[Finding]:
    from retro.store.bringing_back import unfinished
    from retro.store.disk import Disk

    words = place.words
    with suppress(OSError):
        for path in unfinished(place.folder.resolve(), Disk()):
            sentence = words(
                "{path} is left from a restore that did not finish.", path=shown(str(path))
            )
            remove = words("Remove it when nothing is missing in the data folder.")
            yield Finding("restore", State.NOTE, sentence, remove)


def _port(place: Place, last: int | None) -> Finding:
    from retro.doors.ssh.listening import listening
    from retro.doors.ssh.settings import EVERYWHERE, PORT

    words = place.words
    port = last or PORT
    try:
        for each in listening(EVERYWHERE, port):
            try:
                each.listen(1)
            finally:
                each.close()
    except OSError as error:
        reason = error.strerror or str(error)
        sentence = words("People cannot join at port {port} ({reason}).", port=port, reason=reason)
        if error.errno == errno.EADDRINUSE:
            other = words("Name another one with --port, or end the program that has it.")
        else:
            other = words("Name another one with --port, or ask who runs this computer.")
        return Finding("port", State.WRONG, sentence, other)
    return Finding("port", State.WELL, words("Port {port} is free for people to join.", port=port))


def _address(place: Place, told: str) -> Finding:
    from retro.doors.ssh.reachable import advertised
    from retro.doors.ssh.settings import EVERYWHERE

    words = place.words
    host = told or advertised(EVERYWHERE)
    if host in {"127.0.0.1", "::1", "localhost"}:
        sentence = words("This computer is on no network: nobody else can join.")
        connect = words("Connect it, or name its address with --advertise.")
        return Finding("address", State.NOTE, sentence, connect)
    try:
        socket.getaddrinfo(host, None)
    except OSError:
        sentence = words(
            "People are told to join at {host}, which has no address.", host=shown(host)
        )
        return Finding(
            "address",
            State.WRONG,
            sentence,
            words("Name one that they can reach with --advertise."),
        )
    return Finding("address", State.WELL, words("People join at {host}.", host=shown(host)))


def _process(folder: Path) -> str:
    try:
        return str(int((folder / "retro.lock").read_bytes()))
    except (OSError, ValueError):
        return "?"
