"""`retro serve` for real: what members learn of the host, and what is said when it stops."""

import asyncio
import json
import logging
import re
import signal
import subprocess
import sys
from pathlib import Path

import asyncssh
import pytest

from retro import __version__
from retro.doors.server import STOPPED_FOR_GUESTS
from retro.doors.watching import Census, census, report
from retro.session.commands import Finish
from retro.session.model import Writing
from retro.session.rules import PROGRAM
from retro.store.embedded import EmbeddedStore
from retro.words import Words
from tests.cli.test_serving import begun, serving
from tests.doors.joining import person_at
from tests.doors.people import PATIENCE
from tests.live.house import house
from tests.programs import program
from tests.terminal.fakes import until
from tests.ui.story import begin


def test_members_ask_how_the_host_does(tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    identity, keys = tmp_path / "key", tmp_path / "authorized_keys"
    for path, content in ((identity, key.export_private_key()), (keys, key.export_public_key())):
        path.touch(mode=0o600)
        path.write_bytes(content)
    codes = asyncio.run(begun(tmp_path / "data"))
    with serving(tmp_path / "data", "--authorized-keys", str(keys)) as server:
        command = server.ssh("lobby", options=("-i", str(identity), "-o", "BatchMode=yes"))

        def asked(*words: str) -> str:
            return subprocess.run(
                [*command, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                check=True,
            ).stdout  # fmt: skip

        assert asked("status") == f"retro {__version__} · 1 session under way · 0 here\n"
        with person_at(server.ssh(codes.participant)) as person:
            person.shows("Your name")
            person.type("Tia\r")
            person.shows("You are in")
            facts = json.loads(asked("status", "--json"))
            assert facts == {"version": __version__, "sessions": 1, "people": 1}
        assert f"ssh lobby@HOST -p {server.line['port']} status" in asked("help")
        # Who has a code learns of their own session alone.
        assert "Release 4.2" in server.ask(codes.participant, "status").out
        assert "lobby" not in server.ask(codes.participant, "help").out


async def test_the_log_says_how_many_there_are_when_that_changed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    def said() -> list[str]:
        return [each.getMessage() for each in caplog.records if each.name == "retro.doors.watching"]

    async with house(tmp_path) as found:
        reporting = asyncio.create_task(report(found.lobby, every=0.001))
        teller = await begin(found.lobby, "aar", writing=Writing.APART, people=())
        room = teller.room
        await until(lambda: len(said()) == 2)
        with room.attached(room.facilitator), room.attached(room.facilitator):
            assert census(found.lobby) == Census(1, 1)
            await until(lambda: len(said()) == 3)
        await room.submit(Finish(), PROGRAM)
        await until(lambda: said()[-1].endswith("0 sessions under way, 0 people here"))
        reporting.cancel()
    assert said()[:3] == [
        f"retro {__version__}: {number} sessions under way, {people} people here"
        for number, people in ((0, 0), (1, 0), (1, 1))
    ]


def test_guests_are_told_of_the_end_in_the_language_of_the_host(tmp_path: Path) -> None:
    codes = asyncio.run(begun(tmp_path / "data"))
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "retro", "serve", "--data-dir", str(tmp_path / "data")),
            *("--listen", "127.0.0.1", "--port", "0", "--language", "nl"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"ssh CODE@127\.0\.0\.1 -p (\d+)", line)
        assert found, line
        ssh = [program("ssh"), "-F", "/dev/null", "-o", "StrictHostKeyChecking=accept-new"]
        known = ["-o", f"UserKnownHostsFile={tmp_path / 'known_hosts'}", "-p", found[1]]
        with person_at([*ssh, *known, f"{codes.participant}@127.0.0.1"], (130, 30)) as person:
            person.shows("Your name")
            server.send_signal(signal.SIGTERM)
            assert person.ends() in (0, 255)
            assert Words("nl")(STOPPED_FOR_GUESTS) in person.sent
            assert STOPPED_FOR_GUESTS not in person.sent
        assert server.wait(PATIENCE) == 0
    finally:
        server.kill()
        server.communicate()


def test_a_member_changes_an_action_over_ssh(tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    identity, keys = tmp_path / "key", tmp_path / "authorized_keys"
    for path, content in ((identity, key.export_private_key()), (keys, key.export_public_key())):
        path.touch(mode=0o600)
        path.write_bytes(content)
    data = tmp_path / "data"
    codes = asyncio.run(begun(data))
    with serving(data, "--authorized-keys", str(keys)) as server:
        member = server.ssh("lobby", options=("-i", str(identity)))
        with person_at(member, (100, 30)) as person:
            person.shows("Which session?")
            person.type("a")
            person.shows("Open actions · all teams")
            person.type("a")
            person.shows("What will be done?")
            person.type("Rehearse the rollback\r")
            person.shows("is added")
            person.type("g")
            person.shows("is under way. u takes it back.")
            # Another program on the host sees it, and the screen sees what that one changes.
            store = EmbeddedStore(data).actions()
            (action,) = store.all()
            assert (action["text"], action["state"]) == ("Rehearse the rollback", "doing")
            store.change(lambda documents: [{**documents[0], "owner": "Robin"}])
            person.shows("Robin")
            person.type("qq")
            assert person.ends() == 0
        # Whoever has a code for one session has no key for this.
        with person_at(server.ssh(codes.participant), (100, 30)) as guest:
            guest.shows("Your name")
            guest.type("Tia\r")
            guest.shows("You are in")
            assert "Rehearse" not in guest.text
