"""What a host answers over SSH: a short list of questions, and nothing that is hidden."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from retro.cli.actions import FIELDS
from retro.cli.place import Place, find_place
from retro.cli.remote import COMMANDS, Answer, _harmless, answer, read_query
from retro.doors.arrival import Guest
from retro.live.access import Admission
from retro.live.folder import lobby_of
from retro.live.lobby import Lobby, Setup
from retro.live.room import Room
from retro.session.commands import Advance, Join, RemovePerson, Reveal, WriteAction, WriteCard
from retro.session.model import Role, Writing
from retro.session.rules import PROGRAM
from retro.store.embedded import EmbeddedStore
from retro.words import Words

MEMBER = Guest(None, True, 1)
#: What would move a cursor, change a title or turn letters around.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Hosted:
    """A session on a host, and somebody who asks there."""

    def __init__(self, place: Place, lobby: Lobby, room: Room) -> None:
        self.place = place
        self.lobby = lobby
        self.room = room
        self.guest = Guest(Admission(room.key, Role.OBSERVER), False, 1)

    async def ask(self, command: str, guest: Guest | None = None, language: str = "en") -> Answer:
        return await answer(self.place, self.lobby, guest or self.guest, command, language)

    async def tell(self, command: str, guest: Guest | None = None) -> str:
        """What is answered to a question that has an answer."""
        said = await self.ask(command, guest)
        assert (said.status, said.err) == (0, ""), said
        return said.out

    async def go_to(self, phase: str) -> None:
        while self.room.view(PROGRAM).session.phase.key != phase:
            key = self.room.view(PROGRAM).session.phase.key
            await self.room.submit(Advance(key), self.room.facilitator)


@asynccontextmanager
async def hosted(folder: Path) -> AsyncIterator[Hosted]:
    place = find_place(str(folder), "en", {})
    async with lobby_of(folder) as lobby:
        room = await lobby.create(
            Setup(
                "aar", "en", "Release 4.2", "Learn", "Checkout", "Kim", True,
                writing=Writing.APART,
            )
        )  # fmt: skip
        yield Hosted(place, lobby, room)


async def test_minutes_are_what_an_observer_may_see(tmp_path: Path) -> None:
    async with hosted(tmp_path / "data") as host:
        await host.room.submit(Join(17, "Robin"), PROGRAM)
        await host.go_to("planned")
        for writer in (17, host.room.facilitator):
            card = WriteCard(host.room.new_id(), "A plan that nobody shall see yet", "")
            await host.room.submit(card, writer)
        hidden = host.room.view(PROGRAM).hidden
        said = await host.ask("minutes")
        assert said.status == 0
        assert said.err == "This session is still under way: these are the minutes so far.\n"
        assert said.out.startswith("# Release 4.2\n")
        assert ("A plan that nobody" in said.out) != hidden
        for question in ("status", "status --json", "actions", "actions --json"):
            assert "A plan that nobody" not in await host.tell(question)


async def test_what_is_hidden_is_in_no_answer(tmp_path: Path) -> None:
    async with hosted(tmp_path / "data") as host:
        await host.room.submit(Join(17, "Robin"), PROGRAM)
        session = host.room.view(PROGRAM).session
        hiding = next(p for p in session.format.phases if session.hides(p) and p.kind != "poll")
        await host.go_to(hiding.key)
        text = "What went wrong between the two of us"
        column = hiding.columns[0].key if hiding.columns else ""
        await host.room.submit(WriteCard(host.room.new_id(), text, column), 17)
        for guest in (host.guest, Guest(Admission(host.room.key, Role.PARTICIPANT, 17), False, 2)):
            for question in ("minutes", "status", "actions"):
                said = await host.ask(question, guest)
                assert said.status == 0
                assert text not in said.out + said.err
        await host.room.submit(Reveal(), host.room.facilitator)
        assert text in (await host.ask("minutes")).out


async def test_status_says_where_the_session_is(tmp_path: Path) -> None:
    async with hosted(tmp_path / "data") as host:
        with host.room.attached(host.room.facilitator):
            text = await host.tell("status")
            facts = json.loads(await host.tell("status --json"))
        assert text.splitlines()[0] == "Release 4.2"
        assert "After-action review · Checkout" in text
        assert "(1 of 8)" in text
        assert re.search(r"\d+:\d\d left", text)
        assert "1 here" in text
        assert list(facts) == [
            "title", "format", "team", "phase", "phase_number", "phases", "here", "ready", "done",
            "expected", "seconds_left", "closed",
        ]  # fmt: skip
        assert (facts["title"], facts["phase_number"], facts["here"]) == ("Release 4.2", 1, 1)
        assert facts["closed"] is False


async def test_actions_are_those_of_the_session_and_the_open_ones_of_its_team(
    tmp_path: Path,
) -> None:
    for name, team, state in (
        ("ours", "checkout", "open"),
        ("ours, done", "Checkout", "done"),
        ("of others", "Platform", "open"),
    ):
        await _act(tmp_path / "data", name, team, state)
    async with hosted(tmp_path / "data") as host:
        assert [a["text"] for a in json.loads(await host.tell("actions --json"))] == ["ours"]
        await host.go_to("commit")
        action = WriteAction(host.room.new_id(), "Practise the rollback", "Kim")
        await host.room.submit(action, host.room.facilitator)
        found: list[dict[str, str]] = []
        async with asyncio.timeout(20):
            while len(found) < 2:  # the room carries it over right after it is accepted
                found = json.loads(await host.tell("actions --json"))
        assert {a["text"] for a in found} == {"ours", "Practise the rollback"}
        assert all(tuple(a) == FIELDS for a in found)
        text = await host.tell("actions")
        assert text.startswith("2 actions\n")
        assert "- Practise the rollback\n" in text
        mine = await host.tell("actions --team Platform", MEMBER)
        assert "of others" in mine
        assert "ours" not in mine


async def _act(folder: Path, name: str, team: str, state: str) -> None:
    row = {"uid": name, "text": name, "team": team, "state": state, "session": "elsewhere"}
    await EmbeddedStore(folder).actions().change_soon(lambda known: [row])


async def test_members_see_the_sessions(tmp_path: Path) -> None:
    async with hosted(tmp_path / "data") as host:
        assert (await host.tell("sessions", MEMBER)).startswith("Release 4.2\n")
        (row,) = json.loads(await host.tell("sessions --json", MEMBER))
        assert row["key"] == host.room.key
        said = await host.ask("minutes", MEMBER)
        assert said.status == 2
        assert "ssh CODE@HOST" in said.err
        assert "1 session under way" in await host.tell("status", MEMBER)


@pytest.mark.parametrize("question", ["sessions", "sessions --json", "actions --team Platform"])
async def test_what_is_for_members_is_for_members_alone(tmp_path: Path, question: str) -> None:
    async with hosted(tmp_path / "data") as host:
        said = await host.ask(question)
        assert (said.status, said.out) == (2, "")
        assert "Only members" in said.err
        said = await host.ask(question, Guest(None, False, 3))
        assert (said.status, said.out) == (2, "")


@pytest.mark.parametrize(
    "typed",
    [
        "sh", "minutes;id", "minutes; id", "$(id)", "--help", "minutes --json", "actions --json=1",
        "actions --team", "status --json x", "`id`", "minutes > x", "scp -f minutes.md",
        "rsync --server . .", "mosh-server new", "git-upload-pack 'x'", "'unclosed", "\x1b[2J",
        "minutes\x00", "\udcff", "MINUTES", "x" * 100_000,
    ],
)  # fmt: skip
async def test_anything_else_is_refused_in_a_sentence(tmp_path: Path, typed: str) -> None:
    async with hosted(tmp_path / "data") as host:
        said = await host.ask(typed)
        assert (said.status, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert len(said.err) < 200
        assert not OBEYED.search(said.err)


async def test_without_a_command_there_is_help(tmp_path: Path) -> None:
    async with hosted(tmp_path / "data") as host:
        text = await host.tell("help")
        assert "ssh CODE@HOST minutes" in text
        assert "lobby" not in text
        assert "lobby" in await host.tell("help", MEMBER)
        for nothing in ("", "  \n"):
            assert await host.ask(nothing) == Answer(1, "", text)
        at_2222 = await host.tell("help", replace(host.guest, port=2222))
        assert "ssh CODE@HOST -p 2222 minutes" in at_2222
        assert "CODE@HOST minutes" not in at_2222
        assert "ssh HOST CODE minutes" in await host.tell("help", replace(host.guest, port=0))
        dutch = await host.ask("help", language="nl")
        assert dutch.status == 0


async def test_a_session_that_cannot_be_opened_tells_nothing_of_the_host(
    tmp_path: Path,
) -> None:
    async with hosted(tmp_path / "data") as host:
        gone = Guest(Admission("01ARZ3NDEKTSV4RRFFQ69G5FAV", Role.OBSERVER), False, 2)
        said = await host.ask("minutes", gone)
        assert (said.status, said.out) == (1, "")
        assert str(tmp_path) not in said.err
        assert "retro doctor" in said.err


def test_what_somebody_left_in_the_file_is_cleaned() -> None:
    text = "# A title\n\n| a  | b |\n\x1b]0;taken\x07 and \u202ereversed\n  two  spaces\n"
    harmless = _harmless(text)
    assert not OBEYED.search(harmless)
    assert "| a  | b |\n" in harmless
    assert "\n  two  spaces\n" in harmless


def test_every_question_of_the_list_is_read() -> None:
    words = Words("en")
    for name, options in COMMANDS.items():
        assert read_query(name, words).name == name
        assert read_query(f"  '{name}' ", words).name == name
        if "--json" in options:
            assert read_query(f"{name} --json", words).as_json
    assert read_query("actions --team 'The A Team'", words).team == "The A Team"
    assert read_query("actions --team=X --json", words).team == "X"


async def test_an_open_line_gets_no_answer_once_its_code_is_dead(tmp_path: Path) -> None:
    """A line was let in once, and may ask again and again."""
    async with hosted(tmp_path) as host:
        person, ticket = await host.room.enter("Mallory", Role.PARTICIPANT)
        codes = host.room.codes
        assert codes is not None
        found = [host.lobby.admit(codes.observer), host.lobby.admit(ticket)]
        lines = [Guest(each, False, 2) for each in found if each]
        assert len(lines) == 2
        for line in lines:
            assert "Release 4.2" in await host.tell("status", line)
        await host.room.submit(RemovePerson(person), PROGRAM)
        for line in lines:
            for question in ("minutes", "actions", "status"):
                said = await host.ask(question, line)
                assert (said.status, said.out) == (1, "")
                assert "does not count any more" in said.err
