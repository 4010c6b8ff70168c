"""Names at the door, and the key by which the door is known."""

import stat
import subprocess
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import asyncssh

from tests.programs import program
from tests.ssh.guest import guest
from tests.ssh.hostile import knocking
from tests.ssh.member import Member, run
from tests.ssh.server import KEY, Server, refused, serving

USERS: tuple[str | bytes, ...] = (
    "\U0001f600",
    "a\x1b]0;owned\x07b",
    "a\nb\r",
    "a\u202eb",
    "\uff21\uff22",
    "\u0430dmin",
    "",
    "x" * 1100,
    b"\xff\xfe",
    "root;x",
    "a\u200bb",
)


async def test_a_login_name_of_any_bytes_is_harmless(server: Server, victim: Member) -> None:
    """T8: it is asked for a code or hung up on; nothing of it is written down."""
    for user in USERS:
        async with knocking(server, local_addr=(server.stranger(), 0)) as knocker:
            knocker.request(user, "none")
            await knocker.answered(1)
            if not knocker.is_cut:
                knocker.interactive(user)
                await knocker.answered(2)
            assert not knocker.is_in, user
        log = server.log()
        assert "Traceback" not in log, user
        assert all(character.isprintable() or character in "\n\t" for character in log), user
        assert "owned" not in log


NAMES = {
    "\U0001f600": "\U0001f600",
    "\u05d3\u05e0\u05d4": "\u05d3\u05e0\u05d4",
    "\uff21\uff22\uff23": "\uff21",
    "Li\u200bsa": "Lisa",
    "Ma\u202ers": "Mars",
}


async def test_a_name_is_shown_as_text(server: Server, victim: Member) -> None:
    """T8: the name that people see is typed on the screen, and cleaned."""
    async with AsyncExitStack() as stack:
        for name in NAMES:
            person = await stack.enter_async_context(guest(server, server.participant))
            await person.shows("Your name")
            person.type(f"\x1b[200~{name}\x1b[201~\r")
            await person.shows("What did nobody say yet?")
        person.press("w")
        await person.shows("Who is in the room?")
        for shown in NAMES.values():
            await person.shows(shown)


def test_a_changed_host_key_is_refused_by_the_client(server: Server, tmp_path: Path) -> None:
    """T11: what OpenSSH knows as another key it does not talk to."""
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    known = tmp_path / "known_hosts"
    known.write_text(f"{server.alias} {other}")
    as_before = replace(server, known_hosts=known)
    done = run(as_before, f"{server.participant}@{server.host}", "status")
    assert done.returncode == 255
    assert "IDENTIFICATION HAS CHANGED" in done.stderr


def test_a_host_key_that_others_may_read_stops_the_server(server: Server, tmp_path: Path) -> None:
    """T11: the server says why and does not start; the key is left as it was, and used again."""
    key = tmp_path / KEY
    content = (server.folder / KEY).read_bytes()
    assert stat.S_IMODE((server.folder / KEY).stat().st_mode) == 0o600
    key.write_bytes(content)
    key.chmod(0o644)
    assert "chmod 600" in refused(tmp_path)
    assert key.read_bytes() == content
    key.chmod(0o600)
    with serving(tmp_path) as again:
        assert again.fingerprint == server.fingerprint


def test_the_fingerprint_is_what_a_client_shows(server: Server) -> None:
    """T11: what stands beside the code on the screen is what OpenSSH asks about."""
    done = subprocess.run(
        [program("ssh-keygen"), "-l", "-f", str(server.known_hosts)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert server.fingerprint in done.stdout
