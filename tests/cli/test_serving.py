"""`retro serve` as a process: what it says, whom it lets in, and how it ends."""

import asyncio
import getpass
import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from retro.cli.joining import OVER_SSH
from retro.cli.serving import _wish
from retro.doors.arrival import Arrival, Guest
from retro.live.access import Admission, Codes
from retro.live.folder import lobby_of
from retro.live.lobby import Setup
from retro.session.commands import Advance, WriteCard
from retro.session.model import Role, Writing
from retro.session.rules import PROGRAM
from retro.ui.wish import Wish
from tests.cli.shelf import Said, Shelf, typed
from tests.doors.people import PATIENCE, Person
from tests.programs import program

CONNECTION = "192.0.2.1 50000 192.0.2.2 22"
SECRET = "Nobody told me that the lock was held"
HEALTH = re.compile(
    r"Serving (?P<folder>\S+)\. Join with: ssh CODE@(?P<host>\S+) -p (?P<port>\d+) "
    r"\(key (?P<key>SHA256:[\w+/]{43})\)\. Stop with Ctrl\+C\.\n"
)


async def begun(folder: Path) -> Codes:
    """A session under way, with a card that is still hidden and an action of its team."""
    async with lobby_of(folder) as lobby:
        room = await lobby.create(
            Setup("aar", "en", "Release 4.2", "Learn", "Checkout", "Kim", True,
                  writing=Writing.APART)
        )  # fmt: skip
        while not room.view(PROGRAM).hidden:
            phase = room.view(PROGRAM).session.phase
            await room.submit(Advance(phase.key), room.facilitator)
        phase = room.view(PROGRAM).session.phase
        column = phase.columns[0].key if phase.columns else ""
        await room.submit(WriteCard(room.new_id(), SECRET, column), room.facilitator)
        assert room.codes is not None
        return room.codes


@dataclass
class Serving:
    """A server that runs, and what it said of itself."""

    process: subprocess.Popen[str]
    folder: Path
    line: re.Match[str]

    def ssh(self, user: str, *command: str, options: tuple[str, ...] = ()) -> list[str]:
        """The ssh command that reaches it, as strict as it can be."""
        known = self.folder.parent / "known_hosts"
        host = f"[127.0.0.1]:{self.line['port']}"
        printed = typed(
            "host-key", "--data-dir", str(self.folder), "--advertise", "127.0.0.1", "--port",
            self.line["port"],
        )  # fmt: skip
        (entry,) = (row.strip() for row in printed.out.splitlines() if host in row)
        known.write_text(entry + "\n")
        return [
            program("ssh"), "-F", "/dev/null", "-o", f"UserKnownHostsFile={known}", "-o",
            "StrictHostKeyChecking=yes", "-o", "GlobalKnownHostsFile=/dev/null", *options, "-p",
            self.line["port"], f"{user}@127.0.0.1", *command,
        ]  # fmt: skip

    def ask(self, user: str, *command: str) -> Said:
        """What comes back to a command without a terminal."""
        ended = subprocess.run(
            self.ssh(user, *command, options=("-o", "BatchMode=yes")),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        return Said(ended.returncode, ended.stdout, ended.stderr)

    def ends(self, number: int) -> tuple[int, str]:
        """Send a signal; exit status and what stood on standard error."""
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, err


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Serving]:
    """A server on a free port of this computer alone."""
    command = [sys.executable, "-m", "retro", "serve", "--data-dir", str(folder)]
    process = subprocess.Popen(
        [*command, "--listen", "127.0.0.1", "--port", "0", *options],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], PATIENCE)[0], "it says nothing"
        line = HEALTH.fullmatch(said := process.stdout.readline())
        assert line, said or process.communicate()[1]
        yield Serving(process, folder, line)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_it_says_how_people_come_in_and_stays_until_it_is_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serving(folder, "--advertise", "retro.example.org") as server:
        assert server.line["host"] == "retro.example.org"
        assert server.line["folder"] == str(folder)
        assert server.line["key"] in typed("host-key", "--data-dir", str(folder)).out
        assert "process" in typed("serve", "--data-dir", str(folder), "--port", "0").err
        assert server.ends(signal.SIGTERM) == (0, "")
    with serving(folder) as again:
        assert again.line["key"] == server.line["key"]
        assert again.line["host"] == "127.0.0.1"
        assert again.ends(signal.SIGINT) == (0, "")


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        options = ("--listen", "127.0.0.1", "--port", server.line["port"])
        said = typed("serve", "--data-dir", str(tmp_path / "other"), *options)
        assert (said.status, said.out) == (1, "")
        assert server.line["port"] in said.err
        assert said.err.count("\n") == 1


def test_a_code_opens_answers_and_nothing_else(tmp_path: Path, shelf: Shelf) -> None:
    folder = tmp_path / "data"
    codes = asyncio.run(begun(folder))
    with serving(folder) as server:
        for code in (codes.observer, codes.participant.lower(), codes.facilitator):
            said = server.ask(code, "minutes")
            assert said.status == 0, said
            assert said.out.startswith("# Release 4.2\n")
            assert SECRET not in said.out + said.err
            assert not re.search("[\r\x1b]", said.out)
        facts = json.loads(server.ask(codes.participant, "status", "--json").out)
        assert facts["title"] == "Release 4.2"
        assert server.ask(codes.participant, "actions", "--json").out == "[]\n"
        assert server.ask(codes.participant, "sh", "-c", "id").status == 2
        help_text = server.ask(codes.participant)
        assert (help_text.status, help_text.out) == (1, "")
        assert f"ssh CODE@HOST -p {server.line['port']} minutes" in help_text.err
        assert server.ask("ZZZZZZZZ", "minutes").status == 255
        server.ends(signal.SIGTERM)
        log = (folder / "server.log").read_text()
        for secret in (SECRET, codes.participant, "127.0.0.1", "Release 4.2", "Kim"):
            assert secret not in log


def test_other_clients_are_answered_as_well(tmp_path: Path) -> None:
    """Those that docs/joining.md says are tried."""
    codes = asyncio.run(begun(tmp_path / "data"))
    with serving(tmp_path / "data") as server:
        port, to = server.line["port"], f"{codes.observer}@127.0.0.1"
        key = ["-hostkey", server.line["key"]]
        for command in (
            [program("plink"), "-ssh", "-batch", "-noagent", *key, "-P", port, to],
            # Given twice it neither asks about the key nor writes it down.
            [program("dbclient"), "-y", "-y", "-p", port, to],
        ):
            ended = subprocess.run(
                [*command, "minutes"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                env={**os.environ, "HOME": str(tmp_path)}, timeout=60, check=False,
            )  # fmt: skip
            assert ended.returncode == 0, ended.stderr
            assert ended.stdout.startswith("# Release 4.2\n")
            assert SECRET not in ended.stdout + ended.stderr


def test_members_come_in_with_a_key(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    asyncio.run(begun(folder))
    key = tmp_path / "key"
    keygen = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    subprocess.run(keygen, check=True, timeout=60)
    keys = tmp_path / "team.keys"
    keys.write_text(key.with_suffix(".pub").read_text())
    keys.chmod(0o600)
    with serving(folder, "--authorized-keys", str(keys)) as server:
        command = server.ssh("lobby", "sessions", options=("-o", "BatchMode=yes", "-i", str(key)))
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout.startswith("Release 4.2\n")
        assert server.ask("lobby", "sessions").status == 255


def test_a_forced_command_of_sshd_asks_the_same(tmp_path: Path) -> None:
    codes = asyncio.run(begun(tmp_path / "data"))
    with serving(tmp_path / "data"):
        said = typed("join", SSH_ORIGINAL_COMMAND=f"{codes.participant} minutes")
        assert said.status == 0
        assert said.out.startswith("# Release 4.2\n")
        assert said.err == "This session is still under way: these are the minutes so far.\n"
        assert SECRET not in said.out
        said = typed("join", SSH_ORIGINAL_COMMAND=f"{codes.observer} 'status' --json")
        assert json.loads(said.out)["phase_number"] > 1
        said = typed("join", SSH_ORIGINAL_COMMAND="ZZZZZZZZ minutes")
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith("No session here has that code")


def test_a_code_of_this_computer_brings_its_screen(tmp_path: Path) -> None:
    codes = asyncio.run(begun(tmp_path / "data"))
    with serving(tmp_path / "data"):
        with joining(codes.participant) as person:
            person.shows("Release 4.2")
            assert SECRET not in person.sent
        with joining(SSH_CONNECTION=CONNECTION, SSH_ORIGINAL_COMMAND=codes.observer) as person:
            person.shows("Release 4.2")
            assert SECRET not in person.sent
            account = getpass.getuser()
            person.shows("Your name")
            person.type("Tia\r")
            person.shows(f"ssh -t {account}@192.0.2.2 r-")
        with joining("--code", SSH_CONNECTION="192.0.2.1 5 2001:db8::1 2022") as person:
            person.shows("Which code were you given?")
            person.type(f"{codes.observer}\r")
            person.shows("Your name")
            person.type("Bo\r")
            person.shows(f"ssh -t -p 2022 {account}@2001:db8::1 r-")
        with joining("ZZZZZZZZ") as person:
            person.shows("No session is open to that code.")
            assert "Release 4.2" not in person.text


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        # As sshd runs a forced command for somebody who typed none.
        ([], {"SSH_CONNECTION": CONNECTION, "SSH_TTY": "/dev/pts/1"}),
        ([], {"SSH_CLIENT": CONNECTION}),
        ([], {"SSH_ORIGINAL_COMMAND": ""}),
        # As in examples/sshd_config.retro, also where something took the environment away.
        (["--code"], {}),
    ],
)
def test_whoever_may_be_a_guest_is_asked_for_a_code(
    tmp_path: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    codes = asyncio.run(begun(tmp_path / "data"))
    with serving(tmp_path / "data"), joining(*arguments, **environment) as person:
        person.shows("Which code were you given?")
        assert "Release 4.2" not in person.text
        person.type(f"{codes.participant}\r")
        person.shows("Your name")
        assert "Release 4.2" in person.text


@pytest.mark.parametrize(
    ("arguments", "environment"), [([], {}), (["--lobby"], {"SSH_CONNECTION": CONNECTION})]
)
def test_the_owner_sees_all_sessions_and_goes_on_with_one(
    tmp_path: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    asyncio.run(begun(tmp_path / "data"))
    with serving(tmp_path / "data"), joining(*arguments, **environment) as person:
        person.shows("Which session?")
        person.shows("Release 4.2")
        person.type("c")
        person.shows("Which code were you given?")
        person.type("\x1b")
        person.shows("Which session?")
        person.type("\r")
        # At their own machine they need no code, and facilitate.
        person.shows("1 here")


@contextmanager
def joining(*arguments: str, **environment: str) -> Iterator[Person]:
    """Somebody types `retro join`, where nothing else says that they came over SSH."""
    changes = [f"--unset={name}" for name in OVER_SSH]
    changes += [f"{name}={value}" for name, value in environment.items()]
    person = Person(
        ["/usr/bin/env", *changes, sys.executable, "-m", "retro", "join", *arguments], (100, 30)
    )
    try:
        yield person
    finally:
        person.end()


def test_whoever_joins_gets_nothing_but_what_a_code_opens() -> None:
    """What else came with the wish, such as a session to attach to, does not count."""
    options = {"session": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "folder": "/", "code": "K7QX2M9P"}
    wish = _wish(Arrival(options=options, wish="join"), "nl")
    assert wish == Wish(language="nl", is_guest=True, asks_code=True, code="K7QX2M9P")
    admission = Admission("01ARZ3NDEKTSV4RRFFQ69G5FAV", Role.OBSERVER)
    guest = Guest(admission, False, 1)
    wish = _wish(Arrival(options=options, wish="attach", guest=guest), "nl")
    assert wish == Wish(language="nl", is_guest=True, admission=admission)
    for name in ("join", "attach", "start", "lobby"):
        wish = _wish(Arrival(options=options, wish=name, guest=Guest(None, True, 1)), "nl")
        assert wish == Wish(language="nl", is_guest=True, member=True)
        wish = _wish(Arrival(options=options, wish=name, guest=Guest(None, False, 1)), "nl")
        assert wish == Wish(language="nl", is_guest=True, asks_code=True)
    wish = _wish(Arrival(options=options, wish="attach"), "nl")
    assert (wish.session, wish.member, wish.is_guest) == (options["session"], False, False)
    wish = _wish(Arrival(options={"folder": "/"}, wish="lobby"), "nl")
    assert wish == Wish(language="nl", member=True, folder=Path("/"))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--port", "65536"], "is not in the range"),
        (["--port", "x"], "is not a valid integer range"),
        (["--listen", "example.org"], "--listen takes an address"),
        (["--listen", "-x"], "--listen takes an address"),
        (["--advertise", "host:22"], "--advertise takes the name or address"),
        (["--advertise", "-oProxyCommand"], "--advertise takes the name or address"),
        (["--authorized-keys", "/nowhere"], "does not exist"),
    ],
)
def test_what_cannot_be_is_said(shelf: Shelf, options: list[str], sentence: str) -> None:
    commands = ["serve"] if options[0] == "--authorized-keys" else ["serve", "start"]
    for command in commands:
        said = shelf.refuse(command, *options, status=2)
        assert sentence in said
        assert said.count("\n") == 1


def test_the_key_is_shown_as_ssh_keygen_shows_it(tmp_path: Path, shelf: Shelf) -> None:
    text = shelf.tell("host-key", "--advertise", "retro.example.org", "--port", "22")
    key = shelf.folder / "ssh_host_ed25519_key"
    assert key.stat().st_mode & 0o777 == 0o600
    keygen = [program("ssh-keygen"), "-f", str(key)]
    fingerprint = subprocess.check_output([*keygen, "-l"], text=True).split()[1]
    assert f"Fingerprint\n  {fingerprint}\n" in text
    public = subprocess.check_output([*keygen, "-y"], text=True).split()[:2]
    assert f"\n  retro.example.org {' '.join(public)}\n" in text
    key.with_suffix(".pub").write_text(" ".join(public) + "\n")
    records = subprocess.check_output(
        [program("ssh-keygen"), "-r", "retro.example.org", "-f", str(key.with_suffix(".pub"))],
        text=True,
    )
    assert text.splitlines()[-1].strip() in records.splitlines()
    key.chmod(0o644)
    assert "chmod 600" in shelf.refuse("host-key", status=1)
