"""Who comes in: by a code as the user name, by a code that was asked for, or with a key."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import asyncssh
import pytest

from retro.doors.ssh.connection import Connection
from retro.doors.ssh.limits import Attempts, Limits, Turnstile
from retro.live.access import Admission
from retro.session.model import Role
from tests.doors.joining import Server, at_a_desk, person_at, serving
from tests.doors.people import Person, until
from tests.programs import program


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("auth"), failures_per_address=1000, failures=1000) as here:
        yield here


def test_a_code_in_any_spelling_comes_in_without_a_terminal(server: Server) -> None:
    for user in (server.code, server.code.lower(), f"{server.code[:4]}-{server.code[4:]}"):
        done = server.ask(user, "status")
        assert done.returncode == 0, done.stderr
        assert b"Release 4.2" in done.stdout


def test_without_a_code_a_script_is_refused(server: Server) -> None:
    for user in ("somebody", "lobby", "ZZZZZZZZ", "r-ZZZZZZZZZZZZZZZZ"):
        done = server.ask(user, "status")
        assert done.returncode == 255
        assert done.stdout == b""
        assert b"Permission denied (keyboard-interactive)" in done.stderr


def test_a_code_is_asked_for_and_may_be_wrong_once(server: Server) -> None:
    with person_at(at_a_desk(server.ssh("somebody"))) as person:
        person.shows("Join code:")
        person.type("ZZZZZZZZ\r")
        # ssh throws away what is typed before it asks.
        person.shows("opens no session")

        def is_asked_again() -> bool:
            person.read()
            return person.text.count("Join code:") == 2

        until(is_asked_again)
        person.type(f"{server.code.lower()}\r")
        person.shows("ready")


def test_the_third_wrong_code_is_the_last(server: Server) -> None:
    with person_at(at_a_desk(server.ssh("somebody"))) as person:
        for number in range(1, 4):
            _asked(person, number)
            person.type("wrong\r")
        assert person.ends() == 255
        assert "too many codes" in person.text
        assert person.sent.count("Join code:") == 3


def test_no_key_is_asked_for(server: Server, tmp_path: Path) -> None:
    key = _key(tmp_path)
    done = subprocess.run(
        server.ssh("somebody", "-v", "-o", "BatchMode=yes", identity=str(key)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Authentications that can continue: keyboard-interactive\n" in done.stderr
    assert "Offering public key" not in done.stderr


def test_an_address_with_many_wrong_codes_waits_and_whoever_is_in_stays(tmp_path: Path) -> None:
    with (
        serving(tmp_path, failures_per_address=2) as server,
        person_at(server.ssh(server.code)) as person,
    ):
        person.shows("ready")
        for user in ("ZZZZ0000", "YYYY0000"):
            assert server.ask(user, "status").returncode == 255
        refused = server.ask(server.code, "status")
        assert refused.returncode == 255
        assert b"wait a minute" in refused.stderr
        person.type("Kim\r")
        person.shows("['Kim']")


def test_nobody_is_named_in_the_log(server: Server) -> None:
    server.ask("Bob", "status")
    server.ask(server.code, "a \x1b[31m word of mine")
    log = server.log
    assert "visitor" in log
    for word in ("Bob", "127.0.0.1", server.code, "word of mine", "\x1b", "status"):
        assert word not in log


def test_no_key_of_an_agent_is_shown_by_who_has_a_code(tmp_path: Path) -> None:
    """Also where members come in with keys: a server sees every key that a client shows it."""
    pairs = [_key(tmp_path, f"key{number}") for number in range(5)]
    keys = tmp_path / "authorized_keys"
    keys.write_text(pairs[0].with_suffix(".pub").read_text())
    keys.chmod(0o600)
    with agent(tmp_path / "agent", pairs) as environment, serving(tmp_path, keys=str(keys)) as here:

        def offered(user: str) -> tuple[int, int]:
            plain = [
                "IdentitiesOnly=no" if "IdentitiesOnly" in word else word
                for word in here.ssh(user, "-v", "-o", "BatchMode=yes")
            ]
            done = subprocess.run(
                [*plain, "status"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                env=environment,
            )
            return done.returncode, done.stderr.count("Offering public key")

        assert offered(here.code) == (0, 0)
        assert offered("somebody") == (255, 0)
        # The agent works: where a key is asked for, the same client shows them.
        status, shown = offered("lobby")
        assert status == 0
        assert shown


def test_a_member_comes_in_with_a_key_and_nothing_else(tmp_path: Path) -> None:
    key, other = _key(tmp_path, "one"), _key(tmp_path, "other")
    keys = tmp_path / "authorized_keys"
    keys.write_text(key.with_suffix(".pub").read_text())
    keys.chmod(0o600)
    with serving(tmp_path, keys=str(keys)) as server:
        assert server.ask("lobby", "sessions", identity=str(key)).returncode == 0
        refused = server.ask("lobby", "sessions", identity=str(other))
        assert refused.returncode == 255
        assert b"Permission denied (publickey)" in refused.stderr
        # For everybody else nothing changes: no key is asked for.
        stranger = server.ask("somebody", "status", identity=str(key))
        assert b"Permission denied (keyboard-interactive)" in stranger.stderr
        assert server.ask(server.code, "status").returncode == 0
        # The file is read again on SIGHUP; a bad one changes nothing.
        keys.write_text(other.with_suffix(".pub").read_text())
        server.process.send_signal(signal.SIGHUP)
        until(lambda: "read again" in server.log)
        assert server.ask("lobby", "sessions", identity=str(key)).returncode == 255
        assert server.ask("lobby", "sessions", identity=str(other)).returncode == 0
        keys.write_text("nothing")
        server.process.send_signal(signal.SIGHUP)
        until(lambda: "cannot be used" in server.log)
        assert server.ask("lobby", "sessions", identity=str(other)).returncode == 0


async def test_a_member_s_name_and_a_code_make_no_member(tmp_path: Path) -> None:
    """Under the name of members only a key counts, so nothing else can be mistaken for one."""
    key = _key(tmp_path)
    keys = tmp_path / "authorized_keys"
    keys.write_text(key.with_suffix(".pub").read_text())
    keys.chmod(0o600)

    with serving(tmp_path, keys=str(keys)) as server:

        class Typing(asyncssh.SSHClient):
            def kbdint_auth_requested(self) -> str:
                return ""

            def kbdint_challenge_received(
                self, name: str, instructions: str, lang: str, prompts: object
            ) -> list[str]:
                return [server.code]

        with pytest.raises(asyncssh.PermissionDenied):
            await asyncssh.connect(
                "127.0.0.1",
                server.port,
                username="lobby",
                client_factory=Typing,
                known_hosts=str(server.known_hosts),
                config=None,
                client_keys=None,
                agent_path=None,
            )


def test_keys_that_may_not_be_used_stop_the_start(tmp_path: Path) -> None:
    keys = tmp_path / "authorized_keys"
    keys.write_text('command="sh" ssh-ed25519 AAAA')
    keys.chmod(0o600)
    with pytest.raises(AssertionError, match="line 1"), serving(tmp_path, keys=str(keys)):
        pass


#: A way back that happens to have no digit.
TICKET = "r-ABCDEFGHJKMNPQRS"


class Doorkeeper:
    """A door that knows one code and one ticket, and the wire below one connection."""

    members = None
    visitors = 0

    def __init__(self) -> None:
        self.limits = Limits()
        self.turnstile = Turnstile(self.limits, lambda: 0.0)
        self.attempts = Attempts(self.limits, lambda: 0.0)
        self.asked: list[str] = []
        self.reasons: list[str] = []
        self.aborted = 0
        self.warnings = 0

    def admit(self, code: str) -> Admission | None:
        self.asked.append(code)
        return Admission("key", Role.PARTICIPANT) if code in ("AAAA1111", TICKET) else None

    def guessed(self) -> None:
        self.warnings += 1

    def disconnect(self, code: int, reason: str) -> None:
        self.reasons.append(reason)

    def abort(self) -> None:
        self.aborted += 1


def at(door: Doorkeeper) -> Connection:
    connection = Connection(door)  # type: ignore[arg-type]
    connection._connection = door  # type: ignore[assignment]
    connection._address = "192.0.2.1"
    return connection


async def test_changing_the_name_is_no_way_to_more_tries() -> None:
    door = Doorkeeper()
    connection = at(door)
    for name in ("ZZZZ0000", "ZZZZ0001", "ZZZZ0002", "AAAA1111"):
        assert connection.begin_auth(name)
    assert door.asked == ["ZZZZ0000", "ZZZZ0001", "ZZZZ0002"]
    assert len(door.reasons) == 1


@pytest.mark.parametrize("ticket", [TICKET, "r-2345BCDFGHJKMNPQ"])
async def test_a_ticket_lets_in_whatever_others_typed(ticket: str) -> None:
    """Also one without a digit, which may be a name: it says that it is known, or is asked on."""
    door = Doorkeeper()
    while not door.attempts.failed("198.51.100.1"):
        pass
    while not door.attempts.failed("198.51.100.2"):
        pass
    for number in range(door.limits.failures):
        door.attempts.failed(f"203.0.113.{number}")
    assert not door.attempts.may_try("192.0.2.1")
    connection = at(door)
    assert connection.begin_auth(ticket) is (ticket != TICKET)
    assert not door.reasons


async def test_what_an_earlier_name_opened_counts_no_more() -> None:
    door = Doorkeeper()
    connection = at(door)
    assert not connection.begin_auth("AAAA1111")
    assert connection.begin_auth("somebody-else")
    connection.auth_completed()
    assert connection.guest is None
    assert door.aborted == 1


async def test_replies_that_do_not_wait_are_counted_as_they_come() -> None:
    door = Doorkeeper()
    connection = at(door)
    connection.begin_auth("tia")
    connection.get_kbdint_challenge("tia", "", "")
    replies = [connection.validate_kbdint_response("tia", ["ZZZZ0000"]) for _ in range(20)]
    replies.append(connection.validate_kbdint_response("tia", ["AAAA1111"]))
    assert True not in await asyncio.gather(*replies)
    assert len(door.asked) == 3
    assert door.reasons


async def test_a_name_of_eight_letters_is_no_failure() -> None:
    """Whole rooms have names such as this one, behind one address."""
    door = Doorkeeper()
    for _ in range(door.limits.names_per_address):
        assert at(door).begin_auth("somebody")
    assert door.attempts.may_try("192.0.2.1")


async def test_what_cannot_be_a_code_makes_nobody_wait_and_guesses_do() -> None:
    """Whole rooms are behind one address, and press Enter too early."""
    door = Doorkeeper()
    door.limits = replace(door.limits, delay=0.0)
    for reply in ("", "K7QX2M9", "tia's laptop"):
        for _ in range(20):
            connection = at(door)
            connection.begin_auth("tia")
            assert await connection.validate_kbdint_response("tia", [reply]) is not True
    assert door.attempts.may_try("192.0.2.1")
    assert door.warnings == 0
    for number in range(10):
        assert door.attempts.may_try("192.0.2.1")
        await at(door).validate_kbdint_response("tia", [f"ZZZZ{number:04}"])
    assert not door.attempts.may_try("192.0.2.1")
    assert door.warnings == 1


async def test_a_ticket_is_looked_at_also_while_codes_are_not() -> None:
    door = Doorkeeper()
    for _ in range(10):
        door.attempts.failed("192.0.2.1")
    assert at(door).begin_auth("AAAA1111")
    assert door.asked == []
    assert at(door).begin_auth("r-0123456789ABCDEF")
    assert door.asked == ["r-0123456789ABCDEF"]


@contextmanager
def agent(path: Path, keys: Sequence[Path]) -> Iterator[dict[str, str]]:
    """An agent with these keys; the environment of a client of it."""
    running = subprocess.Popen(
        [program("ssh-agent"), "-D", "-a", str(path)], stdout=subprocess.DEVNULL
    )
    environment = {**os.environ, "SSH_AUTH_SOCK": str(path), "LANG": "C.UTF-8"}
    try:
        until(path.exists, "no agent came")
        subprocess.run(
            [program("ssh-add"), "-q", *map(str, keys)],
            check=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        yield environment
    finally:
        running.terminate()
        running.wait()


def _asked(person: Person, times: int) -> None:
    """Wait until a code was asked for so many times."""

    def asked() -> bool:
        person.read()
        return person.sent.count("Join code:") == times

    until(asked, f"not asked {times} times: {person.sent!r}")


def _key(folder: Path, name: str = "key") -> Path:
    key = asyncssh.generate_private_key("ssh-ed25519")
    path = folder / name
    path.touch(mode=0o600)
    path.write_bytes(key.export_private_key())
    path.with_suffix(".pub").write_bytes(key.export_public_key())
    return path
