"""Who comes in: by a code, by a ticket, by a member's key, and nobody else."""

import asyncio
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import asyncssh
import pytest

from tests.doors.joining import at_a_desk, person_at
from tests.doors.people import Person, until
from tests.programs import program
from tests.ssh.guest import guest
from tests.ssh.hostile import Caller, knocking
from tests.ssh.member import Member, here, member, run, ssh
from tests.ssh.server import MIB, Server, serving

WRONG = "ZZZZZZZZ"


@pytest.fixture(scope="module")
def key() -> asyncssh.SSHKey:
    """What a member of the team holds."""
    return asyncssh.generate_private_key("ssh-ed25519")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, key: asyncssh.SSHKey) -> Iterator[Server]:
    """A server that knows the key of a member."""
    keys = tmp_path_factory.mktemp("keys") / "authorized_keys"
    keys.write_bytes(key.export_public_key())
    keys.chmod(0o600)
    with serving(tmp_path_factory.mktemp("data"), authorized_keys=str(keys)) as found:
        yield found


def test_a_code_in_the_address_is_all_it_takes(server: Server, victim: Member) -> None:
    """T1: nothing is asked before the screen, and leaving ends with 0."""
    with member(server, server.participant) as person:
        person.shows("Your name")
        assert "ode" not in person.sent[: person.sent.index("\x1b[?1049h")]
        person.come_in("Tia")
        person.press("q")
        assert person.ends() == 0
        assert person.is_restored


@pytest.mark.parametrize("change", [str.lower, lambda code: f"{code[:4]}-{code[4:]}"])
def test_a_code_is_read_as_people_type_it(server: Server, change: Callable[[str], str]) -> None:
    """T1: capitals, a hyphen, and letters that look like digits make no difference."""
    with member(server, change(server.participant)) as person:
        person.shows("Your name")


def test_without_a_code_one_is_asked_for(server: Server, victim: Member) -> None:
    """T2: somebody whose name is no code types it where OpenSSH asks, at their own terminal."""
    command = ssh(server, "-b", server.stranger(), f"tia@{server.host}")
    with person_at(at_a_desk([program("env"), *command[1:]])) as person:
        for turn, code in enumerate((WRONG, WRONG, server.participant), 1):
            until(partial(asked, person, turn), f"it did not ask {turn} times")
            assert "\x1b[?1049h" not in person.sent
            person.type(f"{code}\r")
        person.shows("Your name")


def asked(person: Person, times: int) -> bool:
    """Whether OpenSSH asked for a code so often."""
    person.read()
    return person.sent.count("Join code: ") == times


async def test_a_fourth_code_is_not_looked_at(server: Server, victim: Member) -> None:
    """T2: not even the right one."""
    async with knocking(server, local_addr=(server.stranger(), 0)) as knocker:
        for turn in range(3):
            knocker.interactive("tia")
            await knocker.answered(2 * turn + 1)
            knocker.reply(WRONG)
            await knocker.answered(2 * turn + 2)
        knocker.interactive("tia")
        knocker.reply(server.participant)
        await knocker.cut()
        assert not knocker.is_in


async def test_guesses_that_do_not_wait_for_answers(server: Server, victim: Member) -> None:
    """T3: 2,000 on one connection: nobody comes in, nothing piles up, and no password is taken.

    That three are looked at on a connection is the test above: of replies that overtake each
    other the door looks at the last.
    """
    before = server.resident
    async with knocking(server, local_addr=(server.stranger(), 0)) as knocker:
        for turn in range(2000):
            knocker.interactive("tia")
            knocker.reply(f"{turn:08}")
            knocker.password("tia", server.participant)
            if turn % 100 == 0:
                await asyncio.sleep(0)
        await asyncio.to_thread(victim.echoes)
        assert not knocker.is_in
    assert server.resident - before < 8 * MIB


async def test_several_replies_to_one_question_are_counted(server: Server) -> None:
    """T3: one question and replies without end: the door hangs up."""
    async with knocking(server, local_addr=(server.stranger(), 0)) as knocker:
        knocker.interactive("tia")
        await knocker.answered(1)
        replies = 1
        while not knocker.is_cut:
            knocker.reply(WRONG)
            replies += 1
            # As soon as something came: a wrong code, or the end.
            await knocker.answered(replies)
        assert replies <= 4
        assert not knocker.is_in


async def test_an_address_that_guesses_has_to_wait(server: Server, victim: Member) -> None:
    """T3: after ten wrong codes of a minute an address is not believed; others come in."""
    address = server.stranger()
    for _ in range(4):
        async with knocking(server, local_addr=(address, 0)) as knocker:
            for turn in range(3):
                knocker.interactive("tia")
                knocker.reply(WRONG)
                await knocker.answered(2 * turn + 2)
    async with knocking(server, local_addr=(address, 0)) as knocker:
        knocker.interactive("tia")
        await knocker.answered(1)
        knocker.reply(server.participant)
        await knocker.answered(2)
        assert not knocker.is_in
    done = run(server, "-b", server.stranger(), f"{server.participant}@{server.host}", "status")
    assert done.returncode == 0, done.stderr


@contextmanager
def agent(folder: Path, keys: int) -> Iterator[Path]:
    """An ssh-agent with so many keys; its socket."""
    path = folder / "agent"
    running = subprocess.Popen(
        [program("ssh-agent"), "-D", "-a", str(path)], stdout=subprocess.DEVNULL
    )
    try:
        for number in range(keys):
            file = folder / f"key{number}"
            subprocess.run(
                [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(file)],
                check=True,
            )
            subprocess.run(
                [program("ssh-add"), "-q", str(file)],
                check=True,
                env={**os.environ, "SSH_AUTH_SOCK": str(path)},
            )
        yield path
    finally:
        running.terminate()
        running.wait()


def test_no_key_is_ever_shown(server: Server, tmp_path: Path) -> None:
    """T5: whoever joins has keys that lead to them; the door asks for none, code or no code."""
    with agent(tmp_path, 5) as path:
        for user in (server.participant, "somebody"):
            done = subprocess.run(
                [
                    *("env", f"SSH_AUTH_SOCK={path}", program("ssh"), "-v", "-F", "/dev/null"),
                    *("-p", str(server.port), "-o", f"UserKnownHostsFile={server.known_hosts}"),
                    *("-o", "BatchMode=yes", "-b", server.stranger()),
                    *(f"{user}@{server.host}", "status"),
                ],
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
            assert "Offering public key" not in done.stderr
            assert "continue: publickey" not in done.stderr
            assert (done.returncode == 0) == (user == server.participant), done.stderr


def test_a_script_comes_in_with_a_code_in_the_address(server: Server) -> None:
    """T6: in batch mode, without a terminal; without a code it is refused and does not hang."""
    at = f"{server.participant}@{server.host}"
    done = run(server, "-o", "BatchMode=yes", at, "minutes")
    assert done.returncode == 0, done.stderr
    refused = run(
        server, "-o", "BatchMode=yes", "-b", server.stranger(), f"tia@{server.host}", "minutes"
    )
    assert refused.returncode == 255
    assert refused.stdout == ""


def test_a_program_may_answer_for_the_code(server: Server, tmp_path: Path) -> None:
    """T7: SSH_ASKPASS, which is how a script without a code in the address comes in."""
    asking = tmp_path / "ask"
    asking.write_text(f"#!/bin/sh\necho {server.participant}\n")
    asking.chmod(0o700)
    command = ssh(server, "-b", server.stranger(), f"tia@{server.host}", "status")
    done = subprocess.run(
        ["env", f"SSH_ASKPASS={asking}", "SSH_ASKPASS_REQUIRE=force", *command],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr


async def test_no_name_gives_rights(server: Server, victim: Member) -> None:
    """T9: names that claim a part are refused, also in letters that look alike; as a login too."""
    async with guest(server, server.participant) as person:
        await person.shows("Your name")
        for name in ("facilitator", "Facilitator", "f\u0430cilit\u0430tor", "SYSTEM"):
            person.type(f"{name}\r")
            await person.shows(f"“{name}” could be taken")
            person.press(*["backspace"] * len(name))
        await person.come_in("Ned")
        for key, told in (("n", "takes the room on"), ("r", "shows it, when all are ready")):
            person.press(key)
            await person.shows(f"The facilitator {told}")
        assert "What did nobody say yet?" in person.text
    async with knocking(server, local_addr=(server.stranger(), 0)) as knocker:
        knocker.request("facilitator", "none")
        await knocker.answered(1)
        assert not knocker.is_in


def test_the_newest_of_two_terminals_wins(server: Server, victim: Member) -> None:
    """T10: with one ticket in two places the earlier one is told, and gets its terminal back."""
    with member(server, server.participant, "Two") as one:
        here(server, 2)
        with member(server, one.ticket) as other:
            other.shows("What did nobody say yet?")
            assert one.ends() == 0
            assert "another terminal" in one.sent
            assert one.is_restored
            other.echoes()
            here(server, 2)


async def test_a_probe_is_no_proof(server: Server, key: asyncssh.SSHKey) -> None:
    """T4: whoever only shows a member's public key, and then comes in otherwise, is no member.

    Keys are asked for under the name `lobby` alone, so that is where the probes go.
    """
    own = asyncssh.generate_private_key("ssh-ed25519")

    async def shown(user: str, *steps: str) -> str:
        async with knocking(server, local_addr=(server.stranger(), 0)) as knocker:
            for step in steps:
                number = len(knocker.answers) + 1
                if step == "probe":
                    knocker.probe("lobby", key)
                elif step == "sign own":
                    knocker.sign(user, own)
                elif step == "sign":
                    knocker.sign(user, key)
                elif step == "ask":
                    knocker.interactive(user)
                else:
                    knocker.reply(server.participant)
                await knocker.answered(number)
                if knocker.is_cut or knocker.is_in:
                    break
            if not knocker.is_in:
                return "refused"
            caller = Caller(knocker.conn)
            _, seen = await caller.open()
            await caller.says(seen, "\x1b[?1049h")
            await caller.says_one_of(seen, "Your name", "Which code", "session")
            return "guest" if "Your name" in seen.out.decode() else "member"

    assert await shown("lobby", "sign") == "member"
    assert await shown("lobby", "sign own") == "refused"
    assert await shown("lobby", "probe", "sign own") == "refused"
    assert await shown("tia", "probe", "ask", "code") == "guest"
    assert await shown("lobby", "probe", "ask", "code") in ("guest", "refused")
    assert await shown("tia", "sign") == "refused"
