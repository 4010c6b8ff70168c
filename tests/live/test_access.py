"""Who gets into a session: codes, tickets, places, and what ends them."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest

from retro.live.access import Admission, Admissions, canonical
from retro.session.commands import (
    Advance,
    ChangePerson,
    Command,
    Finish,
    HandOver,
    Join,
    Lock,
    MarkReady,
    RemovePerson,
    StartTimer,
    Undo,
)
from retro.session.model import Role, Writing
from retro.session.refusal import Refused
from retro.session.rules import NOBODY, PROGRAM
from tests.live.entrance import (
    APART,
    access_file,
    codes_of,
    has_codes,
    name_of,
    opens,
)
from tests.live.house import RELEASE, card, house


async def test_each_role_has_a_code(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        rooms = [await home.begin(writing=APART) for _ in range(5)]
        seen: set[str] = set()
        for room in rooms:
            codes = room.codes
            assert codes is not None
            for role in Role:
                code = getattr(codes, role.value)
                assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{8}", code)
                assert home.lobby.admit(code) == Admission(room.key, role)
                seen.add(code)
        assert len(seen) == 15


async def test_a_code_is_read_as_people_type_it(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        code = codes_of(room).participant
        spoken = code.lower().replace("0", "o").replace("1", "l")
        for typed in (
            code,
            f" {code} ",
            spoken,
            f"{spoken[:4]}-{spoken[4:]}",
            f"{code[:4]} {code[4:]}",
            code.replace("1", "I").replace("0", "O"),
        ):
            assert home.lobby.admit(typed) == Admission(room.key, Role.PARTICIPANT), typed
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        for typed in (ticket, ticket.upper(), ticket.replace("-", ""), ticket.lower()):
            assert home.lobby.admit(typed) == Admission(room.key, Role.PARTICIPANT, person)
        for wrong in (
            "",
            "-",
            "r-",
            "lobby",
            code[:7],
            code + "0",
            code[:7] + "U",
            code[:7] + "٣",
            "\x00" * 8,
            code * 10**5,
            ticket[2:],
            "\ud800",
        ):
            assert home.lobby.admit(wrong) is None, wrong


def test_how_a_code_is_typed_makes_no_other_code() -> None:
    assert canonical("ab-cd ef_gh") == "ABCDEFGH"
    assert canonical("oOiIlL12") == "00111112"
    assert canonical("r-" + "o" * 16) == "R" + "0" * 16
    assert canonical("x-" + "o" * 16) == ""


async def test_no_two_sessions_share_a_code() -> None:
    class Rng:
        """Draws the same code three times before it draws another."""

        def __init__(self) -> None:
            self.drawn = 0

        def choices(self, alphabet: str, k: int) -> list[str]:
            self.drawn += 1
            return [alphabet[self.drawn // 3]] * k

    admissions = Admissions(Rng())  # type: ignore[arg-type]
    codes = admissions.new_codes()
    assert len({codes.participant, codes.observer, codes.facilitator}) == 3


async def test_one_keyboard_needs_no_codes(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin()
        assert not has_codes(room)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT, named=True)
        assert ticket == room.ticket(person) == ""
        assert room.view(person).session.people[person].named
        with pytest.raises(Refused):
            await room.renew_codes(room.facilitator)
        room.keep_draft(person, "planned|x", "half")
        room.unlock(person)
        assert not list(tmp_path.rglob("*.access*"))
    assert not list(tmp_path.rglob("*.access*"))


async def test_codes_are_on_the_disk_before_anybody_sees_them(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        path = access_file(tmp_path, room)
        assert codes_of(room).participant in path.read_text()
        assert path.stat().st_mode & 0o777 == 0o600
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        await room.renew_codes(room.facilitator)
        assert codes_of(room).observer in path.read_text()
        # Of a ticket only the hash is there.
        content = path.read_text().upper()
        assert ticket.upper() not in content
        assert canonical(ticket) not in content
        assert canonical(ticket)[1:] not in content
        assert str(person) in content


async def test_codes_and_tickets_outlive_the_server(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        person, ticket = await room.enter("Zoe", Role.OBSERVER)
        assert room.ticket(person) == ticket
        other, second = await room.enter("Ada", Role.PARTICIPANT)
        await room.submit(HandOver(other), room.facilitator)
        codes = codes_of(room)
    async with house(tmp_path) as home:
        assert home.lobby.admit(codes.participant) is None
        await home.lobby.settle()
        assert not home.lobby.rooms
        for role in Role:
            assert home.lobby.admit(getattr(codes, role.value)) == Admission(room.key, role)
        assert home.lobby.admit(ticket) == Admission(room.key, Role.OBSERVER, person)
        assert home.lobby.admit(second) == Admission(room.key, Role.FACILITATOR, other)
        room = await home.lobby.open(room.key)
        assert room.codes == codes
        assert room.notices == ()
        # It is known again once it was shown.
        assert room.ticket(person) == ticket
        await room.submit(ChangePerson(person, role=Role.PARTICIPANT), PROGRAM)
        assert home.lobby.admit(ticket) == Admission(room.key, Role.PARTICIPANT, person)


async def test_a_ticket_is_known_once_it_was_shown(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        other, second = await room.enter("Ada", Role.PARTICIPANT)
    async with house(tmp_path) as home:
        room = await home.lobby.open(room.key)
        assert room.ticket(person) == room.ticket(other) == ""
        # That there is one is known all the same.
        assert room.has_ticket(person) and room.has_ticket(other)
        assert not room.has_ticket(room.facilitator)
        assert room.is_claimed(room.facilitator) and room.is_claimed(person)
        sam = next(p.id for p in room.view(PROGRAM).session.people.values() if p.name == "Sam")
        assert not room.has_ticket(sam) and not room.is_claimed(sam)
        room.unlock(person, second)
        assert room.ticket(person) == ""
        room.unlock(person, ticket)
        assert room.ticket(person) == ticket
        assert room.ticket(PROGRAM) == ""
        assert second


async def test_with_the_end_codes_and_tickets_end(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        other = await home.begin(writing=APART)
        codes = codes_of(room)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        room.keep_draft(person, "planned|x", "half")
        seen: list[object] = []
        room.watch(lambda: seen.append((room.codes, *opens(home.lobby, ticket))))
        await room.submit(Finish(), room.facilitator)
        assert seen[-1] == (None, False)
        assert not any(opens(home.lobby, codes.participant, codes.facilitator, ticket))
        assert not list(tmp_path.rglob(f"{room.key}.access*"))
        with pytest.raises(Refused):
            await room.enter("Late", Role.PARTICIPANT)
        with pytest.raises(Refused):
            await room.renew_codes(room.facilitator)
        room.keep_draft(person, "planned|x", "more")
        assert opens(home.lobby, codes_of(other).participant) == [True]
    assert not list(tmp_path.rglob(f"{room.key}.access*"))
    async with house(tmp_path) as home:
        await home.lobby.settle()
        room = await home.lobby.open(room.key)
        assert not has_codes(room)
        assert opens(home.lobby, ticket) == [False]


async def test_what_is_left_of_an_ended_session_goes_at_the_next_start(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        codes = codes_of(room)
        path = access_file(tmp_path, room)
        left = path.read_bytes()
        await room.submit(Finish(), room.facilitator)
    for _ in range(2):
        path.write_bytes(left)
        async with house(tmp_path) as home:
            await home.lobby.settle()
            assert opens(home.lobby, codes.participant) == [False]
            assert not path.exists()


async def test_a_place_is_taken_once_by_its_name(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        people = {p.name: p.id for p in room.view(PROGRAM).session.people.values()}
        both = await asyncio.gather(
            *(room.enter("  SAM ", Role.PARTICIPANT, named=False) for _ in range(2)),
            return_exceptions=True,
        )
        (person, ticket) = next(each for each in both if not isinstance(each, BaseException))
        refused = next(each for each in both if isinstance(each, BaseException))
        assert isinstance(refused, Refused)
        assert person == people["Sam"]
        assert name_of(room, person) == "Sam"
        # Their own word counts, not that of whoever entered them.
        assert not room.view(person).session.people[person].named
        # A letter that looks the same makes no other name, nor another place.
        with pytest.raises(Refused):
            await room.enter("Ѕam", Role.PARTICIPANT)
        with pytest.raises(Refused):
            await room.enter("Noor", Role.FACILITATOR)
        # Whoever only watches does not get the place of somebody who takes part.
        with pytest.raises(Refused):
            await room.enter("Iris", Role.OBSERVER)
        await room.submit(Join(room.new_id(), "Later"), room.facilitator)
    async with house(tmp_path) as home:
        room = await home.lobby.open(room.key)
        with pytest.raises(Refused):
            await room.enter("Sam", Role.PARTICIPANT)
        iris, _ = await room.enter("Iris", Role.FACILITATOR, named=True)
        assert iris == people["Iris"]
        assert room.view(iris).role is Role.FACILITATOR
        assert room.view(iris).session.people[iris].named
        later, _ = await room.enter("later", Role.PARTICIPANT)
        assert name_of(room, later) == "Later"
        assert home.lobby.admit(ticket) == Admission(room.key, Role.PARTICIPANT, person)


async def test_whoever_handed_over_keeps_their_place(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        sam, _ = await room.enter("Sam", Role.PARTICIPANT)
        await room.submit(HandOver(sam), room.facilitator)
        assert room.facilitator == sam
        with pytest.raises(Refused):
            await room.enter("Noor", Role.PARTICIPANT)


async def test_the_role_is_that_of_the_code(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        for name, role in (("A", Role.OBSERVER), ("B", Role.PARTICIPANT), ("C", Role.FACILITATOR)):
            person, _ = await room.enter(name, role)
            assert room.view(person).role is role


async def test_a_locked_session_lets_in_facilitators_alone(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        await room.submit(Lock(), room.facilitator)
        for name in ("Sam", "Zed"):
            with pytest.raises(Refused, match="locked"):
                await room.enter(name, Role.PARTICIPANT)
        await room.enter("Deputy", Role.FACILITATOR)
        # Whoever is in comes back.
        assert home.lobby.admit(ticket) == Admission(room.key, Role.PARTICIPANT, person)


async def test_new_codes_end_the_old_ones(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        old = codes_of(room)
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        with pytest.raises(Refused):
            await room.renew_codes(person)
        with pytest.raises(Refused):
            await room.renew_codes(12345)
        assert room.codes == old
        await room.renew_codes(room.facilitator)
        new = codes_of(room)
        assert not any(opens(home.lobby, old.participant, old.observer, old.facilitator))
        assert all(opens(home.lobby, new.participant, new.observer, new.facilitator, ticket))


async def test_whoever_is_removed_does_not_come_back(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        old = codes_of(room)
        kept = access_file(tmp_path, room).read_bytes()
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        stays, other = await room.enter("Ada", Role.PARTICIPANT)
        kept = access_file(tmp_path, room).read_bytes()
        room.keep_draft(person, "planned|x", "half")
        seen: list[bool] = []
        room.watch(lambda: seen.append(room.is_in(person)), person)
        assert room.is_in(person)
        await room.submit(RemovePerson(person), room.facilitator)
        assert seen == [False]
        gone = (ticket, old.participant, old.observer, old.facilitator)
        assert not any(opens(home.lobby, *gone))
        new = codes_of(room)
        assert all(opens(home.lobby, other, new.participant, new.facilitator))
        assert room.draft(person, "planned|x") == ""
        assert room.is_in(stays)
        path = access_file(tmp_path, room)
        assert str(person) not in path.read_text()
    # As when the server died between the removal and the file beside it.
    path.write_bytes(kept)
    async with house(tmp_path) as home:
        await home.lobby.settle()
        assert not any(opens(home.lobby, *gone))
        assert all(opens(home.lobby, other))
        room = await home.lobby.open(room.key)
        assert not any(opens(home.lobby, *gone))
        assert all(opens(home.lobby, other, codes_of(room).participant))
        assert str(person) not in path.read_text()


@pytest.mark.parametrize("way", ["demoted", "handed over", "removed"])
async def test_who_facilitates_no_more_knows_no_code_for_it(tmp_path: Path, way: str) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        old = codes_of(room)
        person, ticket = await room.enter("Zoe", Role.FACILITATOR)
        await room.submit(Lock(), room.facilitator)
        command: Command = ChangePerson(person, role=Role.PARTICIPANT)
        if way == "handed over":
            command = HandOver(room.facilitator)
        await room.submit(
            RemovePerson(person) if way == "removed" else command,
            person if way == "handed over" else room.facilitator,
        )
        assert not any(opens(home.lobby, old.facilitator))
        new = codes_of(room)
        assert all(opens(home.lobby, new.participant, new.observer, new.facilitator))
        stays = way != "removed"
        assert opens(home.lobby, ticket, old.participant, old.observer) == [stays] * 3
        kept = home.store.aside(room.key).read()
        assert kept["codes"]["facilitator"] == new.facilitator


async def test_a_line_that_is_open_outlives_no_code(tmp_path: Path) -> None:
    """Who was let in by a code is asked again when they give their name."""
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        codes = codes_of(room)
        person, ticket = await room.enter("Mallory", Role.PARTICIPANT)
        code, way_back = home.lobby.admit(codes.participant), home.lobby.admit(ticket)
        assert code and way_back
        assert home.lobby.admits(code)
        assert home.lobby.admits(way_back)
        await room.submit(RemovePerson(person), room.facilitator)
        assert not home.lobby.admits(code)
        assert not home.lobby.admits(way_back)
        with pytest.raises(Refused, match="does not count any more"):
            await room.enter("Mallory", code.role, admission=code)
        fresh = home.lobby.admit(codes_of(room).participant)
        assert fresh is not None
        await room.enter("Zoe", fresh.role, admission=fresh)
        await room.submit(Finish(), room.facilitator)
        with pytest.raises(Refused, match="has ended"):
            await room.enter("Ada", fresh.role, admission=fresh)


async def test_taking_off_a_name_that_never_came_leaves_the_codes(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        codes = room.codes
        sam = next(p.id for p in room.view(PROGRAM).session.people.values() if p.name == "Sam")
        await room.submit(RemovePerson(sam), room.facilitator)
        assert room.codes == codes


async def test_many_come_at_once(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        came = await asyncio.gather(
            *(room.enter(f"Person {n}", Role.PARTICIPANT) for n in range(40))
        )
        for person, ticket in came:
            assert home.lobby.admit(ticket) == Admission(room.key, Role.PARTICIPANT, person)
        assert len({ticket for _, ticket in came}) == 40


async def test_whoever_leaves_while_they_come_in_may_try_again(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        coming = asyncio.create_task(room.enter("Zoe", Role.PARTICIPANT))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        coming.cancel()
        with pytest.raises(asyncio.CancelledError):
            await coming
        person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
        assert home.lobby.admit(ticket) == Admission(room.key, Role.PARTICIPANT, person)


async def test_setup_is_as_it_was(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.lobby.create(replace(RELEASE, writing=APART))
        assert [p.name for p in room.view(PROGRAM).session.people.values()] == [
            "Noor",
            "Sam",
            "Iris",
        ]


async def test_whoever_begins_from_elsewhere_gets_a_ticket(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        room = await home.begin(writing=APART)
        ticket = await room.give_ticket(room.facilitator)
        assert home.lobby.admit(ticket) == Admission(room.key, Role.FACILITATOR, room.facilitator)
        assert room.has_ticket(room.facilitator)
        with pytest.raises(Refused):
            await room.give_ticket(NOBODY)
        assert await (await home.begin()).give_ticket(room.facilitator) == ""


async def test_nobody_may_do_nothing(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        for writing in Writing:
            room = await home.begin(writing=writing)
            before = room.view(PROGRAM).session
            for asked in (
                Finish(), Lock(), Advance(before.phase.key), Undo(), StartTimer(), MarkReady(True),
                HandOver(NOBODY), RemovePerson(room.facilitator), Join(NOBODY, "Nobody"),
                Join(room.new_id(), "Zoe"), ChangePerson(NOBODY, named=True), card(room, "x"),
            ):  # fmt: skip
                with pytest.raises(Refused):
                    await room.submit(asked, NOBODY)
            with pytest.raises(Refused):
                await room.renew_codes(NOBODY)
            assert room.view(PROGRAM).session is before
            with room.attached(NOBODY, shared=True):
                assert not room.here
