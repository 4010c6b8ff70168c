"""How often somebody may ask to be let in: one message after the other, and all of them at once."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import asyncssh
import pytest

from retro.doors.ssh.limits import Limits
from tests.doors.joining import Server, serving
from tests.ssh.hostile import USERAUTH_INFO_REQUEST, Knocker, knocking

LIMITS = Limits()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, asyncssh.SSHKey]:
    key = asyncssh.generate_private_key("ssh-ed25519")
    path = tmp_path_factory.mktemp("keys") / "authorized_keys"
    path.touch(mode=0o600)
    path.write_bytes(key.export_public_key())
    return path, key


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, keys: tuple[Path, asyncssh.SSHKey]
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("requests")
    with serving(folder, keys=str(keys[0]), failures_per_address=1000, failures=1000) as here:
        yield here


def at(server: Server) -> AbstractAsyncContextManager[Knocker]:
    """Somebody at this door, and not in yet."""
    return knocking(cast("Any", server))


async def test_thousands_of_requests_at_once_get_a_dozen_answers(server: Server) -> None:
    async with at(server) as knocker:
        for number in range(2000):
            knocker.interactive("tia")
            knocker.reply(f"{number:08}")
            knocker.password("tia", server.code)
        await knocker.cut()
        assert not knocker.is_in
        assert len(knocker.answers) <= LIMITS.requests


@pytest.mark.parametrize("method", ["none", "password", "keyboard-interactive", "publickey", "x"])
async def test_every_way_to_ask_counts(server: Server, method: str) -> None:
    async with at(server) as knocker:
        key = asyncssh.generate_private_key("ssh-ed25519")
        for number in range(1, LIMITS.requests + 1):
            if method == "password":
                knocker.password("tia", server.code)
            elif method == "keyboard-interactive":
                knocker.interactive("tia")
            elif method == "publickey":
                knocker.probe("lobby", key)
            else:
                knocker.request("tia", method)
            await knocker.answered(number)
        assert not knocker.is_cut
        knocker.request("tia", "none")
        await knocker.cut()
        assert len(knocker.answers) == LIMITS.requests


async def test_the_right_code_after_fifty_wrong_ones_in_one_breath_opens_nothing(
    server: Server,
) -> None:
    async with at(server) as knocker:
        knocker.interactive("tia")
        await knocker.answered(1)
        for number in range(50):
            knocker.reply(f"ZZZZ{number:04}")
        knocker.reply(server.code)
        await knocker.cut()
        assert not knocker.is_in


async def test_a_reply_that_nobody_asked_for_opens_nothing(server: Server) -> None:
    async with at(server) as knocker:
        # The second comes before the first question could be put.
        knocker.interactive("tia")
        knocker.reply(server.code)
        knocker.reply(server.code)
        await knocker.cut()
        assert not knocker.is_in


async def test_one_reply_to_each_question_lets_in(server: Server) -> None:
    async with at(server) as knocker:
        knocker.interactive("tia")
        await knocker.answered(1)
        knocker.reply("ZZZZZZZZ")
        await knocker.answered(2)
        assert knocker.count(USERAUTH_INFO_REQUEST) == 2
        knocker.reply(server.code)
        await knocker.answered(3)
        assert knocker.is_in


async def test_replies_without_a_code_end_it_too(server: Server) -> None:
    async with at(server) as knocker:
        knocker.interactive("tia")
        for number in range(1, LIMITS.tries + 1):
            await knocker.answered(number)
            assert not knocker.is_cut
            knocker.reply()
        await knocker.cut()


async def test_a_member_with_some_keys_comes_in(
    server: Server, keys: tuple[Path, asyncssh.SSHKey]
) -> None:
    """As OpenSSH does it: asks with each key of an agent whether it would do, then signs."""
    async with at(server) as knocker:
        knocker.request("lobby", "none")
        for number in range(1, 10):
            await knocker.answered(number)
            knocker.probe("lobby", asyncssh.generate_private_key("ssh-ed25519"))
        await knocker.answered(10)
        knocker.probe("lobby", keys[1])
        await knocker.answered(11)
        knocker.sign("lobby", keys[1])
        await knocker.answered(12)
        assert knocker.is_in


def test_every_limit_is_explained() -> None:
    told = Path("docs/server.md").read_text()
    for field in fields(Limits):
        default = cast("float", field.default)
        assert f"| `{field.name}` | {default:g} |" in told
