"""OpenSSH in tmux, PuTTY's plink and Dropbear's dbclient hold one after-action review together."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncssh

from tests.doors.people import until
from tests.e2e.facilitator import Facilitator, House
from tests.programs import program
from tests.ssh.server import KEY

SIZE = (100, 30)


@contextmanager
def at_home(folder: Path, port: int, known: str) -> Iterator[Path]:
    """A home folder in which the server's key is known."""
    home = folder / "home"
    (home / ".ssh").mkdir(parents=True)
    # Dropbear knows a host by its name alone, OpenSSH by its port as well.
    lines = f"[127.0.0.1]:{port} {known}\n127.0.0.1 {known}\n"
    (home / ".ssh" / "known_hosts").write_text(lines)
    yield home


def clients(
    home: Path, code: str, port: int, fingerprint: str, socket: str
) -> dict[str, list[str]]:
    """What three people type."""
    at = f"{code}@127.0.0.1"
    env = ["env", *("-u", "SSH_AUTH_SOCK", "-u", "DISPLAY", "-u", "TMUX"), f"HOME={home}"]
    ssh = (
        f"{program('ssh')} -F /dev/null -o UserKnownHostsFile={home}/.ssh/known_hosts"
        f" -o StrictHostKeyChecking=yes -p {port} {at}"
    )
    plink = ["-ssh", "-t", "-batch", "-no-antispoof", "-hostkey", fingerprint, "-P", str(port), at]
    return {
        "OpenSSH": [*env, program("tmux"), "-S", socket, "-f", "/dev/null", "new-session", ssh],
        "plink": [*env, program("plink"), *plink],
        "dbclient": [*env, program("dbclient"), "-p", str(port), at],
    }


def test_a_whole_review_with_three_kinds_of_clients(house: House) -> None:
    """Each writes in every phase with their own program; the minutes hold what was typed, once."""
    leader = house.facilitator(
        *("start", "aar", "--apart", "--port", "0", "--listen", "127.0.0.1"),
        *("--advertise", "127.0.0.1", "--title", "Release 4.2", "--goal", "Learn from it"),
        *("--team", "Platform", "--facilitator", "Ana"),
    )
    leader.then("Begin").press("ctrl+s").then("ssh ")
    found = re.search(r"ssh ([0-9A-Z]{8})@127\.0\.0\.1 -p (\d+)", leader.text)
    assert found, leader.text
    code, port = found[1], int(found[2])
    key = asyncssh.read_private_key(house.folder / KEY)
    with (
        TemporaryDirectory(prefix="t", dir="/tmp") as aside,
        at_home(Path(aside), port, key.export_public_key().decode().strip()) as home,
    ):
        socket = f"{aside}/tmux"
        commands = clients(home, code, port, key.get_fingerprint(), socket)
        people = {name: Facilitator(command, SIZE) for name, command in commands.items()}
        house.people += people.values()
        try:
            hold(leader, people)
        finally:
            subprocess.run(
                [program("tmux"), "-S", socket, "kill-server"], capture_output=True, check=False
            )
    minutes = house.run("minutes", "-o", "-")
    for name in people:
        for phase in ("plan", "event", "takeaway"):
            assert minutes.count(f"{phase} by {name}") == 1, minutes
    assert "Add lag to the dashboard" in minutes
    assert minutes.count("\u00fcml\u00e4ut") == 3
    assert "\x1b" not in minutes


def hold(leader: Facilitator, people: dict[str, Facilitator]) -> None:
    """The session, from joining to the end."""
    for name, person in people.items():
        person.then("Your name").type(f"{name}\r")
        person.then("Ground rules")
    leader.press("enter").then("Ground rules")
    go_on(leader, "▸ PLANNED")
    write(people, "▸ PLANNED", "plan by {name} \u00fcml\u00e4ut")
    go_on(leader, "▸ HAPPENED", unseen=True)
    write(people, "▸ HAPPENED", "event by {name}")
    go_on(leader, "▸ WHY", unseen=True)
    go_on(leader, "▸ NEXT")
    go_on(leader, "▸ ACTIONS")
    leader.press("enter").then("A new action")
    leader.fill("Add lag to the dashboard", "plink", "2030-12-01", "the next deploy shows it")
    leader.fill("Monday, open the dashboard file").then("1 of at most 3")
    go_on(leader, "▸ WORTH IT")
    for person in people.values():
        person.then("▸ WORTH IT").press("5")
    go_on(leader, "▸ CLOSE", unseen=True)
    write(people, "▸ CLOSE", "takeaway by {name}")
    go_on(leader, "End this session?")
    leader.press("y").then("The session has ended")
    for person in people.values():
        person.then("The session has ended").press("q")
        person.ends()
    leader.press("q")
    assert leader.ends() == 0


def write(people: dict[str, Facilitator], prompt: str, text: str) -> None:
    """Everybody writes a card and leaves the line."""
    for person in people.values():
        person.then(prompt)
    for name, person in people.items():
        person.write(text.format(name=name))


def go_on(leader: Facilitator, text: str, *, unseen: bool = False) -> None:
    """Go to the next phase; what was written `unseen` is shown first, with a second key at times.

    The key for it is waited for: the line that names it may come behind the one of the phase.
    """
    if unseen:
        leader.then("r show").press("r")

        def heard() -> bool:
            leader.read()
            return "once more" in leader.text or "r show" not in leader.text

        until(heard, leader.text)
        if "r show" in leader.text:
            leader.press("r").gone("r show")
    leader.press("n").then(text)
