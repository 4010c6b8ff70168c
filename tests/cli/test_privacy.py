"""`retro privacy`: what the files of a session hold, and what they should not."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from retro.cli import proof
from retro.followup.lessons import to_store
from retro.live.folder import lobby_of
from retro.live.lobby import Setup
from retro.session.commands import Advance, CastVote, Finish, GiveAnswer, WriteCard
from retro.session.format import Kind
from retro.session.model import Role, Writing
from retro.session.rules import PROGRAM
from retro.store.embedded import EmbeddedStore
from retro.store.naming import Files
from retro.store.snapshot import encode_sealed
from tests.cli.shelf import Shelf
from tests.minutes.stories import release, removal, sprint
from tests.terminal.fakes import until


def file(shelf: Shelf, suffix: str) -> Path:
    (found,) = shelf.folder.glob(f"sessions/*/*/*{suffix}")
    return found


def test_every_file_is_listed_with_its_fields(shelf: Shelf) -> None:
    shelf.keep(release())
    text = shelf.tell("privacy")
    assert text.startswith("Release 4.2 (")
    folder = file(shelf, ".json").parent
    for path in folder.iterdir():
        assert f"\n{path.relative_to(shelf.folder)}\n" in text
    assert "    answers     6  id, phase, value\n" in text
    assert re.search(r"\n    people +7  id, name, named, role\n", text)
    assert "Nothing in these files says who wrote, answered or voted what in Worth it?" in text
    assert "- Whoever runs the machine could look into its memory" in text
    for person in ("Anna", "Bram", "Chidi"):
        assert person not in text


def test_what_was_handed_on_is_listed_too(shelf: Shelf) -> None:
    session = release()
    key = shelf.keep(session)
    lessons = to_store(replace(session, key=key), [], datetime(2026, 5, 1, tzinfo=UTC))
    EmbeddedStore(shelf.folder).lessons().change(lambda known: lessons)
    text = shelf.tell("privacy")
    _files, _mark, rest = text.partition("Handed on to later sessions")
    assert re.search(r"actions\.json: .*\n +[1-9]  .*owner, ", rest)
    assert re.search(rf"lessons\.json: .*\n +{len(lessons)}  .*text", rest)
    assert not {"author", "person", "writer"} & set(re.findall(r"\w+(?=,)", rest))
    assert "journal.json" in rest


def test_dots_are_sealed_with_nothing_but_what_they_are_for(shelf: Shelf) -> None:
    shelf.keep(sprint())
    text = shelf.tell("privacy")
    assert "    votes" in text
    assert "id, phase, target\n" in text
    (line,) = [line for line in text.splitlines() if line.startswith("Nothing in these files")]
    assert "Vote" in line


def test_one_keyboard_for_all_is_said_to_be_so(shelf: Shelf) -> None:
    shelf.keep(removal())
    assert "One keyboard wrote for all" in shelf.tell("privacy")


def with_person(document: dict[str, Any]) -> None:
    document["answers"][0]["person"] = 7


def with_time(document: dict[str, Any]) -> None:
    document["answers"][0]["when_given"] = "2026-03-13T14:00:00"


def with_number(document: dict[str, Any]) -> None:
    document["answers"][0]["number"] = 3


def in_another_order(document: dict[str, Any]) -> None:
    document["answers"].reverse()


def with_a_table(document: dict[str, Any]) -> None:
    document["authors"] = [[1, 2]]


def with_what_was_answered(document: dict[str, Any]) -> None:
    document["answered"] = [["roti", 7, 5]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (with_person, "answers: person"),
        (with_time, "answers: when_given"),
        (with_number, "answers: number"),
        (in_another_order, "keeps answers in an order"),
        (with_a_table, "holds authors"),
        (with_what_was_answered, "holds answered"),
    ],
)
def test_what_should_not_be_sealed_is_found(
    shelf: Shelf, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    shelf.keep(release())
    path = file(shelf, ".sealed")
    document = json.loads(path.read_bytes())["sealed"]["1"]
    change(document)
    path.write_bytes(encode_sealed(document, 1))
    files = Files(file(shelf, ".json"), shelf.folder / "quarantine")
    part = next(each for each in proof.parts(files, release()) if each.ending == ".sealed")
    assert part.faults
    answer = shelf.type("privacy")
    # A field that the program does not know may keep it from reading the session at all.
    assert answer.status == 1
    assert said in answer.out or "cannot be read" in answer.err


def test_what_was_unseen_but_stands_in_the_open_is_found(shelf: Shelf) -> None:
    shelf.keep(release())
    path = file(shelf, ".json")
    raw = json.loads(path.read_bytes())
    raw.setdefault("answers", {})["5"] = {"id": 5, "phase": "roti", "person": 9, "value": 5}
    path.write_text(json.dumps(raw))
    shelf.type("doctor", "--accept", str(path))
    said = shelf.type("privacy")
    assert said.status == 1
    assert "openly holds something that was written unseen (answers: id, person, phase, value)" in (
        said.out
    )


def test_codes_and_hashes_may_lie_beside_but_no_words(shelf: Shelf) -> None:
    shelf.keep(replace(release(), closed=None))
    path = file(shelf, ".json").with_suffix(".access")
    good = {
        "codes": {"participant": "K7QX2M9P", "observer": "00000000", "facilitator": "11111111"},
        "tickets": {"ab" * 32: 17},
        "claimed": [17],
        "drafts": ["c2VhbGVk"],
    }
    path.write_bytes(encode_sealed(good, 1))
    path.chmod(0o600)
    assert shelf.tell("privacy")
    path.write_bytes(encode_sealed({**good, "drafts": ["I think it was my fault"]}, 1))
    assert "holds something under drafts" in shelf.type("privacy").out
    path.write_bytes(encode_sealed({**good, "tickets": {"Anna": 17}}, 1))
    assert "holds something under tickets" in shelf.type("privacy").out
    path.write_bytes(encode_sealed({**good, "addresses": ["10.0.0.7"]}, 1))
    assert "holds addresses" in shelf.type("privacy").out


async def test_a_session_under_way_keeps_its_drafts_unread(shelf: Shelf) -> None:
    """Two people write at once, in every kind of phase, until the session is closed."""
    async with lobby_of(shelf.folder) as lobby:
        setup = Setup("ssc", "en", "Sprint", "Learn", "Blue", "Kim", True, writing=Writing.APART)
        room = await lobby.create(setup)
        robin, _ = await room.enter("Robin", Role.PARTICIPANT)
        for person in (robin, room.facilitator):
            room.keep_draft(person, "here", "I think it was my fault")
        access = next(shelf.folder.glob("sessions/*/*/*.access"))
        await until(lambda: b'"drafts": []' not in access.read_bytes())
        kinds = set()
        while True:
            session = room.view(PROGRAM).session
            kinds.add(session.phase.kind)
            if session.phase.kind is Kind.POLL:
                await room.submit(GiveAnswer(room.new_id(), 3), robin)
            elif session.phase.kind is Kind.COLLECT:
                column = session.phase.columns[0].key
                await room.submit(WriteCard(room.new_id(), "Something", column), robin)
            elif session.phase.kind is Kind.VOTE:
                (card, *_) = session.cards
                await room.submit(CastVote(room.new_id(), card), robin)
            text = shelf.tell("privacy")
            assert "    drafts" in text
            assert "Robin" not in text
            assert "my fault" not in text
            if session.next_phase is None:
                break
            await room.submit(Advance(session.phase.key), room.facilitator)
        assert {Kind.POLL, Kind.COLLECT, Kind.VOTE} <= kinds
        assert "    votes" in text
        await room.submit(Finish(), room.facilitator)
    assert ".access" not in shelf.tell("privacy")


def test_a_strange_file_and_an_open_one_are_found(shelf: Shelf) -> None:
    key = shelf.keep(release())
    strange = file(shelf, ".json").with_name(f"{key}.copy")
    strange.write_text("x")
    said = shelf.type("privacy")
    assert (said.status, f"{key}.copy is not one of retro's files" in said.out) == (1, True)
    strange.unlink()
    assert shelf.type("privacy").status == 0
    path = file(shelf, ".sealed")
    path.chmod(0o644)
    path.parent.chmod(0o755)
    said = shelf.type("privacy")
    assert (said.status, "open to other people" in said.out) == (1, True)
