"""The server dies without a word, and people come back to what they had half typed."""

import json
import signal
from pathlib import Path

from retro.live.drafts import Drafts, key_of
from tests.doors.people import until
from tests.ssh.member import Member, member
from tests.ssh.server import serving

HALF = "half of a thought"


def has_kept(folder: Path, ticket: str) -> bool:
    """Whether it is on the disk, for whoever has the ticket."""
    (path,) = folder.glob("sessions/*/*/*.access")
    drafts = Drafts()
    drafts.load(json.loads(path.read_text())["sealed"]["1"]["drafts"])
    return any(HALF in texts.values() for texts in drafts.unlock(key_of(ticket)).values())


def test_what_was_half_typed_without_a_name_is_there_again(tmp_path: Path) -> None:
    """`team` begins with a phase in which everything is kept without a name."""
    tmp_path.chmod(0o700)
    with serving(tmp_path) as server, member(server, server.participant, "Kim") as person:
        ticket = person.ticket
        with member(server, server.participant, "Lou"):
            person.press("enter").then("╭").type(HALF)
            person.shows(HALF)
            until(lambda: has_kept(tmp_path, ticket), "nothing half typed was kept")
            server.stop(signal.SIGKILL)
        with serving(tmp_path, port=server.port) as again:
            assert again.participant == server.participant
            with member(again, ticket.upper()) as back:
                # The way back is said again, in the spelling of the first time.
                back.shows(f"ssh {ticket}@")
                back.press("enter").then("╭")
                back.shows(HALF)
                assert back.text.count(HALF) == 1
            with member(again, again.participant, "Max") as other:
                other.press("enter").then("╭")
                assert HALF not in other.sent
    assert not any(HALF.encode() in path.read_bytes() for path in tmp_path.rglob("*.access"))


def test_whoever_is_in_reads_their_way_back_when_the_server_stops(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with serving(tmp_path) as server, member(server, server.participant, "Kim") as person:
        ticket = person.ticket
        before = person.sent.count(f"ssh {ticket}@")
        server.stop()
        until(lambda: _said(person).count(f"ssh {ticket}@") > before, "no way back was said")
        assert "Your way back: ssh" in " ".join(_said(person).split())


def _said(person: Member) -> str:
    person.read()
    return person.sent
