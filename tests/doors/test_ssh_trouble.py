"""What goes wrong at the host: what guests read of it, and what whoever facilitates is told."""

import resource
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from retro.live.asked import STOPPING
from retro.live.errors import NotKept, NotOpened
from retro.ui.trouble import NOT_KEPT, NOT_OPENED, reason
from retro.words import Words
from tests.doors.joining import Server, person_at, serving
from tests.doors.people import Person
from tests.live.house import FillingDisk, house
from tests.ui.stage import Doorway, stage
from tests.ui.test_join_invitation import BEGUN

SIZE = (100, 30)
WRONG_CODES = "There were too many wrong codes"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, "retro", failures_per_address=2) as here:
        yield here


def somebody(server: Server, code: str) -> AbstractContextManager[Person]:
    return person_at(server.ssh(code), SIZE)


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """No file of the server may grow, which is what a full disk is to a program."""
    process = server.process.pid
    before = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (0, before[1]))
    yield
    resource.prlimit(process, resource.RLIMIT_FSIZE, before)


def test_a_guest_reads_no_path_of_the_host(server: Server) -> None:
    with somebody(server, server.code) as person:
        person.shows("Your name")
        person.type("Kim")
        with full_disk(server):
            person.type("\r")
            person.shows("could not write it")
            assert str(server.folder) not in person.sent
            assert "/sessions/" not in person.sent
        person.type("\r")
        person.shows("You are in")


async def test_the_owner_reads_which_file_it_was(tmp_path: Path) -> None:
    disk = FillingDisk()
    async with (
        house(tmp_path, disk=disk) as found,
        stage(found, BEGUN, entrance=Doorway(), size=(200, 40)) as shown,
    ):
        await shown.press("ctrl+s", "enter")
        disk.is_full = True
        await shown.press("n")
        await shown.shows("Not saved.")
        assert str(tmp_path) in shown.notice


def test_the_sentences_of_a_session_itself_are_for_everybody() -> None:
    words = Words()
    damaged = NotOpened("/var/lib/retro/x.json is damaged: run `retro doctor`.")
    assert reason(NotKept(STOPPING), words, guest=True) == f"Not saved. {STOPPING}"
    assert reason(NotKept("/var/lib/retro/x"), words, guest=True) == f"Not saved. {NOT_KEPT}"
    assert reason(damaged, words, guest=True) == NOT_OPENED
    assert reason(damaged, words) == str(damaged)


def test_who_facilitates_is_told_that_codes_are_guessed(server: Server) -> None:
    with (
        somebody(server, server.said["facilitator"]) as host,
        somebody(server, server.code) as guest,
    ):
        for person, name in ((host, "Fay"), (guest, "Kim")):
            person.shows("Your name")
            person.type(f"{name}\r")
            person.shows("You are in")
        # What cannot be a code is no guess.
        for user in ("somebody-else", "1234", "ZZZZ0000", "YYYY0000"):
            assert server.ask(user, "status").returncode == 255
        host.shows(WRONG_CODES)
        assert "127.0.0.1" not in host.sent.split(WRONG_CODES)[1]
        guest.type("?")
        guest.shows("While you write")
        assert WRONG_CODES not in guest.sent
    assert server.log.count("too many wrong codes") == 1


async def test_the_shared_screen_is_told_too(tmp_path: Path) -> None:
    async with (
        house(tmp_path) as found,
        stage(found, BEGUN, entrance=Doorway()) as shown,
    ):
        await shown.press("ctrl+s", "enter")
        found.lobby.wrong_codes.notify()
        await shown.shows(WRONG_CODES)
    # Whoever has left is told no more.
    assert not found.lobby.wrong_codes._watchers
