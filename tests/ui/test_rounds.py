"""Rounds: who has the floor, who listens, and whose case it is."""

from datetime import timedelta
from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue
from retro.session.commands import Advance, GiveFloor, NameCaseOwner
from retro.session.format import Kind
from retro.session.model import Id, Writing
from retro.session.rounds import speakers
from retro.session.rules import PROGRAM
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.rounds import AskForOwner
from retro.ui.turns import floor, goes_on_with, turns
from retro.ui.widgets.floor_line import FloorLine
from retro.words import Words
from tests.minutes.stories import Telling
from tests.minutes.test_new_kinds import go_to, told
from tests.terminal.fakes import until
from tests.ui.apart import Together, apart
from tests.ui.stage import Stage, at_phase

SIZES = ((80, 24), (120, 40), (45, 20))
WORDS = Words("en")


def at(phase: str, format: str = "iv-incident") -> Telling:
    telling = told(format)
    go_to(telling, phase)
    return telling


def ids(telling: Telling) -> list[Id]:
    return [person.id for person in speakers(telling.session)]


def test_everybody_has_the_floor_once_and_then_once_more() -> None:
    telling = at("round", "premortem")
    everybody = ids(telling)
    assert len(everybody) == 6
    heard: list[Id | None] = []
    for _ in range(8):
        following = goes_on_with(telling.session)
        to = following.id if following else None
        telling.send(GiveFloor(to, telling.session.speaker))
        heard.append(to)
    assert heard[:6] == everybody
    assert heard[6:] == [None, everybody[0]]
    assert not turns(telling.session).is_over
    assert turns(telling.session).spoken == 0


def test_those_who_are_not_here_are_passed_over() -> None:
    telling = at("round", "premortem")
    first, second, third, *_ = ids(telling)
    here = {first, third}
    telling.send(GiveFloor(first, None))
    found = turns(telling.session, here)
    assert found.next is not None
    assert (found.next.id, found.count) == (third, 2)
    telling.send(GiveFloor(second, first))
    # Whoever was given the floor is here, whatever the terminals say.
    assert turns(telling.session, here).count == 3
    telling.send(GiveFloor(third, second))
    assert goes_on_with(telling.session, here) is None
    telling.send(GiveFloor(None, third))
    assert turns(telling.session, here).is_over
    # Somebody who comes late has the floor before the round begins again.
    following = goes_on_with(telling.session, {*here, ids(telling)[3]})
    assert following is not None
    assert following.id == ids(telling)[3]


def test_the_time_is_shared_out() -> None:
    telling = at("round", "premortem")
    assert turns(telling.session).each == timedelta(minutes=10) / 6
    assert turns(telling.session, ids(telling)[:2]).each == timedelta(minutes=5)
    assert turns(telling.session, ()).count == 0
    assert goes_on_with(telling.session, ()) is None


@pytest.mark.parametrize(
    ("phase", "viewer", "large", "small", "own"),
    [
        ("incident", "owner", "You have the floor", "The others only listen.", True),
        ("incident", "other", "Noor has the floor", "Everybody else listens", False),
        ("incident", "all", "Noor has the floor", "Everybody else listens", False),
        ("analysis", "owner", "You listen in this round", "Note on paper", False),
        ("analysis", "speaker", "You have the floor", "Noor listens", True),
        ("analysis", "other", "{speaker} has the floor", "Noor listens", False),
        ("analysis", "all", "{speaker} has the floor", "2:00 each", False),
        ("facts", "owner", "{speaker} has the floor", "It is your case", False),
        ("facts", "all", "{speaker} has the floor", "0 of 5 have spoken", False),
    ],
)
def test_each_is_told_what_this_round_is_for_them(
    phase: str, viewer: str, large: str, small: str, own: bool
) -> None:
    telling = at("incident")
    telling.send(NameCaseOwner(telling.by))
    go_to(telling, phase)
    speaker = None
    if telling.session.phase.in_turn:
        speaker = ids(telling)[0]
        telling.send(GiveFloor(speaker, None))
    others = [each for each in ids(telling) if each != speaker]
    who = {"owner": telling.by, "speaker": speaker, "other": others[0], "all": None}[viewer]
    said = floor(telling.session, who, WORDS)
    name = telling.session.people[speaker].name if speaker else ""
    assert said.large == large.format(speaker=name)
    assert small in said.small
    assert said.is_own == own


@pytest.mark.parametrize(
    ("format", "phase", "large"),
    [
        ("premortem", "picture", "Nobody speaks"),
        ("premortem", "round", "Everyone gets the floor once"),
        ("iv-gossip", "gossip", "Noor listens"),
        ("iv-balint", "associations", "Nobody speaks"),
    ],
)
def test_a_round_says_its_script(format: str, phase: str, large: str) -> None:
    telling = told(format)
    if telling.session.format.has_owner:
        telling.send(NameCaseOwner(telling.by))
    go_to(telling, phase)
    assert floor(telling.session, None, WORDS).large == large


def test_every_round_of_every_format_says_something() -> None:
    seen = 0
    for format in Catalogue().formats("nl"):
        for phase in format.phases:
            if phase.kind is Kind.ROUNDS:
                telling = told(format.key, "nl")
                go_to(telling, phase.key)
                assert floor(telling.session, None, WORDS).large
                seen += 1
    assert seen >= 10


async def together_at(together: Together, phase: str) -> None:
    while (now := together.session.phase.key) != phase:
        await together.room.submit(Advance(now), PROGRAM)


@pytest.mark.parametrize("size", SIZES)
async def test_the_owner_is_asked_for_and_can_be_another(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with apart(tmp_path, format="iv-incident") as together:
        await together_at(together, "incident")
        noor = await together.sits("Noor", shared=True, size=size)
        await until(lambda: noor.at(AskForOwner))
        bo = await together.sits("Bo", size=size)
        await bo.shows("Whose case is it?")
        await noor.shows("2 Bo")
        assert not bo.at(Choice)
        await noor.press("esc", "n")
        assert noor.at(AskForOwner), "going on without an owner asks once more"
        await noor.press("2")
        await bo.shows("You have the floor")
        await noor.shows("Bo has the floor")
        await noor.press("h", "1")
        await bo.shows("Noor has the floor")
        assert together.session.case_owner == together.id("Noor")


async def test_without_an_owner_the_room_can_go_on_all_the_same(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "welcome", format="iv-incident") as shown:
        while shown.session.phase.key != "incident":
            await shown.room.submit(Advance(shown.session.phase.key), PROGRAM)
        await until(lambda: shown.at(AskForOwner))
        await shown.press("esc", "n", "esc", "n")
        assert shown.session.phase.key == "facts"


def large(stage: Stage) -> str:
    return stage.app.screen.query_one(FloorLine).floor.large


@pytest.mark.parametrize("size", SIZES)
async def test_the_floor_goes_from_one_to_the_next(tmp_path: Path, size: tuple[int, int]) -> None:
    async with apart(tmp_path, format="iv-incident") as together:
        await together.send("Noor", NameCaseOwner(together.id("Noor")))
        await together_at(together, "facts")
        noor = await together.sits("Noor", shared=True, size=size)
        sitting = {name: await together.sits(name, size=size) for name in ("Bo", "Cas")}
        await until(lambda: "begins" in noor.text)
        await noor.press("right")
        speaker = together.session.speaker
        assert speaker is not None
        name = together.session.people[speaker].name
        other = "Cas" if name == "Bo" else "Bo"
        await sitting[name].shows("You have the floor")
        await sitting[other].shows(f"{name} has the floor")
        await noor.shows("0 of 2 have spoken")
        await sitting[other].press("right")
        assert together.session.speaker == speaker
        assert "passes it on" in sitting[other].notice
        await sitting[name].press("right")
        await sitting[other].shows("You have the floor")
        await noor.press("left")
        await noor.shows("✓ has spoken")
        # The one before is marked: Enter gives them the floor again.
        await noor.press("enter")
        assert together.session.speaker == speaker
        await together.settle()


async def test_when_all_have_spoken_it_says_so(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "welcome", format="premortem") as shown:
        while shown.session.phase.key != "round":
            await shown.room.submit(Advance(shown.session.phase.key), PROGRAM)
        await shown.shows("Everyone gets the floor once")
        names = []
        for _ in range(4):
            await shown.press("right")
            names.append(large(shown).removesuffix(" has the floor"))
        assert sorted(names) == ["Bo", "Cas", "Dee", "Noor"]
        await shown.press("right")
        assert large(shown) == "Everyone has had the floor"
        assert shown.session.writing is Writing.TOGETHER
        await shown.press("left", "1")
        assert shown.session.speaker is not None


async def test_cards_are_written_in_a_round(tmp_path: Path) -> None:
    async with apart(tmp_path, format="iv-incident") as together:
        await together.send("Noor", NameCaseOwner(together.id("Cas")))
        await together_at(together, "analysis")
        await together.sits("Noor", shared=True)
        bo, cas = await together.sits("Bo"), await together.sits("Cas")
        await bo.press("enter", "it was busy", "enter", "esc", "e", "!", "enter")
        await cas.shows("it was busy!")
        assert "You listen in this round" in cas.text
        await cas.press("enter")
        assert "note on paper" in cas.notice
        for shown in (bo, cas):
            assert "Confidential: erased when the session ends." in shown.text
