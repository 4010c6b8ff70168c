"""`retro host-key`: what tells people that they reached this host and no other."""

from base64 import b64decode
from hashlib import sha256

import click

from retro.cli.address import PORT
from retro.cli.entrance import checked_host
from retro.cli.errors import Failure
from retro.cli.output import say
from retro.cli.place import Place, with_place


@click.command("host-key")
@click.option("--advertise", metavar="HOST", help="The name or address that people type.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, metavar="N", help="The port (2222)."
)
@with_place
def host_key(place: Place, advertise: str | None, port: int) -> None:
    """Show by what people recognise this host.

    The fingerprint is what ssh asks about at the first connection; read it out, or send it over
    a way that you trust. The line for known_hosts and the record for DNS spare people the
    question. The key is made once and kept with the data: whoever copies it can pass for this
    host.
    """
    from retro.doors.ssh.host_key import HostKeyRefused, fingerprint_of, known_hosts_line
    from retro.doors.ssh.host_key import host_key as kept_key
    from retro.doors.ssh.reachable import advertised
    from retro.doors.ssh.settings import EVERYWHERE

    words = place.words
    host = checked_host(advertise, words) if advertise is not None else advertised(EVERYWHERE)
    try:
        place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = kept_key(place.folder)
    except HostKeyRefused as error:
        raise Failure(str(error)) from error
    line = known_hosts_line(key, host, port)
    # Ed25519 is algorithm 4 (RFC 7479, section 2), SHA-256 type 2 (RFC 6594, section 4).
    record = f"{host} IN SSHFP 4 2 {sha256(b64decode(line.split()[2])).hexdigest()}"
    say(
        words("Fingerprint"),
        f"  {fingerprint_of(key)}",
        "",
        words("Line for ~/.ssh/known_hosts"),
        f"  {line}",
        "",
        words("Record for DNS"),
        f"  {record}",
    )
